//! Input formats: a table of them, and a file for each reader.
//!
//! Which files a walk reads, the names that `--format` takes and every message that lists formats follow from
//! [`FORMATS`]. A new format is a file here, whose `read` turns a [`Source`] into [`Items`], and a row of the table.

mod delimiter;
mod json;
mod jsonl;
mod leaves;
mod lines;
mod markdown;
mod objects;
mod package;
mod page;
mod records;
mod sheet;
mod source;
mod spreadsheet;
mod subtitles;
mod table;
mod text;
mod values;

use super::compression;
use std::path::Path;

pub(super) use source::{Items, Reading, Source};

/// An input format.
#[derive(Debug)]
pub struct Format {
    /// Its name for `--format`.
    pub name: &'static str,
    /// Extensions of its files, without the point.
    pub endings: &'static [&'static str],
    /// One-line description.
    pub about: &'static str,
    read: fn(Source, &Reading) -> Items,
}

/// All formats. The first is the default if neither the extension nor `--format` determines one.
pub static FORMATS: &[Format] = &[
    Format {
        name: "text",
        endings: &["txt", "text"],
        about: "plain text, one document; with --lines a document in each line",
        read: text::read,
    },
    Format {
        name: "csv",
        endings: &["csv"],
        about: "a table, a document in each row; commas between its cells, or what its header has there (; tab |)",
        read: table::read_csv,
    },
    Format {
        name: "tsv",
        endings: &["tsv"],
        about: "a table with tabs between its cells, a document in each row",
        read: table::read_tsv,
    },
    Format {
        name: "jsonl",
        endings: &["jsonl", "ndjson"],
        about: "a JSON object in each line, each a document",
        read: jsonl::read,
    },
    Format {
        name: "html",
        endings: &["html", "htm", "xhtml"],
        about: "a web page, the article in it one document",
        read: page::read,
    },
    Format {
        name: "markdown",
        endings: &["md", "markdown"],
        about: "Markdown, one document",
        read: markdown::read,
    },
    Format {
        name: "subtitles",
        endings: &["srt", "vtt"],
        about: "subtitles (SubRip, WebVTT), one document",
        read: subtitles::read,
    },
    Format {
        name: "json",
        endings: &["json"],
        about: "a JSON array of objects, each a document, or an object that holds one",
        read: json::read,
    },
    Format {
        name: "xlsx",
        endings: &["xlsx", "xlsm"],
        about: "a workbook, a document in each row of the first sheet with a text column",
        read: spreadsheet::read,
    },
    Format {
        name: "ods",
        endings: &["ods"],
        about: "an OpenDocument spreadsheet, read alike",
        read: spreadsheet::read,
    },
];

/// JSON files that describe the files beside them, and hold no articles.
const DESCRIPTIONS: [&str; 3] = ["datapackage.json", "package.json", "package-lock.json"];

impl Format {
    /// The format with that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// The format by the extension of a path, without those of compression.
    pub(super) fn of(path: &Path) -> Option<&'static Self> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let packed = |ending: &&str| name.strip_suffix(*ending)?.strip_suffix('.');
        let name = compression::ENDINGS.iter().find_map(packed).unwrap_or(&name);
        let ending = name.rsplit_once('.')?.1;
        FORMATS.iter().find(|format| format.endings.contains(&ending))
    }

    /// The format of a file of a walk; none if a walk ignores it.
    pub(super) fn of_walked(path: &Path) -> Option<&'static Self> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        Self::of(path).filter(|_| !DESCRIPTIONS.contains(&name.as_str()))
    }

    /// The default format.
    pub(super) fn fallback() -> &'static Self {
        &FORMATS[0]
    }

    /// The documents of an input in this format.
    pub(super) fn read(&self, source: Source, reading: &Reading) -> Items {
        (self.read)(source, reading)
    }
}

/// The extensions of the files that a walk reads, as text for messages.
#[must_use]
pub fn walk_endings() -> String {
    let endings = FORMATS.iter().flat_map(|format| format.endings).map(|ending| format!(".{ending}"));
    let packed = compression::ENDINGS.map(|ending| format!(".{ending}"));
    format!("{}, and these with {}", endings.collect::<Vec<_>>().join(", "), packed.join(" or "))
}

#[cfg(test)]
mod tests {
    use super::super::columns::Columns;
    use super::super::decode::Decoding;
    use super::super::raw::{Item, Payload, Place};
    use super::*;
    use std::fs;

