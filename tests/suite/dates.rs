//! Dates in the forms of feeds, interfaces, spreadsheets and press databases, and dates and outlets in paths.

use crate::support::Place;

const TEXT: &str = "France praised Spain for the brave rescue of the ferry crew.";

/// A table with a document for each date.
fn table(dates: &[&str]) -> String {
    dates.iter().fold("text,date\n".to_owned(), |rows, date| rows + TEXT + ",\"" + date + "\"\n")
}

fn text_of(date: &str) -> String {
    format!("---\ndate: {date}\n---\n{TEXT}\n")
}

fn published(place: &Place) -> Vec<String> {
    place.column("documents", "published")
}

fn analyze(place: &Place, arguments: &[&str], code: i32) -> String {
    let all = [&["analyze", "-o", "out", "--k", "1"], arguments].concat();
    place.output(&all, code).1
}

#[test]
fn a_column_in_many_forms() {
    let dates = [
        "Tue, 05 Mar 2024 10:22:31 GMT",
        "2024-03-05T23:30:00-08:00",
        "March 5, 2024 Tuesday",
        "5 March 2024 Tuesday Final Edition",
        "5-Mar-24",
        "20240305",
        "1709634151",
        "1709634151000",
        "45356",
        "5.3.2024",
    ];
    let place = Place::new().file("feed.csv", table(&dates));
    let said = analyze(&place, &["feed.csv"], 0);
    assert_eq!(published(&place), ["2024-03-05"; 10]);
    assert_eq!(place.column("documents", "date_by"), ["column"; 10]);
    let of_dates = ["dates are", "date is", "not understood", "--date-order"];
    assert!(!of_dates.iter().any(|part| said.contains(part)), "{said}");
}

#[test]
fn a_row_settles_the_order_of_its_column_wherever_it_stands() {
    let dates = ["05/03/2024", "2024-03-05", "06/03/24 10:30", "13/03/2024"];
    let place =
        Place::new().file("feed.csv", table(&dates)).file("other.csv", table(&["03/25/2024", "03/05/2024"]));
    let expected = ["2024-03-05", "2024-03-05", "2024-03-06", "2024-03-13"];
    let said = analyze(&place, &["feed.csv"], 0);
    assert_eq!(published(&place), expected);
    assert!(said.contains("dates of feed.csv read day first, as in '13/03/2024' (feed.csv#4)"), "{said}");
    // A stream is as good as a file, and another file has an order of its own.
    place.run_on(&table(&dates), &["analyze", "-o", "out", "--format", "csv"]).code(0);
    assert_eq!(published(&place), expected);
    let said = analyze(&place, &["other.csv", "feed.csv", "--threads", "3"], 0);
    assert_eq!(published(&place)[..3], ["2024-03-25", "2024-03-05", "2024-03-05"]);
    assert!(said.contains("month first") && said.contains("1 other column"), "{said}");
}

#[test]
fn a_text_of_a_stream_takes_no_order_from_files() {
    let dated =
        |date: &str| format!("---\ndate: {date}\n---\nNorway praised Spain for the long work on the port.\n");
    let place = Place::new().file("in/a.txt", dated("13/03/2024")).file("in/b.txt", dated("05/03/2024"));
    place.run_on(&dated("05/03/2024"), &["analyze", "in", "-", "-o", "out"]).code(0);
    let read: Vec<_> =
        place.rows("documents").iter().map(|row| (row["doc_id"].clone(), row["published"].clone())).collect();
    let expected = [("in/a.txt", "2024-03-13"), ("in/b.txt", "2024-03-05"), ("stdin", "")];
    assert_eq!(read, expected.map(|(id, date)| (id.to_owned(), date.to_owned())));
}

#[test]
fn what_nothing_settles_is_asked_and_left_empty() {
    let place = Place::new().file("feed.csv", table(&["05/03/2024", "2024-03-05", "01/02/2024"]));
    let said = analyze(&place, &["feed.csv"], 0);
    assert_eq!(published(&place), ["", "2024-03-05", ""]);
    assert_eq!(place.column("documents", "date_by"), ["", "column", ""]);
    assert!(said.contains("2 dates not read, such as '05/03/2024' (feed.csv#1)"), "{said}");
    assert!(said.contains("--date-order dmy or mdy"), "{said}");
    let listed: Vec<_> =
        place.rows("skipped").iter().map(|row| (row["row"].clone(), row["reason"].clone())).collect();
    assert_eq!(listed, [("1".into(), "date_not_read".into()), ("3".into(), "date_not_read".to_owned())]);
    assert!(place.column("skipped", "detail")[1].contains("'01/02/2024'"));
    let said = analyze(&place, &["feed.csv", "--strict"], 1);
    assert!(said.contains("2 dates not read, which --strict"), "{said}");
    analyze(&place, &["feed.csv", "--strict", "--date-order", "mdy"], 0);
    assert_eq!(published(&place), ["2024-05-03", "2024-03-05", "2024-01-02"]);
    analyze(&place, &["feed.csv", "--date-order", "dmy"], 0);
    assert_eq!(published(&place), ["2024-03-05", "2024-03-05", "2024-02-01"]);
}

