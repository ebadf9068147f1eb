//! What the program needs of the system before anything else.

use super::exit::FailureKind;
use std::collections::hash_map::RandomState;
use std::io::Write;
use std::panic;
use std::process::ExitCode;

/// Lets the memory be of small pages. The allocator asks for huge ones, of which each thread touches a few bytes of many:
/// they took half of the memory of a run and saved a twentieth of its time. A system that does not know of them has none.
pub fn use_small_pages() {
    #[cfg(target_os = "linux")]
    let _ = nix::sys::prctl::set_thp_disable(true);
}

/// Looks for random numbers, with which hash tables are seeded. Without them the standard library panics at the first
/// such table. Results do not depend on them.
///
/// # Errors
/// The exit code, after it was said what is missing.
pub fn check_system() -> Result<(), ExitCode> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let random = panic::catch_unwind(RandomState::new);
    panic::set_hook(hook);
    random.map(drop).map_err(|_| {
        say("the system gives no random numbers; see whether getrandom or /dev/urandom is forbidden here");
        ExitCode::from(FailureKind::Run.code())
    })
}

/// Says an error before there are [`Messages`](super::Messages).
pub fn say(text: &str) {
    // With stderr closed there is no one to tell.
    let _ = writeln!(std::io::stderr(), "error: {text}");
}
