//! A single file that appears whole or not at all.

use super::failure::OutputError;
use std::io::Write;
use std::path::Path;

/// Writes `bytes` beside `target` and puts them in its place.
///
/// # Errors
/// The place cannot be written; what stood there still stands.
pub fn write_file(target: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    let fail = OutputError::write(target);
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut temporary = tempfile::Builder::new().tempfile_in(parent).map_err(&fail)?;
    temporary.write_all(bytes).map_err(&fail)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let _ = temporary.as_file().set_permissions(std::fs::Permissions::from_mode(0o644));
    }
    let file = temporary.persist(target).map_err(|error| fail(error.error))?;
    file.sync_all().map_err(&fail)
}
