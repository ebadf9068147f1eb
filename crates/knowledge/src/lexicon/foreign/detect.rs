//! Detects the format of a file from its extension and content.
//!
//! Conservative on purpose: a file of ours read as a foreign one would lose its roles, so an ambiguous one is `None`,
//! and the user names the format.

use super::csv_table::is_named;
use super::decode::decode;
use super::error::ForeignError;
use super::notes::Notes;
use super::sentiment_table::is_sentiment_table;
use super::words::is_word_list;
use super::wordstat::weighted;
use super::{ForeignFormat, rated};

/// Number of lines examined.
const SAMPLE: usize = 500;

/// The foreign format of a file, if unambiguous; none for our own format. `text` may have a byte order mark, any line
/// ends, and replacement characters for bytes that are not UTF-8.
#[must_use]
pub fn detect(path: &str, text: &str) -> Option<ForeignFormat> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if is_native(text) {
        return None;
    }
    let rows: Vec<&str> = rows(text).take(SAMPLE).collect();
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    let (format, fits) = match ending.as_str() {
        "csv" | "txt" | "tsv" | "tab" | "" if is_sentiment_table(text) => (ForeignFormat::Sentiment, true),
        // A table of one column.
        "csv" if is_word_list(&rows) => (ForeignFormat::Words, true),
        "dic" => (ForeignFormat::Liwc, is_liwc(&rows)),
        "cat" => (ForeignFormat::WordStat, is_wordstat(&rows)),
        "yml" | "yaml" => (ForeignFormat::QuantedaYaml, is_yaml(&rows)),
        "csv" => (ForeignFormat::Csv, is_named(text).is_some()),
        "txt" | "tsv" | "tab" | "" => return by_content(&rows, text),
        _ => return None,
    };
    fits.then_some(format)
}

/// [`detect`] for the bytes of a file.
///
/// # Errors
/// The bytes are not text.
pub fn detect_bytes(path: &str, bytes: &[u8]) -> Result<Option<ForeignFormat>, ForeignError> {
    Ok(detect(path, &decode(path, bytes, &mut Notes::default())?))
}

/// The non-empty lines.
fn rows(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r']).filter(|row| !row.trim().is_empty())
}

/// Whether a file is in our own format: it begins with `#!` lines, or its header has `term` and `kind`.
#[must_use]
pub fn is_native(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let header = rows(text).find(|row| !row.starts_with('#')).unwrap_or_default();
    let has = |name: &str| header.split('\t').any(|cell| cell.trim() == name);
    text.starts_with("#!") || (has("term") && has("kind"))
}

fn is_liwc(rows: &[&str]) -> bool {
    rows.first().is_some_and(|row| row.trim() == "%")
}

fn is_wordstat(rows: &[&str]) -> bool {
    rows.iter().any(|row| row.starts_with('\t') && weighted(row.trim()).is_some())
}

/// A first line that is a key, or a bracket.
fn is_yaml(rows: &[&str]) -> bool {
    let is_content = |row: &&&str| !row.starts_with(['#', '%']) && !row.starts_with("---");
    rows.iter().find(is_content).is_some_and(|row| {
        let row = row.trim();
        row.starts_with(['{', '[']) || row.ends_with(':') || row.contains(": ")
    })
}

fn by_content(rows: &[&str], text: &str) -> Option<ForeignFormat> {
    if is_liwc(rows) {
        return Some(ForeignFormat::Liwc);
    }
    let records: Vec<Vec<&str>> = rows
        .iter()
        .filter(|row| row.contains('\t') || !row.starts_with('#'))
        .map(|row| row.split('\t').map(str::trim).collect())
        .collect();
    if records.is_empty() {
        return None;
    }
    let all = |fits: fn(&[&str]) -> bool| records.iter().all(|record| fits(record));
    if all(is_nrc) {
        Some(ForeignFormat::Nrc)
    } else if all(is_vader) {
        Some(ForeignFormat::Vader)
    } else if all(is_afinn) {
        Some(ForeignFormat::Afinn)
    } else if is_word_list(rows) {
        Some(ForeignFormat::Words)
    } else {
        // Of tables only those with a header are unambiguous.
        (is_named(text) == Some(true)).then_some(ForeignFormat::Csv)
    }
}

