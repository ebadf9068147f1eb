//! The complete analysis: every table of the inputs.

use super::by_language::term_rows_of;
use super::engine::Engine;
use super::fit_topics::fit_topics;
use super::flow::{Outcome, Processed, RunError};
use super::of_mentions::OfMentions;
use super::results::{AnalyzeError, AnalyzeOptions, ArticleResults, Draft, OfCorpus, Results, Stages};
use super::sought::Sought;
use crate::ingest::Inputs;
use crate::output::Directory;
use crate::tables::TermOptions;
use crate::text::Vocabulary;
use crate::topics::TopicSettings;
use std::time::Instant;

impl Engine {
    /// Computes every table of the inputs and writes them into `directory`. Nothing is visible before the draft is
    /// committed.
    ///
    /// # Errors
    /// Wrong inputs, a directory that cannot be written, topics that cannot be fitted, or an interruption.
    pub fn analyze(
        &self,
        inputs: Inputs,
        options: &AnalyzeOptions,
        directory: Directory,
    ) -> Result<Draft, AnalyzeError> {
        let mut stages = Stages::default();
        let clock = Instant::now();
        let vocabulary = Vocabulary::new();
        let mut results = Results::create(directory, options)?;
        let mut sought = Sought::default();
        let outcome = self.run(
            inputs,
            Some(&vocabulary),
            |analyst, raw| {
                let mut analysis = analyst.analyze(raw)?;
                let terms = analyst.term_counts(&analysis.document, Some(&analysis.found));
                let pairs = analyst.term_pairs(&analysis.document);
                let key_sentences = analyst.key_sentences(&analysis.document, options.sentences.max(1));
                let view = analysis.view(analyst.knowledge);
                let document = view.document_row(analysis.sha256());
                let stance_rows = view.stance_rows();
                let date = analysis.article.metadata.date;
                let sketch = analyst.sketch(&analysis.article, &analysis.document);
                let read_as = analysis.article.read_as.clone();
                let sought = Sought::of(&analysis);
                let stances = std::mem::take(&mut analysis.stances);
                let receipt = analysis.article.receipt();
                let mentions = OfMentions::of(analysis, analyst.knowledge, options.evidence);
                let of_article = ArticleResults {
                    document,
                    date,
                    read_as,
                    mentions,
                    stance_rows,
                    terms,
                    pairs,
                    key_sentences,
                    stances,
                    sketch,
                };
                Ok(Processed { receipt, result: (of_article, sought) })
            },
            |(of_article, sought_there)| {
                sought.add(sought_there);
                results.add(of_article, self.knowledge(), options.evidence)
            },
        )?;
        let outcome = Outcome { sought: Some(sought), ..outcome };
        stages.articles = clock.elapsed();
        let clock = Instant::now();
        let (counts, hashes) = results.take_counts();
        let copies = results.find_copies(&hashes);
        let fit = TopicSettings {
            choice: options.topics,
            seed: self.settings.seed,
            count_copies: options.count_duplicates,
        };
        let parts = counts.parts(&vocabulary);
        let which = TermOptions { most: options.terms, names: options.names };
        let terms = term_rows_of(&parts, &results.ids(), which, &self.knowledge().data.background)?;
        let (matrix, topics) = fit_topics(parts, &hashes, &copies, fit)?;
        stages.topics = clock.elapsed();
        let clock = Instant::now();
        let knowledge = self.knowledge();
        let mut draft = results.finish(
            outcome,
            &OfCorpus { copies, matrix, topics, terms },
            knowledge,
            &self.settings,
            options,
        )?;
        if self.interrupt.is_set() {
            return Err(AnalyzeError::Run(RunError::Interrupted));
        }
        stages.tables = clock.elapsed();
        draft.stages = stages;
        Ok(draft)
    }
}
