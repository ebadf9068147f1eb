//! `standpoint stance`

use super::arguments::Stance;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::print::Printer;
use super::verdict::verdict;
use super::{interrupt, knowledge, setup};
use standpoint::output::OutputError;
use standpoint::pipeline::{Outcome, Processed, run as run_pipeline};
use standpoint::tables::{EvidenceLineRow, EvidenceRows};

pub fn run(options: Stance, messages: &Messages) -> Result<Success, Failure> {
    let inputs = setup::inputs(&options.input)?;
    let knowledge = knowledge::load(&options.knowledge, messages)?;
    let settings = setup::scoring_settings(&options.input, &options.mentions, knowledge)?;
    let stop = interrupt::watch();
    let trusted = |outcome: &Outcome| verdict(outcome, &options.input).is_ok();
    let outcome: Outcome = if options.evidence {
        let mut printer = Printer::new(&options.format);
        let (mut mentions, mut evidence) = (0, 0);
        let outcome = run_pipeline(
            inputs,
            knowledge,
            &settings,
            None,
            &stop,
            |analyst, raw| {
                let analysis = analyst.analyze(raw)?;
                let tables = analysis.view(knowledge).tables("en", String::new(), EvidenceRows::All);
                Ok(Processed::of(&analysis.article, tables))
            },
            |mut tables| {
                tables.number(mentions, evidence);
                mentions += tables.mentions.len() as u64;
                evidence += tables.evidence.len() as u64;
                for row in evidence_lines(&tables) {
                    printer.write(&row)?;
                }
                Ok::<(), OutputError>(())
            },
        )?;
        printer.finish(trusted(&outcome))?;
        outcome
    } else {
        let mut printer = Printer::new(&options.format);
        let outcome = run_pipeline(
            inputs,
            knowledge,
            &settings,
            None,
            &stop,
            |analyst, raw| {
                let analysis = analyst.analyze(raw)?;
                let rows = analysis.view(knowledge).stance_rows();
                Ok(Processed::of(&analysis.article, rows))
            },
            |rows| rows.iter().try_for_each(|row| printer.write(row)),
        )?;
        printer.finish(trusted(&outcome))?;
        outcome
    };
    messages.ledger(&outcome.ledger);
    verdict(&outcome, &options.input)
}

/// Evidence rows joined with their mention and its sentence.
fn evidence_lines(tables: &standpoint::tables::DocumentTables) -> impl Iterator<Item = EvidenceLineRow> + '_ {
    tables.evidence.iter().filter_map(|(mention, row)| {
        let mention = tables.mentions.get(*mention)?;
        let sentence = tables.sentences.iter().find(|s| s.sentence_id == mention.sentence_id);
        let row = row.clone();
        Some(EvidenceLineRow {
            evidence_id: row.evidence_id,
            mention_id: row.mention_id,
            cue: row.cue,
            context: row.context,
            rule: row.rule,
            source: row.source,
            toward_favourable: row.toward_favourable,
            toward_critical: row.toward_critical,
            start: row.start,
            end: row.end,
            doc_id: mention.doc_id.clone(),
            actor_id: mention.actor_id.clone(),
            mention: mention.mention.clone(),
            sentence: sentence.map(|s| s.text.clone()).unwrap_or_default(),
        })
    })
}
