//! Subtitles (`SubRip`, `WebVTT`): the text of the cues, joined into sentences; numbers, times and tags are dropped.

use super::lines::{Line, lines};
use super::paragraphs::Paragraph;
use super::rules::{CleanUp, CleanUpRule};
use super::speakers;
use std::ops::Range;

/// What the times of a cue have between them.
const ARROW: &str = "-->";

/// The text of the cues.
#[derive(Default)]
struct Cues {
    paragraphs: Vec<Paragraph>,
    /// Names of the speakers that tags give, each once.
    names: Vec<String>,
    /// The speaker of the cue.
    speaker: Option<usize>,
    /// Whether the next line begins a paragraph.
    begins: bool,
    /// The line before, which a rolling caption repeats.
    last: String,
}

/// The paragraphs of `source` from byte `begin` on, one for each change of speakers, and the names of the speakers that
/// `<v …>` tags give. None if it has no cues.
pub fn split(
    source: &str,
    begin: usize,
    tagged: bool,
    clean_up: &mut CleanUp,
) -> Option<(Vec<Paragraph>, Vec<String>)> {
    let all = lines(source, begin);
    let mut cues = Cues { begins: true, ..Cues::default() };
    let mut any = false;
    let mut inside = false;
    for line in &all {
        if line.is_blank() {
            inside = false;
            cues.speaker = None;
        } else if line.text(source).contains(ARROW) {
            (inside, any) = (true, true);
        } else if inside {
            cues.line(source, line, tagged, clean_up);
        }
    }
    any.then_some((cues.paragraphs, cues.names))
}

impl Cues {
    /// Adds a line of a cue.
    fn line(&mut self, source: &str, line: &Line, tagged: bool, clean_up: &mut CleanUp) {
        let mut text = Paragraph::default();
        let before = self.speaker;
        for stretch in stretches(source, line.range.clone()) {
            match stretch {
                Stretch::Text(range) => text.push(range),
                Stretch::Voice(name) if tagged && !name.is_empty() => {
                    let known = self.names.iter().position(|known| known == name);
                    self.speaker = Some(known.unwrap_or(self.names.len()));
                    if known.is_none() {
                        self.names.push(name.to_owned());
                    }
                    clean_up.count(CleanUpRule::SpeakerLabel);
                }
                Stretch::Voice(_) => {}
            }
        }
        let said = text.text(source).into_owned();
        let plain = said.trim();
        if plain.is_empty() || plain == self.last || is_sound(plain) {
            return;
        }
        let spoken_by = |paragraph: &Paragraph| paragraph.speaker;
        let dash = plain.strip_prefix(['-', '–']).map(str::trim_start);
        let begins = std::mem::take(&mut self.begins)
            || before != self.speaker && self.paragraphs.last().and_then(spoken_by) != self.speaker
            || dash.is_some()
            || plain.starts_with(">>")
            || speakers::label(plain).is_some();
        let cut = said.find(dash.unwrap_or(plain).trim_start_matches('>').trim_start()).unwrap_or(0);
        text.cut_start(cut);
        plain.clone_into(&mut self.last);
        match self.paragraphs.last_mut().filter(|_| !begins) {
            Some(paragraph) => {
                // The line end behind the stretch before it is the blank between them.
                let end = paragraph.pieces.last().map_or(0, |piece| piece.end);
                let gap = source.get(end..).and_then(|rest| rest.find('\n'));
                if let Some(at) = gap {
                    paragraph.push(end + at..end + at + 1);
                }
                text.pieces.into_iter().for_each(|piece| paragraph.push(piece));
            }
            None => {
                text.speaker = self.speaker;
                text.drop_cap = true;
                self.paragraphs.push(text);
            }
        }
    }
}

/// Whether a line says a sound or music, which nobody speaks.
fn is_sound(text: &str) -> bool {
    let bracketed = |open: char, close: char| text.starts_with(open) && text.ends_with(close);
    bracketed('[', ']')
        || bracketed('(', ')')
        || text.starts_with(['♪', '♫', '#']) && text.ends_with(['♪', '♫', '#'])
}

