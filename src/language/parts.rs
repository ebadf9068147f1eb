//! A text in parts that are long enough to tell their language.

use crate::text::{Document, Gap, WordClass, WordTable};
use std::ops::Range;

/// Words from which a part may end with its paragraph.
const LEAST: usize = 20;
/// Words from which it may end with its sentence.
const ENOUGH: usize = 60;
/// Most words of a part.
const MOST: usize = 200;

/// Some tokens that follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The tokens.
    pub tokens: Range<usize>,
    /// Words among them: tokens that are no numbers.
    pub words: usize,
    /// Function words of the language of the word table among these.
    pub stop: usize,
    /// Words with a capital among them.
    pub capital: usize,
}

impl Stretch {
    /// Adds the stretch that follows.
    pub fn join(&mut self, next: &Self) {
        self.tokens.end = next.tokens.end.max(self.tokens.end);
        self.words += next.words;
        self.stop += next.stop;
        self.capital += next.capital;
    }

    /// The share of function words.
    pub fn share(&self) -> f64 {
        self.stop as f64 / self.words.max(1) as f64
    }
}

/// The parts of a document: whole paragraphs, or several sentences of a long one. They hold every token.
pub fn parts(document: &Document, words: &WordTable<'_>) -> Vec<Stretch> {
    let mut found = Vec::new();
    let mut part = Stretch { tokens: 0..0, words: 0, stop: 0, capital: 0 };
    for (at, token) in document.tokens.iter().enumerate() {
        let paragraph = part.words >= LEAST && token.gap.has(Gap::PARAGRAPH);
        let sentence = part.words >= ENOUGH && token.gap.has(Gap::STOP | Gap::PARAGRAPH);
        if paragraph || sentence || part.words == MOST {
            found.push(part);
            part = Stretch { tokens: at..at, words: 0, stop: 0, capital: 0 };
        }
        part.tokens.end = at + 1;
        let info = words.info(token);
        let first = document.text.as_bytes().get(token.start as usize);
        part.words += usize::from(first.is_some_and(|byte| !byte.is_ascii_digit()));
        part.stop += usize::from(info.is(WordClass::Stop));
        part.capital += usize::from(info.capital);
    }
    match found.last_mut() {
        // A last line of a few words tells nothing by itself.
        Some(last) if part.words < LEAST => last.join(&part),
        _ if part.tokens.is_empty() => {}
        _ => found.push(part),
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_hold_every_token_and_end_with_paragraphs() {
        let knowledge = crate::shipped::knowledge().unwrap();
        let mut words = WordTable::new(&knowledge.symbols, &knowledge.language, None);
        let first = "They said that it was the end of the road for all of us and of them. ".repeat(2);
        let second = "Un deux trois quatre 5. ".repeat(6);
        let text = format!("Short title\n\n{first}\n\n{second}\n\nFin.\n");
        let document = Document::of_tokens(text, &mut words);
        let parts = parts(&document, &words);
        assert_eq!(parts.len(), 2, "{parts:?}");
        assert_eq!(parts[0].tokens.start, 0);
        assert_eq!(parts[0].tokens.end, parts[1].tokens.start);
        assert_eq!(parts[1].tokens.end, document.tokens.len());
        assert!(parts[0].share() > 0.5);
        assert_eq!((parts[1].words, parts[1].stop, parts[1].capital), (25, 0, 7));
    }
}
