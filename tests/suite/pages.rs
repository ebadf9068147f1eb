//! Web pages: the article that is taken out of them, what the pages say about it, and pages that are refused.

use crate::support::{Output, Place};
use standpoint::ingest::{Article, Context, Decoding, Metadata, Payload, Raw, RuleSet, load};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages");

/// The pages of the folder, in order of their names.
fn pages() -> Vec<PathBuf> {
    let paths = fs::read_dir(PAGES).unwrap().map(|entry| entry.unwrap().path());
    let is_page =
        |path: &PathBuf| path.extension().is_some_and(|ending| ending == "html" || ending == "xhtml");
    let mut pages: Vec<PathBuf> = paths.filter(is_page).collect();
    pages.sort();
    pages
}

fn article(path: &Path) -> Article {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let payload = Payload::Page(Box::new(Payload::File(path.to_path_buf())));
    let (metadata, context) = (Metadata::default(), Context::default());
    let raw = Raw { doc_id: name.clone(), path: name, row: None, payload, metadata, context };
    let language = standpoint::shipped::knowledge().unwrap().language;
    load(raw, &Decoding::default(), RuleSet::default(), &language).unwrap()
}

/// How often each word of a text is in it.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
    words
}

/// Precision, recall and F1 of the words of a text against those of the body that a reader would copy.
fn measured(text: &str, body: &str) -> [f64; 3] {
    let (found, wanted) = (words(text), words(body));
    let both =
        found.iter().map(|(word, count)| *count.min(wanted.get(word).unwrap_or(&0))).sum::<usize>() as f64;
    let total = |words: &BTreeMap<String, usize>| words.values().sum::<usize>() as f64;
    let (precision, recall) = (both / total(&found), both / total(&wanted));
    [precision, recall, 2.0 * precision * recall / (precision + recall)]
}

#[test]
fn the_article_is_what_a_reader_would_copy() {
    let pages = pages();
    assert_eq!(pages.len(), 10);
    let mut sums = [0.0; 3];
    for path in &pages {
        let article = article(path);
        let body = fs::read_to_string(path.with_extension("txt")).unwrap();
        let figures = measured(&article.source, &body);
        eprintln!(
            "{} precision {:.3} recall {:.3} F1 {:.3}",
            article.doc_id, figures[0], figures[1], figures[2]
        );
        assert!(figures[2] >= 0.9, "{}: F1 {:.3}\n{}", article.doc_id, figures[2], article.source);
        sums.iter_mut().zip(figures).for_each(|(sum, figure)| *sum += figure);
    }
    let [precision, recall, f1] = sums.map(|sum| sum / pages.len() as f64);
    eprintln!("mean precision {precision:.3} recall {recall:.3} F1 {f1:.3}");
    assert!(f1 >= 0.97 && recall >= 0.98, "F1 {f1:.3}, recall {recall:.3}");
}

#[test]
fn what_a_page_says_about_its_article_is_in_documents() {
    let place = Place::new();
    for path in pages() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        place.write(&format!("in/{name}"), fs::read(&path).unwrap());
    }
    place.run(&["analyze", "in", "-o", "out"]).code(0);
    let rows = place.rows("documents");
    let columns = ["title", "published", "date_by", "author", "source", "url"];
    for (name, expected) in [
        (
            "01-semantic.html",
            [
                "Norway and Poland end the ferry dispute",
                "2031-04-07",
                "json_ld",
                "Ingrid Voll",
                "The Fjord Courier",
                "https://www.fjordcourier.example/world/norway-poland-ferry",
            ],
        ),
        (
            "02-layers.html",
            [
                "Kenya backs the lake treaty",
                "2031-05-19",
                "address",
                "Moses Atieno",
                "Savanna Ledger",
                "https://savannaledger.example/2031/05/19/kenya-lake-treaty/",
            ],
        ),
        (
            "03-tables.html",
            ["Le Havre dockers accept Spanish offer", "", "", "Renée Duchêne", "Channel Gazette", ""],
        ),
        ("04-breaks.html", ["What Chile got right", "", "", "", "Notes from the Harbour", ""]),
        (
            "05-declared.xhtml",
            [
                "Canada and Mexico quarrel over grain",
                "2031-06-02",
                "address",
                "Lucia Ferrant",
                "Atlas Bulletin",
                "https://atlasbulletin.example/2031/jun/02/canada-mexico-grain",
            ],
        ),
        ("06-short.html", ["Tram strike in Porto ends", "2031-02-11", "meta", "", "Douro Post", ""]),
        (
            "07-german.html",
            ["Wien lobt den neuen Nachtzug nach Triest", "2031-09-14", "meta", "", "Donaubote", ""],
        ),
        (
            "08-opinion.html",
            [
                "Iceland is right to be stubborn",
                "2031-08-01",
                "json_ld",
                "Dr Sunniva Hale",
                "North Atlantic Review",
                "https://northatlanticreview.example/opinion/iceland-stubborn",
            ],
        ),
        (
            "09-live.html",
            ["Summit in Quito: as it happened", "2031-10-22", "meta", "Teresa Iman", "Andean Wire", ""],
        ),
        (
            "10-components.html",
            [
                "India offers Nepal a railway",
                "2031-11-03",
                "address",
                "Harish Gurung and Mila Roy",
                "The Plains Observer",
                "https://plainsobserver.example/asia/india-nepal-railway-20311103.html",
            ],
        ),
    ] {
        let row = rows.iter().find(|row| row["doc_id"] == name).unwrap();
        assert_eq!(columns.map(|column| row[column].as_str()), expected, "{name}");
    }
}

