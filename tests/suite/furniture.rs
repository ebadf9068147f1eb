//! What is not the article, measured: furniture that the clean-up leaves out of forty marked pages, and article text
//! that it must not.

use crate::support::Place;
use standpoint::ingest::{Article, Context, Decoded, Decoding, Metadata, Payload, Raw, RuleSet, load};
use standpoint::text::{Classes, Language, LanguageFile};

const PAGES: &str = include_str!("../labels/furniture.txt");

/// A page: its text, and the pieces of it that are furniture or article.
struct Page {
    outlet: String,
    text: String,
    furniture: Vec<String>,
    article: Vec<String>,
    /// Of the article, the lines that look like furniture.
    similar: usize,
}

fn pages() -> Vec<Page> {
    let (_, pages) = PAGES.split_once("\n== ").unwrap();
    pages.split("\n== ").map(page).collect()
}

fn page(marked: &str) -> Page {
    let (head, lines) = marked.split_once('\n').unwrap();
    let (layout, outlet) = head.split_once(" | ").unwrap();
    let mut page = Page {
        outlet: outlet.to_owned(),
        text: String::new(),
        furniture: Vec::new(),
        article: Vec::new(),
        similar: 0,
    };
    let mut texts = Vec::new();
    for line in lines.lines() {
        let (mark, line) = line.split_once(' ').unwrap();
        match mark {
            "-" => page.furniture.push(line.to_owned()),
            "=" | "+" => {
                for (at, part) in line.split("[[").enumerate() {
                    let (inside, rest) = part.split_once("]]").filter(|_| at > 0).unwrap_or(("", part));
                    page.furniture.extend(Some(inside.trim().to_owned()).filter(|inside| !inside.is_empty()));
                    page.article.extend(Some(rest.trim().to_owned()).filter(|rest| !rest.is_empty()));
                }
                page.similar += usize::from(mark == "=");
            }
            "#" => {}
            mark => panic!("{mark}: no mark"),
        }
        texts.push(line.replace("[[", "").replace("]]", ""));
    }
    page.text = texts.join(if layout == "lines" { "\n" } else { "\n\n" });
    page
}

fn english() -> Language {
    let file = include_str!("../../lexicons/en/language.tsv");
    let mut language = LanguageFile::parse("language.tsv", file).unwrap().language;
    language.classes = Classes::parse("classes.tsv", include_str!("../../lexicons/en/classes.tsv")).unwrap();
    language
}

fn cleaned(page: &Page, language: &Language) -> Article {
    let raw = Raw {
        doc_id: "page".to_owned(),
        path: "page".to_owned(),
        row: None,
        payload: Payload::Text(Decoded::of_text(&page.text)),
        metadata: Metadata { source: Some(page.outlet.clone()), ..Metadata::default() },
        context: Context::default(),
    };
    load(raw, &Decoding::default(), RuleSet::default(), language).unwrap()
}

#[test]
fn furniture_is_left_out_and_text_is_not() {
    let language = english();
    let pages = pages();
    assert_eq!(pages.len(), 40);
    let (mut left_out, mut kept, mut wrong) = (0, Vec::new(), Vec::new());
    let mut similar = 0;
    for page in &pages {
        let article = cleaned(page, &language);
        let lines: Vec<&str> = article.text.split('\n').map(str::trim).collect();
        for piece in &page.furniture {
            // A credit stands within a line.
            let inside = page.text.lines().all(|line| line.trim() != piece);
            let there = if inside { article.text.contains(piece) } else { lines.contains(&piece.as_str()) };
            if there { kept.push(piece.as_str()) } else { left_out += 1 }
        }
        wrong.extend(page.article.iter().filter(|text| !article.text.contains(text.as_str())));
        similar += page.similar;
    }
    let marked = left_out + kept.len();
    assert!(marked >= 200 && similar >= marked, "{marked} marked, {similar} similar");
    let precision = f64::from(left_out as u32) / f64::from((left_out + wrong.len()) as u32);
    let recall = f64::from(left_out as u32) / f64::from(marked as u32);
    println!("precision {precision:.3}, recall {recall:.3} of {marked}, {similar} similar lines");
    assert!(precision >= 0.98, "precision {precision:.3}; left out: {wrong:#?}");
    assert!(recall >= 0.85, "recall {recall:.3}; kept: {kept:#?}");
}

