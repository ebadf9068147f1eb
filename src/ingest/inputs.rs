//! Inputs: the paths of the command line, walked in a fixed order.

use super::columns::Columns;
use super::date_order::DateOrder;
use super::decode::Decoding;
use super::error::InputError;
use super::formats::{Format, Items, Reading, Source};
use super::ledger::{Reason, Skip};
use super::own_results::{is_result, is_under_way};
use super::path_pattern::{PathPattern, Unmatched};
use super::project_files::is_project_file;
use super::raw::{Item, Place};
use super::run_context::RunContext;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// How inputs are read.
#[derive(Debug, Clone, Default)]
pub struct InputOptions {
    /// Format of stdin and of files with unknown extensions; text by default.
    pub format: Option<&'static Format>,
    /// Whether each line of a text is a document.
    pub lines: bool,
    /// Names of the columns of tables and JSON objects.
    pub columns: Columns,
    /// The sign between the cells of a table (ASCII); told from the header if none.
    pub delimiter: Option<u8>,
    /// How bytes are decoded.
    pub decoding: Decoding,
    /// Whether a walk follows symbolic links.
    pub follow: bool,
    /// A copy of stdin, for runs that read it twice.
    pub stdin: Option<PathBuf>,
    /// Whether day or month comes first in dates of numbers; by default their column settles it.
    pub date_order: Option<DateOrder>,
    /// Where metadata stand in the paths.
    pub path_pattern: Option<PathPattern>,
}

/// The documents of all inputs, in order: inputs as given, files of a directory bytewise by path.
pub struct Inputs {
    sources: VecDeque<(&'static Format, Source)>,
    skips: VecDeque<Skip>,
    current: Option<Items>,
    reading: Reading,
    context: Option<RunContext>,
    passed_over: u64,
    earlier_results: u64,
    finished: bool,
}

impl Inputs {
    /// Walks `paths` (`-` is stdin).
    ///
    /// # Errors
    /// Stdin is given twice, or the pattern of paths fits none. Unreadable inputs become skips in the sequence.
    pub fn open(paths: &[PathBuf], options: InputOptions) -> Result<Self, InputError> {
        if paths.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
            return Err(InputError::StdinTwice);
        }
        let InputOptions { format, lines, columns, delimiter, decoding, follow, stdin, date_order, path_pattern } =
            options;
        let mut inputs = Self {
            sources: VecDeque::new(),
            skips: VecDeque::new(),
            current: None,
            reading: Reading { lines, columns, delimiter, decoding },
            context: None,
            passed_over: 0,
            earlier_results: 0,
            finished: false,
        };
        let several = paths.len() > 1;
        for path in paths {
            if path.as_os_str() == "-" {
                let place = Place { path: "stdin".into(), id: "stdin".into(), named: true };
                let source = Source { file: stdin.clone(), place };
                inputs.sources.push_back((format.unwrap_or_else(Format::fallback), source));
            } else if path.is_dir() {
                inputs.walk(path, several, follow);
            } else {
                let name = slashes(path);
                let place = Place { path: name.clone(), id: name, named: true };
                let source = Source { file: Some(path.clone()), place };
                let format = format.or_else(|| Format::of(path)).unwrap_or_else(Format::fallback);
                inputs.sources.push_back((format, source));
            }
        }
        let sources = inputs.sources.iter().map(|(format, source)| (*format, source));
        let context = RunContext::new(paths, sources, &inputs.reading, date_order, path_pattern)?;
        inputs.context = Some(context);
        Ok(inputs)
    }

    fn walk(&mut self, root: &Path, several: bool, follow: bool) {
        let mut found: Vec<(Vec<u8>, PathBuf, &'static Format)> = Vec::new();
        let mut walk = WalkDir::new(root).follow_links(follow).into_iter();
        while let Some(entry) = walk.next() {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {
                    // A result that was itself given as an input is read.
                    if entry.depth() > 0 && (is_result(entry.path()) || is_under_way(entry.path())) {
                        self.earlier_results += 1;
                        walk.skip_current_dir();
                    }
                }
                Ok(entry) => match Format::of_walked(entry.path()) {
                    Some(format) if entry.file_type().is_file() && !is_project_file(entry.path()) => {
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
            let place = Place { path, id, named: false };
            self.sources.push_back((format, Source { file: Some(file), place }));
        }
    }

    /// Files of other formats that were ignored.
    #[must_use]
    pub fn passed_over(&self) -> u64 {
        self.passed_over
    }

    /// Files whose paths `--path-pattern` does not fit.
    #[must_use]
    pub fn unmatched(&self) -> Option<&Unmatched> {
        self.context.as_ref()?.unmatched.as_ref()
    }

    /// Earlier results of this program that were ignored.
    #[must_use]
    pub fn earlier_results(&self) -> u64 {
        self.earlier_results
    }

    /// Number of files and streams, a measure of the work.
    #[must_use]
    pub fn sources(&self) -> usize {
        self.sources.len()
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
            if let Some(items) = &mut self.current {
                if let Some(mut item) = items.next() {
                    if let Some(context) = &self.context {
                        context.place(&mut item);
                    }
                    self.finished = matches!(item, Item::Wrong(_));
                    return Some(item);
                }
                self.current = None;
            }
            let (format, source) = self.sources.pop_front()?;
            self.current = Some(match &mut self.context {
                Some(context) => context.read(format, source, &self.reading),
                None => format.read(source, &self.reading),
            });
        }
    }
}

/// A path with `/` as separator on any system.
fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

#[cfg(test)]
mod tests {
    use super::super::error::ColumnFault;
    use super::*;
    use std::fs;

    fn options() -> InputOptions {
        InputOptions {
            format: None,
            lines: false,
            columns: Columns::default(),
            delimiter: None,
            decoding: Decoding::new(None, false).unwrap(),
            follow: false,
            stdin: None,
            date_order: None,
            path_pattern: None,
        }
    }

    #[test]
    fn a_walk_goes_by_path_and_counts_what_it_passes_over() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        for (name, text) in
            [("b/a.txt", "One."), ("a.csv", "id,text\nx,Two.\n"), ("c.txt", ""), ("d.docx", "")]
        {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let inputs = Inputs::open(&[folder.path().to_path_buf()], options()).unwrap();
        assert_eq!((inputs.sources(), inputs.passed_over(), inputs.earlier_results()), (3, 1, 0));
        let ids: Vec<String> = inputs
            .map(|item| match item {
                Item::Document(raw) => raw.doc_id,
                other => panic!("no document: {other:?}"),
            })
            .collect();
        assert_eq!(ids, ["x", "b/a.txt", "c.txt"]);
    }

    #[test]
    fn nothing_comes_after_wrong_usage() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::write(&path, text).unwrap();
            path
        };
        let paths = [file("a.csv", "id,words\nx,One.\n"), file("b.txt", "Two.")];
        let items: Vec<Item> = Inputs::open(&paths, options()).unwrap().collect();
        let [Item::Wrong(InputError::Column(error))] = items.as_slice() else { panic!("{items:?}") };
        assert!(matches!(*error.error, ColumnFault::NoText { .. }), "{error}");
        let twice = [PathBuf::from("-"), PathBuf::from("-")];
        assert!(matches!(Inputs::open(&twice, options()), Err(InputError::StdinTwice)));
    }
}
