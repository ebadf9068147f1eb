//! Feature extraction: the features of a mention, each a [`Key`] with a value.
//!
//! Names are masked, so that the identity of the actor is no feature: the mention (and others of its actor) is
//! `TARGET`, every other name `NAME`, and a run of one kind one word. Positions are counted in this masked sequence.

use super::evidence::{Evidence, Rule};
use super::feature::{Collect, Feature, Surroundings};
use crate::index::key::{BALANCES, BalanceTerm, FormTerm, Key, NAME, NamesTerm, NumberTerm, TARGET, piece};
use crate::lexicon::{Context, Kind};
use crate::mentions::{CueMatch, Mention};
use crate::text::{Symbol, Token, WordClass};
use std::ops::Range;

/// Maximum distance of a near word.
const NEAR: usize = 3;
/// Numbers of words after and before the mention that count as next and previous.
const NEXT: usize = 5;
const PREVIOUS: usize = 4;
/// Scope of a negator in words, up to the end of its clause.
const NEGATED: usize = 4;
/// Pattern windows, relative to the mention: first and last word.
const WINDOWS: [(isize, isize); 6] = [(-1, 1), (-2, 0), (0, 2), (-3, 0), (0, 3), (-2, 2)];
/// The largest offset of a window.
const REACH: isize = 3;

/// A word of the masked sequence.
#[derive(Clone, Copy)]
struct Reading {
    token: usize,
    /// [`TARGET`], [`NAME`], or the stem; [`Symbol::NONE`] for an unknown word.
    symbol: Symbol,
    beginning: Symbol,
    is_word: bool,
    negated: bool,
}

