//! Learned tables from labelled texts: fitted, cross-validated for each file, and calibrated; or biases alone.

use super::engine::Engine;
use super::labelled::examples;
use super::pool::with_threads;
use crate::evaluate::{Class, LabelledText, MentionReport};
use crate::index::Knowledge;
use crate::learn::{
    Bias, Header, LearnSettings, Learned, Toward, class_number, learn, report_of, write_biases, write_table,
};
use crate::stance::{Rule, ScoredMention};
use std::fmt;

/// A file of labelled texts.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelledFile {
    /// Its name in reports.
    pub name: String,
    /// Its texts.
    pub texts: Vec<LabelledText>,
    /// Weight of each of its mentions; above 0.
    pub weight: f64,
    /// Whether biases, scales and the threshold of the decision are fitted on it.
    pub calibrates: bool,
}

/// A learned table with its figures.
#[derive(Debug)]
pub struct LearnReport {
    /// Number of labelled mentions that it was fitted to.
    pub mentions: usize,
    /// For each file its name and the figures on its held-out parts, with biases of its own.
    pub held_out: Vec<(String, MentionReport)>,
    /// For each file for development its name and the figures on it.
    pub dev: Vec<(String, MentionReport)>,
    /// The model.
    pub learned: Learned,
    /// The symbols and closed-class words that the table is spelled with.
    knowledge: Knowledge,
}

impl LearnReport {
    /// The figures in brief, a line each, for the head of the file.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let note = |how: &str, name: &str, report: &MentionReport| {
            let f1 = report.confusion.macro_f1().unwrap_or_default();
            let error = report.calibration.as_ref().map_or(0.0, |calibration| calibration.ece);
            format!("{how} {name}: macro-F1 {f1:.4}, calibration error {error:.4}")
        };
        let held_out = self.held_out.iter().map(|(name, report)| note("cross-validated on", name, report));
        let dev = self.dev.iter().map(|(name, report)| note("on", name, report));
        held_out.chain(dev).collect()
    }

    /// The table as a file; the hash of the lexicon and the figures are filled into its header.
    #[must_use]
    pub fn file(&self, header: Header) -> String {
        let header = Header { beside: self.knowledge.lexicon.sha256(), notes: self.notes(), ..header };
        write_table(&self.learned, &header, &self.knowledge)
    }

    /// Number of rows of the table.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.learned.fit.rows.len() + self.learned.calibration.form.len()
    }
}

impl fmt::Display for LearnReport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{} mentions; on held-out parts of each file, with biases of its own:", self.mentions)?;
        for (name, report) in &self.held_out {
            writeln!(out, "\n{name}\n\n{report}")?;
        }
        for (name, report) in &self.dev {
            writeln!(out, "\n{name} (--dev)\n\n{report}")?;
        }
        Ok(())
    }
}

/// Biases fitted to labels.
#[derive(Debug, Clone, PartialEq)]
pub struct BiasReport {
    /// Number of labelled mentions.
    pub mentions: usize,
    /// The biases toward favourable and critical before.
    pub before: Bias,
    /// And after.
    pub after: Bias,
    /// SHA-256 of the lexicon.
    beside: String,
}

impl BiasReport {
    /// The table of the biases alone, to be laid over another one.
    #[must_use]
    pub fn file(&self, header: Header) -> String {
        let note = format!(
            "biases alone, fitted on {} mentions; lay it over the shipped table with --lexicon",
            self.mentions
        );
        write_biases(self.after, &Header { beside: self.beside.clone(), notes: vec![note], ..header })
    }
}

impl fmt::Display for BiasReport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{} mentions", self.mentions)?;
        let (before, after) = (self.before, self.after);
        writeln!(out, "prior_favourable {} -> {}", before.prior[0], after.prior[0])?;
        writeln!(out, "prior_critical {} -> {}", before.prior[1], after.prior[1])?;
        writeln!(out, "scale_favourable {} -> {}", before.scale[0], after.scale[0])?;
        writeln!(out, "scale_critical {} -> {}", before.scale[1], after.scale[1])
    }
}

impl Engine {
    /// Fits a table to the labelled mentions of `files`, and measures it on those of `dev`.
    #[must_use]
    pub fn learn(
        &self,
        files: &[LabelledFile],
        dev: &[(String, Vec<LabelledText>)],
        settings: &LearnSettings,
    ) -> LearnReport {
        let mut knowledge = self.knowledge().clone();
        for text in files.iter().flat_map(|file| &file.texts) {
            knowledge.know_words(&text.text);
        }
        let seed = self.settings.seed;
        let mut mentions = Vec::new();
        for (number, file) in files.iter().enumerate() {
            mentions.extend(examples(&file.texts, &knowledge, &self.settings, number, file.weight));
        }
        let all = files.iter().all(|file| !file.calibrates);
        let calibrates = |file: usize| all || files.get(file).is_some_and(|file| file.calibrates);
        let learned = with_threads(self.settings.threads, || learn(&mentions, settings, calibrates, seed));
        let names = files.iter().map(|file| file.name.clone());
        let held_out = names.zip(learned.held_out.iter().cloned()).collect();
        let dev = dev.iter().map(|(name, texts)| {
            let mentions = examples(texts, &knowledge, &self.settings, 0, 1.0);
            (name.clone(), report_of(&learned, &mentions, seed))
        });
        LearnReport { mentions: mentions.len(), held_out, dev: dev.collect(), learned, knowledge }
    }

    /// Fits the two biases of the learned table to the labels of `texts`; none without a table.
    #[must_use]
    pub fn learn_biases(&self, texts: &[LabelledText]) -> Option<BiasReport> {
        let header = self.knowledge().learned_index.as_ref()?.header();
        let before = Bias::of(header);
        let scores = self.score_labelled(texts);
        let mentions: Vec<Toward> = scores
            .texts
            .iter()
            .flatten()
            .filter_map(|scored| Some(toward(&scored.scored, scored.label?)))
            .collect();
        let beside = self.knowledge().lexicon.sha256();
        Some(BiasReport { mentions: mentions.len(), before, after: before.fitted(&mentions), beside })
    }
}

/// What units and sentence add toward the sides of a mention; its biases left out.
fn toward(scored: &ScoredMention, label: Class) -> Toward {
    let mut toward = Toward { units: [0.0; 2], form: 0.0, label: class_number(label) };
    for evidence in scored.evidence.iter() {
        let [favourable, critical] =
            [evidence.toward_favourable, evidence.toward_critical].map(|side| side.to_f64());
        match evidence.rule {
            Rule::Prior => {}
            Rule::Context => toward.form += favourable,
            _ => {
                toward.units[0] += favourable;
                toward.units[1] += critical;
            }
        }
    }
    toward
}

/// How many mentions of each class there are, in the order of [`Class::SORTED`].
#[must_use]
pub fn class_counts(texts: &[LabelledText]) -> [usize; 3] {
    Class::SORTED.map(|class| {
        let mentions = texts.iter().flat_map(|text| &text.mentions);
        mentions.filter(|mention| mention.label == Some(class)).count()
    })
}
