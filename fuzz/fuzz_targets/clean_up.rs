#![no_main]

#[path = "../../tests/suite/hostile/targets.rs"]
#[allow(dead_code, clippy::unwrap_used)]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    targets::clean_up(bytes);
});
