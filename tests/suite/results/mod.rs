//! The output of `analyze`: reproducible bytes, consistent tables, exact sums.

mod any_text;
mod clean_up;
mod determinism;
#[cfg(target_os = "linux")]
mod directory;
mod formats;
mod keys;
mod numbers;
mod result;
mod shards;
mod source;
mod spreadsheets;
mod tables;
mod topics;
mod wide;
