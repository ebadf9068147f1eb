//! Agreement of two partitions of the same items: NMI, AMI, adjusted Rand index, V-measure, purity, accuracy.

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;
use std::collections::BTreeMap;

/// The contingency table of two partitions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contingency {
    /// Items in each pair of groups: groups of the first × groups of the second.
    cells: Vec<Vec<u64>>,
    rows: Vec<u64>,
    columns: Vec<u64>,
    total: u64,
}

impl Contingency {
    /// The table of two partitions, given as the pair of groups of each item.
    pub fn of<A: Ord, B: Ord>(pairs: impl Iterator<Item = (A, B)>) -> Self {
        let mut counts: BTreeMap<(A, B), u64> = BTreeMap::new();
        for pair in pairs {
            *counts.entry(pair).or_default() += 1;
        }
        let mut seconds: Vec<&B> = counts.keys().map(|(_, second)| second).collect();
        seconds.sort();
        seconds.dedup();
        let mut cells: Vec<Vec<u64>> = Vec::new();
        let mut last: Option<&A> = None;
        for ((first, second), count) in &counts {
            if last != Some(first) {
                cells.push(vec![0; seconds.len()]);
                last = Some(first);
            }
            if let (Some(row), Ok(column)) = (cells.last_mut(), seconds.binary_search(&second)) {
                row[column] += count;
            }
        }
        let rows: Vec<u64> = cells.iter().map(|row| row.iter().sum()).collect();
        let columns: Vec<u64> =
            (0..seconds.len()).map(|column| cells.iter().map(|row| row[column]).sum()).collect();
        let total = rows.iter().sum();
        Self { cells, rows, columns, total }
    }

