//! Listed names: from the match of an alias to a mention. Where a name may continue, which of several aliases of one
//! form is valid, and whether it is part of another actor's name.

use super::mention::{FoundBy, Mention, certainty};
use crate::actors::{ActorKind, Alias, AliasKind};
use crate::index::Follower;
use crate::index::Knowledge;
use crate::text::{Document, Gap, Sentence, Token, WordClass, WordInfo, WordTable};
use jiff::civil::Date;
use std::ops::Range;

/// The match of an alias, in its sentence.
pub(super) struct AliasMatch<'a> {
    pub document: &'a Document,
    pub words: &'a WordTable<'a>,
    pub sentence: &'a Sentence,
    pub tokens: Range<usize>,
}

impl AliasMatch<'_> {
    /// The token before it in its sentence.
    pub(super) fn before(&self) -> Option<(&Token, &WordInfo)> {
        let at = self.tokens.start.checked_sub(1).filter(|at| *at >= self.sentence.tokens.start)?;
        let token = self.document.tokens.get(at)?;
        Some((token, self.words.info(token)))
    }

    /// Whether a place that is also a given name continues like the name of a person: "Paris Hilton", but not "Paris"
    /// before a listed name.
    fn begins_person(&self) -> bool {
        let token = |at: usize| self.document.tokens.get(at).map(|token| self.words.info(token));
        let next = self.tokens.end;
        let Some(given) = token(self.tokens.start) else { return false };
        if !given.is(WordClass::GivenPlace) || given.possessive || next >= self.sentence.tokens.end {
            return false;
        }
        let joined = self.document.tokens[next].gap.0 == Gap::SPACE;
        joined
            && token(next).is_some_and(|next| {
                let plain =
                    [WordClass::Stop, WordClass::Title, WordClass::Calendar].iter().any(|&c| next.is(c));
                next.capital && !next.all_capitals && !next.opens() && !plain
            })
    }

    /// The gap before it.
    pub(super) fn gap(&self) -> Gap {
        self.document.tokens.get(self.tokens.start).map(|token| token.gap).unwrap_or_default()
    }
}

/// Whether a phrase continues across the gap before a token, if that is more than a blank or hyphen: the point of an
/// abbreviation ("Donald J. Trump", "St. Kitts", "N.Korea") or address (acme.com), an ampersand, a slash, the
/// apostrophe of a plural.
#[cold]
#[inline(never)]
fn runs_on(document: &Document, words: &WordTable<'_>, next: usize) -> bool {
    let (Some(token), Some(before)) = (document.tokens.get(next), document.tokens.get(next - 1)) else {
        return false;
    };
    let between = document.text.get(before.end as usize..token.start as usize).unwrap_or_default();
    match between {
        "&" | " & " | "/" => true,
        "' " | "’ " => document.token_text(before).ends_with('s'),
        "." if !words.info(token).capital => true,
        "." => before.end - before.start == 1 && words.info(before).capital,
        _ => {
            let short = before.end - before.start <= 3;
            token.gap.0 == (Gap::STOP | Gap::SPACE) && short && words.info(before).capital
        }
    }
}

/// The word `step` tokens after `at`, if a phrase may continue to it that is over at the token `end`.
#[inline]
pub(super) fn follower<'w>(
    document: &Document,
    words: &'w WordTable<'_>,
    end: usize,
    at: usize,
    step: usize,
) -> Option<Follower<'w>> {
    let next = at + step;
    if next >= end {
        return None;
    }
    let token = document.tokens.get(next)?;
    let joins = token.gap.joins() || runs_on(document, words, next);
    joins.then(|| Follower { info: words.info(token), hyphen: token.gap.has(Gap::HYPHEN) })
}

/// The valid alias among those of one form: the one that holds on the date. Without a date, an alias that several
/// actors held in turn refers to nobody.
pub(super) fn alias_on(
    knowledge: &Knowledge,
    aliases: impl Iterator<Item = u32>,
    date: Option<Date>,
) -> Option<(u32, Alias<'_>)> {
    let mut holding = aliases
        .map(|number| (number, knowledge.registry.alias(number as usize)))
        .filter(|(_, alias)| alias.holds(date));
    let first = holding.next()?;
    let always = |alias: &Alias<'_>| alias.from.is_none() && alias.to.is_none();
    match holding.find(|(_, other)| other.actor != first.1.actor) {
        None => Some(first),
        Some(_) if first.1.kind == AliasKind::Descriptor => None,
        Some(other) if always(&first.1) && !always(&other.1) => Some(first),
        Some(other) if always(&other.1) && !always(&first.1) => Some(other),
        Some(_) => None,
    }
}

