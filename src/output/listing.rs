//! What a result lists as its own: everything else in its folder belongs to the user.

use super::disk::{self, ResultFile};
use super::hidden;
use crate::ingest::RESULT_MARK;
use serde_json::Value;
use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// The mark of a result that is no longer one: it still lists the files.
pub(super) const RETIRED: &str = ".standpoint.retired";

/// A file in a folder that is still being written: everything in there is ours. No user has a file of that name.
pub(super) const UNFINISHED: &str = ".standpoint.unfinished";

/// The names of the files of a result, with its mark.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Listing(BTreeSet<OsString>);

impl Listing {
    /// What the mark of the result in `folder` lists; none if that is no result.
    ///
    /// # Errors
    /// The mark is there and cannot be read: nobody knows what is ours.
    pub(super) fn of(folder: &Path) -> io::Result<Option<Self>> {
        Self::read(&folder.join(RESULT_MARK))
    }

    /// What a mark lists; none if it is not there, or not one of ours.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub(super) fn read(mark: &Path) -> io::Result<Option<Self>> {
        let mut text = String::new();
        if !disk::stands(mark)? || disk::is_folder(mark) {
            return Ok(None);
        }
        match ResultFile::open(mark)?.read_to_string(&mut text) {
            Err(error) if error.kind() == io::ErrorKind::InvalidData => Ok(None),
            read => read.map(|_| Self::parse(&text)),
        }
    }

    fn parse(mark: &str) -> Option<Self> {
        let package: Value = serde_json::from_str(mark).ok()?;
        let own = package.get("standpoint")?;
        let list = |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
        let tables =
            list(package.get("resources")).into_iter().filter_map(|table| table.get("path").cloned());
        let names = tables.chain(list(own.get("files")));
        let mut listed: BTreeSet<OsString> = names
            .filter_map(|name| name.as_str().filter(|name| is_plain(name)).map(OsString::from))
            .collect();
        listed.insert(RESULT_MARK.into());
        Some(Self(listed))
    }

    /// The names, in order; the mark is one of them.
    pub(super) fn names(&self) -> impl Iterator<Item = &OsStr> {
        self.0.iter().map(OsString::as_os_str)
    }

    /// Whether it has a name.
    pub(super) fn has(&self, name: &OsStr) -> bool {
        self.0.contains(name)
    }

    /// What is in `folder` and not listed: the user's. A folder is never ours.
    pub(super) fn others(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut found = disk::entries(folder)?;
        found.retain(|path| {
            let name = path.file_name().unwrap_or_default();
            name != RETIRED && !hidden::is_ours(name) && (!self.has(name) || disk::is_folder(path))
        });
        Ok(found)
    }
}

/// Whether a hidden folder is still being written, or was when its run was ended.
///
/// # Errors
/// The system does not say.
pub(super) fn is_unfinished(folder: &Path) -> io::Result<bool> {
    disk::stands(&folder.join(UNFINISHED))
}

/// Whether a name leads to nowhere else.
fn is_plain(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    matches!(parts.next(), Some(Component::Normal(part)) if part == name) && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_mark_lists_tables_and_further_files_and_nothing_outside() {
        let mark = r#"{"resources": [{"path": "a.csv"}, {"path": "../b.csv"}, {"path": "/etc/c"}, {"path": "d/e"}],
                       "standpoint": {"files": ["book.xlsx", "..", 3]}}"#;
        let listing = Listing::parse(mark).unwrap();
        assert_eq!(listing.names().collect::<Vec<_>>(), ["a.csv", "book.xlsx", "datapackage.json"]);
        assert_eq!(Listing::parse(r#"{"resources": []}"#), None);
        assert_eq!(Listing::parse("{"), None);
    }

    #[test]
    fn what_is_not_listed_belongs_to_the_user_and_so_does_every_folder() {
        let place = tempfile::tempdir().unwrap();
        for name in ["a.csv", "notes", ".standpoint.lock", RESULT_MARK, RETIRED] {
            fs::write(place.path().join(name), r#"{"resources": [{"path": "b.csv"}], "standpoint": {}}"#)
                .unwrap();
        }
        fs::create_dir(place.path().join("b.csv")).unwrap();
        let others = Listing::of(place.path()).unwrap().unwrap().others(place.path()).unwrap();
        let names: Vec<_> = others.iter().map(|path| path.file_name().unwrap()).collect();
        assert_eq!(names, ["a.csv", "b.csv", "notes"]);
    }
}
