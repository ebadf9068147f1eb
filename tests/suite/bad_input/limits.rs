//! Documents without measure: tokens, texts and compressed files that are too long.

use crate::support::{Output, Place};
use std::io::{Read, Write};

/// The rows of `stance` about a text, and what was said.
#[track_caller]
fn stance(text: &str) -> (String, String) {
    Place::new().file("t.txt", text).output(&["stance", "t.txt", "--threads", "2"], 0)
}

#[test]
fn a_token_without_end_is_passed_by_and_said() {
    for long in ["x".repeat(4_000_000), "0f1e2d".repeat(500_000), "U.".repeat(500_000), "é".repeat(1001)] {
        let (rows, said) = stance(&format!("France praised {long} Spain.\n"));
        assert!(said.contains("t.txt: 1 token of over 1,000 characters passed by"), "{said}");
        assert!(rows.contains("FRA") && rows.contains("ESP"), "{rows}");
    }
    let (_, said) = stance(&format!("France praised {} Spain.\n", "x".repeat(1000)));
    assert!(!said.contains("passed by"), "{said}");
}

#[test]
fn what_is_passed_by_is_no_term() {
    let text = |long: &str| format!("Harbour taxes {long} rise. Harbour taxes rise {long}.\n");
    let terms = |long: &str| Place::new().file("t.txt", text(long)).output(&["terms", "t.txt"], 0);
    let (with, said) = terms(&"q".repeat(5000));
    let (without, _) = terms("");
    assert_eq!(with, without);
    assert!(said.contains("t.txt: 2 tokens of over 1,000 characters passed by"), "{said}");
}

#[test]
fn a_document_is_cut_at_a_number_of_tokens_whatever_the_memory() {
    let text = format!("France praised Spain. {} Norway praised France.", "a ".repeat(600_000));
    let place = Place::new().file("t.txt", text).file("brief.text", "Norway praised Spain.");
    let (rows, said) = place.output(&["stance", "t.txt", "brief.text"], 0);
    assert!(said.contains("t.txt: cut at 500,000 tokens; split it into documents (--lines)"), "{said}");
    assert!(rows.contains("t.txt,ESP") && !rows.contains("t.txt,NOR"), "{rows}");
    for memory in ["1MiB", "20GiB"] {
        for threads in ["1", "2", "7"] {
            let arguments = ["stance", "t.txt", "brief.text", "--memory", memory, "--threads", threads];
            assert_eq!(place.output(&arguments, 0), (rows.clone(), said.clone()), "{memory} {threads}");
        }
    }
}

#[test]
fn articles_that_wait_for_memory_come_out_as_they_do_without() {
    let place = Place::new();
    for number in 0..8 {
        let rest = "The tide carried timber past the old quay. ".repeat(number * 300);
        place.write(&format!("in/{number}.txt"), format!("France praised Spain. {rest}"));
    }
    let (rows, _) = place.output(&["stance", "in", "--threads", "4"], 0);
    assert_eq!(place.output(&["stance", "in", "--threads", "4", "--memory", "1MiB"], 0).0, rows);
    for out in ["a", "b"] {
        let memory = if out == "a" { "1MiB" } else { "64GiB" };
        place.output(&["analyze", "in", "-o", out, "--memory", memory, "--threads", "3"], 0);
    }
    assert_eq!(place.contents("a"), place.contents("b"));
}

#[test]
fn rows_of_very_many_mentions_are_those_of_few() {
    // Written in parts, and in one.
    let text = "France praised Spain. Norway condemned France.\n\n".repeat(5_100);
    let place = Place::new().file("in/t.txt", &text);
    place.output(&["analyze", "in", "-o", "out", "--no-clean-up", "all", "--evidence", "all"], 0);
    let ids = place.column("mentions", "mention_id");
    assert_eq!(ids.len(), 20_400);
    let mut unique = ids.clone();
    unique.dedup();
    assert_eq!(unique.len(), ids.len());
    assert_eq!(place.column("sentences", "sentence_id").len(), 10_200);
    let evidence = place.column("evidence", "mention_id");
    assert_eq!((evidence.first(), evidence.last()), (ids.first(), ids.last()));
}

