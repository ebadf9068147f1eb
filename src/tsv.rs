//! The annotated TSV files that hold lexicons and actors: `#! key = value` lines, a header, rows with their lines.
//!
//! A leaf: it knows the form of such a file and none of its meanings.

use std::collections::BTreeMap;

/// What stands in the `#!` lines of a file, and where the file came from.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
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
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
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
    /// The reader gave up.
    #[error("{path}: {source}")]
    Csv {
        /// The file.
        path: String,
        /// Why, with the line.
        source: csv::Error,
    },
}

/// A row: its cells in the order of the format's columns, and its line.
pub struct Row<'a> {
    /// The line, from 1.
    pub line: u64,
    record: &'a csv::StringRecord,
    order: &'a [Option<usize>],
}

impl<'a> Row<'a> {
    /// The cell of the `column`-th column of the format, trimmed; empty where the file has no such column.
    #[must_use]
    pub fn cell(&self, column: usize) -> &'a str {
        self.order.get(column).copied().flatten().and_then(|at| self.record.get(at)).unwrap_or("").trim()
    }
}

/// A file's text from disk.
///
/// # Errors
/// Unreadable, or not UTF-8.
pub fn read(path: &std::path::Path) -> Result<String, TsvError> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|source| TsvError::Unreadable { path: name.clone(), source })?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => Err(TsvError::NotUtf8 { path: name, offset: error.utf8_error().valid_up_to() }),
    }
}

/// Reads `text`: `columns` are the names of the format, the first `required` of them must be there. Calls `each`
/// for every row.
///
/// # Errors
/// What the file has wrong, or what `each` finds wrong, with its line.
pub fn parse<E: From<TsvError>>(
    path: &str,
    text: &str,
    columns: &[&'static str],
    required: usize,
    mut each: impl FnMut(Row<'_>) -> Result<(), E>,
) -> Result<FileInfo, E> {
    let info = file_info(path, text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .quoting(false)
        .comment(Some(b'#'))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut order: Vec<Option<usize>> = Vec::new();
    let mut width = 0;
    let wrap = |source| TsvError::Csv { path: path.into(), source };
    while reader.read_record(&mut record).map_err(wrap)? {
        let line = record.position().map_or(0, csv::Position::line);
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
                    let found = record.iter().collect::<Vec<_>>().join(", ");
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
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        each(Row { line, record: &record, order: &order })?;
    }
    if order.is_empty() {
        return Err(TsvError::NoHeader { path: path.into(), columns: columns.join(", ") }.into());
    }
    Ok(info)
}

fn file_info(path: &str, text: &str) -> FileInfo {
    use sha2::{Digest, Sha256};
    let mut keys: BTreeMap<&str, &str> = BTreeMap::new();
    for line in text.lines().take_while(|line| line.starts_with('#')) {
        if let Some((key, value)) = line.strip_prefix("#!").and_then(|rest| rest.split_once('=')) {
            keys.insert(key.trim(), value.trim());
        }
    }
    let get = |key: &str| keys.get(key).copied().unwrap_or_default().to_owned();
    let mut id = get("id");
    if id.is_empty() {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        id = name.split('.').next().unwrap_or(name).to_owned();
    }
    FileInfo {
        id,
        path: path.to_owned(),
        version: get("version"),
        license: get("license"),
        source: get("source"),
        sha256: hex(&Sha256::digest(text.as_bytes())),
    }
}

/// Bytes in hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
