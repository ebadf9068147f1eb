//! Inputs: the paths of the command line, walked in a fixed order.

use super::columns::Columns;
use super::date_order::DateOrder;
use super::decode::Decoding;
use super::error::InputError;
use super::formats::{Format, Items, Reading, Source};
use super::intake::Intake;
use super::ledger::{NO_ENDING, NO_FILE, Reason, Skip};
use super::own_results::{is_result, is_under_way};
use super::path_pattern::{PathPattern, Unmatched};
use super::project_files::is_project_file;
use super::raw::{Item, Place};
use super::run_context::RunContext;
use super::spool::Spool;
use super::walk::{Found, walk};
use crate::tsv::path_name;
use std::collections::VecDeque;
use std::io::ErrorKind;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

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
    /// Copies of what can be read only once, for runs that read it twice; to be kept until the run has ended.
    pub spool: Option<Arc<Spool>>,
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
    /// Copies of streams into which nothing came.
    empty: usize,
    earlier_results: u64,
    finished: bool,
    measured: Option<Measured>,
}

/// What is known of the lengths of the inputs.
struct Measured {
    intake: Arc<Intake>,
    /// Bytes of each source that is still to be read.
    ahead: VecDeque<u64>,
    /// Bytes of the sources that have been begun.
    begun: u64,
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
            spool,
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
            measured: None,
        };
        let several = paths.len() > 1;
        for path in paths {
            let copy = spool.as_ref().and_then(|spool| spool.copy(path)).map(Path::to_path_buf);
            let is_empty =
                || copy.as_ref().is_some_and(|copy| copy.metadata().is_ok_and(|about| about.len() == 0));
            if path.as_os_str() == "-" && is_empty() {
                inputs.empty += 1;
            } else if path.as_os_str() == "-" {
                let place = Place { path: "stdin".into(), id: "stdin".into(), named: true };
                let source = Source { file: copy, place, stream: true, intake: None };
                inputs.sources.push_back((format.unwrap_or_else(Format::fallback), source));
            } else if path.is_dir() {
                inputs.walk(path, several, follow);
            } else if !is_there(path) {
                inputs.skips.push_back(not_there(path));
            } else {
                let name = slashes(path);
                let place = Place { path: name, id: slashes(path), named: true };
                let stream = copy.is_some() || !path.is_file();
                let source =
                    Source { file: copy.or_else(|| Some(path.clone())), place, stream, intake: None };
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
        let mut failed = Vec::new();
        let mut earlier_results = 0;
        let walked = walk(root, follow, |folder| {
            let is_earlier = is_result(folder) || folder.file_name().is_some_and(is_under_way);
            earlier_results += u64::from(is_earlier);
            !is_earlier
        });
        self.earlier_results += earlier_results;
        for item in walked {
            match item {
                Found::File(path) | Found::Link(path) | Found::NoFile(path)
                    if is_of_the_system(&path) || path.file_name().is_some_and(is_under_way) => {}
                Found::File(path) => match Format::of_walked(&path) {
                    Some(format) if !is_project_file(&path) => {
                        let below = path.strip_prefix(root).unwrap_or(&path);
                        found.push((slashes(below).into_bytes(), path, format));
                    }
                    _ => {
                        let ending =
                            path.extension().map(|ending| path_name(Path::new(ending)).to_lowercase());
                        let kind = ending.map_or_else(|| NO_ENDING.to_owned(), |ending| format!(".{ending}"));
                        self.passed.push(skip(&path, Reason::OtherKind, kind));
                    }
                },
                Found::Link(path) => {
                    let target = std::fs::read_link(&path).map(|to| format!("leads to {}", path_name(&to)));
                    self.passed.push(skip(&path, Reason::NotFollowed, target.unwrap_or_default()));
                }
                Found::NoFile(path) => self.passed.push(skip(&path, Reason::OtherKind, NO_FILE.to_owned())),
                Found::Loop { link, ancestor } => {
                    let detail = format!("leads back to {}", path_name(&ancestor));
                    failed.push(skip(&link, Reason::SymlinkLoop, detail));
                }
                Found::Failed { path, error } => failed.push(not_walked(&path, &error)),
            }
        }
        failed.sort_by(|a, b| a.path.cmp(&b.path));
        self.skips.extend(failed);
        self.passed.sort_by(|a, b| a.path.cmp(&b.path));
        found.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        for (_, file, format) in found {
            let below = file.strip_prefix(root).unwrap_or(&file);
            let id = slashes(if several { &file } else { below });
            let place = Place { path: slashes(&file), id, named: false };
            self.sources.push_back((format, Source { file: Some(file), place, stream: false, intake: None }));
        }
    }

    /// Whether the order of day and month in dates of numbers was given.
    #[must_use]
    pub fn has_date_order(&self) -> bool {
        self.context.as_ref().is_some_and(RunContext::has_date_order)
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

    /// Looks up the lengths of all files, and counts from now on how much of them has been read. Asks the file system for
    /// every file, so it is for runs that show their progress.
    pub fn measure(&mut self) -> Arc<Intake> {
        let intake = Arc::new(Intake::default());
        let length = |source: &Source| {
            let about = source.file.as_ref()?.metadata().ok()?;
            about.is_file().then_some(about.len())
        };
        let lengths: Vec<Option<u64>> = self.sources.iter().map(|(_, source)| length(source)).collect();
        if let Some(total) = lengths.iter().copied().sum::<Option<u64>>() {
            intake.expect(total);
        }
        for (_, source) in &mut self.sources {
            source.intake = Some(Arc::clone(&intake));
        }
        let ahead = lengths.into_iter().map(Option::unwrap_or_default).collect();
        self.measured = Some(Measured { intake: Arc::clone(&intake), ahead, begun: 0 });
        intake
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
            let next = self.sources.pop_front();
            if let Some(Measured { intake, ahead, begun }) = &mut self.measured {
                intake.done(*begun);
                *begun += ahead.pop_front().unwrap_or_default();
            }
            let (format, source) = next?;
            self.current = Some(match &mut self.context {
                Some(context) => context.read(format, source, &self.reading),
                None => format.read(source, &self.reading),
            });
        }
    }
}

