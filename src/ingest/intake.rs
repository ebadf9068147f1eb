//! How much of the inputs has been read.

use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes of files and streams, as they are on disk: what is compressed counts as compressed. Shared with whoever shows
/// the progress of a run.
#[derive(Debug, Default)]
pub struct Intake {
    read: AtomicU64,
    total: AtomicU64,
}

impl Intake {
    /// Bytes read so far.
    #[must_use]
    pub fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Bytes of all inputs; `None` where one has no length, such as a pipe.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        Some(self.total.load(Ordering::Relaxed)).filter(|total| *total > 0)
    }

    /// Counts bytes of the input that is being read.
    pub(super) fn add(&self, bytes: usize) {
        self.read.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    /// All inputs before the next one are done: together they have so many bytes.
    pub(super) fn done(&self, bytes: u64) {
        self.read.store(bytes, Ordering::Relaxed);
    }

    /// Sets the bytes of all inputs.
    pub(super) fn expect(&self, total: u64) {
        self.total.store(total, Ordering::Relaxed);
    }
}
