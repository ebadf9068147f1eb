//! Pages pasted with all their boilerplate: a real one, if available, and one written for the test.

use crate::support::{CORPUS, Output, Place, Row, standpoint};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A real article, which is not ours to publish.
const SEED: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/seed/kazakhstan-balancing-russia.txt");

/// The tables of one article, by name.
struct Tables(BTreeMap<String, Vec<Row>>);

impl Tables {
    /// What `analyze` writes of the file. The whole evidence, so that nothing hides in a sum.
    fn of(file: &Path) -> Self {
        let place = Place::new().file("article.txt", fs::read(file).unwrap());
        place.run(&["analyze", "article.txt", "-o", "out", "--evidence", "all"]).code(0);
        let files = place.contents("out").into_keys();
        let tables = files.filter_map(|name| name.strip_suffix(".csv").map(str::to_owned));
        Self(tables.map(|table| (table.clone(), place.rows(&table))).collect())
    }

    fn rows(&self, table: &str) -> &[Row] {
        &self.0[table]
    }

    fn column(&self, table: &str, column: &str) -> Vec<&str> {
        self.rows(table).iter().map(|row| row[column].as_str()).collect()
    }

    /// The one document there is.
    #[track_caller]
    fn document(&self) -> &Row {
        let rows = self.rows("documents");
        assert_eq!(rows.len(), 1);
        &rows[0]
    }

    /// The sentences with a mention of that part, in order.
    fn sentences(&self, part: &str) -> Vec<&str> {
        self.rows("sentences")
            .iter()
            .filter(|row| row["part"] == part)
            .map(|row| row["text"].as_str())
            .collect()
    }

    #[track_caller]
    fn assert_nowhere(&self, parts: &[&str]) {
        for (table, rows) in &self.0 {
            for (column, cell) in rows.iter().flatten().filter(|(column, _)| *column != "path") {
                let lower = cell.to_lowercase();
                let found = parts.iter().find(|part| lower.contains(&part.to_lowercase()));
                assert_eq!(found, None, "{table}.csv has it as {column}: {cell}");
            }
        }
    }

    /// No sentence is there twice: the page holds the body twice.
    #[track_caller]
    fn assert_body_once(&self) {
        let sentences = self.column("sentences", "text");
        let different: BTreeSet<&&str> = sentences.iter().collect();
        assert_eq!(different.len(), sentences.len(), "{sentences:#?}");
    }
}

/// The real article's tables; none, and a word about it, where it is not at hand.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn seed() -> Option<Tables> {
    let file = Path::new(SEED);
    if !file.exists() {
        eprintln!("skipped: there is no {SEED}");
        return None;
    }
    Some(Tables::of(file))
}

#[test]
fn the_real_article_is_one_document_with_its_metadata() {
    let Some(tables) = seed() else { return };
    let document = tables.document();
    assert_eq!(document["title"], "Kazakhstan: Balancing Russia and the Rest");
    assert_eq!(document["published"], "2023-03-19");
    assert_eq!(document["author"], "Nikola Mikovic");
    assert_eq!(tables.sentences("title"), ["Kazakhstan: Balancing Russia and the Rest"]);
    assert!(tables.sentences("standfirst")[0].starts_with("Kazakhstan's foreign policy for years"));
}

#[test]
fn the_body_of_the_real_article_counts_once_and_from_its_first_letter() {
    let Some(tables) = seed() else { return };
    assert!(
        tables.sentences("body")[0].starts_with("For decades, Kazakhstan’s"),
        "{:?}",
        tables.sentences("body")
    );
    tables.assert_body_once();
    let tokens: u64 = tables.document()["tokens"].parse().unwrap();
    assert!((850..=1000).contains(&tokens), "{tokens} tokens");
}

