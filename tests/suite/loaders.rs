//! `schema --for`: the scripts load a result with its types and keys. Each is run where its program is there: Python with
//! the library (another one than `python3` by `STANDPOINT_PYTHON`), `Rscript`.

use crate::support::{Place, standpoint};
use serde_json::Value;
use std::process::Command;

/// Texts that look like something else, a missing title, quotation marks and line ends.
const ROWS: &str = "id,date,source,title,text\n\
    001,2031-01-05,Gull,NA,Peru praised the brave pilots of Chile.\n\
    002,,null,,Peru condemned the reckless tariff of Chile.\n\
    003,2031-02-01,Gull,\"A \"\"big\"\", bad; day\",Namibia failed. Peru lied.\n";

const TITLES: &str = r#"["NA", null, "A \"big\", bad; day"]"#;

fn python() -> String {
    std::env::var("STANDPOINT_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

fn has_module(name: &str) -> bool {
    // Finding it is enough, and does not take the second that importing it takes.
    let found = format!("import importlib.util as u, sys; sys.exit(u.find_spec('{name}') is None)");
    let there = Command::new(python()).args(["-c", &found]).status().is_ok_and(|status| status.success());
    if !there {
        crate::support::untested(&format!("skipped: {} has no module {name}", python()));
    }
    there
}

/// A result in `out`, and in `load.EXTENSION` the script for a program.
fn place_with(program: &str, extension: &str) -> Place {
    let place = Place::new().file("rows.csv", ROWS);
    place.run(&["analyze", "rows.csv", "-o", "out"]).code(0);
    let script = standpoint().args(["schema", "--for", program]).output().unwrap().stdout;
    place.write(&format!("load.{extension}"), script);
    place
}

#[track_caller]
fn run(place: &Place, program: &str, arguments: &[&str]) -> String {
    let run = Command::new(program).args(arguments).current_dir(place.root()).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

/// Holds that what a script prints has the number of rows of every table, no broken key, and those types.
#[track_caller]
fn assert_loaded(place: &Place, printed: &str, types: &[(&str, &str, &str)]) {
    let package: Value = serde_json::from_str(&place.read("out/datapackage.json")).unwrap();
    for (table, rows) in package["standpoint"]["rows"].as_object().unwrap() {
        let start = format!("{table} {rows} ");
        assert!(printed.lines().any(|line| line.starts_with(&start)), "no '{start}' in\n{printed}");
    }
    assert!(printed.contains("broken keys: []"), "{printed}");
    for (table, column, kind) in types {
        let line = printed.lines().find(|line| line.starts_with(&format!("{table} "))).unwrap();
        let types: Value = serde_json::from_str(&line[line.find('{').unwrap()..]).unwrap();
        assert_eq!(types[column], *kind, "{table}.{column}");
    }
}

#[test]
fn pandas_loads_a_result_with_its_types_and_keys() {
    if !has_module("pandas") {
        return;
    }
    let place = place_with("pandas", "py");
    let titles = "import load, json; t = load.load('out')['documents']['title']; \
                  print(json.dumps([None if x is load.pd.NA or x != x else x for x in t]))";
    assert_eq!(run(&place, &python(), &["-c", titles]).trim(), TITLES);
    let printed = run(&place, &python(), &["load.py", "out"]);
    let types = [
        ("documents", "doc_id", "string"),
        ("documents", "sentences", "Int64"),
        ("evidence", "start", "Int64"),
        ("skipped", "row", "Int64"),
        ("summary", "ci_low", "float64"),
        ("summary", "period", "string"),
    ];
    assert_loaded(&place, &printed, &types);
    assert!(printed.contains("\"published\": \"datetime64"), "{printed}");
    // A result for a spreadsheet is refused rather than misread.
    place.run(&["analyze", "rows.csv", "-o", "out", "--for", "excel"]).code(0);
    let refused = Command::new(python()).args(["load.py", "out"]).current_dir(place.root()).output().unwrap();
    assert!(String::from_utf8_lossy(&refused.stderr).contains("written for a spreadsheet"));
}

#[test]
fn polars_loads_a_result_with_its_types_and_keys() {
    if !has_module("polars") {
        return;
    }
    let place = place_with("polars", "py");
    let titles = "import load, json; print(json.dumps(load.load('out')['documents']['title'].to_list()))";
    assert_eq!(run(&place, &python(), &["-c", titles]).trim(), TITLES);
    let types = [
        ("documents", "doc_id", "String"),
        ("documents", "published", "Date"),
        ("evidence", "start", "Int64"),
        ("skipped", "row", "Int64"),
        ("summary", "ci_low", "Float64"),
        ("summary", "period", "String"),
    ];
    assert_loaded(&place, &run(&place, &python(), &["load.py", "out"]), &types);
}

#[test]
fn duckdb_loads_a_result_with_its_types_and_keys() {
    if !has_module("duckdb") {
        return;
    }
    let place = place_with("duckdb", "sql");
    place.write(
        "run.py",
        "import duckdb, json, os\n\
         os.chdir('out')\n\
         db = duckdb.connect()\n\
         db.execute(open('../load.sql').read())\n\
         for (name,) in db.execute('select table_name from duckdb_tables()').fetchall():\n\
         \x20   types = {row[0]: row[1] for row in db.execute(f'describe \"{name}\"').fetchall()}\n\
         \x20   print(name, db.execute(f'select count(*) from \"{name}\"').fetchone()[0], json.dumps(types))\n\
         print('broken keys: []')\n\
         print(json.dumps([row[0] for row in db.execute('select title from documents order by doc_id').fetchall()]))\n",
    );
    let printed = run(&place, &python(), &["run.py"]);
    let types = [
        ("documents", "doc_id", "VARCHAR"),
        ("documents", "published", "DATE"),
        ("evidence", "start", "BIGINT"),
        ("skipped", "row", "BIGINT"),
        ("summary", "ci_low", "DOUBLE"),
        ("topic_choice", "chosen", "VARCHAR"),
    ];
    assert_loaded(&place, &printed, &types);
    assert!(printed.ends_with(&format!("{TITLES}\n")), "{printed}");
}

#[test]
fn spark_loads_a_result_with_its_types_and_keys() {
    // A session of Spark takes many times the processor time of all other tests of this file.
    if std::env::var_os("STANDPOINT_TEST_SPARK").is_none() || !has_module("pyspark") {
        eprintln!("skipped: runs with STANDPOINT_TEST_SPARK=1, Java and pyspark");
        return;
    }
    let place = place_with("spark", "py");
    let printed = run(&place, &python(), &["load.py", "out"]);
    let types = [
        ("documents", "doc_id", "string"),
        ("documents", "published", "date"),
        ("evidence", "start", "bigint"),
        ("skipped", "row", "bigint"),
        ("summary", "ci_low", "double"),
    ];
    assert_loaded(&place, &printed, &types);
    let titles = "import load, json; s = load.SparkSession.builder.getOrCreate(); \
                  print(json.dumps([r[0] for r in load.load(s, 'out')['documents'].orderBy('doc_id').select('title').collect()]))";
    assert_eq!(run(&place, &python(), &["-c", titles]).trim(), TITLES);
}

#[test]
fn r_loads_a_result_with_its_types_and_keys() {
    if !Command::new("Rscript").arg("--version").output().is_ok_and(|run| run.status.success()) {
        eprintln!("skipped: there is no Rscript");
        return;
    }
    let place = place_with("r", "R");
    let check = "source('load.R'); t <- load_results('out'); stopifnot(
        identical(t$documents$title, c('NA', NA, 'A \"big\", bad; day')), identical(t$documents$doc_id[1], '001'),
        identical(class(t$documents$published), 'Date'), is.integer(t$evidence$start), is.integer(t$skipped$row),
        is.numeric(t$summary$ci_low), is.character(t$summary$period), length(broken_keys(t)) == 0);
        for (n in names(t)) cat(n, nrow(t[[n]]), '\\n')";
    let printed = run(&place, "Rscript", &["-e", check]);
    let package: Value = serde_json::from_str(&place.read("out/datapackage.json")).unwrap();
    for (table, rows) in package["standpoint"]["rows"].as_object().unwrap() {
        assert!(printed.lines().any(|line| line.trim() == format!("{table} {rows}")), "{table}\n{printed}");
    }
    assert!(run(&place, "Rscript", &["load.R", "out"]).trim_end().ends_with("broken keys:"));
}

#[test]
fn a_script_can_be_of_one_table_and_a_table_that_is_only_printed_has_none() {
    let script = String::from_utf8(
        standpoint().args(["schema", "stance", "--for", "pandas"]).output().unwrap().stdout,
    )
    .unwrap();
    assert!(script.contains("\"stance\": {") && !script.contains("\"documents\""), "{script}");
    let place = Place::new();
    place.run(&["schema", "keyness", "--for", "polars"]).code(2);
}
