//! The flow of articles: processed in parallel, returned in order, with a ledger of skips.

use super::analyst::Analyst;
use super::engine::Engine;
use super::ids::Ids;
use super::ordered;
use super::progress::Step;
use super::sought::Sought;
use super::timings::{Stage, Timings};
use crate::ingest::{Article, AsRead, InputError, Inputs, Item, Ledger, Location, Raw, Receipt, Skip};
use crate::text::Vocabulary;
use crate::tsv::Hint;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Why a run stopped.
#[derive(Debug, thiserror::Error)]
pub enum RunError<E> {
    /// Wrong usage of the inputs.
    #[error(transparent)]
    Input(#[from] InputError),
    /// The results cannot be written.
    #[error("{0}")]
    Sink(E),
    /// The caller set its [`Interrupt`](super::Interrupt).
    #[error("interrupted")]
    Interrupted,
}

impl<E: Hint> Hint for RunError<E> {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Input(error) => error.hint(),
            Self::Sink(error) => error.hint(),
            Self::Interrupted => None,
        }
    }
}

/// What a run came to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Skips, warnings and repairs.
    pub ledger: Ledger,
    /// Number of processed documents.
    pub documents: u64,
    /// Documents in languages without lexicons, by the code of the language.
    pub counted_languages: BTreeMap<String, u64>,
    /// What the stages took so far.
    pub timings: Arc<Timings>,
    /// The mentions, where the products are stances or explanations.
    pub sought: Option<Sought>,
}

impl Outcome {
    /// Records a processed document.
    pub(super) fn enter(&mut self, receipt: Receipt) {
        let Receipt { doc_id: _, path, row, warnings, clean_up, dated: _, remarks, counted_language } =
            receipt;
        self.ledger.remark(remarks, &Location { path, row });
        self.ledger.warn(warnings);
        for (rule, count) in clean_up.counts() {
            *self.ledger.clean_up.entry(rule).or_default() += u64::from(count);
        }
        if let Some(code) = counted_language {
            *self.counted_languages.entry(code).or_default() += 1;
        }
        self.documents += 1;
    }
}

/// A processed article: its receipt for the ledger, and the result.
#[derive(Debug, Clone)]
pub struct Processed<T> {
    /// The entry for the ledger.
    pub receipt: Receipt,
    /// The result.
    pub result: T,
}

impl<T> Processed<T> {
    /// The `result` of `article`.
    #[must_use]
    pub fn of(article: &Article, result: T) -> Self {
        Self { receipt: article.receipt(), result }
    }
}

/// The outcome of an item of the inputs.
enum Made<T> {
    Done(Box<Processed<T>>),
    Skipped(Skip),
    AsRead(Box<AsRead>),
    Wrong(InputError),
}

impl Engine {
    /// Processes every input with `work` (in parallel) and passes the results to `sink` (in order). Skips, warnings and
    /// duplicate ids are recorded in the ledger. All products are built on this. With a `vocabulary` the analysts
    /// number terms.
    ///
    /// # Errors
    /// Wrong inputs, what `sink` returns, or an interruption.
    pub fn run<T: Send, E>(
        &self,
        inputs: Inputs,
        vocabulary: Option<&Vocabulary>,
        work: impl Fn(&mut Analyst<'_>, Raw) -> Result<Processed<T>, Skip> + Sync,
        mut sink: impl FnMut(T) -> Result<(), E>,
    ) -> Result<Outcome, RunError<E>> {
        let (knowledge, settings) = (self.knowledge(), &self.settings);
        let mut outcome = Outcome { timings: Arc::clone(&self.timings), ..Outcome::default() };
        outcome.ledger.passed = inputs.passed().to_vec();
        outcome.ledger.sources = inputs.sources() as u64;
        outcome.ledger.earlier_results = inputs.earlier_results();
        outcome.ledger.unmatched = inputs.unmatched().cloned();
        let mut ids = Ids::default();
        let timings = &self.timings;
        let mut inputs = inputs;
        let intake = self.progress.is_some().then(|| inputs.measure());
        ordered::map(
            std::iter::from_fn(move || timings.of(Stage::Inputs, || inputs.next())),
            ordered::Means {
                threads: settings.threads,
                memory: settings.memory,
                bytes: Item::memory,
                interrupt: &self.interrupt,
            },
            || {
                let mut analyst = Analyst::new(knowledge, settings, vocabulary);
                analyst.timings = Arc::clone(timings);
                let work = &work;
                move |item: Item| match item {
                    Item::Skip(skip) => Made::Skipped(skip),
                    Item::AsRead(as_read) => Made::AsRead(as_read),
                    Item::Wrong(error) => Made::Wrong(error),
                    Item::Document(raw) => match work(&mut analyst, *raw) {
                        Err(skip) => Made::Skipped(skip),
                        Ok(processed) => Made::Done(Box::new(processed)),
                    },
                }
            },
            |made| {
                let Processed { receipt, result } = match made {
                    Made::Wrong(error) => return Err(RunError::Input(error)),
                    Made::AsRead(as_read) => {
                        outcome.ledger.read_as(*as_read);
                        return Ok(());
                    }
                    Made::Skipped(skip) => {
                        outcome.ledger.skips.push(skip);
                        return Ok(());
                    }
                    Made::Done(processed) => *processed,
                };
                let Receipt { doc_id, path, row, .. } = &receipt;
                if !receipt.dated && row.is_none() {
                    outcome.ledger.undated(path);
                }
                if let Err(skip) = ids.enter(doc_id.clone(), path.clone(), *row) {
                    outcome.ledger.skips.push(skip);
                    return Ok(());
                }
                outcome.enter(receipt);
                if let (Some(progress), Some(intake)) = (&self.progress, &intake) {
                    progress(Step::Document(intake));
                }
                timings.of(Stage::Writing, || sink(result)).map_err(RunError::Sink)
            },
        )?;
        if self.interrupt.is_set() { Err(RunError::Interrupted) } else { Ok(outcome) }
    }
}
