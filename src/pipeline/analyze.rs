//! The complete analysis: every table of the inputs.

use super::analyst::{Analysis, Analyst};
use super::analyze_options::{AnalyzeError, AnalyzeOptions};
use super::article_results::ArticleResults;
use super::by_language::term_rows_of;
use super::draft::Draft;
use super::engine::Engine;
use super::fit_topics::{fit_parts, of_all};
use super::flow::{Outcome, Processed, RunError};
use super::of_mentions::OfMentions;
use super::placing::Placing;
use super::pool::with_threads;
use super::progress::Phase;
use super::results::{MadeWith, OfCorpus, Results};
use super::resume::{CacheNote, Dependence, Made, Origin, Resume, context, encode, record_of};
use super::shard::given_topics;
use super::sought::Sought;
use super::timings::Stage;
use crate::ingest::{Inputs, ParagraphHashes, Raw, Skip};
use crate::output::Directory;
use crate::tables::{EvidenceRows, TermOptions};
use crate::text::Vocabulary;
use crate::topics::{DescribedTopic, TopicSettings};
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
        if let Some(model) = &options.model {
            return self.analyze_by_model(inputs, options, model, directory);
        }
        let vocabulary = Vocabulary::new();
        let resume = self.resume.as_deref();
        let work = Work { options, vocabulary: &vocabulary, placing: None, resume };
        let mut results = Results::create(directory, options)?;
        let mut sought = Sought::default();
        self.begin(Phase::Articles);
        let outcome = self.run(
            inputs,
            Some(&vocabulary),
            |analyst, raw| work.of(analyst, raw),
            |Worked { made, origin, leans: _ }| {
                if let Some(resume) = resume {
                    resume.enter(origin);
                }
                sought.add(made.sought);
                results.add(made.results, self.knowledge(), options.evidence)
            },
        )?;
        let outcome = Outcome { sought: Some(sought), ..outcome };
        let made_with = MadeWith::of(self.knowledge());
        self.end(results, outcome, &vocabulary, Topical::Fitted, made_with, options)
    }

    /// Ends a run all of whose documents were added to `results`: computes what needs all of them, and writes it.
    pub(super) fn end(
        &self,
        mut results: Results,
        outcome: Outcome,
        vocabulary: &Vocabulary,
        topical: Topical<'_>,
        made_with: MadeWith,
        options: &AnalyzeOptions,
    ) -> Result<Draft, AnalyzeError> {
        let (counts, hashes) = results.take_counts();
        let timings = &self.timings;
        self.begin(Phase::Copies);
        let (copies, parts) = with_threads(self.settings.threads, || {
            let find = || timings.of(Stage::Copies, || results.find_copies(&hashes));
            rayon::join(find, || timings.of(Stage::Terms, || counts.parts(vocabulary)))
        });
        let fit = TopicSettings {
            choice: options.topics,
            seed: self.settings.seed,
            count_copies: options.count_duplicates,
        };
        let which = TermOptions { most: options.terms, names: options.names };
        let ids = results.ids();
        let mut write_terms = || {
            timings.of(Stage::Terms, || {
                let rows = term_rows_of(&parts, &ids, which, &self.knowledge().data.background)?;
                Ok::<(), AnalyzeError>(results.write_terms(rows)?)
            })
        };
        let (matrix, topics) = match topical {
            // One thread writes terms while the others fit.
            Topical::Fitted => {
                self.begin(Phase::Topics);
                let fit = || timings.of(Stage::Topics, || fit_parts(&parts, &hashes, &copies, fit));
                let (written, fitted) = with_threads(self.settings.threads, || rayon::join(write_terms, fit));
                written?;
                of_all(parts, fitted?, hashes.len())
            }
            Topical::Given(described) => {
                self.begin(Phase::Terms);
                write_terms()?;
                drop(parts);
                self.begin(Phase::Topics);
                timings.of(Stage::Topics, || {
                    given_topics(described, results.places(), &copies, options.count_duplicates)
                })
            }
        };
        self.begin(Phase::Tables);
        let clock = Instant::now();
        let knowledge = self.knowledge();
        let mut draft = results.finish(
            outcome,
            &OfCorpus { copies, matrix, topics },
            knowledge,
            made_with,
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
        let (evidence, sentences) = (options.evidence, options.sentences);
        let context = context(&self.knowledge, &self.settings, evidence, sentences, options.model.as_deref());
        self.resume = Some(Arc::new(Resume::new(directory, context)));
        self
    }

    /// What is to be said of the cache of [`with_resume`](Self::with_resume), if anything.
    #[must_use]
    pub fn cache_note(&self) -> Option<CacheNote> {
        self.resume.as_ref()?.note()
    }
}

