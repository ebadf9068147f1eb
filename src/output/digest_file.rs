//! `digest.json`: the digest of a result, for programs.

use super::directory::Directory;
use super::failure::{OutputError, OutputFault};
use crate::digest::Digest;
use std::io::Write;

/// The name of the digest in a result.
pub const DIGEST_FILE: &str = "digest.json";

/// Writes the digest into a result.
///
/// # Errors
/// The file cannot be written.
pub fn write_digest(directory: &Directory, digest: &Digest) -> Result<(), OutputError> {
    let target = directory.target().join(DIGEST_FILE);
    let fail = OutputFault::write(&target);
    let mut file = directory.file(DIGEST_FILE)?;
    serde_json::to_writer(&mut file, digest).map_err(|error| fail(error.into()))?;
    file.write_all(b"\n").map_err(&fail)?;
    directory.close(DIGEST_FILE, file)
}
