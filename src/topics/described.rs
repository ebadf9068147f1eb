//! What a saved model says of its topics, for tables of documents that it was not fitted to.

use super::topic::Topic;
use crate::terms::TermMatrix;
use serde::{Deserialize, Serialize};

/// A term of a topic.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DescribedTerm {
    /// Its stem.
    pub stem: String,
    /// Its most frequent word form in the corpus of the fit.
    pub surface: String,
    /// NPMI of term and topic, in [-1, 1].
    pub weight: f32,
}

/// A topic, as its fit described it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DescribedTopic {
    /// Its label.
    pub label: String,
    /// Stability, 0 to 1.
    pub stability: f32,
    /// Held-out coherence, -1 to 1, if it has two terms or more.
    pub coherence: Option<f32>,
    /// Its terms, the most descriptive first.
    pub terms: Vec<DescribedTerm>,
}

impl DescribedTopic {
    /// The description of a fitted topic, whose terms are columns of `matrix`.
    #[must_use]
    pub fn of(topic: &Topic, matrix: &TermMatrix) -> Self {
        let term = |column: usize, weight: f64| {
            let text = |texts: &[Box<str>]| texts.get(column).map_or_else(String::new, ToString::to_string);
            DescribedTerm {
                stem: text(&matrix.stems),
                surface: text(&matrix.surfaces),
                weight: weight as f32,
            }
        };
        Self {
            label: topic.label.clone(),
            stability: topic.stability as f32,
            coherence: topic.coherence.map(|coherence| coherence as f32),
            terms: topic.terms.iter().map(|found| term(found.column, found.weight)).collect(),
        }
    }

    /// Whether its numbers are numbers.
    pub(super) fn is_sound(&self) -> bool {
        self.stability.is_finite()
            && self.coherence.is_none_or(f32::is_finite)
            && self.terms.iter().all(|term| term.weight.is_finite())
    }
}
