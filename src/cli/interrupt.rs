//! Ctrl-C, SIGTERM and SIGHUP: the first ends the run cleanly, the second at once.

use super::exit::Failure;
use super::message::joined;
use super::signal::Signal;
use standpoint::output::exit_without_drafts;
use standpoint::pipeline::Interrupt;
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

/// The flag that the signals set.
static ENDED: LazyLock<Interrupt> = LazyLock::new(Interrupt::new);

/// The number of the signal that set it.
static BY: LazyLock<Arc<AtomicUsize>> = LazyLock::new(|| Arc::new(AtomicUsize::new(0)));

/// How long a run may take to end: one that waits for a pipe does not see the flag.
const GRACE: Duration = Duration::from_secs(3);

/// The flag that the signals set. They are watched from the first call on.
pub fn watch() -> Interrupt {
    static WATCHED: std::sync::Once = std::sync::Once::new();
    WATCHED.call_once(listen);
    ENDED.clone()
}

/// The signal that came.
pub fn signal() -> Signal {
    let number = BY.load(Ordering::SeqCst);
    let is_it = |signal: &Signal| usize::from(signal.number()) == number;
    Signal::ALL.into_iter().find(is_it).unwrap_or(Signal::Interrupt)
}

/// Says that the run ends, which does not come to say it itself.
fn say() {
    let failure = Failure::interrupted();
    let _ = writeln!(std::io::stderr(), "error: {}", joined(&failure.message, failure.hint.as_deref()));
}

/// If no handler can be set, the default of the system applies.
#[cfg(unix)]
fn listen() {
    use signal_hook::flag;
    use signal_hook::iterator::Signals;
    let ignored = Ignored::read();
    let numbers: Vec<i32> = Signal::ALL
        .into_iter()
        .filter(|signal| !ignored.has(*signal))
        .map(|signal| i32::from(signal.number()))
        .collect();
    for &number in &numbers {
        // Handlers run in this order, so the first signal does not find the flag set.
        let code = 128 + number;
        let _ = flag::register_conditional_shutdown(number, code, ENDED.flag());
        let _ = flag::register_usize(number, Arc::clone(&BY), number.unsigned_abs() as usize);
        let _ = flag::register(number, ENDED.flag());
    }
    let Ok(mut signals) = Signals::new(&numbers) else { return };
    // Without this thread the second signal is needed where the first is not seen.
    let _ = std::thread::Builder::new().spawn(move || {
        if let Some(number) = signals.forever().next() {
            std::thread::sleep(GRACE);
            say();
            exit_without_drafts(128 + number);
        }
    });
}

/// The signals that the process was started to ignore, as by `nohup`; they stay ignored.
#[cfg(unix)]
struct Ignored(Option<u64>);

#[cfg(unix)]
impl Ignored {
    fn read() -> Self {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        Self::in_status(&status)
    }

    fn in_status(status: &str) -> Self {
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        Self(mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()))
    }

    /// Where the system does not say, nohup is likelier than a wish to be told of a closed terminal.
    fn has(&self, signal: Signal) -> bool {
        match self.0 {
            Some(mask) => mask & (1 << (signal.number() - 1)) != 0,
            None => signal == Signal::HangUp,
        }
    }
}

/// If no handler can be set, the default of the system applies.
#[cfg(not(unix))]
fn listen() {
    let _ = ctrlc::set_handler(|| {
        if ENDED.set() {
            std::process::exit(i32::from(Signal::Interrupt.code()));
        }
        BY.store(usize::from(Signal::Interrupt.number()), Ordering::SeqCst);
        std::thread::spawn(|| {
            std::thread::sleep(GRACE);
            say();
            exit_without_drafts(i32::from(Signal::Interrupt.code()));
        });
    });
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_is_ignored_stays_ignored() {
        let nohup = Ignored::in_status("Name:\tx\nSigBlk:\t0000000000000000\nSigIgn:\t0000000000001001\n");
        assert_eq!(Signal::ALL.map(|signal| nohup.has(signal)), [false, false, true]);
        let unknown = Ignored::in_status("");
        assert_eq!(Signal::ALL.map(|signal| unknown.has(signal)), [false, false, true]);
        let none = Ignored::in_status("SigIgn:\t0000000000000000\n");
        assert_eq!(Signal::ALL.map(|signal| none.has(signal)), [false; 3]);
    }

    #[test]
    fn codes_are_those_of_shells() {
        assert_eq!(Signal::ALL.map(Signal::code), [130, 143, 129]);
    }
}
