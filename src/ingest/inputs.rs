//! Inputs: the paths of the command line, walked in a fixed order.

use super::columns::Columns;
use super::date_order::DateOrder;
use super::decode::Decoding;
use super::error::InputError;
use super::formats::{Format, Items, Reading, Source};
use super::ledger::{NO_ENDING, NO_FILE, Reason, Skip};
use super::own_results::{is_cache, is_result, is_under_way};
use super::path_pattern::{PathPattern, Unmatched};
use super::project_files::is_project_file;
use super::raw::{Item, Place};
use super::run_context::RunContext;
use std::collections::VecDeque;
use std::io::ErrorKind;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

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
    passed: Vec<Skip>,
    /// Copies of stdin into which nothing came.
    empty: usize,
    earlier_results: u64,
    finished: bool,
}

impl Inputs {
    /// Walks `paths` (`-` is stdin).
    ///
    /// # Errors
    /// Stdin is given twice, nothing of what is named is there, or the pattern of paths fits none. Unreadable inputs become
    /// skips in the sequence.
    pub fn open(paths: &[PathBuf], options: InputOptions) -> Result<Self, InputError> {
        if paths.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
            return Err(InputError::StdinTwice);
        }
        if !paths.is_empty() && paths.iter().all(|path| !is_there(path)) {
            return Err(InputError::NotThere { names: paths.iter().map(|path| slashes(path)).collect() });
        }
        let InputOptions {
            format,
            lines,
            columns,
            delimiter,
            decoding,
            follow,
            stdin,
            date_order,
            path_pattern,
        } = options;
        let mut inputs = Self {
            sources: VecDeque::new(),
            skips: VecDeque::new(),
            current: None,
            reading: Reading { lines, columns, delimiter, decoding },
            context: None,
            passed: Vec::new(),
            empty: 0,
            earlier_results: 0,
            finished: false,
        };
        let several = paths.len() > 1;
        for path in paths {
            if path.as_os_str() == "-" {
                if stdin.as_ref().is_some_and(|copy| copy.metadata().is_ok_and(|about| about.len() == 0)) {
                    inputs.empty += 1;
                    continue;
                }
                let place = Place { path: "stdin".into(), id: "stdin".into(), named: true };
                let source = Source { file: stdin.clone(), place };
                inputs.sources.push_back((format.unwrap_or_else(Format::fallback), source));
            } else if path.is_dir() {
                inputs.walk(path, several, follow);
            } else if !is_there(path) {
                let detail = match std::fs::read_link(path) {
                    Ok(target) => format!("a link to {}, which is not there", target.display()),
                    Err(_) => "there is no such file or directory".to_owned(),
                };
                let reason = Reason::NotThere;
                inputs.skips.push_back(Skip { path: slashes(path), row: None, reason, detail });
            } else {
                let name = slashes(path);
                let place = Place { path: name, id: id_of(path), named: true };
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
        let mut below = vec![root.to_path_buf()];
        let mut interruptions = 0;
        while let Some(start) = below.pop() {
            let mut walk = WalkDir::new(&start).follow_links(follow).into_iter();
            while let Some(entry) = walk.next() {
                match entry {
                    Ok(entry) if entry.file_type().is_dir() => {
                        // A result that was itself given as an input is read.
                        let is_root = entry.path() == root;
                        if !is_root && (is_result(entry.path()) || is_under_way(entry.path())) {
                            self.earlier_results += 1;
                            walk.skip_current_dir();
                        }
                    }
                    Ok(entry) if is_of_the_system(&entry) => {}
                    Ok(entry) if is_cache(&entry.file_name().to_string_lossy()) => {}
                    Ok(entry) => match Format::of_walked(entry.path()) {
                        Some(format) if entry.file_type().is_file() && !is_project_file(entry.path()) => {
                            let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
                            found.push((slashes(below).into_bytes(), entry.path().to_path_buf(), format));
                        }
                        _ => self.passed.push(passed(&entry)),
                    },
                    // The call was interrupted, and not refused.
                    Err(error) if is_interruption(&error) && interruptions < INTERRUPTIONS => {
                        interruptions += 1;
                        below.extend(error.path().map(Path::to_path_buf));
                    }
                    Err(error) => self.skips.push_back(not_walked(root, &error)),
                }
            }
        }
        self.passed.sort_by(|a, b| a.path.cmp(&b.path));
        found.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        for (_, file, format) in found {
            let below = file.strip_prefix(root).unwrap_or(&file);
            let id = id_of(if several { &file } else { below });
            let place = Place { path: slashes(&file), id, named: false };
            self.sources.push_back((format, Source { file: Some(file), place }));
        }
    }

    /// Files of other kinds, and symbolic links, that a walk passed over.
    #[must_use]
    pub fn passed(&self) -> &[Skip] {
        &self.passed
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
        self.sources.len() + self.empty
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

/// Interrupted system calls that a walk repeats.
const INTERRUPTIONS: usize = 100;

fn is_interruption(error: &walkdir::Error) -> bool {
    error.io_error().is_some_and(|error| error.kind() == ErrorKind::Interrupted) && error.path().is_some()
}

/// Whether an input is stdin or names something.
fn is_there(path: &Path) -> bool {
    path.as_os_str() == "-" || path.exists()
}

/// Whether an operating system has put the file there, beside those of its user.
fn is_of_the_system(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    matches!(&*name, ".DS_Store" | "Thumbs.db" | "desktop.ini") || name.starts_with("._")
}

/// What a walk passes over.
fn passed(entry: &DirEntry) -> Skip {
    let path = entry.path();
    let (reason, detail) = if entry.file_type().is_symlink() {
        let target = std::fs::read_link(path).map(|target| format!("leads to {}", target.display()));
        (Reason::NotFollowed, target.unwrap_or_default())
    } else if entry.file_type().is_file() {
        let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy().to_lowercase()));
        (Reason::OtherKind, ending.unwrap_or_else(|| NO_ENDING.to_owned()))
    } else {
        (Reason::OtherKind, NO_FILE.to_owned())
    };
    Skip { path: slashes(path), row: None, reason, detail }
}

/// Why a walk could not go on.
fn not_walked(root: &Path, error: &walkdir::Error) -> Skip {
    let reason = if error.loop_ancestor().is_some() { Reason::SymlinkLoop } else { Reason::Unreadable };
    let path = error.path().map_or_else(|| slashes(root), slashes);
    let detail = match error.loop_ancestor() {
        Some(ancestor) => format!("leads back to {}", ancestor.display()),
        None => error.io_error().map_or_else(|| error.to_string(), ToString::to_string),
    };
    Skip { path, row: None, reason, detail }
}

/// A path as part of an id: what is not UTF-8 in it is written as `%E9`, so that two names are two ids.
fn id_of(path: &Path) -> String {
    let mut id = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        id.push_str(chunk.valid());
        id.extend(chunk.invalid().iter().map(|byte| format!("%{byte:02X}")));
    }
    with_slashes(id)
}

