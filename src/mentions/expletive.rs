//! *It*, *its* and *itself* that refer to no actor: the expletive *it* of weather and of extraposition (it rained, it
//! takes an hour to), the intensive *itself* (the treaty itself), and a thing as their owner (the harbour has lost its).

use super::context::{Anaphor, Discourse};
use crate::text::{Gap, WordClass, WordInfo, class_mask};

/// Maximum number of tokens from the verb to the clause that an expletive *it* announces.
const CLAUSE_REACH: usize = 6;
/// Maximum number of tokens of a noun phrase.
const PHRASE: usize = 4;

/// Words that end a noun phrase.
const ENDS_PHRASE: u64 = class_mask([
    WordClass::Be,
    WordClass::Have,
    WordClass::Auxiliary,
    WordClass::Past,
    WordClass::Preposition,
    WordClass::Coordinator,
    WordClass::Subordinator,
    WordClass::Relative,
    WordClass::Determiner,
    WordClass::Subject,
]);

/// Words that no verb is, and that follow an object *it* (reports it within an hour).
const NO_VERB: u64 = class_mask([
    WordClass::Preposition,
    WordClass::Determiner,
    WordClass::Coordinator,
    WordClass::Subordinator,
    WordClass::Relative,
    WordClass::Subject,
]);

/// Whether a subject *it* is an object or an expletive: no verb follows it, its verb is one of weather or announces a
/// clause, or it is the subject of *be* ("it is hard to"), except of a progressive ("it is trying to").
pub(super) fn is_no_subject(discourse: &Discourse<'_, '_>, here: &Anaphor<'_>) -> bool {
    // "It's": the verb is part of the pronoun's token.
    if discourse.info(here.tokens.end - 1).possessive {
        return !is_progressive(discourse, here, here.tokens.end);
    }
    let (verb, auxiliaries) = past_auxiliaries(discourse, here, here.tokens.end);
    let Some(verb) = verb else { return !auxiliaries };
    let info = discourse.info(verb);
    if info.is(WordClass::Be) {
        return !is_progressive(discourse, here, verb + 1);
    }
    info.classes & NO_VERB != 0 && !auxiliaries
        || info.is(WordClass::Impersonal)
        || info.is(WordClass::Extraposed) && announces_clause(discourse, here, verb)
}

/// Whether the reference is an intensifier of the words before it: *the treaty itself*, *Norway itself*.
pub(super) fn is_intensive(discourse: &Discourse<'_, '_>, here: &Anaphor<'_>) -> bool {
    let at = here.tokens.start;
    let Some(before) = at.checked_sub(1).filter(|before| *before >= here.sentence.tokens.start) else {
        return false;
    };
    if discourse.document.tokens[at].gap.0 != Gap::SPACE {
        return false;
    }
    if is_name(here, before) || discourse.info(before).capital && before > here.sentence.tokens.start {
        return true;
    }
    for word in (here.sentence.tokens.start..at).rev().take(PHRASE) {
        let info = discourse.info(word);
        if info.is(WordClass::Determiner) {
            return true;
        }
        let verb = info.participle || info.is(WordClass::Gerund) || info.is(WordClass::Inflected);
        let joined = discourse.document.tokens[word].gap.joins();
        if info.classes & ENDS_PHRASE != 0 || verb && !info.possessive || !joined {
            return false;
        }
    }
    false
}

/// Whether a thing that *its* may refer to is the subject of a clause between token `from` and the reference.
pub(super) fn thing_since(discourse: &Discourse<'_, '_>, here: &Anaphor<'_>, from: usize) -> bool {
    (from..here.tokens.start).any(|at| is_thing_subject(discourse, here, at))
}

/// Whether the sentence begins with an *it* that refers to nobody, which its later ones take up ("it is fair, and it
/// works").
pub(super) fn continues_expletive(discourse: &Discourse<'_, '_>, here: &Anaphor<'_>) -> bool {
    let first = here.sentence.tokens.start;
    if first >= here.tokens.start || is_name(here, first) {
        return false;
    }
    let info = discourse.info(first);
    let reference = discourse.knowledge.references.at(info.lower, |_| None);
    info.is(WordClass::Subject) && reference.is_some_and(|(_, reference)| reference.is_neuter_pronoun())
}

/// The first word from `at` on that is no auxiliary or adverb, in an unbroken group, and whether an auxiliary precedes
/// it.
fn past_auxiliaries(
    discourse: &Discourse<'_, '_>,
    here: &Anaphor<'_>,
    mut at: usize,
) -> (Option<usize>, bool) {
    let mut auxiliaries = false;
    while at < here.sentence.tokens.end && discourse.document.tokens[at].gap.0 == Gap::SPACE {
        let info = discourse.info(at);
        let auxiliary =
            (info.is(WordClass::Have) || info.is(WordClass::Auxiliary)) && !info.is(WordClass::To);
        let helper = auxiliary || info.is(WordClass::Adverb) || info.is(WordClass::Not);
        if info.is(WordClass::Be) || !helper {
            return (Some(at), auxiliaries);
        }
        auxiliaries |= auxiliary;
        at += 1;
    }
    (None, auxiliaries)
}

