//! The names of a corpus that the registry does not know.

use super::Settings;
use super::engine::Engine;
use super::flow::{Outcome, Processed, RunError};
use crate::discovery::{Discoverer, Discovery};
use crate::ingest::Inputs;
use crate::mentions::Resolve;
use std::convert::Infallible;

impl Engine {
    /// Adds up the unlisted names of every document of the inputs. Of the ways of speaking of an actor names and surnames
    /// alone are looked for, whatever the settings say.
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
