//! `standpoint lexicon learn`: fits a learned table to labelled mentions.

use super::arguments::Learn;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::print::print;
use super::{knowledge, setup};
use standpoint::evaluate::{Class, LabelledText, MentionReport};
use standpoint::index::Knowledge;
use standpoint::learn::{
    Header, LearnSettings, Learned, biases, learn, report_of, write_biases, write_table,
};
use standpoint::lexicon::LearnedTable;
use standpoint::output::write_file;
use standpoint::pipeline::{Settings, examples, score_labelled};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Minimum number of labelled mentions of each class.
const LEAST_OF_A_CLASS: usize = 10;
/// Minimum number of labelled mentions for biases.
const LEAST_FOR_BIASES: usize = 30;

/// A file of labels, and how much each of its mentions counts.
struct Labels {
    path: PathBuf,
    weight: f64,
    texts: Vec<LabelledText>,
}

pub fn run(options: &Learn, messages: &Messages) -> Result<Success, Failure> {
    let files = options.files.iter().map(|file| labels(file)).collect::<Result<Vec<_>, _>>()?;
    if options.only_biases {
        return only_biases(options, &files, messages);
    }
    refuse_too_few(&files)?;
    if !(options.cost.is_finite() && options.cost > 0.0) {
        return Err(Failure::usage(format!("--cost {}: it takes a number above 0", options.cost)));
    }
    for path in &options.calibrate {
        if files.iter().all(|file| file.path != *path) {
            let shown = path.display();
            return Err(Failure::usage(format!("--calibrate {shown}: it is none of the files that are learned from")));
        }
    }
    let sources = knowledge::sources(&options.knowledge.lexicon, messages)?;
    let registry = knowledge::registry(&options.knowledge.actors)?;
    let lexicon = knowledge::lexicon(&options.knowledge.lexicon, &sources)?;
    let shipped = knowledge::shipped()?;
    let mut knowledge = shipped.with(registry, lexicon, LearnedTable::default()).map_err(setup::usage)?;
    for text in files.iter().flat_map(|file| &file.texts) {
        knowledge.know_words(&text.text);
    }
    let plain = Settings { seed: options.seed, ..Settings::new(&knowledge) };
    let settings = LearnSettings {
        rows: options.rows,
        least: options.least.max(1),
        cost: options.cost,
        ..LearnSettings::default()
    };
    let mut mentions = Vec::new();
    for (number, file) in files.iter().enumerate() {
        mentions.extend(examples(&file.texts, &knowledge, &plain, number, file.weight));
    }
    let calibrates = |file: usize| {
        options.calibrate.is_empty() || files.get(file).is_some_and(|file| options.calibrate.contains(&file.path))
    };
    let learned = learn(&mentions, &settings, calibrates, options.seed);
    let mut text = format!("{} mentions; on held-out parts of each file:\n", mentions.len());
    let mut notes = Vec::new();
    for (file, report) in files.iter().zip(&learned.held_out) {
        say(&mut text, &mut notes, &name(&file.path), "cross-validated on", report);
    }
    for path in &options.dev {
        let texts = setup::labelled(std::slice::from_ref(path))?;
        let report = report_of(&learned, &examples(&texts, &knowledge, &plain, 0, 1.0), options.seed);
        say(&mut text, &mut notes, &name(path), "on", &report);
    }
    let rows = save(options, &learned, notes, &knowledge)?;
    print(&text)?;
    messages.info(&format!("wrote {rows} rows to {}", options.output.display()));
    Ok(Success::Done)
}

/// Adds the figures of a file to what is printed, and to the notes of the table.
fn say(text: &mut String, notes: &mut Vec<String>, name: &str, how: &str, report: &MentionReport) {
    let _ = writeln!(text, "\n{name}\n\n{report}");
    notes.push(format!(
        "{how} {name}: macro-F1 {:.4}, calibration error {:.4}",
        report.confusion.macro_f1().unwrap_or_default(),
        report.calibration.as_ref().map_or(0.0, |calibration| calibration.ece)
    ));
}

/// A file with its weight: `FILE`, or `FILE:0.5`.
fn labels(argument: &str) -> Result<Labels, Failure> {
    let (path, weight) = match argument.rsplit_once(':').map(|(path, weight)| (path, weight.parse::<f64>())) {
        Some((path, Ok(weight))) if !Path::new(argument).exists() => (path, weight),
        _ => (argument, 1.0),
    };
    if !(weight.is_finite() && weight > 0.0) {
        return Err(Failure::usage(format!("{argument}: the weight of a file is a number above 0")));
    }
    let path = PathBuf::from(path);
    Ok(Labels { texts: setup::labelled(std::slice::from_ref(&path))?, path, weight })
}

