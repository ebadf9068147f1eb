//! The part of YAML that dictionaries are written in: nested maps with lists of words.
//!
//! Read by hand, and for a reason. To YAML `no`, `on` and `y` are truth values and `*ing` is a reference; to
//! a dictionary they are words, and here a scalar is always text. Of the crates, the one that hands out
//! scalars as they stand has an open report of endless memory on four characters (saphyr-parser, issue 13).
//! What a dictionary has no need of (anchors, tags, block texts, keys that are no words) is refused with its
//! line, never guessed at.

mod block;
mod cursor;
mod inline;

pub(super) use block::parse;

use super::categories::Category;

/// How deep maps and lists may nest.
const DEEPEST: usize = 64;

/// What is wrong in a YAML file, or is YAML that a dictionary has no need of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum YamlFault {
    /// A line in a column where nothing may begin.
    #[error(
        "this does not line up with the lines above; the keys of a map, and the items of a list, begin in one column"
    )]
    Indentation,
    /// A TAB in the indentation.
    #[error("a TAB in the indentation; YAML is indented with blanks")]
    TabIndentation,
    /// Neither a map nor a list at the outermost level.
    #[error("a category (`name:`) should stand here")]
    NoMap,
    /// A quote or bracket without its end.
    #[error(
        "a quote or bracket opens here and is not closed; a word with an apostrophe in front needs double quotes"
    )]
    Unclosed,
    /// Something after a value that does not belong there.
    #[error(
        "something stands where the value should end or begin; put a word with `:`, `#` or brackets in quotes"
    )]
    Unexpected,
    /// A backslash with something unknown behind it.
    #[error("an unknown escape after `\\` in double quotes; single quotes leave a backslash alone")]
    Escape,
    /// A text after `|` or `>`.
    #[error("block texts (`|`, `>`) are not read; write a list, or put the word in quotes")]
    BlockText,
    /// `&name` or `<<`.
    #[error("anchors and merges (`&name`, `<<`) are not read; write the list out, or put the word in quotes")]
    Anchor,
    /// `!tag`.
    #[error("tags (`!name`) are not read; take the tag away, or put the word in quotes")]
    Tag,
    /// `? key`.
    #[error("keys after `?` are not read; write `key:`")]
    LongKey,
    /// More than 64 levels.
    #[error("more than 64 levels of maps and lists")]
    TooDeep,
}

/// A fault and its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fault {
    /// The line, from 1.
    pub(super) line: u64,
    /// What is wrong there.
    pub(super) fault: YamlFault,
}

/// A scalar that is no key.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    /// The innermost key above it.
    pub(super) category: Option<usize>,
    /// The text, unquoted.
    pub(super) text: String,
    /// Its line.
    pub(super) line: u64,
}

/// The keys and the scalars of a file, both in its order.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// The keys.
    pub(super) categories: Vec<Category>,
    /// The scalars.
    pub(super) leaves: Vec<Leaf>,
}

impl Document {
    /// Adds a key and gives its number.
    fn add(&mut self, name: String, parent: Option<usize>, line: u64) -> usize {
        self.categories.push(Category { name, parent, line });
        self.categories.len() - 1
    }

    /// Adds a scalar.
    fn leaf(&mut self, category: Option<usize>, text: String, line: u64) {
        self.leaves.push(Leaf { category, text, line });
    }
}
