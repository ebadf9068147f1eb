//! Atomic output: the directory is complete, whatever happens to the run that writes it.

use super::result::{Results, SAMPLE, assert_same_bytes};
use crate::support::Place;
use std::fs;
use std::time::Duration;

#[test]
fn a_run_that_is_killed_leaves_the_old_result_or_the_new_one() {
    let place = Place::with_articles();
    let old = place.results(&["corpus"], &["--top", "3"]);
    for step in 0..16 {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_standpoint"))
            .current_dir(place.root())
            .args(["analyze", "corpus", "-o", "out", "-q"])
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(step * 15));
        child.kill().unwrap();
        child.wait().unwrap();
        let found = Results::read(&place);
        assert_same_bytes(if found.0 == SAMPLE.0 { &SAMPLE } else { &old }, &found);
    }
    // The next run clears away what the killed ones left beside it.
    assert_same_bytes(&SAMPLE, &place.results(&["corpus"], &[]));
    let beside: Vec<_> =
        fs::read_dir(place.root()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside.len(), 2, "{beside:?}");
}
