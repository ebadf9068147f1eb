//! Ctrl-C: the first stops politely, the second at once.

use std::sync::atomic::{AtomicBool, Ordering};

static STOP: AtomicBool = AtomicBool::new(false);

/// The flag that Ctrl-C sets.
pub fn watch() -> &'static AtomicBool {
    // Where no handler can be set the system's own is as good.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
    });
    &STOP
}

/// Whether it was set.
pub fn stopped() -> bool {
    STOP.load(Ordering::SeqCst)
}
