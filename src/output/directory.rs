//! A directory of results that is written atomically: it appears whole or not at all.
//!
//! Files are written into a hidden folder, flushed to disk, and swapped in by one rename (an exchange, if the system
//! supports it). Whenever a run is ended, the old result or the new one is there, or the next run puts it there before it
//! does anything else; it also removes what the ended run left. A lock keeps two runs from one place, from before the
//! work until after the clean-up. Files of the user in the directory go over to the new result; nothing that a result
//! does not list as its own is ever removed.

use super::aftermath::Aftermath;
use super::carry_over::{discard, dispose, link_others};
use super::disk::{self, ResultFile};
use super::drafts;
use super::failure::{OutputError, OutputFault};
use super::folders::MadeFolders;
use super::hidden::Hidden;
use super::inside::settle;
use super::listing::{Listing, UNFINISHED};
use super::lock::Hold;
use super::recovery::recover;
use super::swap::swap;
use crate::ingest::RESULT_MARK;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Which existing directories may be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// A complete result of this program, or an empty directory.
    Ours,
    /// Any directory. Files that are in the way get another name.
    Any,
}

/// A result that is being written.
#[derive(Debug)]
pub struct Directory {
    /// As it was named.
    shown: PathBuf,
    /// Behind all links.
    place: PathBuf,
    inside: bool,
    draft: Draft,
    aftermath: Aftermath,
    /// Dropped after the draft: until then the place is ours.
    hold: Hold,
    /// Dropped last: its folders can be removed only after their content.
    _made: MadeFolders,
}

/// The hidden folder that is written into; discarded when dropped, unless it was given away.
#[derive(Debug)]
struct Draft(Option<PathBuf>);

impl Draft {
    /// Highest number of a hidden folder.
    const MAX: usize = 10_000;

    fn create(hidden: &Hidden) -> io::Result<Self> {
        let mut number = 1;
        let path = loop {
            let path = hidden.numbered(number);
            match disk::create_folder(&path) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists && number < Self::MAX => number += 1,
                created => break created.map(|()| path)?,
            }
        };
        drafts::enter(drafts::Draft::Folder(path.clone()));
        let draft = Self(Some(path));
        ResultFile::create(&draft.path().join(UNFINISHED))?;
        Ok(draft)
    }

    fn path(&self) -> &Path {
        self.0.as_deref().unwrap_or(Path::new("."))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            let _ = discard(path);
            drafts::leave(path);
        }
    }
}

/// The name of `file` in the directory `directory`, if that is where it is or will be.
#[must_use]
pub fn name_in(directory: &Path, file: &Path) -> Option<String> {
    let (directory, folder) = (disk::resolve(directory).ok()?, disk::resolve(disk::folder_of(file)).ok()?);
    (folder == directory).then(|| file.file_name()?.to_str().map(str::to_owned))?
}

impl Directory {
    /// Takes hold of `target`, recovers what an earlier run left there, and prepares to write `files` into it. None of
    /// `inputs` must be inside.
    ///
    /// # Errors
    /// Another run writes there, the existing directory may not be written to, or the place cannot be.
    pub fn create(
        shown: &Path,
        existing: Existing,
        inputs: &[PathBuf],
        files: &[String],
    ) -> Result<Self, OutputError> {
        let fail = OutputFault::write(shown);
        let target = disk::resolve(shown).map_err(&fail)?;
        if target.exists() && !target.is_dir() {
            return Err(OutputFault::IsAFile.at(shown));
        }
        let made = MadeFolders::create(disk::folder_of(&target)).map_err(&fail)?;
        let hold = Hold::take(&target).map_err(&fail)?.ok_or_else(|| OutputFault::Busy.at(shown))?;
        let mut aftermath = Aftermath::default();
        recover(&target, hold.is_sure(), &mut aftermath);
        let mut inside = hold.inside;
        if target.is_dir() {
            for input in inputs {
                if input.canonicalize().is_ok_and(|real| real.starts_with(&target)) {
                    return Err(OutputFault::HoldsInput { input: input.clone() }.at(shown));
                }
            }
            let listing = Listing::of(&target).map_err(&fail)?;
            let others = listing.clone().unwrap_or_default().others(&target).map_err(&fail)?;
            let is_ours = listing.is_some() || others.iter().all(|path| path.ends_with("lost+found"));
            if existing == Existing::Ours {
                if !is_ours {
                    return Err(OutputFault::NotOurs.at(shown));
                }
                let written = |path: &Path| files.iter().any(|file| path.ends_with(file));
                if let Some(path) = others.iter().find(|path| written(path)) {
                    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                    return Err(OutputFault::InTheWay { name }.at(shown));
                }
            }
            // What is the user's is not moved as a whole, nor is a folder that the system will not move.
            inside = inside
                || !is_ours
                || others.iter().any(|path| disk::is_folder(path) && !disk::may_move(path));
        }
        let hidden = if inside { Hidden::inside(&target) } else { Hidden::beside(&target) };
        let draft = Draft::create(&hidden).map_err(&fail)?;
        Ok(Self { shown: shown.to_path_buf(), place: target, inside, draft, aftermath, hold, _made: made })
    }

