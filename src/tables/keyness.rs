//! The rows of `terms --compare`.

use super::rows::KeynessRow;
use crate::terms::{Keyness, TermMatrix};

/// At most `most` terms of each of two `groups`, those of the first group first. `keys` are sorted by descending |z|.
#[must_use]
pub fn keyness_rows(
    groups: &[String; 2],
    keys: &[Keyness],
    matrix: &TermMatrix,
    most: usize,
) -> Vec<KeynessRow> {
    let mut rows = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        let sign = if number == 0 { 1.0 } else { -1.0 };
        let of_group = keys.iter().filter(|key| key.z * sign > 0.0).take(most);
        rows.extend((1u64..).zip(of_group).map(|(rank, key)| KeynessRow {
            group: group.clone(),
            rank,
            term: matrix.surfaces[key.column].to_string(),
            stem: matrix.stems[key.column].to_string(),
            count: key.counts[number],
            count_other: key.counts[1 - number],
            log_odds: key.log_odds * sign,
            z: key.z * sign,
        }));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::keyness;

    #[test]
    fn each_group_has_its_own_terms_and_both_score_above_0() {
        let documents: [&[(u32, u32)]; 2] = [&[(0, 30), (2, 70)], &[(1, 20), (2, 80)]];
        let matrix = TermMatrix::of_words(&documents, &["ant", "bee", "cat"]);
        let keys = keyness(&matrix, &[Some(0), Some(1)], false);
        let rows = keyness_rows(&["left".to_owned(), "right".to_owned()], &keys, &matrix, 1);
        let shown: Vec<_> =
            rows.iter().map(|row| (row.group.as_str(), row.rank, row.stem.as_str())).collect();
        assert_eq!(shown, [("left", 1, "ant"), ("right", 1, "bee")]);
        assert_eq!((rows[1].count, rows[1].count_other), (20, 0));
        assert!(rows.iter().all(|row| row.log_odds > 0.0 && row.z > 0.0));
    }
}