    /// Number of items.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total
    }

    fn entropy(&self, counts: &[u64]) -> f64 {
        let n = self.total as f64;
        -counts.iter().filter(|&&c| c > 0).map(|&c| c as f64 / n * libm::log(c as f64 / n)).sum::<f64>()
    }

    /// Mutual information in nats.
    fn information(&self) -> f64 {
        let n = self.total as f64;
        let mut sum = 0.0;
        for (row, &a) in self.cells.iter().zip(&self.rows) {
            for (&both, &b) in row.iter().zip(&self.columns) {
                if both > 0 {
                    sum += both as f64 / n * libm::log(both as f64 * n / (a as f64 * b as f64));
                }
            }
        }
        sum.max(0.0)
    }

    /// Normalised mutual information, over the mean of the two entropies (Strehl & Ghosh 2002; equals V-measure with β
    /// = 1): 0 to 1; 1 if both have one group.
    #[must_use]
    pub fn nmi(&self) -> f64 {
        let mean = (self.entropy(&self.rows) + self.entropy(&self.columns)) / 2.0;
        if mean <= 0.0 { 1.0 } else { self.information() / mean }
    }

    /// Homogeneity, completeness and their harmonic mean V (Rosenberg & Hirschberg 2007), each 0 to 1; the first
    /// partition is the truth, the second is evaluated.
    #[must_use]
    pub fn v_measure(&self) -> (f64, f64, f64) {
        let share = |of: f64| if of <= 0.0 { 1.0 } else { self.information() / of };
        let (homogeneity, completeness) =
            (share(self.entropy(&self.rows)), share(self.entropy(&self.columns)));
        let sum = homogeneity + completeness;
        (homogeneity, completeness, if sum > 0.0 { 2.0 * homogeneity * completeness / sum } else { 0.0 })
    }

    /// Adjusted Rand index (Hubert & Arabie 1985): 0 by chance, 1 for equal partitions.
    #[must_use]
    pub fn ari(&self) -> f64 {
        let pairs = |count: u64| count as f64 * (count as f64 - 1.0) / 2.0;
        let sum = |counts: &[u64]| counts.iter().map(|&count| pairs(count)).sum::<f64>();
        let both: f64 = self.cells.iter().map(|row| sum(row)).sum();
        let (a, b) = (sum(&self.rows), sum(&self.columns));
        let expected = a * b / pairs(self.total).max(1.0);
        let most = (a + b) / 2.0;
        if (most - expected).abs() < f64::EPSILON { 1.0 } else { (both - expected) / (most - expected) }
    }

    /// Adjusted mutual information over the mean of the entropies (Vinh, Epps & Bailey 2010): 0 by chance, 1 if equal.
    #[must_use]
    pub fn ami(&self) -> f64 {
        let mean = (self.entropy(&self.rows) + self.entropy(&self.columns)) / 2.0;
        let expected = self.expected_information();
        let denominator = mean - expected;
        if denominator.abs() < 1e-12 { 1.0 } else { (self.information() - expected) / denominator }
    }

    /// Expected mutual information of two random partitions with these group sizes.
    fn expected_information(&self) -> f64 {
        let n = self.total;
        let mut logs = vec![0.0; n as usize + 1];
        for at in 1..logs.len() {
            logs[at] = logs[at - 1] + libm::log(at as f64);
        }
        let factorial = |number: u64| logs[number as usize];
        let mut sum = 0.0;
        for &a in &self.rows {
            for &b in &self.columns {
                let least = (a + b).saturating_sub(n).max(1);
                for both in least..=a.min(b) {
                    let probability = factorial(a) + factorial(b) + factorial(n - a) + factorial(n - b)
                        - factorial(n)
                        - factorial(both)
                        - factorial(a - both)
                        - factorial(b - both)
                        - factorial(n + both - a - b);
                    let (x, n) = (both as f64, n as f64);
                    sum += x / n * libm::log(n * x / (a as f64 * b as f64)) * libm::exp(probability);
                }
            }
        }
        sum
    }

    /// Purity: the share of items in the largest group of the first partition within their group of the second.
    #[must_use]
    pub fn purity(&self) -> f64 {
        let most = |column: usize| self.cells.iter().map(|row| row[column]).max().unwrap_or(0);
        (0..self.columns.len()).map(most).sum::<u64>() as f64 / self.total.max(1) as f64
    }

    /// Clustering accuracy: the share of items in matched groups under the best one-to-one matching (Kuhn 1955).
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        let (rows, columns) = (self.rows.len(), self.columns.len());
        if rows == 0 || columns == 0 {
            return 0.0;
        }
        // The algorithm needs at least as many columns as rows.
        let weights = if rows <= columns {
            Matrix::from_fn(rows, columns, |(row, column)| self.cells[row][column] as i64)
        } else {
            Matrix::from_fn(columns, rows, |(column, row)| self.cells[row][column] as i64)
        };
        kuhn_munkres(&weights).0 as f64 / self.total.max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(a: &[u8], b: &[u8]) -> Contingency {
        Contingency::of(a.iter().zip(b))
    }

    #[track_caller]
    fn assert_near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-6, "{found} is not {expected}");
    }

    /// The figures are those of scikit-learn 1.7.
    #[test]
    fn agreement_is_what_others_say() {
        let found = of(&[0, 0, 0, 1, 1, 1, 2, 2], &[0, 0, 1, 1, 1, 1, 2, 0]);
        assert_near(found.nmi(), 0.546_882_9);
        assert_near(found.ari(), 0.304_347_8);
        assert_near(found.ami(), 0.315_382_8);
        assert_near(found.v_measure().2, 0.546_882_9);
        assert_near(found.purity(), 0.75);
        assert_near(found.accuracy(), 0.75);
    }

    #[test]
    fn the_same_partition_agrees_wholly_whatever_its_names() {
        let found = of(&[0, 0, 1, 1, 2], &[5, 5, 3, 3, 9]);
        for figure in [found.nmi(), found.ari(), found.ami(), found.purity(), found.accuracy()] {
            assert_near(figure, 1.0);
        }
    }

    #[test]
    fn more_groups_on_either_side_and_one_group() {
        assert_near(of(&[0, 0, 0, 0], &[0, 1, 2, 3]).accuracy(), 0.25);
        assert_near(of(&[0, 1, 2, 3], &[0, 0, 0, 0]).accuracy(), 0.25);
        assert_near(of(&[0, 1, 2, 3], &[0, 0, 0, 0]).nmi(), 0.0);
        assert_near(of(&[1, 1], &[1, 1]).nmi(), 1.0);
        assert_eq!(of(&[], &[]).total(), 0);
        assert!(of(&[], &[]).nmi().is_finite() && of(&[], &[]).ari().is_finite());
    }
}