    /// The path of the result, as it was named.
    #[must_use]
    pub fn target(&self) -> &Path {
        &self.shown
    }

    /// The hidden folder that it is written into.
    pub(super) fn hidden(&self) -> &Path {
        self.draft.path()
    }

    /// Creates a file in it.
    ///
    /// # Errors
    /// The file cannot be created.
    pub fn file(&self, name: &str) -> Result<BufWriter<ResultFile>, OutputError> {
        let shown = self.shown.join(name);
        let file = ResultFile::create(&self.draft.path().join(name)).map_err(OutputFault::write(&shown))?;
        Ok(BufWriter::with_capacity(256 * 1024, file))
    }

    /// Opens a closed file of it for reading.
    ///
    /// # Errors
    /// The file does not exist.
    pub fn open(&self, name: &str) -> io::Result<ResultFile> {
        ResultFile::open(&self.draft.path().join(name))
    }

    /// Where a file of it is while it is being written.
    pub(super) fn inner(&self, name: &str) -> PathBuf {
        self.draft.path().join(name)
    }

    /// Removes a closed file of it.
    ///
    /// # Errors
    /// The file cannot be removed.
    pub fn remove(&self, name: &str) -> Result<(), OutputError> {
        disk::remove_file(&self.inner(name)).map_err(OutputFault::write(&self.shown.join(name)))
    }

    /// Flushes a file to disk.
    ///
    /// # Errors
    /// The file cannot be written: the disk is full, for instance.
    pub fn close(&self, name: &str, file: BufWriter<ResultFile>) -> Result<(), OutputError> {
        let shown = self.shown.join(name);
        let fail = OutputFault::write(&shown);
        let file = file.into_inner().map_err(|error| fail(error.into_error()))?;
        file.sync().map_err(&fail)
    }

    /// Writes the commit mark, which lists all files, and swaps the directory in.
    ///
    /// # Errors
    /// The mark cannot be written, or the directory cannot be put in place. The old directory is then unchanged, or the
    /// next run completes what was begun.
    pub fn commit(mut self, mark: &[u8]) -> Result<Aftermath, OutputError> {
        let mut file = self.file(RESULT_MARK)?;
        file.write_all(mark).map_err(OutputFault::write(&self.shown.join(RESULT_MARK)))?;
        self.close(RESULT_MARK, file)?;
        self.put_in_place().map_err(OutputFault::write(&self.shown))?;
        self.aftermath.left.clear();
        recover(&self.place, self.hold.is_sure(), &mut self.aftermath);
        Ok(std::mem::take(&mut self.aftermath))
    }

    fn put_in_place(&mut self) -> io::Result<()> {
        let new = self.draft.path().to_path_buf();
        drafts::leave(&new);
        if !self.inside && disk::is_folder(&self.place) {
            link_others(&self.place, &new);
        }
        disk::sync_folder(&new)?;
        disk::remove_file(&new.join(UNFINISHED))?;
        // Nothing in it is discarded from here on: an ended run leaves it to the next one.
        self.draft.0 = None;
        if self.inside {
            return self.settle(&new);
        }
        match swap(&new, &self.place) {
            Ok(()) => {
                // It is in place, whether or not the system says that a power cut would leave it there.
                let _ = disk::sync_folder(disk::folder_of(&self.place));
                Ok(())
            }
            Err(error) if stays(&error) && disk::is_folder(&self.place) => {
                let hidden = Hidden::inside(&self.place).numbered(1);
                disk::rename(&new, &hidden).inspect_err(|_| self.give_up(&new))?;
                self.settle(&hidden)
            }
            Err(error) => {
                self.give_up(&new);
                Err(error)
            }
        }
    }

    /// Moves the files in, from a hidden folder in the target. What failed once is tried again, since half of them may
    /// be there.
    fn settle(&mut self, new: &Path) -> io::Result<()> {
        settle(new, &self.place, &mut self.aftermath)
            .or_else(|_| settle(new, &self.place, &mut self.aftermath))
    }

    /// Clears a complete result away that could not be put in place, if the old one stands.
    fn give_up(&mut self, new: &Path) {
        if disk::is_folder(&self.place) {
            dispose(new, &self.place, &mut self.aftermath);
        }
    }
}

/// Whether a folder could not be renamed because of what it is or where it is.
fn stays(error: &io::Error) -> bool {
    disk::is_denied(error) || matches!(error.kind(), ErrorKind::ResourceBusy | ErrorKind::CrossesDevices)
}

#[cfg(test)]
mod tests;
