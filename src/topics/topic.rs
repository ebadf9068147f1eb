//! Input and output of a fit: the settings, and the topics of a corpus.

use super::choice::{ChoiceCurve, USUAL};
use super::describe::TopicTerm;
use super::model::{Assignment, TopicModel};

/// How the number of topics is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The most stable and coherent number in a range.
    Auto {
        /// The fewest.
        least: usize,
        /// The most.
        most: usize,
    },
    /// This many, if there are as many distinct documents.
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
    /// How the number of topics is chosen.
    pub choice: Choice,
    /// Seed of projection and clustering.
    pub seed: u64,
    /// Whether the sizes of topics count every copy of a document; they are learned from its original alone in any case.
    pub count_copies: bool,
}

/// A topic.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// Its id: its number by size, from T1, behind the code of its language where a corpus has several.
    pub id: String,
    /// Label of phrases and terms, unique among the topics.
    pub label: String,
    /// Number of its documents.
    pub documents: usize,
    /// Stability: mean highest Jaccard similarity with a topic of other runs, 0 to 1.
    pub stability: f64,
    /// Held-out coherence: mean NPMI of terms chosen on the other half of the documents, -1 to 1; none below two terms.
    pub coherence: Option<f64>,
    /// The documents nearest to its centre, the nearest first; at most 60.
    pub nearest: Vec<usize>,
    /// Its terms, the most descriptive first.
    pub terms: Vec<TopicTerm>,
}

/// The choice for the documents of another language than most are in.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherChoice {
    /// Code of the language.
    pub language: String,
    /// The curve, unless the number was given.
    pub curve: Option<ChoiceCurve>,
}

/// The topics of a corpus.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Topics {
    /// The topics, the largest first.
    pub topics: Vec<Topic>,
    /// The assignment of each document (row of the matrix); none without a term of the model.
    pub assignments: Vec<Option<Assignment>>,
    /// Code of the language of the documents: that of most, where there are several. Empty after [`fit`](super::fit()).
    pub language: String,
    /// The curve that the number of topics was chosen from, unless it was given.
    pub choice: Option<ChoiceCurve>,
    /// The curves of the other languages.
    pub other_choices: Vec<OtherChoice>,
    /// The model that assigns documents to these topics; none if there are no topics.
    pub model: Option<TopicModel>,
}

impl Topics {
    /// The curves that the numbers of topics were chosen from, each with the code of its language where there are
    /// several.
    pub fn choices(&self) -> impl Iterator<Item = (Option<&str>, &ChoiceCurve)> {
        let several = !self.other_choices.is_empty();
        let others = self.other_choices.iter().map(|other| (&other.language, other.curve.as_ref()));
        let all = std::iter::once((&self.language, self.choice.as_ref())).chain(others);
        all.filter_map(move |(language, curve)| Some((several.then_some(language.as_str()), curve?)))
    }
}
