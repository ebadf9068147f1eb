//! Voice: whether a mention is in the outlet's own words, in a quotation, or in reported speech, and who is the
//! speaker.

use super::mention::{Found, Mention};
use crate::lexicon::Kind;
use crate::syntax::{Chunks, Place, Predicate, predicate};
use crate::text::{Document, Gap, Voice, WordClass, WordTable, clauses};
use std::ops::Range;

/// Maximum number of tokens between a reporting verb and a subject that syntax does not find.
const SUBJECT_REACH: usize = 8;

/// The names of a sentence: the tokens of each, and the index of its mention if it is one.
struct Names {
    tokens: Vec<Range<usize>>,
    mentions: Vec<Option<usize>>,
}

impl Names {
    /// The mentions from index `first` on, and the unlisted names of `sentence`.
    fn of(found: &Found, first: usize, sentence: usize) -> Self {
        let mentions = found.mentions.iter().enumerate().skip(first);
        let unlisted = found.unlisted.iter().rev().take_while(|name| name.sentence >= sentence);
        let mut all: Vec<(Range<usize>, Option<usize>)> = mentions
            .map(|(at, mention)| (mention.tokens.clone(), Some(at)))
            .chain(unlisted.filter(|name| name.sentence == sentence).map(|name| (name.tokens.clone(), None)))
            .collect();
        all.sort_by_key(|(tokens, _)| tokens.start);
        let (tokens, mentions) = all.into_iter().unzip();
        Self { tokens, mentions }
    }

    fn mention(&self, name: usize) -> Option<usize> {
        self.mentions.get(name).copied().flatten()
    }
}

/// Sets voice and speaker of the mentions of sentence `sentence`, from index `first_mention` on.
pub(super) fn set_voices(
    found: &mut Found,
    first_mention: usize,
    first_cue: usize,
    document: &Document,
    words: &WordTable<'_>,
    sentence: usize,
) {
    let speech: Vec<Range<usize>> = found
        .cues
        .iter()
        .skip(first_cue)
        .filter(|cue| cue.kind == Kind::Speech)
        .map(|cue| cue.tokens.clone())
        .filter(|tokens| !is_quoted(document, tokens.start))
        .collect();
    let (speaker, own) = subjects(found, first_mention, &speech, document, words, sentence);
    // A quotation continued from an earlier sentence keeps its speaker.
    let inherited = found.mentions.get(..first_mention).and_then(|earlier| {
        let last = earlier.last()?;
        (last.sentence + 1 == sentence).then_some(last.speaker).flatten()
    });
    let speaker_actor = speaker.and_then(|at| found.mentions.get(at)).map(|mention| mention.actor);
    for at in first_mention..found.mentions.len() {
        let start = found.mentions[at].tokens.start;
        let quoted = is_quoted(document, start);
        let mention = &mut found.mentions[at];
        if quoted {
            mention.voice = Voice::Quoted;
            mention.speaker = speaker_actor.or(if speech.is_empty() { inherited } else { None });
        } else if Some(at) != speaker
            && !speech.is_empty()
            && !own.contains(&at)
            && !is_own_subject(mention, &speech)
        {
            mention.voice = Voice::Reported;
            mention.speaker = speaker_actor;
        }
    }
}

/// The mention that speaks, and all mentions in the subjects of the reporting verbs: these are in the outlet's words.
fn subjects(
    found: &Found,
    first: usize,
    speech: &[Range<usize>],
    document: &Document,
    words: &WordTable<'_>,
    sentence: usize,
) -> (Option<usize>, Vec<usize>) {
    let Some(whole) = document.sentences.get(sentence).filter(|_| !speech.is_empty()) else {
        return (None, Vec::new());
    };
    let names = Names::of(found, first, sentence);
    let verbs: Vec<usize> = speech.iter().map(|verb| verb.start).collect();
    let clauses = clauses(document, whole, words);
    let chunks = Chunks::new(document, words, whole, &clauses, &names.tokens, &verbs);
    let mut speaker = None;
    let mut own = Vec::new();
    for verb in speech {
        let predicate = predicate(&chunks, verb);
        let phrase = predicate.subject.iter().filter_map(|slot| names.mention(slot.name));
        own.extend(phrase);
        if speaker.is_none() {
            speaker = subject(found, first, verb, document, words, (&names, &predicate));
        }
    }
    (speaker, own)
}

