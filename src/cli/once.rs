//! Inputs that can be read only once: kept for a run that reads its inputs twice.

use super::arguments::InputArgs;
use super::exit::{Failure, FailureKind};
use super::setup;
use standpoint::ingest::{Spool, is_read_once};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Copies of stdin and of the pipes among the inputs. Files are not copied.
pub fn kept(input: &InputArgs) -> Result<Option<Arc<Spool>>, Failure> {
    let paths = setup::paths(input);
    if !paths.iter().any(|path| is_read_once(path)) {
        return Ok(None);
    }
    if paths.iter().any(|path| path.as_os_str() == "-") && std::io::stdin().is_terminal() {
        return Err(Failure::usage(setup::NOTHING));
    }
    let spool = Spool::of(&paths).map_err(|error| Failure::of(FailureKind::Run, error))?;
    Ok(Some(Arc::new(spool)))
}

/// Whether an input can be read only once, and is not kept.
pub fn is_stream(path: &Path, spool: Option<&Spool>) -> bool {
    match spool {
        Some(spool) => !spool.is_readable_again(path),
        None => is_read_once(path),
    }
}

/// Whether some input is such a stream.
pub fn any_stream(input: &InputArgs, spool: Option<&Spool>) -> bool {
    let paths: Vec<PathBuf> = setup::paths(input);
    paths.iter().any(|path| is_stream(path, spool))
}
