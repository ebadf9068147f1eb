//! Why a foreign lexicon cannot be read.

use super::yaml::YamlFault;

/// Why a foreign lexicon cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ForeignError {
    /// Bytes that are no text.
    #[error(
        "{path}:{line}: control bytes, so this is no text; if it is an encrypted LIWC dictionary, export it as a plain .dic first"
    )]
    Binary {
        /// The file.
        path: String,
        /// The line of the first control byte.
        line: u64,
    },
    /// A line that the format does not allow.
    #[error("{path}:{line}: '{found}' where {expected} should stand; is this another format?")]
    Malformed {
        /// The file.
        path: String,
        /// The line, from 1.
        line: u64,
        /// What should stand there.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// Not a number, or one that the format's scale does not have.
    #[error("{path}:{line}: '{value}' is not a number from -{limit} to {limit}; is this another format?")]
    BadNumber {
        /// The file.
        path: String,
        /// The line, from 1.
        line: u64,
        /// What stands there.
        value: String,
        /// The end of the scale.
        limit: f64,
    },
    /// Not a finite number, in a format without a scale of its own.
    #[error("{path}:{line}: '{value}' is not a finite number; correct the cell or leave it empty")]
    NotFinite {
        /// The file.
        path: String,
        /// The line, from 1.
        line: u64,
        /// What stands there.
        value: String,
    },
    /// A LIWC dictionary without its two lines `%`.
    #[error(
        "{path}:{line}: the categories of a LIWC dictionary stand between two lines of `%`; one is missing"
    )]
    NoCategorySection {
        /// The file.
        path: String,
        /// The line where it should be.
        line: u64,
    },
    /// The same category number twice.
    #[error("{path}:{line}: the category number {number} stands in line {first} already; give it another")]
    DuplicateNumber {
        /// The file.
        path: String,
        /// The second line.
        line: u64,
        /// The first line.
        first: u64,
        /// The number.
        number: u32,
    },
    /// No category of the file counts as favourable or critical.
    #[error(
        "{path}:{line}: no category counts as favourable or critical; name some with 'standpoint lexicon convert --favourable NAME --critical NAME'; there are: {found}"
    )]
    NoCategory {
        /// The file.
        path: String,
        /// The line of the first category, or 1.
        line: u64,
        /// The categories there are.
        found: String,
    },
    /// A category that was asked for and is not there.
    #[error("{path}:{line}: there is no category '{name}'; there are: {found}")]
    NoSuchCategory {
        /// The file.
        path: String,
        /// The line of the first category, or 1.
        line: u64,
        /// The name that was given.
        name: String,
        /// The categories there are.
        found: String,
    },
    /// A category that was asked for on both sides.
    #[error("{path}:{line}: the category '{name}' was named as favourable and as critical; choose one")]
    NamedTwice {
        /// The file.
        path: String,
        /// The line of the first category, or 1.
        line: u64,
        /// The name.
        name: String,
    },
    /// A table whose columns are not known.
    #[error(
        "{path}:{line}: the columns are {found}; there must be one named term or word and one named polarity, score or value, or else two columns without names"
    )]
    Columns {
        /// The file.
        path: String,
        /// The line of the header.
        line: u64,
        /// The columns there are.
        found: String,
    },
    /// The reader of tables gave up.
    #[error("{path}:{line}: {source}; is it a table with one entry a line?")]
    Csv {
        /// The file.
        path: String,
        /// The line, from 1.
        line: u64,
        /// Why.
        source: csv::Error,
    },
    /// The YAML is broken, or uses what a dictionary has no need of.
    #[error("{path}:{line}: {fault}")]
    Yaml {
        /// The file.
        path: String,
        /// The line, from 1.
        line: u64,
        /// What is wrong, and what to do.
        fault: YamlFault,
    },
    /// Nothing to import.
    #[error("{path}:{line}: no entry is left; is this the right format? {left_out}")]
    Empty {
        /// The file.
        path: String,
        /// Always 1.
        line: u64,
        /// What was left out.
        left_out: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_place_and_remedy() {
        let error =
            ForeignError::BadNumber { path: "v.txt".into(), line: 7, value: "nice".into(), limit: 4.0 };
        assert_eq!(
            error.to_string(),
            "v.txt:7: 'nice' is not a number from -4 to 4; is this another format?"
        );
        let error = ForeignError::Yaml { path: "q.yml".into(), line: 2, fault: YamlFault::TabIndentation };
        assert!(error.to_string().starts_with("q.yml:2: "), "{error}");
    }
}
