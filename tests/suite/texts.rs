//! Texts as people have them: downloads of press databases, transcripts, wrapped and hyphenated lines, pages, Markdown,
//! subtitles, and documents of other programs.

use crate::support::{CORPUS, Output, Place, Row};
use std::collections::BTreeMap;
use std::fs;

/// An article of the sample corpus.
struct Sample {
    title: String,
    date: String,
    source: String,
    author: String,
    paragraphs: Vec<String>,
}

/// Some articles of the sample corpus, without those whose pages are messy.
fn samples() -> Vec<Sample> {
    let mut paths: Vec<_> = ["harbour-tribune", "northern-sentinel"]
        .iter()
        .flat_map(|outlet| fs::read_dir(format!("{CORPUS}/{outlet}")).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.to_string_lossy().contains("messy"))
        .collect();
    paths.sort();
    paths.iter().step_by(2).map(|path| sample(&fs::read_to_string(path).unwrap())).collect()
}

fn sample(text: &str) -> Sample {
    let (head, body) = text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n")).unwrap();
    let field = |key: &str| {
        let line = head.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
        line.unwrap().trim_matches('"').to_owned()
    };
    Sample {
        title: field("title"),
        date: field("date"),
        source: field("source"),
        author: field("author"),
        paragraphs: body.trim().split("\n\n").map(str::to_owned).collect(),
    }
}

/// A date in words: `2 May 2031`.
fn in_words(date: &str) -> (String, &'static str, String) {
    let names = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let parts: Vec<&str> = date.split('-').collect();
    let month = names[parts[1].parse::<usize>().unwrap() - 1];
    (parts[2].trim_start_matches('0').to_owned(), month, parts[0].to_owned())
}

/// A paragraph in lines of `width`; long words are divided if `divide`.
fn wrapped(text: &str, width: usize, divide: bool) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().unwrap();
        let room = width.saturating_sub(line.chars().count() + 1);
        if line.chars().count() + 1 + word.chars().count() <= width || line.is_empty() {
            let gap = if line.is_empty() { "" } else { " " };
            line.push_str(&format!("{gap}{word}"));
        } else if divide && room > 4 && word.len() > room + 3 && word.bytes().all(|b| b.is_ascii_lowercase())
        {
            let (left, right) = word.split_at(room - 1);
            line.push_str(&format!(" {left}-"));
            lines.push(right.to_owned());
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.join("\n")
}

impl Sample {
    fn body(&self) -> String {
        self.paragraphs.join("\n\n")
    }

    fn wrapped(&self, width: usize, divide: bool, between: &str) -> String {
        let lines: Vec<String> = self.paragraphs.iter().map(|text| wrapped(text, width, divide)).collect();
        lines.join(between)
    }

    fn front_matter(&self) -> String {
        let Self { title, date, source, author, .. } = self;
        format!("---\ntitle: {title}\ndate: {date}\nsource: {source}\nauthor: {author}\n---\n\n")
    }
}

/// The rows of `stance.csv`, in order, by the title of their document, without ids and what is drawn by them.
fn stances(place: &Place) -> BTreeMap<String, Vec<Row>> {
    let titles: BTreeMap<String, String> = place
        .rows("documents")
        .into_iter()
        .map(|row| (row["doc_id"].clone(), row["title"].clone()))
        .collect();
    let mut by_title: BTreeMap<String, Vec<Row>> = titles.values().map(|t| (t.clone(), Vec::new())).collect();
    for mut row in place.rows("stance") {
        let title = titles[&row["doc_id"]].clone();
        for column in ["doc_id", "ci_low", "ci_high"] {
            row.remove(column);
        }
        by_title.get_mut(&title).unwrap().push(row);
    }
    by_title
}

/// Date, outlet and author by title.
fn headers(place: &Place) -> BTreeMap<String, [String; 3]> {
    let header = |row: Row| {
        let fields = ["published", "source", "author"].map(|column| row[column].clone());
        (row["title"].clone(), fields)
    };
    place.rows("documents").into_iter().map(header).collect()
}

