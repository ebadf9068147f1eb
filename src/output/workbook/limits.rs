//! How much a workbook holds: constants, so that it is a file to hand over whatever the corpus.

/// Most bytes of a workbook.
const MOST_BYTES: u64 = 10_000_000;
/// Most characters of a cell; Excel takes 32,767, a reader far fewer.
pub(super) const MOST_CHARACTERS: usize = 1_000;
/// Most characters of a title where it stands beside other things.
pub(super) const MOST_OF_A_TITLE: usize = 200;
/// Documents that a mean must rest on, or it is shown in grey.
pub(super) const FEW_DOCUMENTS: u64 = 3;

/// Most rows of the long sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limits {
    /// Bytes of the file.
    pub(super) bytes: u64,
    /// Rows of *Stance*.
    pub(super) stance: u64,
    /// Rows of *Documents*.
    pub(super) documents: u64,
    /// Rows of *Sentences*.
    pub(super) sentences: usize,
    /// Rows of *Skipped*.
    pub(super) skipped: u64,
}

/// At 60 to 70 bytes a row of *Stance* in the file, and 100 a row of *Documents*, half of [`MOST_BYTES`] is left for texts
/// that are longer than those of most corpora.
pub(super) const LIMITS: Limits =
    Limits { bytes: MOST_BYTES, stance: 50_000, documents: 20_000, sentences: 15_000, skipped: 5_000 };

impl Limits {
    /// Half as much.
    pub(super) fn halved(self) -> Self {
        Self {
            bytes: self.bytes,
            stance: self.stance / 2,
            documents: self.documents / 2,
            sentences: self.sentences / 2,
            skipped: self.skipped / 2,
        }
    }

    /// Each how-many-th document is shown, for rows of both sheets to fit.
    pub(super) fn step(self, documents: u64, stance: u64) -> u64 {
        let steps = |rows: u64, most: u64| rows.div_ceil(most.max(1));
        steps(documents, self.documents).max(steps(stance, self.stance)).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_left_out_evenly_and_only_where_there_are_too_many() {
        assert_eq!(LIMITS.step(0, 0), 1);
        assert_eq!(LIMITS.step(20_000, 50_000), 1);
        assert_eq!(LIMITS.step(10_000, 50_001), 2);
        assert_eq!(LIMITS.step(1_200_000, 0), 60);
    }
}