impl Surroundings<'_> {
    /// Extracts the features of the mention `at`, whose rule evidence is `hand`.
    pub fn features(&self, at: usize, hand: &[Evidence], collect: &mut impl Collect) {
        let Some(mention) = self.mentions.get(at) else { return };
        let cues = self.cues_of(mention);
        let reading = self.read(mention, &cues);
        let Some(center) = reading.iter().position(|word| mention.tokens.contains(&word.token)) else {
            return;
        };
        self.words_around(&reading, center, mention, collect);
        let mut simple = |key: Key, tokens: Range<usize>| {
            collect.feature(Feature { key, value: 1.0, tokens, cue: None });
        };
        self.patterns(&reading, center, &cues, &mut simple);
        self.balance(mention, hand, &cues, &mut simple);
        self.form(&reading, center, mention, &mut simple);
        numbers(hand, collect);
    }

    /// The expressions of the sentence, without those whose agent or patient is another actor in another clause than
    /// the mention. The rule evidence of these counts nevertheless.
    fn cues_of(&self, mention: &Mention) -> Vec<&CueMatch> {
        let clause = self.scene.clause(mention.tokens.start);
        let of_others = |holders: &[usize]| {
            !holders.iter().any(|&at| self.mentions.get(at).is_some_and(|m| m.actor == mention.actor))
        };
        let cues = self.scene.cues.iter().zip(self.holders);
        cues.filter(|(cue, holders)| {
            self.scene.clause(cue.tokens.start) == clause || !holders.as_deref().is_some_and(of_others)
        })
        .map(|(cue, _)| cue)
        .collect()
    }

    /// The masked sequence: each name is one word. Words of expressions about other actors give no features.
    fn read(&self, mention: &Mention, cues: &[&CueMatch]) -> Vec<Reading> {
        let first = self.sentence.tokens.start;
        let mut symbols: Vec<Option<Symbol>> = vec![None; self.sentence.tokens.len()];
        let mut mask = |tokens: &Range<usize>, symbol: Symbol| {
            for token in tokens.clone() {
                if let Some(slot) = token.checked_sub(first).and_then(|at| symbols.get_mut(at)) {
                    *slot = Some(symbol);
                }
            }
        };
        for name in self.unlisted {
            mask(&name.tokens, NAME);
        }
        for other in self.mentions {
            mask(&other.tokens, if other.actor == mention.actor { TARGET } else { NAME });
        }
        mask(&mention.tokens, TARGET);
        let mut reading: Vec<Reading> = Vec::with_capacity(symbols.len());
        for (token, masked) in self.sentence.tokens.clone().zip(symbols) {
            if let Some(symbol) = masked {
                // A repeated name is one word, but the mention itself is always a word.
                let again = reading.last().is_some_and(|last| last.symbol == symbol);
                if !again || token == mention.tokens.start {
                    reading.push(Reading {
                        token,
                        symbol,
                        beginning: Symbol::NONE,
                        is_word: false,
                        negated: false,
                    });
                }
                continue;
            }
            let Some(info) = self.document.tokens.get(token).map(|token| self.words.info(token)) else {
                break;
            };
            reading.push(Reading {
                token,
                symbol: info.stem,
                beginning: info.beginning,
                is_word: true,
                negated: false,
            });
        }
        let mut kept = cues.iter().peekable();
        for cue in self.scene.cues {
            if kept.next_if(|next| std::ptr::eq(**next, cue)).is_some() {
                continue;
            }
            let from = reading.partition_point(|word| word.token < cue.tokens.start);
            let words = reading.iter_mut().skip(from).take_while(|word| word.token < cue.tokens.end);
            for word in words.filter(|word| word.is_word) {
                *word = Reading { symbol: Symbol::NONE, beginning: Symbol::NONE, is_word: false, ..*word };
            }
        }
        for negator in self.scene.cues.iter().filter(|cue| cue.kind == Kind::Negator) {
            let clause = self.scene.clause(negator.tokens.start);
            let from = reading.partition_point(|word| word.token < negator.tokens.end);
            for word in reading.iter_mut().skip(from).take(NEGATED) {
                if self.scene.clause(word.token) != clause {
                    break;
                }
                word.negated = true;
            }
        }
        reading
    }

    fn words_around(
        &self,
        reading: &[Reading],
        center: usize,
        mention: &Mention,
        collect: &mut impl Collect,
    ) {
        let clause = self.scene.clause(mention.tokens.start);
        let next_end = (center + 1..reading.len().min(center + 1 + NEXT))
            .find(|&at| self.scene.clause(reading[at].token) != clause)
            .unwrap_or_else(|| reading.len().min(center + 1 + NEXT));
        let bit = |context: Context, holds: bool| if holds { context.bit() } else { 0 };
        for (at, word) in reading.iter().enumerate() {
            if word.symbol == Symbol::NONE && word.beginning == Symbol::NONE {
                continue;
            }
            let mut contexts = bit(Context::Next, at > center && at < next_end)
                | bit(Context::Previous, at < center && at + PREVIOUS >= center);
            if at != center && word.is_word {
                contexts |= Context::Sentence.bit()
                    | bit(Context::After, at > center)
                    | bit(Context::Before, at < center)
                    | bit(Context::Near, at.abs_diff(center) <= NEAR)
                    | bit(Context::Negated, word.negated);
                if word.beginning != Symbol::NONE {
                    collect.word(word.beginning, Context::Beginning.bit(), word.token);
                }
            }
            if word.symbol != Symbol::NONE
                && collect.word(word.symbol, contexts, word.token)
                && let Some(second) = reading.get(at + 1).filter(|second| second.symbol != Symbol::NONE)
            {
                let (key, tokens) = (Key::pair(word.symbol, second.symbol), word.token..second.token + 1);
                collect.feature(Feature { key, value: 1.0, tokens, cue: None });
            }
        }
    }

    fn patterns(
        &self,
        reading: &[Reading],
        center: usize,
        cues: &[&CueMatch],
        give: &mut impl FnMut(Key, Range<usize>),
    ) {
        // The word classes from three before to three after.
        let near = reading
            .get(center.saturating_sub(REACH as usize)..reading.len().min(center + REACH as usize + 1));
        let near = near.unwrap_or_default();
        let (first, last) =
            (near.first().map_or(0, |word| word.token), near.last().map_or(0, |word| word.token));
        let cues: Vec<&CueMatch> =
            cues.iter().copied().filter(|cue| cue.tokens.start <= last && cue.tokens.end > first).collect();
        let mut kinds = [piece::BEGIN; 7];
        for (slot, offset) in kinds.iter_mut().zip(-REACH..=REACH) {
            if let Some(at) = center.checked_add_signed(offset) {
                *slot = reading.get(at).map_or(piece::END, |word| self.piece(word, &cues));
            }
        }
        let token = |offset: isize| {
            let at = center.saturating_add_signed(offset).min(reading.len().saturating_sub(1));
            reading.get(at).map_or(0, |word| word.token)
        };
        for (first, last) in WINDOWS {
            let pieces = kinds.get((first + REACH) as usize..=(last + REACH) as usize).unwrap_or_default();
            give(Key::pattern(pieces), token(first)..token(last) + 1);
        }
    }

    /// The class of a word; `cues` are the expressions of the sentence.
    fn piece(&self, word: &Reading, cues: &[&CueMatch]) -> u8 {
        match word.symbol {
            TARGET => return piece::TARGET,
            NAME => return piece::NAME,
            _ => {}
        }
        let mut found = piece::WORD;
        for cue in cues.iter().filter(|cue| cue.tokens.contains(&word.token)) {
            found = match cue.kind {
                Kind::Negator => piece::NEGATOR,
                Kind::Speech => piece::SPEECH,
                Kind::Cue => match self.leaning(cue.entry) {
                    value if value > 0.0 => piece::FAVOURABLE,
                    value if value < 0.0 => piece::CRITICAL,
                    _ => found,
                },
                _ => found,
            };
        }
        if found != piece::WORD {
            return found;
        }
        let Some(info) = self.document.tokens.get(word.token).map(|token| self.words.info(token)) else {
            return found;
        };
        match self.scene.knowledge.closed.number(info) {
            Some(number) => piece::CLOSED.saturating_add(number),
            None if info.is(WordClass::Determiner) => piece::DETERMINER,
            None => piece::WORD,
        }
    }

    /// The first non-zero number of polarity, patient, agent and relation.
    fn leaning(&self, entry: u32) -> f64 {
        let entry = self.scene.knowledge.entry(entry);
        let numbers = [entry.polarity, entry.patient, entry.agent, entry.relation];
        numbers.into_iter().find(|number| number.abs() > 0.0).unwrap_or(0.0)
    }

    fn balance(
        &self,
        mention: &Mention,
        hand: &[Evidence],
        of_mention: &[&CueMatch],
        give: &mut impl FnMut(Key, Range<usize>),
    ) {
        let mut simple = |term: BalanceTerm, tokens: Range<usize>| give(Key::balance(term), tokens);
        let cues = || hand.iter().filter(|evidence| evidence.rule != Rule::Prior);
        let sum = |pick: fn(&Evidence) -> i64| cues().map(pick).sum::<i64>() as f64 / 1e6;
        let favourable = sum(|evidence| evidence.toward_favourable.0);
        let critical = sum(|evidence| evidence.toward_critical.0);
        if cues().next().is_none() {
            simple(BalanceTerm::None, 0..0);
        }
        if favourable > 0.0 {
            simple(BalanceTerm::Favourable, 0..0);
        }
        if critical > 0.0 {
            simple(BalanceTerm::Critical, 0..0);
        }
        if favourable > 0.0 && critical > 0.0 {
            simple(BalanceTerm::Both, 0..0);
        }
        for (step, threshold) in (0u8..).zip(BALANCES) {
            if favourable - critical > threshold {
                simple(BalanceTerm::Above(step), 0..0);
            }
            if critical - favourable > threshold {
                simple(BalanceTerm::Below(step), 0..0);
            }
        }
        let rule = |evidence: &Evidence| match evidence.rule {
            Rule::Agent => 0,
            Rule::Patient => 1,
            _ => 2,
        };
        let positive = |evidence: &Evidence| evidence.toward_favourable > evidence.toward_critical;
        if let Some(strongest) = cues().rev().max_by_key(|evidence| evidence.weight()) {
            simple(BalanceTerm::Strongest(positive(strongest), rule(strongest)), strongest.tokens());
        }
        if let Some(nearest) = cues().min_by_key(|evidence| evidence.distance) {
            simple(BalanceTerm::Nearest(positive(nearest), rule(nearest)), nearest.tokens());
        }
        let (mut for_it, mut against) = (0u8, 0u8);
        for cue in of_mention.iter().filter(|cue| cue.kind == Kind::Cue) {
            let entry = self.scene.knowledge.entry(cue.entry);
            let numbers = [entry.polarity, entry.patient, entry.agent];
            match numbers.into_iter().find(|number| number.abs() > 0.0) {
                Some(number) if number > 0.0 => for_it = (for_it + 1).min(3),
                Some(_) => against = (against + 1).min(3),
                None => {}
            }
        }
        simple(BalanceTerm::Positive(for_it), 0..0);
        simple(BalanceTerm::Negative(against), 0..0);
        for cue in self.scene.cues {
            if matches!(
                cue.kind,
                Kind::Negator | Kind::Hedge | Kind::Contrast | Kind::Speech | Kind::Intensifier
            ) {
                let after = cue.tokens.start >= mention.tokens.end;
                give(Key::modifier(cue.kind, after), cue.tokens.clone());
            }
        }
    }

    fn form(
        &self,
        reading: &[Reading],
        center: usize,
        mention: &Mention,
        give: &mut impl FnMut(Key, Range<usize>),
    ) {
        let mut form = |term: FormTerm| give(Key::form(term), 0..0);
        form(FormTerm::Voice(mention.voice));
        if mention.speaker == Some(mention.actor) {
            form(FormTerm::Speaker);
        }
        let start = self.document.tokens.get(mention.tokens.start);
        if start.is_some_and(|token| self.document.quotation_at(token.start as usize).is_some()) {
            form(FormTerm::InQuotation);
        }
        if self.sentence.headline {
            form(FormTerm::Headline);
        }
        let is_pronoun = |token: &Token| {
            let info = self.words.info(token);
            info.is(WordClass::Personal) && !info.possessive
        };
        if mention.tokens.len() == 1 && start.is_some_and(is_pronoun) {
            form(FormTerm::Pronoun);
        }
        let count = |symbol: Symbol, words: &[Reading]| {
            words.iter().filter(|word| word.symbol == symbol).count().min(7) as u8
        };
        form(FormTerm::Mentions(count(TARGET, reading).min(3)));
        form(FormTerm::Names(count(NAME, reading).min(4)));
        form(FormTerm::Length((reading.len() / 10).min(6) as u8));
        form(FormTerm::Position((5 * center / reading.len().max(1)).min(4) as u8));
        let (before, after) = reading.split_at(center.min(reading.len()));
        let (before, after) = (count(NAME, before), count(NAME, after));
        let mut names = |term: NamesTerm| give(Key::names(term), 0..0);
        names(NamesTerm::Before(before.min(3)));
        names(NamesTerm::After(after.min(3)));
        names(NamesTerm::Both(before.min(2), after.min(2)));
        names(NamesTerm::First(center == 0));
        names(NamesTerm::Clause(self.scene.clause(mention.tokens.start).min(3) as u8));
    }
}