fn analyzed(files: &[(String, String)]) -> Place {
    let place = Place::new();
    for (name, text) in files {
        place.write(&format!("in/{name}"), text);
    }
    place.run(&["analyze", "in", "-o", "out", "-q", "--k", "2"]).code(0);
    place
}

#[test]
fn articles_in_any_form_have_the_stances_of_the_originals() {
    let samples = samples();
    let each = |ending: &str, form: &dyn Fn(&Sample) -> String| -> Vec<(String, String)> {
        samples.iter().enumerate().map(|(at, sample)| (format!("{at:02}.{ending}"), form(sample))).collect()
    };
    let one = |form: &dyn Fn(usize, &Sample) -> String| -> Vec<(String, String)> {
        let parts: Vec<String> =
            samples.iter().enumerate().map(|(at, sample)| form(at + 1, sample)).collect();
        vec![("download.txt".to_owned(), parts.concat())]
    };
    let original = analyzed(&each("txt", &|sample| sample.front_matter() + &sample.body()));
    let expected = stances(&original);
    assert!(expected.values().map(Vec::len).sum::<usize>() > 40);
    let all = samples.len();
    let forms: [(&str, Vec<(String, String)>); 8] = [
        (
            "LexisNexis",
            one(&|number, sample| {
                let Sample { title, date, source, author, .. } = sample;
                let (day, month, year) = in_words(date);
                let body = sample.wrapped(78, false, "\n\n");
                format!(
                    "                     {number} of {all} DOCUMENTS\n\n\n                  {source}\n\n             \
                     {month} {day}, {year} Tuesday\n\n{title}\n\nBYLINE: {author}\n\nSECTION: NEWS; Pg. 4\n\nLENGTH: 400 words\n\n\
                     {body}\n\nLOAD-DATE: May 3, 2031\n\nLANGUAGE: ENGLISH\n\nCopyright {year} Post Holdings, Washington\n\n\n"
                )
            }),
        ),
        (
            "Nexis Uni",
            one(&|_, sample| {
                let Sample { title, date, source, author, .. } = sample;
                let (day, month, year) = in_words(date);
                let body = sample.body();
                format!(
                    "{title}\n \n \n{source}\n{month} {day}, {year} Tuesday\n \nCopyright {year} Post Holdings All Rights Reserved\n \n\
                     Section: NEWS; Pg. 4\nLength: 400 words\nByline: {author}\nBody\n\n \n{body}\n\nLoad-Date: May 3, 2031\n\n\n\
                     End of Document\n\n\n"
                )
            }),
        ),
        (
            "Factiva with codes",
            one(&|number, sample| {
                let Sample { title, date, source, author, paragraphs } = sample;
                let (day, month, year) = in_words(date);
                let (first, rest) = paragraphs.split_first().unwrap();
                let rest = rest.join("\n\n");
                format!(
                    "HD   {title}\nBY   By {author}\nWC   400 words\nPD   {day} {month} {year}\nSN   {source}\nSC   POST\nLA   English\n\
                     CY   Copyright {year} Post Holdings\n\nLP\n{first}\n\nTD\n{rest}\n\nNS   gpol : Politics\n\
                     AN   Document POST00002031050{number:02}ek520003p\n\n"
                )
            }),
        ),
        (
            "Factiva",
            one(&|number, sample| {
                let Sample { title, date, source, author, .. } = sample;
                let (day, month, year) = in_words(date);
                let body = sample.body();
                format!(
                    "{title}\nBy {author}\n400 words\n{day} {month} {year}\n{source}\nPOST\nEnglish\nCopyright {year} Post Holdings\n\n\
                     {body}\n\nDocument POST00002031050{number:02}ek520003p\n\n"
                )
            }),
        ),
        (
            "Markdown",
            each("md", &|sample| {
                let body = sample.wrapped(80, false, "\n\n");
                format!("{}# {}\n\n{body}\n\n![A port](port.png)\n", sample.front_matter(), sample.title)
            }),
        ),
        ("wrapped", each("txt", &|sample| sample.front_matter() + &sample.wrapped(72, false, "\n"))),
        ("hyphenated", each("txt", &|sample| sample.front_matter() + &sample.wrapped(60, true, "\n\n"))),
        (
            "pages",
            each("txt", &|sample| {
                let wrapped = sample.wrapped(70, false, "\n\n");
                let lines: Vec<&str> = wrapped.split('\n').collect();
                let page = |(number, lines): (usize, &[&str])| {
                    format!("Yearbook of {}\n\n{}\n\n{}\n", sample.date, lines.join("\n"), number + 1)
                };
                let pages: Vec<String> = lines.chunks(20).enumerate().map(page).collect();
                sample.front_matter() + &pages.join("\u{c}")
            }),
        ),
    ];
    for (form, files) in forms {
        let place = analyzed(&files);
        assert_eq!(headers(&place), headers(&original), "{form}");
        let found = stances(&place);
        for (title, rows) in &expected {
            assert_eq!(&found[title], rows, "{form}: {title}");
        }
    }
}

