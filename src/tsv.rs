//! The annotated TSV files that hold lexicons and actors: `#! key = value` lines, a header, rows with their lines.
//!
//! A leaf: it knows the form of such a file and none of its meanings.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// SHA-256 of a file. That of a file that comes with the program is worked out where it is asked for: most runs do not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileHash {
    /// The hash, in hexadecimal.
    Known(String),
    /// The text of a shipped file.
    Shipped(&'static str),
}

impl Default for FileHash {
    fn default() -> Self {
        Self::Shipped("")
    }
}

impl FileHash {
    /// That of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        use sha2::{Digest, Sha256};
        Self::Known(hex(&Sha256::digest(bytes)))
    }

    /// The hash, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        match self {
            Self::Known(hash) => hash.clone(),
            Self::Shipped(text) => Self::of(text.as_bytes()).sha256(),
        }
    }
}

/// What stands in the `#!` lines of a file, and where the file came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileInfo {
    /// `id`; the file name without its ending where there is none.
    pub id: String,
    /// Path or embedded name.
    pub path: String,
    /// `version`.
    pub version: String,
    /// `license`.
    pub license: String,
    /// `source`.
    pub source: String,
    /// Its hash.
    pub hash: FileHash,
    /// Every `#! key = value` line.
    pub keys: BTreeMap<String, String>,
}

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TsvError {
    /// The file cannot be opened.
    #[error("{path}: cannot be read: {source}")]
    Unreadable {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not UTF-8.
    #[error("{path}: not UTF-8 (byte {offset}); save it as UTF-8 and try again")]
    NotUtf8 {
        /// The file.
        path: String,
        /// First bad byte.
        offset: usize,
    },
    /// There is no header line.
    #[error("{path}: no header line; the columns are {columns}")]
    NoHeader {
        /// The file.
        path: String,
        /// What should stand there.
        columns: String,
    },
    /// A column that the format does not have.
    #[error("{path}:{line}: unknown column '{column}'; the columns are {columns}")]
    UnknownColumn {
        /// The file.
        path: String,
        /// The line, from 1.
        line: u64,
        /// The column.
        column: String,
        /// What there may be.
        columns: String,
    },
    /// A column that must be there is not.
    #[error("{path}:{line}: the column '{column}' is missing; the file has {found}")]
    MissingColumn {
        /// The file.
        path: String,
        /// The header's line.
        line: u64,
        /// The column.
        column: &'static str,
        /// The columns there are.
        found: String,
    },
    /// A row with more cells than the header.
    #[error("{path}:{line}: {cells} cells where the header has {columns}; is a tab missing or one too many?")]
    Ragged {
        /// The file.
        path: String,
        /// The line, from 1.
        line: u64,
        /// Cells found.
        cells: usize,
        /// Cells expected.
        columns: usize,
    },
}

/// A row: its cells in the order of the format's columns, and its line.
pub struct Row<'a> {
    /// The line, from 1.
    pub line: u64,
    record: &'a [&'a str],
    order: &'a [Option<usize>],
}

impl<'a> Row<'a> {
    /// The cell of the `column`-th column of the format, trimmed; empty where the file has no such column.
    #[must_use]
    pub fn cell(&self, column: usize) -> &'a str {
        self.order
            .get(column)
            .copied()
            .flatten()
            .and_then(|at| self.record.get(at))
            .map_or("", |cell| trim(cell))
    }
}

/// `cell.trim()`, which most cells do not need.
fn trim(cell: &str) -> &str {
    let letter = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
    let bytes = cell.as_bytes();
    if letter(bytes.first()) && letter(bytes.last()) { cell } else { cell.trim() }
}

/// A file's text from disk.
///
/// # Errors
/// Unreadable, or not UTF-8.
pub fn read(path: &std::path::Path) -> Result<String, TsvError> {
    decode(&path.display().to_string(), read_bytes(path)?)
}

/// A file's bytes from disk.
///
/// # Errors
/// Unreadable.
pub fn read_bytes(path: &std::path::Path) -> Result<Vec<u8>, TsvError> {
    let fail = |source| TsvError::Unreadable { path: path.display().to_string(), source };
    std::fs::read(path).map_err(fail)
}

/// The text of a file's bytes, without a byte order mark.
///
/// # Errors
/// Not UTF-8.
pub fn decode(path: &str, bytes: Vec<u8>) -> Result<String, TsvError> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => Err(TsvError::NotUtf8 { path: path.into(), offset: error.utf8_error().valid_up_to() }),
    }
}

