//! The unlisted names of a corpus, as candidate actors.

use super::Settings;
use super::engine::Engine;
use super::flow::{Outcome, Processed, RunError};
use super::progress::Phase;
use crate::actors::{ActorError, Registry};
use crate::discovery::{Discovered, Discoverer, Discovery, NamesOfDocument, file_of};
use crate::ingest::Inputs;
use crate::mentions::Resolve;
use crate::tsv::Hint;
use std::convert::Infallible;

/// Why the names of inputs cannot become actors.
#[derive(Debug, thiserror::Error)]
pub enum DiscoverError {
    /// The inputs.
    #[error(transparent)]
    Run(#[from] RunError<Infallible>),
    /// The registry refuses them.
    #[error(transparent)]
    Actors(#[from] ActorError),
}

impl Hint for DiscoverError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Run(error) => error.hint(),
            Self::Actors(error) => error.hint(),
        }
    }
}

impl Engine {
    /// Collects the unlisted names of every document. Of the ways of referring to an actor only names and surnames are
    /// resolved, whatever the settings say.
    ///
    /// # Errors
    /// Wrong inputs, or an interruption.
    pub fn discover(&self, inputs: Inputs) -> Result<(Discovery, Outcome), RunError<Infallible>> {
        let discoverer = Discoverer::new(&self.knowledge().data.names);
        let mut discovery = Discovery::default();
        self.begin(Phase::Names);
        let settings = Settings { resolve: Resolve::Surnames, ..self.settings.clone() };
        let outcome = Self { settings, ..self.clone() }.run(
            inputs,
            None,
            |analyst, raw| {
                let (article, document) = analyst.read(raw)?;
                let found = analyst.find(&article, &document);
                // Names in a language without lexicons do not stand out from its other words as they do in ours.
                let names = match article.read_as.counted {
                    Some(_) => NamesOfDocument::default(),
                    None => discoverer.names(&document, &analyst.words, &found),
                };
                Ok(Processed::of(&article, names))
            },
            |names| {
                discovery.add(names);
                Ok::<(), Infallible>(())
            },
        )?;
        Ok((discovery, outcome))
    }

    /// The actors that go by unlisted names, those with at least so many mentions, the most frequent first.
    #[must_use]
    pub fn discovered(&self, names: Discovery, least: u64) -> Vec<Discovered> {
        let knowledge = self.knowledge();
        names.actors(&knowledge.registry, &knowledge.language.classes, &knowledge.data.names, least)
    }

    /// The registry with the `most` frequent unlisted names as actors, marked as discovered, and the number of these
    /// actors.
    ///
    /// # Errors
    /// Wrong inputs, an interruption, or a registry that refuses them.
    pub fn add_discovered(&self, inputs: Inputs, most: usize) -> Result<(Registry, usize), DiscoverError> {
        let (names, _) = self.discover(inputs)?;
        let mut actors = self.discovered(names, 1);
        actors.truncate(most);
        let mut registry = self.knowledge().registry.clone();
        registry.add_discovered(&file_of(&actors, "names of the inputs"))?;
        Ok((registry, actors.len()))
    }
}
