//! Nothing passes in silence: what is not read, not there, not UTF-8 or about nobody is said, with what to do.

use crate::support::{Output, Place};

const TEXT: &str = "Norway praised the brave crew of the ferry.\n";

#[test]
fn a_walk_names_the_kinds_that_it_passes_over_and_lists_the_files() {
    let place =
        Place::new().file("in/a.txt", TEXT).file("in/b.odp", "x").file("in/c.odp", "x").file("in/d", "x");
    let line = "3 files of other kinds passed over (2 .odp, 1 without ending); name a file to read it";
    place.run(&["analyze", "in", "-o", "out"]).code(0).says(&[line]);
    let skipped: Vec<[String; 3]> = place
        .rows("skipped")
        .iter()
        .map(|row| ["path", "reason", "detail"].map(|column| row[column].clone()))
        .collect();
    let expected = [
        ["in/b.odp", "other_kind", ".odp"],
        ["in/c.odp", "other_kind", ".odp"],
        ["in/d", "other_kind", "without ending"],
    ];
    assert_eq!(skipped, expected);
    assert_eq!(place.run(&["stance", "in", "-q"]).code(0).said(), "");
    place
        .run(&["stance", "in", "--strict"])
        .code(1)
        .says(&["3 files passed over, which --strict does not allow"]);
}

#[test]
#[cfg(unix)]
fn links_that_are_not_followed_are_said() {
    let place = Place::new().file("in/a.txt", TEXT).file("else.txt", TEXT);
    std::os::unix::fs::symlink("../else.txt", place.path("in/link.txt")).unwrap();
    let run = place.run(&["stance", "in"]).code(0);
    run.says(&["1 symbolic link not followed; --follow goes through them"]);
    let said = place.run(&["stance", "in", "--follow"]).code(0).said();
    assert!(!said.contains("symbolic link"), "{said}");
}

#[test]
fn a_text_in_place_of_a_file_is_shown_how_it_is_scored() {
    let run = Place::new().run(&["stance", "Norway lied."]).code(2).stdout("");
    run.says(&["no file or directory 'Norway lied.'", "echo 'Norway lied.' | standpoint stance"]);
}

#[test]
fn empty_inputs_are_tables_without_rows() {
    let place = Place::new().file("head.csv", "id,text\n");
    for command in ["stance", "topics", "terms"] {
        for arguments in [&[command][..], &[command, "--format", "jsonl"], &[command, "head.csv"]] {
            let run = place.run_on("", arguments).code(0).says(&["there are no documents in", "it is empty"]);
            let printed = run.printed();
            assert_eq!(printed.lines().count(), 1, "{arguments:?}: {printed}");
            assert!(printed.starts_with("doc_id,"), "{arguments:?}: {printed}");
        }
    }
    // A result of nothing does not take the place of one of something.
    place
        .run_on("", &["analyze", "-o", "out"])
        .code(1)
        .says(&["there are no documents in stdin: it is empty"]);
    assert!(!place.path("out").exists());
    place.run_on("", &["topics", "--save", "model"]).code(1);
    // What names nothing is a mistake.
    std::fs::create_dir(place.path("drawer")).unwrap();
    place.run(&["stance", "drawer"]).code(1).stdout("");
}

#[test]
fn documents_about_nobody_are_counted() {
    let place = Place::new().file("in/a.txt", TEXT).file("in/b.txt", "Jane Rowe thanked the choir.\n");
    for arguments in [&["stance", "in"][..], &["analyze", "in", "-o", "out"]] {
        place
            .run(arguments)
            .code(0)
            .says(&["1 of 2 documents mentions no actor that is listed; --discover 20"]);
    }
    let said = place.run(&["stance", "in/a.txt"]).code(0).said();
    assert_eq!(said, "");
}

