//! Tables as people have them: whatever parts the cells, whatever the columns are called, whatever the file is.

use crate::support::{CORPUS, Output, Place};
use rust_xlsxwriter::{Format, Formula, Workbook};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::sync::LazyLock;
use zip::write::{SimpleFileOptions, ZipWriter};

/// An article of the sample corpus, taken apart.
#[derive(Debug, Clone, Default)]
struct Article {
    id: String,
    title: String,
    date: String,
    source: String,
    author: String,
    body: String,
}

impl Article {
    fn cells(&self) -> [&str; 6] {
        [&self.id, &self.title, &self.date, &self.source, &self.author, &self.body]
    }
}

/// The articles of the sample corpus, in the order of a walk.
static ARTICLES: LazyLock<Vec<Article>> = LazyLock::new(|| {
    let mut found = Vec::new();
    for outlet in fs::read_dir(CORPUS).unwrap().map(|entry| entry.unwrap().path()) {
        if !outlet.is_dir() {
            continue;
        }
        for file in fs::read_dir(outlet).unwrap().map(|entry| entry.unwrap().path()) {
            let id = file.strip_prefix(CORPUS).unwrap().to_string_lossy().replace('\\', "/");
            found.push(article(&file, id));
        }
    }
    found.sort_by(|a: &Article, b: &Article| a.id.cmp(&b.id));
    assert_eq!(found.len(), 44);
    found
});

fn article(file: &Path, id: String) -> Article {
    let text = fs::read_to_string(file).unwrap();
    let mut article = Article { id, ..Article::default() };
    let Some((head, body)) = text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n")) else {
        article.body = text;
        return article;
    };
    article.body = body.to_owned();
    for line in head.lines() {
        let (key, value) = line.split_once(':').unwrap();
        let value = value.trim().trim_matches('"').to_owned();
        match key {
            "title" => article.title = value,
            "date" => article.date = value,
            "source" => article.source = value,
            "author" => article.author = value,
            _ => {}
        }
    }
    article
}

/// What `stance` prints of the corpus itself.
static EXPECTED: LazyLock<String> = LazyLock::new(|| {
    let (printed, _) = Place::new().output(&["stance", CORPUS], 0);
    assert!(printed.lines().count() > 100);
    printed
});

/// Reads the corpus rewritten as a file of that name; its stances are those of the corpus. Returns what was said.
#[track_caller]
fn same(name: &str, content: impl AsRef<[u8]>, arguments: &[&str]) -> String {
    let place = Place::new().file(name, content);
    let (printed, said) = place.output(&[&["stance", name], arguments].concat(), 0);
    let (ours, theirs): (Vec<&str>, Vec<&str>) = (printed.lines().collect(), EXPECTED.lines().collect());
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert_eq!(ours, theirs, "{name}");
    }
    assert_eq!(ours.len(), theirs.len(), "{name}");
    said
}

const NAMES: [&str; 6] = ["id", "title", "date", "source", "author", "text"];

/// The corpus as a table; `cell` rewrites a cell.
fn table(delimiter: u8, names: &[&str], cell: impl Fn(&str) -> String) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(names).unwrap();
    for article in ARTICLES.iter() {
        let cells: Vec<String> = article.cells().iter().map(|text| cell(text)).collect();
        // A column of no interest, as number with a decimal comma.
        let more = names.len() - cells.len();
        writer
            .write_record(cells.iter().map(String::as_str).chain(std::iter::repeat_n("3,14", more)))
            .unwrap();
    }
    writer.into_inner().unwrap()
}

fn as_is(text: &str) -> String {
    text.to_owned()
}

#[test]
fn a_table_of_commas_is_read_without_a_word() {
    assert_eq!(same("a.csv", table(b',', &NAMES, as_is), &[]), "");
}

#[test]
fn semicolons_tabs_and_pipes_are_told_from_the_header() {
    let names = [&NAMES[..], &["price, net"]].concat();
    let said = same("a.csv", table(b';', &names, as_is), &[]);
    assert_eq!(said, "a.csv: cells are parted by ';'\n");
    let said = same("a.csv", table(b'\t', &NAMES, as_is), &[]);
    assert_eq!(said, "a.csv: cells are parted by tabs\n");
    assert!(same("a.csv", table(b'|', &names, as_is), &[]).contains("parted by '|'"));
    assert!(same("a.tsv", table(b';', &names, as_is), &[]).contains("parted by ';'"));
    // With the flag there is nothing to be told.
    assert_eq!(same("a.csv", table(b';', &names, as_is), &["--delimiter", ";"]), "");
    assert_eq!(same("a.csv", table(b'~', &NAMES, as_is), &["--delimiter", "~"]), "");
    let declared = [b"sep=;\r\n", &table(b';', &NAMES, as_is)[..]].concat();
    same("a.csv", declared, &[]);
}

