//! The key terms of each document.

use super::by_language::{CountsByLanguage, term_rows_of};
use super::engine::Engine;
use super::flow::{Outcome, Processed, RunError};
use super::timings::Stage;
use crate::ingest::Inputs;
use crate::tables::{TermOptions, TermRow};
use crate::terms::BackgroundError;
use crate::text::Vocabulary;
use crate::tsv::Hint;
use std::time::Instant;

/// Why terms cannot be computed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TermsError<E> {
    /// Wrong inputs, an error of the sink, or an interruption.
    #[error(transparent)]
    Run(#[from] RunError<E>),
    /// The background table of the language is broken; tests read the shipped one.
    #[error(transparent)]
    Background(#[from] BackgroundError),
}

impl<E: Hint> Hint for TermsError<E> {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Run(error) => error.hint(),
            Self::Background(error) => error.hint(),
        }
    }
}

impl Engine {
    /// Passes the rows of `terms.csv` to `sink`, in the order of the inputs, after all of them are counted.
    ///
    /// # Errors
    /// Wrong inputs, what `sink` returns, or an interruption.
    pub fn terms<E>(
        &self,
        inputs: Inputs,
        options: TermOptions,
        sink: impl FnMut(TermRow) -> Result<(), E>,
    ) -> Result<Outcome, TermsError<E>> {
        let vocabulary = Vocabulary::new();
        let mut counts = CountsByLanguage::default();
        let mut ids: Vec<String> = Vec::new();
        let outcome = self.run(
            inputs,
            Some(&vocabulary),
            |analyst, raw| {
                // Names are found in sentences; counting needs tokens alone.
                let (article, document, found) = if options.names {
                    let (article, document) = analyst.read_words(raw)?;
                    (article, document, None)
                } else {
                    let (article, document) = analyst.read(raw)?;
                    let found = analyst.find(&article, &document);
                    (article, document, Some(found))
                };
                let terms = analyst.term_counts(&document, found.as_ref());
                let id = article.doc_id.clone();
                Ok(Processed::of(&article, (id, article.read_as.clone(), terms)))
            },
            |(id, read_as, terms)| {
                ids.push(id);
                counts.push(&read_as, &terms, Vec::new());
                Ok::<(), E>(())
            },
        )?;
        let parts = counts.parts(&vocabulary);
        let start = Instant::now();
        let mut rows = term_rows_of(&parts, &ids, options, &self.knowledge().data.background)?;
        rows.try_for_each(sink).map_err(RunError::Sink)?;
        self.timings.add(Stage::Terms, start);
        Ok(outcome)
    }
}
