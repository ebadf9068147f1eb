//! The workbook, read back.

use super::*;
use crate::digest::{
    ActorDigest, Division, EvidenceSentence, OutletActor, OutletCell, OutletDigest, PeriodCell, PeriodDigest,
    Side, StanceMean,
};
use crate::output::{Dialect, Existing};
use crate::tables::{ActorTotalRow, DocumentRow, Row, SkippedRow, StanceRow, TopicRow};
use calamine::{Data, Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;
use tempfile::TempDir;

/// A row by the names of its columns; what is not named is empty.
type Cells<'a> = Vec<(&'a str, &'a str)>;

/// A directory with tables.
struct Result {
    directory: Directory,
    rows: BTreeMap<&'static str, u64>,
    dialect: Dialect,
    place: TempDir,
}

use crate::output::directory::Directory;

impl Result {
    fn new(documents: &[Cells<'_>], stance: &[Cells<'_>]) -> Self {
        let place = tempfile::tempdir().unwrap();
        let directory = Directory::create(&place.path().join("out"), Existing::Ours, &[], &[]).unwrap();
        let mut result = Self { directory, rows: BTreeMap::new(), dialect: Dialect::default(), place };
        result.table::<DocumentRow>(documents);
        result.table::<StanceRow>(stance);
        result.table::<ActorTotalRow>(&[vec![("actor_id", "PER"), ("name", "Perú"), ("kind", "country")]]);
        result.table::<TopicRow>(&[vec![("topic_id", "T1"), ("label", "copper, mines")]]);
        result.table::<SkippedRow>(&[vec![("path", "b.bin"), ("reason", "not_utf8"), ("detail", "byte 3")]]);
        result
    }

    fn table<R: Row>(&mut self, rows: &[Cells<'_>]) {
        let name = format!("{}.csv", R::TABLE.name);
        let mut writer = csv::Writer::from_writer(self.directory.file(&name).unwrap());
        writer.write_record(R::TABLE.columns.iter().map(|column| column.name)).unwrap();
        for row in rows {
            let cell =
                |column: &str| row.iter().find(|(name, _)| *name == column).map_or("", |(_, cell)| *cell);
            writer.write_record(R::TABLE.columns.iter().map(|column| cell(column.name))).unwrap();
        }
        self.directory.close(&name, writer.into_inner().map_err(|_| "").unwrap()).unwrap();
        self.rows.insert(R::TABLE.name, rows.len() as u64);
    }

    /// The workbook of a digest and these tables.
    fn book(&self, digest: &Digest, limits: Limits, name: &str) -> (Vec<u8>, Vec<Cut>) {
        let files = TableFiles { directory: &self.directory, dialect: self.dialect, rows: &self.rows };
        let workbook = Workbook { limits, ..Workbook::new(digest, files) };
        let target = self.place.path().join(name);
        let (written, cut) = workbook.write_beside(&target).unwrap();
        written.put().unwrap();
        (std::fs::read(target).unwrap(), cut)
    }
}

/// The cells of a sheet.
fn cells(book: &[u8], sheet: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book.to_vec())).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

fn names(book: &[u8]) -> Vec<String> {
    Xlsx::new(Cursor::new(book.to_vec())).unwrap().sheet_names()
}

/// The text of a cell.
fn text(cells: &[Vec<Data>], row: usize, at: usize) -> String {
    cells.get(row).and_then(|row| row.get(at)).map(ToString::to_string).unwrap_or_default()
}

fn mean(stance: f64) -> StanceMean {
    StanceMean {
        documents: 4,
        with_evidence: 4,
        stance: Some(stance),
        ci_low: Some(-0.7),
        ci_high: Some(-0.1),
    }
}

fn sentence(text: &str) -> EvidenceSentence {
    EvidenceSentence {
        doc_id: "a".to_owned(),
        sentence_id: "S1".to_owned(),
        mention_id: "M1".to_owned(),
        side: Side::Critical,
        stance: -0.5,
        voice: "narration".to_owned(),
        speaker: None,
        outlet: Some("Gaceta".to_owned()),
        published: Some("2031-02-14".to_owned()),
        period: "2031-02".to_owned(),
        title: None,
        url: None,
        text: text.to_owned(),
        marks: Vec::new(),
        strongest: true,
    }
}

fn digest() -> Digest {
    let outlet =
        |name: &str| OutletDigest { outlet: name.to_owned(), documents: 4, ..OutletDigest::default() };
    let period = |name: &str, documents| PeriodDigest { period: name.to_owned(), documents };
    let actor = ActorDigest {
        actor_id: "PER".to_owned(),
        name: "Perú".to_owned(),
        kind: "country".to_owned(),
        mentions: 9,
        mean: mean(-0.4125),
        label: "critical".to_owned(),
        shares: Default::default(),
        stance_narration: Some(-0.25),
        stance_quoted: None,
        stance_reported: None,
        outlets: vec![OutletCell { outlet: "Gaceta".to_owned(), mean: mean(-0.5) }],
        periods: vec![PeriodCell { period: "2031-02".to_owned(), mean: mean(-0.4) }],
        in_topics: 0,
        topics: Vec::new(),
        words: Vec::new(),
        sentences: vec![sentence("Perú betrayed Chile.")],
    };
    Digest {
        actors: vec![actor],
        outlets: vec![outlet("Gaceta"), outlet("Faro")],
        periods: vec![period("2031-01", 0), period("2031-02", 4)],
        ..Digest::default()
    }
}

fn document<'a>(id: &'a str, title: &'a str) -> Cells<'a> {
    vec![
        ("doc_id", id),
        ("title", title),
        ("source", "Gaceta"),
        ("published", "2031-02-14"),
        ("topic_id", "T1"),
    ]
}

fn stance(id: &str) -> Cells<'_> {
    vec![("doc_id", id), ("actor_id", "PER"), ("stance", "-0.4125"), ("label", "critical"), ("mentions", "3")]
}

