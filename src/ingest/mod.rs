//! Ingest: from files, folders and streams to [`Article`]s.
//!
//! The only module that reads input. [`Inputs`] walks the given paths and yields [`Raw`] documents in a fixed order;
//! [`load`] turns one into an article, in any thread. Unreadable input is a [`Skip`], never an error: only wrong usage
//! ([`InputError`]) stops a run.

mod article;
mod boilerplate;
mod cleanup;
mod columns;
mod compression;
mod counted;
mod date_by;
mod dates;
mod decode;
mod error;
mod foreign;
mod formats;
mod front_matter;
mod inputs;
mod layout;
mod ledger;
mod load;
mod metadata;
mod open;
mod own_results;
mod page;
mod pieces;
mod press;
mod project_files;
mod raw;
mod read_as;
mod transcode;
mod warning;

pub use article::{Article, Offsets, Receipt};
pub use boilerplate::{Boilerplate, ParagraphHashes, ParagraphSample};
pub use cleanup::{CleanUp, CleanUpRule, RuleSet};
pub use columns::Columns;
pub use counted::counted;
pub use date_by::DateBy;
pub use dates::parse_date;
pub use decode::{Decoded, Decoding, Repairs, Undecodable, UnknownEncoding};
pub use error::{ColumnFault, InputError};
pub use formats::{FORMATS, Format, walk_endings};
pub use inputs::{InputOptions, Inputs};
pub use layout::Layout;
pub use ledger::{Ledger, Reason, Skip};
pub use load::load;
pub use metadata::Metadata;
pub use own_results::{RESULT_MARK, UNDER_WAY, is_result};
pub use page::is_page;
pub use pieces::{Origin, Piece};
pub use raw::{Item, MAX_TEXT_BYTES, Payload, Raw};
pub use read_as::{LanguageBy, ReadAs};
pub use warning::{Location, Warning};

/// English, for the unit tests of this module.
#[cfg(test)]
pub(crate) fn english() -> crate::text::Language {
    let text = include_str!("../../lexicons/en/language.tsv");
    crate::text::LanguageFile::parse("lexicons/en/language.tsv", text).unwrap().language
}
