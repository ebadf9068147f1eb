//! The cues of a document, which `explain --without` may leave out.

use super::build::View;
use std::collections::BTreeMap;

/// An expression of the lexicon or a learned term that occurs in a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CueInText {
    /// The term, as in its file.
    pub term: String,
    /// Its words in the text, in lower case.
    pub words: String,
    /// Row number in the learned table; none for an expression of the lexicon.
    pub learned: Option<u32>,
    /// Sum of its absolute contributions to all mentions, in millionths.
    pub weight: i64,
}

impl CueInText {
    /// Whether `name`, in lower case, equals its term or its words.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        self.words == name || self.term.to_lowercase() == name
    }
}

impl View<'_> {
    /// Every expression found in the document, with or without a contribution, and every learned term in the text that
    /// contributes to a mention.
    #[must_use]
    pub fn cues_in_text(&self) -> Vec<CueInText> {
        let mut cues: BTreeMap<(String, String, Option<u32>), i64> = BTreeMap::new();
        for cue in &self.found.cues {
            let term = self.knowledge.entry(cue.entry).term.to_owned();
            cues.entry((term, self.words(&cue.tokens), None)).or_insert(0);
        }
        for evidence in self.scored.iter().flat_map(|scored| scored.evidence.iter()) {
            let term = match (evidence.entry(), self.learned_row(evidence)) {
                (Some(entry), _) => self.knowledge.entry(entry).term.to_owned(),
                (None, Some(row)) if row.context.has_stems() => row.term.to_string(),
                _ => continue,
            };
            let words = self.cue_text(evidence).to_lowercase();
            *cues.entry((term, words, evidence.learned())).or_insert(0) += evidence.weight();
        }
        let cue = |((term, words, learned), weight)| CueInText { term, words, learned, weight };
        cues.into_iter().map(cue).collect()
    }
}
