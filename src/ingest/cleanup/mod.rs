//! Clean-up: undoes what page layout does to the text of an article that was pasted or scraped.
//!
//! Each rule has a name, is counted and can be turned off. Nothing is rewritten: the scored text consists of stretches
//! of the source, each with its offset there.

mod credits;
mod furniture;
mod hyphens;
mod lines;
mod markdown;
mod not_article;
mod pages;
mod paragraphs;
mod rules;
mod speakers;
mod subtitles;
mod wrapping;

use super::layout::Layout;
use super::metadata::Metadata;
use super::pieces::{Origin, Piece};
use crate::text::Language;
use crate::text::{Part, Section, Turn, sum_of_letters};
use credits::Credits;
use foldhash::quality::RandomState;
use lines::begins_lower;
use paragraphs::Paragraph;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};
use std::ops::Range;

pub(super) use furniture::byline;
pub use rules::{CleanUp, CleanUpRule, RuleSet};

/// The scored text of an article.
#[derive(Debug, Default)]
pub(super) struct Cleaned {
    pub text: String,
    pub sections: Vec<Section>,
    pub turns: Vec<Turn>,
    pub speakers: Vec<String>,
    pub pieces: Vec<Piece>,
    pub clean_up: CleanUp,
}

/// Paragraphs shorter than this (in bytes) may be repeated on purpose.
const REPEATED_MIN: usize = 40;

/// Cleans the text of `source` from byte `begin` on, whose paragraphs are told by `layout`; fills what `metadata` lacks.
pub(super) fn clean(
    source: &str,
    begin: usize,
    metadata: &mut Metadata,
    rules: RuleSet,
    language: &Language,
    layout: Layout,
) -> Cleaned {
    let mut clean_up = CleanUp::default();
    let (mut paragraphs, mut speakers) = split(source, begin, layout, rules, &mut clean_up);
    if rules.has(CleanUpRule::SpeakerLabel) && speakers.is_empty() {
        speakers = speakers::mark(source, &mut paragraphs, &mut clean_up);
    }
    if rules.has(CleanUpRule::DropCap) {
        join_drop_caps(source, &mut paragraphs, &mut clean_up);
    }
    if rules.has(CleanUpRule::LostLetter) {
        restore_lost_letter(source, &mut paragraphs, &mut clean_up);
    }
    if rules.has(CleanUpRule::RepeatedParagraph) {
        mark_repeated(source, &mut paragraphs, &mut clean_up);
    }
    not_article::leave_out(source, &mut paragraphs, metadata, rules, language, &mut clean_up);
    furniture::recognise(source, &mut paragraphs, metadata, rules, language, &mut clean_up);
    if rules.has(CleanUpRule::Hyphenation) {
        hyphens::join(source, &mut paragraphs, language, &mut clean_up);
    }
    let title = if rules.has(CleanUpRule::SiteName) {
        metadata.title.as_deref().map(|title| Credits::new(language, metadata).headline(title))
    } else {
        None
    };
    Cleaned { speakers, ..assemble(source, &paragraphs, metadata, title, clean_up) }
}

/// The paragraphs of a text, and the speakers that its layout gives.
fn split(
    source: &str,
    begin: usize,
    layout: Layout,
    rules: RuleSet,
    clean_up: &mut CleanUp,
) -> (Vec<Paragraph>, Vec<String>) {
    let found = match layout {
        Layout::Plain => None,
        Layout::Markdown => Some((markdown::split(source, begin), Vec::new())),
        Layout::Subtitles => subtitles::split(source, begin, rules.has(CleanUpRule::SpeakerLabel), clean_up),
    };
    found.unwrap_or_else(|| (wrapping::split(source, begin, rules, clean_up), Vec::new()))
}