/// Where topics come from.
#[derive(Clone, Copy)]
pub(super) enum Topical<'a> {
    /// They are fitted to the documents.
    Fitted,
    /// They are those of a model.
    Given(&'a [DescribedTopic]),
}

/// The results for an article, and where they come from.
pub(super) struct Worked {
    pub made: Made,
    pub origin: Origin,
    /// Whether its date is read in an order of day and month that depends on others, or might.
    pub leans: bool,
}

/// What is done with each document.
pub(super) struct Work<'a> {
    pub options: &'a AnalyzeOptions,
    pub vocabulary: &'a Vocabulary,
    /// The topics of a model, if there is one.
    pub placing: Option<&'a Placing<'a>>,
    pub resume: Option<&'a Resume>,
}

impl Work<'_> {
    /// The results for a document, from the cache if it has been analysed before.
    ///
    /// # Errors
    /// The document cannot be read: a skip.
    pub fn of(&self, analyst: &mut Analyst<'_>, raw: Raw) -> Result<Processed<Worked>, Skip> {
        let worked = match self.resume {
            Some(resume) => self.resumed(resume, analyst, raw)?,
            None => {
                let analysis = analyst.analyze(raw)?;
                self.worked(analyst, analysis, |_| Origin::Computed)
            }
        };
        Ok(Processed { receipt: worked.made.receipt.clone(), result: worked })
    }

    fn worked(
        &self,
        analyst: &Analyst<'_>,
        analysis: Analysis,
        origin: impl FnOnce(&Made) -> Origin,
    ) -> Worked {
        let receipt = analysis.article.receipt();
        let leans = !analysis.article.date_leanings.is_empty();
        let evidence = self.options.evidence;
        let (mut results, sought) = results_of(analyst, analysis, evidence, self.options.sentences);
        if let Some(placing) = self.placing {
            results.place = placing.place(&results.read_as, &results.terms);
            results.mentions = results.mentions.made(analyst.knowledge, evidence);
        }
        let made = Made { receipt, results, sought };
        Worked { origin: origin(&made), made, leans }
    }

    fn resumed(&self, resume: &Resume, analyst: &mut Analyst<'_>, mut raw: Raw) -> Result<Worked, Skip> {
        let key = raw.fingerprint(analyst.settings.decoding.max_unpacked)?;
        let boilerplate = analyst.settings.boilerplate.as_deref();
        let actors = analyst.knowledge.registry.actors().len();
        if let Some((dependence, made)) = resume.find(&key, &raw, boilerplate, self.vocabulary, actors) {
            analyst.timings.read(raw.bytes());
            return Ok(Worked { made, origin: Origin::Cache(key), leans: !dependence.leanings.is_empty() });
        }
        let article = analyst.with_boilerplate(raw)?;
        let paragraphs = ParagraphHashes::of(&article);
        let left_out = boilerplate.map(|found| found.left_out(&paragraphs)).unwrap_or_default();
        let dependence = Dependence { paragraphs, left_out, leanings: article.date_leanings.clone() };
        let analysis = analyst.analyze_article(article);
        let record = |made: &Made| {
            Origin::Anew(key, encode(made, self.vocabulary).map(|results| record_of(&dependence, &results)))
        };
        Ok(self.worked(analyst, analysis, record))
    }
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
        place: None,
        edges,
        mentions: analyst.timings.of(Stage::Rows, || OfMentions::of(analysis, analyst.knowledge, evidence)),
    };
    (results, sought)
}
