//! Coding sheets: the mentions of articles as candidates, and a sample of them.

use super::analyst::Analysis;
use super::engine::Engine;
use super::flow::{Outcome, Processed, RunError};
use crate::evaluate::{Candidate, Class, Sampler};
use crate::index::Knowledge;
use crate::ingest::Inputs;
use crate::tables::{EvidenceRows, SampleRow};
use crate::text::Voice;
use std::convert::Infallible;

impl Analysis {
    /// Its mentions, with predicted class and voice.
    #[must_use]
    pub fn candidates(&self, knowledge: &Knowledge) -> Vec<Candidate> {
        let tables = self.view(knowledge).mention_tables(EvidenceRows::None);
        let texts = tables.sentence_texts();
        let mentions = tables.mentions.iter().zip(&self.scored).zip(&self.found.mentions);
        mentions
            .map(|((row, scored), mention)| Candidate {
                predicted: Class::of_label(scored.decision().map(|decision| decision.label)),
                narration: mention.voice == Voice::Narration,
                start: row.start,
                row: SampleRow {
                    sample_id: String::new(),
                    doc_id: row.doc_id.clone(),
                    actor_id: row.actor_id.clone(),
                    sentence_id: row.sentence_id.clone(),
                    sentence: texts.get(row.sentence_id.as_str()).copied().unwrap_or_default().to_owned(),
                    mention: row.mention.clone(),
                    label: String::new(),
                },
            })
            .collect()
    }
}

impl Engine {
    /// Draws `size` mentions of the inputs for labelling, seeded by the settings.
    ///
    /// # Errors
    /// Wrong inputs, or an interruption.
    pub fn sample(
        &self,
        inputs: Inputs,
        size: usize,
    ) -> Result<(Vec<SampleRow>, Outcome), RunError<Infallible>> {
        let mut sampler = Sampler::new(size, self.settings.seed);
        let outcome = self.run(
            inputs,
            None,
            |analyst, raw| {
                let analysis = analyst.analyze(raw)?;
                let candidates = analysis.candidates(analyst.knowledge);
                Ok(Processed::of(&analysis.article, candidates))
            },
            |candidates| {
                sampler.add(candidates);
                Ok::<(), Infallible>(())
            },
        )?;
        Ok((sampler.finish(), outcome))
    }
}
