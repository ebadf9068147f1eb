//! Why a run cannot begin or go on.

/// Why a run cannot begin or go on: what was named is wrong.
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
        /// The columns there are.
        found: String,
    },
    /// A column that was named does not exist.
    #[error("{path}: no column '{column}', which {flag} asks for; the columns are {found}")]
    NoSuchColumn {
        /// The file.
        path: String,
        /// The column.
        column: String,
        /// The flag.
        flag: &'static str,
        /// The columns there are.
        found: String,
    },
    /// `-` twice.
    #[error("'-' is named twice; stdin can be read once")]
    StdinTwice,
}