/// The rule evidence of each expression of the lexicon, by role and sign.
fn numbers(hand: &[Evidence], collect: &mut impl Collect) {
    for (at, evidence) in hand.iter().enumerate() {
        let role = match evidence.rule {
            Rule::Agent => NumberTerm::Agent,
            Rule::Patient => NumberTerm::Patient,
            Rule::Polarity => NumberTerm::Polarity,
            _ => continue,
        };
        let value = evidence.toward_favourable.to_f64() - evidence.toward_critical.to_f64();
        let key = Key::number(role, value > 0.0);
        collect.feature(Feature { key, value: value.abs(), tokens: evidence.tokens(), cue: Some(at) });
    }
}

#[cfg(test)]
mod tests {
    use super::super::score::surroundings;
    use super::super::scorer::Scorer;
    use super::*;
    use crate::index::Knowledge;
    use crate::mentions::sample::{ACTORS, LEXICON, knowledge, read};
    use crate::text::Form;

    /// All features of a mention.
    #[derive(Default)]
    struct Given {
        words: Vec<(Symbol, u32, usize)>,
        features: Vec<Feature>,
    }

    impl Collect for Given {
        fn word(&mut self, symbol: Symbol, contexts: u32, token: usize) -> bool {
            self.words.push((symbol, contexts, token));
            false
        }