fn is_own_subject(mention: &Mention, speech: &[Range<usize>]) -> bool {
    speech.iter().any(|verb| verb.start == mention.tokens.end)
}

fn is_quoted(document: &Document, token: usize) -> bool {
    document.tokens.get(token).is_some_and(|token| document.quotation_at(token.start as usize).is_some())
}

/// The subject of a reporting verb: after it if a quotation has just closed ("…," said X) or after *according to*, else
/// the head of the noun phrase that syntax finds; nobody, if that head is no mention ("officials of X said").
fn subject(
    found: &Found,
    first: usize,
    verb: &Range<usize>,
    document: &Document,
    words: &WordTable<'_>,
    (names, predicate): (&Names, &Predicate),
) -> Option<usize> {
    let mentions = found.mentions.get(first..)?;
    let after = || {
        mentions
            .iter()
            .position(|m| m.tokens.start >= verb.end && m.tokens.start - verb.end <= 3)
            .map(|at| first + at)
    };
    let before = || {
        let at = mentions.iter().rposition(|m| m.tokens.end <= verb.start)?;
        let mention = mentions.get(at)?;
        let between = document.tokens.get(mention.tokens.end..=verb.start)?;
        let broken = between.iter().any(|token| token.gap.has(Gap::QUOTE | Gap::STOP));
        (between.len() <= SUBJECT_REACH && !broken && !is_quoted(document, mention.tokens.start))
            .then_some(first + at)
    };
    let verb_token = document.tokens.get(verb.start)?;
    let according = words.info(verb_token).is(WordClass::According);
    if according || verb_token.gap.has(Gap::QUOTE) {
        return after();
    }
    let agent = if predicate.passive {
        predicate.object.iter().find(|slot| slot.place == Place::By)
    } else {
        let is_head = |place| matches!(place, Place::Head | Place::List | Place::Apposition | Place::Gap);
        predicate.subject.iter().find(|slot| is_head(slot.place))
    };
    let spoken_by = agent.and_then(|slot| names.mention(slot.name)).filter(|at| {
        let mention = found.mentions.get(*at);
        mention.is_some_and(|mention| !is_quoted(document, mention.tokens.start))
    });
    let is_known = predicate.subject_phrase.is_some() || !predicate.subject.is_empty();
    if spoken_by.is_some() || is_known { spoken_by } else { before().or_else(after) }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{ACTORS, LEXICON, knowledge, read};

    /// The mentions of a text: actor, voice and speaker.
    fn voices(text: &str) -> Vec<String> {
        let knowledge = knowledge(ACTORS, LEXICON);
        let id = |actor: usize| knowledge.registry.actor(actor).id.to_owned();
        read(&knowledge, text, None, |_, _, found| {
            let voice = found.mentions.iter().map(|mention| {
                let speaker = mention.speaker.map_or("nobody".to_owned(), id);
                format!("{} {} {speaker}", id(mention.actor), mention.voice.name())
            });
            voice.collect()
        })
    }

    #[test]
    fn the_outlet_speaks_where_nobody_else_does() {
        let found = voices("Ada Quill praised Northland.");
        assert_eq!(found, ["ada narration nobody", "north narration nobody"]);
    }

    #[test]
    fn a_quotation_has_the_speaker_behind_it_or_before_it() {
        let found = voices("\"Northland is right,\" said Ada Quill.");
        assert_eq!(found, ["north quoted ada", "ada narration nobody"]);
        let found = voices("Ada Quill said: \"Northland is right. Southland is wrong.\"");
        assert_eq!(found, ["ada narration nobody", "north quoted ada", "south quoted ada"]);
    }

    #[test]
    fn whoever_has_no_name_is_no_speaker_and_their_phrase_is_the_outlets() {
        let found = voices("Critics of Ada Quill said Northland had failed.");
        assert_eq!(found, ["ada narration nobody", "north reported nobody"]);
        let found = voices("Ada Quill, who met Boris Marsh, said Northland had failed.");
        assert_eq!(found, ["ada narration nobody", "boris narration nobody", "north reported ada"]);
    }

    #[test]
    fn what_somebody_said_without_the_marks_is_reported() {
        let found = voices("Ada Quill said Northland had failed.");
        assert_eq!(found, ["ada narration nobody", "north reported ada"]);
        let found = voices("According to Ada Quill, Northland failed.");
        assert_eq!(found, ["ada narration nobody", "north reported ada"]);
    }
}
