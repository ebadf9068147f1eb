//! Imports lexicons in the formats of other tools as entries of our own format.
//!
//! What it is: a reader for each format, one place (`collect`) that converts every term, and notes on what was left
//! out, merged or changed. What it is not: it ships and judges no entries, and reads no texts.
//!
//! Foreign words have one number each, so the result is cues with a polarity: no roles, no modifiers.

mod category;
mod choose;
mod collect;
mod csv_table;
mod decode;
mod detect;
mod error;
mod liwc;
mod native;
mod notes;
mod nrc;
mod quanteda;
mod rated;
mod sentiment_table;
mod words;
mod wordstat;
mod yaml;

pub use detect::{detect, detect_bytes, is_native};
pub use error::{ForeignError, ForeignFault};
pub use native::to_native;
pub use notes::{Note, NoteKind};
pub use yaml::YamlFault;

use collect::EntryCollector;
use notes::Notes;
use strum::{EnumString, IntoStaticStr, VariantArray};

/// The largest number of our own format, to which foreign ratings are scaled.
const LARGEST: f64 = 3.0;

/// A format of another tool.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray,
)]
#[strum(serialize_all = "lowercase")]
pub enum ForeignFormat {
    /// VADER: `term TAB mean TAB deviation TAB ratings`, the mean in [-4, 4].
    Vader,
    /// AFINN: `term TAB number`, the number in [-5, 5].
    Afinn,
    /// LIWC, `.dic`: categories between two `%` lines, then `term TAB category numbers`.
    Liwc,
    /// quanteda: a YAML file of nested categories with lists of terms.
    #[strum(serialize = "quanteda")]
    QuantedaYaml,
    /// NRC: `word TAB emotion TAB 0 or 1`.
    Nrc,
    /// WordStat, `.cat`: categories and `WORD (1)`, nested by TAB.
    WordStat,
    /// A table with a column of terms and one of numbers.
    Csv,
    /// A table with a column of terms and one of categories (*positive*, *negative*).
    Sentiment,
    /// A word or phrase in each line, all of one side.
    Words,
}

/// The side that all words of a list take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum WordSide {
    /// They speak for an actor.
    Favourable,
    /// They speak against it.
    Critical,
}

impl ForeignFormat {
    /// All formats, in the order of the documentation.
    pub const ALL: &'static [Self] = <Self as VariantArray>::VARIANTS;

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The format with that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        name.parse().ok()
    }

    /// The names of all formats, for messages.
    #[must_use]
    pub fn list() -> String {
        let names: Vec<&str> = Self::ALL.iter().map(|format| format.name()).collect();
        names.join(", ")
    }

    /// Whether its files have categories, to be selected by the user, and no numbers.
    #[must_use]
    pub fn has_categories(self) -> bool {
        matches!(self, Self::Liwc | Self::QuantedaYaml | Self::Nrc | Self::WordStat | Self::Sentiment)
    }

    /// Whether `*` and `?` are wildcards for letters in its terms.
    fn has_globs(self) -> bool {
        matches!(self, Self::Liwc | Self::QuantedaYaml | Self::WordStat | Self::Words)
    }
}

/// Which categories to use, for the formats with categories and no numbers (LIWC, quanteda, NRC, WordStat, tables of
/// words and categories), and the side of a list of words, which says none.
///
/// A name is compared case-insensitively with the whole name of a category or the part before ` (`; `outer/inner` names
/// a nested one. An empty list selects the usual names (`positive`, `posemo`, `negative`, `negemo` and the like).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ForeignOptions {
    /// Categories whose terms get the polarity 1.
    pub favourable: Vec<String>,
    /// Categories whose terms get the polarity -1.
    pub critical: Vec<String>,
    /// The side of the words of a list.
    pub side: Option<WordSide>,
}

/// A term of a foreign lexicon, converted to our format.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedEntry {
    /// Word or phrase in lower case; a word with `*` matches every word with its stem.
    pub term: String,
    /// Score for an actor it is attached to, in [-3, 3], never 0.
    pub polarity: f64,
    /// The line of its first occurrence, from 1.
    pub line: u64,
}