        fn feature(&mut self, feature: Feature) {
            self.features.push(feature);
        }
    }

    impl Given {
        /// The contexts of a word, 0 without a feature.
        fn contexts(&self, symbol: Symbol) -> u32 {
            self.words.iter().filter(|word| word.0 == symbol).fold(0, |set, word| set | word.1)
        }
    }

    fn given(knowledge: &Knowledge, text: &str, mention: usize) -> Given {
        let mut given = Given::default();
        read(knowledge, text, None, |document, words, found| {
            let scorer = Scorer::of(knowledge);
            surroundings(document, words, found, knowledge, &scorer, &mut |place, at, number, hand| {
                if number == mention {
                    place.features(at, &hand, &mut given);
                }
            });
        });
        given
    }

    /// Knowledge with symbols for the stems of `words`, and the symbol of `stem`.
    fn knowing(words: &str, stem: &str) -> (Knowledge, Symbol) {
        let mut knowledge = knowledge(ACTORS, LEXICON);
        knowledge.know_words(words);
        let symbol = knowledge.symbols.get(Form::Stem, stem);
        assert_ne!(symbol, Symbol::NONE);
        (knowledge, symbol)
    }

    #[test]
    fn names_are_masked_and_each_is_one_word() {
        let (knowledge, praise) = knowing("praised", "prais");
        let given = given(&knowledge, "Northland praised Ada Quill.", 0);
        let names: Vec<(Symbol, u32, usize)> =
            given.words.iter().copied().filter(|word| word.0 == TARGET || word.0 == NAME).collect();
        assert_eq!(names, [(TARGET, 0, 0), (NAME, Context::Next.bit(), 2)]);
        let contexts = [Context::Next, Context::Sentence, Context::After, Context::Near];
        assert_eq!(given.contexts(praise), contexts.iter().fold(0, |set, context| set | context.bit()));
    }

