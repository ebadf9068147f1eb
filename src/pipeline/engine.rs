//! The engine: what a program holds to score texts and to make every product.

use super::Settings;
use super::analyst::Analyst;
use super::interrupt::Interrupt;
use crate::frozen::FrozenError;
use crate::index::Knowledge;
use std::sync::Arc;

/// Knowledge and settings, ready for texts. Each product is a method in a file of its own. Clones share the knowledge.
#[derive(Clone)]
pub struct Engine {
    pub(super) knowledge: Arc<Knowledge>,
    pub(super) settings: Settings,
    pub(super) interrupt: Interrupt,
    /// Called for each document that went through.
    pub(super) progress: Option<Arc<dyn Fn() + Send + Sync>>,
}

impl Engine {
    /// An engine that looks up `knowledge` and works as `settings` say.
    #[must_use]
    pub fn new(knowledge: impl Into<Arc<Knowledge>>, settings: Settings) -> Self {
        Self { knowledge: knowledge.into(), settings, interrupt: Interrupt::new(), progress: None }
    }

    /// What comes with the library, nothing else, with the settings of [`Settings::new`].
    ///
    /// # Errors
    /// Never for a release: tests load it.
    pub fn shipped() -> Result<Self, FrozenError> {
        let knowledge = crate::shipped::knowledge()?;
        let settings = Settings::new(&knowledge);
        Ok(Self::new(knowledge, settings))
    }

    /// The engine whose runs `interrupt` stops.
    #[must_use]
    pub fn with_interrupt(mut self, interrupt: Interrupt) -> Self {
        self.interrupt = interrupt;
        self
    }

    /// The engine that calls `progress` for each document that went through.
    #[must_use]
    pub fn with_progress(mut self, progress: impl Fn() + Send + Sync + 'static) -> Self {
        self.progress = Some(Arc::new(progress));
        self
    }

    /// What it looks up.
    #[must_use]
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// How it works.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The knowledge back, where no clone of the engine holds it.
    #[must_use]
    pub fn into_knowledge(self) -> Option<Knowledge> {
        Arc::into_inner(self.knowledge)
    }

    /// A worker for articles one by one. It remembers the word forms it has met, so that one worker for many texts is
    /// faster than one for each.
    #[must_use]
    pub fn analyst(&self) -> Analyst<'_> {
        Analyst::new(&self.knowledge, &self.settings, None)
    }
}
