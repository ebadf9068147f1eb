//! The limit of the system on the size of files (`ulimit -f`).

/// Lets a write that the limit refuses fail as on a full disk: it is said, and what was begun is cleared away. By default
/// the system ends the process with SIGXFSZ.
///
/// Threads that were started before are not concerned.
pub fn report_limit() {
    #[cfg(unix)]
    {
        use nix::sys::signal::{SigSet, Signal};
        // If it cannot be blocked, the default of the system applies.
        let _ = SigSet::from(Signal::SIGXFSZ).thread_block();
    }
}
