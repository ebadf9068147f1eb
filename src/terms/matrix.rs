//! The documents × stems matrix of raw counts, in packed rows.

use super::packed_rows::{PackedRow, PackedRows};
use super::{Count, TermCounts};

/// No column: the word form is out of range or occurs nowhere.
const NO_COLUMN: u32 = u32::MAX;

/// Documents × stems, raw counts, sparse.
///
/// Columns are sorted bytewise by stem and the columns of a row ascend, so that nothing depends on the order in which
/// word forms were numbered. A stem that occurs in no document has no column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TermMatrix {
    /// The stem of each column, ascending.
    pub stems: Vec<Box<str>>,
    /// The most frequent word form of each column's stem over the corpus; of equally frequent ones the bytewise first.
    pub surfaces: Vec<Box<str>>,
    /// In how many documents each column occurs: 1 to the number of documents.
    pub document_frequency: Vec<u32>,
    /// The columns of each document with their counts, from 1.
    pub rows: PackedRows,
}

impl TermMatrix {
    /// The matrix of `counts`; `words` holds (word form, stem) for each form's number.
    ///
    /// Counts of forms with the same stem are added. Forms that are not in `words` are left out. What is taken of `counts`
    /// is given up, so that no second copy exists.
    #[must_use]
    pub fn build(counts: TermCounts, words: &[(Box<str>, Box<str>)]) -> Self {
        let totals = totals(counts.rows(), words.len());
        let Stems { column_of, stems, surfaces } = Stems::of(words, &totals);
        let mut document_frequency = vec![0u32; stems.len()];
        let mut rows = PackedRows::default();
        let mut row: Vec<(u32, Count)> = Vec::new();
        counts.into_rows().take_each(|forms| {
            row.clear();
            row.extend(forms.filter_map(|(form, count)| {
                let column = column_of.get(form as usize).filter(|column| **column != NO_COLUMN);
                column.map(|&column| (column, count))
            }));
            row.sort_unstable();
            row.dedup_by(|next, kept| {
                let same = next.0 == kept.0;
                if same {
                    kept.1 = kept.1.plus(next.1);
                }
                same
            });
            for (column, _) in &row {
                document_frequency[*column as usize] += 1;
            }
            rows.push(&row);
        });
        Self { stems, surfaces, document_frequency, rows }
    }

    /// Forgets the rows, which take most of the memory; terms and their frequencies stay.
    pub fn forget_rows(&mut self) {
        self.rows = PackedRows::default();
    }

    /// Number of documents (rows).
    #[must_use]
    pub fn documents(&self) -> usize {
        self.rows.len()
    }

    /// Columns (ascending) with their counts of a document; none where there is no such document.
    #[must_use]
    pub fn row(&self, document: usize) -> PackedRow<'_> {
        self.rows.row(document)
    }
}

/// How often each word form occurs in all documents together.
fn totals(rows: &PackedRows, words: usize) -> Vec<u64> {
    let mut totals = vec![0u64; words];
    for (form, count) in (0..rows.len()).flat_map(|at| rows.row(at)) {
        if let Some(total) = totals.get_mut(form as usize) {
            *total += u64::from(count.all);
        }
    }
    totals
}

/// The stems that occur, in order, and the column of each word form.
struct Stems {
    column_of: Vec<u32>,
    stems: Vec<Box<str>>,
    surfaces: Vec<Box<str>>,
}

impl Stems {
    fn of(words: &[(Box<str>, Box<str>)], totals: &[u64]) -> Self {
        let mut forms: Vec<usize> = (0..words.len()).filter(|&form| totals[form] > 0).collect();
        // By stem; within a stem the most frequent form first, then bytewise.
        forms.sort_unstable_by(|&a, &b| {
            let ((surface_a, stem_a), (surface_b, stem_b)) = (&words[a], &words[b]);
            stem_a.cmp(stem_b).then(totals[b].cmp(&totals[a])).then(surface_a.cmp(surface_b))
        });
        let mut found =
            Self { column_of: vec![NO_COLUMN; words.len()], stems: Vec::new(), surfaces: Vec::new() };
        for form in forms {
            let (surface, stem) = &words[form];
            if found.stems.last() != Some(stem) {
                found.stems.push(stem.clone());
                found.surfaces.push(surface.clone());
            }
            found.column_of[form] = u32::try_from(found.stems.len() - 1).unwrap_or(NO_COLUMN);
        }
        found
    }
}

