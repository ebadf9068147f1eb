//! Sample of mentions for labelling (a coding sheet): stratified by predicted class × voice, or at random.
//!
//! The sample depends on the seed and the content of the documents only: mentions are ranked by a hash of the seed, the
//! id of the document and the first code point. Threads and the order of files do not matter.

use super::confusion::Class;
use crate::tables::SampleRow;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A mention that may be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Predicted class; neutral without evidence.
    pub predicted: Class,
    /// Whether the mention is in the outlet's own voice, rather than quoted or reported.
    pub narration: bool,
    /// First code point in the source.
    pub start: u64,
    /// Its row, without `sample_id`.
    pub row: SampleRow,
}

/// How mentions are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Draws {
    /// Evenly over the strata: rare classes are seen often enough to be judged.
    Evenly,
    /// Each mention with the same chance: classes are as frequent as in the texts.
    AsTheyCome,
}

/// Number of strata: classes × voices.
const STRATA: usize = 6;

/// The rank of a mention: its hash, with tie breakers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Draw {
    hash: u64,
    doc_id: String,
    sentence_id: String,
    start: u64,
    actor_id: String,
}

/// Draws a sample from a stream of documents.
#[derive(Debug)]
pub struct Sampler {
    seed: u64,
    size: usize,
    draws: Draws,
    /// The first mentions of each stratum by rank, at most the size of the sample.
    strata: [BTreeMap<Draw, SampleRow>; STRATA],
}

impl Sampler {
    /// A sampler for `size` mentions.
    #[must_use]
    pub fn new(size: usize, seed: u64, draws: Draws) -> Self {
        Self { seed, size, draws, strata: std::array::from_fn(|_| BTreeMap::new()) }
    }

    /// Adds the mentions of a document: at most one per actor and sentence.
    pub fn add(&mut self, candidates: Vec<Candidate>) {
        let mut drawn: Vec<(Draw, Candidate)> =
            candidates.into_iter().map(|candidate| (self.draw(&candidate), candidate)).collect();
        drawn.sort_by(|a, b| a.0.cmp(&b.0));
        let mut firsts: BTreeMap<(String, String), (Draw, Candidate)> = BTreeMap::new();
        for (draw, candidate) in drawn {
            let place = (draw.sentence_id.clone(), draw.actor_id.clone());
            firsts.entry(place).or_insert((draw, candidate));
        }
        for (draw, candidate) in firsts.into_values() {
            let at = match self.draws {
                Draws::Evenly => candidate.predicted as usize * 2 + usize::from(!candidate.narration),
                Draws::AsTheyCome => 0,
            };
            let Some(stratum) = self.strata.get_mut(at) else { continue };
            stratum.insert(draw, candidate.row);
            if stratum.len() > self.size {
                stratum.pop_last();
            }
        }
    }

    fn draw(&self, candidate: &Candidate) -> Draw {
        let mut hash = Sha256::new();
        hash.update(self.seed.to_le_bytes());
        hash.update(candidate.row.doc_id.as_bytes());
        hash.update([0xff]);
        hash.update(candidate.start.to_le_bytes());
        let hash = hash.finalize().iter().take(8).fold(0u64, |sum, &byte| (sum << 8) | u64::from(byte));
        let SampleRow { doc_id, sentence_id, actor_id, .. } = candidate.row.clone();
        Draw { hash, doc_id, sentence_id, start: candidate.start, actor_id }
    }

    /// The sample in random order, so that the sheet does not reveal the strata. What a small stratum cannot fill is
    /// taken from the others.
    #[must_use]
    pub fn finish(self) -> Vec<SampleRow> {
        let quotas = share_out(self.size, &self.strata.each_ref().map(BTreeMap::len));
        let mut chosen: BTreeMap<Draw, SampleRow> = BTreeMap::new();
        for (stratum, quota) in self.strata.into_iter().zip(quotas) {
            chosen.extend(stratum.into_iter().take(quota));
        }
        let letter = match self.draws {
            Draws::Evenly => 'C',
            Draws::AsTheyCome => 'R',
        };
        let numbered = (1u64..).zip(chosen.into_values());
        numbered.map(|(number, row)| SampleRow { sample_id: format!("{letter}{number}"), ..row }).collect()
    }
}

