//! A list of words: a word or phrase in each line. It does not say which side they take, so the user does.

use super::category::Side;
use super::collect::EntryCollector;
use super::decode::lines;
use super::error::{ForeignError, ForeignFault};
use super::notes::{NoteKind, one_line};
use super::{ForeignOptions, WordSide};

/// Words of a phrase at the most; a longer line is prose.
const LONGEST: usize = 6;

/// Lines that stand for a header.
const HEADERS: [&str; 4] = ["word", "words", "term", "terms"];

/// Reads the words; lines that begin with `;` or `#` are comments, as in the lists of Hu and Liu.
pub(super) fn read(
    path: &str,
    text: &str,
    options: &ForeignOptions,
    collector: &mut EntryCollector,
) -> Result<(), ForeignError> {
    let side = match options.side {
        Some(WordSide::Favourable) => Side::Favourable,
        Some(WordSide::Critical) => Side::Critical,
        None => return Err(ForeignError::file(path, ForeignFault::NoSide { path: path.to_owned() })),
    };
    let mut first = true;
    for (line, row) in lines(text).filter(|(_, row)| !is_passed_by(row)) {
        let word = unquoted(row);
        if std::mem::take(&mut first) && HEADERS.contains(&word.to_lowercase().as_str()) {
            collector.note(NoteKind::Header, line, word);
            continue;
        }
        if !is_phrase(word) {
            let fault = ForeignFault::Malformed { expected: "one word or phrase", found: one_line(row) };
            return Err(ForeignError::line(path, line, fault));
        }
        collector.sided(word, side, line);
    }
    Ok(())
}

/// Whether rows look like such a list.
pub(super) fn is_word_list(rows: &[&str]) -> bool {
    let mut words = rows.iter().filter(|row| !is_passed_by(row)).map(|row| unquoted(row)).peekable();
    words.peek().is_some() && words.all(is_plain)
}

/// Letters, with the marks that stand within words and those for endings.
fn is_plain(word: &str) -> bool {
    let of_word = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '\u{2019}' | '*' | '_' | '.');
    is_phrase(word) && word.chars().all(of_word) && !word.ends_with('.')
}

fn is_phrase(row: &str) -> bool {
    !row.contains(['\t', ',', ';']) && row.split_whitespace().count() <= LONGEST
}

fn is_passed_by(row: &str) -> bool {
    row.trim().is_empty() || row.starts_with([';', '#'])
}

/// A row without the quotation marks of a table of one column.
fn unquoted(row: &str) -> &str {
    let row = row.trim();
    row.strip_prefix('"').and_then(|row| row.strip_suffix('"')).unwrap_or(row).trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::foreign::error::said;
    use crate::lexicon::foreign::{ForeignFormat, Imported, read};

    fn run(text: &str, side: Option<WordSide>) -> Result<Imported, String> {
        let options = ForeignOptions { side, ..ForeignOptions::default() };
        read(ForeignFormat::Words, "w.txt", text.as_bytes(), &options).map_err(|error| said(&error))
    }

    #[test]
    fn each_line_is_a_word_of_the_side_that_is_named() {
        let text = "; a list\n;\n\nWord\n\"plock\"\nwell brelled\nvell*\nplock\n";
        let imported = run(text, Some(WordSide::Critical)).unwrap();
        let found: Vec<_> = imported.entries.iter().map(|e| (e.term.as_str(), e.polarity, e.line)).collect();
        assert_eq!(found, [("plock", -1.0, 5), ("well brelled", -1.0, 6), ("vell*", -1.0, 7)]);
        let imported = run("plock\n", Some(WordSide::Favourable)).unwrap();
        assert!(imported.entries.iter().all(|entry| entry.polarity.total_cmp(&1.0).is_eq()));
    }

    #[test]
    fn without_a_side_it_is_asked_for() {
        let error = run("plock\n", None).unwrap_err();
        assert!(
            error.contains("lexicon convert w.txt --as favourable") && error.contains("--as critical"),
            "{error}"
        );
    }

    #[test]
    fn prose_and_tables_are_no_words() {
        for bad in ["plock\t1", "plock, vell", "One two three four five six seven"] {
            let error = run(&format!("plock\n{bad}\n"), Some(WordSide::Critical)).unwrap_err();
            assert!(error.starts_with("w.txt:2: "), "{error}");
        }
        assert!(is_word_list(&["; c", "plock", "well brelled"]));
        for rows in [&["plock 2"][..], &["Dear reader, hello"], &["They met."], &["a\tb"], &["; c"], &[]] {
            assert!(!is_word_list(rows), "{rows:?}");
        }
    }
}