    fn reading(lines: bool) -> Reading {
        Reading {
            lines,
            columns: Columns::default(),
            decoding: Decoding::new(None, false).unwrap(),
            delimiter: None,
        }
    }

    /// Id and row of each document of a file named `in` with this content.
    fn documents(format: &Format, content: &str, lines: bool) -> Vec<(String, Option<u64>)> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("in");
        fs::write(&file, content).unwrap();
        let place = Place { path: "in".into(), id: "in".into(), named: true };
        let items =
            format.read(Source { file: Some(file), place, stream: false, intake: None }, &reading(lines));
        items
            .filter(|item| !matches!(item, Item::AsRead(_)))
            .map(|item| match item {
                Item::Document(raw) => (raw.doc_id, raw.row),
                other => panic!("{}: no document: {other:?}", format.name),
            })
            .collect()
    }

    #[test]
    fn names_and_endings_are_said_once() {
        let mut names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
        let mut endings: Vec<&str> = FORMATS.iter().flat_map(|format| format.endings).copied().collect();
        for found in [&mut names, &mut endings] {
            let count = found.len();
            found.sort_unstable();
            found.dedup();
            assert_eq!(found.len(), count, "{found:?}");
        }
        for format in FORMATS {
            assert!(Format::from_name(format.name).is_some_and(|found| found.name == format.name));
            assert!(!format.about.is_empty() && !format.about.contains('\n'), "{}", format.name);
            for ending in format.endings {
                assert_eq!(*ending, ending.to_lowercase(), "{}", format.name);
            }
        }
        assert!(Format::from_name("CSV").is_none());
    }

    #[test]
    fn the_ending_of_a_path_says_its_format() {
        let format = |path: &str| Format::of(Path::new(path)).map(|format| format.name);
        for (path, name) in [
            ("a.txt", "text"),
            ("in/A.TEXT", "text"),
            ("a.csv.gz", "csv"),
            ("a.b.tsv.ZST", "tsv"),
            ("a.jsonl", "jsonl"),
            ("a.ndjson", "jsonl"),
            (".csv", "csv"),
            ("A.HTM.gz", "html"),
        ] {
            assert_eq!(format(path), Some(name), "{path}");
        }
        for path in ["a", "csv", "a.gz", "a.csv.gz.gz", "a.csvgz", "a.txt.bak", "a.docx", ".."] {
            assert_eq!(format(path), None, "{path}");
        }
        let walked = |path: &str| Format::of_walked(Path::new(path)).map(|format| format.name);
        assert_eq!((walked("in/a.json"), walked("in/datapackage.json")), (Some("json"), None));
    }

    #[test]
    fn a_walk_says_what_it_reads() {
        let said = ".txt, .text, .csv, .tsv, .jsonl, .ndjson, .html, .htm, .xhtml, .md, .markdown, .srt, .vtt, .json, \
                    .xlsx, .xlsm, .ods, and these with .gz or .zst";
        assert_eq!(walk_endings(), said);
    }

    #[test]
    fn each_format_reads_its_documents() {
        for (name, content) in [
            ("csv", "id,text\na,One.\n,Two.\n"),
            ("tsv", "id\ttext\na\tOne.\n\tTwo.\n"),
            ("csv", "id;text\na;One.\n;Two.\n"),
            ("json", "[{\"id\": \"a\", \"text\": \"One.\"}, {\"text\": \"Two.\"}]"),
            ("jsonl", "{\"id\": \"a\", \"text\": \"One.\"}\n{\"text\": \"Two.\"}\n"),
        ] {
            let found = documents(Format::from_name(name).unwrap(), content, false);
            assert_eq!(found, [("a".to_owned(), Some(1)), ("in#2".to_owned(), Some(2))], "{name}");
        }
        let text = Format::fallback();
        assert_eq!(documents(text, "One.\nTwo.\n", false), [("in".to_owned(), None)]);
        let lines = documents(text, "One.\nTwo.\n", true);
        assert_eq!(lines, [("in#1".to_owned(), Some(1)), ("in#2".to_owned(), Some(2))]);
    }

    #[test]
    fn a_text_is_left_to_the_thread_that_loads_it() {
        let place = Place { path: "in".into(), id: "in".into(), named: true };
        let source = Source { file: Some("not/there.txt".into()), place, stream: false, intake: None };
        let items: Vec<Item> = Format::fallback().read(source, &reading(false)).collect();
        let [Item::Document(raw)] = items.as_slice() else { panic!("{items:?}") };
        assert!(matches!(&raw.payload, Payload::File(file) if file.ends_with("there.txt")));
    }
}