#[test]
fn a_text_in_another_encoding_is_read_and_said() {
    let latin =
        b"Norway praised the fianc\xe9e of the owner of Caf\xe9 Nord. Sweden condemned the caf\xe9.\n";
    let table = [b"id,text\n1,Norway praised Peru.\n2,".to_vec(), latin.to_vec()].concat();
    let place = Place::new().file("in/a.txt", latin).file("in/b.csv", table).file("in/c.txt", TEXT);
    let run = place.run(&["analyze", "in", "-o", "out"]).code(0);
    run.says(&[
        "2 texts that are not UTF-8 read as windows-1252: the first is in/a.txt; --encoding names another",
    ]);
    let rows: Vec<[String; 3]> = place
        .rows("documents")
        .iter()
        .map(|row| ["doc_id", "encoding", "encoding_by"].map(|column| row[column].clone()))
        .collect();
    let expected = [
        ["a.txt", "windows-1252", "detected"],
        ["1", "UTF-8", "utf8"],
        ["2", "windows-1252", "detected"],
        ["c.txt", "UTF-8", "utf8"],
    ];
    assert_eq!(rows, expected);
    assert!(place.column("sentences", "text").iter().any(|text| text.contains("fiancée")));
}

#[test]
fn mojibake_is_recognised() {
    let place = Place::new().file("in/a.txt", "Norway\u{e2}\u{20ac}\u{2122}s king praised the cafÃ©.\n");
    let run = place.run(&["stance", "in"]).code(0);
    run.says(&["warning: 1 text looks like UTF-8 read as Latin-1", "in/a.txt", "export them again as UTF-8"]);
}

#[test]
fn utf_32_is_read() {
    let wide: Vec<u8> = format!("\u{feff}{TEXT}").chars().flat_map(|c| (c as u32).to_be_bytes()).collect();
    let place = Place::new().file("in/a.txt", wide);
    place.run(&["analyze", "in", "-o", "out"]).code(0);
    assert_eq!(place.column("documents", "encoding"), ["UTF-32BE"]);
    assert_eq!(place.column("documents", "encoding_by"), ["mark"]);
    assert_eq!(place.column("sentences", "text"), [TEXT.trim()]);
}

#[test]
#[cfg(unix)]
fn a_device_that_would_have_to_be_read_twice_is_refused() {
    let run = Place::new().run(&["stance", "/dev/null", "--discover", "5"]).code(2);
    run.says(&["/dev/null: can be read once", "pipe it in"]);
}

#[test]
fn lists_of_words_are_asked_for_their_side() {
    let place =
        Place::new().file("a.txt", "The vile Norway met brave Sweden.\n").file("list.txt", "; bad\nvile\n");
    let run = place.run(&["stance", "a.txt", "--lexicon", "list.txt"]).code(2);
    run.says(&["list of words", "lexicon convert list.txt --as favourable", "--as critical"]);
    let run = place.run(&["lexicon", "convert", "list.txt", "--as", "critical"]).code(0);
    assert!(run.printed().contains("vile\tcue\t-1\t"), "{}", run.printed());
    place.write("rated.txt", "vile\t-3\n");
    place
        .run(&["lexicon", "convert", "rated.txt", "--as", "critical"])
        .code(2)
        .says(&["afinn", "leave --as out"]);
}

#[test]
fn tables_of_words_and_sentiments_are_read() {
    let table = "word,sentiment\nvile,negative\nbrave,positive\nliable,uncertainty\n";
    let place = Place::new().file("a.txt", "The vile Norway met brave Sweden.\n").file("dict.csv", table);
    let arguments = ["stance", "a.txt", "--rules-only", "--no-default-lexicon", "--lexicon", "dict.csv"];
    let run = place
        .run(&arguments)
        .code(0)
        .says(&["read as sentiment, 2 entries", "terms of other categories, left out: 1"]);
    let printed = run.printed();
    let label = |actor: &str| {
        let row = printed.lines().find(|line| line.contains(actor)).unwrap();
        row.split(',').nth(3).unwrap().to_owned()
    };
    assert_eq!([label("NOR"), label("SWE")], ["critical", "favourable"], "{printed}");
}