fn single_capital(text: &str) -> bool {
    let mut chars = text.trim_start_matches(['“', '"', '‘']).chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// Joins "F" and "or decades, …" to one paragraph.
fn join_drop_caps(source: &str, paragraphs: &mut Vec<Paragraph>, clean_up: &mut CleanUp) {
    let mut joined: Vec<Paragraph> = Vec::with_capacity(paragraphs.len());
    for mut paragraph in paragraphs.drain(..) {
        // In wrapped text both are in one block.
        let inside = if paragraph.pieces.len() == 1 {
            let text = paragraph.text(source);
            text.find('\n').filter(|&at| {
                single_capital(text.get(..at).unwrap_or_default())
                    && begins_lower(text.get(at + 1..).unwrap_or_default().trim_start())
            })
        } else {
            None
        };
        if let (Some(at), Some(whole)) = (inside, paragraph.pieces.first().cloned()) {
            let rest = source.get(whole.start + at..whole.end).unwrap_or_default();
            let skip = rest.len() - rest.trim_start().len();
            paragraph.pieces = vec![whole.start..whole.start + at, whole.start + at + skip..whole.end];
            paragraph.drop_cap = true;
            clean_up.count(CleanUpRule::DropCap);
        }
        if let Some(last) = joined.last_mut()
            && last.pieces.len() == 1
            && single_capital(&last.text(source))
            && begins_lower(&paragraph.text(source))
        {
            last.pieces.extend(paragraph.pieces);
            last.drop_cap = true;
            clean_up.count(CleanUpRule::DropCap);
            continue;
        }
        joined.push(paragraph);
    }
    *paragraphs = joined;
}

/// Maximum letters lost with a drop cap.
const LOST_MAX: usize = 3;

/// "or decades, …" at the start and "For decades, …" further down: the "F" of the second is prepended to the first.
fn restore_lost_letter(source: &str, paragraphs: &mut [Paragraph], clean_up: &mut CleanUp) {
    let Some((first, others)) = paragraphs.split_first_mut() else { return };
    let text = first.text(source).into_owned();
    if !begins_lower(&text) || text.len() < REPEATED_MIN {
        return;
    }
    let whole = others.iter().find_map(|other| {
        let other_text = other.text(source);
        let lost = other_text.strip_suffix(text.as_str())?;
        let letters = lost.chars().count();
        ((1..=LOST_MAX).contains(&letters) && lost.chars().all(char::is_alphabetic)).then(|| {
            // The lost letters are at the start of the other's first stretch.
            let start = other.pieces.first().map_or(0, |piece| piece.start);
            start..start + lost.len()
        })
    });
    if let Some(letters) = whole {
        first.pieces.insert(0, letters);
        clean_up.count(CleanUpRule::LostLetter);
    }
}

fn mark_repeated(source: &str, paragraphs: &mut [Paragraph], clean_up: &mut CleanUp) {
    // In most texts no two paragraphs even have the same letters, and their words need not be looked at.
    let long = paragraphs.iter().filter(|paragraph| paragraph.len() >= REPEATED_MIN);
    let sum = |piece: &Range<usize>| sum_of_letters(source.get(piece.clone()).unwrap_or_default());
    let mut letters: Vec<u64> = long.map(|paragraph| paragraph.pieces.iter().map(sum).sum()).collect();
    letters.sort_unstable();
    if !letters.windows(2).any(|two| two[0] == two[1]) {
        return;
    }
    // Texts are compared only if their words have the same hash.
    let hasher = RandomState::default();
    let mut seen: HashMap<u64, Vec<usize>, RandomState> = HashMap::default();
    for at in 0..paragraphs.len() {
        if paragraphs[at].len() < REPEATED_MIN {
            continue;
        }
        let text = paragraphs[at].text(source);
        let before = seen.entry(hash_of_words(&hasher, &text)).or_default();
        let same =
            |other: &usize| paragraphs[*other].text(source).split_whitespace().eq(text.split_whitespace());
        if before.iter().any(same) {
            paragraphs[at].left_out = true;
            clean_up.count(CleanUpRule::RepeatedParagraph);
        } else {
            before.push(at);
        }
    }
}

/// The hash of the words of a text, whatever white space is between them. Its key is drawn anew in each process, so that
/// no text can be written whose paragraphs share one; nothing depends on its value.
fn hash_of_words(hasher: &RandomState, text: &str) -> u64 {
    let mut hasher = hasher.build_hasher();
    for word in text.split_whitespace() {
        hasher.write(word.as_bytes());
        hasher.write_u8(b' ');
    }
    hasher.finish()
}

/// Joins title, standfirst and body to one text with its pieces. Of a title in the metadata so many bytes are scored.
fn assemble(
    source: &str,
    paragraphs: &[Paragraph],
    metadata: &Metadata,
    title: Option<usize>,
    clean_up: CleanUp,
) -> Cleaned {
    let text = String::with_capacity(source.len());
    let mut cleaned = Cleaned { clean_up, text, ..Cleaned::default() };
    let found = |part: Part| paragraphs.iter().find(|p| p.part == Some(part) && !p.left_out);
    for (part, field) in [(Part::Title, &metadata.title), (Part::Standfirst, &metadata.standfirst)] {
        let start = cleaned.text.len();
        match (found(part), field) {
            (Some(paragraph), _) => add(&mut cleaned, source, paragraph),
            (None, Some(text)) => {
                let scored = title.filter(|_| part == Part::Title).and_then(|length| text.get(..length));
                if scored.is_some_and(|scored| scored.len() < text.len()) {
                    cleaned.clean_up.count(CleanUpRule::SiteName);
                }
                cleaned.pieces.push(Piece { at: start, origin: Origin::Field, from: 0 });
                cleaned.text.push_str(scored.unwrap_or(text));
            }
            (None, None) => continue,
        }
        cleaned.sections.push(Section { part, range: start..cleaned.text.len() });
        cleaned.text.push_str("\n\n");
    }
    let start = cleaned.text.len();
    let mut first = true;
    for paragraph in paragraphs.iter().filter(|p| p.part.is_none() && !p.left_out) {
        if !first {
            cleaned.text.push_str("\n\n");
        }
        first = false;
        let begin = cleaned.text.len();
        add(&mut cleaned, source, paragraph);
        if let Some(speaker) = paragraph.speaker {
            cleaned.turns.push(Turn { range: begin..cleaned.text.len(), speaker });
        }
    }
    cleaned.sections.push(Section { part: Part::Body, range: start..cleaned.text.len() });
    cleaned
}

fn add(cleaned: &mut Cleaned, source: &str, paragraph: &Paragraph) {
    for piece in &paragraph.pieces {
        cleaned.pieces.push(Piece { at: cleaned.text.len(), origin: Origin::Source, from: piece.start });
        cleaned.text.push_str(source.get(piece.clone()).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "he quarrel over steel has gone on for years, and nobody expects it to end soon.\n\
        A second paragraph says that the ministers met in Geneva and agreed on nothing at all.";

    fn messy() -> String {
        format!(
            "{BODY}\nindependent news since 1911\nSteel: The Long Quarrel\nCoils in a yard. Photo by Ada Lindqvist \
             from Stillframe\nMarch 9, 2031\nThe ministers met again and agreed on nothing, writes Ada Brandt.\nT\n{BODY}"
        )
    }

    fn cleaned(source: &str, rules: RuleSet) -> (Cleaned, Metadata) {
        let mut metadata = Metadata::default();
        let cleaned = clean(source, 0, &mut metadata, rules, &crate::ingest::english(), Layout::Plain);
        (cleaned, metadata)
    }

    fn body(cleaned: &Cleaned) -> &str {
        let section = cleaned.sections.last().unwrap();
        &cleaned.text[section.range.clone()]
    }

    #[test]
    fn a_messy_page_becomes_its_article() {
        let (cleaned, metadata) = cleaned(&messy(), RuleSet::default());
        assert_eq!(metadata.title.as_deref(), Some("Steel: The Long Quarrel"));
        assert_eq!(metadata.author.as_deref(), Some("Ada Brandt"));
        assert_eq!(metadata.date.map(|d| d.to_string()).as_deref(), Some("2031-03-09"));
        assert!(metadata.standfirst.is_some_and(|s| s.starts_with("The ministers met again")));
        assert!(body(&cleaned).starts_with("The quarrel over steel"), "{}", body(&cleaned));
        assert_eq!(body(&cleaned).matches("quarrel").count(), 1);
        assert!(!cleaned.text.contains("Lindqvist") && !cleaned.text.contains("independent news"));
        let counts: Vec<_> = cleaned.clean_up.counts().collect();
        assert_eq!(
            counts,
            [
                ("repeated_paragraph", 2),
                ("drop_cap", 1),
                ("lost_letter", 1),
                ("picture_credit", 1),
                ("date_line", 1),
                ("site_name", 1),
                ("headline", 2)
            ]
        );
    }

    #[test]
    fn every_stretch_stands_in_the_source() {
        let source = messy();
        let (cleaned, _) = cleaned(&source, RuleSet::default());
        for (index, piece) in cleaned.pieces.iter().enumerate() {
            let end = cleaned.pieces.get(index + 1).map_or(cleaned.text.len(), |next| next.at);
            let stretch = cleaned.text[piece.at..end].trim_end_matches("\n\n");
            assert!(source[piece.from..].starts_with(stretch));
        }
    }

    #[test]
    fn each_rule_can_be_turned_off() {
        for rule in CleanUpRule::ALL {
            let (cleaned, _) = cleaned(&messy(), RuleSet::default().without(rule));
            assert!(cleaned.clean_up.counts().all(|(name, _)| name != rule.name()), "{}", rule.name());
        }
        let all_off = CleanUpRule::ALL.into_iter().fold(RuleSet::default(), RuleSet::without);
        let (cleaned, _) = cleaned(&messy(), all_off);
        assert_eq!(cleaned.text.replace("\n\n", "\n"), messy());
    }

    #[test]
    fn plain_text_is_left_as_it_is() {
        let text =
            "A first paragraph of some length that ends with a point.\n\nA second one that does so too.";
        let (cleaned, metadata) = cleaned(text, RuleSet::default());
        assert_eq!((cleaned.text.as_str(), metadata), (text, Metadata::default()));
    }

    #[test]
    fn a_first_line_without_a_point_is_the_headline() {
        let (cleaned, metadata) = cleaned(
            "Ad sales boost profit\n\nQuarterly profits jumped by three quarters, it said.",
            RuleSet::default(),
        );
        assert_eq!(metadata.title.as_deref(), Some("Ad sales boost profit"));
        assert_eq!(cleaned.sections.len(), 2);
    }
}
