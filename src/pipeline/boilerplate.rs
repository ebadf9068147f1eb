//! The boilerplate of a corpus, found in a first pass over its inputs.

use super::engine::Engine;
use super::flow::{Processed, RunError};
use super::progress::Phase;
use crate::ingest::{Boilerplate, CleanUpRule, Inputs, ParagraphHashes, ParagraphSample, Receipt};
use crate::topics::TopicModel;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

impl Engine {
    /// Looks in `inputs` for paragraphs that a large share of the documents has. None if the clean-up rule is off.
    ///
    /// # Errors
    /// Wrong inputs, or an interruption.
    pub fn boilerplate(&self, inputs: Inputs) -> Result<Boilerplate, RunError<Infallible>> {
        if !self.settings.rules.has(CleanUpRule::Boilerplate) {
            return Ok(Boilerplate::default());
        }
        let mut sample = ParagraphSample::default();
        // What cannot be in the sample any more is not cleaned up.
        let largest = AtomicU64::new(u64::MAX);
        self.begin(Phase::Paragraphs);
        let engine = Self { timings: Arc::default(), ..self.clone() };
        let most = self.settings.decoding.max_unpacked;
        engine.run(
            inputs,
            None,
            |analyst, mut raw| {
                let lot = raw.lot(most)?;
                if lot > largest.load(Ordering::Relaxed) {
                    return Ok(Processed { receipt: Receipt::bare(&raw), result: None });
                }
                if let Some(resume) = &self.resume {
                    if let Some(hashes) = resume.paragraphs(&raw.fingerprint(most)?) {
                        return Ok(Processed { receipt: Receipt::bare(&raw), result: Some((lot, hashes)) });
                    }
                }
                let article = analyst.article(raw)?;
                Ok(Processed::of(&article, Some((lot, ParagraphHashes::of(&article)))))
            },
            |found| {
                if let Some((lot, hashes)) = found {
                    sample.add(lot, hashes);
                    largest.store(sample.largest_lot(), Ordering::Relaxed);
                }
                Ok::<(), Infallible>(())
            },
        )?;
        self.timings.add_pass(&engine.timings);
        Ok(sample.boilerplate())
    }

    /// Leaves the boilerplate of the corpus that a model was fitted to out, as [`without_boilerplate`](Self::without_boilerplate)
    /// does, unless the clean-up rule is off. Which documents there are besides plays no part.
    #[must_use]
    pub fn without_boilerplate_of(self, model: &TopicModel) -> Self {
        let is_on = self.settings.rules.has(CleanUpRule::Boilerplate);
        let pairs: &[(u64, u64)] = if is_on { &model.boilerplate } else { &[] };
        self.without_boilerplate(Boilerplate::of_pairs(pairs))
    }

    /// Leaves those paragraphs out of all documents but one each.
    #[must_use]
    pub fn without_boilerplate(mut self, boilerplate: Boilerplate) -> Self {
        self.settings.boilerplate = (!boilerplate.is_empty()).then(|| Arc::new(boilerplate));
        self
    }
}
