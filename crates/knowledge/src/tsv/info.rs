//! A file's metadata about itself.

use super::hash::sha256;
use std::collections::BTreeMap;

/// The `#!` lines of a file, and where the file came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileInfo {
    /// `id`; by default the file name without its extension.
    pub id: String,
    /// Path, or the name of a shipped file.
    pub path: String,
    /// `version`.
    pub version: String,
    /// `license`.
    pub license: String,
    /// `source`.
    pub source: String,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// Every `#! key = value` line.
    pub keys: BTreeMap<String, String>,
}

impl FileInfo {
    /// For a file without `#!` lines of ours: its id is the file name without its extension.
    #[must_use]
    pub fn bare(path: &str, bytes: &[u8]) -> Self {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let id = name.split('.').find(|part| !part.is_empty()).unwrap_or(name).to_owned();
        Self { id, path: path.to_owned(), sha256: sha256(bytes), ..Self::default() }
    }

    /// From the `#! key = value` lines at the beginning of `text`.
    pub(super) fn of(path: &str, text: &str, bytes: &[u8]) -> Self {
        let mut keys: BTreeMap<String, String> = BTreeMap::new();
        for line in text.lines().take_while(|line| line.starts_with('#')) {
            if let Some((key, value)) = line.strip_prefix("#!").and_then(|rest| rest.split_once('=')) {
                keys.insert(key.trim().to_owned(), value.trim().to_owned());
            }
        }
        let get = |key: &str| keys.get(key).cloned().unwrap_or_default();
        let bare = Self::bare(path, bytes);
        let id = Some(get("id")).filter(|id| !id.is_empty()).unwrap_or_else(|| bare.id.clone());
        Self { id, version: get("version"), license: get("license"), source: get("source"), keys, ..bare }
    }
}