/// Whether a surname or place name is the end of another person's name: `Ivanka Trump`, `Michael Jordan`.
pub(super) fn is_other_name(
    matched: &AliasMatch<'_>,
    alias: &Alias<'_>,
    actor: ActorKind,
    named: &[bool],
) -> bool {
    if matched.sentence.headline {
        return false;
    }
    let is_place = matches!(actor, ActorKind::Country | ActorKind::Place);
    if is_place && matched.tokens.len() == 1 && matched.begins_person() {
        return true;
    }
    let Some((_, before)) = matched.before().filter(|_| matched.gap().0 == Gap::SPACE) else { return false };
    if is_place && matched.tokens.len() == 1 {
        let given = WordClass::GivenFemale as u64 | WordClass::GivenMale as u64;
        let listed = named.get(matched.tokens.start - 1).copied().unwrap_or(false);
        let is_name = matches!(alias.kind, AliasKind::Name | AliasKind::Capital);
        return is_name && before.capital && !before.possessive && !listed && before.classes & given != 0;
    }
    if alias.kind != AliasKind::Surname {
        return false;
    }
    let listed = named.get(matched.tokens.start - 1).copied().unwrap_or(false);
    before.capital
        && !before.all_capitals
        && !listed
        && !before.possessive
        && !before.is(WordClass::Stop)
        && !before.is(WordClass::Title)
        && !before.is(WordClass::Calendar)
}

/// The mention for the match of an alias of `actor`.
pub(super) fn mention_of(
    matched: &AliasMatch<'_>,
    alias: &Alias<'_>,
    actor: usize,
    sentence: usize,
) -> Mention {
    let prefixed = matched.gap().0 == Gap::HYPHEN
        && matched.before().is_some_and(|(_, info)| info.is(WordClass::Prefix));
    let (found_by, certainty) = match alias.kind {
        _ if prefixed => (FoundBy::Prefix, certainty::STAND_IN),
        AliasKind::Name | AliasKind::Abbreviation => (FoundBy::Name, certainty::NAME),
        AliasKind::Demonym | AliasKind::Capital | AliasKind::Metonym | AliasKind::Office => {
            (FoundBy::Name, certainty::STAND_IN)
        }
        AliasKind::Surname => (FoundBy::Surname, certainty::SURNAME),
        AliasKind::Descriptor => (FoundBy::Descriptor, certainty::DESCRIPTOR),
    };
    let office = alias.kind == AliasKind::Office;
    Mention { found_by, certainty, office, ..Mention::named(actor, sentence, matched.tokens.clone()) }
}

/// Adds a mention, or extends the one just before it if both name the same actor side by side ("Russian President
/// Vladimir Putin").
///
/// An office right before another actor's name belongs to that person ("the then-Kazakh leader Nursultan Nazarbayev"),
/// whoever held it on the day of the article.
pub(super) fn add(mentions: &mut Vec<Mention>, new: Mention, is_person: bool, document: &Document) {
    if let Some(last) = mentions.last_mut()
        && (last.actor == new.actor || is_person && last.office)
        && last.sentence == new.sentence
        && last.tokens.end == new.tokens.start
        && document.tokens.get(new.tokens.start).is_some_and(|token| token.gap.joins())
    {
        last.actor = new.actor;
        last.tokens.end = new.tokens.end;
        last.certainty = last.certainty.max(new.certainty);
        last.found_by = FoundBy::Name;
        last.office = false;
        return;
    }
    mentions.push(new);
}

#[cfg(test)]
mod tests {
    use super::super::sample::{ACTORS, LEXICON, knowledge, mentions};

    #[test]
    fn a_place_after_a_given_name_is_the_surname_of_somebody() {
        let knowledge = knowledge(ACTORS, LEXICON);
        assert!(mentions(&knowledge, "Anna Northland spoke.", None).is_empty());
        assert_eq!(mentions(&knowledge, "Officials in Northland spoke.", None), ["north name: Northland"]);
    }

    #[test]
    fn a_name_in_a_compound_that_says_a_direction_is_found_by_its_prefix() {
        let knowledge = knowledge(ACTORS, LEXICON);
        let text = "The anti-Northland camp gathered.";
        assert_eq!(mentions(&knowledge, text, None), ["north prefix: Northland"]);
    }
}