#[test]
fn columns_are_found_in_capitals_and_by_their_usual_names() {
    let said = same("a.csv", table(b',', &["ID", "TITLE", "DATE", "SOURCE", "AUTHOR", "TEXT"], as_is), &[]);
    assert!(said.starts_with("a.csv: text from 'TEXT', id from 'ID', title from 'TITLE'"), "{said}");
    let names = ["doc_id", "Headline", "date_publish", "publication", "byline", "maintext"];
    let said = same("a.csv", table(b',', &names, as_is), &[]);
    let expected = "a.csv: text from 'maintext', id from 'doc_id', title from 'Headline', date from 'date_publish', \
                    source from 'publication', author from 'byline'\n";
    assert_eq!(said, expected);
}

#[test]
fn html_in_cells_is_read_as_text() {
    let encode = |text: &str| {
        let text = text.replace('&', "&amp;").replace('\'', "&#39;").replace('"', "&quot;");
        text.replace('’', "&rsquo;").replace('—', "&mdash;")
    };
    let said = same("a.csv", table(b',', &NAMES, encode), &[]);
    assert!(said.contains("HTML tags and entities") && said.contains("--no-clean-up markup"), "{said}");
    let tagged = |text: &str| {
        let blocks: Vec<&str> = text.split("\n\n").collect();
        if blocks.len() < 2 { text.to_owned() } else { format!("<p>{}</p>", blocks.join("</p><p>")) }
    };
    assert!(same("a.csv", table(b',', &NAMES, tagged), &[]).contains("HTML tags"));
}

/// The articles as objects of JSON.
fn objects() -> Vec<Value> {
    let object = |article: &Article| {
        json!({
            "id": article.id,
            "headline": article.title,
            "publishedAt": article.date,
            "source": {"id": null, "name": article.source},
            "authors": [{"name": article.author, "age": 3}],
            "content": article.body,
            "tags": ["one", "two"],
        })
    };
    ARTICLES.iter().map(object).collect()
}

#[test]
fn json_is_read_as_array_as_object_that_holds_one_and_in_lines() {
    let taken = "text from 'content', title from 'headline', date from 'publishedAt', source from 'source.name', \
                 author from 'authors'";
    let said = same("a.json", serde_json::to_vec_pretty(&objects()).unwrap(), &[]);
    assert_eq!(said, format!("a.json: {taken}\n"));
    let holder = json!({"status": "ok", "response": {"total": 44, "articles": objects()}});
    let said = same("a.json", serde_json::to_vec(&holder).unwrap(), &[]);
    assert_eq!(said, format!("a.json: the articles are in 'response.articles'; {taken}\n"));
    let lines =
        |objects: Vec<Value>| objects.iter().fold(String::new(), |all, object| all + &format!("{object}\n"));
    assert_eq!(same("a.jsonl", lines(objects()), &[]), format!("a.jsonl: {taken}\n"));
    assert_eq!(same("a.json", lines(objects()), &[]), format!("a.json: {taken}\n"));
    // Texts in lists of paragraphs, under a key in a key.
    let nested = ARTICLES.iter().map(|article| {
        let paragraphs: Vec<&str> = article.body.split("\n\n").collect();
        json!({"meta": {"key": article.id, "title": article.title, "day": article.date, "outlet": article.source,
                        "by": article.author},
               "story": {"paragraphs": paragraphs}})
    });
    let flags = [
        "--text-column",
        "story.paragraphs",
        "--id-column",
        "meta.key",
        "--title-column",
        "meta.title",
        "--date-column",
        "meta.day",
        "--source-column",
        "meta.outlet",
    ];
    assert_eq!(same("a.jsonl", lines(nested.collect()), &flags), "");
}