const SHEETS: [&str; 9] = [
    "Read me",
    "Actors",
    "Actor × outlet",
    "Actor × month",
    "Stance",
    "Sentences",
    "Topics",
    "Documents",
    "Skipped",
];

#[test]
fn what_is_written_is_read_back_with_its_type() {
    let result = Result::new(
        &[document("a", "Señor \u{202e}x"), document("00123", "'=1+1")],
        &[stance("a"), stance("00123")],
    );
    let (book, cut) = result.book(&digest(), LIMITS, "book.xlsx");
    assert_eq!((names(&book), cut), (SHEETS.map(str::to_owned).to_vec(), Vec::new()));
    let rows = cells(&book, "Stance");
    assert_eq!(rows[1][..4], ["Actor", "Kind", "Outlet", "Date"].map(|name| Data::String(name.to_owned())));
    assert_eq!((text(&rows, 2, 0), text(&rows, 2, 2)), ("Perú".to_owned(), "Gaceta".to_owned()));
    let Data::DateTime(day) = &rows[2][3] else { panic!("{:?} is no date", rows[2][3]) };
    assert_eq!(day.to_ymd_hms_milli(), (2031, 2, 14, 0, 0, 0, 0));
    assert_eq!((text(&rows, 2, 4), text(&rows, 2, 5)), ("2031-02".to_owned(), "copper, mines".to_owned()));
    assert_eq!((&rows[2][6], &rows[2][9]), (&Data::Float(-0.4125), &Data::Float(3.0)));
    assert_eq!(text(&rows, 2, 10), "Señor \\u{202e}x");
    assert_eq!(
        (&rows[3][10], &rows[3][11]),
        (&Data::String("=1+1".to_owned()), &Data::String("00123".to_owned()))
    );
    let rows = cells(&book, "Actors");
    assert_eq!((text(&rows, 2, 0), &rows[2][4]), ("Perú".to_owned(), &Data::Float(-0.4125)));
    let rows = cells(&book, "Actor × outlet");
    assert_eq!(
        (text(&rows, 1, 4), text(&rows, 3, 5), &rows[3][4]),
        ("Gaceta".to_owned(), "4".to_owned(), &Data::Float(-0.5))
    );
    let rows = cells(&book, "Actor × month");
    assert_eq!((&rows[2][3], &rows[2][4]), (&Data::Empty, &Data::Float(-0.4)));
    assert_eq!(text(&cells(&book, "Sentences"), 2, 3), "Perú betrayed Chile.");
    assert_eq!(text(&cells(&book, "Skipped"), 2, 0), "b.bin");
    assert_eq!(result.book(&digest(), LIMITS, "again.xlsx").0, book);
}