/// A stretch of a line of a cue.
enum Stretch<'a> {
    /// Text, by its bytes in the source.
    Text(Range<usize>),
    /// The name of the speaker.
    Voice(&'a str),
}

/// The text of a line without its tags (`<i>`, `{\an8}`), and the speakers that tags name.
fn stretches(source: &str, line: Range<usize>) -> Vec<Stretch<'_>> {
    let mut found = Vec::new();
    let text = source.get(line.clone()).unwrap_or_default();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let open = rest.find(['<', '{']).unwrap_or(rest.len());
        if open > 0 {
            found.push(Stretch::Text(line.start + at..line.start + at + open));
        }
        let Some(tag) = rest.get(open..).filter(|tag| !tag.is_empty()) else { break };
        let (close, is_tag) = if tag.starts_with('<') {
            let named = tag
                .get(1..)
                .is_some_and(|tag| tag.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/'));
            (tag.find('>'), named)
        } else {
            (tag.find('}'), tag.starts_with("{\\"))
        };
        match close.filter(|_| is_tag) {
            Some(close) => {
                let inner = tag.get(1..close).unwrap_or_default();
                if let Some((kind, name)) = inner.split_once(' ')
                    && (kind == "v" || kind.starts_with("v."))
                {
                    found.push(Stretch::Voice(name.trim()));
                }
                at += open + close + 1;
            }
            None => {
                found.push(Stretch::Text(line.start + at + open..line.start + at + open + 1));
                at += open + 1;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cues(source: &str) -> (Vec<(String, Option<usize>)>, Vec<String>) {
        let (paragraphs, names) = split(source, 0, true, &mut CleanUp::default()).unwrap();
        (paragraphs.iter().map(|p| (p.text(source).into_owned(), p.speaker)).collect(), names)
    }

    #[test]
    fn cues_are_joined_without_numbers_times_and_tags() {
        let source = "1\n00:00:01,000 --> 00:00:03,000\n<i>Norway praised</i>\n{\\an8}Poland on\n\n\
             2\n00:00:03,000 --> 00:00:05,000\nThursday. 3 < 4.\n\n3\n00:00:06,000 --> 00:00:07,000\n[Applause]\n";
        let (text, names) = cues(source);
        assert_eq!(text, [("Norway praised\nPoland on\nThursday. 3 < 4.".to_owned(), None)]);
        assert!(names.is_empty());
    }

    #[test]
    fn voices_are_speakers() {
        let source = "WEBVTT Debate\n\nNOTE not said\n\nSTYLE\n::cue {}\n\nintro\n00:01.000 --> 00:02.000 align:left\n\
             <v Ada Quill>Northland is right.\n\n00:02.000 --> 00:03.000\n<v.loud Boris Marsh>No, it</v>\n\n\
             00:03.000 --> 00:04.000\n<v Boris Marsh>failed.\n";
        let (text, names) = cues(source);
        assert_eq!(names, ["Ada Quill", "Boris Marsh"]);
        let expected = [("Northland is right.", Some(0)), ("No, it\nfailed.", Some(1))];
        assert_eq!(text, expected.map(|(text, speaker)| (text.to_owned(), speaker)));
    }

    #[test]
    fn dashes_and_labels_begin_a_paragraph_and_rolling_lines_count_once() {
        let source = "00:01.000 --> 00:02.000\n- It rained.\n- It did not.\n\n00:02.000 --> 00:03.000\n- It did not.\n\
             HOST: Well,\n\n00:03.000 --> 00:04.000\nHOST: Well,\nit rained.\n";
        let text: Vec<String> = cues(source).0.into_iter().map(|(text, _)| text).collect();
        assert_eq!(text, ["It rained.", "It did not.", "HOST: Well,\nit rained."]);
    }

    #[test]
    fn a_text_without_cues_is_none() {
        assert!(split("Norway lied.", 0, true, &mut CleanUp::default()).is_none());
    }
}