#[test]
fn a_download_is_as_many_documents_as_it_has_articles() {
    let article = |n: u8, title: &str, byline: &str, text: &str| {
        format!(
            "        {n} of 2 DOCUMENTS\r\n\r\n\r\n        The Coast Post (Norway)\r\n\r\n        May {n}, 2031 Thursday\r\n\r\n\
             {title}\r\n\r\nBYLINE: {byline}\r\n\r\nLENGTH: 13 words\r\n\r\n{text}\r\n\r\nLOAD-DATE: May 3, 2031\r\n\r\n\
             Copyright 2031 Coast Post, Washington, All Rights Reserved\r\n\r\n\r\n"
        )
    };
    let text =
        article(1, "Port deal wins praise", "Ana Lenz, London correspondent", "Norway praised Poland.")
            + &article(2, "Bank is fined", "Jo Marr", "Goldman Sachs was fined for misleading France.");
    let place = Place::new().file("nexis.txt", &text);
    place.run(&["analyze", "nexis.txt", "-o", "out", "-q"]).code(0);
    assert_eq!(place.column("documents", "doc_id"), ["nexis.txt#1", "nexis.txt#2"]);
    assert_eq!(place.column("documents", "title"), ["Port deal wins praise", "Bank is fined"]);
    assert_eq!(place.column("documents", "published"), ["2031-05-01", "2031-05-02"]);
    assert_eq!(place.column("documents", "source"), ["The Coast Post (Norway)"; 2]);
    assert_eq!(place.column("documents", "author"), ["Ana Lenz, London correspondent", "Jo Marr"]);
    assert_eq!(place.column("mentions", "actor_id"), ["NOR", "POL", "goldman-sachs", "FRA"]);
    // The same from stdin.
    let rows = place.run_on(&text, &["stance", "-q"]).code(0).printed();
    assert!(rows.contains("stdin#1,NOR,") && rows.contains("stdin#2,FRA,"), "{rows}");
}

#[test]
fn words_divided_at_line_ends_are_whole_and_their_places_right() {
    let text = "The Kazakh-\nstan delegation was praised for its hon-\nesty, while the Nor-\nwegian minister was \
                accused of corrup-\ntion by Ger-\nmany. A well-\nknown judge disagreed.\n";
    let place = Place::new().file("scan.txt", text);
    place.run(&["analyze", "scan.txt", "-o", "out", "-q", "--evidence", "all"]).code(0);
    assert_eq!(place.column("mentions", "actor_id"), ["KAZ", "KAZ", "NOR", "DEU"]);
    for row in place.rows("mentions") {
        let (start, end) = (row["start"].parse::<usize>().unwrap(), row["end"].parse::<usize>().unwrap());
        let there: String = text.chars().skip(start).take(end - start).collect();
        assert_eq!(there.replace("-\n", ""), row["mention"]);
    }
    let cues = place.column("evidence", "cue");
    assert!(cues.iter().any(|cue| cue.contains("corruption")), "{cues:?}");
    assert!(place.column("sentences", "text").iter().all(|text| !text.contains("well- ")));
    let clean_up = &place.rows("documents")[0]["clean_up"];
    assert!(clean_up.contains("hyphenation=6") && clean_up.contains("wrapped_lines=1"), "{clean_up}");
    let off = place.run(&["terms", "scan.txt", "-q", "--no-clean-up", "hyphenation"]).code(0).printed();
    assert!(off.contains("corrup"), "{off}");
}

