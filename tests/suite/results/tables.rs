//! Tables, the data package that describes them, and their cells.

use super::result::{SAMPLE, each_cell, number};
use standpoint::tables::{ColumnType, Table, all_tables};

fn table(name: &str) -> &'static Table {
    all_tables().into_iter().find(|table| table.name == name).unwrap()
}

#[test]
fn every_table_is_there_and_has_the_columns_of_the_schema() {
    let mut names: Vec<String> = all_tables().iter().map(|table| format!("{}.csv", table.name)).collect();
    names.extend(["datapackage.json", "digest.json", "report.html"].map(str::to_owned));
    names.sort();
    assert_eq!(SAMPLE.0.keys().cloned().collect::<Vec<_>>(), names);
    for table in all_tables() {
        let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        assert_eq!(SAMPLE.records(table.name, b',')[0], columns, "{}", table.name);
    }
}

#[test]
fn the_package_describes_the_tables_as_they_are() {
    let package = SAMPLE.package();
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), all_tables().len());
    for resource in resources {
        let name = resource["name"].as_str().unwrap();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let columns: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(resource["path"], format!("{name}.csv"));
        assert_eq!(SAMPLE.records(name, b',')[0], columns);
        let rows = SAMPLE.records(name, b',').len() as u64 - 1;
        assert_eq!(package["standpoint"]["rows"][name], rows, "{name}");
    }
}

#[test]
fn tables_have_the_keys_that_the_design_gives_them() {
    assert_eq!(table("stance").key, ["doc_id", "actor_id"]);
    assert_eq!(table("sentences").key, ["doc_id", "sentence_id"]);
    assert_eq!(table("terms").key, ["doc_id", "rank"]);
    let summary = table("summary");
    assert_eq!(summary.key, ["period", "source", "topic_id", "actor_id"]);
    assert!(!summary.key_is_full && table("skipped").key.is_empty());
}

#[test]
fn cells_are_of_their_columns_types() {
    let is_plain = |cell: &str| {
        let digits = cell.strip_prefix('-').unwrap_or(cell);
        digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    each_cell(&SAMPLE, |table, column, cell| {
        let fine = match column.kind {
            ColumnType::Integer => cell.parse::<u64>().is_ok() && is_plain(cell),
            ColumnType::Number => {
                cell.parse::<f64>().is_ok_and(f64::is_finite) && is_plain(cell) && cell != "-0"
            }
            ColumnType::Date => cell.len() == 10 && cell.parse::<jiff::civil::Date>().is_ok(),
            ColumnType::Id | ColumnType::Text => true,
        };
        assert!(fine, "{}.csv has '{cell}' as {}", table.name, column.name);
        let word = cell.trim_start_matches(['-', '+']).to_lowercase();
        let odd = matches!(&*word, "nan" | "inf" | "infinity" | "null" | "none" | "n/a" | "na");
        assert!(!odd, "{}.csv has '{cell}' as {}", table.name, column.name);
        assert!(
            !cell.contains(['\n', '\r', '\t']),
            "{}.csv: {} has a line end or tab",
            table.name,
            column.name
        );
    });
}

#[test]
fn numbers_stay_within_their_bounds() {
    each_cell(&SAMPLE, |table, column, cell| {
        let bounds = match column.name {
            "stance" | "stance_narration" | "stance_quoted" | "ci_low" | "ci_high" | "coherence" => {
                (-1.0, 1.0)
            }
            "certainty" | "confidence" | "topic_strength" | "stability" | "top_cue_share" => (0.0, 1.0),
            _ => return,
        };
        let value = number(cell).unwrap();
        assert!((bounds.0..=bounds.1).contains(&value), "{}.csv has {cell} as {}", table.name, column.name);
    });
    for name in ["stance", "actors", "summary"] {
        for row in SAMPLE.rows(name) {
            let low_to_high = number(&row["ci_low"]) <= number(&row["ci_high"]);
            assert!(low_to_high && row["ci_low"].is_empty() == row["ci_high"].is_empty(), "{row:?}");
        }
    }
}
