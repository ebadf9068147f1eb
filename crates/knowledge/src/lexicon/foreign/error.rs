//! Why a foreign lexicon cannot be read.

use super::yaml::YamlFault;
use crate::tsv::{Hint, Located};

/// A fault of a foreign lexicon, with its place.
pub type ForeignError = Located<ForeignFault>;

/// A fault of a foreign lexicon.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ForeignFault {
    /// Bytes that are not text.
    #[error("control bytes, so this is no text")]
    Binary,
    /// A line that violates the format.
    #[error("'{found}' where {expected} should stand")]
    Malformed {
        /// What the format expects.
        expected: &'static str,
        /// The offending value.
        found: String,
    },
    /// Not a number, or one outside the scale of the format.
    #[error("'{value}' is not a number from -{limit} to {limit}")]
    BadNumber {
        /// The offending cell.
        value: String,
        /// The largest absolute value of the scale.
        limit: f64,
    },
    /// Not a finite number, in a format without a scale.
    #[error("'{value}' is not a finite number")]
    NotFinite {
        /// The offending cell.
        value: String,
    },
    /// A LIWC dictionary without its two `%` lines.
    #[error("the categories of a LIWC dictionary stand between two lines of `%`; one is missing")]
    NoCategorySection,
    /// The same category number twice.
    #[error("the category number {number} stands in line {first} already")]
    DuplicateNumber {
        /// The first line.
        first: u64,
        /// The number.
        number: u32,
    },
    /// No category of the file counts as favourable or critical.
    #[error("no category counts as favourable or critical")]
    NoCategory {
        /// The categories of the file.
        found: String,
    },
    /// A selected category that the file does not have.
    #[error("there is no category '{name}'")]
    NoSuchCategory {
        /// The name that was given.
        name: String,
        /// The categories of the file.
        found: String,
    },
    /// A category selected for both sides.
    #[error("the category '{name}' was named as favourable and as critical")]
    NamedTwice {
        /// The name.
        name: String,
    },
    /// A table without known columns.
    #[error(
        "the columns are {found}; there must be one named term or word and one named polarity, score or value, or else two columns without names"
    )]
    Columns {
        /// The columns of the table.
        found: String,
    },
    /// A table without a known column of categories.
    #[error(
        "the columns are {found}; there must be one named term or word and one named sentiment or category, or else two columns without names"
    )]
    SentimentColumns {
        /// The columns of the table.
        found: String,
    },
    /// A list of words, of which nobody says whom they speak for.
    #[error("a list of words, which does not say whether they are favourable or critical")]
    NoSide {
        /// The file.
        path: String,
    },
    /// An error of the table reader.
    #[error("{0}")]
    Csv(#[from] csv::Error),
    /// Malformed YAML, or a feature that dictionaries do not need.
    #[error(transparent)]
    Yaml(#[from] YamlFault),
    /// No entry left to import.
    #[error("no entry is left")]
    Empty {
        /// What was left out.
        left_out: String,
    },
}

impl Hint for ForeignFault {
    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Binary => "if it is an encrypted LIWC dictionary, export it as a plain .dic first",
            Self::Malformed { .. } | Self::BadNumber { .. } => "is this another format?",
            Self::NotFinite { .. } => "correct the cell or leave it empty",
            Self::DuplicateNumber { .. } => "give it another",
            Self::NoCategory { found } => {
                return Some(format!(
                    "name some with 'standpoint lexicon convert --favourable NAME --critical NAME'; there are: {found}"
                ));
            }
            Self::NoSide { path } => {
                return Some(format!(
                    "say it with 'standpoint lexicon convert {path} --as favourable' or '--as critical', and name what that writes"
                ));
            }
            Self::NoSuchCategory { found, .. } => return Some(format!("there are: {found}")),
            Self::NamedTwice { .. } => "choose one",
            Self::Csv(_) => "is it a table with one entry a line?",
            Self::Yaml(fault) => return fault.hint(),
            Self::Empty { left_out } => return Some(format!("is this the right format? {left_out}")),
            Self::NoCategorySection | Self::Columns { .. } | Self::SentimentColumns { .. } => return None,
        };
        Some(hint.to_owned())
    }
}

/// Message and hint as a user sees them.
#[cfg(test)]
pub(super) fn said(error: &ForeignError) -> String {
    error.hint().map_or_else(|| error.to_string(), |hint| format!("{error}; {hint}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_the_place_and_the_hint_stands_apart() {
        let number = || ForeignFault::BadNumber { value: "nice".into(), limit: 4.0 };
        let error = ForeignError::line("v.txt", 7, number());
        assert_eq!(error.to_string(), "v.txt:7: 'nice' is not a number from -4 to 4");
        assert_eq!(error.hint().as_deref(), Some("is this another format?"));
        assert_eq!(said(&error), "v.txt:7: 'nice' is not a number from -4 to 4; is this another format?");
    }

    #[test]
    fn a_fault_of_yaml_speaks_for_itself() {
        let error = ForeignError::line("q.yml", 2, YamlFault::TabIndentation);
        assert_eq!(error.to_string(), "q.yml:2: a TAB in the indentation");
        assert_eq!(error.hint().as_deref(), Some("YAML is indented with blanks"));
        let error = ForeignError::line("q.yml", 2, YamlFault::NoMap);
        assert_eq!(said(&error), "q.yml:2: a category (`name:`) should stand here");
    }
}
