//! Broken compressed files, and compressed content under other names.

use super::{GOOD, OTHER};
use crate::support::{Output, Place};
use std::io::Write;

fn gzip(content: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(content.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn zstd(content: &str) -> Vec<u8> {
    zstd::encode_all(content.as_bytes(), 0).unwrap()
}

#[track_caller]
fn assert_bad_compression(name: &str, content: &[u8]) {
    let place = Place::with_a_good_text().file(name, content);
    place.analyze(&["in"]).code(3).says(&[name, "bad_compression", "compress it again"]);
    assert_eq!(place.column("documents", "doc_id"), ["good.txt"]);
    assert_eq!(place.column("skipped", "path"), [name]);
    assert_eq!(place.column("skipped", "reason"), ["bad_compression"]);
}

#[test]
fn a_file_that_only_begins_like_gzip_is_skipped() {
    assert_bad_compression("in/broken.txt.gz", b"\x1f\x8b\x08no more than a beginning");
}

#[test]
fn a_gzip_file_that_breaks_off_is_skipped() {
    assert_bad_compression("in/cut.txt.gz", &gzip(GOOD)[..40]);
}

#[test]
fn a_file_that_only_begins_like_zstd_is_skipped() {
    assert_bad_compression("in/broken.txt.zst", b"\x28\xb5\x2f\xfdno more than a beginning");
}

#[test]
fn a_zstd_file_that_breaks_off_is_skipped() {
    assert_bad_compression("in/cut.txt.zst", &zstd(GOOD)[..40]);
}

#[test]
fn a_gzip_table_that_breaks_off_is_skipped() {
    assert_bad_compression("in/cut.csv.gz", &gzip("id,text\na,France praised Spain.\n")[..25]);
}

#[test]
fn gzip_json_lines_that_break_off_are_skipped() {
    assert_bad_compression("in/cut.jsonl.gz", &gzip("{\"text\": \"France praised Spain.\"}\n")[..25]);
}

#[test]
fn compressed_content_under_a_wrong_name_is_read() {
    let place = Place::new()
        .file("in/plain.txt", gzip(GOOD))
        .file("in/really-zstd.txt.gz", zstd(OTHER))
        .file("in/rows.csv", zstd("id,text\nrow-1,Peru thanked Chile.\n"))
        .file("in/uncompressed.txt.gz", "Ghana admired Kenya.\n");
    place.analyze(&["in"]).code(0);
    place.assert_result(&["plain.txt", "really-zstd.txt.gz", "row-1", "uncompressed.txt.gz"], &[]);
    let actors = place.column("stance", "actor_id");
    for actor in ["FRA", "CAN", "CHL", "KEN"] {
        assert!(actors.iter().any(|found| found == actor), "{actor} is not among {actors:?}");
    }
}
