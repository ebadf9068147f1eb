//! `standpoint lexicon learn`: fits a learned table to labelled mentions, or its biases alone.

use super::arguments::Learn;
use super::exit::{Failure, Success};
use super::labels::Labels;
use super::messages::Messages;
use super::notice::Notice;
use super::print::print;
use super::{knowledge, labels, learn_relations, setup};
use standpoint::evaluate::{Class, LabelledText};
use standpoint::learn::{Header, LearnSettings};
use standpoint::lexicon::LearnedTable;
use standpoint::output::write_file;
use standpoint::pipeline::{Engine, LabelledFile, Settings, class_counts};
use standpoint::tsv::path_name;
use std::path::{Path, PathBuf};

/// Minimum number of labelled mentions of each class.
const LEAST_OF_A_CLASS: usize = 10;
/// Minimum number of labelled mentions for biases.
const LEAST_FOR_BIASES: usize = 30;

pub fn run(options: &Learn, messages: &Messages) -> Result<Success, Failure> {
    if !(options.cost.is_finite() && options.cost > 0.0) {
        return Err(Failure::usage(format!("--cost {}: it takes a number above 0", options.cost)));
    }
    if options.relations {
        return learn_relations::run(options, messages);
    }
    let arguments: Vec<(PathBuf, f64)> =
        options.files.iter().map(|file| weighted(file)).collect::<Result<_, _>>()?;
    for path in &options.calibrate {
        if arguments.iter().all(|(file, _)| file != path) {
            let shown = path_name(path);
            return Err(Failure::usage(format!(
                "--calibrate {shown}: it is none of the files that are learned from"
            ))
            .hint("name it among the labels too"));
        }
    }
    let mut files = Vec::new();
    for (path, weight) in &arguments {
        let Labels { texts, evenly_drawn } = labels::read(path, messages)?;
        if evenly_drawn && options.only_biases {
            let message = format!("{}: its rows were drawn evenly over the classes", path_name(path));
            return Err(Failure::usage(message).hint(
                "biases tell how frequent stances are: label a sheet of 'standpoint sample --as-they-come'",
            ));
        }
        if evenly_drawn {
            messages.info(&Notice::DrawnEvenly(path));
        }
        let calibrates = options.calibrate.contains(path);
        files.push(LabelledFile { name: name(path), texts, weight: *weight, calibrates });
    }
    if options.only_biases {
        only_biases(options, &files, &arguments, messages)
    } else {
        table(options, &files, messages)
    }
}

/// Fits a table.
fn table(options: &Learn, files: &[LabelledFile], messages: &Messages) -> Result<Success, Failure> {
    refuse_too_few(files)?;
    let mut dev = Vec::new();
    for path in &options.dev {
        dev.push((name(path), labels::pooled(std::slice::from_ref(path), messages)?));
    }
    let sources = knowledge::sources(&options.knowledge.lexicon, messages)?;
    let registry = knowledge::registry(&options.knowledge.actors)?;
    let lexicon = knowledge::lexicon(&options.knowledge.lexicon, &sources)?;
    let knowledge =
        knowledge::shipped()?.with(registry, lexicon, LearnedTable::default()).map_err(setup::usage)?;
    let settings = Settings { seed: options.seed, ..Settings::new(&knowledge) };
    let fit = LearnSettings {
        rows: options.rows.unwrap_or(LearnSettings::default().rows),
        least: options.least.max(1),
        cost: options.cost,
        ..LearnSettings::default()
    };
    let report = Engine::new(knowledge, settings).learn(files, &dev, &fit);
    write_file(&options.output, report.file(header(options)).as_bytes())?;
    print(&report.to_string())?;
    messages.info(&Notice::TableLearned { rows: report.rows(), path: &options.output });
    Ok(Success::Done)
}

/// Fits the two biases of the table in force to the labels.
fn only_biases(
    options: &Learn,
    files: &[LabelledFile],
    paths: &[(PathBuf, f64)],
    messages: &Messages,
) -> Result<Success, Failure> {
    let texts: Vec<LabelledText> = files.iter().flat_map(|file| file.texts.clone()).collect();
    let counts = class_counts(&texts);
    let mentions: usize = counts.iter().sum();
    let place = |line: u64| {
        paths.first().map_or_else(String::new, |(path, _)| format!("{}:{line}: ", path_name(path)))
    };
    let last = files.first().and_then(|file| file.texts.last()).map_or(1, |text| text.line);
    if mentions < LEAST_FOR_BIASES {
        return Err(Failure::usage(format!("{}the labels end after {mentions} mentions", place(last)))
            .hint(format!("biases need at least {LEAST_FOR_BIASES} labelled mentions; fifty are better")));
    }
    if counts.iter().filter(|&&count| count > 0).count() < 2 {
        return Err(Failure::usage(format!("{}all labels to the last line are of one class", place(last)))
            .hint("biases tell how frequent a stance is: label texts as they come"));
    }
    let knowledge = knowledge::load(&options.knowledge, messages)?;
    let settings = Settings { seed: options.seed, ..Settings::new(&knowledge) };
    let Some(report) = Engine::new(knowledge, settings).learn_biases(&texts) else {
        return Err(Failure::usage("--only-biases: there is no learned table to set the biases of")
            .hint("leave --rules-only and --no-default-lexicon out"));
    };
    write_file(&options.output, report.file(header(options)).as_bytes())?;
    print(&report.to_string())?;
    messages.info(&Notice::TableLearned { rows: 0, path: &options.output });
    Ok(Success::Done)
}

/// A file with its weight: `FILE`, or `FILE:0.5`.
pub(super) fn weighted(argument: &str) -> Result<(PathBuf, f64), Failure> {
    let split = argument.rsplit_once(':').map(|(path, weight)| (path, weight.parse::<f64>()));
    match split {
        Some((path, Ok(weight))) if !Path::new(argument).exists() => {
            if !(weight.is_finite() && weight > 0.0) {
                return Err(Failure::usage(format!("{argument}: the weight of a file is a number above 0")));
            }
            Ok((PathBuf::from(path), weight))
        }
        _ => Ok((PathBuf::from(argument), 1.0)),
    }
}

pub(super) fn name(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |name| path_name(Path::new(name)))
}

/// What is typed, or else said by the names of the files.
pub(super) fn header(options: &Learn) -> Header {
    let names = || {
        let names = options
            .files
            .iter()
            .map(|file| weighted(file).map_or_else(|_| String::new(), |(path, _)| name(&path)));
        names.collect::<Vec<_>>().join(", ")
    };
    Header {
        id: options.id.clone().unwrap_or_else(|| name(&options.output)),
        license: options.license.clone(),
        source: options.source.clone().unwrap_or_else(names),
        ..Header::default()
    }
}

/// Refuses training data with too few examples of a class.
fn refuse_too_few(files: &[LabelledFile]) -> Result<(), Failure> {
    let mut counts = [0; 3];
    for file in files {
        for (sum, count) in counts.iter_mut().zip(class_counts(&file.texts)) {
            *sum += count;
        }
    }
    for (class, count) in Class::SORTED.iter().zip(counts) {
        if count < LEAST_OF_A_CLASS {
            return Err(Failure::usage(format!("there are {count} mentions labelled {}", class.name()))
                .hint(format!(
                    "at least {LEAST_OF_A_CLASS} of each class are needed, and some hundred to help"
                )));
        }
    }
    Ok(())
}