/// The rows of `stance` for a text, as document, actor and mentions.
fn mentions(text: &str, arguments: &[&str]) -> Vec<String> {
    let place = Place::new().file("a.txt", text);
    let (printed, _) = place.output(&[&["stance", "a.txt"], arguments].concat(), 0);
    let rows = printed.lines().skip(1).map(|row| row.split(',').collect::<Vec<_>>());
    rows.map(|cells| format!("{} {}", cells[1], cells[8])).collect()
}

#[test]
fn addresses_are_no_mentions_and_no_cues() {
    let text = "Norway met Poland. See https://www.reuters.com/world/china/russia-warns-nato-of-evil-war or \
                bbc.co.uk/news/france, mail press@nato.int, ask @UN or #Germany, and open iran_attack.pdf.\n";
    assert_eq!(mentions(text, &[]), ["NOR 1", "POL 1"]);
}

#[test]
fn credits_and_datelines_are_no_mentions() {
    let text = "LONDON, March 3 (Reuters) - Norway thanked Poland for its help in the storm. (AFP)\n\n\
                Sweden waited.\n\n(Reporting by Ana Lenz in New York; Editing by Jo Marr in Paris)\n\n\
                © Reuters 2031. All rights reserved.\n";
    assert_eq!(mentions(text, &[]), ["NOR 1", "POL 1", "SWE 1"]);
    let whole = mentions(text, &["--no-clean-up", "all"]);
    assert!(whole.len() > 3, "{whole:?}");
}

#[test]
fn names_with_a_domain_are_still_names() {
    assert_eq!(mentions("Amazon.com thanked Norway.\n", &[]), ["NOR 1", "amazon 1"]);
}

/// A table of briefings that begin and end alike.
fn briefings(documents: usize) -> String {
    let mut table = "id,text\n".to_owned();
    for number in 0..documents {
        table.push_str(&format!(
            "d{number:02},\"Good evening from our brave and wonderful friends in Norway.\n\nItem {number}: the council of \
             town {number} met on day {number} and agreed on road number {number}.\n\nWith kind regards from Oslo.\"\n"
        ));
    }
    table
}

#[test]
fn what_stands_in_every_document_counts_once() {
    let place = Place::new().file("in.csv", briefings(30));
    let (printed, said) = place.output(&["stance", "in.csv"], 0);
    assert_eq!(printed.matches(",NOR,").count(), 1, "{printed}");
    assert!(said.contains("58 paragraphs that a large share of the documents has left out"), "{said}");
    let (all, said) = place.output(&["stance", "in.csv", "--no-clean-up", "boilerplate"], 0);
    assert_eq!(all.matches(",NOR,").count(), 30);
    assert!(!said.contains("left out"), "{said}");
    place.run(&["analyze", "in.csv", "-o", "out"]).code(0);
    let counts = place.column("documents", "clean_up");
    assert_eq!(counts.iter().filter(|count| count.contains("boilerplate=2")).count(), 29, "{counts:?}");
}

#[test]
fn which_document_keeps_it_depends_on_no_order_and_no_threads() {
    let table = briefings(12);
    let mut rows: Vec<&str> = table.split_inclusive("\"\n").collect();
    let head = rows[0].split_once('\n').unwrap().0.len() + 1;
    let first = rows[0][head..].to_owned();
    rows[0] = &first;
    rows.reverse();
    let reversed = format!("id,text\n{}", rows.concat());
    let place = Place::new().file("a/in.csv", &table).file("b/in.csv", reversed);
    let rows = |arguments: &[&str]| {
        let mut rows: Vec<String> =
            place.output(&[&["stance"], arguments].concat(), 0).0.lines().map(str::to_owned).collect();
        rows.sort_unstable();
        rows
    };
    let one = rows(&["a/in.csv", "--threads", "1"]);
    assert_eq!(one, rows(&["b/in.csv", "--threads", "1"]));
    assert_eq!(one, rows(&["b/in.csv", "--threads", "5"]));
}

#[test]
fn a_stream_of_many_documents_says_that_shared_paragraphs_count_each_time() {
    let place = Place::new();
    let run = |documents| place.run_on(&briefings(documents), &["stance", "--format", "csv"]).code(0);
    let said = |run: assert_cmd::assert::Assert| String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(said(run(10)).contains("are not looked for in a stream"));
    assert!(!said(run(9)).contains("stream"));
}
