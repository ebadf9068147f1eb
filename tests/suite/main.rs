//! The tests of the program and of the library from outside, one module for each subject.
//!
//! They are one binary, for each binary would link the whole library again. `cargo test --test suite NAME` runs those
//! whose path has NAME in it: `cargo test --test suite bad_input::`.

#![allow(clippy::unwrap_used, reason = "a test whose files cannot be made or read has failed")]

mod actors;
mod bad_input;
mod cases;
mod docs;
mod evaluation;
mod examples;
mod explain;
mod frozen;
mod imports;
mod keyness;
mod language;
mod lexicons;
mod matcher;
mod mentions;
mod reference;
mod results;
mod seed_article;
mod support;
mod topic_models;
