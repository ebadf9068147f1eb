//! The unlisted names of a corpus, as candidate actors.

use super::Settings;
use super::engine::Engine;
use super::flow::{Outcome, Processed, RunError};
use crate::discovery::{Discoverer, Discovery};
use crate::ingest::Inputs;
use crate::mentions::Resolve;
use std::convert::Infallible;

impl Engine {
    /// Collects the unlisted names of every document. Of the ways of referring to an actor only names and surnames are
    /// resolved, whatever the settings say.
    ///
    /// # Errors
    /// Wrong inputs, or an interruption.
    pub fn discover(&self, inputs: Inputs) -> Result<(Discovery, Outcome), RunError<Infallible>> {
        let discoverer = Discoverer::new(&self.knowledge().data.names);
        let mut discovery = Discovery::default();
        let settings = Settings { resolve: Resolve::Surnames, ..self.settings.clone() };
        let outcome = Self { settings, ..self.clone() }.run(
            inputs,
            None,
            |analyst, raw| {
                let (article, document) = analyst.read(raw)?;
                let found = analyst.find(&article, &document);
                let names = discoverer.names(&document, &analyst.words, &found);
                Ok(Processed::of(&article, names))
            },
            |names| {
                discovery.add(names);
                Ok::<(), Infallible>(())
            },
        )?;
        Ok((discovery, outcome))
    }
}
