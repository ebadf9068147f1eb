//! Ingest: from files, folders and streams to [`Article`]s.
//!
//! The only module that reads input. [`Inputs`] walks the given paths and yields [`Raw`] documents in a fixed order;
//! [`load`] turns one into an article, in any thread. Unreadable input is a [`Skip`], never an error: only wrong usage
//! ([`InputError`]) stops a run.

mod article;
mod as_read;
mod boilerplate;
mod charset;
mod cleanup;
mod columns;
mod compression;
mod context;
mod counted;
mod date_by;
mod date_column;
mod date_forms;
mod date_leaning;
mod date_order;
mod date_search;
mod dates;
mod dates_in_paths;
mod decode;
mod detect;
mod encoding_by;
mod entities;
mod error;
mod failpoint;
mod fingerprint;
mod folder;
mod foreign;
mod formats;
mod found_columns;
mod front_matter;
mod inputs;
mod intake;
mod layout;
mod ledger;
mod limit;
mod load;
mod metadata;
mod mojibake;
mod open;
mod own_results;
mod page;
mod path_fields;
mod path_pattern;
mod pieces;
mod press;
mod project_files;
mod raw;
mod read_as;
mod remark;
mod run_context;
mod spool;
mod transcode;
mod undecided;
mod usual_names;
mod utf32;
mod walk;
mod warning;

pub use article::{Article, Offsets, Receipt};
pub use as_read::AsRead;
pub use boilerplate::{Boilerplate, ParagraphHashes, ParagraphSample};
pub use cleanup::{CleanUp, CleanUpRule, RuleSet};
pub use columns::{Columns, Field};
pub use context::Context;
pub use counted::{counted, grouped};
pub use date_by::DateBy;
pub use date_leaning::{DateLeaning, LeaningKind};
pub use date_order::{DateExample, DateFault, DateOrder, OrderConflict, SettledOrder};
pub use dates::parse_date;
pub use dates_in_paths::DatesInPaths;
pub use decode::{Decoded, Decoding, Repairs, Undecodable, UnknownEncoding};
pub use encoding_by::EncodingBy;
pub use error::{ColumnFault, InputError};
#[cfg(test)]
pub(crate) use failpoint::Hook;
pub(crate) use failpoint::{Operation, before};
pub use fingerprint::Fingerprint;
pub use formats::{FORMATS, Format, walk_endings};
pub use inputs::{InputOptions, Inputs};
pub use intake::Intake;
pub use layout::Layout;
pub use ledger::{Ledger, Reason, Skip};
pub use limit::{Limit, MAX_TEXT_BYTES};
pub use load::load;
pub use metadata::Metadata;
pub use own_results::{CACHE, RESULT_MARK, RUN_LOCK, UNDER_WAY, is_result};
pub use page::is_page;
pub use path_pattern::{PathPattern, PatternError, Unmatched};
pub use pieces::{Origin, Piece};
pub use raw::{Item, Payload, Raw};
pub use read_as::{LanguageBy, ReadAs};
pub use remark::{Remark, Tally};
pub use spool::{Spool, SpoolError, is_pipe, is_read_once};
pub use warning::{Location, Warning};

/// English, for the unit tests of this module.
#[cfg(test)]
pub(crate) fn english() -> crate::text::Language {
    let text = include_str!("../../lexicons/en/language.tsv");
    crate::text::LanguageFile::parse("lexicons/en/language.tsv", text).unwrap().language
}
