//! Terms of documents: counts, the documents × stems matrix, key terms and key sentences, phrases, keyness.
//!
//! Works on the numbers of word forms that [`crate::text`] assigned. Not topics: those are [`crate::topics`].

mod background;
mod counts;
mod key_sentences;
mod keyness;
mod matrix;
mod packed_pairs;
mod packed_rows;
mod phrases;
mod text_rank;
mod top_terms;
mod varint;

pub use background::{BACKGROUND_BELOW, Background, BackgroundError, BackgroundFault};
pub use counts::{Count, TermCounts, term_counts};
pub use key_sentences::{KeySentence, key_sentences};
pub use keyness::{Keyness, keyness};
pub use matrix::TermMatrix;
pub use packed_rows::{PackedRow, PackedRows};
pub use phrases::{PairCounts, Phrase, phrases, term_pairs};
pub use text_rank::text_rank;
pub use top_terms::{DocumentTerm, top_terms};
