//! A file of expressions in any format: a lexicon of ours, a learned table, or a lexicon of another tool.

use super::foreign::{self, ForeignFault, ForeignFormat, ForeignOptions, Imported};
use super::learned::LearnedTable;
use super::pairs::PairTable;
use crate::tsv::path_name;
use crate::tsv::{self, FileInfo, Hint, Located, TsvFault};
use std::path::Path;

/// The parsed content of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// The text of a lexicon in our own format.
    Hand(String),
    /// The text of a learned table.
    Learned(String),
    /// The text of a learned table of pairs.
    Pairs(String),
    /// The entries of a lexicon in the format of another tool.
    Foreign {
        /// The format that was detected.
        format: ForeignFormat,
        /// Id and hash; such a file has no other metadata.
        info: Box<FileInfo>,
        /// The imported entries, with notes.
        imported: Imported,
    },
}

/// A file and its content, read but with its entries not yet checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Path, for messages.
    pub path: String,
    /// Its content.
    pub content: Content,
}

/// Why a file cannot be read, or its format not be detected, with its place.
pub type SourceError = Located<SourceFault>;

/// Why a file cannot be read, or its format not be detected.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceFault {
    /// No such text.
    #[error(transparent)]
    Form(#[from] TsvFault),
    /// A file of another tool, malformed.
    #[error(transparent)]
    Foreign(#[from] ForeignFault),
    /// The format is ambiguous or unknown.
    #[error("neither a lexicon of standpoint (columns term, kind, ...) nor clearly one of another tool")]
    Unclear,
}

impl Hint for SourceFault {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Form(fault) => fault.hint(),
            Self::Foreign(fault) => fault.hint(),
            Self::Unclear => Some(format!(
                "name the format with 'standpoint lexicon convert --from': {}",
                ForeignFormat::list()
            )),
        }
    }
}

impl Source {
    /// Reads a file.
    ///
    /// # Errors
    /// It cannot be read, its format is ambiguous, or the reader of its format rejects it.
    pub fn read(path: &Path) -> Result<Self, SourceError> {
        let bytes = tsv::read_bytes(path).map_err(|error| error.map(SourceFault::from))?;
        Self::new(&path_name(path), bytes)
    }

    /// [`read`](Self::read) for bytes in memory; `path` is for messages, its extension for detecting the format.
    ///
    /// # Errors
    /// As `read`.
    pub fn new(path: &str, bytes: Vec<u8>) -> Result<Self, SourceError> {
        let format = foreign::detect_bytes(path, &bytes).map_err(|error| error.map(SourceFault::from))?;
        let content = match format {
            Some(format) => {
                let imported = foreign::read(format, path, &bytes, &ForeignOptions::default())
                    .map_err(|error| error.map(SourceFault::from))?;
                Content::Foreign { format, info: Box::new(FileInfo::bare(path, &bytes)), imported }
            }
            None => {
                let text = tsv::decode(path, bytes).map_err(|error| error.map(SourceFault::from))?;
                if PairTable::is_pairs(&text) {
                    Content::Pairs(text)
                } else if LearnedTable::is_learned(&text) {
                    Content::Learned(text)
                } else if may_be_ours(&text) {
                    Content::Hand(text)
                } else {
                    return Err(SourceError::file(path, SourceFault::Unclear));
                }
            }
        };
        Ok(Self { path: path.into(), content })
    }
}

/// Whether our own loader explains best what is wrong with a file: it begins like ours, its header has a column of
/// ours, or it has no header.
fn may_be_ours(text: &str) -> bool {
    let header = text.split(['\n', '\r']).find(|line| !line.is_empty() && !line.starts_with('#'));
    text.starts_with("#!")
        || header.is_none_or(|header| header.split('\t').any(|cell| ["term", "kind"].contains(&cell.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(path: &str, text: &str) -> Content {
        Source::new(path, text.as_bytes().to_vec()).unwrap().content
    }

    #[test]
    fn each_kind_of_file_is_told_from_the_others() {
        let native = "term\tkind\tpolarity\nplock\tcue\t1\n";
        assert!(matches!(content("a.tsv", native), Content::Hand(_)));
        let learned = "term\tcontext\tfavourable\tcritical\n";
        assert!(matches!(content("a.tsv", learned), Content::Learned(_)));
        let pairs = "term\tcontext\tpositive\tnegative\n";
        assert!(matches!(content("a.tsv", pairs), Content::Pairs(_)));
        let Content::Foreign { format, info, imported } = content("words/Mine.txt", "plock\t2\nvell\t-1\n")
        else {
            panic!("foreign");
        };
        assert_eq!((format, info.id.as_str()), (ForeignFormat::Afinn, "Mine"));
        assert_eq!(imported.entries.len(), 2);
    }

    #[test]
    fn a_file_that_was_meant_as_ours_is_left_to_our_loader() {
        for text in ["", "# only a remark\n", "#! id = x\nplock\t1\n", "term\tsense\nplock\t1\n"] {
            assert!(matches!(content("a.tsv", text), Content::Hand(_)), "{text}");
        }
    }

    #[test]
    fn what_is_not_clear_is_an_error_with_the_formats() {
        let error = Source::new("a.txt", b"plock 2\nvell 9\n".to_vec()).unwrap_err();
        assert!(error.to_string().starts_with("a.txt: neither"), "{error}");
        assert!(error.hint().is_some_and(|hint| hint.contains("vader, afinn, liwc")));
        let error = Source::new("a.tsv", b"term\tkind\ncaf\xe9\tcue\n".to_vec()).unwrap_err().to_string();
        assert!(error.contains("not UTF-8"), "{error}");
    }
}
