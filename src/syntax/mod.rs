//! Syntax: the one account of a sentence, by word order, closed-class words and endings; there is no parser.
//!
//! [`Chunks`] are the noun phrases and verb groups of a sentence (shallow parsing). [`predicate()`] finds the subject
//! and object of a verb, an event noun or a complement, [`attachment()`] how an expression of any word class depends on
//! a name; [`reports`] who says what.
//!
//! What it is: functions over tokens, and token ranges of names and known verbs. What it is not: it knows neither
//! actors nor the lexicon.

mod attached;
mod attachment;
mod belonging;
mod chunks;
mod denial;
mod event;
mod found;
mod frame;
mod governing;
mod known_verb;
mod object;
mod phrase;
mod predicate;
mod predication;
mod report;
mod reporting;
mod reversal;
mod said;
mod segments;
mod subject;
mod tag;
mod tokens;
mod unsaid;
mod verb_groups;

pub use attached::{Attached, Attachment};
pub use attachment::attachment;
pub use belonging::{
    attribute_of_aimed_at, described_and_aimed_at, has_negated_governor, is_of_somebody_else, is_presupposed,
    outermost_governor,
};
pub use chunks::Chunks;
pub use known_verb::KnownVerb;
pub use predicate::{Place, Predicate, PredicateKind, Slot};
pub use predication::predicate;
pub use report::{Opener, OpenerKind, Report, Side};
pub use reporting::{reports, subject_before};
pub use reversal::{Reversal, is_judged_by, lessening, reversal, underlined};
pub use segments::Quoted;
pub use tokens::may_be_headline;
pub use verb_groups::{VerbForm, VerbGroup, verb_group};

#[cfg(test)]
mod sample;
