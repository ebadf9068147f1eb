//! The page of a result in a browser, where one is there: Chromium without a window opens a harness that works with the
//! page. `scripts/install-chromium` installs it.

use crate::support::{CORPUS, Place};
use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;

const HARNESS: &str = include_str!("harness.html");

fn chromium() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    std::env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|file| file.is_file())
}

/// What the harness found on the page of the result in `out`, and what the browser said on its console.
fn worked_with(place: &Place, chromium: &PathBuf) -> (Value, String) {
    place.write("harness.html", HARNESS);
    let address = |name: &str| format!("file://{}", place.path(name).display());
    let run = Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"])
        .args([
            "--allow-file-access-from-files",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--enable-logging=stderr",
        ])
        .args(["--virtual-time-budget=20000", "--window-size=1300,1000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", place.path("profile").display()))
        .arg(format!("{}?{}", address("harness.html"), address("out/report.html")))
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&run.stdout).into_owned();
    let console = String::from_utf8_lossy(&run.stderr);
    let console: Vec<&str> = console.lines().filter(|line| line.contains(":CONSOLE")).collect();
    let result = dom.split("<pre id=\"result\">").nth(1).and_then(|rest| rest.split("</pre>").next());
    let result = result.unwrap_or_default().replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
    (
        serde_json::from_str(&result).unwrap_or_else(|_| panic!("no result: {dom}\n{console:?}")),
        console.join("\n"),
    )
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().unwrap().iter().filter_map(|text| text.as_str().unwrap().parse().ok()).collect()
}

#[test]
fn a_reader_sorts_searches_and_opens_the_sentences_of_a_number() {
    let Some(chromium) = chromium() else {
        eprintln!("skipped: no chromium on PATH; scripts/install-chromium installs it");
        return;
    };
    let place = Place::new();
    place.write(
        "hostile.csv",
        "id,title,text,source,date\n\
         a,<script>hostile=1</script>,\"Peru was praised, <img src=x onerror=hostile=1> they say.\",\"<script>hostile=1</script>\",2031-01-02\n",
    );
    place.output(&["analyze", CORPUS, "hostile.csv", "-o", "out", "--k", "6"], 0);
    let (found, console) = worked_with(&place, &chromium);
    assert_eq!(console, "", "the browser complains");
    assert_eq!(found["error"], Value::Null, "{found}");
    assert_eq!((&found["requests"], &found["hostile"]), (&0.into(), &true.into()), "{found}");
    assert_eq!(found["widths"], serde_json::json!({"360": true, "800": true, "1280": true}));
    assert_eq!(found["first_shown"], 25);
    assert_eq!(found["all_shown"], found["rows"]);
    let names: Vec<String> = found["by_name"]
        .as_array()
        .unwrap()
        .iter()
        .map(|name| name.as_str().unwrap().to_lowercase())
        .collect();
    assert!(names.len() == 25 && names[0] < names[24], "{names:?}");
    assert_eq!(found["aria_sort"], serde_json::json!(["ascending", null, null, null, null, null]));
    let (down, up) = (numbers(&found["by_stance"]), numbers(&found["by_stance_up"]));
    assert!(down.len() == 25 && down.is_sorted_by(|a, b| a >= b), "{down:?}");
    assert!(up.len() == 25 && up.is_sorted() && up[0] < 0.0, "{up:?}");
    assert!(numbers(&found["by_articles"]).is_sorted_by(|a, b| a >= b));
    let shown = found["search"][1].as_array().unwrap();
    assert!(shown.contains(&found["search"][0]) && shown.len() < 25, "{}", found["search"]);
    assert!(found["links"].as_u64().unwrap() > 100 && found["dead"] == serde_json::json!([]), "{found}");
    for what in ["opened", "filtered", "unfiltered", "scopes", "labels"] {
        assert_eq!(found[what], true, "{what}: {found}");
    }
}
