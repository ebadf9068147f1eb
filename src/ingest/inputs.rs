//! Inputs: what was named on the command line, walked in a fixed order.

use super::article::Metadata;
use super::compression::decompress;
use super::decode::{Decoded, Decoding, Undecodable};
use super::ledger::{Reason, Skip};
use super::load::MAX_TEXT_BYTES;
use super::own_results::{is_result, is_under_way};
use super::table::Columns;
use super::transcode::transcode;
use super::{jsonl, lines, table};
use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One text.
    Text,
    /// Rows with commas.
    Csv,
    /// Rows with tabs.
    Tsv,
    /// A JSON object a line.
    Jsonl,
}

impl Format {
    /// What the ending of a path says, compression endings left out; none where a walk passes it over.
    fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
        match name.rsplit_once('.')?.1 {
            "txt" | "text" => Some(Self::Text),
            "csv" => Some(Self::Csv),
            "tsv" => Some(Self::Tsv),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            _ => None,
        }
    }
}

/// How inputs are read.
#[derive(Debug, Clone, Default)]
pub struct InputOptions {
    /// What stdin or an odd ending holds; text unless it says.
    pub format: Option<Format>,
    /// Whether each line of a text is a document.
    pub lines: bool,
    /// Names of the columns of tables and JSON objects.
    pub columns: Columns,
    /// How bytes become text.
    pub decoding: Decoding,
    /// Whether a walk goes through symbolic links.
    pub follow: bool,
    /// A file that holds what came on stdin, where that is read twice.
    pub stdin: Option<PathBuf>,
}

/// Why a run cannot begin or go on: what was named is wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InputError {
    /// A named table has no text column.
    #[error("{path}: no column '{column}'; the columns are {found} (name it with --text-column)")]
    NoTextColumn {
        /// The file.
        path: String,
        /// The column looked for.
        column: String,
        /// The columns there are.
        found: String,
    },
    /// A column that was named does not exist.
    #[error("{path}: no column '{column}', which {flag} asks for; the columns are {found}")]
    NoSuchColumn {
        /// The file.
        path: String,
        /// The column.
        column: String,
        /// The flag.
        flag: &'static str,
        /// The columns there are.
        found: String,
    },
    /// `-` twice.
    #[error("'-' is named twice; stdin can be read once")]
    StdinTwice,
}

/// The content of a raw document.
#[derive(Debug)]
pub enum Payload {
    /// A file, yet to be read.
    File(PathBuf),
    /// Bytes, perhaps compressed before, yet to be decoded.
    Bytes(Vec<u8>),
    /// A decoded text.
    Text(Decoded),
}

/// A document before it is read.
#[derive(Debug)]
pub struct Raw {
    /// Its id.
    pub doc_id: String,
    /// Path, or `stdin`.
    pub path: String,
    /// Row, from 1.
    pub row: Option<u64>,
    /// What it holds.
    pub payload: Payload,
    /// What its row says besides.
    pub metadata: Metadata,
}

/// What [`Inputs`] gives.
#[derive(Debug)]
pub enum Item {
    /// A document.
    Document(Box<Raw>),
    /// Something that was skipped.
    Skip(Skip),
    /// Wrong usage that only reading could show; nothing comes after it.
    Wrong(InputError),
}

/// A place to read from.
#[derive(Debug)]
struct Source {
    /// None is stdin.
    file: Option<PathBuf>,
    /// What `documents.csv` calls it.
    path: String,
    /// What ids begin with.
    id: String,
    format: Format,
    /// Whether the user named it (a problem is then wrong usage).
    named: bool,
}

/// The documents of all inputs, in order: bytewise by path within a directory, inputs as they were named.
pub struct Inputs {
    sources: VecDeque<Source>,
    skips: VecDeque<Skip>,
    current: Option<Box<dyn Iterator<Item = Item> + Send>>,
    options: InputOptions,
    passed_over: u64,
    earlier_results: u64,
    finished: bool,
}