#[test]
fn a_page_declares_its_language() {
    let language = |name: &str| article(&Path::new(PAGES).join(name)).metadata.language;
    assert_eq!(language("01-semantic.html").as_deref(), Some("en"));
    assert_eq!(language("07-german.html").as_deref(), Some("de"));
    assert_eq!(language("03-tables.html"), None);
}

const PAGE: &str = "<!doctype html><html><head><title>Harbour strike ends - The Coast Post</title></head><body>
    <nav><a href=/>Home</a> <a href=/s>Sport: Russia loses again</a></nav>
    <article><h1>Harbour strike ends</h1><p>By Ana Lenz</p>
    <p>Norway praised the dockers of Gdansk &mdash; and thanked Poland for a fair deal.</p></article>
    <aside>Read also: France disgraced in Geneva</aside><script>var a = \"Germany is evil\";</script></body></html>";

#[test]
fn a_page_is_read_as_one_wherever_it_comes_from() {
    let place = Place::new().file("page.html", PAGE).file("page.txt", PAGE).file("page", PAGE);
    for name in ["page.html", "page.txt", "page"] {
        let (printed, _) = place.output(&["stance", name], 0);
        let actors: Vec<&str> = printed.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
        assert_eq!(actors, ["NOR", "POL", "gdansk-pol"], "{name}");
        place.run(&["analyze", name, "-o", "out", "--force"]).code(0);
        assert_eq!(place.column("documents", "author"), ["Ana Lenz"], "{name}");
        assert_eq!(place.column("documents", "source"), ["The Coast Post"], "{name}");
    }
    let stdin = place.run_on(PAGE, &["stance"]).code(0).printed();
    assert!(stdin.contains("stdin,NOR,") && !stdin.contains("DEU"), "{stdin}");
    let part =
        place.run_on("<div><p>Norway praised Spain for it.</p></div>", &["stance", "--format", "html"]);
    assert!(part.code(0).printed().contains("stdin,ESP,"));
}

#[test]
fn evidence_is_found_at_its_offsets_in_the_text_of_the_article() {
    let place = Place::new().file("page.html", PAGE);
    place.run(&["analyze", "page.html", "-o", "out"]).code(0);
    let source: Vec<char> = article(&place.path("page.html")).source.chars().collect();
    let cues: Vec<(usize, usize, String)> = place
        .rows("sentences")
        .iter()
        .filter(|row| row["part"] == "body")
        .map(|row| (row["start"].parse().unwrap(), row["end"].parse().unwrap(), row["text"].clone()))
        .collect();
    assert!(!cues.is_empty());
    for (start, end, text) in cues {
        assert_eq!(source[start..end].iter().collect::<String>(), text);
    }
}

#[test]
fn pages_without_an_article_and_bombs_are_skipped_with_their_reason() {
    let teaser = |n: usize| {
        format!("<li><a href=/{n}>Norway praised the ferry deal number {n}</a><p>Read it here.</p></li>")
    };
    let list: String = (0..12).map(teaser).collect();
    let place = Place::new()
        .file("in/good.txt", "France praised Spain for the brave rescue of the ferry crew.\n")
        .file("in/index.html", format!("<!doctype html><title>The Coast Post</title><ul>{list}</ul>"))
        .file("in/shell.htm", "<!doctype html><title>App</title><div id=root></div><script>start()</script>")
        .file("in/deep.html", "<div>".repeat(5_000) + "Norway praised Spain.")
        .file("in/deeper.html", "<b>".repeat(100_000) + "Norway praised Spain.")
        .file("in/hidden.txt", format!("<html>{}", "<div></span>".repeat(100_000)))
        .file("in/long.html", format!("<html><p>{}", "Norway praised Spain. ".repeat(10_000_000)));
    place.run(&["analyze", "in", "-o", "out"]).code(3).says(&[
        "no_article",
        "too_deep",
        "too_long",
        "as .txt",
    ]);
    assert_eq!(place.column("documents", "doc_id"), ["good.txt"]);
    let skipped = place.rows("skipped");
    let skipped: Vec<(&str, &str)> =
        skipped.iter().map(|row| (row["path"].as_str(), row["reason"].as_str())).collect();
    let expected = [
        ("in/deep.html", "too_deep"),
        ("in/deeper.html", "too_deep"),
        ("in/hidden.txt", "too_deep"),
        ("in/index.html", "no_article"),
        ("in/long.html", "too_long"),
        ("in/shell.htm", "no_article"),
    ];
    assert_eq!(skipped, expected);
}
