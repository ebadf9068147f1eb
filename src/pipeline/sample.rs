//! The mentions of an article as candidates for a coding sheet.

use super::analyst::Analysis;
use crate::evaluate::{Candidate, Class, predicted};
use crate::index::{Knowledge};
use crate::text::Voice;
use crate::tables::{EvidenceRows, SampleRow};

impl Analysis {
    /// Its mentions, with what the scorer predicts and who speaks.
    #[must_use]
    pub fn candidates(&self, knowledge: &Knowledge) -> Vec<Candidate> {
        let tables = self.view(knowledge).tables("en", String::new(), EvidenceRows::None);
        let mentions = tables.mentions.into_iter().zip(&self.scored).zip(&self.found.mentions);
        mentions
            .map(|((row, scored), mention)| {
                let sentence = tables.sentences.iter().find(|s| s.sentence_id == row.sentence_id);
                Candidate {
                    predicted: match scored.stance() {
                        Some(_) => predicted(scored.probabilities()),
                        None => Class::Neutral,
                    },
                    narration: mention.voice == Voice::Narration,
                    start: row.start,
                    row: SampleRow {
                        sample_id: String::new(),
                        doc_id: row.doc_id,
                        actor_id: row.actor_id,
                        sentence_id: row.sentence_id,
                        sentence: sentence.map(|s| s.text.clone()).unwrap_or_default(),
                        mention: row.mention,
                        label: String::new(),
                    },
                }
            })
            .collect()
    }
}
