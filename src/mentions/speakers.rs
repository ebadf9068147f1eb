//! Speakers of a transcript: the actors that its labels name, in whose voice their turns are.

use super::attribution::{Attribution, AttributionRule};
use super::mention::Found;
use crate::text::Document;
use std::ops::Range;

/// The actor that a label names: the mention up to its end, so that *Spokesman of Northland* is not Northland's
/// spokesman by way of a name inside.
pub(super) fn speaker_in(found: &Found, labels: &Document, label: &Range<usize>) -> Option<usize> {
    let last = labels.tokens.partition_point(|token| (token.start as usize) < label.end);
    let first = labels.tokens.partition_point(|token| (token.start as usize) < label.start);
    let ends_it = |tokens: &Range<usize>| tokens.start >= first && tokens.end == last;
    found.mentions.iter().find(|mention| ends_it(&mention.tokens)).map(|mention| mention.actor)
}

/// Adds the turns of a transcript to the attributions of its text. What a turn attributes to nobody that has a name is the
/// speaker's own.
pub(super) fn add_turns(
    attributions: &mut Vec<Attribution>,
    document: &Document,
    speakers: &[Option<usize>],
) {
    if document.turns.is_empty() {
        return;
    }
    let byte = |at: usize| document.tokens.get(at).map_or(0, |token| token.start as usize);
    attributions.retain(|said| said.speaker.is_some() || document.turn_at(byte(said.start())).is_none());
    let at = |byte: usize| document.tokens.partition_point(|token| (token.start as usize) < byte);
    let turns = document.turns.iter().map(|turn| Attribution {
        speaker: speakers.get(turn.speaker).copied().flatten(),
        mention: None,
        cue: None,
        content: std::iter::once(at(turn.range.start)..at(turn.range.end)).collect(),
        quotation: None,
        rule: AttributionRule::Turn,
    });
    attributions.extend(turns.filter(|turn| !turn.content.iter().all(Range::is_empty)));
    attributions
        .sort_by_key(|said| (said.start(), std::cmp::Reverse(said.content.last().map(|range| range.end))));
}

#[cfg(test)]
mod tests {
    use super::super::find::find;
    use super::super::mention::Resolve;
    use super::super::sample::{ACTORS, LEXICON, knowledge};
    use crate::text::{Document, Part, Section, Turn, WordTable};

    /// Actor, voice and speaker of each mention of a transcript of labels and what they say.
    fn voices(said: &[(&str, &str)]) -> Vec<String> {
        let knowledge = knowledge(ACTORS, LEXICON);
        let mut words = WordTable::new(&knowledge.symbols, &knowledge.language, None);
        let (mut text, mut turns, mut labels) = (String::new(), Vec::new(), Vec::new());
        for (label, words) in said {
            let start = text.len();
            text.push_str(words);
            if !label.is_empty() {
                turns.push(Turn { range: start..text.len(), speaker: labels.len() });
                labels.push((*label).to_owned());
            }
            text.push_str("\n\n");
        }
        let sections = [Section { part: Part::Body, range: 0..text.len() }];
        let document = Document::new(text, &sections, &mut words).with_turns(&turns, &labels, &mut words);
        let found = find(&document, &words, &knowledge, None, Resolve::All);
        let id = |actor: usize| knowledge.registry.actor(actor).id.to_owned();
        let voice = found.mentions.iter().map(|mention| {
            let speaker = mention.speaker.map_or("nobody".to_owned(), id);
            format!("{} {} {speaker}", id(mention.actor), mention.voice.name())
        });
        voice.collect()
    }

    #[test]
    fn a_turn_is_quoted_by_whom_its_label_names_and_the_label_is_no_mention() {
        let said =
            [("", "It was late in Southland."), ("ADA QUILL", "Northland is right."), ("Q", "Northland?")];
        let expected = ["south narration nobody", "north quoted ada", "north quoted nobody"];
        assert_eq!(voices(&said), expected);
    }

    #[test]
    fn a_label_introduces_its_person() {
        let said = [("HOST", "Welcome, Quill."), ("Ada Quill", "Thanks."), ("QUILL", "Northland is right.")];
        assert_eq!(voices(&said), ["ada quoted nobody", "north quoted ada"]);
    }

    #[test]
    fn whom_a_speaker_quotes_stays_the_speaker_of_that() {
        let said = [("ADA QUILL", "Boris Marsh said Northland failed.")];
        assert_eq!(voices(&said), ["boris quoted ada", "north reported boris"]);
    }
}