/// The result of an import.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The entries in the order of the file, each term once.
    pub entries: Vec<ImportedEntry>,
    /// What was left out, merged or changed.
    pub notes: Vec<Note>,
}

/// Reads a whole file with the content `bytes`; `path` is for messages. Text is UTF-8, UTF-16 with byte order mark, or
/// else Windows-1252; lines end in `\n`, `\r\n` or `\r`.
///
/// # Errors
/// The first fault of the file, with its line; a selected category that it does not have; no entry left.
pub fn read(
    format: ForeignFormat,
    path: &str,
    bytes: &[u8],
    options: &ForeignOptions,
) -> Result<Imported, ForeignError> {
    let mut notes = Notes::default();
    let text = decode::decode(path, bytes, &mut notes)?;
    let mut collector = EntryCollector::new(format.has_globs(), notes);
    let into = &mut collector;
    match format {
        ForeignFormat::Vader => rated::read(&rated::VADER, path, &text, into)?,
        ForeignFormat::Afinn => rated::read(&rated::AFINN, path, &text, into)?,
        ForeignFormat::Liwc => liwc::read(path, &text, options, into)?,
        ForeignFormat::QuantedaYaml => quanteda::read(path, &text, options, into)?,
        ForeignFormat::Nrc => nrc::read(path, &text, options, into)?,
        ForeignFormat::WordStat => wordstat::read(path, &text, options, into)?,
        ForeignFormat::Csv => csv_table::read(path, &text, into)?,
        ForeignFormat::Sentiment => sentiment_table::read(path, &text, options, into)?,
        ForeignFormat::Words => words::read(path, &text, options, into)?,
    }
    collector.finish(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use proptest::prelude::*;

    #[test]
    fn names_lead_back_to_formats() {
        for &format in ForeignFormat::ALL {
            assert_eq!(ForeignFormat::from_name(format.name()), Some(format));
        }
        assert_eq!(ForeignFormat::from_name("VADER"), None);
    }

    #[test]
    fn all_line_ends_give_the_same_entries_and_lines() {
        let rows = ["dorrish\t2", "", "vellant\t-1"];
        let run = |end: &str| {
            let text = rows.join(end);
            read(ForeignFormat::Afinn, "a.txt", text.as_bytes(), &ForeignOptions::default()).unwrap()
        };
        let expected = run("\n");
        assert_eq!(expected.entries.iter().map(|entry| entry.line).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(run("\r\n"), expected);
        assert_eq!(run("\r"), expected);
    }

    /// Snippets of the formats that pass the first checks of the readers.
    fn piece() -> impl Strategy<Value = String> {
        prop_oneof![
            Just("%\n1 posemo\n2 negemo\n%\n".to_owned()),
            Just("positive:\n".to_owned()),
            Just("negative: [".to_owned()),
            Just("  - ".to_owned()),
            Just("POSITIVE\n\t".to_owned()),
            Just("glad\tpositive\t1\n".to_owned()),
            Just("word,score\n".to_owned()),
            Just("word,sentiment\n".to_owned()),
            Just("dim,negative\n".to_owned()),
            Just("dim\t-2\n".to_owned()),
            "[a-z*?'\"#&:(){}<>/@\\[\\]\\\\ \t\n\r,;%~|!-]{0,12}",
            "\\PC{0,6}",
            "[0-9.-]{0,4}",
        ]
    }

    proptest! {
        #[test]
        fn nothing_panics_and_what_is_read_loads_as_a_native_file(
            pieces in prop::collection::vec(piece(), 0..12),
        ) {
            let text = pieces.concat();
            let _ = detect("some.txt", &text);
            for &format in ForeignFormat::ALL {
                let options = ForeignOptions { side: Some(WordSide::Critical), ..ForeignOptions::default() };
                if let Ok(imported) = read(format, "f", text.as_bytes(), &options) {
                    let native = to_native(&imported, "mine", "a test");
                    let mut lexicon = Lexicon::default();
                    prop_assert!(lexicon.layer("mine.tsv", &native).is_ok(), "{native}");
                    prop_assert_eq!(lexicon.entries().count(), imported.entries.len());
                }
            }
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            for &format in ForeignFormat::ALL {
                let _ = read(format, "f", &bytes, &ForeignOptions::default());
            }
        }
    }
}
