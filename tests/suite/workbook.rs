//! The reader's workbook against the tables of the same run: read back, and through LibreOffice where it is installed.

use crate::support::{CORPUS, Place, Row};
use calamine::{Data, Reader, Xlsx};
use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::process::Command;

/// The cells of a sheet as text, row by row.
type Cells = Vec<Vec<String>>;

/// What a sheet has below its caption: rows by the names of its columns.
fn rows(cells: &Cells) -> Vec<Row> {
    let headers = &cells[1];
    let named = |row: &Vec<String>| headers.iter().cloned().zip(row.iter().cloned()).collect();
    cells.iter().skip(2).map(named).collect()
}

fn read_back(book: &[u8]) -> BTreeMap<String, Cells> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book.to_vec())).unwrap();
    let text = |cell: &Data| match cell {
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    };
    let names = book.sheet_names();
    let cells = names.into_iter().map(|name| {
        let range = book.worksheet_range(&name).unwrap();
        (name, range.rows().map(|row| row.iter().map(text).collect()).collect())
    });
    cells.collect()
}

/// The sheets as LibreOffice shows them; none where it is not installed.
fn through_libre_office(place: &Place) -> Option<BTreeMap<String, Cells>> {
    let profile = format!("-env:UserInstallation=file://{}", place.path("profile").display());
    // Comma, quotation mark, UTF-8, from the first row, as shown, every sheet.
    let format = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
    let arguments = [&profile, "--headless", "--convert-to", format, "--outdir", "shown", "book.xlsx"];
    let ran = Command::new("soffice").current_dir(place.root()).args(arguments).output();
    if !ran.is_ok_and(|ran| ran.status.success()) {
        crate::support::untested("skipped: there is no LibreOffice (soffice) to open the workbook with");
        return None;
    }
    let sheets = place.contents("shown").into_iter().map(|(name, content)| {
        let name = name.trim_start_matches("book-").trim_end_matches(".csv").to_owned();
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(content.as_slice());
        let cells = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        (name, cells)
    });
    Some(sheets.collect())
}

/// Whether a cell of a sheet shows a value of a table: numbers to three decimals.
fn shows(shown: &str, value: &str) -> bool {
    if shown == value {
        return true;
    }
    let number = |text: &str| text.replace([',', '+'], "").parse::<f64>().ok();
    matches!((number(shown), number(value)), (Some(shown), Some(value)) if (shown - value).abs() < 0.000_501)
}

/// Holds a sheet against the rows that the tables say it has: columns of the sheet with their values.
fn assert_shows(sheet: &str, shown: &[Row], expected: &[Vec<(&str, &str)>]) {
    assert_eq!(shown.len(), expected.len(), "{sheet}");
    for (number, (shown, expected)) in shown.iter().zip(expected).enumerate() {
        for (column, value) in expected {
            let cell = shown.get(*column).unwrap_or_else(|| panic!("{sheet} has no {column}: {shown:?}"));
            assert!(shows(cell, value), "{sheet}, row {number}, {column}: '{cell}' for '{value}'");
        }
    }
}

fn check(place: &Place, sheets: &BTreeMap<String, Cells>) {
    let by = |table: &str, id: &str| -> BTreeMap<String, Row> {
        place.rows(table).into_iter().map(|row| (row[id].clone(), row)).collect()
    };
    let (documents, actors) = (by("documents", "doc_id"), by("actors", "actor_id"));
    let topics = by("topics", "topic_id");
    let label = |id: &str| topics.get(id).map_or("", |topic| topic["label"].as_str());
    let table = place.rows("stance");
    let expected: Vec<Vec<(&str, &str)>> = table
        .iter()
        .map(|row| {
            let (document, actor) = (&documents[&row["doc_id"]], &actors[&row["actor_id"]]);
            let day = document["published"].as_str();
            vec![
                ("Actor", actor["name"].as_str()),
                ("Kind", actor["kind"].as_str()),
                ("Outlet", document["source"].as_str()),
                ("Date", day),
                ("Month", day.get(..7).unwrap_or_default()),
                ("Topic", label(&document["topic_id"])),
                ("Stance", row["stance"].as_str()),
                ("Label", row["label"].as_str()),
                ("Confidence", row["confidence"].as_str()),
                ("Mentions", row["mentions"].as_str()),
                ("Title", document["title"].as_str()),
                ("Document", row["doc_id"].as_str()),
                ("Id", row["actor_id"].as_str()),
            ]
        })
        .collect();
    assert!(expected.len() > 200);
    assert_shows("Stance", &rows(&sheets["Stance"]), &expected);
    let table = place.rows("documents");
    let expected: Vec<Vec<(&str, &str)>> = table
        .iter()
        .map(|row| {
            let columns = [
                ("Document", "doc_id"),
                ("Date", "published"),
                ("Outlet", "source"),
                ("Title", "title"),
                ("Author", "author"),
                ("Language", "language"),
                ("Sentences", "sentences"),
                ("Tokens", "tokens"),
                ("File", "path"),
            ];
            columns.iter().map(|(shown, column)| (*shown, row[*column].as_str())).collect()
        })
        .collect();
    assert_shows("Documents", &rows(&sheets["Documents"]), &expected);
    let columns = [
        ("Actor", "name"),
        ("Kind", "kind"),
        ("Documents", "documents"),
        ("Mentions", "mentions"),
        ("Stance", "stance"),
        ("Low", "ci_low"),
        ("High", "ci_high"),
        ("Label", "label"),
        ("Favourable", "favourable"),
        ("Critical", "critical"),
    ];
    let shown = rows(&sheets["Actors"]);
    let expected: Vec<Vec<(&str, &str)>> = shown
        .iter()
        .map(|row| {
            columns.iter().map(|(sheet, column)| (*sheet, actors[&row["Id"]][*column].as_str())).collect()
        })
        .collect();
    assert_eq!(shown.len(), actors.len());
    assert_shows("Actors", &shown, &expected);
    let mentions = by("mentions", "mention_id");
    let sentences = place.rows("sentences");
    let texts: Vec<&str> = sentences.iter().map(|row| row["text"].as_str()).collect();
    let shown = rows(&sheets["Sentences"]);
    assert!(shown.len() > 100);
    for row in &shown {
        assert!(texts.contains(&row["Sentence"].as_str()), "{row:?}");
        let is_of = |mention: &&Row| {
            mention["doc_id"] == row["Document"]
                && mention["actor_id"] == row["Id"]
                && shows(&row["Stance"], &mention["stance"])
        };
        assert!(mentions.values().any(|mention| is_of(&mention)), "{row:?}");
    }
    assert_eq!(rows(&sheets["Topics"]).len(), topics.len());
}

#[test]
fn the_workbook_shows_what_the_tables_say() {
    let place = Place::new();
    place.run(&["analyze", CORPUS, "-o", "out", "-k", "4", "--workbook", "book.xlsx"]).code(0);
    let book = fs::read(place.path("book.xlsx")).unwrap();
    check(&place, &read_back(&book));
    if let Some(sheets) = through_libre_office(&place) {
        check(&place, &sheets);
    }
}
