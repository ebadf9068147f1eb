//! Ctrl-C: the first stops the run cleanly, the second at once.

use standpoint::pipeline::Interrupt;
use std::sync::LazyLock;

static CTRL_C: LazyLock<Interrupt> = LazyLock::new(Interrupt::new);

/// The flag that Ctrl-C sets.
pub fn watch() -> Interrupt {
    // If no handler can be set, the default of the system applies.
    let _ = ctrlc::set_handler(|| {
        if CTRL_C.set() {
            std::process::exit(130);
        }
    });
    CTRL_C.clone()
}
