//! `standpoint lexicon learn --relations`: fits a table of pairs to labelled pairs, or its biases alone.

use super::arguments::Learn;
use super::exit::{Failure, Success};
use super::learn::{header, name, weighted};
use super::messages::Messages;
use super::notice::Notice;
use super::print::print;
use super::{knowledge, setup};
use standpoint::evaluate::{LabelledPair, PairSide, read_labelled_pairs};
use standpoint::learn::PairLearnSettings;
use standpoint::output::write_file;
use standpoint::pipeline::{Engine, PairFile, Settings};
use standpoint::tsv;
use standpoint::tsv::path_name;
use std::path::Path;

/// Minimum number of labelled directions of each side.
const LEAST_OF_A_SIDE: usize = 10;

pub fn run(options: &Learn, messages: &Messages) -> Result<Success, Failure> {
    let mut files = Vec::new();
    for argument in &options.files {
        let (path, weight) = weighted(argument)?;
        files.push(PairFile { name: name(&path), pairs: read(&path)?, weight });
    }
    for side in PairSide::SORTED {
        let pairs = files.iter().flat_map(|file| &file.pairs);
        let count = pairs.flat_map(|pair| pair.label.sides()).filter(|label| *label == side).count();
        if count < LEAST_OF_A_SIDE {
            return Err(Failure::usage(format!("there are {count} directions labelled {}", side.name()))
                .hint(format!(
                    "at least {LEAST_OF_A_SIDE} of each side are needed, and some hundred to help"
                )));
        }
    }
    let knowledge = knowledge::load(&options.knowledge, messages)?;
    let settings = Settings { seed: options.seed, ..Settings::new(&knowledge) };
    let engine = Engine::new(knowledge, settings);
    let report = if options.only_biases {
        let pairs: Vec<LabelledPair> = files.into_iter().flat_map(|file| file.pairs).collect();
        engine.learn_relation_biases(&pairs).ok_or_else(|| {
            Failure::usage("--only-biases: there is no learned table of pairs to set the biases of")
                .hint("leave --rules-only and --no-default-lexicon out")
        })?
    } else {
        let mut calibrate = Vec::new();
        for path in &options.calibrate {
            calibrate.extend(read(path)?);
        }
        if calibrate.is_empty() {
            calibrate = files.iter().flat_map(|file| file.pairs.clone()).collect();
        }
        let mut dev = Vec::new();
        for path in &options.dev {
            dev.push((name(path), read(path)?));
        }
        let default = PairLearnSettings::default();
        let fit = PairLearnSettings {
            rows: options.rows.unwrap_or(default.rows),
            least: options.least.max(1),
            cost: options.cost,
        };
        engine.learn_relations(&files, &calibrate, &dev, &fit)
    };
    write_file(&options.output, report.file(header(options)).as_bytes())?;
    print(&report.to_string())?;
    messages.info(&Notice::TableLearned { rows: report.fit.rows.len(), path: &options.output });
    Ok(Success::Done)
}

fn read(path: &Path) -> Result<Vec<LabelledPair>, Failure> {
    let text = tsv::read(path).map_err(setup::usage)?;
    read_labelled_pairs(&path_name(path), &text).map_err(setup::usage)
}