#[test]
fn sizes_that_are_none_are_refused() {
    let place = Place::with_a_good_text();
    for flag in ["--memory", "--max-unpacked"] {
        for size in
            ["", "2", "0GiB", "-1GiB", "GiB", "2 parsecs", "1e3GiB", "100B", "99999999999TiB", "NaNGiB"]
        {
            let set = format!("{flag}={size}");
            place.assert_refused(&["in", &set], &[flag, "1MiB or more"]);
        }
    }
    place.analyze(&["in", "--memory", "1.5GB", "--max-unpacked", "64 GiB"]).code(0);
}

/// A table of many rows, much larger than it is compressed.
fn packed_rows() -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(b"id,text,note\n").unwrap();
    // Most of it is a column that nobody reads, so that the test is about bytes.
    let note = "x".repeat(400);
    for row in 0..4_000 {
        writeln!(encoder, "{row},France praised Spain for the {row} ships.,{note}").unwrap();
    }
    encoder.finish().unwrap()
}

#[test]
fn no_more_is_unpacked_than_is_allowed_and_what_was_read_before_is_kept() {
    let place = Place::new().file("in/t.csv.gz", packed_rows());
    let (rows, said) = place.output(&["stance", "in", "--max-unpacked", "1MiB"], 3);
    assert!(rows.lines().count() > 4_000 && rows.contains("\n1000,"), "{}", rows.len());
    for part in ["1 compressed input that was not unpacked to its end", "--max-unpacked SIZE unpacks more"] {
        assert!(said.contains(part), "{said}");
    }
    let (all, _) = place.output(&["stance", "in", "--max-unpacked", "64MiB"], 0);
    assert!(all.contains("\n3999,"));
    assert_eq!(place.output(&["stance", "in"], 0).0, all);
}

#[test]
fn the_limit_of_unpacking_reaches_texts_and_pages() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let text = format!("France praised Spain. {}", "The old ship left the harbour at noon. ".repeat(28_000));
    write!(encoder, "<html><body><article><p>{text}</p></article></body></html>").unwrap();
    let packed = encoder.finish().unwrap();
    for name in ["in/t.txt.gz", "in/t.html.gz"] {
        let place = Place::new().file(name, &packed).file("in/good.txt", "France praised Spain.");
        let (rows, said) = place.output(&["stance", "in", "--max-unpacked", "1MiB"], 3);
        assert!(said.contains("--max-unpacked") && rows.contains("good.txt,FRA"), "{name}: {said}");
        assert!(place.output(&["stance", "in", "--max-unpacked", "64MiB"], 0).0.contains("\nt."), "{name}");
    }
}

#[test]
fn a_compressed_row_that_fills_the_memory_is_not_unpacked_to_its_end() {
    let row = b"id,text\n1,".chain(std::io::repeat(b'a').take(200 << 20));
    let row = zstd::encode_all(row, 0).unwrap();
    let place = Place::new().file("in/t.csv.zst", row).file("in/good.txt", "France praised Spain.");
    place.analyze(&["in"]).code(3).says(&["t.csv.zst", "unpacks_too_far", "200 times", "--max-unpacked"]);
    assert_eq!(place.column("documents", "doc_id"), ["good.txt"]);
    assert_eq!(place.column("skipped", "reason"), ["unpacks_too_far"]);
}

#[test]
fn a_compressed_text_that_fills_the_memory_is_cut() {
    let text = zstd::encode_all(Words(0).take(300 << 20), 0).unwrap();
    let place = Place::new().file("in/t.txt.zst", text);
    place.analyze(&["in"]).code(0).says(&["t.txt.zst: cut at 500,000 tokens"]);
}

/// `a a a …` without end.
struct Words(usize);

impl Read for Words {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        for slot in buffer.iter_mut() {
            *slot = if self.0.is_multiple_of(2) { b'a' } else { b' ' };
            self.0 += 1;
        }
        Ok(buffer.len())
    }
}
