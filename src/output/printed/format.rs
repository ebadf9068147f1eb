//! The formats of a table on stdout.

/// How the rows of a table are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum PrintFormat {
    /// Comma-separated values, as in the files of `analyze`.
    #[cfg_attr(feature = "cli", value(help = "As analyze writes it (the default in a pipe)"))]
    Csv,
    /// A JSON object a line.
    #[cfg_attr(
        feature = "cli",
        value(help = "A JSON object a line: numbers as numbers, empty cells as null")
    )]
    Jsonl,
    /// Columns side by side for a reader, the weightiest rows first.
    #[cfg_attr(
        feature = "cli",
        value(help = "Aligned, the weightiest rows first (the default on a terminal)")
    )]
    Table,
    /// A table of Markdown.
    #[cfg_attr(feature = "cli", value(help = "A table of Markdown"))]
    Markdown,
}
