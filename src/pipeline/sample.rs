//! The mentions of an article as candidates for a coding sheet.

use super::analyst::Analysis;
use crate::evaluate::{Candidate, Class, predicted};
use crate::mentions::{Knowledge, Voice};
use crate::tables::{EvidenceRows, SampleRow};

impl Analysis {
    /// Its mentions, with what the scorer predicts and who speaks.
    #[must_use]
    pub fn candidates(&self, knowledge: &Knowledge) -> Vec<Candidate> {
        let tables = self.view(knowledge).mention_tables(EvidenceRows::None);
        let mentions = tables.mentions.iter().zip(&self.scored).zip(&self.found.mentions);
        mentions
            .map(|((row, scored), mention)| Candidate {
                predicted: match scored.stance() {
                    Some(_) => predicted(scored.probabilities()),
                    None => Class::Neutral,
                },
                narration: mention.voice == Voice::Narration,
                start: row.start,
                row: SampleRow {
                    sample_id: String::new(),
                    doc_id: row.doc_id.clone(),
                    actor_id: row.actor_id.clone(),
                    sentence_id: row.sentence_id.clone(),
                    sentence: tables.sentence_text(row).to_owned(),
                    mention: row.mention.clone(),
                    label: String::new(),
                },
            })
            .collect()
    }
}
