//! A walk through a folder and those below it.

use super::folder::{Kind, entries, kind};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What a walk came upon, apart from folders.
#[derive(Debug)]
pub(super) enum Found {
    /// A file.
    File(PathBuf),
    /// A link that was not followed.
    Link(PathBuf),
    /// A pipe, a socket or a device.
    NoFile(PathBuf),
    /// A followed link to a folder that it is in.
    Loop { link: PathBuf, ancestor: PathBuf },
    /// A folder or a followed link that could not be read.
    Failed { path: PathBuf, error: io::Error },
}

/// A folder to be walked: where it is, and those on the way to it as they are without links, if links are followed.
struct Below {
    path: PathBuf,
    way: Vec<(PathBuf, PathBuf)>,
}

/// Everything below `root`, in no particular order, without the folders that `enters` refuses. With `follow` the walk
/// goes through links, and into no folder that it is in; one that several links lead to is walked for each.
pub(super) fn walk(root: &Path, follow: bool, mut enters: impl FnMut(&Path) -> bool) -> Vec<Found> {
    let mut found = Vec::new();
    let mut below = vec![Below { path: root.to_path_buf(), way: Vec::new() }];
    while let Some(Below { path: folder, mut way }) = below.pop() {
        if follow && let Ok(place) = folder.canonicalize() {
            way.push((place, folder.clone()));
        }
        let entries = match entries(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                found.push(Found::Failed { path: folder, error });
                continue;
            }
        };
        for entry in entries {
            let path = folder.join(&entry.name);
            let target = match entry.kind {
                Kind::Link if follow => match fs::metadata(&path) {
                    Ok(about) => kind(about.file_type()),
                    Err(error) => {
                        found.push(Found::Failed { path, error });
                        continue;
                    }
                },
                kind => kind,
            };
            match target {
                Kind::File => found.push(Found::File(path)),
                Kind::Link => found.push(Found::Link(path)),
                Kind::Other => found.push(Found::NoFile(path)),
                Kind::Folder => {
                    // Below a link every folder may be one that the walk is in.
                    if follow
                        && let Ok(place) = path.canonicalize()
                        && let Some((_, ancestor)) = way.iter().find(|(other, _)| *other == place)
                    {
                        found.push(Found::Loop { link: path, ancestor: ancestor.clone() });
                    } else if enters(&path) {
                        below.push(Below { path, way: way.clone() });
                    }
                }
            }
        }
    }
    found
}