/// Whether the words from `at` on, after a form of *be*, make a progressive ("is trying to") and not the predicate of a
/// fact ("is worrying that", "is nothing") or of the weather ("is raining").
fn is_progressive(discourse: &Discourse<'_, '_>, here: &Anaphor<'_>, at: usize) -> bool {
    let Some(verb) = past_auxiliaries(discourse, here, at).0 else { return false };
    let info = discourse.info(verb);
    let announces = || info.is(WordClass::Extraposed) && announces_clause(discourse, here, verb);
    let no_gerund = info.is(WordClass::NoGerund) || info.is(WordClass::Impersonal);
    let gerund = info.is(WordClass::Gerund) && !no_gerund && !announces();
    let next = word_at(discourse, here, verb + 1);
    let of_a_fact = next.is_some_and(|next| next.is(WordClass::Relative) || next.is(WordClass::Subordinator));
    gerund && !of_a_fact
}

/// Whether the clause that *it* stands for follows a verb: "seems that", "turned out that", "takes two hours to",
/// "seems hard to", "remains to be seen".
fn announces_clause(discourse: &Discourse<'_, '_>, here: &Anaphor<'_>, verb: usize) -> bool {
    // A noun of time or a word of judgement between the verb and "to".
    let mut judged = false;
    for at in verb + 1..(verb + 1 + CLAUSE_REACH).min(here.sentence.tokens.end) {
        if !discourse.document.tokens[at].gap.joins() {
            return false;
        }
        let info = discourse.info(at);
        let direct = at == verb + 1;
        if info.is(WordClass::To) {
            // "To" right after the verb: an actor may seem to do something, but what remains to be seen is a clause.
            let is = |at: usize, class| word_at(discourse, here, at).is_some_and(|info| info.is(class));
            return judged || direct && is(at + 1, WordClass::Be) && is(at + 2, WordClass::Extraposed);
        }
        let that = info.is(WordClass::Subordinator) && info.is(WordClass::Determiner);
        if that || direct && info.is(WordClass::Subordinator) {
            return true;
        }
        judged = info.is(WordClass::Extraposed) || judged && !info.is(WordClass::Preposition);
    }
    false
}

/// Whether a noun phrase begins at `at` that is the subject of a clause and a thing: no actor, no person by a title,
/// and nobody who acts for a state.
fn is_thing_subject(discourse: &Discourse<'_, '_>, here: &Anaphor<'_>, at: usize) -> bool {
    let tokens = &discourse.document.tokens;
    let info = discourse.info(at);
    if !info.is(WordClass::Determiner) || info.is(WordClass::Reference) {
        return false;
    }
    let first = at == here.sentence.tokens.start;
    if !first && !opens_clause(discourse, here, at) {
        return false;
    }
    let mut end = at + 1;
    let mut head = None;
    while end < here.tokens.start && end - at <= PHRASE && tokens[end].gap.joins() {
        if is_name(here, end) {
            return false;
        }
        let info = discourse.info(end);
        // A participle right after the determiner is an adjective ("the revised plan").
        let verb = info.participle && end > at + 1 || info.is(WordClass::Inflected) && !info.possessive;
        let content = !info.is(WordClass::Stop);
        if info.classes & ENDS_PHRASE != 0 || verb || !content && head.is_some() {
            break;
        }
        if content {
            head = Some(info);
        }
        end += 1;
    }
    let Some(head) = head else { return false };
    let person_or_state =
        head.is(WordClass::Title) || head.is(WordClass::State) && info.is(WordClass::Definite);
    if head.possessive || person_or_state {
        return false;
    }
    if end == here.tokens.start {
        return false;
    }
    let Some(next) = word_at(discourse, here, end).filter(|_| tokens[end].gap.joins()) else { return first };
    // What opens the sentence is its subject, with its modifiers ("the inquiry into"), unless it is a person.
    if first && (next.is(WordClass::Stop) || next.is(WordClass::Preposition)) {
        return !next.is(WordClass::Who);
    }
    is_verb(next)
        || next.is(WordClass::Inflected)
            && word_at(discourse, here, end + 1).is_none_or(|next| !is_verb(next))
}

