//! Text: from an article's characters to tokens, sentences, clauses and quotations.
//!
//! What it is: pure functions over strings, and the [`WordTable`] that caches what is known of a word form. What it is
//! not: it knows nothing of actors or stance; the forms that those patterns need are passed in as [`Symbols`].
//!
//! Law: the tokens and the gaps between them, in order, give the text back, byte for byte.

mod classes;
mod clauses;
mod counted;
mod document;
mod language;
mod letters;
#[cfg(feature = "sentences")]
mod misleading;
mod opaque;
mod quotations;
mod sentence;
#[cfg(feature = "sentences")]
mod sentences;
mod symbols;
mod tokenize;
mod turn;
mod vocabulary;
mod voice;
mod wordings;
mod words;

pub use classes::{ClassError, ClassFault, Classes, WordClass, class_mask};
pub use clauses::clauses;
pub use counted::{CountedLanguage, CountedLanguages};
pub use document::{Document, Speakers};
pub use language::{FILE_KEYS, Language, LanguageError, LanguageFault, LanguageFile, Stemming, WordStemmer};
pub use letters::sum_of_letters;
pub use quotations::{Quotation, quotations};
pub use sentence::{MAX_SENTENCE_TOKENS, Part, Section, Sentence};
#[cfg(feature = "sentences")]
pub use sentences::sentences;
pub use symbols::{Form, Symbol, Symbols};
pub use tokenize::{Gap, MAX_RUN_CHARS, MAX_TOKEN_BYTES, Token, lower, normalize, tokenize, tokenize_with};
pub use turn::Turn;
pub use vocabulary::{NO_TERM, TermId, Vocabulary};
pub use voice::Voice;
pub use wordings::{WordingKind, Wordings};
pub use words::{WordInfo, WordTable};
