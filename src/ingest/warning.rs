//! Warnings: changes to a document that do not make it a skip, but that the user should know about.

use super::counted::counted;
use super::counted::grouped;
use super::date_order::{DateFault, SettledOrder};
use super::limit::Limit;
use crate::text::MAX_RUN_CHARS;
use std::fmt;
use std::sync::Arc;

/// Where a document comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Path, or `stdin`.
    pub path: String,
    /// Row or line, from 1; none for the whole file.
    pub row: Option<u64>,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.row {
            Some(row) => write!(f, "{}#{row}", self.path),
            None => f.write_str(&self.path),
        }
    }
}

/// A warning about a document. It is displayed as one sentence, followed by the hint, if any.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// A text that exceeded the maximum length was cut.
    TextCut {
        /// The document.
        at: Location,
        /// By what.
        limit: Limit,
    },
    /// Runs of letters that are longer than any word were passed by.
    TokensPassedBy {
        /// The document.
        at: Location,
        /// How many.
        count: usize,
    },
    /// NUL characters were replaced by blanks.
    NulCharacters {
        /// The document.
        at: Location,
        /// How many.
        count: usize,
    },
    /// Other control characters were replaced by blanks.
    ControlCharacters {
        /// The document.
        at: Location,
        /// How many.
        count: usize,
    },
    /// Bytes that are malformed in the encoding were replaced by U+FFFD.
    BytesReplaced {
        /// The document.
        at: Location,
    },
    /// A text without sentence ends was split into sentences.
    SentencesCut {
        /// The document.
        at: Location,
        /// Number of sentences.
        sentences: usize,
    },
    /// A date was not read: the document has none by it.
    DateNotRead {
        /// The document.
        at: Location,
        /// The date as written.
        written: String,
        /// Why.
        fault: DateFault,
    },
    /// In which order the dates of a column were read. It is about the column, and said once.
    DatesInOrder(Arc<SettledOrder>),
    /// A good part of a text is in another language than the rest.
    SecondLanguage {
        /// The document.
        at: Location,
        /// Code of the language it is read as.
        read_as: String,
        /// Code of the other.
        other: String,
        /// Its part in percent.
        percent: u64,
        /// Whether the rest is scored: its language has lexicons.
        scored: bool,
    },
}

impl Warning {
    /// The document it is about.
    #[must_use]
    pub fn location(&self) -> Option<&Location> {
        match self {
            Self::TextCut { at, .. }
            | Self::TokensPassedBy { at, .. }
            | Self::NulCharacters { at, .. }
            | Self::ControlCharacters { at, .. }
            | Self::BytesReplaced { at }
            | Self::SentencesCut { at, .. }
            | Self::SecondLanguage { at, .. }
            | Self::DateNotRead { at, .. } => Some(at),
            Self::DatesInOrder(_) => None,
        }
    }

    /// The place of the document and what was done to it, without the hint.
    #[must_use]
    pub fn sentence(&self) -> String {
        let done = match self {
            Self::TextCut { limit, .. } => limit.to_string(),
            Self::TokensPassedBy { count, .. } => {
                format!(
                    "{} of over {} characters passed by",
                    counted(*count, "token"),
                    grouped(MAX_RUN_CHARS as u64)
                )
            }
            Self::NulCharacters { count, .. } => {
                format!("{} read as {}", counted(*count, "NUL character"), blanks(*count))
            }
            Self::ControlCharacters { count, .. } => {
                format!("{} read as {}", counted(*count, "control character"), blanks(*count))
            }
            Self::BytesReplaced { .. } => "bad bytes replaced (--lossy)".to_owned(),
            Self::SentencesCut { sentences, .. } => {
                format!("text without end, cut into {sentences} sentences")
            }
            Self::DateNotRead { written, fault, .. } => format!("date '{written}' not read: {fault}"),
            Self::DatesInOrder(settled) => {
                format!("{}, as {} is", settled.order.words(), settled.example)
            }
            Self::SecondLanguage { read_as, other, percent, scored, .. } => {
                let so = if *scored { "that part is not scored" } else { "nothing in it is scored" };
                format!("{percent} % of it is in another language ({other}) than the rest ({read_as}); {so}")
            }
        };
        match (self.location(), self) {
            (Some(at), _) => format!("{at}: {done}"),
            (None, Self::DatesInOrder(settled)) => format!("dates of {}: {done}", settled.column),
            (None, _) => done,
        }
    }

    /// How to avoid it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            // A row is one document already, and a title is no text to be split.
            Self::TextCut { at, limit } => {
                (at.row.is_none() && *limit != Limit::Field).then_some("split it into documents (--lines)")
            }
            Self::SecondLanguage { .. } => Some("split it by language, or say what it is with --language"),
            Self::NulCharacters { .. }
            | Self::TokensPassedBy { .. }
            | Self::ControlCharacters { .. }
            | Self::BytesReplaced { .. }
            | Self::SentencesCut { .. }
            | Self::DatesInOrder(_) => None,
            Self::DateNotRead { fault, .. } => fault.hint(),
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence())?;
        match self.hint() {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

fn blanks(count: usize) -> &'static str {
    if count == 1 { "a blank" } else { "blanks" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(row: Option<u64>) -> Location {
        Location { path: "in/a.txt".into(), row }
    }

    #[test]
    fn each_kind_has_its_sentence() {
        let whole = at(None);
        for (warning, sentence) in [
            (
                Warning::TextCut { at: whole.clone(), limit: Limit::Bytes },
                "in/a.txt: cut at 16 MiB; split it into documents (--lines)",
            ),
            (
                Warning::TextCut { at: whole.clone(), limit: Limit::Tokens },
                "in/a.txt: cut at 500,000 tokens; split it into documents (--lines)",
            ),
            (
                Warning::TokensPassedBy { at: whole.clone(), count: 2 },
                "in/a.txt: 2 tokens of over 1,000 characters passed by",
            ),
            (
                Warning::NulCharacters { at: at(Some(7)), count: 1 },
                "in/a.txt#7: 1 NUL character read as a blank",
            ),
            (
                Warning::ControlCharacters { at: whole.clone(), count: 5 },
                "in/a.txt: 5 control characters read as blanks",
            ),
            (Warning::BytesReplaced { at: at(Some(2)) }, "in/a.txt#2: bad bytes replaced (--lossy)"),
            (
                Warning::SentencesCut { at: whole, sentences: 3 },
                "in/a.txt: text without end, cut into 3 sentences",
            ),
        ] {
            assert_eq!(warning.to_string(), sentence);
        }
    }

    #[test]
    fn a_hint_ends_the_sentence() {
        let warning = Warning::TextCut { at: at(None), limit: Limit::Bytes };
        let hint = warning.hint().unwrap();
        assert_eq!(warning.to_string(), format!("{}; {hint}", warning.sentence()));
        assert_eq!(Warning::BytesReplaced { at: at(None) }.hint(), None);
    }
}
