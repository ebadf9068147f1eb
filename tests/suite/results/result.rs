//! The result for the sample corpus, read back file by file.

use crate::support::{CORPUS, Place, Row};
use serde_json::Value;
use standpoint::tables::{Column, Table, all_tables};
use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

/// The sample corpus with the flags as they are.
pub static SAMPLE: LazyLock<Results> = LazyLock::new(|| Place::with_articles().results(&["corpus"], &[]));

/// The sample articles: path below `corpus` and text, in order.
pub fn articles() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in
        fs::read_dir(CORPUS).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        for file in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = file.strip_prefix(CORPUS).unwrap().to_string_lossy().replace('\\', "/");
            found.push((name, fs::read_to_string(&file).unwrap()));
        }
    }
    found.sort();
    found
}

impl Place {
    /// A place with the sample articles below `corpus`.
    pub fn with_articles() -> Self {
        articles().iter().fold(Self::new(), |place, (name, text)| place.file(&format!("corpus/{name}"), text))
    }

    /// `analyze` of `inputs` into a folder called `out`, which is read back as a result of that dialect.
    #[track_caller]
    pub fn results(&self, inputs: &[&str], flags: &[&str]) -> Results {
        self.run(&[&["analyze"][..], inputs, &["-o", "out"], flags].concat()).code(0);
        Results::read(self)
    }
}

/// The files of a result, by name.
pub struct Results(pub BTreeMap<String, Vec<u8>>);

impl Results {
    /// The result in `out`.
    pub fn read(place: &Place) -> Self {
        Self(place.contents("out"))
    }

    pub fn bytes(&self, file: &str) -> &[u8] {
        self.0.get(file).unwrap_or_else(|| panic!("{file} is missing"))
    }

    pub fn text(&self, table: &str) -> &str {
        std::str::from_utf8(self.bytes(&format!("{table}.csv"))).unwrap()
    }

    pub fn package(&self) -> Value {
        serde_json::from_slice(self.bytes("datapackage.json")).unwrap()
    }

    /// The header and the records of a table, read with that delimiter.
    pub fn records(&self, table: &str, delimiter: u8) -> Vec<Vec<String>> {
        let text = self.text(table).trim_start_matches('\u{feff}');
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    pub fn rows(&self, table: &str) -> Vec<Row> {
        let mut records = self.records(table, b',').into_iter();
        let header = records.next().unwrap();
        records.map(|record| header.iter().cloned().zip(record).collect()).collect()
    }
}

pub fn number(cell: &str) -> Option<f64> {
    (!cell.is_empty()).then(|| cell.parse().unwrap_or_else(|_| panic!("'{cell}' is no number")))
}

/// Calls `check` with every cell that is not empty of every table.
pub fn each_cell(results: &Results, mut check: impl FnMut(&'static Table, &'static Column, &str)) {
    for table in all_tables() {
        for row in results.rows(table.name) {
            for column in table.columns {
                let cell = row[column.name].as_str();
                if !cell.is_empty() {
                    check(table, column, cell);
                }
            }
        }
    }
}

/// The texts of a list in the package.
pub fn names(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

#[track_caller]
pub fn assert_same_bytes(one: &Results, other: &Results) {
    assert_eq!(one.0.keys().collect::<Vec<_>>(), other.0.keys().collect::<Vec<_>>());
    for (name, bytes) in &one.0 {
        assert!(*bytes == other.0[name], "{name} differs");
    }
}
