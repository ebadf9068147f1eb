//! Empty inputs, and folders with nothing to read.

use crate::support::{Output, Place};

#[test]
fn an_empty_file_is_a_document_without_tokens() {
    let place = Place::new().file("in/empty.txt", "");
    place.analyze(&["in"]).code(0);
    place.assert_result(&["empty.txt"], &[]);
    assert_eq!(place.column("documents", "tokens"), ["0"]);
    assert_eq!(place.column("documents", "sentences"), ["0"]);
}

#[test]
fn a_file_of_white_space_is_a_document_without_tokens() {
    let place = Place::with_a_good_text().file("in/blank.txt", " \n\t\r\n\u{a0}\n\n");
    place.analyze(&["in"]).code(0);
    place.assert_result(&["blank.txt", "good.txt"], &[]);
    assert_eq!(place.column("documents", "tokens")[0], "0");
}

#[test]
fn a_folder_of_other_kinds_of_files_is_nothing_to_trust() {
    let place = Place::new().file("album/photo.png", "no picture").file("album/song.mp3", "no song");
    place.analyze(&["album"]).code(1).says(&["album", "2 files of other kinds", ".txt", "name a file"]);
    place.assert_nothing_written();
}

#[test]
fn a_folder_of_which_nothing_can_be_read_is_nothing_to_trust() {
    let place = Place::new().file("in/a.txt", [0; 300]).file("in/b.txt", b"caf\xc3\xa9 caf\xe9");
    place.analyze(&["in"]).code(1).says(&["in/a.txt", "in/b.txt", "nothing readable", "--encoding"]);
    place.assert_nothing_written();
}

#[test]
fn an_empty_folder_is_nothing_to_trust() {
    let place = Place::new().folder("drawer");
    place.analyze(&["drawer"]).code(1).says(&["drawer", ".txt"]);
    place.assert_nothing_written();
}

#[test]
fn a_failed_run_leaves_the_result_that_was_there() {
    let place = Place::with_a_good_text().folder("drawer");
    place.analyze(&["in"]).code(0);
    let before = place.contents("out");
    place.analyze(&["drawer"]).code(1);
    assert_eq!(place.contents("out"), before);
}
