//! Rows as they are printed: aligned for a reader, as JSON lines, or as a Markdown table. CSV is that of the files.

mod bars;
mod cells;
mod fit;
mod format;
mod jsonl;
mod layout;
mod layouts;
mod markdown;
mod text_table;

pub use format::PrintFormat;
pub use jsonl::JsonlWriter;
pub use markdown::MarkdownWriter;
pub use text_table::{TableStyle, TextTable};
