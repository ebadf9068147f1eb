//! Reports: the nouns of attribution. A verb of speech with its subject and the tokens that are its content.

use super::predicate::Slot;
use std::ops::Range;

/// An expression that may open content: a verb of speech, or *according to*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opener {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The verb among them; the first token of *according to*.
    pub verb: usize,
    /// What kind it is.
    pub kind: OpenerKind,
    /// Whether a hedge stands before the verb (*might say*), so that it may not have been said.
    pub hedged: bool,
}

/// How an expression opens content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenerKind {
    /// A clause, quotation or object is the content (said, claimed).
    Clause,
    /// So, after the person who is told (told, warned).
    Addressee,
    /// What a preposition governs is content, too (accused of, criticised for).
    Anything,
    /// *According to*.
    According,
}

/// On which side of the verb the content is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// After it.
    After,
    /// Before it, or on both sides.
    Before,
    /// Beside *according to*.
    According,
}

/// A verb of speech in its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The opener.
    pub opener: Opener,
    /// Those who speak: the names at the head of the subject, in the order of the text; in a passive its agent.
    pub speakers: Vec<Slot>,
    /// The noun phrase of the subject or agent, with a name in it or not.
    pub subject: Option<Range<usize>>,
    /// Whether the subject is a pronoun.
    pub pronoun: bool,
    /// The side of the content.
    pub side: Side,
    /// The tokens of the content, in order; empty if the sentence has none.
    pub content: Vec<Range<usize>>,
}
