//! `standpoint lexicon learn`: fits a learned table to labelled mentions.

use super::arguments::Learn;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::print::print;
use super::{knowledge, setup};
use standpoint::evaluate::{Class, LabelledText};
use standpoint::index::Knowledge;
use standpoint::learn::{
    Examples, Fit, Header, LearnSettings, dev_report, fit, merge, tune, validate, write_table,
};
use standpoint::lexicon::LearnedTable;
use standpoint::output::write_file;
use standpoint::pipeline::{Settings, examples, training_examples};
use std::fmt::Write;

/// Minimum number of labelled mentions of each class.
const LEAST_OF_A_CLASS: usize = 10;

pub fn run(options: &Learn, messages: &Messages) -> Result<Success, Failure> {
    let texts = setup::labelled(&options.files)?;
    let dev = setup::labelled(&options.dev)?;
    refuse_too_few(&texts)?;
    if !(options.cost.is_finite() && options.cost > 0.0) {
        return Err(Failure::usage(format!("--cost {}: it takes a number above 0", options.cost)));
    }
    let sources = knowledge::sources(&options.knowledge.lexicon, messages)?;
    let learned = if options.from_rules {
        LearnedTable::default()
    } else {
        knowledge::learned(&options.knowledge, &sources)?
    };
    let on_top = !learned.is_empty();
    let registry = knowledge::registry(&options.knowledge.actors)?;
    let lexicon = knowledge::lexicon(&options.knowledge.lexicon, &sources)?;
    let mut knowledge = knowledge::shipped()?.with(registry, lexicon, learned).map_err(setup::usage)?;
    for text in &texts {
        knowledge.know_words(&text.text);
    }
    let plain = Settings { seed: options.seed, ..Settings::new(&knowledge) };
    let mut settings = LearnSettings {
        rows: options.rows,
        least: options.least.max(1),
        cost: options.cost,
        ..LearnSettings::default()
    };
    if on_top {
        settings = settings.on_top();
    }
    let found = training_examples(&texts, &knowledge, &plain);
    let validation = validate(&found, &settings, options.seed);
    let mut fitted = fit(&Examples::new(&found, settings.least), &settings);
    let dev_examples = examples(&dev, &knowledge, &plain);
    if options.tune_biases {
        fitted = tune(fitted, &dev_examples);
    }
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{} mentions; cross-validated over their texts:\n\n{}",
        found.len(),
        validation.learned
    );
    let mut notes = vec![format!(
        "cross-validated on {} mentions: macro-F1 {:.4}, calibration error {:.4}",
        found.len(),
        validation.learned.confusion.macro_f1().unwrap_or_default(),
        validation.learned.calibration.as_ref().map_or(0.0, |c| c.ece)
    )];
    if on_top {
        let before = validation.before.confusion.macro_f1().unwrap_or_default();
        let after = validation.learned.confusion.macro_f1().unwrap_or_default();
        let verdict = if after > before { "it helps" } else { "it does not help" };
        let _ =
            writeln!(text, "without the new table macro_f1 is {before:.4}, with it {after:.4}: {verdict}");
    }
    if !dev_examples.is_empty() {
        let report = dev_report(&fitted, &dev_examples, options.seed);
        let _ = writeln!(text, "\non --dev:\n\n{report}");
        notes.push(format!(
            "on {} mentions of --dev: macro-F1 {:.4}",
            dev_examples.len(),
            report.confusion.macro_f1().unwrap_or_default()
        ));
    }
    let table = merge(fitted, &knowledge);
    save(options, &table, notes, &knowledge)?;
    print(&text)?;
    messages.info(&format!("wrote {} rows to {}", table.rows.len(), options.output.display()));
    Ok(Success::Done)
}

fn save(options: &Learn, table: &Fit, notes: Vec<String>, knowledge: &Knowledge) -> Result<(), Failure> {
    let name = |path: &std::path::Path| {
        path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    };
    let header = Header {
        id: options.id.clone().unwrap_or_else(|| name(&options.output)),
        license: options.license.clone(),
        source: options
            .source
            .clone()
            .unwrap_or_else(|| options.files.iter().map(|file| name(file)).collect::<Vec<_>>().join(", ")),
        beside: knowledge.lexicon.sha256(),
        notes,
    };
    write_file(&options.output, write_table(table, &header, knowledge).as_bytes())?;
    Ok(())
}

/// Refuses training data with too few examples of a class.
fn refuse_too_few(texts: &[LabelledText]) -> Result<(), Failure> {
    for class in Class::SORTED {
        let labels = texts.iter().flat_map(|text| &text.mentions).filter(|m| m.label == Some(class));
        let count = labels.count();
        if count < LEAST_OF_A_CLASS {
            return Err(Failure::usage(format!("there are {count} mentions labelled {}", class.name()))
                .hint(format!(
                    "at least {LEAST_OF_A_CLASS} of each class are needed, and some hundred to help"
                )));
        }
    }
    Ok(())
}
