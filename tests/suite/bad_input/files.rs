//! Missing and unreadable files, and symbolic links in a circle.

#[cfg(unix)]
use super::OTHER;
use crate::support::{Output, Place};
#[cfg(unix)]
use std::fs::{self, File};

#[test]
fn a_named_file_that_does_not_exist_is_skipped() {
    let place = Place::with_a_good_text();
    place.analyze(&["in/good.txt", "in/typo.txt"]).code(3).says(&["in/typo.txt", "check"]);
    place.assert_result(&["in/good.txt"], &[("in/typo.txt", "", "not_there")]);
}

#[test]
fn a_named_file_that_does_not_exist_alone_is_nothing_to_trust() {
    let place = Place::new();
    place.analyze(&["typo.txt"]).code(2).says(&["typo.txt", "check"]);
    place.assert_nothing_written();
}

#[test]
#[cfg(unix)]
fn a_file_that_cannot_be_opened_is_skipped() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::with_a_good_text().file("in/sealed.txt", OTHER);
    let sealed = place.path("in/sealed.txt");
    fs::set_permissions(&sealed, fs::Permissions::from_mode(0o000)).unwrap();
    let run = place.analyze(&["in"]);
    // Root reads everything.
    if File::open(&sealed).is_ok() {
        run.code(0);
        return;
    }
    run.code(3).says(&["in/sealed.txt", "permissions"]);
    place.assert_result(&["good.txt"], &[("in/sealed.txt", "", "unreadable")]);
}

#[cfg(unix)]
fn with_a_loop() -> Place {
    let place = Place::with_a_good_text().file("in/below/other.txt", OTHER);
    std::os::unix::fs::symlink("..", place.path("in/below/back")).unwrap();
    place
}

#[test]
#[cfg(unix)]
fn a_link_back_is_not_followed() {
    let place = with_a_loop();
    place.analyze(&["in"]).code(0).says(&["1 symbolic link not followed"]);
    place.assert_result(&["below/other.txt", "good.txt"], &[("in/below/back", "", "not_followed")]);
}

#[test]
#[cfg(unix)]
fn a_link_back_is_skipped_by_a_walk_that_follows_links() {
    let place = with_a_loop();
    place.analyze(&["in", "--follow"]).code(3).says(&["in/below/back", "leads back to in", "--follow"]);
    place.assert_result(&["below/other.txt", "good.txt"], &[("in/below/back", "", "symlink_loop")]);
}