    #[test]
    fn words_of_a_cue_that_speaks_of_others_in_another_clause_are_left_out() {
        let (knowledge, praise) = knowing("praised", "prais");
        let text = "Northland praised Southland, but Ada Quill left.";
        assert_ne!(given(&knowledge, text, 0).contexts(praise), 0);
        assert_eq!(given(&knowledge, text, 2).contexts(praise), 0);
    }

    #[test]
    fn a_word_after_a_negator_is_negated() {
        let (knowledge, fail) = knowing("fail", "fail");
        let negated = |text: &str| given(&knowledge, text, 0).contexts(fail) & Context::Negated.bit() != 0;
        assert!(negated("Northland did not fail."));
        assert!(!negated("Northland did fail."));
    }

    #[test]
    fn what_the_rules_make_of_a_cue_is_a_feature() {
        let knowledge = knowledge(ACTORS, LEXICON);
        let given = given(&knowledge, "Northland was great.", 0);
        let number = given.features.iter().find(|feature| feature.cue == Some(1)).unwrap();
        assert_eq!((number.key, number.tokens.clone()), (Key::number(NumberTerm::Polarity, true), 2..3));
        assert!((number.value - 1.40625).abs() < 1e-9);
    }

    #[test]
    fn a_mention_without_a_cue_says_so() {
        let knowledge = knowledge(ACTORS, LEXICON);
        let silent = |text: &str| {
            let none = Key::balance(BalanceTerm::None);
            given(&knowledge, text, 0).features.iter().any(|feature| feature.key == none)
        };
        assert!(silent("Northland was late."));
        assert!(!silent("Northland was great."));
    }
}
