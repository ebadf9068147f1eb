//! How a directory of results is replaced, kept and recovered.

use super::*;
use crate::ingest::{Hook, Operation};
use crate::output::hidden::{aside, is_aside};
use crate::output::listing::UNFINISHED;
use std::fs;

const FILES: [&str; 2] = ["a.csv", "book.xlsx"];
const OURS: &[u8] = br#"{"resources": [{"path": "a.csv"}], "standpoint": {"files": ["book.xlsx"]}}"#;

/// A folder, and a path in it that nothing stands at.
struct Place {
    root: PathBuf,
    target: PathBuf,
    _folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        Self { target: root.join("out"), root, _folder: folder }
    }

    fn write_file(&self, name: &str, text: &str) {
        let path = self.root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.root.join(name)).unwrap()
    }

    /// Everything below it that is no folder, by its path.
    fn all(&self) -> Vec<String> {
        let entries = walkdir::WalkDir::new(&self.root).sort_by_file_name().into_iter().map(Result::unwrap);
        let files = entries.filter(|entry| !entry.file_type().is_dir());
        files.map(|entry| entry.path().strip_prefix(&self.root).unwrap().to_str().unwrap().into()).collect()
    }

    fn create(&self, existing: Existing) -> Result<Directory, OutputError> {
        let files: Vec<String> =
            FILES.iter().map(|&name| name.to_owned()).chain(["new.csv".into()]).collect();
        Directory::create(&self.target, existing, &[], &files)
    }

    /// Writes a result whose files say `text`.
    fn write(&self, existing: Existing, text: &str) -> Result<Aftermath, OutputError> {
        let directory = self.create(existing)?;
        for name in FILES {
            let mut file = directory.file(name)?;
            file.write_all(text.as_bytes()).unwrap();
            directory.close(name, file)?;
        }
        directory.commit(OURS)
    }

    fn hook(&self, answer: impl Fn(Operation, &Path) -> io::Result<()> + Send + Sync + 'static) -> Hook {
        Hook::below(&self.root, answer)
    }

    /// A system that cannot exchange names.
    fn without_exchange(&self) -> Hook {
        self.hook(|operation, _| match operation {
            Operation::Exchange => Err(ErrorKind::Unsupported.into()),
            _ => Ok(()),
        })
    }
}

const RESULT: [&str; 3] = ["out/a.csv", "out/book.xlsx", "out/datapackage.json"];

#[test]
fn a_result_is_replaced_whole_and_leaves_nothing_beside_it() {
    let place = Place::new();
    for text in ["one", "two"] {
        place.write(Existing::Ours, text).unwrap();
        assert_eq!((place.read("out/a.csv"), place.read("out/book.xlsx")), (text.into(), text.into()));
        assert_eq!(place.all(), RESULT);
    }
}

#[test]
fn a_result_is_replaced_whole_where_names_cannot_be_exchanged() {
    let place = Place::new();
    let _hook = place.without_exchange();
    place.write_file("out/charts/c.svg", "mine");
    place.write(Existing::Any, "one").unwrap();
    for text in ["two", "three"] {
        place.write(Existing::Ours, text).unwrap();
        assert_eq!((place.read("out/a.csv"), place.read("out/charts/c.svg")), (text.into(), "mine".into()));
        assert_eq!(place.all(), ["out/a.csv", "out/book.xlsx", "out/charts/c.svg", "out/datapackage.json"]);
    }
}

