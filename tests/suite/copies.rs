//! A story that several outlets print counts once above documents.

use crate::support::{Place, Row};

/// An agency's story, by paragraphs. Each speaks of Norway.
const STORY: [&str; 6] = [
    "Norway deserves credit for a fair and lasting deal on the northern ports, the harbour masters of four towns said \
     on Tuesday after a long night of talks in the old customs house.",
    "The first of the ports will open in May. Fees for small boats fall by a third over two years, and the dredging \
     of the outer channel, which had waited for a decade, begins before the autumn storms.",
    "Boat owners welcomed the plan. Norway kept its word, said the head of their union, who had threatened to block \
     the fairway in March and who now praised the patience of the ministry.",
    "The money comes from a fund that was set up after the herring failed. It pays for nine tugs, two pilots' \
     stations and a school where young people learn to mend nets and engines.",
    "Critics in the capital had called the sums too high. An inquiry of the court of auditors found no fault with \
     the contracts, and it commended Norway for publishing each of them on the day of its signature.",
    "The parliament votes on the last part of the plan in June. Both of the larger parties have said that they will \
     support it, so that the work on the quays can go on through the summer.",
];

/// A report of a paper's own on the same actor.
const OWN: &str = "Norway lied to its partners and betrayed the fishermen of the coast, who lost their boats, their \
                   quotas and their trust in a ministry that hides its failures behind lawyers and delays.";

/// The story as paper `n` prints it: own headline, own byline, one paragraph cut.
fn printed(n: usize) -> String {
    let headlines =
        ["Ports to open in May", "Deal on harbours after a long night", "Lower fees for small boats"];
    let body: Vec<&str> =
        STORY.iter().enumerate().filter(|(at, _)| *at != 1 + n % 5).map(|(_, text)| *text).collect();
    format!("{} ({n})\n\nBy Reporter Number{n}, Harbour Desk\n\n{}", headlines[n % 3], body.join("\n\n"))
}