fn is_nrc(record: &[&str]) -> bool {
    matches!(record, [_, emotion, "0" | "1"] if emotion.starts_with(char::is_alphabetic))
}

fn is_vader(record: &[&str]) -> bool {
    let within = |cell: &str, low: f64| {
        cell.parse::<f64>().is_ok_and(|value| (low..=rated::VADER.limit).contains(&value))
    };
    matches!(record, [_, mean, deviation, ..] if within(mean, -rated::VADER.limit) && within(deviation, 0.0))
}

fn is_afinn(record: &[&str]) -> bool {
    matches!(record, [_, value] if value.parse::<i8>().is_ok_and(|value| (-5..=5).contains(&value)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ForeignFormat::{Afinn, Csv, Liwc, Nrc, QuantedaYaml, Sentiment, Vader, WordStat, Words};

    #[test]
    fn each_format_is_known_by_ending_and_content() {
        for (path, text, format) in [
            ("lists/v.txt", "$:\t-1.5\t0.8\t[1]\nplock\t2.1\t0.7\t[2]\n", Vader),
            ("AFINN-9", "plock\t2\ncan't vell\t-3\n", Afinn),
            ("a.txt", "# a comment\nplock\t+2\n", Afinn),
            ("m.dic", "%\r01 pos\r%\rplock\t01\r", Liwc),
            ("m.txt", "%\n1\tpos\n%\nplock\t1\n", Liwc),
            ("Q.YML", "# mine\n---\npositive:\n  - plock\n", QuantedaYaml),
            ("q.yaml", "positive: [plock]\n", QuantedaYaml),
            ("n.txt", "\nplock\tfear\t0\nplock\tjoy\t1\n", Nrc),
            ("w.cat", "POSITIVE\r\n\tPLOCK (1)\r\n", WordStat),
            ("c:\\lists\\t.csv", "\u{feff}word,score\nplock,1\n", Csv),
            ("t.csv", "plock,1\n", Csv),
            ("t.tsv", "word\tscore\nplock\t0.25\n", Csv),
            ("t.csv", "word,sentiment\nplock,-1\n", Csv),
            ("t.csv", "word,sentiment\nplock,negative\nvell,litigious\n", Sentiment),
            ("t.txt", "plock\tpositive\nvell\tnegative\n", Sentiment),
            ("w.txt", "; a list\n\nplock\nwell brelled\n", Words),
            ("w.csv", "word\nplock\n", Words),
        ] {
            assert_eq!(detect(path, text), Some(format), "{path}");
        }
    }

    #[test]
    fn a_file_of_ours_is_never_foreign() {
        let native = "#! id = x\n# c\nterm\tkind\tpolarity\nplock\tcue\t1\n";
        for path in ["x.tsv", "x.txt", "x.csv", "x.dic", "x.yml", "x"] {
            assert_eq!(detect(path, native), None, "{path}");
            assert_eq!(detect(path, "\u{feff}# c\r\nkind\tnote\tterm\r\ncue\t\tplock\r\n"), None, "{path}");
            assert_eq!(detect(path, "#! id = x\nterm\tcontext\tfavourable\n"), None, "{path}");
        }
    }

    #[test]
    fn what_is_not_clear_is_not_guessed() {
        for (path, text) in [
            ("a.txt", "plock\t2\nvell\t9\n"),
            ("a.txt", "plock\t2.5\n"),
            ("v.txt", "plock\t2.1\t0.7\nvell\t6\t0.7\n"),
            ("n.txt", "plock\tfear\t0.4\n"),
            ("p.txt", "Dear reader, hello\n"),
            ("p.txt", "plock,1\n"),
            ("d.dic", "plock/S\n"),
            ("d.cat", "POSITIVE\n"),
            ("d.yml", "plock\n"),
            ("d.csv", "lemma,weight\nplock,1\n"),
            ("d.json", "{\"positive\": [\"plock\"]}"),
            ("e.txt", ""),
            ("e.csv", ""),
        ] {
            assert_eq!(detect(path, text), None, "{path}: {text}");
        }
    }
}
