//! Assigns documents to topics fitted before: one pass, which keeps only the vocabulary in memory.

use super::engine::Engine;
use super::flow::{Outcome, Processed, RunError};
use super::placing::Placing;
use crate::ingest::Inputs;
use crate::tables::{TopicAssignmentRow, assignment_row, topic_id};
use crate::text::Vocabulary;
use crate::topics::TopicModel;

impl Engine {
    /// Passes each document of the inputs, in order, with its topic to `sink`: no topic if it has no term of the model
    /// or is too dissimilar to its topic.
    ///
    /// # Errors
    /// Wrong inputs, what `sink` returns, or an interruption.
    pub fn assign<E>(
        &self,
        inputs: Inputs,
        model: &TopicModel,
        sink: impl FnMut(TopicAssignmentRow) -> Result<(), E>,
    ) -> Result<Outcome, RunError<E>> {
        let vocabulary = Vocabulary::new();
        let placing = Placing::new(model, &vocabulary);
        self.run(
            inputs,
            Some(&vocabulary),
            |analyst, raw| {
                let (article, document) = analyst.read_words(raw)?;
                let counts = analyst.term_counts(&document, None);
                let assignment = placing.place(&article.read_as, &counts).map(|place| place.assignment);
                let id = assignment.map(|assignment| topic_id(assignment.topic));
                let row = assignment_row(article.doc_id.clone(), id, assignment);
                Ok(Processed::of(&article, row))
            },
            sink,
        )
    }
}