#[test]
fn numbers_lead_to_their_sentences() {
    let result = Result::new(&[document("a", "")], &[stance("a")]);
    let (book, _) = result.book(&digest(), LIMITS, "book.xlsx");
    let part = |name: &str| {
        let mut zip = zip::ZipArchive::new(Cursor::new(book.clone())).unwrap();
        io::read_to_string(zip.by_name(name).unwrap()).unwrap()
    };
    assert!(part("xl/worksheets/sheet2.xml").contains("location=\"'Sentences'!A3\""));
    assert!(part("xl/worksheets/sheet3.xml").matches("location=\"'Sentences'!A3\"").count() >= 3);
    assert!(part("xl/worksheets/sheet1.xml").contains("location=\"'Actor × month'!A1\""));
    assert!(part("xl/worksheets/sheet4.xml").contains("sparkline"));
    assert!(part("xl/worksheets/sheet2.xml").contains("orientation=\"landscape\""));
}

#[test]
fn outlets_have_their_actors_and_actors_how_far_outlets_are_apart() {
    let result = Result::new(&[document("a", "")], &[stance("a")]);
    let mut digest = digest();
    let cell = |outlet: &str, stance| OutletCell { outlet: outlet.to_owned(), mean: mean(stance) };
    digest.divisions.push(Division {
        actor_id: "PER".to_owned(),
        name: "Perú".to_owned(),
        outlets: 2,
        lowest: cell("Gaceta", -0.5),
        highest: cell("Faro", 0.25),
        difference: 0.75,
        is_clear: true,
    });
    let actor = OutletActor { actor_id: "PER".to_owned(), name: "Perú".to_owned(), mean: mean(-0.5) };
    digest.outlets[0].actors.push(actor);
    let (book, _) = result.book(&digest, LIMITS, "book.xlsx");
    assert_eq!(names(&book)[2..4], ["Actor × outlet", "Outlets"]);
    assert_eq!(cells(&book, "Actor × outlet")[3][3], Data::Float(0.75));
    let rows = cells(&book, "Outlets");
    assert_eq!((text(&rows, 2, 0), text(&rows, 2, 3)), ("Gaceta".to_owned(), "Perú".to_owned()));
    assert_eq!((&rows[2][4], &rows[2][5]), (&Data::Float(4.0), &Data::Float(-0.5)));
}

#[test]
fn colour_is_that_of_the_label_whatever_the_order_of_the_rows() {
    let result = Result::new(&[document("a", "")], &[stance("a")]);
    let (book, _) = result.book(&digest(), LIMITS, "book.xlsx");
    let mut zip = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let sheet = io::read_to_string(zip.by_name("xl/worksheets/sheet2.xml").unwrap()).unwrap();
    assert!(sheet.contains("AND($H3=\"critical\",$G3&lt;0)"), "{sheet}");
    // Bars of one colour, said in a way that LibreOffice does not draw red below 0.
    assert!(sheet.contains("negativeFillColor rgb=\"FF8C9BAC\"") && !sheet.contains("SameAsPositive"));
}

#[test]
fn a_result_without_actors_dates_and_outlets_says_so_on_each_sheet() {
    let result = Result::new(&[vec![("doc_id", "a")]], &[]);
    let (book, cut) = result.book(&Digest::default(), LIMITS, "book.xlsx");
    assert_eq!((names(&book), cut), (SHEETS.map(str::to_owned).to_vec(), Vec::new()));
    for (sheet, says) in [
        ("Actors", "No listed actor"),
        ("Actor × outlet", "No document says what outlet"),
        ("Actor × month", "No document has a date"),
        ("Stance", "No document names a listed actor"),
        ("Sentences", "No sentence speaks"),
        ("Topics", "No topics"),
        ("Documents", "What was read."),
    ] {
        let rows = cells(&book, sheet);
        assert!(text(&rows, 0, 0).starts_with(says), "{sheet}: {}", text(&rows, 0, 0));
    }
    assert_eq!(text(&cells(&book, "Documents"), 2, 0), "a");
}

