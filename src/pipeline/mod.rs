//! The pipeline: the one place that knows the order of the stages.
//!
//! `ingest -> text -> mentions -> stance`, and beside it `terms -> topics`; then tables. Articles flow through in
//! parallel and come out in order; kept are counts, the term matrix and one small row a document.

mod analyst;
mod assign;
mod coherence;
mod coverage;
mod discover;
mod flow;
mod interrupt;
mod labelled;
mod ordered;
mod results;
mod sample;
mod settings;
mod without;

pub use analyst::{Analysis, Analyst, text_hash};
pub use assign::assign;
pub use coherence::coherence;
pub use coverage::{Coverage, coverage};
pub use discover::{DiscoverError, discover};
pub use flow::{Outcome, Processed, RunError, run};
pub use interrupt::Interrupt;
pub use labelled::{LabelledDocument, ScoredLabel, examples, score_labelled, training_examples};
pub use results::{AnalyzeError, AnalyzeOptions, Draft, Stages};
pub use settings::Settings;
pub use without::{without_expressions, without_learned};

use crate::ingest::Inputs;
use crate::mentions::Knowledge;
use crate::output::Directory;
use crate::terms::{PairCounts, Phrase, TermCounts, TermMatrix, phrases};
use crate::text::Vocabulary;
use crate::topics::{TopicSettings, fit};
use results::{ArticleResults, Results};
use std::time::Instant;

/// The whole way: every table of the inputs, written into `directory`. Nothing is there to see until the draft is
/// committed. `seen` is told of every article that has gone through.
///
/// # Errors
/// Wrong inputs, a directory that cannot be written, or topics that cannot be fitted.
pub fn analyze(
    inputs: Inputs,
    knowledge: &Knowledge,
    settings: &Settings,
    options: &AnalyzeOptions,
    directory: Directory,
    interrupt: &Interrupt,
    seen: &dyn Fn(),
) -> Result<Draft, AnalyzeError> {
    let mut stages = Stages::default();
    let clock = Instant::now();
    let vocabulary = Vocabulary::new();
    let mut results = Results::create(directory, options)?;
    let outcome = run(
        inputs,
        knowledge,
        settings,
        Some(&vocabulary),
        interrupt,
        |analyst, raw| {
            let analysis = analyst.analyze(raw)?;
            let terms = analyst.term_counts(&analysis.document, Some(&analysis.found));
            let pairs = analyst.term_pairs(&analysis.document);
            let key_sentences = analyst.key_sentences(&analysis.document, options.sentences.max(1));
            let view = analysis.view(knowledge);
            let document = view.document_row(&options.language, analysis.sha256());
            let mentions = view.mention_tables(options.evidence);
            let stance_rows = view.stance_rows();
            let date = analysis.article.metadata.date;
            let stances = analysis.stances;
            Ok(Processed::of(
                &analysis.article,
                ArticleResults {
                    document,
                    date,
                    mentions,
                    stance_rows,
                    terms,
                    pairs,
                    key_sentences,
                    stances,
                },
            ))
        },
        |of_article| {
            seen();
            results.add(of_article)
        },
    )?;
    stages.articles = clock.elapsed();
    let clock = Instant::now();
    let (counts, pairs, documents) = results.take_counts();
    let (matrix, phrases) = term_matrix(counts, pairs, &vocabulary);
    let order = content_order(&documents, &matrix);
    let topics =
        fit(&matrix, &phrases, &order, TopicSettings { choice: options.topics, seed: settings.seed })?;
    stages.topics = clock.elapsed();
    let clock = Instant::now();
    let mut draft = results.finish(outcome, &matrix, &topics, knowledge, settings, options)?;
    if interrupt.is_set() {
        return Err(AnalyzeError::Run(RunError::Interrupted));
    }
    stages.tables = clock.elapsed();
    draft.stages = stages;
    Ok(draft)
}

/// The term matrix of a run, and its phrases, out of the counts of its documents.
#[must_use]
pub fn term_matrix(
    counts: TermCounts,
    pairs: PairCounts,
    vocabulary: &Vocabulary,
) -> (TermMatrix, Vec<Phrase>) {
    let words = vocabulary.take();
    let matrix = TermMatrix::build(counts, &words);
    let phrases = phrases(pairs, &words, &matrix);
    (matrix, phrases)
}

/// An order of the documents that depends on their content alone: by the hash of their source, then by their terms.
/// Documents that are equal in both are equal rows.
#[must_use]
pub fn content_order(hashes: &[String], matrix: &TermMatrix) -> Vec<usize> {
    let mut order: Vec<usize> = (0..hashes.len()).collect();
    order.sort_by(|&a, &b| hashes[a].cmp(&hashes[b]).then_with(|| matrix.row(a).cmp(&matrix.row(b))));
    order
}
