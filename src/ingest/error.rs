//! Errors that stop a run: wrong usage. Unreadable inputs are not errors but skips.

/// Wrong usage of inputs, which stops a run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InputError {
    /// A named table has no text column.
    #[error("{path}: no column '{column}'; the columns are {found} (name it with --text-column)")]
    NoTextColumn {
        /// The file.
        path: String,
        /// The column looked for.
        column: String,
        /// The columns of the file.
        found: String,
    },
    /// A column named by a flag does not exist.
    #[error("{path}: no column '{column}', which {flag} asks for; the columns are {found}")]
    NoSuchColumn {
        /// The file.
        path: String,
        /// The column.
        column: String,
        /// The flag.
        flag: &'static str,
        /// The columns of the file.
        found: String,
    },
    /// `-` is given twice.
    #[error("'-' is named twice; stdin can be read once")]
    StdinTwice,
}