#[test]
fn too_many_rows_become_a_sample_of_whole_documents_and_the_sheets_say_so() {
    let ids: Vec<String> = (0..10).map(|number| format!("d{number}")).collect();
    let documents: Vec<Cells<'_>> = ids.iter().map(|id| document(id, "")).collect();
    let rows: Vec<Cells<'_>> = ids.iter().skip(1).flat_map(|id| [stance(id), stance(id)]).collect();
    let result = Result::new(&documents, &rows);
    let limits = Limits { stance: 7, ..LIMITS };
    let (book, cut) = result.book(&digest(), limits, "book.xlsx");
    // The documents 0, 3, 6 and 9, of which the first names nobody.
    let shown = |sheet, at| {
        let cells = cells(&book, sheet);
        (2..cells.len()).map(|row| text(&cells, row, at)).collect::<Vec<_>>()
    };
    assert_eq!(shown("Documents", 0), ["d0", "d3", "d6", "d9"]);
    assert_eq!(shown("Stance", 11), ["d3", "d3", "d6", "d6", "d9", "d9"]);
    let caption = text(&cells(&book, "Stance"), 0, 0);
    assert!(caption.contains("Every 3rd document is here, as 18 rows are too many"), "{caption}");
    let cut: Vec<(&str, u64, u64)> = cut.iter().map(|cut| (cut.what.as_str(), cut.shown, cut.of)).collect();
    assert_eq!(cut, [("rows of Stance", 6, 18), ("rows of Documents", 4, 10)]);
    let read_me = cells(&book, "Read me");
    assert!((0..read_me.len()).any(|row| text(&read_me, row, 1).starts_with("6 of 18 are here")));
}

#[test]
fn a_workbook_that_gets_too_large_is_made_smaller() {
    // Texts that do not get smaller when they are packed.
    let mut state = 1u64;
    let mut noise = || {
        let signs = (0..3_000).map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            char::from_u32(0x4E00 + (state >> 40) as u32 % 20_000).unwrap()
        });
        signs.collect::<String>()
    };
    let titles: Vec<(String, String)> = (0..64).map(|number| (format!("d{number}"), noise())).collect();
    let documents: Vec<Cells<'_>> = titles.iter().map(|(id, title)| document(id, title)).collect();
    let result = Result::new(&documents, &[]);
    let all = result.book(&digest(), LIMITS, "all.xlsx").0.len() as u64;
    let limits = Limits { bytes: all / 2, documents: 64, ..LIMITS };
    let (book, cut) = result.book(&digest(), limits, "book.xlsx");
    assert!((book.len() as u64) <= limits.bytes, "{} of {all}", book.len());
    assert!(cut.iter().any(|cut| cut.what == "rows of Documents" && cut.shown < 64));
    let rows = cells(&book, "Documents");
    assert_eq!(text(&rows, 2, 3).chars().count(), 1_000);
    assert!(text(&rows, 2, 3).ends_with('…'));
}

#[test]
fn formulas_scripts_and_long_cells_are_texts() {
    let title = "=HYPERLINK(\"a.example\",\"<script>alert(1)</script>\")";
    let guarded = format!("'{title}");
    let long = "x".repeat(40_000);
    let result = Result::new(&[document("a", &guarded), document("b", &long)], &[]);
    let mut digest = digest();
    digest.outlets[0].outlet = "O\u{202e}utlet & <b>".to_owned();
    digest.actors[0].outlets[0].outlet = digest.outlets[0].outlet.clone();
    digest.actors[0].sentences[0].text = long.clone();
    let (book, _) = result.book(&digest, LIMITS, "book.xlsx");
    let rows = cells(&book, "Documents");
    assert_eq!(rows[2][3], Data::String(title.to_owned()));
    assert_eq!((text(&rows, 3, 3).len(), text(&rows, 3, 3).chars().last()), (1_002, Some('…')));
    assert_eq!(text(&cells(&book, "Actor × outlet"), 1, 4), "O\\u{202e}utlet & <b>");
    let mut zip = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    for number in 0..zip.len() {
        let part = io::read_to_string(zip.by_index(number).unwrap()).unwrap();
        assert!(!part.contains("<script") && !part.contains("<f>"));
    }
}

/// For measurements: `cargo test --lib -- --ignored a_million`.
#[test]
#[ignore = "it takes half a minute"]
fn a_million_rows_make_a_workbook_of_the_same_size() {
    let ids: Vec<String> =
        (0..150_000).map(|number| format!("outlet/2031/article-{number:06}.txt")).collect();
    let titles: Vec<String> =
        ids.iter().map(|id| format!("What {id} says of copper and tariffs today")).collect();
    let documents: Vec<Cells<'_>> = ids.iter().zip(&titles).map(|(id, title)| document(id, title)).collect();
    let stances: Vec<Cells<'_>> = ids.iter().flat_map(|id| (0..8).map(|_| stance(id))).collect();
    let result = Result::new(&documents, &stances);
    let start = std::time::Instant::now();
    let (book, cut) = result.book(&digest(), LIMITS, "book.xlsx");
    eprintln!("{} bytes in {:.1} s; {cut:?}", book.len(), start.elapsed().as_secs_f64());
    assert!(book.len() < 10_000_000 && cells(&book, "Stance").len() < 50_100);
}
