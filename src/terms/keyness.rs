//! Keyness: the terms that distinguish two groups of documents.
//!
//! Log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, section 3.5.1): the prior counts
//! of a term are its share of both groups together, and z is the log-odds ratio over its standard deviation, which
//! keeps rare terms from ranking high by chance.

use super::TermMatrix;

/// Size of the prior, in words.
const PRIOR: f64 = 1_000.0;

/// A term and its keyness: how much more one group uses it than the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Keyness {
    /// Column of the matrix.
    pub column: usize,
    /// How often it occurs in each group.
    pub counts: [u64; 2],
    /// ln of the ratio of its odds in the first group to those in the second.
    pub log_odds: f64,
    /// Its standard score: above 0 for the first group, below for the second.
    pub z: f64,
}

/// Keyness of the terms of two groups of documents, by descending |z|. `group_of` is the group (0 or 1) of each
/// document of `matrix`, if any; occurrences inside names of listed actors count only with `names`.
#[must_use]
pub fn keyness(matrix: &TermMatrix, group_of: &[Option<usize>], names: bool) -> Vec<Keyness> {
    let mut counts = vec![[0u64; 2]; matrix.stems.len()];
    for (document, group) in group_of.iter().enumerate() {
        let Some(group) = *group else { continue };
        for (column, count) in matrix.row(document) {
            let named = if names { 0 } else { count.named };
            counts[column as usize][group] += u64::from(count.all.saturating_sub(named));
        }
    }
    let total = |group: usize| counts.iter().map(|count| count[group]).sum::<u64>() as f64;
    let totals = [total(0), total(1)];
    let all = totals[0] + totals[1];
    let score = |(column, &counts): (usize, &[u64; 2])| {
        let both = (counts[0] + counts[1]) as f64;
        let prior = PRIOR * both / all;
        let odds = |group: usize| {
            let here = counts[group] as f64 + prior;
            libm::log(here / (totals[group] + PRIOR - here))
        };
        let log_odds = odds(0) - odds(1);
        let variance = counts.iter().map(|&count| 1.0 / (count as f64 + prior)).sum::<f64>();
        Keyness { column, counts, log_odds, z: log_odds / variance.sqrt() }
    };
    // The odds of a term that is the only one are infinite.
    let known = |counts: &[u64; 2]| counts[0] + counts[1] > 0 && ((counts[0] + counts[1]) as f64) < all;
    let mut found: Vec<Keyness> =
        counts.iter().enumerate().filter(|(_, counts)| known(counts)).map(score).collect();
    found.sort_by(|a, b| b.z.abs().total_cmp(&a.z.abs()).then(a.column.cmp(&b.column)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(rows: &[&[(u32, u32)]]) -> TermMatrix {
        TermMatrix::of_words(rows, &["ant", "bee", "cat"])
    }

    #[test]
    fn the_score_is_that_of_the_formula() {
        let matrix = matrix(&[&[(0, 30), (2, 70)], &[(1, 20), (2, 80)], &[(0, 9)]]);
        let found = keyness(&matrix, &[Some(0), Some(1), None], false);
        let of = |column: usize| found.iter().find(|key| key.column == column).unwrap();
        assert_eq!(of(0).counts, [30, 0]);
        // Prior of "ant": 1000 * 30 / 200 = 150.
        let log_odds = libm::log(180f64 / (1100.0 - 180.0)) - libm::log(150f64 / (1100.0 - 150.0));
        let z = log_odds / (1.0 / 180.0 + 1.0 / 150.0f64).sqrt();
        assert!((of(0).log_odds - log_odds).abs() < 1e-12 && (of(0).z - z).abs() < 1e-12);
        assert!(of(1).z < 0.0 && of(2).z < 0.0);
        assert_eq!(found[0].column, 0);
    }

    #[test]
    fn groups_without_terms_and_a_single_term() {
        assert!(keyness(&matrix(&[&[], &[]]), &[Some(0), Some(1)], false).is_empty());
        assert!(keyness(&matrix(&[&[(0, 3)], &[(0, 2)]]), &[Some(0), Some(1)], false).is_empty());
        let one_sided = keyness(&matrix(&[&[(0, 3), (1, 1)], &[]]), &[Some(0), Some(1)], false);
        assert!(one_sided.iter().all(|key| key.z.is_finite() && key.log_odds.is_finite()));
    }
}
