//! Integration tests of the program and of the library, one module per subject.
//!
//! They are one binary, since every binary would link the whole library again. `cargo test --test suite NAME` runs the
//! tests whose path contains NAME: `cargo test --test suite bad_input::`.

#![allow(clippy::unwrap_used, reason = "a test whose files cannot be made or read has failed")]

mod actors;
mod bad_input;
mod browser;
mod cases;
mod commit;
mod copies;
mod dates;
mod dependencies;
mod digest;
mod docs;
mod evaluation;
mod examples;
mod explain;
mod frozen;
mod furniture;
mod guide;
mod hostile;
mod imports;
mod keyness;
mod language;
mod languages;
mod lexicons;
mod loaders;
mod matcher;
mod mentions;
mod merge;
mod pages;
mod printed;
mod reference;
mod relations;
mod results;
mod resume;
mod scale;
mod seed_article;
mod silence;
mod support;
mod tables_read;
mod texts;
mod topic_models;
mod voices;
mod workbook;
mod world;
