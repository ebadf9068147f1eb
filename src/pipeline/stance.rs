//! The stances of documents toward actors, and the evidence behind them, row by row.

use super::analyst::{Analysis, Analyst};
use super::engine::Engine;
use super::flow::{Outcome, Processed, RunError};
use super::of_mentions::OfMentions;
use super::sought::Sought;
use super::timings::Stage;
use crate::ingest::{Inputs, Raw, Skip};
use crate::tables::{EvidenceLineRow, EvidenceRows, Numbered, StanceLine, StanceRow, View};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether a run has met an actor. From then on nobody asks for the names of articles that mention none.
#[derive(Debug, Default)]
struct Met(AtomicBool);

impl Met {
    fn note(&self, sought: &Sought) {
        if sought.mentions > 0 {
            self.0.store(true, Ordering::Relaxed);
        }
    }

    fn analysis(&self, analyst: &mut Analyst<'_>, raw: Raw) -> Result<Analysis, Skip> {
        if self.0.load(Ordering::Relaxed) { analyst.analyze_mentions(raw) } else { analyst.analyze(raw) }
    }
}

impl Engine {
    /// Passes the rows of `stance.csv` to `sink`, in the order of the inputs.
    ///
    /// # Errors
    /// Wrong inputs, what `sink` returns, or an interruption.
    pub fn stance<E>(
        &self,
        inputs: Inputs,
        sink: impl FnMut(StanceRow) -> Result<(), E>,
    ) -> Result<Outcome, RunError<E>> {
        self.each_stance(inputs, |view| view.stance_rows(), sink)
    }

    /// The same with the name of each actor and the sentence that made its stance.
    ///
    /// # Errors
    /// Wrong inputs, what `sink` returns, or an interruption.
    pub fn stance_lines<E>(
        &self,
        inputs: Inputs,
        sink: impl FnMut(StanceLine) -> Result<(), E>,
    ) -> Result<Outcome, RunError<E>> {
        self.each_stance(inputs, |view| view.stance_lines(), sink)
    }

    fn each_stance<T: Send, E>(
        &self,
        inputs: Inputs,
        rows_of: impl Fn(&View<'_>) -> Vec<T> + Sync,
        mut sink: impl FnMut(T) -> Result<(), E>,
    ) -> Result<Outcome, RunError<E>> {
        let mut sought = Sought::default();
        let met = Met::default();
        let outcome = self.run(
            inputs,
            None,
            |analyst, raw| {
                let analysis = met.analysis(analyst, raw)?;
                let view = analysis.view(analyst.knowledge);
                let rows = analyst.timings.of(Stage::Rows, || rows_of(&view));
                Ok(Processed::of(&analysis.article, (rows, Sought::of(&analysis))))
            },
            |(rows, of_article)| {
                sought.add(of_article);
                met.note(&sought);
                rows.into_iter().try_for_each(&mut sink)
            },
        )?;
        Ok(Outcome { sought: Some(sought), ..outcome })
    }

    /// Passes the evidence, as much of it as `which` says, with its mention and sentence to `sink`, in the order of the inputs.
    ///
    /// # Errors
    /// Wrong inputs, what `sink` returns, or an interruption.
    pub fn evidence<E>(
        &self,
        inputs: Inputs,
        which: EvidenceRows,
        mut sink: impl FnMut(EvidenceLineRow) -> Result<(), E>,
    ) -> Result<Outcome, RunError<E>> {
        let mut sought = Sought::default();
        let met = Met::default();
        let outcome = self.run(
            inputs,
            None,
            |analyst, raw| {
                let analysis = met.analysis(analyst, raw)?;
                let (receipt, sought) = (analysis.article.receipt(), Sought::of(&analysis));
                Ok(Processed {
                    receipt,
                    result: (
                        analyst
                            .timings
                            .of(Stage::Rows, || OfMentions::of(analysis, analyst.knowledge, which)),
                        sought,
                    ),
                })
            },
            |(of_mentions, of_article)| {
                sought.add(of_article);
                met.note(&sought);
                let mut numbered = Numbered::default();
                of_mentions.each_part(self.knowledge(), which, |mut tables| {
                    tables.number(&mut numbered);
                    tables.evidence_lines().try_for_each(&mut sink)
                })
            },
        )?;
        Ok(Outcome { sought: Some(sought), ..outcome })
    }
}
