//! A topic model that `topics --save` wrote.

use super::exit::Failure;
use super::setup;
use standpoint::topics::TopicModel;
use standpoint::tsv::{path_name, sha256};
use std::path::Path;

/// Reads the file of `--model`, and returns the model with the hash of the file.
pub fn read(path: &Path) -> Result<(TopicModel, String), Failure> {
    let shown = path_name(path);
    let bytes = std::fs::read(path).map_err(|error| {
        Failure::usage(format!("{shown}: cannot be read: {error}"))
            .hint("--model takes a file that 'standpoint topics --save' wrote")
            .because(error)
    })?;
    Ok((TopicModel::from_bytes(&shown, &bytes).map_err(setup::usage)?, sha256(&bytes)))
}