#[test]
fn a_transcript_is_quoted_by_its_speakers() {
    let text = "MODERATOR: Welcome. Mr Johnson, was the deal a failure?\n\nBORIS JOHNSON: The deal is a triumph. France has \
                been a disgrace.\n\nEMMANUEL MACRON: That is nonsense. Britain is a disgrace.\n\nBORIS JOHNSON: We kept every \
                promise, and I am proud of it.\n";
    let place = Place::new().file("debate.txt", text);
    place.run(&["analyze", "debate.txt", "-o", "out", "-q"]).code(0);
    let mut seen: Vec<(String, String, String)> = place
        .rows("mentions")
        .iter()
        .map(|row| (row["actor_id"].clone(), row["voice"].clone(), row["speaker_id"].clone()))
        .collect();
    seen.dedup();
    let expected = [
        ("boris-johnson", "quoted", ""),
        ("FRA", "quoted", "boris-johnson"),
        ("GBR", "quoted", "emmanuel-macron"),
    ];
    assert_eq!(seen, expected.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned())));
    let row = &place.rows("documents")[0];
    assert!(row["clean_up"].contains("speaker_label=4") && row["title"].is_empty(), "{row:?}");
    let labels: Vec<String> = place
        .rows("stance")
        .into_iter()
        .filter(|row| row["actor_id"] == "FRA" || row["actor_id"] == "GBR")
        .map(|row| row["label"].clone())
        .collect();
    assert_eq!(labels, ["critical", "critical"]);
}

#[test]
fn subtitles_are_sentences_of_their_speakers() {
    let text = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\n<v Boris Johnson>France has been\n\n2\n00:00:03.000 --> 00:00:04.000\n\
                <v Boris Johnson>a <i>disgrace</i>.\n";
    let place = Place::new().file("in/a.vtt", text);
    place.run(&["analyze", "in", "-o", "out", "-q"]).code(0);
    let rows = place.rows("mentions");
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0]["actor_id"].as_str(), rows[0]["speaker_id"].as_str()), ("FRA", "boris-johnson"));
    assert_eq!(place.column("sentences", "text"), ["France has been a disgrace."]);
}

#[test]
fn documents_of_other_programs_are_skipped_with_the_command_that_converts_them() {
    let place = Place::new()
        .file("report.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")
        .file("a.docx", b"PK\x03\x04\x14\0\0\0\0\0[Content_Types].xml word/document.xml")
        .file("b.txt", "{\\rtf1\\ansi Norway praised Poland.}")
        .file("c.txt", "Norway praised Poland.");
    place.run(&["stance", "report.pdf", "a.docx", "b.txt", "c.txt"]).code(3).says(&[
        "pdftotext 'report.pdf' 'report.txt'",
        "pandoc 'a.docx'",
        "pandoc 'b.txt'",
    ]);
}

#[test]
fn a_walk_passes_over_the_files_of_a_project() {
    let place = Place::new()
        .file("in/README.md", "Sweden lied.")
        .file("in/LICENSE.txt", "Sweden lied.")
        .file("in/a.md", "# Ports\n\n**Norway** praised [Poland](https://example.org/sweden).\n");
    place.run(&["analyze", "in", "-o", "out", "-q"]).code(0);
    assert_eq!(place.column("documents", "doc_id"), ["a.md"]);
    assert_eq!(place.column("mentions", "mention"), ["Norway", "Poland"]);
    // Named, it is read.
    let rows = place.run(&["stance", "in/README.md", "-q"]).code(0).printed();
    assert!(rows.contains("SWE"), "{rows}");
}
