//! Output: rows to files and streams. With `ingest`, the only module that does input or output.

mod aftermath;
mod brief;
mod carry_over;
mod comparison;
mod csv_writer;
mod datapackage;
mod dialect;
mod directory;
mod disk;
#[cfg(test)]
mod ended;
mod explain;
mod failure;
mod figures;
mod folders;
mod hidden;
mod inside;
mod listing;
mod lock;
mod marked_text;
mod recovery;
mod report;
mod sanitize;
mod single;
mod swap;
mod table_file;
mod workbook;

pub use aftermath::Aftermath;
pub use brief::write_brief;
pub use comparison::write_comparison;
pub use csv_writer::CsvWriter;
pub use datapackage::{LexiconHash, Manifest, datapackage};
pub use dialect::{Dialect, Spreadsheet, format_number};
pub use directory::{Directory, Existing, name_in};
pub use disk::ResultFile;
pub use explain::write_explanation;
pub use failure::{OutputError, OutputFault};
pub use folders::create_folders;
pub use marked_text::ExplainStyle;
pub use report::write_html;
pub use sanitize::{is_dangerous, sanitize};
pub use single::write_file;
pub use table_file::write_rows;
pub use workbook::{Workbook, WrittenWorkbook};