impl Inputs {
    /// Walks `paths` (`-` is stdin).
    ///
    /// # Errors
    /// Stdin named twice. What cannot be read becomes a skip when its turn comes.
    pub fn open(paths: &[PathBuf], options: InputOptions) -> Result<Self, InputError> {
        if paths.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
            return Err(InputError::StdinTwice);
        }
        let mut inputs = Self {
            sources: VecDeque::new(),
            skips: VecDeque::new(),
            current: None,
            options,
            passed_over: 0,
            earlier_results: 0,
            finished: false,
        };
        let several = paths.len() > 1;
        for path in paths {
            if path.as_os_str() == "-" {
                let format = inputs.options.format.unwrap_or(Format::Text);
                let file = inputs.options.stdin.clone();
                inputs.sources.push_back(Source {
                    file,
                    path: "stdin".into(),
                    id: "stdin".into(),
                    format,
                    named: true,
                });
            } else if path.is_dir() {
                inputs.walk(path, several);
            } else {
                let name = slashes(path);
                let format = inputs.options.format.or(Format::of(path)).unwrap_or(Format::Text);
                inputs.sources.push_back(Source {
                    file: Some(path.clone()),
                    path: name.clone(),
                    id: name,
                    format,
                    named: true,
                });
            }
        }
        Ok(inputs)
    }

    fn walk(&mut self, root: &Path, several: bool) {
        let mut found: Vec<(Vec<u8>, PathBuf, Format)> = Vec::new();
        let mut walk = WalkDir::new(root).follow_links(self.options.follow).into_iter();
        while let Some(entry) = walk.next() {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {
                    // One that was named itself is read.
                    if entry.depth() > 0 && (is_result(entry.path()) || is_under_way(entry.path())) {
                        self.earlier_results += 1;
                        walk.skip_current_dir();
                    }
                }
                Ok(entry) => match Format::of(entry.path()) {
                    Some(format) if entry.file_type().is_file() => {
                        let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
                        found.push((slashes(below).into_bytes(), entry.path().to_path_buf(), format));
                    }
                    _ => self.passed_over += 1,
                },
                Err(error) => {
                    let reason = if error.loop_ancestor().is_some() {
                        Reason::SymlinkLoop
                    } else {
                        Reason::Unreadable
                    };
                    let path = error.path().map_or_else(|| slashes(root), slashes);
                    let detail = match error.loop_ancestor() {
                        Some(ancestor) => format!("leads back to {}", ancestor.display()),
                        None => error.io_error().map_or_else(|| error.to_string(), ToString::to_string),
                    };
                    self.skips.push_back(Skip { path, row: None, reason, detail });
                }
            }
        }
        found.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        for (below, file, format) in found {
            let below = String::from_utf8_lossy(&below).into_owned();
            let path = slashes(&file);
            let id = if several { path.clone() } else { below };
            self.sources.push_back(Source { file: Some(file), path, id, format, named: false });
        }
    }

    /// Files of other kinds that were passed over.
    #[must_use]
    pub fn passed_over(&self) -> u64 {
        self.passed_over
    }

    /// Results of our own that were passed over.
    #[must_use]
    pub fn earlier_results(&self) -> u64 {
        self.earlier_results
    }

    /// How many files and streams there are, where that says how much work there is.
    #[must_use]
    pub fn sources(&self) -> usize {
        self.sources.len()
    }

    /// Opens the next source: a whole text is one item, anything else a stream of them.
    fn open_next(&mut self, source: Source) -> Option<Item> {
        let whole = source.format == Format::Text && !self.options.lines;
        if whole {
            let payload = match source.file {
                Some(file) => Payload::File(file),
                None => match read_stdin() {
                    Ok(bytes) => Payload::Bytes(bytes),
                    Err(error) => return Some(Item::Skip(Skip::unreadable(&source.path, None, &error))),
                },
            };
            let raw = Raw {
                doc_id: source.id,
                path: source.path,
                row: None,
                payload,
                metadata: Metadata::default(),
            };
            return Some(Item::Document(Box::new(raw)));
        }
        let stream = open_stream(source.file.as_deref());
        let (reader, decoding) = match stream.and_then(|stream| transcode(stream, self.options.decoding)) {
            Ok(stream) => stream,
            Err(error) => return Some(Item::Skip(Skip::unreadable(&source.path, None, &error))),
        };
        let place = Place { path: source.path, id: source.id, named: source.named };
        let columns = self.options.columns.clone();
        let rows: Box<dyn Iterator<Item = Item> + Send> = match source.format {
            Format::Text => Box::new(lines::documents(reader, decoding, place)),
            Format::Jsonl => Box::new(jsonl::documents(reader, decoding, place, columns)),
            Format::Csv | Format::Tsv => {
                let delimiter = if source.format == Format::Csv { b',' } else { b'\t' };
                match table::documents(reader, decoding, place, delimiter, columns) {
                    Ok(rows) => rows,
                    Err(item) => return Some(item),
                }
            }
        };
        self.current = Some(rows);
        None
    }
}

impl Iterator for Inputs {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if self.finished {
                return None;
            }
            if let Some(skip) = self.skips.pop_front() {
                return Some(Item::Skip(skip));
            }
            if let Some(rows) = &mut self.current {
                if let Some(item) = rows.next() {
                    self.finished = matches!(item, Item::Wrong(_));
                    return Some(item);
                }
                self.current = None;
            }
            let source = self.sources.pop_front()?;
            if let Some(item) = self.open_next(source) {
                self.finished = matches!(item, Item::Wrong(_));
                return Some(item);
            }
        }
    }
}

/// Where the rows of a stream belong.
pub(super) struct Place {
    pub path: String,
    pub id: String,
    pub named: bool,
}

impl Place {
    pub fn skip(&self, row: Option<u64>, reason: Reason, detail: String) -> Item {
        Item::Skip(Skip { path: self.path.clone(), row, reason, detail })
    }

    pub fn unreadable(&self, row: Option<u64>, error: &std::io::Error) -> Item {
        Item::Skip(Skip::unreadable(&self.path, row, error))
    }

    pub fn undecodable(&self, row: u64, problem: Undecodable) -> Item {
        let (reason, detail) = problem.reason();
        self.skip(Some(row), reason, detail)
    }

    pub fn document(&self, row: u64, id: Option<String>, payload: Payload, metadata: Metadata) -> Item {
        let doc_id = id.unwrap_or_else(|| format!("{}#{row}", self.id));
        Item::Document(Box::new(Raw { doc_id, path: self.path.clone(), row: Some(row), payload, metadata }))
    }
}

/// A path with `/` between its parts, whatever the system uses.
fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

fn open_stream(file: Option<&Path>) -> std::io::Result<Box<dyn Read + Send>> {
    match file {
        Some(file) => decompress(BufReader::with_capacity(64 * 1024, File::open(file)?)),
        None => decompress(BufReader::with_capacity(64 * 1024, std::io::stdin())),
    }
}

fn read_stdin() -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open_stream(None)?.take(MAX_TEXT_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
