//! Ctrl-C: the first stops politely, the second at once.

use standpoint::pipeline::Interrupt;
use std::sync::LazyLock;

static CTRL_C: LazyLock<Interrupt> = LazyLock::new(Interrupt::new);

/// What Ctrl-C sets.
pub fn watch() -> Interrupt {
    // Where no handler can be set the system's own is as good.
    let _ = ctrlc::set_handler(|| {
        if CTRL_C.set() {
            std::process::exit(130);
        }
    });
    CTRL_C.clone()
}
