//! Output: rows to files and streams. With `ingest`, the only module that does input or output.

mod brief;
mod cache;
mod comparison;
mod csv_writer;
mod datapackage;
mod dialect;
mod directory;
mod disk;
mod explain;
mod failure;
mod figures;
mod folders;
mod marked_text;
mod program;
mod report;
mod sanitize;
mod single;
mod table_file;
mod workbook;

pub use brief::write_brief;
pub use cache::{CacheContext, CacheFile};
pub use comparison::write_comparison;
pub use csv_writer::CsvWriter;
pub use datapackage::{LexiconHash, Manifest, datapackage};
pub use dialect::{Dialect, Spreadsheet, format_number};
pub use directory::{Directory, Existing};
pub use explain::write_explanation;
pub use failure::{OutputError, OutputFault};
pub use marked_text::ExplainStyle;
pub use program::program_hash;
pub use report::write_html;
pub use sanitize::sanitize;
pub use single::write_file;
pub use table_file::write_rows;
pub use workbook::Workbook;
