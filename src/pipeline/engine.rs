//! The engine: the one type that a program needs to score texts and to produce results.

use super::Settings;
use super::analyst::Analyst;
use super::interrupt::Interrupt;
use super::progress::{Phase, Step};
use super::resume::Resume;
use super::timings::Timings;
use crate::frozen::FrozenError;
use crate::index::Knowledge;
use std::sync::Arc;

/// Is told of each step of a run.
type Progress = dyn Fn(Step<'_>) + Send + Sync;

/// Knowledge and settings. Each product is a method in a file of its own. Clones share the knowledge.
#[derive(Clone)]
pub struct Engine {
    pub(super) knowledge: Arc<Knowledge>,
    pub(super) settings: Settings,
    pub(super) interrupt: Interrupt,
    /// Told of each step.
    pub(super) progress: Option<Arc<Progress>>,
    /// What its runs took.
    pub(super) timings: Arc<Timings>,
    /// The cache of documents that were analysed before, if one is kept.
    pub(super) resume: Option<Arc<Resume>>,
}

impl Engine {
    /// Creates an engine with this knowledge and these settings.
    #[must_use]
    pub fn new(knowledge: impl Into<Arc<Knowledge>>, settings: Settings) -> Self {
        Self {
            knowledge: knowledge.into(),
            settings,
            interrupt: Interrupt::new(),
            progress: None,
            timings: Arc::default(),
            resume: None,
        }
    }

    /// An engine with the shipped knowledge only and the settings of [`Settings::new`].
    ///
    /// # Errors
    /// None in a release: tests load the shipped data.
    pub fn shipped() -> Result<Self, FrozenError> {
        let knowledge = crate::shipped::knowledge()?;
        let settings = Settings::new(&knowledge);
        Ok(Self::new(knowledge, settings))
    }

    /// Lets `interrupt` stop the runs of this engine.
    #[must_use]
    pub fn with_interrupt(mut self, interrupt: Interrupt) -> Self {
        self.interrupt = interrupt;
        self
    }

    /// Tells `progress` of each step of its runs.
    #[must_use]
    pub fn with_progress(mut self, progress: impl Fn(Step<'_>) + Send + Sync + 'static) -> Self {
        self.progress = Some(Arc::new(progress));
        self
    }

    /// Says that a phase begins.
    pub(super) fn begin(&self, phase: Phase) {
        if let Some(progress) = &self.progress {
            progress(Step::Begins(phase));
        }
    }

    /// The knowledge.
    #[must_use]
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// The settings.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The knowledge, unless a clone of the engine still shares it.
    #[must_use]
    pub fn into_knowledge(self) -> Option<Knowledge> {
        Arc::into_inner(self.knowledge)
    }

    /// A worker that analyses articles one by one. It caches word forms, so that one worker for many texts is faster
    /// than one for each.
    #[must_use]
    pub fn analyst(&self) -> Analyst<'_> {
        Analyst::new(&self.knowledge, &self.settings, None)
    }
}