#[test]
fn files_of_the_user_stay_and_those_that_the_new_result_lacks_go() {
    let place = Place::new();
    place.write(Existing::Ours, "one").unwrap();
    place.write_file("out/notes", "mine");
    place.write_file("out/charts/deep/c.svg", "mine too");
    let directory = place.create(Existing::Ours).unwrap();
    assert_eq!(place.read("out/notes"), "mine");
    let file = directory.file("new.csv").unwrap();
    directory.close("new.csv", file).unwrap();
    directory.commit(br#"{"resources": [{"path": "new.csv"}], "standpoint": {}}"#).unwrap();
    assert_eq!(place.all(), ["out/charts/deep/c.svg", "out/datapackage.json", "out/new.csv", "out/notes"]);
}

#[test]
fn what_is_saved_into_the_directory_during_the_run_stays_too() {
    let place = Place::new();
    for text in ["one", "two"] {
        let directory = place.create(Existing::Ours).unwrap();
        place.write_file("out/late", text);
        for name in FILES {
            directory.close(name, directory.file(name).unwrap()).unwrap();
        }
        directory.commit(OURS).unwrap();
        assert_eq!(place.read("out/late"), text);
    }
}

#[test]
fn what_is_not_ours_is_left_alone_and_written_into_by_force() {
    let place = Place::new();
    for name in ["out/a.csv", "out/a.csv.old", "out/datapackage.json", "out/thesis.doc"] {
        place.write_file(name, "years");
    }
    let refused = place.write(Existing::Ours, "x").unwrap_err();
    assert!(matches!(*refused.error, OutputFault::NotOurs), "{refused}");
    let aftermath = place.write(Existing::Any, "x").unwrap();
    let renamed = ["out/a.csv.old2", "out/datapackage.json.old"];
    assert_eq!(aftermath.renamed, renamed.map(|name| place.root.join(name)));
    assert_eq!(place.read("out/a.csv"), "x");
    for name in [&renamed[..], &["out/a.csv.old", "out/thesis.doc"]].concat() {
        assert_eq!(place.read(name), "years", "{name}");
    }
    assert_eq!(place.all().len(), 7);
}

#[test]
fn a_file_of_the_user_in_the_way_of_a_table_is_refused_before_the_work() {
    let place = Place::new();
    place.write(Existing::Ours, "one").unwrap();
    place.write_file("out/new.csv", "mine");
    let refused = place.write(Existing::Ours, "two").unwrap_err();
    assert!(matches!(&*refused.error, OutputFault::InTheWay { name } if name == "new.csv"), "{refused}");
    assert_eq!((place.read("out/a.csv"), place.read("out/new.csv")), ("one".into(), "mine".into()));
}

#[test]
fn a_run_that_does_not_commit_changes_nothing() {
    let place = Place::new();
    place.write(Existing::Ours, "one").unwrap();
    drop(place.create(Existing::Ours).unwrap());
    assert_eq!(place.read("out/a.csv"), "one");
    assert_eq!(place.all(), RESULT);
}

#[test]
fn two_runs_never_write_to_one_place() {
    let place = Place::new();
    let first = place.create(Existing::Ours).unwrap();
    let second = place.create(Existing::Ours).unwrap_err();
    assert!(matches!(*second.error, OutputFault::Busy), "{second}");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&place.target, place.root.join("link")).unwrap();
        let third = Directory::create(&place.root.join("link"), Existing::Ours, &[], &[]).unwrap_err();
        assert!(matches!(*third.error, OutputFault::Busy), "{third}");
        fs::remove_file(place.root.join("link")).unwrap();
    }
    drop(first);
    place.write(Existing::Ours, "one").unwrap();
    assert_eq!(place.all(), RESULT);
}

#[test]
fn what_ended_runs_left_is_cleared_away() {
    let place = Place::new();
    place.write(Existing::Ours, "one").unwrap();
    fs::create_dir(place.root.join(".out.standpoint-dead")).unwrap();
    place.write_file(&format!(".out.standpoint-9/{UNFINISHED}"), "");
    place.write_file(".out.standpoint-9/a.csv", "half");
    place.write_file(".other.standpoint-9/a.csv", "of another");
    place.write(Existing::Ours, "two").unwrap();
    assert_eq!(place.all(), [&[".other.standpoint-9/a.csv"], &RESULT[..]].concat());
}

#[test]
fn the_old_result_still_stands_where_the_new_one_is_refused_its_name() {
    let place = Place::new();
    place.write(Existing::Ours, "one").unwrap();
    place.write_file("out/notes", "mine");
    let hook = place.hook(|operation, path| match operation {
        Operation::Exchange => Err(ErrorKind::Unsupported.into()),
        Operation::Rename if path.parent().is_some_and(|p| p.ends_with("out")) => Ok(()),
        Operation::Rename if path.to_string_lossy().ends_with("standpoint-1") => Err(ErrorKind::Other.into()),
        _ => Ok(()),
    });
    place.write(Existing::Ours, "two").unwrap_err();
    drop(hook);
    assert_eq!(place.read("out/a.csv"), "one");
    assert_eq!(place.all().len(), 4, "{:?}", place.all());
}

