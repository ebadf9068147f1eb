//! Coding sheets: the mentions of articles as candidates, and a sample of them.

use super::analyst::Analysis;
use super::engine::Engine;
use super::flow::{Outcome, Processed, RunError};
use crate::evaluate::{Candidate, Class, Draws, Sampler};
use crate::index::Knowledge;
use crate::ingest::Inputs;
use crate::mentions::Mention;
use crate::tables::{EvidenceRows, SampleRow};
use crate::text::Voice;
use std::convert::Infallible;

impl Analysis {
    /// Its mentions, with predicted class and voice; without those behind the end of a sentence that is cut.
    #[must_use]
    pub fn candidates(&self, knowledge: &Knowledge) -> Vec<Candidate> {
        let tables = self.view(knowledge).mention_tables(EvidenceRows::None);
        let texts = tables.sentence_texts();
        let mentions = tables.mentions.iter().zip(&self.scored).zip(&self.found.mentions);
        mentions
            .filter_map(|((row, scored), mention)| {
                let sentence = texts.get(row.sentence_id.as_str()).copied()?;
                let start = self.code_point_in_sentence(mention)?;
                let after: String = sentence.chars().skip(start).collect();
                after.starts_with(&row.mention).then_some((row, scored, mention, sentence, start as u64))
            })
            .map(|(row, scored, mention, sentence, start)| Candidate {
                predicted: Class::of_label(scored.decision().map(|decision| decision.label)),
                narration: mention.voice == Voice::Narration,
                start: row.start,
                row: SampleRow {
                    sample_id: String::new(),
                    doc_id: row.doc_id.clone(),
                    actor_id: row.actor_id.clone(),
                    sentence_id: row.sentence_id.clone(),
                    sentence: sentence.to_owned(),
                    mention: row.mention.clone(),
                    label: String::new(),
                    start,
                },
            })
            .collect()
    }

    /// The code point of its sentence, white space collapsed, at which a mention begins.
    fn code_point_in_sentence(&self, mention: &Mention) -> Option<usize> {
        let document = &self.document;
        let sentence = document.sentences.get(mention.sentence)?;
        let before = document.text.get(sentence.range.start..document.span(&mention.tokens).start)?;
        let words = before.split_whitespace();
        let blanks = before.split_whitespace().count().saturating_sub(1);
        let last = before.ends_with(char::is_whitespace) && !before.trim().is_empty();
        Some(words.map(|word| word.chars().count()).sum::<usize>() + blanks + usize::from(last))
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
        draws: Draws,
    ) -> Result<(Vec<SampleRow>, Outcome), RunError<Infallible>> {
        let mut sampler = Sampler::new(size, self.settings.seed, draws);
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
