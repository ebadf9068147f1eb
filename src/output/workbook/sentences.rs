//! The sheet *Sentences*: what the numbers rest on, with the words that made it marked.

use super::column::{Column, Look, own};
use super::limits::MOST_OF_A_TITLE;
use super::places::{Places, SENTENCES};
use super::sheet::{Entry, Sheet};
use super::styles::Styles;
use super::text::{cut, visible};
use crate::digest::{Digest, EvidenceSentence, MarkKind};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

pub(super) const COLUMNS: [Column; 13] = [
    own("Actor", Look::Text, 26.0, "Whom the sentence speaks of."),
    own("Side", Look::Text, 11.0, "favourable, critical, or neutral: the label of the mention."),
    own("Stance", Look::Signed, 10.0, "Stance of the mention, -1 to 1."),
    own(
        "Sentence",
        Look::Wrapped,
        60.0,
        "Its words: the name in bold, what speaks for the actor in green, what speaks against it in red italics.",
    ),
    own("For it", Look::Wrapped, 18.0, "The words that speak for the actor."),
    own("Against it", Look::Wrapped, 18.0, "The words that speak against the actor."),
    own(
        "Voice",
        Look::Text,
        10.0,
        "narration: the outlet's own words; quoted or reported: those of another.",
    ),
    own("Speaker", Look::Text, 18.0, "Whose words they are, where that is known."),
    own("Outlet", Look::Text, 20.0, "Where it was printed."),
    own("Date", Look::Date, 11.0, "Day of publication."),
    own("Title", Look::Text, 40.0, "The headline above it."),
    own("Document", Look::Text, 30.0, "Its doc_id in the tables."),
    own("Id", Look::Text, 14.0, "The actor_id."),
];

/// Fills the sheet.
pub(super) fn fill(
    sheet: &mut Worksheet,
    styles: &Styles,
    digest: &Digest,
    places: &Places<'_>,
) -> Result<(), XlsxError> {
    let (shown, all) = (places.shown.len(), places.all);
    let caption = match (shown, all) {
        (0, _) => "No sentence speaks for or against a listed actor.".to_owned(),
        (shown, all) if shown < all => {
            format!(
                "The first {shown} sentences of {all}, by actor; mentions.csv, sentences.csv and evidence.csv have all."
            )
        }
        _ => "The strongest sentences of each actor on both sides, then some for each outlet and period."
            .to_owned(),
    };
    let mut table = Sheet::table(sheet, styles, SENTENCES, &caption, &COLUMNS, shown)?;
    for (actor, sentence) in &places.shown {
        let Some(actor) = digest.actors.get(*actor) else { continue };
        let title = sentence.title.as_deref().map(|title| cut(title, MOST_OF_A_TITLE));
        let words = |kind| words(sentence, kind);
        let (words_for, words_against) = (words(MarkKind::Favourable), words(MarkKind::Critical));
        table.fill(&[
            Entry::Text(&actor.name),
            Entry::Text(sentence.side.name()),
            Entry::Number(sentence.stance),
            Entry::Empty,
            Entry::Text(&words_for),
            Entry::Text(&words_against),
            Entry::Text(&sentence.voice),
            sentence.speaker.as_deref().into(),
            sentence.outlet.as_deref().into(),
            sentence.published.as_deref().map_or(Entry::Empty, Entry::Date),
            title.as_deref().into(),
            Entry::Text(&sentence.doc_id),
            Entry::Text(&actor.actor_id),
        ])?;
        let parts = parts(sentence);
        let parts: Vec<(&Format, &str)> =
            parts.iter().map(|(kind, text)| (format(styles, *kind), text.as_str())).collect();
        match parts.as_slice() {
            [] => {}
            [(_, text)] => table.put(3, Entry::Text(text))?,
            parts => {
                table.make_room(3, &sentence.text);
                table.sheet.write_rich_string_with_format(table.row, 3, parts, &styles.wrapped)?;
            }
        }
        table.next()?;
    }
    Ok(())
}

fn format(styles: &Styles, kind: Option<MarkKind>) -> &Format {
    match kind {
        None => &styles.plain,
        Some(MarkKind::Mention) => &styles.mention,
        Some(MarkKind::Favourable) => &styles.favourable,
        Some(MarkKind::Critical) => &styles.critical,
    }
}

/// The sentence in parts, none of them empty.
fn parts(sentence: &EvidenceSentence) -> Vec<(Option<MarkKind>, String)> {
    let mut parts = Vec::new();
    let mut characters = sentence.text.chars();
    let mut at = 0;
    let mut give = |kind, length: usize| {
        let text: String = characters.by_ref().take(length).collect();
        let text = visible(&text);
        if !text.is_empty() {
            parts.push((kind, text));
        }
    };
    for mark in &sentence.marks {
        if mark.start < at || mark.end <= mark.start {
            continue;
        }
        give(None, mark.start - at);
        give(Some(mark.kind), mark.end - mark.start);
        at = mark.end;
    }
    give(None, usize::MAX);
    parts
}

/// The marked words of a kind.
fn words(sentence: &EvidenceSentence, kind: MarkKind) -> String {
    let parts = parts(sentence).into_iter().filter(|(marked, _)| *marked == Some(kind));
    parts.map(|(_, words)| words).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::{Side, TextMark};

    #[test]
    fn marks_are_of_characters_and_parts_give_the_sentence_back() {
        let mark = |start, end, kind| TextMark { start, end, kind };
        let sentence = EvidenceSentence {
            doc_id: String::new(),
            sentence_id: String::new(),
            mention_id: String::new(),
            side: Side::Critical,
            stance: -0.5,
            voice: String::new(),
            speaker: None,
            outlet: None,
            published: None,
            period: String::new(),
            title: None,
            url: None,
            text: "Été: Perú lied.".to_owned(),
            marks: vec![mark(5, 9, MarkKind::Mention), mark(10, 14, MarkKind::Critical)],
            strongest: true,
        };
        let parts = parts(&sentence);
        assert_eq!(parts[1], (Some(MarkKind::Mention), "Perú".to_owned()));
        assert_eq!(parts.iter().map(|(_, text)| text.as_str()).collect::<String>(), sentence.text);
        assert_eq!(
            (words(&sentence, MarkKind::Critical).as_str(), words(&sentence, MarkKind::Favourable).as_str()),
            ("lied", "")
        );
    }
}
