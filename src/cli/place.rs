//! The directory that a result is written into, and the end of writing it.

use super::exit::Failure;
use super::messages::Messages;
use super::notice::Notice;
use super::setup;
use super::warning::Warning;
use standpoint::output::{DIGEST_FILE, Directory, Existing, OutputFault, REPORT_FILE, TableFormat, name_in};
use standpoint::pipeline::{Draft, Interrupt, RECORDS};
use standpoint::tables::{WideActors, all_tables};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often it is looked whether another run has ended.
const POLL: Duration = Duration::from_millis(200);

/// Where a result is to be written.
pub struct Target<'a> {
    pub output: &'a Path,
    pub workbook: Option<&'a Path>,
    pub force: bool,
    pub wait: bool,
    /// What is read: it is not in the directory.
    pub inputs: &'a [PathBuf],
    /// The formats of the tables.
    pub tables: &'a [TableFormat],
    /// Whether there may be a wide table.
    pub wide: bool,
    /// Whether there is a page.
    pub report: bool,
    /// Whether records are kept.
    pub shard: bool,
}

impl Target<'_> {
    /// The directory of the results, once no other run writes to it.
    pub fn directory(&self, interrupt: &Interrupt, messages: &Messages) -> Result<Directory, Failure> {
        let existing = if self.force { Existing::Any } else { Existing::Ours };
        let wide = self.wide.then_some(WideActors::NAME);
        let names = all_tables().map(|table| table.name).into_iter().chain(wide);
        let mut files: Vec<String> =
            names.flat_map(|name| self.tables.iter().map(move |format| format.file(name))).collect();
        files.push(DIGEST_FILE.to_owned());
        files.extend(self.report.then(|| REPORT_FILE.to_owned()));
        files.extend(self.shard.then(|| RECORDS.to_owned()));
        if let Some(workbook) = self.workbook {
            setup::refuse_other_workbook(workbook)?;
            files.extend(name_in(self.output, workbook));
        }
        let mut waits = false;
        loop {
            match Directory::create(self.output, existing, self.inputs, &files) {
                Err(error) if self.wait && matches!(*error.error, OutputFault::Busy) => {
                    if !waits {
                        messages.info(&Notice::Waiting { directory: self.output });
                    }
                    waits = true;
                }
                created => {
                    let directory = created?;
                    match self.workbook {
                        Some(path) if name_in(self.output, path).is_none() => {
                            setup::refuse_clash(path, self.force)?;
                        }
                        _ => {}
                    }
                    return Ok(directory);
                }
            }
            std::thread::sleep(POLL);
            if interrupt.is_set() {
                return Err(Failure::interrupted());
            }
        }
    }
}

/// Puts a complete result in place, and says what became of what was in the way.
pub fn put(draft: Draft, messages: &Messages) -> Result<(), Failure> {
    let committed = draft.commit()?;
    for cut in &committed.cut {
        messages.warn(&Warning::SheetCut { cut });
    }
    for path in &committed.aftermath.renamed {
        messages.info(&Notice::Renamed { path });
    }
    for (path, error) in &committed.aftermath.left {
        messages.info(&Notice::LeftBehind { path, error });
    }
    Ok(())
}
