//! `--tables`: other formats of the tables.

use super::result::SAMPLE;
use crate::support::Place;

#[cfg(not(feature = "parquet"))]
#[test]
fn a_program_without_parquet_says_how_to_get_it() {
    let place = Place::with_articles();
    let run = place.run(&["analyze", "corpus", "-o", "out", "--tables", "csv,parquet"]).code(2);
    let said = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(said.contains("without Parquet") && said.contains("--features parquet"), "{said}");
    assert!(!place.path("out").exists());
}

#[test]
fn the_default_is_csv() {
    let place = Place::with_articles();
    let results = place.results(&["corpus"], &["--tables", "csv"]);
    super::result::assert_same_bytes(&results, &SAMPLE);
}

#[cfg(feature = "parquet")]
mod parquet_files {
    use super::*;
    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    use ::parquet::record::Field;
    use standpoint::tables::all_tables;
    use std::collections::BTreeMap;
    use std::fs::File;

    /// The rows of a table, each cell as CSV has it.
    fn rows(place: &Place, table: &str) -> Vec<BTreeMap<String, String>> {
        let file = File::open(place.path(&format!("out/{table}.parquet"))).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let cell = |field: &Field| match field {
            Field::Null => String::new(),
            Field::Str(text) => text.clone(),
            Field::Long(number) => number.to_string(),
            Field::Double(number) => number.to_string(),
            // `YYYY-MM-DD`
            other => other.to_string().split(' ').next().unwrap().to_owned(),
        };
        reader
            .get_row_iter(None)
            .unwrap()
            .map(|row| row.unwrap().get_column_iter().map(|(name, f)| (name.clone(), cell(f))).collect())
            .collect()
    }

    #[test]
    fn parquet_has_the_rows_of_csv_and_the_same_bytes_in_every_run() {
        for flags in [&["--tables", "csv,parquet"][..], &["--tables", "csv,parquet", "--for", "excel-eu"]] {
            let place = Place::with_articles();
            let first = place.results(&["corpus"], flags);
            for table in all_tables() {
                assert_eq!(rows(&place, table.name), SAMPLE.rows(table.name), "{}", table.name);
            }
            let again = place.results(&["corpus"], flags);
            super::super::result::assert_same_bytes(&first, &again);
        }
    }

    #[test]
    fn parquet_alone_is_a_result_that_the_next_run_replaces() {
        let place = Place::with_articles();
        let alone = place.results(&["corpus"], &["--tables", "parquet", "--wide", "actors"]);
        let besides = ["datapackage.json", "digest.json", "report.html"];
        assert!(alone.0.keys().all(|name| name.ends_with(".parquet") || besides.contains(&name.as_str())));
        assert_eq!(alone.0.len(), all_tables().len() + 4);
        assert_eq!(alone.package()["resources"][0]["path"], "documents.parquet");
        let next = place.results(&["corpus"], &[]);
        super::super::result::assert_same_bytes(&next, &SAMPLE);
    }
}
