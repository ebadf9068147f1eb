//! Verb groups: a verb with the auxiliaries, negators and adverbs before it, by closed-class words and endings.
//!
//! What it is: a light chunker for known verbs. What it is not: it finds no verbs, and parses nothing.

use crate::text::{Document, WordClass, WordInfo, WordTable};
use std::ops::Range;

/// The form of a verb group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerbForm {
    /// Finite or participle: may have a subject of its own (accused, has been accused, will accuse).
    Finite,
    /// Infinitive, after *to*.
    Infinitive,
    /// Participle in -ing without a form of *be* before it (hiding, after hiding).
    Gerund,
}

/// A verb group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerbGroup {
    /// Its tokens, up to the verb.
    pub tokens: Range<usize>,
    /// Its form.
    pub form: VerbForm,
    /// Passive: a form of *be* or *get* before a participle, so that the subject is the patient.
    pub passive: bool,
    /// Whether the verb may be a past participle, passive without *be* (a deal brokered by Oman).
    pub participle: bool,
    /// Negated by *not* or *never*.
    pub negated: bool,
    /// Whether a conjunction right before it makes it share the subject of the verb before.
    pub coordinated: bool,
}

/// Maximum number of tokens before a verb in its group.
const REACH: usize = 6;

/// The group of the verb at token `verb`, in a sentence that begins with token `first`.
#[must_use]
pub fn verb_group(document: &Document, words: &WordTable<'_>, first: usize, verb: usize) -> VerbGroup {
    let mut group = VerbGroup {
        tokens: verb..verb + 1,
        form: VerbForm::Finite,
        passive: false,
        participle: false,
        negated: false,
        coordinated: false,
    };
    let Some(head) = document.tokens.get(verb) else { return group };
    let ing = words.info(head).is(WordClass::Gerund);
    group.participle = words.info(head).participle && !ing;
    let (mut be, mut to) = (false, false);
    for step in 1..=REACH {
        let Some(at) = verb.checked_sub(step).filter(|at| *at >= first) else { break };
        // A comma ends the group.
        let parted = document.tokens.get(at + 1).is_none_or(|next| !next.gap.joins());
        let Some(token) = document.tokens.get(at).filter(|_| !parted) else { break };
        let info = words.info(token);
        if info.is(WordClass::Be) {
            be = true;
        } else if info.is(WordClass::To) {
            to = true;
        } else if info.is(WordClass::Not) {
            group.negated = true;
        } else if info.is(WordClass::Coordinator) && !info.is(WordClass::Adverb) {
            group.coordinated = true;
            break;
        } else if !is_helper(info) {
            break;
        }
        group.negated |= info.is(WordClass::Contracted);
        group.tokens.start = at;
        if to {
            break;
        }
    }
    group.passive = group.participle && be;
    group.form = match (to, ing && !be) {
        (true, _) => VerbForm::Infinitive,
        (false, true) => VerbForm::Gerund,
        (false, false) => VerbForm::Finite,
    };
    group
}

/// Whether a word is an auxiliary, or an adverb between auxiliary and verb. A name may end like an adverb (Italy).
fn is_helper(info: &WordInfo) -> bool {
    let adverb = info.is(WordClass::Adverb) && !info.capital;
    info.is(WordClass::Have) || info.is(WordClass::Auxiliary) || adverb
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Part, Section, Symbols};

    /// The group of the word between asterisks, with its properties.
    fn group(marked: &str) -> (String, VerbGroup) {
        let (before, rest) = marked.split_once('*').unwrap();
        let text = marked.replace('*', "");
        let language = crate::shipped::knowledge().unwrap().language;
        let symbols = Symbols::new();
        let mut words = WordTable::new(&symbols, &language, None);
        let sections = [Section { part: Part::Body, range: 0..text.len() }];
        let document = Document::new(text, &sections, &mut words);
        assert!(rest.contains('*'));
        let verb = document.tokens.iter().position(|token| token.start as usize == before.len()).unwrap();
        let group = verb_group(&document, &words, 0, verb);
        (document.text[document.span(&group.tokens)].to_owned(), group)
    }

    #[test]
    fn auxiliaries_adverbs_and_negators_belong_to_the_verb() {
        for (sentence, expected) in [
            ("Japan has been *accused* of hiding evidence.", "has been accused"),
            ("The deal was widely *praised* in Oslo.", "was widely praised"),
            ("They have not yet *agreed* to it.", "have not yet agreed"),
            ("She would never have *betrayed* him.", "would never have betrayed"),
            ("He didn't *deny* it.", "didn't deny"),
            ("The minister, angry, *left* at once.", "left"),
            ("The government *condemned* the attack.", "condemned"),
            ("Norway wants to quickly *end* it.", "to quickly end"),
            ("France and Italy *praised* it.", "praised"),
        ] {
            assert_eq!(group(sentence).0, expected, "{sentence}");
        }
    }

    #[test]
    fn a_passive_needs_a_form_of_be_and_a_participle() {
        for passive in [
            "Japan has been *accused* of it.",
            "The law was then *struck* down.",
            "He got *fired* by the board.",
            "They are being *investigated* again.",
            "It will not be *forgotten* soon.",
        ] {
            assert!(group(passive).1.passive, "{passive}");
        }
        for active in [
            "Japan *accused* China of it.",
            "Japan has *accused* China of it.",
            "Japan is *accusing* China of it.",
            "A plan *praised* by all failed.",
            "The report, which was long, *accused* nobody.",
        ] {
            assert!(!group(active).1.passive, "{active}");
        }
        assert!(group("A plan *praised* by all failed.").1.participle);
        assert!(!group("Of *hiding* it by night.").1.participle);
    }

    #[test]
    fn forms_negation_and_joining() {
        let form = |sentence: &str| group(sentence).1.form;
        assert_eq!(form("Spain pledged to *help* Portugal."), VerbForm::Infinitive);
        assert_eq!(form("Japan was accused of *hiding* it."), VerbForm::Gerund);
        assert_eq!(form("Japan was *hiding* it."), VerbForm::Finite);
        assert!(group("It has not *helped* them.").1.negated);
        assert!(group("It hasn't *helped* them.").1.negated);
        assert!(!group("It has *helped* them, not us.").1.negated);
        assert!(group("Spain defended Portugal and *pledged* help.").1.coordinated);
        assert!(group("Spain defended it and then publicly *pledged* help.").1.coordinated);
        assert!(!group("Spain and Portugal *pledged* help.").1.coordinated);
    }
}
