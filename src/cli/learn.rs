//! `standpoint lexicon learn`: fits a learned table to labelled mentions.

use super::arguments::Learn;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::notice::Notice;
use super::print::print;
use super::{knowledge, setup};
use standpoint::evaluate::{Class, LabelledText};
use standpoint::learn::{Header, LearnSettings};
use standpoint::lexicon::LearnedTable;
use standpoint::output::write_file;
use standpoint::pipeline::{Engine, Settings};
use std::path::Path;

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
    let registry = knowledge::registry(&options.knowledge.actors)?;
    let lexicon = knowledge::lexicon(&options.knowledge.lexicon, &sources)?;
    let knowledge = knowledge::shipped()?.with(registry, lexicon, learned).map_err(setup::usage)?;
    let settings = Settings { seed: options.seed, ..Settings::new(&knowledge) };
    let fit = LearnSettings {
        rows: options.rows,
        least: options.least.max(1),
        cost: options.cost,
        ..LearnSettings::default()
    };
    let report = Engine::new(knowledge, settings).learn(&texts, &dev, fit, options.tune_biases);
    write_file(&options.output, report.file(header(options)).as_bytes())?;
    print(&report.to_string())?;
    messages.info(&Notice::TableLearned { rows: report.table.rows.len(), path: &options.output });
    Ok(Success::Done)
}

/// What is typed, or else said by the names of the files.
fn header(options: &Learn) -> Header {
    let name =
        |path: &Path| path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Header {
        id: options.id.clone().unwrap_or_else(|| name(&options.output)),
        license: options.license.clone(),
        source: options
            .source
            .clone()
            .unwrap_or_else(|| options.files.iter().map(|file| name(file)).collect::<Vec<_>>().join(", ")),
        ..Header::default()
    }
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