/// Reads `text`, whose hash is `hash`: `columns` are the names of the format, the first `required` of them must be there. Calls `each`
/// for every row.
///
/// # Errors
/// What the file has wrong, or what `each` finds wrong, with its line.
pub fn parse<E: From<TsvError>>(
    path: &str,
    text: &str,
    hash: FileHash,
    columns: &[&'static str],
    required: usize,
    mut each: impl FnMut(Row<'_>) -> Result<(), E>,
) -> Result<FileInfo, E> {
    let text = plain_ends(text);
    let info = file_info(path, &text, hash);
    let mut record: Vec<&str> = Vec::new();
    let mut order: Vec<Option<usize>> = Vec::new();
    let mut width = 0;
    for (line, content) in (1u64..).zip(lines(&text)) {
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        split(content, &mut record);
        if order.is_empty() {
            width = record.len();
            for cell in &record {
                if !columns.contains(&cell.trim()) {
                    return Err(TsvError::UnknownColumn {
                        path: path.into(),
                        line,
                        column: cell.trim().into(),
                        columns: columns.join(", "),
                    }
                    .into());
                }
            }
            for (index, &column) in columns.iter().enumerate() {
                let at = record.iter().position(|cell| cell.trim() == column);
                if at.is_none() && index < required {
                    let found = record.join(", ");
                    return Err(TsvError::MissingColumn { path: path.into(), line, column, found }.into());
                }
                order.push(at);
            }
            continue;
        }
        if record.len() > width {
            let error = TsvError::Ragged { path: path.into(), line, cells: record.len(), columns: width };
            return Err(error.into());
        }
        if record.iter().all(|cell| trim(cell).is_empty()) {
            continue;
        }
        each(Row { line, record: &record, order: &order })?;
    }
    if order.is_empty() {
        return Err(TsvError::NoHeader { path: path.into(), columns: columns.join(", ") }.into());
    }
    Ok(info)
}

/// The lines of a text whose lines end in `\n`.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]).map(move |end| {
        let line = &text[start..end];
        start = end + 1;
        line
    })
}

/// The cells of a line. Tabs are looked for in eight bytes at once: cells are too short for a search of their own.
fn split<'t>(line: &'t str, cells: &mut Vec<&'t str>) {
    const TABS: u64 = u64::from_ne_bytes([b'\t'; 8]);
    const LOW: u64 = u64::from_ne_bytes([0x7f; 8]);
    cells.clear();
    let mut from = 0;
    let mut end = |at: usize| {
        cells.push(&line[from..at]);
        from = at + 1;
    };
    let (chunks, rest) = line.as_bytes().as_chunks::<8>();
    for (begin, chunk) in (0..).step_by(8).zip(chunks) {
        // The high bit of each byte that is a tab, and of no other (Warren, Hacker's Delight, 6-1).
        let other = u64::from_le_bytes(*chunk) ^ TABS;
        let mut tabs = !(((other & LOW) + LOW) | other | LOW);
        while tabs != 0 {
            end(begin + tabs.trailing_zeros() as usize / 8);
            tabs &= tabs - 1;
        }
    }
    let begin = line.len() - rest.len();
    for (at, byte) in (begin..).zip(rest) {
        if *byte == b'\t' {
            end(at);
        }
    }
    end(line.len());
}

/// The number that a cell holds, as `str::parse` has it. Short decimal numbers, which nearly all are, take a short way:
/// whole numbers and powers of ten below 2^53 are exact, so their quotient is the nearest number there is.
#[must_use]
pub fn number(cell: &str) -> Option<f64> {
    const POWERS: [f64; 16] =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let (mut whole, mut count, mut point) = (0u64, 0, None);
    for (at, byte) in digits.bytes().enumerate() {
        match byte {
            b'0'..=b'9' if at < POWERS.len() => {
                whole = whole * 10 + u64::from(byte - b'0');
                count += 1;
            }
            b'.' if point.is_none() && at > 0 => point = Some(count),
            _ => return cell.parse().ok(),
        }
    }
    let decimals = count - point.unwrap_or(count);
    if count == 0 || point == Some(count) {
        return cell.parse().ok();
    }
    let value = whole as f64 / POWERS[decimals];
    Some(if digits.len() < cell.len() { -value } else { value })
}

/// About as many rows as a text has, and no fewer where its lines end as on most systems.
#[must_use]
pub fn about_rows(text: &str) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes()).count()
}

/// Whether there is a letter or digit in `text`.
#[must_use]
pub fn has_word(text: &str) -> bool {
    text.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) || text.chars().any(char::is_alphanumeric)
}

