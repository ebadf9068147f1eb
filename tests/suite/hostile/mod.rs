//! Mutated inputs of everything that reads foreign bytes: no panic, no input without an end, and the laws of each target
//! hold.
//!
//! `STANDPOINT_MUTATIONS=1000000 cargo test --test suite hostile` tries more of them, `STANDPOINT_FIRST_MUTATION=20000`
//! others.

mod mutate;
mod seeds;
mod targets;

use mutate::mutation;
use seeds::seeds;
use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use targets::{TARGETS, Target};

/// Inputs of all targets together.
const INPUTS: u64 = 6_000;

/// An input that takes longer has no end. They take milliseconds.
const ENDLESS: Duration = Duration::from_secs(60);

/// The input that is being tried, and since when.
type Trying = Arc<Mutex<Option<(Instant, String)>>>;

fn hex(bytes: &[u8]) -> String {
    standpoint::tsv::hex(bytes)
}

fn number(variable: &str) -> Option<u64> {
    let value = std::env::var(variable).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{variable}={value} is no number")))
}

/// Ends the tests, with the input, if one has no end.
#[allow(clippy::print_stderr, reason = "nothing else is left to say it")]
fn watch(trying: &Trying) {
    let trying = Arc::downgrade(trying);
    std::thread::spawn(move || {
        while let Some(trying) = trying.upgrade() {
            if let Some((since, input)) = &*trying.lock().unwrap()
                && since.elapsed() > ENDLESS
            {
                eprintln!("no end after {} s: {input}", ENDLESS.as_secs());
                std::process::abort();
            }
            drop(trying);
            std::thread::sleep(Duration::from_secs(1));
        }
    });
}

/// Tries so many inputs of a target; returns the time of the slowest, and it.
fn attack(&(name, run): &Target, inputs: u64, first: u64) -> (Duration, String) {
    let seeds = seeds(name);
    for seed in &seeds {
        // What none of the readers takes would be mutated for nothing. A model is read as it is, and signed anew.
        let least = if name == "model" { 2 } else { 1 };
        assert!(run(seed) >= least, "{name} does not read its seed {:?}", String::from_utf8_lossy(seed));
    }
    let trying = Trying::default();
    watch(&trying);
    let mut slowest = (Duration::ZERO, String::new());
    for number in first..first + inputs {
        let bytes = mutation(&seeds, number);
        let since = Instant::now();
        *trying.lock().unwrap() = Some((since, format!("{name} {number} {}", hex(&bytes))));
        let outcome = catch_unwind(AssertUnwindSafe(|| run(&bytes)));
        *trying.lock().unwrap() = None;
        assert!(outcome.is_ok(), "{name}, mutation {number}: {}", hex(&bytes));
        if since.elapsed() > slowest.0 {
            slowest = (since.elapsed(), format!("mutation {number}, {} bytes", bytes.len()));
        }
    }
    slowest
}

#[test]
fn no_bytes_make_a_reader_panic_hang_or_break_its_laws() {
    let inputs = number("STANDPOINT_MUTATIONS").unwrap_or(INPUTS).div_ceil(TARGETS.len() as u64);
    let first = number("STANDPOINT_FIRST_MUTATION").unwrap_or(0);
    std::thread::scope(|scope| {
        let attacks = TARGETS.map(|target| (target.0, scope.spawn(move || attack(&target, inputs, first))));
        for (name, attack) in attacks {
            let (time, input) = attack.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            println!("{name}: {inputs} inputs, slowest {} ms ({input})", time.as_millis());
        }
    });
}

#[test]
fn every_target_has_a_program_for_cargo_fuzz() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = fs::read_to_string(fuzz.join("Cargo.toml")).unwrap();
    let named = manifest.lines().filter_map(|line| line.strip_prefix("path = \"fuzz_targets/"));
    let named: BTreeSet<&str> = named.filter_map(|line| line.strip_suffix(".rs\"")).collect();
    assert_eq!(named, TARGETS.iter().map(|(name, _)| *name).collect());
    for (name, _) in TARGETS {
        let program = fs::read_to_string(fuzz.join("fuzz_targets").join(name).with_extension("rs")).unwrap();
        assert!(program.contains("libfuzzer_sys::fuzz_target!"), "{name}");
    }
}
