//! The topics of a corpus, without stances.

use super::analyst::text_hash;
use super::by_language::CountsByLanguage;
use super::engine::Engine;
use super::fit_topics::fit_topics;
use super::flow::{Outcome, Processed, RunError};
use super::pool::with_threads;
use super::progress::Phase;
use super::timings::Stage;
use crate::copies::{Copies, Printing, Sketches, find_copies};
use crate::ingest::{Boilerplate, Inputs};
use crate::tables::{TopicAssignmentRow, assignment_row};
use crate::text::Vocabulary;
use crate::topics::{Choice, Topic, TopicError, TopicModel, TopicSettings, Topics};
use crate::tsv::Hint;
use std::convert::Infallible;

/// Why topics cannot be computed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TopicsError {
    /// Wrong inputs, or an interruption.
    #[error(transparent)]
    Run(#[from] RunError<Infallible>),
    /// The fit failed.
    #[error(transparent)]
    Fit(#[from] TopicError),
}

impl Hint for TopicsError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Run(error) => error.hint(),
            Self::Fit(error) => error.hint(),
        }
    }
}

/// The topics of a corpus.
#[derive(Debug)]
pub struct TopicsReport {
    /// The outcome of the run.
    pub outcome: Outcome,
    /// Id of each document, in the order of the inputs.
    pub ids: Vec<String>,
    /// Title of each document; empty without one.
    pub titles: Vec<String>,
    /// Which documents print the same text. Topics are learned from originals, and their sizes count these alone.
    pub copies: Copies,
    /// The topics. Documents are indices into `ids`, columns of terms are indices into `surfaces`.
    pub topics: Topics,
    /// The most frequent word form of each stem.
    pub surfaces: Vec<Box<str>>,
}

impl TopicsReport {
    /// The topic of each document, in the order of the inputs.
    pub fn assignments(&self) -> impl Iterator<Item = TopicAssignmentRow> + '_ {
        let documents = self.ids.iter().zip(&self.topics.assignments);
        documents.map(|(id, assignment)| {
            let topic = assignment.and_then(|assignment| self.topics.topics.get(assignment.topic));
            assignment_row(id.clone(), topic.map(|topic| topic.id.clone()), *assignment)
        })
    }

    /// The terms of a topic, the most descriptive first.
    #[must_use]
    pub fn terms(&self, topic: &Topic) -> Vec<&str> {
        topic
            .terms
            .iter()
            .filter_map(|term| self.surfaces.get(term.column))
            .map(|surface| &**surface)
            .collect()
    }

    /// The model that assigns further documents; none if there are no topics.
    #[must_use]
    pub fn model(&self) -> Option<&TopicModel> {
        self.topics.model.as_ref()
    }
}

impl Engine {
    /// Fits topics to the inputs.
    ///
    /// # Errors
    /// Wrong inputs, an interruption, or topics that cannot be fitted.
    pub fn topics(&self, inputs: Inputs, choice: Choice) -> Result<TopicsReport, TopicsError> {
        let vocabulary = Vocabulary::new();
        let mut counts = CountsByLanguage::default();
        let (mut ids, mut hashes, mut titles) = (Vec::new(), Vec::new(), Vec::new());
        let (mut dates, mut sketches) = (Vec::new(), Sketches::default());
        self.begin(Phase::Articles);
        let outcome = self.run(
            inputs,
            Some(&vocabulary),
            |analyst, raw| {
                let (article, document) = analyst.read_words(raw)?;
                let terms = analyst.term_counts(&document, None);
                let side_by_side = analyst.term_pairs(&document);
                let id = article.doc_id.clone();
                let title = article.metadata.title.clone().unwrap_or_default();
                let printing = (id, article.metadata.date, analyst.sketch(&article, &document));
                let counts = (article.read_as.clone(), terms, side_by_side);
                Ok(Processed::of(&article, (printing, title, text_hash(&article), counts)))
            },
            |((id, date, sketch), title, hash, (read_as, terms, side_by_side))| {
                ids.push(id);
                dates.push(date);
                sketches.push(&sketch);
                titles.push(title);
                hashes.push(hash);
                counts.push(&read_as, &terms, side_by_side);
                Ok::<(), Infallible>(())
            },
        )?;
        let printing = |at: usize| Printing {
            date: dates.get(at).copied().flatten(),
            doc_id: ids.get(at).map_or("", String::as_str),
        };
        self.begin(Phase::Copies);
        let copies = self.timings.of(Stage::Copies, || find_copies(&sketches, &hashes, printing));
        let settings = TopicSettings { choice, seed: self.settings.seed, count_copies: false };
        let parts = counts.parts(&vocabulary);
        self.begin(Phase::Topics);
        let fit = || fit_topics(parts, &hashes, &copies, settings);
        let (matrix, mut topics) =
            self.timings.of(Stage::Topics, || with_threads(self.settings.threads, fit))?;
        if let Some(model) = &mut topics.model {
            model.boilerplate =
                self.settings.boilerplate.as_deref().map(Boilerplate::pairs).unwrap_or_default();
        }
        Ok(TopicsReport { outcome, ids, titles, copies, topics, surfaces: matrix.surfaces })
    }
}