/// Whether an input is stdin or names something: also what the system does not let us see.
fn is_there(path: &Path) -> bool {
    let nothing = |error: &std::io::Error| {
        matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidInput)
    };
    path.as_os_str() == "-" || !path.metadata().is_err_and(|error| nothing(&error))
}

/// Whether an operating system has put the file there, beside those of its user.
fn is_of_the_system(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    matches!(&*name, ".DS_Store" | "Thumbs.db" | "desktop.ini") || name.starts_with("._")
}

fn skip(path: &Path, reason: Reason, detail: String) -> Skip {
    Skip { path: slashes(path), row: None, reason, detail }
}

/// Why a walk could not go on.
fn not_walked(path: &Path, error: &std::io::Error) -> Skip {
    match path.read_link() {
        Ok(_) if error.kind() == ErrorKind::NotFound => not_there(path),
        _ => Skip::unreadable(&slashes(path), None, error),
    }
}

/// What was named, or is led to, and does not exist.
fn not_there(path: &Path) -> Skip {
    let detail = match path.read_link() {
        Ok(target) => format!("a link to {}, which is not there", path_name(&target)),
        Err(_) => "there is no such file or directory".to_owned(),
    };
    skip(path, Reason::NotThere, detail)
}

/// A path with `/` as separator on any system.
fn slashes(path: &Path) -> String {
    let name = path_name(path);
    if MAIN_SEPARATOR == '/' { name } else { name.replace(MAIN_SEPARATOR, "/") }
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
            spool: None,
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
    fn what_has_been_read_is_counted_up_to_the_whole() {
        let folder = tempfile::tempdir().unwrap();
        let rows: String = (0..30_000).map(|row| format!("{row},Rain.\n")).collect();
        fs::write(folder.path().join("a.csv"), format!("id,text\n{rows}")).unwrap();
        fs::write(folder.path().join("b.txt"), "One.").unwrap();
        let mut inputs = Inputs::open(&[folder.path().to_path_buf()], options()).unwrap();
        let intake = inputs.measure();
        let total = 8 + rows.len() as u64 + 4;
        assert_eq!((intake.read(), intake.total()), (0, Some(total)));
        inputs.next();
        // Within a table, by what its reader has taken.
        assert!(intake.read() > 0 && intake.read() < total / 2, "{}", intake.read());
        assert_eq!(inputs.by_ref().count(), 30_000);
        assert_eq!(intake.read(), total);
        let mut stream = Inputs::open(&[PathBuf::from("-")], options()).unwrap();
        assert_eq!(stream.measure().total(), None);
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
        assert_eq!(ids, ["caf\\xE8.txt", "caf\\xE9.txt"]);
    }
}
