//! `standpoint evaluate`

use super::arguments::{EvaluateCommand, EvaluateMentions};
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::print::print;
use super::{knowledge, setup};
use standpoint::evaluate::{Judged, MentionReport, predicted};
use standpoint::output::{CsvWriter, Dialect, OutputError};
use standpoint::pipeline::{ScoredLabel, score_labelled};
use standpoint::tables::PredictionRow;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::Instant;

pub fn run(command: EvaluateCommand, messages: &Messages) -> Result<Success, Failure> {
    match command {
        EvaluateCommand::Mentions(options) => mentions(&options, messages),
    }
}

fn mentions(options: &EvaluateMentions, messages: &Messages) -> Result<Success, Failure> {
    let texts = setup::labelled(&options.files)?;
    let knowledge = knowledge::load(&options.knowledge, messages)?;
    let settings = setup::plain_settings(options.seed, knowledge)?;
    let clock = Instant::now();
    let scored = score_labelled(&texts, knowledge, &settings);
    let seconds = clock.elapsed().as_secs_f64();
    let judged: Vec<Vec<Judged>> =
        scored.iter().map(|text| text.iter().filter_map(judged).collect()).collect();
    if let Some(path) = &options.predictions {
        write_predictions(path, scored.iter().flatten())?;
    }
    print(&MentionReport::new(&judged, options.seed).to_string())?;
    messages.detail(&format!("{} texts, {:.0} a second", texts.len(), texts.len() as f64 / seconds));
    Ok(Success::Done)
}

fn judged(scored: &ScoredLabel) -> Option<Judged> {
    Some(Judged { label: scored.label?, probabilities: scored.scored.probabilities() })
}

fn write_predictions<'a>(
    path: &Path,
    scored: impl Iterator<Item = &'a ScoredLabel>,
) -> Result<(), OutputError> {
    let fail = OutputError::write(path);
    let file = BufWriter::new(File::create(path).map_err(&fail)?);
    let mut writer = CsvWriter::new::<PredictionRow>(file, Dialect::default(), path)?;
    for mention in scored {
        let [p_critical, p_neutral, p_favourable] = mention.scored.probabilities();
        writer.write(&PredictionRow {
            id: mention.id.clone(),
            label: predicted([p_critical, p_neutral, p_favourable]).name(),
            p_critical,
            p_neutral,
            p_favourable,
            stance: mention.scored.stance(),
        })?;
    }
    writer.finish()?.flush().map_err(&fail)
}
