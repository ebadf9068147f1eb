//! Ingest: from bytes somewhere to an [`Article`].
//!
//! The only module that reads the world. [`Inputs`] walks what was named and gives [`Raw`] documents in a fixed
//! order; [`load`] turns one into an article, in any thread. What cannot be read is a [`Skip`], never an error:
//! only wrong usage ([`InputError`]) stops a run.

mod article;
mod cleanup;
mod compression;
mod dates;
mod decode;
mod front_matter;
mod inputs;
mod jsonl;
mod ledger;
mod lines;
mod load;
mod own_results;
mod records;
mod table;
mod transcode;

pub use article::{Article, Metadata, Offsets, Origin, Piece, Receipt};
pub use cleanup::{CleanUp, Rule, RuleSet};
pub use dates::parse_date;
pub use decode::{Decoded, Decoding, Repairs, Undecodable, UnknownEncoding};
pub use inputs::{Format, InputError, InputOptions, Inputs, Item, Payload, Raw};
pub use ledger::{Ledger, Reason, Skip, counted};
pub use load::{MAX_TEXT_BYTES, load};
pub use own_results::{RESULT_MARK, UNDER_WAY, is_result};
pub use table::Columns;