fn name(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// Fits the two biases of the table in force to the labels.
fn only_biases(options: &Learn, files: &[Labels], messages: &Messages) -> Result<Success, Failure> {
    let texts: Vec<LabelledText> = files.iter().flat_map(|file| file.texts.clone()).collect();
    let mentions: usize = texts.iter().map(|text| text.mentions.len()).sum();
    let place = || files.first().map_or_else(String::new, |file| format!("{}:1: ", file.path.display()));
    if mentions < LEAST_FOR_BIASES {
        return Err(Failure::usage(format!("{}there are {mentions} labelled mentions", place()))
            .hint(format!("at least {LEAST_FOR_BIASES} are needed for the biases, fifty are better")));
    }
    let counts = Class::SORTED.map(|class| count(&texts, class));
    if counts.iter().filter(|&&count| count > 0).count() < 2 {
        return Err(Failure::usage(format!("{}all labels are of one class", place()))
            .hint("biases tell how often a stance is taken: label texts as they come"));
    }
    let knowledge = knowledge::load(&options.knowledge, messages)?;
    let Some(index) = &knowledge.learned_index else {
        return Err(Failure::usage("--only-biases: there is no learned table to set the biases of")
            .hint("leave --rules-only and --no-default-lexicon out"));
    };
    let from = index.header().prior;
    let settings = Settings { seed: options.seed, ..Settings::new(&knowledge) };
    let mut sums = Vec::new();
    for scored in score_labelled(&texts, &knowledge, &settings).iter().flatten() {
        let Some(label) = scored.label else { continue };
        let class = Class::SORTED.iter().position(|class| *class == label).unwrap_or(1);
        let class = match Class::SORTED[class] {
            Class::Critical => 0,
            Class::Neutral => 1,
            Class::Favourable => 2,
        };
        let toward = [
            scored.scored.toward_favourable.to_f64() - from[0],
            scored.scored.toward_critical.to_f64() - from[1],
        ];
        sums.push((toward, class));
    }
    let prior = biases(&sums, from);
    let notes = vec![format!("biases alone, fitted on {mentions} mentions; lay it over the shipped table with --lexicon")];
    let table = write_biases(prior, &header(options, notes, &knowledge));
    write_file(&options.output, table.as_bytes())?;
    print(&format!(
        "{mentions} mentions\nprior_favourable {} -> {}\nprior_critical {} -> {}\n",
        from[0], prior[0], from[1], prior[1]
    ))?;
    messages.info(&format!("wrote the biases to {}", options.output.display()));
    Ok(Success::Done)
}

fn count(texts: &[LabelledText], class: Class) -> usize {
    texts.iter().flat_map(|text| &text.mentions).filter(|mention| mention.label == Some(class)).count()
}

fn header(options: &Learn, notes: Vec<String>, knowledge: &Knowledge) -> Header {
    let names = || options.files.iter().map(|file| name(Path::new(file))).collect::<Vec<_>>().join(", ");
    Header {
        id: options.id.clone().unwrap_or_else(|| name(&options.output)),
        license: options.license.clone(),
        source: options.source.clone().unwrap_or_else(names),
        beside: knowledge.lexicon.sha256(),
        notes,
    }
}

fn save(options: &Learn, learned: &Learned, notes: Vec<String>, knowledge: &Knowledge) -> Result<usize, Failure> {
    let table = write_table(learned, &header(options, notes, knowledge), knowledge);
    write_file(&options.output, table.as_bytes())?;
    Ok(learned.fit.rows.len() + learned.calibration.form.len())
}

/// A handful of sentences teaches nothing, and a class without an example cannot be told.
fn refuse_too_few(files: &[Labels]) -> Result<(), Failure> {
    for class in Class::SORTED {
        let count: usize = files.iter().map(|file| count(&file.texts, class)).sum();
        if count < LEAST_OF_A_CLASS {
            return Err(Failure::usage(format!("there are {count} mentions labelled {}", class.name())).hint(
                format!("at least {LEAST_OF_A_CLASS} of each class are needed, and some hundred to help"),
            ));
        }
    }
    Ok(())
}
