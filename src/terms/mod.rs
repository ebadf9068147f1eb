//! Terms of documents: counts, the documents × stems matrix, and what stands out in one document.
//!
//! Works on numbers of word forms that [`crate::text`] gave out; knows nothing of text, and nothing of topics.

mod background;
mod counts;
mod keyness;
mod matrix;
mod phrases;
mod text_rank;
mod top_terms;

pub use background::{BACKGROUND_BELOW, Background, BackgroundError};
pub use counts::{Count, TermCounts};
pub use keyness::{Keyness, keyness};
pub use matrix::TermMatrix;
pub use phrases::{PairCounts, Phrase, phrases};
pub use text_rank::text_rank;
pub use top_terms::{DocumentTerm, top_terms};