#[test]
fn rows_that_contradict_each_other_are_said() {
    let place =
        Place::new().file("feed.csv", table(&["05/03/2024", "13/03/2024", "03/14/2024", "32/01/2024"]));
    let said = analyze(&place, &["feed.csv"], 0);
    assert_eq!(published(&place), ["", "2024-03-13", "2024-03-14", ""]);
    let conflict = "'13/03/2024' (feed.csv#2) is day first, '03/14/2024' (feed.csv#3) month first";
    assert!(said.contains(conflict), "{said}");
    assert!(said.contains("1 date not read, such as '32/01/2024' (feed.csv#4)"), "{said}");
    let said = analyze(&place, &["feed.csv", "--date-order", "dmy"], 0);
    assert_eq!(published(&place), ["2024-03-05", "2024-03-13", "", ""]);
    assert!(said.contains("'03/14/2024' (feed.csv#3): it is not day first"), "{said}");
}

#[test]
fn the_texts_of_a_run_are_one_column() {
    let place = Place::new()
        .file("in/a.txt", text_of("05/03/2024"))
        .file("in/b.txt", text_of("March 5, 2024"))
        .file("in/c/d.txt", text_of("13/03/2024"))
        .file("in/e.csv", table(&["03/04/2024"]))
        .file("in/f.txt", text_of("Spring 2024"));
    let run = |threads: &str| {
        let said = analyze(&place, &["in", "--threads", threads], 0);
        (said, place.read("out/documents.csv"), place.read("out/skipped.csv"))
    };
    let (said, documents, skipped) = run("1");
    assert_eq!(published(&place), ["2024-03-05", "2024-03-05", "2024-03-13", "", ""]);
    assert!(said.contains("dates of the texts read day first"), "{said}");
    assert!(
        said.contains("'Spring 2024' (in/f.txt)") && said.contains("'03/04/2024' (in/e.csv#1)"),
        "{said}"
    );
    for threads in ["2", "7"] {
        assert_eq!(run(threads), (said.clone(), documents.clone(), skipped.clone()));
    }
}

#[test]
fn paths_hold_outlet_and_date() {
    let place = Place::new()
        .file("in/Courier/2031-05-02_port.txt", TEXT)
        .file("in/Le Monde Libre/2031-05-03_reply.txt", text_of("2031-05-04"))
        .file("in/Herald/2031-05_x.csv", format!("text,source\n{TEXT},Own\n{TEXT},\n"));
    let said = analyze(&place, &["in"], 0);
    assert!(said.contains("--path-pattern '{date}_*'"), "{said}");
    let said = analyze(&place, &["in", "--path-pattern", "{source}/{date}_*"], 0);
    assert_eq!(published(&place), ["2031-05-02", "", "", "2031-05-04"]);
    assert_eq!(place.column("documents", "date_by"), ["path", "", "", "front_matter"]);
    assert_eq!(place.column("documents", "source"), ["Courier", "Own", "", "Le Monde Libre"]);
    let unmatched = "does not fit 1 of 3 paths, such as in/Herald/2031-05_x.csv";
    assert!(said.contains(unmatched), "{said}");
    let periods = place.column("summary", "period");
    assert!(periods.contains(&"2031-05".to_owned()), "{periods:?}");
    analyze(&place, &["in", "--path-pattern", "{source}/{id}_*"], 0);
    assert_eq!(place.column("documents", "doc_id"), ["2031-05-02", "2031-05#1", "2031-05#2", "2031-05-03"]);
    assert_eq!(place.column("documents", "source"), ["Courier", "Own", "Herald", "Le Monde Libre"]);
}

#[test]
fn dates_of_paths_are_a_column() {
    let place = Place::new().file("in/03-04-2031 a.txt", TEXT).file("in/14-04-2031 b.txt", TEXT);
    analyze(&place, &["in", "--path-pattern", "{date} *"], 0);
    assert_eq!(published(&place), ["2031-04-03", "2031-04-14"]);
}

#[test]
fn a_title_in_a_path_is_not_scored() {
    let place = Place::new().file("in/Norway-lied.txt", TEXT);
    analyze(&place, &["in", "--path-pattern", "{title}"], 0);
    assert_eq!(place.column("documents", "title"), ["Norway lied"]);
    assert!(!place.column("mentions", "mention").contains(&"Norway".to_owned()));
}

#[test]
fn a_pattern_that_fits_nothing_or_is_wrong_is_refused() {
    let place = Place::new().file("in/a.txt", TEXT);
    let said = analyze(&place, &["in", "--path-pattern", "{source}/{date}-*"], 2);
    assert!(said.contains("'{source}/{date}-*' fits none of 1 path, such as in/a.txt"), "{said}");
    let said = analyze(&place, &["in", "--path-pattern", "{source}/{dat}"], 2);
    assert!(said.contains("at character 10") && said.contains("{date}"), "{said}");
    let said = analyze(&place, &["in", "--date-order", "ymd"], 2);
    assert!(said.contains("dmy, mdy"), "{said}");
    assert!(!place.path("out").exists());
}

#[test]
#[cfg(unix)]
fn a_named_pipe_is_read_once() {
    let place = Place::new().file("feed.csv", table(&["05/03/2024", "13/03/2024"]));
    let run = std::process::Command::new("sh")
        .current_dir(place.root())
        .env("BIN", assert_cmd::cargo::cargo_bin!("standpoint"))
        .args([
            "-c",
            "mkfifo pipe.csv && { cat feed.csv > pipe.csv & } && timeout 60 \"$BIN\" analyze pipe.csv -o out",
        ])
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert_eq!(published(&place), ["2024-03-05", "2024-03-13"]);
}