#[test]
fn the_actors_of_the_real_article_are_found() {
    let Some(tables) = seed() else { return };
    let found = tables.column("stance", "actor_id");
    for actor in [
        "KAZ",
        "RUS",
        "CHN",
        "USA",
        "european-union",
        "UKR",
        "DEU",
        "csto",
        "eaeu",
        "kassym-jomart-tokayev",
        "nursultan-nazarbayev",
        "antony-blinken",
    ] {
        assert!(found.contains(&actor), "{actor} is not among {found:?}");
    }
    let mentions =
        |actor: &str| tables.column("mentions", "actor_id").iter().filter(|id| **id == actor).count();
    assert!(mentions("KAZ") > mentions("RUS") && mentions("RUS") > mentions("DEU"));
}

#[test]
fn the_furniture_of_the_real_article_is_in_no_table() {
    let Some(tables) = seed() else { return };
    tables.assert_nowhere(&["Pixabay", "Помазанова", "global affairs media network"]);
}

#[test]
fn the_terms_of_the_real_article_say_what_it_is_about() {
    let Some(tables) = seed() else { return };
    let terms = tables.column("terms", "term");
    assert_eq!(terms.len(), 10);
    let telling = |term: &&str| ["multivector", "oil", "election"].iter().any(|word| term.starts_with(word));
    assert!(terms.iter().any(telling), "{terms:?}");
}

/// A page of ours, and what it holds.
struct Page {
    file: &'static str,
    title: &'static str,
    published: &'static str,
    author: &'static str,
    begins: &'static str,
    actors: &'static [&'static str],
    furniture: &'static [&'static str],
}

#[track_caller]
fn assert_page(page: &Page) {
    let tables = Tables::of(&Path::new(CORPUS).join(page.file));
    let document = tables.document();
    let cells = ["title", "published", "author"].map(|column| document[column].as_str());
    assert_eq!(cells, [page.title, page.published, page.author]);
    tables.assert_body_once();
    let counts = ["repeated_paragraph=7", "drop_cap=1", "lost_letter=1", "picture_credit=1", "date_line=1"];
    assert!(counts.iter().all(|count| document["clean_up"].contains(count)), "{}", document["clean_up"]);
    let found = tables.column("stance", "actor_id");
    assert!(page.actors.iter().all(|actor| found.contains(actor)), "{found:?}");
    tables.assert_nowhere(page.furniture);
    // Only sentences with a mention are in a table: the text itself is looked at here.
    let text =
        standpoint().current_dir(CORPUS).args(["explain", "--all", page.file]).assert().code(0).printed();
    let text = text.replace('+', "");
    assert!(text.contains(&format!(" {}", page.begins)), "'{}' is not in {text}", page.begins);
    assert_eq!(text.matches(page.begins).count(), 1);
}

#[test]
fn a_messy_page_of_the_harbour_tribune_becomes_its_article() {
    assert_page(&Page {
        file: "harbour-tribune/2031-03-09-steel-quarrel-messy.txt",
        title: "The quarrel over coils that nobody wins",
        published: "2031-03-09",
        author: "Felix Oakhanger",
        begins: "The quarrel over steel coils",
        actors: &["USA", "CHN", "european-union", "wto"],
        furniture: &["Lindqvist", "Stillframe", "independent news since"],
    });
}

#[test]
fn a_messy_page_of_the_peoples_lantern_becomes_its_article() {
    assert_page(&Page {
        file: "peoples-lantern/2031-05-21-recife-summit-messy.txt",
        title: "In Recife the sea is at the door and the oilmen hold the key",
        published: "2031-05-21",
        author: "Dalia Marchbanks-Ruiz",
        begins: "the tide comes up",
        actors: &["SAU", "NOR", "BRA", "united-nations"],
        furniture: &["Veloso", "Commonframe", "union-printed"],
    });
}

#[test]
fn a_messy_page_of_the_northern_sentinel_becomes_its_article() {
    assert_page(&Page {
        file: "northern-sentinel/2031-02-25-boreas-cable-messy.txt",
        title: "Norway draws a line, London draws breath",
        published: "2031-02-25",
        author: "Gareth Thornaby-Vale",
        begins: "did not hold a conference",
        actors: &["NOR", "GBR", "ISL", "nato"],
        furniture: &["Tveitmoen", "Coldlight", "faith, soil, sense"],
    });
}
