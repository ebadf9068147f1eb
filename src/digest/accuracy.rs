//! How often readers agree with single labels, as it was measured with the shipped tables.

use super::corpus::AboutRun;

/// The figures, beside the table that they were measured with.
const FIGURES: &str = include_str!("../../lexicons/en/accuracy.tsv");
/// The learned table that decides them.
const TABLE: &str = "en-learned";

/// What was measured. Numbers are as the file writes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accuracy {
    /// Of hundred mentions in world news called favourable, those that a reader calls so.
    pub favourable_right: &'static str,
    /// The same of those called critical.
    pub critical_right: &'static str,
    /// Macro-F1 of single mentions on the worst kind of news measured, 0 to 1.
    pub least_f1: &'static str,
    /// The same on the best.
    pub most_f1: &'static str,
    /// That of people who know the field.
    pub expert_f1: &'static str,
    /// That of a constant answer.
    pub constant_f1: &'static str,
}

fn value(key: &str) -> Option<&'static str> {
    FIGURES.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('\t')?.split('\t').next())
}

impl Accuracy {
    /// The figures of a run; none where it was made without the learned table that they were measured with.
    #[must_use]
    pub fn of(about: &AboutRun) -> Option<Self> {
        let table = value("table")?;
        let is_measured = |(id, sha256): &(String, String)| id == TABLE && sha256 == table;
        if !about.lexicons.iter().any(is_measured) {
            return None;
        }
        Some(Self {
            favourable_right: value("favourable_right")?,
            critical_right: value("critical_right")?,
            least_f1: value("least_f1")?,
            most_f1: value("most_f1")?,
            expert_f1: value("expert_f1")?,
            constant_f1: value("constant_f1")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_figures_are_those_of_the_table_that_is_shipped() {
        let table = Sha256::digest(include_bytes!("../../lexicons/en/learned.tsv"));
        let hash: String = table.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(
            value("table"),
            Some(hash.as_str()),
            "learned.tsv was fitted again: measure anew what lexicons/en/accuracy.tsv says, and write this hash there"
        );
        let with = |hash: &str| AboutRun {
            lexicons: vec![("en-verbs".to_owned(), "1".to_owned()), (TABLE.to_owned(), hash.to_owned())],
            ..AboutRun::default()
        };
        let figures = Accuracy::of(&with(&hash)).unwrap();
        for figure in [figures.favourable_right, figures.critical_right] {
            assert!((1..=100).contains(&figure.parse::<u8>().unwrap()));
        }
        assert!(figures.least_f1.parse::<f64>().unwrap() < figures.most_f1.parse::<f64>().unwrap());
        assert_eq!(Accuracy::of(&with("0")), None);
        assert_eq!(Accuracy::of(&AboutRun::default()), None);
    }
}
