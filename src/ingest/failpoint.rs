//! Fail points: a step that every operation on a file or folder passes first, so that tests can let it fail.
//!
//! In the program the step does nothing. In unit tests a [`Hook`] sees each operation below a folder of its own and
//! may refuse it, as a full or broken disk does, or end the process there.

use std::io;
use std::path::Path;

/// What is about to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// Open a file for reading.
    Open,
    /// Read from a file.
    Read,
    /// List a folder.
    List,
    /// Create a file or a folder.
    Create,
    /// Write to a file.
    Write,
    /// Flush a file or a folder to disk.
    Sync,
    /// Lock a file.
    Lock,
    /// Give a file a second name.
    Link,
    /// Rename a file or folder: the path is its old name.
    Rename,
    /// Exchange the names of two folders: the path is the new one.
    Exchange,
    /// Remove a file or an empty folder.
    Remove,
}

/// Passes an operation on `path`.
///
/// # Errors
/// In tests, what a hook answers.
#[cfg(not(test))]
#[inline]
#[allow(clippy::unnecessary_wraps, reason = "it fails in tests")]
pub fn before(_: Operation, _: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub use hooks::{Hook, before};

#[cfg(test)]
mod hooks {
    use super::{Operation, Path, io};
    use std::path::PathBuf;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, PoisonError, RwLock};

    type Answer = Arc<dyn Fn(Operation, &Path) -> io::Result<()> + Send + Sync>;

    static HOOKS: RwLock<Vec<(usize, PathBuf, Answer)>> = RwLock::new(Vec::new());
    static NEXT: AtomicUsize = AtomicUsize::new(0);

    /// A hook that is in force until it is dropped.
    pub struct Hook(usize);

    impl Hook {
        /// Asks `answer` before each operation on what is below `root`, from any thread.
        pub fn below(
            root: &Path,
            answer: impl Fn(Operation, &Path) -> io::Result<()> + Send + Sync + 'static,
        ) -> Self {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let hook = (number, root.to_path_buf(), Arc::new(answer) as Answer);
            HOOKS.write().unwrap_or_else(PoisonError::into_inner).push(hook);
            Self(number)
        }
    }

    impl Drop for Hook {
        fn drop(&mut self) {
            HOOKS.write().unwrap_or_else(PoisonError::into_inner).retain(|(number, ..)| *number != self.0);
        }
    }

    pub fn before(operation: Operation, path: &Path) -> io::Result<()> {
        let concerned: Vec<Answer> = {
            let hooks = HOOKS.read().unwrap_or_else(PoisonError::into_inner);
            hooks
                .iter()
                .filter(|(_, root, _)| path.starts_with(root))
                .map(|(_, _, hook)| Arc::clone(hook))
                .collect()
        };
        concerned.iter().try_for_each(|hook| hook(operation, path))
    }
}
