//! Faults of a YAML file, with their line.

use crate::tsv::Hint;

/// A fault of a YAML file, or a YAML feature that dictionaries do not need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum YamlFault {
    /// A line with inconsistent indentation.
    #[error("this does not line up with the lines above")]
    Indentation,
    /// A TAB in the indentation.
    #[error("a TAB in the indentation")]
    TabIndentation,
    /// No map or list at the outermost level, or no key where one is expected.
    #[error("a category (`name:`) should stand here")]
    NoMap,
    /// An unclosed quote or bracket.
    #[error("a quote or bracket opens here and is not closed")]
    Unclosed,
    /// Unexpected content after a value.
    #[error("something stands where the value should end or begin")]
    Unexpected,
    /// A reserved character at the start of a word.
    #[error("a word cannot begin with `%`, `@` or a backtick")]
    Reserved,
    /// An unknown escape sequence.
    #[error("an unknown escape after `\\` in double quotes")]
    Escape,
    /// A block scalar, `|` or `>`.
    #[error("block texts (`|`, `>`) are not read")]
    BlockText,
    /// An anchor `&name` or a merge key `<<`.
    #[error("anchors and merges (`&name`, `<<`) are not read")]
    Anchor,
    /// An alias `*name`.
    #[error("`*` in front refers to an anchor, and anchors are not read")]
    Alias,
    /// A tag `!tag`.
    #[error("tags (`!name`) are not read")]
    Tag,
    /// A complex key `? key`.
    #[error("keys after `?` are not read")]
    LongKey,
    /// More than 64 levels of nesting.
    #[error("more than 64 levels of maps and lists")]
    TooDeep,
    /// A file larger than 4 MiB.
    #[error("more than 4 MiB of YAML")]
    TooLarge,
}

impl Hint for YamlFault {
    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Indentation => "the keys of a map, and the items of a list, begin in one column",
            Self::TabIndentation => "YAML is indented with blanks",
            Self::Unclosed => "a word with an apostrophe in front needs double quotes",
            Self::Unexpected => "put a word with `:`, `#` or brackets in quotes",
            Self::Reserved => "put it in quotes",
            Self::Escape => "single quotes leave a backslash alone",
            Self::BlockText => "write a list, or put the word in quotes",
            Self::Anchor => "write the list out, or put the word in quotes",
            Self::Alias => "put a word like `*ing` in quotes",
            Self::Tag => "take the tag away, or put the word in quotes",
            Self::LongKey => "write `key:`",
            Self::TooLarge => "split the file",
            Self::NoMap | Self::TooDeep => return None,
        };
        Some(hint.to_owned())
    }
}

/// A fault and its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lexicon::foreign) struct Fault {
    /// The line, from 1.
    pub(in crate::lexicon::foreign) line: u64,
    /// The fault.
    pub(in crate::lexicon::foreign) fault: YamlFault,
}

impl Fault {
    /// The fault at a line, numbered as in the parser.
    pub(super) fn at(line: usize, fault: YamlFault) -> Self {
        Self { line: line as u64, fault }
    }
}
