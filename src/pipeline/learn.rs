//! A learned table out of labelled texts: fitted, judged on texts that it has not seen, and laid over what is there.

use super::engine::Engine;
use super::labelled::{examples, training_examples};
use crate::evaluate::{LabelledText, MentionReport};
use crate::index::Knowledge;
use crate::learn::{
    Examples, Fit, Header, LearnSettings, Validation, dev_report, fit, merge, tune, validate, write_table,
};
use std::fmt;

/// A learned table with its figures.
#[derive(Debug)]
pub struct LearnReport {
    /// Labelled mentions that it was fitted to.
    pub mentions: usize,
    /// Figures on texts that were held out in turn.
    pub validation: Validation,
    /// Whether it was fitted on top of another table.
    pub on_top: bool,
    /// Labelled mentions for development and the figures on them; none where there are none.
    pub dev: Option<(usize, MentionReport)>,
    /// The weights, those of the table below added.
    pub table: Fit,
    /// What the table is used with.
    knowledge: Knowledge,
}

impl LearnReport {
    /// The figures in brief, a line each, for the head of the file.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let learned = &self.validation.learned;
        let mut notes = vec![format!(
            "cross-validated on {} mentions: macro-F1 {:.4}, calibration error {:.4}",
            self.mentions,
            learned.confusion.macro_f1().unwrap_or_default(),
            learned.calibration.as_ref().map_or(0.0, |calibration| calibration.ece)
        )];
        if let Some((mentions, report)) = &self.dev {
            notes.push(format!(
                "on {mentions} mentions of --dev: macro-F1 {:.4}",
                report.confusion.macro_f1().unwrap_or_default()
            ));
        }
        notes
    }

    /// The table as a file, with this at its head. The lexicon beside it and the figures are filled in.
    #[must_use]
    pub fn file(&self, header: Header) -> String {
        let header = Header { beside: self.knowledge.lexicon.sha256(), notes: self.notes(), ..header };
        write_table(&self.table, &header, &self.knowledge)
    }
}

impl fmt::Display for LearnReport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Validation { learned, before } = &self.validation;
        writeln!(out, "{} mentions; cross-validated over their texts:\n\n{learned}", self.mentions)?;
        if self.on_top {
            let before = before.confusion.macro_f1().unwrap_or_default();
            let after = learned.confusion.macro_f1().unwrap_or_default();
            let verdict = if after > before { "it helps" } else { "it does not help" };
            writeln!(out, "without the new table macro_f1 is {before:.4}, with it {after:.4}: {verdict}")?;
        }
        match &self.dev {
            Some((_, report)) => writeln!(out, "\non --dev:\n\n{report}"),
            None => Ok(()),
        }
    }
}

impl Engine {
    /// Fits a table to the labelled mentions of `texts`, on top of the table that the engine has, if any. `dev` are
    /// labelled texts that it is measured on; with `tune_biases` its biases are moved to the best macro-F1 there.
    #[must_use]
    pub fn learn(
        &self,
        texts: &[LabelledText],
        dev: &[LabelledText],
        settings: LearnSettings,
        tune_biases: bool,
    ) -> LearnReport {
        let mut knowledge = self.knowledge().clone();
        for text in texts {
            knowledge.know_words(&text.text);
        }
        let seed = self.settings.seed;
        let on_top = !knowledge.learned.is_empty();
        let settings = if on_top { settings.on_top() } else { settings };
        let found = training_examples(texts, &knowledge, &self.settings);
        let validation = validate(&found, &settings, seed);
        let mut fitted = fit(&Examples::new(&found, settings.least), &settings);
        let dev = examples(dev, &knowledge, &self.settings);
        if tune_biases {
            fitted = tune(fitted, &dev);
        }
        let dev = (!dev.is_empty()).then(|| (dev.len(), dev_report(&fitted, &dev, seed)));
        let table = merge(fitted, &knowledge);
        LearnReport { mentions: found.len(), validation, on_top, dev, table, knowledge }
    }
}
