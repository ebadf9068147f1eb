//! Topics, and how many of them there shall be: what goes into a fit and what comes out.

use super::choice::{ChoiceCurve, USUAL};
use super::describe::TopicTerm;
use super::model::{Assignment, TopicModel};

/// How many topics there shall be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// As many as subsamples agree on, of so many to so many.
    Auto {
        /// The fewest.
        least: usize,
        /// The most.
        most: usize,
    },
    /// So many, if there are as many different documents.
    Fixed(usize),
}

impl Default for Choice {
    fn default() -> Self {
        Self::Auto { least: USUAL.0, most: USUAL.1 }
    }
}

/// How topics are fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopicSettings {
    /// How many.
    pub choice: Choice,
    /// Seed of projection and clustering.
    pub seed: u64,
}

/// A topic.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// Phrases and terms that a person would call it by; no two topics have the same.
    pub label: String,
    /// Its documents.
    pub documents: usize,
    /// How much of it other runs find again, 0 to 1.
    pub stability: f64,
    /// Mean NPMI of terms chosen on one half of the documents, over the other half, -1 to 1; none with fewer than two.
    pub coherence: Option<f64>,
    /// The documents nearest to its centre, the nearest first; 60 at the most.
    pub nearest: Vec<usize>,
    /// Its terms, the most telling first.
    pub terms: Vec<TopicTerm>,
}

/// The topics of a corpus.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Topics {
    /// The topics, the largest first.
    pub topics: Vec<Topic>,
    /// That of each document (row of the matrix), where it has a term that counts.
    pub assignments: Vec<Option<Assignment>>,
    /// For each document the one that it repeats nearly word for word.
    pub repeats: Vec<Option<usize>>,
    /// What the number of topics was chosen by, where it was not given.
    pub choice: Option<ChoiceCurve>,
    /// What puts documents into these topics; none where there are none.
    pub model: Option<TopicModel>,
}