/// A path with `/` as separator on any system.
fn slashes(path: &Path) -> String {
    with_slashes(path.to_string_lossy().into_owned())
}

fn with_slashes(path: String) -> String {
    if MAIN_SEPARATOR == '/' { path } else { path.replace(MAIN_SEPARATOR, "/") }
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
        for (name, text) in [
            ("b/a.txt", "One."),
            ("a.csv", "id,text\nx,Two.\n"),
            ("c.txt", ""),
            ("d.odp", ""),
            (".DS_Store", ""),
            (".out.standpoint.cache", ""),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let inputs = Inputs::open(&[folder.path().to_path_buf()], options()).unwrap();
        assert_eq!((inputs.sources(), inputs.passed().len(), inputs.earlier_results()), (3, 1, 0));
        let [passed] = inputs.passed() else { panic!() };
        assert_eq!((passed.reason, passed.detail.as_str()), (Reason::OtherKind, ".odp"));
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
        let nowhere = [PathBuf::from("not/there.txt")];
        assert!(matches!(Inputs::open(&nowhere, options()), Err(InputError::NotThere { .. })));
    }

    #[test]
    #[cfg(unix)]
    fn names_that_differ_in_a_byte_are_two_ids() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().unwrap();
        for name in [&b"caf\xe8.txt"[..], b"caf\xe9.txt"] {
            fs::write(folder.path().join(OsStr::from_bytes(name)), "One.").unwrap();
        }
        let inputs = Inputs::open(&[folder.path().to_path_buf()], options()).unwrap();
        let ids: Vec<String> = inputs
            .map(|item| match item {
                Item::Document(raw) => raw.doc_id,
                other => panic!("no document: {other:?}"),
            })
            .collect();
        assert_eq!(ids, ["caf%E8.txt", "caf%E9.txt"]);
    }
}
