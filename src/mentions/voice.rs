//! Voice: whether a mention is in the outlet's own words, in a quotation, or in reported speech, and who is the
//! speaker, looked up in the document's attributions.

use super::attribute::attributions;
use super::attribution::{Attribution, AttributionRule};
use super::mention::Found;
use super::quoted::QuotedTokens;
use super::speakers::add_turns;
use crate::index::Knowledge;
use crate::text::{Document, Voice, WordTable};
use std::ops::Range;

/// Finds the attributions of a document, and sets voice and speaker of its mentions.
/// `speakers` are those of the turns of a transcript.
pub(super) fn set_voices(
    found: &mut Found,
    document: &Document,
    words: &WordTable<'_>,
    knowledge: &Knowledge,
    speakers: &[Option<usize>],
) {
    let quoted = QuotedTokens::of(document);
    found.attributions = attributions(found, document, words, knowledge, &quoted);
    add_turns(&mut found.attributions, document, speakers);
    let innermost = innermost(&found.attributions, document.tokens.len());
    for mention in &mut found.mentions {
        let at = mention.tokens.start;
        let holder = innermost.get(at).and_then(|number| number.checked_sub(1));
        let holder = holder.and_then(|number| found.attributions.get(number as usize));
        mention.voice = match (quoted.at(at), holder) {
            (Some(_), _) => Voice::Quoted,
            (None, Some(holder)) if holder.rule == AttributionRule::Turn => Voice::Quoted,
            (None, Some(_)) => Voice::Reported,
            (None, None) => Voice::Narration,
        };
        mention.speaker = holder.and_then(|holder| holder.speaker);
    }
}

/// For each token the number, from 1, of the innermost attribution that holds it: the one whose content begins last.
fn innermost(attributions: &[Attribution], tokens: usize) -> Vec<u32> {
    if attributions.is_empty() {
        return Vec::new();
    }
    let mut stretches: Vec<(Range<usize>, u32)> = Vec::new();
    for (number, attribution) in (1..).zip(attributions) {
        stretches.extend(attribution.content.iter().map(|range| (range.clone(), number)));
    }
    stretches.sort_by_key(|(range, number)| (range.start, std::cmp::Reverse(range.end), *number));
    let mut innermost = vec![0; tokens];
    for (range, number) in stretches {
        if let Some(inside) = innermost.get_mut(range) {
            inside.fill(number);
        }
    }
    innermost
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
        let found = voices("Ada Quill visited Northland.");
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

    #[test]
    fn who_is_told_where_and_when_is_the_outlets() {
        let found = voices("Ada Quill told Northland's River Union show: \"Southland is right.\"");
        let outlet = ["ada narration nobody", "north narration nobody", "union narration nobody"];
        assert_eq!(found, [outlet.as_slice(), &["south quoted ada"]].concat());
    }

    #[test]
    fn names_with_and_are_one_subject_of_what_is_said() {
        let found = voices("Ada Quill said Northland and Southland had hoped for rain.");
        assert_eq!(found, ["ada narration nobody", "north reported ada", "south reported ada"]);
        let found = voices("A deal was signed by Northland and Southland, Ada Quill said.");
        assert_eq!(found, ["north reported ada", "south reported ada", "ada narration nobody"]);
    }

    #[test]
    fn what_is_not_said_is_no_content() {
        let found = voices("It was sold to Northland, although Ada Quill did not say why.");
        assert_eq!(found, ["north narration nobody", "ada narration nobody"]);
    }

    #[test]
    fn an_office_stands_for_whom_the_article_gives_it_to() {
        let text = "Finance minister Ada Quill met Boris Marsh. Boris Marsh said it was late. \
                    The finance minister said Northland had failed.";
        assert_eq!(voices(text).last().unwrap(), "north reported ada");
        let text = "The River Union said it was late. The group said Northland had failed.";
        assert_eq!(voices(text).last().unwrap(), "north reported union");
    }

    #[test]
    fn a_headline_that_runs_into_the_text_is_the_outlets() {
        let found =
            voices("Quill sees trouble in Northland The dam has failed in Southland, Ada Quill said.");
        assert_eq!(found, ["north narration nobody", "south reported ada", "ada narration nobody"]);
    }

    #[test]
    fn the_sentence_before_tells_who_a_pronoun_is_where_the_last_speech_is_older() {
        let text = "Boris Marsh said it was late. Viktor Pell left the room. He said Northland had failed.";
        assert_eq!(voices(text).last().unwrap(), "north reported viktor");
    }
}
