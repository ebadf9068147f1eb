//! A document: the scored text of an article with its tokens, sentences and quotations.

use super::quotations::Quotation;
#[cfg(feature = "sentences")]
use super::quotations::quotations;
use super::sentence::Sentence;
#[cfg(feature = "sentences")]
use super::sentence::{Part, Section};
#[cfg(feature = "sentences")]
use super::sentences::sentences;
use super::tokenize::Token;
use super::turn::Turn;
use super::words::WordTable;
use std::ops::Range;

/// A tokenised text.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The scored text: title, standfirst and body.
    pub text: String,
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
    /// Its sentences, in order; they hold every token.
    pub sentences: Vec<Sentence>,
    /// Its quotations, in order, not overlapping.
    pub quotations: Vec<Quotation>,
    /// Number of sentences cut because they were too long.
    pub cut_sentences: usize,
    /// Number of runs of letters that were passed by because they are longer than any word.
    pub passed_tokens: usize,
    /// The turns of a transcript, in order, not overlapping.
    pub turns: Vec<Turn>,
    /// The labels of its speakers.
    pub speakers: Option<Box<Speakers>>,
}

/// The labels of the speakers of a transcript, which are not in the scored text.
#[derive(Debug, Clone, Default)]
pub struct Speakers {
    /// The labels, a paragraph each.
    pub document: Document,
    /// Byte range of each in that document.
    pub labels: Vec<Range<usize>>,
}

impl Document {
    /// Tokenises and splits `text`; `sections` are its parts in order.
    #[cfg(feature = "sentences")]
    #[must_use]
    pub fn new(text: String, sections: &[Section], words: &mut WordTable<'_>) -> Self {
        Self::of_tokens(text, words).with_sentences(sections, words)
    }

    /// Adds the sentences and quotations to tokens that were told with the same `words`.
    #[cfg(feature = "sentences")]
    #[must_use]
    pub fn with_sentences(self, sections: &[Section], words: &WordTable<'_>) -> Self {
        let (sentences, cut_sentences) = sentences(&self.text, sections, &self.tokens, words);
        let quotations = quotations(&self.text);
        Self { sentences, quotations, cut_sentences, ..self }
    }

    /// Adds the turns of a transcript; `labels` are those of its speakers.
    #[cfg(feature = "sentences")]
    #[must_use]
    pub fn with_turns(self, turns: &[Turn], labels: &[String], words: &mut WordTable<'_>) -> Self {
        if turns.is_empty() {
            return self;
        }
        let mut text = String::new();
        let mut sections = Vec::with_capacity(labels.len());
        for label in labels {
            let start = text.len();
            text.push_str(&in_title_case(label));
            sections.push(Section { part: Part::Body, range: start..text.len() });
            text.push_str("\n\n");
        }
        let document = Self::new(text, &sections, words);
        let labels = sections.into_iter().map(|section| section.range).collect();
        Self { turns: turns.to_vec(), speakers: Some(Box::new(Speakers { document, labels })), ..self }
    }

    /// Only the tokens of `text`, without sentences and quotations: enough for counting words.
    #[must_use]
    pub fn of_tokens(text: String, words: &mut WordTable<'_>) -> Self {
        let (tokens, passed_tokens) = words.tokens_and_passed(&text);
        Self { text, tokens, passed_tokens, ..Self::default() }
    }

    /// The text of a token.
    #[must_use]
    #[inline]
    pub fn token_text(&self, token: &Token) -> &str {
        self.text.get(token.start as usize..token.end as usize).unwrap_or_default()
    }

    /// The byte range from the first to the last of some tokens.
    #[must_use]
    #[inline]
    pub fn span(&self, tokens: &Range<usize>) -> Range<usize> {
        match self.tokens.get(tokens.clone()) {
            Some([first, .., last]) => first.start as usize..last.end as usize,
            Some([only]) => only.start as usize..only.end as usize,
            _ => 0..0,
        }
    }

    /// The turn that contains a byte offset.
    #[must_use]
    pub fn turn_at(&self, byte: usize) -> Option<&Turn> {
        let after = self.turns.partition_point(|turn| turn.range.start <= byte);
        self.turns.get(after.checked_sub(1)?).filter(|turn| byte < turn.range.end)
    }

    /// The quotation that contains a byte offset.
    #[must_use]
    #[inline]
    pub fn quotation_at(&self, byte: usize) -> Option<usize> {
        let after = self.quotations.partition_point(|q| q.range.start <= byte);
        let index = after.checked_sub(1)?;
        self.quotations.get(index).filter(|q| byte < q.range.end).map(|_| index)
    }
}

/// A label in capitals as names are written elsewhere (ADA QUILL: Ada Quill), so that short names in it are known. A single
/// word may be an abbreviation and stays.
#[cfg(feature = "sentences")]
fn in_title_case(label: &str) -> String {
    let shouted = label.contains(char::is_whitespace) && !label.contains(char::is_lowercase);
    if !shouted {
        return label.to_owned();
    }
    let mut before = ' ';
    let letters = label.chars().flat_map(|letter| {
        let begins = !before.is_alphabetic();
        before = letter;
        let lower: Vec<char> = if begins { vec![letter] } else { letter.to_lowercase().collect() };
        lower
    });
    letters.collect()
}
