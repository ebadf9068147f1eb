//! The hidden names of what a run writes before it is complete: beside the result, or in it if that stays in place.
//!
//! | name | what |
//! |---|---|
//! | `.NAME.standpoint.lock` | the lock of the run that writes NAME |
//! | `.NAME.standpoint.cache` | what `--resume` keeps for the next run |
//! | `.NAME.standpoint-1` | a result, or a file, that is being written; or the old result once the names are exchanged |
//! | `.NAME.standpoint-1.old` | the old result, set aside |
//! | `.standpoint.lock`, `.standpoint-1` | the same, in the folder that the result is written into |

use super::disk::folder_of;
use crate::ingest::{CACHE, RUN_LOCK, UNDER_WAY};
use crate::tsv::sha256;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// Ending of a folder that was set aside.
const ASIDE: &str = ".old";

/// Most bytes of a name that is part of a hidden name as it is: systems allow 255 for both.
const MAX_NAME: usize = 200;

/// The hidden names for one result or file.
#[derive(Debug, Clone)]
pub(super) struct Hidden {
    folder: PathBuf,
    /// `.NAME`, or nothing for names in the result itself.
    stem: OsString,
}

impl Hidden {
    /// Names beside `path`, which is resolved.
    pub(super) fn beside(path: &Path) -> Self {
        let name = path.file_name().unwrap_or_else(|| OsStr::new("root"));
        let mut stem = OsString::from(".");
        if name.len() <= MAX_NAME {
            stem.push(name);
        } else {
            let start: String = name.to_string_lossy().chars().take(MAX_NAME / 4).collect();
            stem.push(format!("{start}~{}", sha256(name.as_encoded_bytes())));
        }
        Self { folder: folder_of(path).to_path_buf(), stem }
    }

    /// Names in `folder`.
    pub(super) fn inside(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf(), stem: OsString::new() }
    }

    /// The folder they are in.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The path of the lock.
    pub(super) fn lock(&self) -> PathBuf {
        self.with(RUN_LOCK)
    }

    /// The path of the cache of what was analysed.
    pub(super) fn cache(&self) -> PathBuf {
        self.with(CACHE)
    }

    /// The path of the unfinished thing of that number.
    pub(super) fn numbered(&self, number: usize) -> PathBuf {
        self.with(&format!("{UNDER_WAY}{number}"))
    }

    fn with(&self, ending: &str) -> PathBuf {
        let mut name = self.stem.clone();
        name.push(ending);
        self.folder.join(name)
    }

    /// Whether a path in the folder is that of something unfinished, or set aside.
    pub(super) fn has(&self, path: &Path) -> bool {
        let rest = path.file_name().and_then(|name| {
            name.as_encoded_bytes()
                .strip_prefix(self.stem.as_encoded_bytes())?
                .strip_prefix(UNDER_WAY.as_bytes())
        });
        // Earlier versions had letters in place of the number.
        rest.is_some_and(|rest| {
            let rest = rest.strip_suffix(ASIDE.as_bytes()).unwrap_or(rest);
            !rest.is_empty() && rest.iter().all(u8::is_ascii_alphanumeric)
        })
    }
}

/// Another hidden name for the folder `new`, which is about to be removed.
pub(super) fn ended(new: &Path) -> PathBuf {
    let mut name = new.as_os_str().to_owned();
    name.push("ended");
    name.into()
}

/// The name of the old folder while the folder `new` replaces it.
pub(super) fn aside(new: &Path) -> PathBuf {
    let mut name = new.as_os_str().to_owned();
    name.push(ASIDE);
    name.into()
}

/// Whether a hidden name is that of a folder that was set aside.
pub(super) fn is_aside(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(ASIDE.as_bytes())
}

/// Whether a name in a result is a hidden one of ours.
pub(super) fn is_ours(name: &OsStr) -> bool {
    name == RUN_LOCK || Hidden::inside(Path::new("")).has(Path::new(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_names_are_known_again_and_those_of_others_are_not() {
        let hidden = Hidden::beside(Path::new("a/out"));
        assert_eq!(hidden.lock(), Path::new("a/.out.standpoint.lock"));
        let new = hidden.numbered(2);
        assert_eq!(new, Path::new("a/.out.standpoint-2"));
        assert_eq!(aside(&new), Path::new("a/.out.standpoint-2.old"));
        assert!(is_aside(&aside(&new)) && !is_aside(&new) && hidden.has(&ended(&new)));
        for name in [".out.standpoint-2", ".out.standpoint-2.old", ".out.standpoint-Ab12Cd"] {
            assert!(hidden.has(&Path::new("a").join(name)), "{name}");
        }
        for name in [".out.standpoint.lock", ".out.standpoint-", "out", ".out.standpoint-a.standpoint-1"] {
            assert!(!hidden.has(&Path::new("a").join(name)), "{name}");
        }
        assert!(is_ours(OsStr::new(".standpoint-1")) && is_ours(OsStr::new(".standpoint.lock")));
        assert!(!is_ours(OsStr::new(".out.standpoint-1")) && !is_ours(OsStr::new("notes")));
    }

    #[test]
    fn a_long_name_has_a_short_hidden_one_of_its_own() {
        let (one, other) = (format!("{}a", "ö".repeat(120)), format!("{}b", "ö".repeat(120)));
        let name = |long: &str| Hidden::beside(Path::new(long)).numbered(1);
        assert!(name(&one).as_os_str().len() < 255);
        assert_ne!(name(&one), name(&other));
    }
}