#[cfg(test)]
impl TermMatrix {
    /// For tests: rows of (word, count), each word its own stem.
    pub(crate) fn of_words<R: AsRef<[(u32, u32)]>, W: AsRef<str>>(rows: &[R], words: &[W]) -> Self {
        let mut counts = TermCounts::new();
        for row in rows {
            let row = row.as_ref().iter().map(|&(form, all)| (form, Count { all, named: 0 }));
            counts.push(&row.collect::<Vec<_>>());
        }
        let words: Vec<(Box<str>, Box<str>)> =
            words.iter().map(|word| (word.as_ref().into(), word.as_ref().into())).collect();
        Self::build(counts, &words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(pairs: &[(&str, &str)]) -> Vec<(Box<str>, Box<str>)> {
        pairs.iter().map(|&(surface, stem)| (surface.into(), stem.into())).collect()
    }

    fn counts(rows: &[&[(u32, u32)]]) -> TermCounts {
        let mut counts = TermCounts::new();
        for row in rows {
            let row: Vec<_> = row.iter().map(|&(form, all)| (form, Count { all, named: 0 })).collect();
            counts.push(&row);
        }
        counts
    }

    fn alls(row: PackedRow<'_>) -> Vec<(u32, u32)> {
        row.map(|(column, count)| (column, count.all)).collect()
    }

    #[test]
    fn forms_of_a_stem_are_added_up_in_sorted_columns() {
        let words = words(&[("votes", "vote"), ("bank", "bank"), ("vote", "vote"), ("never", "never")]);
        let matrix = TermMatrix::build(counts(&[&[(0, 1), (1, 2), (2, 1)], &[], &[(2, 4), (77, 3)]]), &words);
        assert_eq!(matrix.stems, ["bank".into(), "vote".into()]);
        assert_eq!(matrix.surfaces, ["bank".into(), "vote".into()]);
        assert_eq!(matrix.document_frequency, [1, 2]);
        assert_eq!(matrix.documents(), 3);
        assert_eq!(alls(matrix.row(0)), [(0, 2), (1, 2)]);
        assert_eq!(matrix.row(1).count(), 0);
        assert_eq!(alls(matrix.row(2)), [(1, 4)]);
        assert_eq!(matrix.row(3).count(), 0);
        assert_eq!(matrix.row(usize::MAX - 1).count(), 0);
    }

    #[test]
    fn of_equally_frequent_forms_the_first_in_bytes_is_shown() {
        let words = words(&[("votes", "vote"), ("voted", "vote")]);
        let matrix = TermMatrix::build(counts(&[&[(0, 2)], &[(1, 2)]]), &words);
        assert_eq!(matrix.surfaces, ["voted".into()]);
    }

    #[test]
    fn nothing_in_nothing_out() {
        let matrix = TermMatrix::build(TermCounts::new(), &[]);
        assert_eq!(matrix.documents(), 0);
        assert!(matrix.stems.is_empty());
    }

    proptest! {
        #[test]
        fn the_numbers_of_the_word_forms_do_not_matter(
            rows in prop::collection::vec(prop::collection::btree_map(0u32..12, 1u32..5, 0..8), 0..10),
            shift in 0u32..12,
        ) {
            let name = |form: u32| (format!("w{form}s").into_boxed_str(), format!("w{}", form % 5).into_boxed_str());
            let with_names = |(form, all): (u32, u32)| (form, Count { all, named: all / 2 });
            let rows: Vec<Vec<(u32, Count)>> =
                rows.into_iter().map(|row| row.into_iter().map(with_names).collect()).collect();
            let mut plain = TermCounts::new();
            let mut renumbered = TermCounts::new();
            for row in &rows {
                plain.push(row);
                let other: Vec<_> = row.iter().rev().map(|&(form, n)| ((form + shift) % 12, n)).collect();
                renumbered.push(&other);
            }
            let words: Vec<_> = (0..12).map(name).collect();
            let other_words: Vec<_> = (0..12).map(|number| name((number + 12 - shift) % 12)).collect();
            prop_assert_eq!(TermMatrix::build(plain, &words), TermMatrix::build(renumbered, &other_words));
        }
    }
}
