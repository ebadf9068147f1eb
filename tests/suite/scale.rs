//! `docs/scale.md`: its commands run, and its Spark program where PySpark is installed for the Python that
//! `STANDPOINT_PYTHON` names (`python3` if none).

use crate::support::Place;
use serde_json::json;
use std::fs;
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const PAGE: &str = include_str!("../../docs/scale.md");

/// The blocks of the page in a language.
fn blocks(language: &str) -> Vec<String> {
    let fence = format!("```{language}");
    let mut found: Vec<String> = Vec::new();
    let mut inside = false;
    for line in PAGE.lines().map(str::trim_end) {
        match line.trim_start() {
            start if start == fence => {
                inside = true;
                found.push(String::new());
            }
            "```" => inside = false,
            _ if inside => {
                let block = found.last_mut().unwrap();
                block.push_str(line);
                block.push('\n');
            }
            _ => {}
        }
    }
    found
}

#[test]
fn the_four_steps_are_what_they_are_said_to_be() {
    let text = |n: usize| {
        let subject = ["herring, boats and nets of the harbour", "rates, bonds and loans of the bank"][n % 2];
        format!("d{n},\"Norway praised Spain for the {subject} in {n}. The {subject} grew.\"\n")
    };
    let table = |range: std::ops::Range<usize>| format!("id,text\n{}", range.map(text).collect::<String>());
    let place = Place::new()
        .file("sample.csv", table(0..6))
        .file("parts/1.csv", table(0..5))
        .file("parts/2.csv", table(5..12));
    let commands: Vec<String> =
        blocks("sh").iter().flat_map(|block| block.lines()).map(|line| line.trim().to_owned()).collect();
    assert_eq!(commands.len(), 4, "{commands:?}");
    for command in commands {
        let arguments: Vec<&str> = command.split(' ').collect();
        assert_eq!(arguments[0], "standpoint");
        place.run(&arguments[1..]).code(0);
    }
    let whole = ["analyze", "parts/1.csv", "parts/2.csv", "-o", "whole", "--model", "topics.model"];
    place.run(&whole).code(0);
    assert!(place.contents("whole") == place.contents("results"));
}

/// The Python that has PySpark, unless there is none.
fn python() -> Option<String> {
    let python = std::env::var("STANDPOINT_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let found = Command::new(&python).args(["-c", "import pyspark, pandas, pyarrow"]).output();
    found.is_ok_and(|found| found.status.success()).then_some(python)
}

/// What the program of the page is held against.
const HELD: &str = r#"
import csv, sys
wanted = list(csv.reader(open("stance.csv", newline="")))
piped = sorted(next(csv.reader([line])) for line in lines.collect())
assert piped == sorted(wanted[1:]), (piped, wanted)
assert frame.columns == wanted[0], frame.columns
rows = frame.collect()
assert len(rows) == len(wanted) - 1
by_key = {(row["doc_id"], row["actor_id"]): row for row in rows}
for row in wanted[1:]:
    cells = dict(zip(wanted[0], row))
    found = by_key[cells["doc_id"], cells["actor_id"]]
    for name, cell in cells.items():
        value = found[name]
        if cell == "":
            assert value is None or value != value, (name, value)
        elif isinstance(value, float):
            assert value == float(cell), (name, value, cell)
        else:
            assert str(value) == cell, (name, value, cell)
print("held", len(rows))
"#;

/// Runs `job.py` on PySpark with two local executors. Returns what it prints, and what it says.
fn run_job(place: &Place, python: &str, environment: &[(&str, &Path)]) -> (String, String) {
    let bin = assert_cmd::cargo::cargo_bin!("standpoint");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = std::env::split_paths(&path);
    let paths = std::env::join_paths(
        std::iter::once(bin.parent().unwrap_or(Path::new("/")).to_path_buf()).chain(all),
    );
    let run = Command::new(python)
        .arg("job.py")
        .current_dir(place.root())
        .env("PATH", paths.unwrap())
        .env("PYSPARK_PYTHON", python)
        .envs(environment.iter().copied())
        .env("PYSPARK_SUBMIT_ARGS", "--master local[2] --conf spark.ui.enabled=false pyspark-shell")
        .env("SPARK_LOCAL_IP", "127.0.0.1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    let printed = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(run.status.success(), "{printed}\n{said}");
    (printed, said)
}

#[test]
fn the_spark_program_gives_the_rows_of_one_run() {
    let Some(python) = python() else {
        eprintln!(
            "skipped: no PySpark; STANDPOINT_PYTHON names a Python that has pyspark, pandas and pyarrow"
        );
        return;
    };
    let lines: String = (0..3)
        .map(|n| json!({"id": format!("a{n}"), "text": format!("Norway lied to Spain in {n}, and France praised the brave Spain.")}))
        .map(|line| format!("{line}\n"))
        .collect();
    let place = Place::new().file("articles.jsonl", lines);
    let rows = place.run(&["stance", "articles.jsonl"]).code(0);
    place.write("stance.csv", &rows.get_output().stdout);
    let program = blocks("python").concat();
    // Two lines more that cannot be read: of five partitions at least one is empty.
    let broken =
        r#"lines = articles.toJSON().union(spark.sparkContext.parallelize(["not json", "{}"], 1)).pipe("#;
    assert!(program.contains("lines = articles.toJSON().pipe("));
    let program = program.replace("lines = articles.toJSON().pipe(", broken);
    place.write("job.py", program + HELD);
    let (printed, said) = run_job(&place, &python, &[]);
    assert!(printed.contains("held 9"), "{printed}\n{said}");
    assert!(said.contains("2 inputs skipped"), "{said}");
    fs::remove_file(place.path("job.py")).unwrap();
}

#[test]
fn the_spark_recipe_runs_as_it_is_printed() {
    let Some(python) = python() else {
        eprintln!("skipped: no PySpark");
        return;
    };
    let page = fs::read_to_string(Path::new(ROOT).join("docs/recipes.md")).unwrap();
    let recipe = page.split("## Spark").nth(1).and_then(|rest| rest.split("```py\n").nth(1)).unwrap();
    let recipe = recipe.split("```").next().unwrap();
    let place = Place::new();
    place.write(
        "articles.jsonl",
        "{\"id\": \"a\", \"text\": \"Norway lied to Spain.\"}\n{\"id\": \"b\", \"text\": null}\n{\"id\": \"c\", \"text\": \"\"}\n",
    );
    place.write("job.py", recipe);
    let package = Path::new(ROOT).join("bindings/python");
    let (printed, said) = run_job(&place, &python, &[("PYTHONPATH", &package)]);
    assert!(printed.contains("|     a|     NOR|"), "{printed}\n{said}");
}
