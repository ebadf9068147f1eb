//! Puts a document into the topics of a saved model, by itself: the words of others play no part.

use crate::ingest::ReadAs;
use crate::terms::Count;
use crate::text::{TermId, Vocabulary};
use crate::topics::{ModelColumns, Placement, TopicModel};

/// A saved model, and the vocabulary of a run.
pub(super) struct Placing<'m> {
    model: &'m TopicModel,
    columns: ModelColumns<'m>,
    vocabulary: &'m Vocabulary,
}

impl<'m> Placing<'m> {
    pub fn new(model: &'m TopicModel, vocabulary: &'m Vocabulary) -> Self {
        Self { model, columns: model.columns(), vocabulary }
    }

    /// The topic of a document with these terms; none if it is like none of them, or of another language.
    pub fn place(&self, read_as: &ReadAs, terms: &[(TermId, Count)]) -> Option<Placement> {
        // Words of another language are none of the model's, even where they are spelled alike.
        let language = read_as.counted.map_or("", |_| read_as.code.as_str());
        if language != self.model.language {
            return None;
        }
        let words = read_as.counted.map_or(self.vocabulary, |number| self.vocabulary.of_counted(number));
        let forms: Vec<TermId> = terms.iter().map(|&(form, _)| form).collect();
        let stems = words.stems(&forms);
        let counts = stems.iter().zip(terms).map(|(stem, (_, count))| (&**stem, count.all));
        self.model.place_if_like(&self.columns.row(counts))
    }
}
