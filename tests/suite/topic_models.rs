//! Saved topic models: saving, loading, and assigning new documents.

use crate::support::{CORPUS, Place};
use std::fs;

/// What is printed and said.
#[track_caller]
fn topics(place: &Place, arguments: &[&str], code: i32) -> (String, String) {
    place.output(&[&["topics"], arguments].concat(), code)
}

fn saved() -> (Place, String) {
    let place = Place::new();
    let (printed, said) = topics(&place, &[CORPUS, "--k", "6", "--save", "model"], 0);
    assert!(said.contains("saved a model of 6 topics to model"), "{said}");
    (place, printed)
}

#[test]
fn the_documents_of_the_fit_have_their_topics_again_exactly() {
    let (place, fitted) = saved();
    for threads in ["1", "3"] {
        assert_eq!(topics(&place, &[CORPUS, "--model", "model", "--threads", threads], 0).0, fitted);
    }
}

#[test]
fn the_same_model_is_the_same_bytes_on_any_number_of_threads() {
    let (place, _) = saved();
    topics(&place, &[CORPUS, "--k", "6", "--save", "other", "--threads", "1"], 0);
    let read = |name: &str| fs::read(place.path(name)).unwrap();
    assert!(read("model") == read("other"));
}

#[test]
fn a_document_unlike_any_topic_has_none_and_that_is_counted() {
    let (place, _) = saved();
    let recipe = "Melt the butter, whisk in flour, sugar and vanilla, fold the almonds into the batter, and bake \
                  until golden.\n";
    place.write("recipe.txt", recipe);
    place.write("empty.txt", "\n");
    let (printed, said) = topics(&place, &["recipe.txt", "empty.txt", "--model", "model"], 0);
    assert_eq!(printed, "doc_id,topic_id,topic_strength\nrecipe.txt,,\nempty.txt,,\n");
    assert!(said.contains("2 of 2 documents are in none of the model's 6 topics"), "{said}");
}

#[test]
fn a_model_that_is_none_is_cut_short_damaged_or_of_another_format_is_refused() {
    let (place, _) = saved();
    let whole = fs::read(place.path("model")).unwrap();
    let refused = |bytes: &[u8], why: &str| {
        place.write("bad", bytes);
        let (printed, said) = topics(&place, &[CORPUS, "--model", "bad"], 2);
        assert!(printed.is_empty() && said.contains("bad: ") && said.contains(why), "{said}");
    };
    refused(b"", "not a topic model, or cut short");
    refused(b"doc_id,topic_id\na,T1\n", "not a topic model, or cut short");
    for length in [7, 8, 100, whole.len() / 2, whole.len() - 1] {
        refused(&whole[..length], "not a topic model, or cut short");
    }
    let mut damaged = whole.clone();
    let last = damaged.len() - 1;
    damaged[last] ^= 1;
    refused(&damaged, "its checksum is another");
    let format = whole.windows(13).position(|bytes| bytes == br#"\"format\":2,"#).unwrap();
    let mut newer = whole.clone();
    newer[format + 11] = b'9';
    refused(&newer, "the model has format 9, this version reads 2");
    let (_, said) = topics(&place, &[CORPUS, "--model", "nowhere"], 2);
    assert!(said.contains("nowhere: "), "{said}");
}

#[test]
fn a_model_is_not_replaced_unless_that_is_said_and_nothing_makes_none() {
    let (place, _) = saved();
    let (_, said) = topics(&place, &[CORPUS, "--save", "model"], 2);
    assert!(said.contains("--force"), "{said}");
    topics(&place, &[CORPUS, "--k", "2", "--save", "model", "--force"], 0);
    place.write("stop.txt", "the and of\n");
    let (_, said) = topics(&place, &["stop.txt", "--save", "none"], 1);
    assert!(said.contains("no topic, so no model was saved"), "{said}");
    assert!(!place.path("none").exists());
    topics(&place, &[CORPUS, "--model", "model", "--k", "3"], 2);
}

#[test]
fn a_report_that_ten_papers_printed_is_learned_from_once_and_has_one_topic() {
    let place = Place::new();
    let mut rows = String::from("id,text\n");
    let words = |from: usize, count: usize| -> String {
        (from..from + count)
            .map(|n| {
                format!("{}{} ", ["harb", "velt", "quon", "drim"][n % 4], (b'a' + (n / 4) as u8) as char)
            })
            .collect()
    };
    for document in 0..24 {
        rows += &format!("d{document},{}\n", words(document % 2 * 40 + document / 2, 24));
    }
    place.write("once.csv", &rows);
    for copy in 0..9 {
        rows += &format!("copy{copy},{}{}\n", words(0, 24), [".", "!"][copy % 2]);
    }
    place.write("often.csv", &rows);
    let once = topics(&place, &["once.csv", "--k", "2"], 0).0;
    let (often, said) = topics(&place, &["often.csv", "--k", "2"], 0);
    assert!(said.contains("9 of 33 documents copy another"), "{said}");
    let topic = |printed: &str, id: &str| {
        let row = printed.lines().find(|line| line.starts_with(&format!("{id},"))).unwrap().to_owned();
        row.split(',').nth(1).unwrap().to_owned()
    };
    for copy in 0..9 {
        assert_eq!(topic(&often, &format!("copy{copy}")), topic(&often, "d0"));
    }
    let together = |printed: &str, a: usize, b: usize| {
        topic(printed, &format!("d{a}")) == topic(printed, &format!("d{b}"))
    };
    for document in 0..24 {
        assert_eq!(together(&once, 0, document), together(&often, 0, document), "d{document}");
    }
}