/// Whether a clause begins at `at`: after punctuation, a conjunction or a relative pronoun. An adverbial clause that a
/// comma ends before the reference does not count ("where the cable comes ashore, has confined itself").
fn opens_clause(discourse: &Discourse<'_, '_>, here: &Anaphor<'_>, at: usize) -> bool {
    let tokens = &discourse.document.tokens;
    if tokens[at].gap.has(Gap::COMMA | Gap::BREAK | Gap::QUOTE | Gap::STOP) {
        return true;
    }
    let before = discourse.info(at - 1);
    if before.is(WordClass::Subordinator) && !before.is(WordClass::Determiner) {
        return !tokens[at + 1..=here.tokens.start]
            .iter()
            .any(|token| token.gap.has(Gap::COMMA | Gap::BREAK));
    }
    before.is(WordClass::Coordinator) || before.is(WordClass::Subordinator) || before.is(WordClass::Relative)
}

fn is_verb(info: &WordInfo) -> bool {
    let auxiliary = info.is(WordClass::Auxiliary) && !info.is(WordClass::To);
    auxiliary
        || info.is(WordClass::Be)
        || info.is(WordClass::Have)
        || info.is(WordClass::Past)
        || info.participle
}

/// The word at `at`, if it is in the sentence.
fn word_at<'d>(discourse: &'d Discourse<'_, '_>, here: &Anaphor<'_>, at: usize) -> Option<&'d WordInfo> {
    (at < here.sentence.tokens.end).then(|| discourse.info(at))
}

/// Whether a token is part of a name or of a mention.
fn is_name(here: &Anaphor<'_>, at: usize) -> bool {
    let named = here.found.named.get(at).copied().unwrap_or(false);
    let mentions = here.before().iter().rev().take_while(|mention| mention.sentence == here.index);
    named || mentions.into_iter().any(|mention| mention.tokens.contains(&at))
}

#[cfg(test)]
mod tests {
    use super::super::sample::pronouns;

    #[test]
    fn the_it_of_weather_and_of_extraposition_is_nobody() {
        for text in [
            "Northland sent aid. It rained all day.",
            "Northland sent aid. It was raining in the capital.",
            "Northland sent aid. It has not snowed since.",
            "Northland sent aid. It seems that the war is over.",
            "Northland sent aid. It turned out that the war was over.",
            "Northland sent aid. It takes two hours to unload.",
            "Northland sent aid. It seems hard to believe.",
            "Northland sent aid. It remains to be seen.",
            "Northland sent aid. It is clear that more is needed.",
            "Northland sent aid. It's a shame.",
        ] {
            assert!(pronouns(text).is_empty(), "{text}");
        }
        for text in [
            "Northland sent aid. It took part in the talks.",
            "Northland sent aid. It appears to have lost.",
            "Northland sent aid. It refuses to be silent.",
            "Northland sent aid. It is also trying to help.",
        ] {
            assert_eq!(pronouns(text), ["north pronoun: It"], "{text}");
        }
    }

    #[test]
    fn an_it_without_a_verb_is_an_object() {
        let text = "A sailor who finds a mine and said it within an hour was paid by Northland.";
        assert!(pronouns(&format!("Northland sent aid. {text}")).is_empty());
        assert_eq!(pronouns("Northland said it would pay."), ["north pronoun: it"]);
    }

    #[test]
    fn itself_after_a_noun_only_intensifies_it() {
        assert!(pronouns("Northland thanked Southland. The treaty itself is a disgrace.").is_empty());
        assert!(pronouns("Northland thanked Southland. Northland itself left.").is_empty());
        assert_eq!(pronouns("Northland presents itself as a victim."), ["north pronoun: itself"]);
        assert_eq!(pronouns("Northland has weaned itself from oil."), ["north pronoun: itself"]);
    }

    #[test]
    fn a_thing_that_is_the_subject_owns_what_follows() {
        let text = "Northland sent aid.";
        assert!(pronouns(&format!("{text} The harbour has lost its trade.")).is_empty());
        assert!(pronouns(&format!("{text} They left, and the harbour has seen its worst year.")).is_empty());
        assert!(pronouns(&format!("{text} The inquiry into the damage has finished its work.")).is_empty());
        assert_eq!(
            pronouns(&format!("{text} The government has opened its stores.")),
            ["north pronoun: its"]
        );
        assert_eq!(pronouns("The war goes on, but Northland kept its word."), ["north pronoun: its"]);
        let text = "Northland, where the cable comes ashore, has so far lost its nerve.";
        assert_eq!(pronouns(text), ["north pronoun: its"]);
    }

    #[test]
    fn an_it_after_one_that_is_nobody_is_nobody_too() {
        assert!(pronouns("Northland sent aid. It is fair, and it works.").is_empty());
        assert_eq!(
            pronouns("Northland sent aid. It came, and it saw."),
            ["north pronoun: It", "north pronoun: it"]
        );
    }
}