/// Distributes `size` over the strata in turn, up to what each has.
fn share_out(size: usize, have: &[usize; STRATA]) -> [usize; STRATA] {
    let mut quotas = [0; STRATA];
    let mut left = size;
    while left > 0 {
        let before = left;
        for (quota, have) in quotas.iter_mut().zip(have) {
            if left > 0 && *quota < *have {
                *quota += 1;
                left -= 1;
            }
        }
        if left == before {
            break;
        }
    }
    quotas
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(doc: &str, sentence: u64, start: u64, predicted: Class) -> Candidate {
        let row = SampleRow {
            sample_id: String::new(),
            doc_id: doc.to_owned(),
            actor_id: "PER".to_owned(),
            sentence_id: format!("S{sentence}"),
            sentence: String::new(),
            mention: start.to_string(),
            label: String::new(),
            start: 0,
        };
        Candidate { predicted, narration: true, start, row }
    }

    fn sample(documents: &[Vec<Candidate>], size: usize, seed: u64) -> Vec<SampleRow> {
        let mut sampler = Sampler::new(size, seed, Draws::Evenly);
        documents.iter().for_each(|document| sampler.add(document.clone()));
        sampler.finish()
    }

    /// Twenty documents, each with one critical mention and nine neutral ones.
    fn documents() -> Vec<Vec<Candidate>> {
        let class = |at: u64| if at == 0 { Class::Critical } else { Class::Neutral };
        (0..20)
            .map(|doc| (0..10).map(|at| candidate(&format!("d{doc}"), at, at * 9, class(at))).collect())
            .collect()
    }

    #[test]
    fn what_there_is_little_of_leaves_its_share() {
        assert_eq!(share_out(10, &[0, 2, 9, 9, 0, 1]), [0, 2, 4, 3, 0, 1]);
        assert_eq!(share_out(10, &[1, 2, 0, 0, 0, 0]), [1, 2, 0, 0, 0, 0]);
        assert_eq!(share_out(0, &[1; STRATA]), [0; STRATA]);
    }

    #[test]
    fn strata_are_even_and_the_order_of_documents_has_no_say() {
        let documents = documents();
        let rows = sample(&documents, 30, 7);
        assert_eq!(rows.len(), 30);
        assert_eq!(rows.iter().filter(|row| row.sentence_id == "S0").count(), 15);
        let turned: Vec<_> = documents.iter().rev().cloned().collect();
        assert_eq!(sample(&turned, 30, 7), rows);
        assert_ne!(sample(&documents, 30, 8), rows);
        assert_eq!(sample(&documents, 500, 7).len(), 200);
    }

    #[test]
    fn drawn_as_they_come_classes_are_as_frequent_as_in_the_texts() {
        let mut sampler = Sampler::new(100, 7, Draws::AsTheyCome);
        documents().into_iter().for_each(|document| sampler.add(document));
        let rows = sampler.finish();
        assert_eq!((rows.len(), rows.first().map(|row| row.sample_id.as_str())), (100, Some("R1")));
        // One in ten of the 200 is critical.
        let critical = rows.iter().filter(|row| row.sentence_id == "S0").count();
        assert!((4..=16).contains(&critical), "{critical}");
    }

    #[test]
    fn an_actor_is_drawn_once_a_sentence() {
        let twice = vec![candidate("d", 1, 0, Class::Neutral), candidate("d", 1, 30, Class::Critical)];
        for seed in 0..8 {
            assert_eq!(sample(std::slice::from_ref(&twice), 5, seed).len(), 1);
        }
    }
}
