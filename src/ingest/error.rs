//! Errors that stop a run: wrong usage. Unreadable inputs are not errors but skips.

use super::path_pattern::Unmatched;
use crate::tsv::{Hint, Located};

/// Why a run cannot begin or go on: what was named is wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InputError {
    /// A table that was named, by its path.
    #[error(transparent)]
    Column(#[from] Located<ColumnFault>),
    /// `-` twice.
    #[error("'-' is named twice")]
    StdinTwice,
    /// A pattern of paths that fits none of them.
    #[error("--path-pattern '{}' fits none of {}, such as {}", .0.pattern, super::counted(.0.of, "path"), .0.example)]
    PatternFitsNone(Unmatched),
    /// Nothing of what is named is there.
    #[error("there is no file or directory {}", quoted(names))]
    NotThere {
        /// What was named.
        names: Vec<String>,
    },
}

/// A column that a table should have.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ColumnFault {
    /// There is no text column.
    #[error("no column '{column}'")]
    NoText {
        /// The column looked for.
        column: String,
        /// The columns of the file.
        found: String,
    },
    /// Several columns may be the text.
    #[error("{several} may each be the text")]
    SeveralTexts {
        /// The columns.
        several: String,
    },
    /// A column that a flag names does not exist.
    #[error("no column '{column}', which {flag} asks for")]
    NotThere {
        /// The column.
        column: String,
        /// The flag.
        flag: &'static str,
        /// The columns of the file.
        found: String,
    },
}

impl Hint for ColumnFault {
    fn hint(&self) -> Option<String> {
        match self {
            Self::NoText { found, .. } | Self::NotThere { found, .. } if other_delimiter(found).is_some() => {
                let sign = other_delimiter(found).unwrap_or_default();
                Some(format!(
                    "all of it is one column, {found}: if '{sign}' parts the cells, say so with --delimiter"
                ))
            }
            Self::NoText { found, .. } => {
                Some(format!("the columns are {found} (name it with --text-column)"))
            }
            Self::SeveralTexts { .. } => Some("say which with --text-column".to_owned()),
            Self::NotThere { found, .. } => Some(format!("the columns are {found}")),
        }
    }
}

impl Hint for InputError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Column(error) => error.hint(),
            Self::StdinTwice => Some("stdin can be read once".to_owned()),
            Self::PatternFitsNone(_) => Some(
                "it is laid against the end of a path below the folder that is read: folders, then the name of the file"
                    .to_owned(),
            ),
            Self::NotThere { names } => Some(match as_text(names) {
                Some(text) => format!("to score a text: echo {} | standpoint stance", in_shell(&text)),
                None => "check the path".to_owned(),
            }),
        }
    }
}

/// The sign that probably parts the cells of a table, if what was `found` is a single column with it in its name.
fn other_delimiter(found: &str) -> Option<&'static str> {
    let one = !found.contains(", ");
    [(';', ";"), ('\t', "\\t"), ('|', "|")]
        .into_iter()
        .find(|(sign, _)| one && found.contains(*sign))
        .map(|(_, name)| name)
}

/// Maximum number of names in a message.
const NAMED: usize = 3;

/// The names in quotation marks.
fn quoted(names: &[String]) -> String {
    let mut all: Vec<String> = names.iter().take(NAMED).map(|name| format!("'{name}'")).collect();
    if let Some(more) = names.len().checked_sub(NAMED).filter(|more| *more > 0) {
        all.push(format!("and {more} more"));
    }
    all.join(", ")
}

/// The names as the words of a text, if that is what they look like: there are blanks, and neither folders nor endings.
fn as_text(names: &[String]) -> Option<String> {
    let is_ending =
        |ending: &str| (1..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    let is_path = |name: &String| {
        name.contains(['/', '\\']) || name.rsplit_once('.').is_some_and(|(_, ending)| is_ending(ending))
    };
    let text = names.join(" ");
    (text.trim().contains(char::is_whitespace) && !names.iter().any(is_path)).then_some(text)
}

/// A text as one argument of a shell.
fn in_shell(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(names: &[&str]) -> String {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        InputError::NotThere { names }.hint().unwrap()
    }

    #[test]
    fn a_text_in_place_of_a_file_is_shown_how_it_is_scored() {
        assert_eq!(hint(&["Norway lied."]), "to score a text: echo 'Norway lied.' | standpoint stance");
        let words = hint(&["Norway's", "lies"]);
        assert_eq!(words, "to score a text: echo 'Norway'\\''s lies' | standpoint stance");
        for path in ["corpus", "my file.txt", "my texts/today", "annual report.docx", " "] {
            assert_eq!(hint(&[path]), "check the path", "{path}");
        }
    }

    #[test]
    fn a_table_of_one_column_may_have_another_delimiter() {
        let hint =
            |found: &str| ColumnFault::NoText { column: "text".into(), found: found.into() }.hint().unwrap();
        let other = "all of it is one column, id;text: if ';' parts the cells, say so with --delimiter";
        assert_eq!(hint("id;text"), other);
        assert_eq!(hint("id, a;b"), "the columns are id, a;b (name it with --text-column)");
    }

    #[test]
    fn what_is_not_there_is_named() {
        let names = ["a", "b", "c", "d"].map(str::to_owned).to_vec();
        let error = InputError::NotThere { names };
        assert_eq!(error.to_string(), "there is no file or directory 'a', 'b', 'c', and 1 more");
    }
}