#[test]
fn a_folder_that_cannot_be_renamed_is_written_into() {
    let place = Place::new();
    place.write(Existing::Ours, "one").unwrap();
    place.write_file("out/notes", "mine");
    let inode = |path: &Path| fs::metadata(path).unwrap().created().ok();
    let before = inode(&place.target);
    let target = place.target.clone();
    let hook = place.hook(move |operation, path| match operation {
        Operation::Exchange => Err(ErrorKind::ResourceBusy.into()),
        Operation::Rename if path == target => Err(ErrorKind::ResourceBusy.into()),
        _ => Ok(()),
    });
    place.write(Existing::Ours, "two").unwrap();
    drop(hook);
    assert_eq!((place.read("out/a.csv"), place.read("out/notes")), ("two".into(), "mine".into()));
    assert_eq!(place.all().len(), 4, "{:?}", place.all());
    assert_eq!(inode(&place.target), before);
}

#[test]
fn a_move_into_a_folder_that_fails_once_is_completed_and_one_that_fails_for_good_is_taken_up() {
    let place = Place::new();
    place.write_file("out/notes", "mine");
    place.write(Existing::Any, "one").unwrap();
    fs::write(place.target.join("datapackage.json"), "{}").unwrap();
    fs::remove_file(place.target.join("a.csv")).unwrap();
    let fails = |path: &Path| path.to_string_lossy().ends_with("-1/book.xlsx");
    let hook = place.hook(move |operation, path| match operation {
        Operation::Rename if fails(path) => Err(ErrorKind::Other.into()),
        _ => Ok(()),
    });
    place.write(Existing::Any, "two").unwrap_err();
    drop(hook);
    assert!(Listing::of(&place.target).unwrap().is_none(), "half a result passes for one");
    drop(place.create(Existing::Ours).unwrap());
    assert_eq!((place.read("out/a.csv"), place.read("out/book.xlsx")), ("two".into(), "two".into()));
    assert_eq!(place.read("out/notes"), "mine");
}

#[test]
fn a_new_result_for_which_the_old_one_was_set_aside_takes_its_place() {
    let place = Place::new();
    place.write(Existing::Ours, "one").unwrap();
    let new = place.root.join(".out.standpoint-3");
    fs::rename(&place.target, aside(&new)).unwrap();
    place.write_file(".out.standpoint-3.old/notes", "mine");
    drop(place.create(Existing::Ours).unwrap());
    assert_eq!((place.read("out/a.csv"), place.read("out/notes")), ("one".into(), "mine".into()));
    fs::rename(&place.target, aside(&new)).unwrap();
    for (name, text) in [("a.csv", "two"), ("datapackage.json", std::str::from_utf8(OURS).unwrap())] {
        place.write_file(&format!(".out.standpoint-3/{name}"), text);
    }
    drop(place.create(Existing::Ours).unwrap());
    assert_eq!((place.read("out/a.csv"), place.read("out/notes")), ("two".into(), "mine".into()));
    assert!(!place.all().iter().any(|path| path.starts_with('.') || is_aside(Path::new(path))));
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_stays() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    fs::create_dir(place.root.join("disk")).unwrap();
    symlink("disk/r", &place.target).unwrap();
    for text in ["one", "two"] {
        place.write(Existing::Ours, text).unwrap();
        assert_eq!(place.read("disk/r/a.csv"), text);
        assert!(fs::symlink_metadata(&place.target).unwrap().is_symlink());
    }
    assert_eq!(fs::read_dir(place.root.join("disk")).unwrap().count(), 1);
}

#[test]
fn the_input_is_never_replaced() {
    let place = Place::new();
    place.write_file("out/a.txt", "text");
    let input = place.target.join("a.txt");
    let error = Directory::create(&place.target, Existing::Any, &[input], &[]).unwrap_err();
    assert!(matches!(*error.error, OutputFault::HoldsInput { .. }), "{error}");
}

#[test]
fn a_file_is_told_to_be_in_the_directory_before_there_is_one() {
    let place = Place::new();
    let name = |file: &str| name_in(&place.target, &place.root.join(file));
    for _ in 0..2 {
        assert_eq!(name("out/book.xlsx").as_deref(), Some("book.xlsx"));
        assert_eq!(name("out/../out/./book.xlsx").is_some(), place.target.exists());
        assert_eq!((name("book.xlsx"), name("out/deep/book.xlsx")), (None, None));
        fs::create_dir_all(&place.target).unwrap();
    }
}
