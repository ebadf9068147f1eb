//! Explanations and complete analyses of documents.

use super::analyst::Analysis;
use super::engine::Engine;
use super::flow::{Outcome, Processed, RunError};
use super::sought::Sought;
use crate::ingest::Inputs;
use crate::tables::{Explanation, Shown};

impl Engine {
    /// Passes the explanation of each document to `sink`, in order; `shown` evidence has a line of its own.
    ///
    /// # Errors
    /// Wrong inputs, what `sink` returns, or an interruption.
    pub fn explain<E>(
        &self,
        inputs: Inputs,
        shown: Shown,
        mut sink: impl FnMut(Explanation) -> Result<(), E>,
    ) -> Result<Outcome, RunError<E>> {
        let mut sought = Sought::default();
        let outcome = self.run(
            inputs,
            None,
            |analyst, raw| {
                let mut analysis = analyst.analyze(raw)?;
                analysis.edges = analyst.relations(&analysis.document, &analysis.found, &analysis.scored);
                let least = analyst.relation_scorer().confidence();
                let explanation = analysis.view(analyst.knowledge).explanation(shown, least);
                Ok(Processed::of(&analysis.article, (explanation, Sought::of(&analysis))))
            },
            |(explanation, of_article)| {
                sought.add(of_article);
                sink(explanation)
            },
        )?;
        Ok(Outcome { sought: Some(sought), ..outcome })
    }

    /// Passes the complete analysis of each document to `sink`, in the order of the inputs.
    ///
    /// # Errors
    /// Wrong inputs, what `sink` returns, or an interruption.
    pub fn analyses<E>(
        &self,
        inputs: Inputs,
        mut sink: impl FnMut(Analysis) -> Result<(), E>,
    ) -> Result<Outcome, RunError<E>> {
        let mut sought = Sought::default();
        let outcome = self.run(
            inputs,
            None,
            |analyst, raw| {
                let analysis = analyst.analyze(raw)?;
                Ok(Processed { receipt: analysis.article.receipt(), result: analysis })
            },
            |analysis| {
                sought.add(Sought::of(&analysis));
                sink(analysis)
            },
        )?;
        Ok(Outcome { sought: Some(sought), ..outcome })
    }
}