/// Lines may end as on any system.
fn plain_ends(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// What is known of a file that has no `#!` lines of ours: its id, the file name without its ending, and its hash.
#[must_use]
pub fn bare_info(path: &str, bytes: &[u8]) -> FileInfo {
    bare(path, FileHash::of(bytes))
}

fn bare(path: &str, hash: FileHash) -> FileInfo {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let id = name.split('.').find(|part| !part.is_empty()).unwrap_or(name).to_owned();
    FileInfo { id, path: path.to_owned(), hash, ..FileInfo::default() }
}

fn file_info(path: &str, text: &str, hash: FileHash) -> FileInfo {
    let mut keys: BTreeMap<&str, &str> = BTreeMap::new();
    for line in text.lines().take_while(|line| line.starts_with('#')) {
        if let Some((key, value)) = line.strip_prefix("#!").and_then(|rest| rest.split_once('=')) {
            keys.insert(key.trim(), value.trim());
        }
    }
    let get = |key: &str| keys.get(key).copied().unwrap_or_default().to_owned();
    let bare = bare(path, hash);
    let id = get("id");
    FileInfo {
        id: if id.is_empty() { bare.id.clone() } else { id },
        version: get("version"),
        license: get("license"),
        source: get("source"),
        keys: keys.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect(),
        ..bare
    }
}

/// SHA-256 of some hashes, each on a line of its own.
#[must_use]
pub fn hash_of(hashes: impl Iterator<Item = impl AsRef<[u8]>>) -> String {
    use sha2::{Digest, Sha256};
    let mut hasher = Sha256::new();
    for hash in hashes {
        hasher.update(hash.as_ref());
        hasher.update(b"\n");
    }
    hex(&hasher.finalize())
}

/// Bytes in hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Result<Vec<(u64, String, String)>, TsvError> {
        let mut rows = Vec::new();
        parse("mine.tsv", text, FileHash::of(text.as_bytes()), &["term", "note"], 1, |row| {
            rows.push((row.line, row.cell(0).to_owned(), row.cell(1).to_owned()));
            Ok::<(), TsvError>(())
        })?;
        Ok(rows)
    }

    #[test]
    fn a_row_knows_its_line_whatever_stands_before_it() {
        let lines = ["#! id = mine", "", "note\tterm", "\"a\tleaky", "# at sea", "\t", "", "seaworthy", ""];
        for end in ["\n", "\r\n", "\r"] {
            let rows = rows(&lines.join(end)).unwrap();
            let expected = [(4, "leaky", "\"a"), (8, "", "seaworthy")];
            assert_eq!(rows, expected.map(|(line, term, note)| (line, term.to_owned(), note.to_owned())));
        }
    }

    #[test]
    fn a_line_is_split_at_its_tabs() {
        for line in
            ["", "\t", "a", "a\t", "\ta", "a\t\tb", "äöü\tßßßß\té", "seven77\teight888\t\t\tnine99999\t"]
        {
            let mut cells = Vec::new();
            split(line, &mut cells);
            assert_eq!(cells, line.split('\t').collect::<Vec<_>>(), "{line:?}");
        }
        // Bytes that differ from a tab in one bit, and in the high one.
        let near = "\u{8}\t\u{b}\t)\tI\t\u{89}\t\u{1}\t\u{19}\tx";
        let mut cells = Vec::new();
        split(near, &mut cells);
        assert_eq!(cells, near.split('\t').collect::<Vec<_>>());
    }

    #[test]
    fn numbers_are_those_of_the_standard_library() {
        for cell in [
            "0",
            "-0",
            "1",
            "-0.5",
            "0.000001",
            "-12.345678",
            "123456789012345",
            "0.12345678901234567",
            "1e3",
            "1.",
            ".5",
            "-",
            "",
            ".",
            "1.2.3",
            "+1",
            "inf",
            "NaN",
            "--1",
            "1_000",
            "9007199254740993",
            "0.1",
            "2.675",
        ] {
            let (ours, theirs) = (number(cell), cell.parse::<f64>().ok());
            assert_eq!(ours.map(f64::to_bits), theirs.map(f64::to_bits), "{cell}");
        }
    }

    #[test]
    fn what_is_wrong_is_placed() {
        let says = |text: &str| rows(text).unwrap_err().to_string();
        assert!(says("\n\nterm\tscore\n").starts_with("mine.tsv:3: unknown column 'score'"));
        assert!(says("# a\n\nnote\n").starts_with("mine.tsv:3: the column 'term' is missing"));
        assert!(says("term\r\n\r\na\tb\r\n").starts_with("mine.tsv:3: 2 cells where the header has 1"));
        assert!(says("# nothing\n").contains("no header line"));
    }
}
