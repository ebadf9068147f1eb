//! Parent folders created for a result: a run that writes nothing leaves none behind.

use super::disk;
use super::drafts::{self, Draft};
use super::failure::{OutputError, OutputFault};
use std::io;
use std::path::{Path, PathBuf};

/// Created folders, the innermost first; those that are empty when this is dropped are removed.
#[derive(Debug)]
pub struct MadeFolders(Vec<PathBuf>);

impl MadeFolders {
    /// Creates `path` and its missing parents.
    ///
    /// # Errors
    /// The system reports an error.
    pub fn create(path: &Path) -> io::Result<Self> {
        let missing =
            path.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
        let made = Self(missing.map(Path::to_path_buf).collect());
        // The innermost goes first.
        made.0.iter().rev().for_each(|folder| drafts::enter(Draft::Parent(folder.clone())));
        disk::create_folders(path)?;
        Ok(made)
    }
}

impl Drop for MadeFolders {
    fn drop(&mut self) {
        for folder in &self.0 {
            // Fails for folders that are not empty, as intended.
            let _ = disk::remove_empty(folder);
            drafts::leave(folder);
        }
    }
}

/// Creates `path` and its missing parents, to stay.
///
/// # Errors
/// The system reports an error.
pub fn create_folders(path: &Path) -> Result<(), OutputError> {
    disk::create_folders(path).map_err(OutputFault::write(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_was_made_goes_unless_something_is_in_it() {
        let place = tempfile::tempdir().unwrap();
        let (old, new) = (place.path().join("old"), place.path().join("old/new"));
        fs::create_dir(&old).unwrap();
        drop(MadeFolders::create(&new.join("deep")).unwrap());
        assert!(old.is_dir() && !new.exists());
        let made = MadeFolders::create(&new.join("deep")).unwrap();
        fs::write(new.join("note.txt"), "mine").unwrap();
        drop(made);
        assert!(new.join("note.txt").is_file() && !new.join("deep").exists());
        drop(MadeFolders::create(&old).unwrap());
        assert!(old.is_dir());
    }

    #[test]
    fn what_was_made_before_the_system_refused_goes_as_well() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("file");
        fs::write(&file, "mine").unwrap();
        assert!(MadeFolders::create(&file.join("new")).is_err());
        assert!(MadeFolders::create(&place.path().join("a\0b/new")).is_err());
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }
}