fn cell(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Ten papers with the story, and one with a report of its own, in the order of `turned`.
fn wire(turned: bool) -> Place {
    let mut rows: Vec<String> =
        (0..10).map(|n| format!("w{n},Paper {n},2031-02-{:02},{}", 20 - n, cell(&printed(n)))).collect();
    rows.push(format!("x,Own Paper,2031-02-08,{}", cell(OWN)));
    if turned {
        rows.reverse();
    }
    Place::new().file("wire.csv", format!("id,source,date,text\n{}\n", rows.join("\n")))
}

fn analyze(place: &Place, flags: &[&str]) -> String {
    place.output(&[&["analyze", "wire.csv", "-o", "out", "-k", "2"], flags].concat(), 0).1
}

/// The row of `actors.csv` on Norway.
fn norway(place: &Place) -> Row {
    place.rows("actors").into_iter().find(|row| row["actor_id"] == "NOR").unwrap()
}

fn sum(place: &Place, table: &str, column: &str) -> u64 {
    place.column(table, column).iter().map(|cell| cell.parse::<u64>().unwrap()).sum()
}

fn width(row: &Row) -> f64 {
    row["ci_high"].parse::<f64>().unwrap() - row["ci_low"].parse::<f64>().unwrap()
}

#[test]
fn a_wire_story_that_ten_papers_edit_counts_once() {
    let place = wire(false);
    let said = analyze(&place, &[]);
    assert!(
        said.contains("9 of 11 documents copy another; a text counts once; --count-duplicates"),
        "{said}"
    );
    let once = norway(&place);
    assert_eq!((&*once["documents"], &*once["favourable"], &*once["critical"]), ("2", "1", "1"));
    assert_eq!((sum(&place, "topics", "documents"), sum(&place, "topic_periods", "documents")), (2, 2));
    // Each outlet has the story, and stance.csv a row for each copy.
    assert_eq!(place.column("summary", "documents"), ["1"; 11]);
    assert_eq!(place.rows("stance").len(), 11);

    let said = analyze(&place, &["--count-duplicates"]);
    assert!(!said.contains("copy another"), "{said}");
    let each = norway(&place);
    assert_eq!((&*each["documents"], &*each["favourable"], &*each["critical"]), ("11", "10", "1"));
    assert_eq!((sum(&place, "topics", "documents"), sum(&place, "topic_periods", "documents")), (11, 11));
    assert!(width(&once) > width(&each), "{once:?} {each:?}");
    assert!(once["mentions"].parse::<u64>().unwrap() < each["mentions"].parse::<u64>().unwrap());
}

#[test]
fn the_outlets_that_print_a_story_are_kept_and_its_original_is_the_first_published() {
    let place = wire(false);
    analyze(&place, &[]);
    let documents = place.rows("documents");
    for row in &documents[..10] {
        assert_eq!((&*row["copies"], &*row["duplicate_of"]), ("9", ""), "{row:?}");
        assert_eq!(row["near_duplicate_of"], if row["doc_id"] == "w9" { "" } else { "w9" });
    }
    let outlets: Vec<String> = (0..9).map(|n| format!("Paper {n}")).collect();
    assert_eq!(documents[9]["copied_by"], outlets.join("; "));
    assert_eq!((&*documents[0]["copied_by"], &*documents[10]["copies"]), ("", "0"));
}

#[test]
fn the_order_of_the_rows_and_the_threads_change_no_count() {
    let (one, other) = (wire(false), wire(true));
    analyze(&one, &["--threads", "1"]);
    analyze(&other, &["--threads", "5"]);
    for table in ["actors", "summary", "topics", "topic_periods"] {
        assert_eq!(one.read(&format!("out/{table}.csv")), other.read(&format!("out/{table}.csv")), "{table}");
    }
    let sorted = |place: &Place| {
        let mut rows = place.rows("documents");
        // The id's row in the file is no part of what is compared.
        rows.sort();
        rows
    };
    assert_eq!(sorted(&one), sorted(&other));
}

#[test]
fn two_documents_with_the_very_same_text_are_one_and_two_sentences_with_other_names_are_two() {
    let place = Place::new()
        .file("same/a.txt", "Norway lied to its partners.\n")
        .file("same/b.txt", "Norway lied to its partners.\n")
        .file("other/a.txt", "Norway lied to its partners.\n")
        .file("other/b.txt", "Sweden lied to its partners.\n");
    place.run(&["analyze", "same", "-o", "out"]).code(0);
    assert_eq!(norway(&place)["documents"], "1");
    assert_eq!(place.column("documents", "duplicate_of"), ["", "a.txt"]);
    place.run(&["analyze", "other", "-o", "out"]).code(0);
    assert_eq!(place.column("actors", "documents"), ["1", "1"]);
    assert_eq!(place.column("documents", "copies"), ["0", "0"]);
}

#[test]
fn an_actor_that_only_a_copy_speaks_of_is_counted_and_an_outlet_that_prints_twice_has_the_story_once() {
    let more = format!("{}\n\nSweden praised the deal as well.", printed(1));
    let rows = [
        format!("a,Gazette,2031-02-01,{}", cell(&printed(0))),
        format!("b,Herald,2031-02-02,{}", cell(&more)),
        format!("c,Gazette,2031-02-03,{}", cell(&printed(2))),
    ];
    let place = Place::new().file("wire.csv", format!("id,source,date,text\n{}\n", rows.join("\n")));
    analyze(&place, &[]);
    let documents: Vec<(String, String)> =
        place.rows("actors").iter().map(|row| (row["actor_id"].clone(), row["documents"].clone())).collect();
    assert!(documents.contains(&("NOR".to_owned(), "1".to_owned())), "{documents:?}");
    assert!(documents.contains(&("SWE".to_owned(), "1".to_owned())), "{documents:?}");
    let gazette: Vec<Row> =
        place.rows("summary").into_iter().filter(|row| row["source"] == "Gazette").collect();
    assert!(gazette.iter().all(|row| row["documents"] == "1"), "{gazette:?}");
}

#[test]
fn topics_count_a_story_once_and_say_so() {
    let place = wire(false);
    let (printed, said) = place.output(&["topics", "wire.csv", "-k", "2"], 0);
    assert_eq!(printed.lines().count(), 12);
    assert!(said.contains("9 of 11 documents copy another"), "{said}");
    let (shown, _) = place.output(&["topics", "wire.csv", "-k", "2", "--show"], 0);
    assert_eq!(shown.matches("(1 document, ").count(), 2, "{shown}");
}
