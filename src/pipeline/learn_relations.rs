//! Learned tables of pairs from labelled pairs: fitted, calibrated, measured; or biases alone.

use super::analyst::Analyst;
use super::engine::Engine;
use super::labelled::LabelledDocument;
use super::labelled_pairs::{pairs_report, score_pairs};
use crate::evaluate::{LabelledPair, PairSide, PairsReport};
use crate::index::Knowledge;
use crate::learn::{
    Header, PairExample, PairFit, PairLearnSettings, fit_pair_header, fit_pairs, write_pairs,
};
use crate::lexicon::{PairHeader, PairTable};
use crate::relations::{RelationScorer, pair_inputs};
use crate::stance::score;
use std::fmt;

/// A file of labelled pairs.
#[derive(Debug, Clone, PartialEq)]
pub struct PairFile {
    /// Its name in reports.
    pub name: String,
    /// Its pairs.
    pub pairs: Vec<LabelledPair>,
    /// Weight of each; above 0.
    pub weight: f64,
}

/// A learned table of pairs with its figures.
#[derive(Debug)]
pub struct PairLearnReport {
    /// Number of pairs that it was fitted to.
    pub pairs: usize,
    /// For each file for development its name and the figures on it.
    pub dev: Vec<(String, PairsReport)>,
    /// The table.
    pub fit: PairFit,
    /// SHA-256 of the lexicon.
    beside: String,
}

impl PairLearnReport {
    /// The table as a file; the hash of the lexicon and the figures are filled into its header.
    #[must_use]
    pub fn file(&self, header: Header) -> String {
        let note = |(name, report): &(String, PairsReport)| {
            let recall = report.at_precision.map_or(0.0, |at| at.recall);
            format!("on {name}: macro-F1 {:.4}, recall at 80 % precision {recall:.3}", report.macro_f1())
        };
        let notes = self.dev.iter().map(note).collect();
        write_pairs(&self.fit, &Header { beside: self.beside.clone(), notes, ..header })
    }
}

impl fmt::Display for PairLearnReport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{} pairs", self.pairs)?;
        for (name, report) in &self.dev {
            writeln!(out, "\n{name} (--dev)\n\n{report}")?;
        }
        Ok(())
    }
}

/// The class of a side, as the fit numbers them.
fn class(side: PairSide) -> usize {
    match side {
        PairSide::Positive => 0,
        PairSide::Negative => 1,
        PairSide::Neutral => 2,
    }
}

impl Analyst<'_> {
    /// Both directions of a pair with what the rules say and its features.
    fn pair_examples(
        &mut self,
        pair: &LabelledPair,
        scorer: &RelationScorer,
        file: (usize, f64),
    ) -> Vec<PairExample> {
        let (LabelledDocument { document, found, .. }, directions) = self.read_pair(pair);
        let Some(directions) = directions else { return Vec::new() };
        let scored = score(&document, &self.words, &found, self.knowledge, &self.settings.scorer);
        let inputs = pair_inputs(&document, &self.words, &found, &scored, self.knowledge, scorer, directions);
        let examples = inputs.into_iter().zip(pair.label.sides()).map(|(input, side)| PairExample {
            label: class(side),
            file: file.0,
            weight: file.1,
            offset: input.toward,
            features: input.features,
        });
        examples.collect()
    }
}

impl Engine {
    /// Fits a table to the pairs of `files`, sets its biases on those of `calibrate` (pairs as they come), and measures
    /// it on those of `dev`.
    #[must_use]
    pub fn learn_relations(
        &self,
        files: &[PairFile],
        calibrate: &[LabelledPair],
        dev: &[(String, Vec<LabelledPair>)],
        settings: &PairLearnSettings,
    ) -> PairLearnReport {
        let mut knowledge = self.knowledge().clone().with_pairs(PairTable::default());
        for pair in files.iter().flat_map(|file| &file.pairs) {
            knowledge.know_words(&pair.text);
        }
        let rules = RelationScorer::of(&knowledge);
        let mut analyst = Analyst::new(&knowledge, &self.settings, None);
        let mut examples = Vec::new();
        for (number, file) in files.iter().enumerate() {
            for pair in &file.pairs {
                examples.extend(analyst.pair_examples(pair, &rules, (number, file.weight)));
            }
        }
        drop(analyst);
        let mut fit = fit_pairs(&examples, settings);
        let beside = knowledge.lexicon.sha256();
        let table = |fit: &PairFit| {
            let mut table = PairTable::default();
            let text = write_pairs(fit, &Header::default());
            // What was just written is well-formed.
            table.layer("", &text).map(|()| table).unwrap_or_default()
        };
        let with_table = knowledge.clone().with_pairs(table(&fit));
        fit.header = self.pair_header(&with_table, calibrate, [-2.0; 2]);
        let known = knowledge.with_pairs(table(&fit));
        let report = |(name, pairs): &(String, Vec<LabelledPair>)| {
            (name.clone(), pairs_report(&score_pairs(pairs, &known, &self.settings)))
        };
        let dev = dev.iter().map(report).collect();
        PairLearnReport { pairs: files.iter().map(|file| file.pairs.len()).sum(), dev, fit, beside }
    }

    /// The head of the table in force, fitted anew to pairs.
    fn pair_header(&self, knowledge: &Knowledge, pairs: &[LabelledPair], before: [f64; 2]) -> PairHeader {
        let prior = knowledge.pairs.header().prior;
        let scored = score_pairs(pairs, knowledge, &self.settings);
        let mut sums = Vec::new();
        for pair in &scored {
            for (edge, side) in pair.edges.iter().zip(pair.pair.label.sides()) {
                let toward = edge.as_ref().map_or([0.0; 2], |edge| {
                    [edge.toward_positive.to_f64() - prior[0], edge.toward_negative.to_f64() - prior[1]]
                });
                sums.push((toward, class(side)));
            }
        }
        fit_pair_header(&sums, before)
    }

    /// Fits the biases of the learned table of pairs to labels; none without a table.
    #[must_use]
    pub fn learn_relation_biases(&self, pairs: &[LabelledPair]) -> Option<PairLearnReport> {
        let knowledge = self.knowledge();
        if knowledge.pairs.is_empty() {
            return None;
        }
        let header = self.pair_header(knowledge, pairs, knowledge.pairs.header().prior);
        let fit = PairFit { rows: Vec::new(), header };
        let beside = knowledge.lexicon.sha256();
        Some(PairLearnReport { pairs: pairs.len(), dev: Vec::new(), fit, beside })
    }
}
