//! Sentences for the unit tests of this module: names and verbs are told by their spelling.

#![cfg(test)]

use super::chunks::Chunks;
use super::known_verb::KnownVerb;
use crate::text::{Document, Language, Part, Section, Symbols, WordTable, clauses};
use std::ops::Range;
use std::sync::LazyLock;

static ENGLISH: LazyLock<Language> = LazyLock::new(|| crate::shipped::knowledge().unwrap().language);

/// Names of one word, and persons.
const NAMES: [&str; 6] = ["Northland", "Southland", "Westland", "Norway", "Ford", "Trump"];
const PERSONS: [[&str; 2]; 2] = [["Ada", "Quill"], ["Boris", "Marsh"]];
/// Beginnings of the verbs that the lexicon is taken to know.
const VERBS: [&str; 10] =
    ["prais", "attack", "critici", "condemn", "defend", "slam", "face", "call", "accus", "mock"];

/// Chunks the first sentence of a text.
pub(super) fn chunked<R>(text: &str, look: impl FnOnce(&Chunks<'_>) -> R) -> R {
    let symbols = Symbols::new();
    let mut words = WordTable::new(&symbols, &ENGLISH, None);
    let sections = [Section { part: Part::Body, range: 0..text.len() }];
    let document = Document::new(text.to_owned(), &sections, &mut words);
    let sentence = &document.sentences[0];
    let word = |at: usize| {
        let token = document.tokens.get(at).filter(|_| at < sentence.tokens.end)?;
        Some(document.token_text(token).trim_end_matches("'s"))
    };
    let mut names: Vec<Range<usize>> = Vec::new();
    let mut verbs = Vec::new();
    for at in sentence.tokens.clone() {
        let form = word(at).unwrap();
        if NAMES.contains(&form) {
            names.push(at..at + 1);
        } else if PERSONS.iter().any(|[first, last]| form == *first && word(at + 1) == Some(*last)) {
            names.push(at..at + 2);
        } else if VERBS.iter().any(|verb| form.to_lowercase().starts_with(verb)) {
            verbs.push(KnownVerb { at, alone: true, undergone: form.to_lowercase().starts_with("prais") });
        }
    }
    let clauses = clauses(&document, sentence, &words);
    look(&Chunks::new(&document, &words, sentence, &clauses, &names, &verbs))
}

/// Chunks a text whose unit is between asterisks, and passes on the tokens of the unit.
pub(super) fn marked<R>(text: &str, look: impl FnOnce(&Chunks<'_>, &Range<usize>) -> R) -> R {
    let start = text.find('*').unwrap();
    let end = text.rfind('*').unwrap() - 1;
    chunked(&text.replace('*', ""), |chunks| {
        let tokens = &chunks.tokens.document.tokens;
        let first = tokens.partition_point(|token| (token.start as usize) < start);
        let last = tokens.partition_point(|token| (token.start as usize) < end);
        look(chunks, &(first..last))
    })
}

/// The words of some tokens.
pub(super) fn words(chunks: &Chunks<'_>, tokens: &Range<usize>) -> String {
    let document = chunks.tokens.document;
    document.text[document.span(tokens)].trim_end_matches("'s").to_owned()
}
