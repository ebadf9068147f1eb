//! The names of a corpus that the registry does not know.

use super::Settings;
use super::flow::{Outcome, Processed, RunError, run};
use super::interrupt::Interrupt;
use crate::ingest::Inputs;
use crate::mentions::{Discoverer, Discovery, Knowledge, NameWordError};
use std::convert::Infallible;

/// Why names cannot be discovered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DiscoverError {
    /// The inputs.
    #[error(transparent)]
    Run(#[from] RunError<Infallible>),
    /// The shipped name words are broken, which a release has tests against.
    #[error(transparent)]
    NameWords(#[from] NameWordError),
}

/// Adds up the unlisted names of every document of the inputs.
///
/// # Errors
/// Wrong inputs.
pub fn discover(
    inputs: Inputs,
    knowledge: &Knowledge,
    settings: &Settings,
    interrupt: &Interrupt,
    seen: &dyn Fn(),
) -> Result<(Discovery, Outcome), DiscoverError> {
    let discoverer = Discoverer::new()?;
    let mut discovery = Discovery::default();
    let outcome = run(
        inputs,
        knowledge,
        settings,
        None,
        interrupt,
        |analyst, raw| {
            let (article, document) = analyst.read(raw)?;
            let found = analyst.find(&article, &document);
            let names = discoverer.names(&document, &analyst.words, &found);
            Ok(Processed::of(&article, names))
        },
        |names| {
            seen();
            discovery.add(names);
            Ok::<(), Infallible>(())
        },
    )?;
    Ok((discovery, outcome))
}
