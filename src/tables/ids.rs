//! Ids of rows: a letter, and a number from 1.

/// The id of a topic, by its index.
#[must_use]
pub fn topic_id(index: usize) -> String {
    format!("T{}", index + 1)
}

/// The id of a sentence of a document, by its index there.
#[must_use]
pub fn sentence_id(index: usize) -> String {
    format!("S{}", index + 1)
}

/// The id of a mention, by its number in the results, from 1.
pub(super) fn mention_id(number: u64) -> String {
    format!("M{number}")
}

/// The id of a piece of evidence, by its number in the results, from 1.
pub(super) fn evidence_id(number: u64) -> String {
    format!("E{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_begin_at_1() {
        assert_eq!((topic_id(0), sentence_id(41)), ("T1".to_owned(), "S42".to_owned()));
        assert_eq!((mention_id(1), evidence_id(2)), ("M1".to_owned(), "E2".to_owned()));
    }
}
