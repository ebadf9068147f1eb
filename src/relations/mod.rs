//! Relations: which actor takes a stance toward which, with the words that say so.
//!
//! The same entries of the lexicon that tell the author's stance tell, by their number for relations, how the agent of a
//! predicate stands to its patient. Each reading is a [`RelationEvidence`] under a named rule ([`RelationRule`]); the
//! evidence of a pair in a sentence adds up exactly to its two sums ([`SentenceEdge`]), sentences are pooled to the
//! [`DocumentEdge`] of a document, documents to the [`CorpusEdge`] of a corpus.
//!
//! What it is not: it finds neither actors nor speakers, and reads no syntax; `mentions` and `syntax` do.

mod between;
mod corpus;
mod document;
mod edge;
mod evidence;
mod features;
mod find;
mod participants;
mod predicates;
mod speech;
mod weights;
mod words;

pub use corpus::{CorpusEdge, CorpusEdges};
pub use document::document_edges;
pub use edge::{Direction, DocumentEdge, PairProbabilities, RelationLabel, SentenceEdge};
pub use evidence::{RelationEvidence, RelationRule};
pub use features::{PairInput, PairTerm};
pub use find::{RelationScorer, pair_inputs, relations};
pub use weights::{RELATION_WEIGHTS, RelationWeights};
pub use words::{RelationWordKind, RelationWords};
