//! What can be wrong in a YAML file, and where.

use crate::tsv::Hint;

/// What is wrong in a YAML file, or is YAML that a dictionary has no need of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum YamlFault {
    /// A line in a column where nothing may begin.
    #[error("this does not line up with the lines above")]
    Indentation,
    /// A TAB in the indentation.
    #[error("a TAB in the indentation")]
    TabIndentation,
    /// Neither a map nor a list at the outermost level, or no key where one should begin.
    #[error("a category (`name:`) should stand here")]
    NoMap,
    /// A quote or bracket without its end.
    #[error("a quote or bracket opens here and is not closed")]
    Unclosed,
    /// Something after a value that does not belong there.
    #[error("something stands where the value should end or begin")]
    Unexpected,
    /// A character that YAML keeps for itself in front of a word.
    #[error("a word cannot begin with `%`, `@` or a backtick")]
    Reserved,
    /// A backslash with something unknown behind it.
    #[error("an unknown escape after `\\` in double quotes")]
    Escape,
    /// A text after `|` or `>`.
    #[error("block texts (`|`, `>`) are not read")]
    BlockText,
    /// `&name` or `<<`.
    #[error("anchors and merges (`&name`, `<<`) are not read")]
    Anchor,
    /// `*name`.
    #[error("`*` in front refers to an anchor, and anchors are not read")]
    Alias,
    /// `!tag`.
    #[error("tags (`!name`) are not read")]
    Tag,
    /// `? key`.
    #[error("keys after `?` are not read")]
    LongKey,
    /// More than 64 levels.
    #[error("more than 64 levels of maps and lists")]
    TooDeep,
    /// More than 4 MiB.
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
    /// What is wrong there.
    pub(in crate::lexicon::foreign) fault: YamlFault,
}

impl Fault {
    /// The fault in a line of the parser.
    pub(super) fn at(line: usize, fault: YamlFault) -> Self {
        Self { line: line as u64, fault }
    }
}
