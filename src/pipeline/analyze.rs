//! The complete analysis: every table of the inputs.

use super::analyst::{Analysis, Analyst};
use super::article_results::ArticleResults;
use super::by_language::term_rows_of;
use super::engine::Engine;
use super::fit_topics::fit_topics;
use super::flow::{Outcome, Processed, RunError};
use super::of_mentions::OfMentions;
use super::pool::with_threads;
use super::progress::Phase;
use super::results::{AnalyzeError, AnalyzeOptions, Draft, OfCorpus, Results};
use super::resume::{CacheNote, Dependence, Made, Origin, Resume, context, encode};
use super::sought::Sought;
use super::timings::Stage;
use crate::ingest::{Inputs, ParagraphHashes, Raw, Skip};
use crate::output::Directory;
use crate::tables::{EvidenceRows, TermOptions};
use crate::text::Vocabulary;
use crate::topics::TopicSettings;
use std::path::Path;
use std::sync::Arc;
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
        let vocabulary = Vocabulary::new();
        let mut results = Results::create(directory, options)?;
        let mut sought = Sought::default();
        self.begin(Phase::Articles);
        let outcome = self.run(
            inputs,
            Some(&vocabulary),
            |analyst, raw| match &self.resume {
                Some(resume) => resumed(resume, analyst, raw, options, &vocabulary),
                None => {
                    let analysis = analyst.analyze(raw)?;
                    Ok(processed(made(analyst, analysis, options), Origin::Computed))
                }
            },
            |(of_article, sought_there, origin)| {
                if let Some(resume) = &self.resume {
                    resume.enter(origin);
                }
                sought.add(sought_there);
                results.add(of_article, self.knowledge(), options.evidence)
            },
        )?;
        let outcome = Outcome { sought: Some(sought), ..outcome };
        let (counts, hashes) = results.take_counts();
        let timings = &self.timings;
        self.begin(Phase::Copies);
        let copies = timings.of(Stage::Copies, || results.find_copies(&hashes));
        let fit = TopicSettings {
            choice: options.topics,
            seed: self.settings.seed,
            count_copies: options.count_duplicates,
        };
        let parts = counts.parts(&vocabulary);
        let which = TermOptions { most: options.terms, names: options.names };
        self.begin(Phase::Terms);
        let clock = Instant::now();
        let ids = results.ids();
        results.write_terms(term_rows_of(&parts, &ids, which, &self.knowledge().data.background)?)?;
        drop(ids);
        timings.add(Stage::Terms, clock);
        self.begin(Phase::Topics);
        let (matrix, topics) = timings.of(Stage::Topics, || {
            with_threads(self.settings.threads, || fit_topics(parts, &hashes, &copies, fit))
        })?;
        self.begin(Phase::Tables);
        let clock = Instant::now();
        let knowledge = self.knowledge();
        let mut draft = results.finish(
            outcome,
            &OfCorpus { copies, matrix, topics },
            knowledge,
            &self.settings,
            options,
        )?;
        if self.interrupt.is_set() {
            return Err(AnalyzeError::Run(RunError::Interrupted));
        }
        timings.add(Stage::Tables, clock);
        draft.resumed = self.resume.as_ref().map(|resume| resume.finish());
        Ok(draft)
    }

    /// Lets [`analyze`](Self::analyze) into `directory` take up earlier runs: documents that they have analysed with the
    /// same knowledge and settings are taken from a cache beside the directory, and those that are analysed are added to it
    /// as the run goes. The result is the same as without it.
    #[must_use]
    pub fn with_resume(mut self, options: &AnalyzeOptions, directory: &Path) -> Self {
        let context = context(&self.knowledge, &self.settings, options.evidence, options.sentences);
        self.resume = Some(Arc::new(Resume::new(directory, context)));
        self
    }

    /// What is to be said of the cache of [`with_resume`](Self::with_resume), if anything.
    #[must_use]
    pub fn cache_note(&self) -> Option<CacheNote> {
        self.resume.as_ref()?.note()
    }
}

/// The results for an article, and where they come from.
type Worked = (ArticleResults, Sought, Origin);

fn processed(made: Made, origin: Origin) -> Processed<Worked> {
    let Made { receipt, results, sought } = made;
    Processed { receipt, result: (results, sought, origin) }
}

/// What an analysed article comes to.
fn made(analyst: &Analyst<'_>, analysis: Analysis, options: &AnalyzeOptions) -> Made {
    let receipt = analysis.article.receipt();
    let (results, sought) = results_of(analyst, analysis, options.evidence, options.sentences);
    Made { receipt, results, sought }
}

/// The results for an article.
pub(super) fn results_of(
    analyst: &Analyst<'_>,
    mut analysis: Analysis,
    evidence: EvidenceRows,
    sentences: usize,
) -> (ArticleResults, Sought) {
    analysis.edges = analyst
        .timings
        .of(Stage::Stances, || analyst.relations(&analysis.document, &analysis.found, &analysis.scored));
    let edges = analyst.document_edges(&analysis.document, &analysis.edges, &analysis.article.doc_id);
    let view = analysis.view(analyst.knowledge);
    let start = Instant::now();
    let (document, stance_rows) = (view.document_row(analysis.sha256()), view.stance_rows());
    analyst.timings.add(Stage::Rows, start);
    let stances = std::mem::take(&mut analysis.stances);
    let sought = Sought::of(&analysis);
    let results = ArticleResults {
        document,
        date: analysis.article.metadata.date,
        read_as: analysis.article.read_as.clone(),
        stance_rows,
        terms: analyst.term_counts(&analysis.document, Some(&analysis.found)),
        pairs: analyst.term_pairs(&analysis.document),
        key_sentences: analyst.key_sentences(&analysis.document, sentences.max(1)),
        sketch: analyst.sketch(&analysis.article, &analysis.document),
        stances,
        edges,
        mentions: analyst.timings.of(Stage::Rows, || OfMentions::of(analysis, analyst.knowledge, evidence)),
    };
    (results, sought)
}

/// The results for a document, from the cache if it has been analysed before.
fn resumed(
    resume: &Resume,
    analyst: &mut Analyst<'_>,
    mut raw: Raw,
    options: &AnalyzeOptions,
    vocabulary: &Vocabulary,
) -> Result<Processed<Worked>, Skip> {
    let key = raw.fingerprint(analyst.settings.decoding.max_unpacked)?;
    let boilerplate = analyst.settings.boilerplate.as_deref();
    let actors = analyst.knowledge.registry.actors().len();
    if let Some(made) = resume.find(&key, &raw, boilerplate, vocabulary, actors) {
        analyst.timings.read(raw.bytes());
        return Ok(processed(made, Origin::Cache(key)));
    }
    let article = analyst.with_boilerplate(raw)?;
    let paragraphs = ParagraphHashes::of(&article);
    let left_out = boilerplate.map(|found| found.left_out(&paragraphs)).unwrap_or_default();
    let dependence = Dependence { paragraphs, left_out, leanings: article.date_leanings.clone() };
    let analysis = analyst.analyze_article(article);
    let made = made(analyst, analysis, options);
    let record = encode(&dependence, &made, vocabulary);
    Ok(processed(made, Origin::Anew(key, record)))
}