/// The corpus as a workbook: a note above the header, an empty sheet and one without texts before the sheet with the
/// articles, dates that are dates.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Empty").unwrap();
    let prices = book.add_worksheet().set_name("Prices").unwrap();
    prices.write_row(0, 0, ["day", "copper"]).unwrap();
    let sheet = book.add_worksheet().set_name("Articles").unwrap();
    sheet.write(0, 0, "Export of the archive").unwrap();
    sheet.write_row(2, 0, NAMES).unwrap();
    let date_format = Format::new().set_num_format("yyyy-mm-dd");
    for (row, article) in (3..).zip(ARTICLES.iter()) {
        for (column, text) in (0..).zip(article.cells()) {
            match rust_xlsxwriter::ExcelDateTime::parse_from_str(text) {
                Ok(date) if column == 2 => {
                    sheet.write_with_format(row, column, &date, &date_format).unwrap();
                }
                _ => {
                    sheet.write(row, column, text).unwrap();
                }
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_is_read() {
    let said = same("a.xlsx", workbook(), &[]);
    assert_eq!(said, "a.xlsx: the sheet is 'Articles'\n");
}

/// A zip archive of these parts.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A spreadsheet of OpenDocument with these rows.
fn open_document(rows: &[Vec<String>]) -> Vec<u8> {
    let mut content = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content><office:body><office:spreadsheet>\
         <table:table table:name=\"Articles\">",
    );
    for row in rows {
        content.push_str("<table:table-row>");
        for cell in row {
            content.push_str("<table:table-cell office:value-type=\"string\">");
            for line in cell.split('\n') {
                let line = line.replace('&', "&amp;").replace('<', "&lt;");
                write!(content, "<text:p>{line}</text:p>").unwrap();
            }
            content.push_str("</table:table-cell>");
        }
        content.push_str("</table:table-row>");
    }
    content.push_str("</table:table></office:spreadsheet></office:body></office:document-content>");
    package(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ])
}

#[test]
fn a_spreadsheet_of_open_document_is_read() {
    let header = NAMES.iter().map(|name| (*name).to_owned()).collect();
    let row = |article: &Article| article.cells().iter().map(|text| (*text).to_owned()).collect();
    let rows: Vec<Vec<String>> = std::iter::once(header).chain(ARTICLES.iter().map(row)).collect();
    assert_eq!(same("a.ods", open_document(&rows), &[]), "");
}

#[test]
fn two_columns_that_may_be_the_text_are_asked_about() {
    for (name, content) in [
        ("a.csv", "id,body,content\n1,France praised Spain.,x\n"),
        ("a.json", "[{\"body\": \"France praised Spain.\", \"content\": \"x\"}]"),
        ("a.jsonl", "{\"body\": \"France praised Spain.\", \"content\": \"x\"}\n"),
    ] {
        let place = Place::new().file(name, content);
        place.run(&["stance", name]).code(2).says(&[name, "'body' and 'content'", "--text-column"]);
        let (printed, said) = place.output(&["stance", name, "--text-column", "BODY"], 0);
        assert!(printed.contains(",ESP,"), "{printed}");
        assert_eq!(said, "");
    }
}

#[test]
fn what_was_taken_is_said_once_for_all_files_of_a_run() {
    let place = Place::new();
    for name in ["in/a.csv", "in/b.csv", "in/c.csv"] {
        place.write(name, format!("doc_id;content\n{name};France praised Spain.\n"));
    }
    let (_, said) = place.output(&["stance", "in"], 0);
    let expected =
        "in/a.csv and 2 more inputs: cells are parted by ';'; text from 'content', id from 'doc_id'\n";
    assert_eq!(said, expected);
    assert_eq!(place.output(&["stance", "in", "-q"], 0).1, "");
}

#[test]
fn rows_with_another_sign_than_the_header_are_skipped_with_their_lines() {
    let rows = "id;text\na;France praised Spain.\nb,Norway blamed Canada.\nc;Peru thanked Chile.\n";
    let place = Place::new().file("in/rows.csv", rows);
    let (printed, said) = place.output(&["stance", "in"], 3);
    assert!(
        said.contains("in/rows.csv#2") && said.contains("line 3") && said.contains("parted by ','"),
        "{said}"
    );
    assert!(printed.contains("a,ESP") && printed.contains("c,CHL") && !printed.contains("CAN"), "{printed}");
}

#[test]
fn brackets_without_end_are_a_skip() {
    for text in [
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        format!("[{}{}]", "[".repeat(99_999), "]".repeat(99_999)),
    ] {
        let place = Place::new().file("in/a.json", text).file("in/b.txt", "France praised Spain.");
        place.run(&["stance", "in"]).code(3).says(&["in/a.json#1: bad_json"]);
        place.run(&["stance", "in/a.json"]).code(1).says(&["bad_json", "nothing readable"]);
    }
}

#[test]
fn what_is_no_workbook_is_skipped_with_what_it_is() {
    for (content, says) in [
        (package(&[("[Content_Types].xml", ""), ("word/document.xml", "")]), "a text document"),
        (package(&[("a.csv", "text\n")]), "unpack it"),
        (package(&[("[Content_Types].xml", ""), ("xl/workbook.xml", "")]), "bad_workbook"),
        (b"id,text\na,France praised Spain.\n".to_vec(), "--format csv"),
        (workbook()[..2000].to_vec(), "broken package"),
    ] {
        let place = Place::new().file("in/a.xlsx", content).file("in/b.txt", "France praised Spain.");
        place.run(&["stance", "in"]).code(3).says(&["in/a.xlsx: bad_workbook", says]);
        place.run(&["stance", "in/a.xlsx"]).code(1).says(&[says]);
    }
    let place = Place::new().file("in/b.txt", "France praised Spain.");
    let mut book = Workbook::new();
    book.add_worksheet().write_row(0, 0, ["day", "copper"]).unwrap();
    book.add_worksheet();
    place.write("in/a.xlsx", book.save_to_buffer().unwrap());
    let says = ["day, copper in the sheet 'Sheet1'", "the empty sheet 'Sheet2'", "--text-column"];
    place.run(&["stance", "in"]).code(3).says(&says).says(&["no_text_column"]);
    place.run(&["stance", "in/a.xlsx"]).code(2).says(&says);
}

#[test]
fn formulas_merged_cells_errors_and_other_sheets_of_a_workbook() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("2030").unwrap();
    sheet.write_row(0, 0, ["outlet", "when", "body"]).unwrap();
    let format = Format::new();
    sheet.merge_range(1, 0, 2, 0, "Gull Post", &format).unwrap();
    let time = Format::new().set_num_format("d/m/yy hh:mm");
    let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2030, 5, 6).unwrap();
    sheet.write_with_format(1, 1, &date, &time).unwrap();
    sheet.write_formula(1, 2, Formula::new("=A9&A10").set_result("France praised Spain.")).unwrap();
    sheet.write(2, 2, "Norway blamed Canada.").unwrap();
    sheet.write_formula(4, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    let other = book.add_worksheet().set_name("2031").unwrap();
    other.write_row(0, 0, ["outlet", "body"]).unwrap();
    let place = Place::new().file("in/a.xlsx", book.save_to_buffer().unwrap());
    let (_, said) = place.output(&["analyze", "in", "-o", "out", "--date-column", "when"], 3);
    for part in ["the sheet is '2030'", "not read: '2031'", "row 5 of the sheet: #DIV/0!"] {
        assert!(said.contains(part), "{said}");
    }
    assert_eq!(place.column("documents", "source"), ["Gull Post", "Gull Post"]);
    assert_eq!(place.column("documents", "published"), ["2030-05-06", ""]);
    assert_eq!(place.column("stance", "actor_id"), ["ESP", "FRA", "CAN", "NOR"]);
}

#[test]
fn a_full_cell_is_warned_of() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "text").unwrap();
    sheet.write(1, 0, "France praised Spain. ".repeat(2000).get(..32_767).unwrap()).unwrap();
    let place = Place::new().file("a.xlsx", book.save_to_buffer().unwrap());
    let (_, said) = place.output(&["stance", "a.xlsx"], 0);
    assert!(said.contains("1 text has 32767 characters"), "{said}");
}

#[test]
fn a_delimiter_is_one_sign() {
    let place = Place::new().file("a.csv", "id;text\n");
    place.run(&["stance", "a.csv", "--delimiter", ";;"]).code(2).says(&["--delimiter", "one character"]);
    for sign in ["tab", "semicolon", "\\t", "|"] {
        place.run(&["stance", "a.csv", "--delimiter", sign]).says(&["a.csv"]);
    }
}
