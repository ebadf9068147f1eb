//! `standpoint merge`: makes one result of those of the parts of a corpus.

use super::analyze::say_in_no_topic;
use super::arguments::Merge;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::notice::Notice;
use super::place::{self, Target};
use super::{interrupt, knowledge, setup};
use standpoint::pipeline::{Engine, MergeOptions};

pub fn run(options: Merge, messages: &Messages) -> Result<Success, Failure> {
    setup::refuse_unbuilt(&options.tables)?;
    let interrupt = interrupt::watch();
    let target = Target {
        output: &options.output,
        workbook: options.workbook.as_deref(),
        force: options.force,
        wait: options.wait,
        inputs: &options.results,
        tables: &options.tables,
        // What the results were made with is not known yet.
        wide: true,
        report: !options.no_report,
        shard: options.shard,
    };
    let directory = target.directory(&interrupt, messages)?;
    let knowledge = knowledge::alone(knowledge::registry(&options.actors)?)?;
    let settings = setup::settings_of_merge(options.threads, &knowledge)?;
    let progress = messages.progress();
    let shown = progress.clone();
    let engine = Engine::new(knowledge, settings)
        .with_interrupt(interrupt)
        .with_progress(move |step| shown.show(step));
    let merge = MergeOptions {
        shard: options.shard,
        workbook: options.workbook.clone(),
        formats: options.tables.clone(),
        report: !options.no_report,
    };
    let draft = engine.merge(&options.results, merge, directory);
    progress.done();
    let mut draft = draft?;
    messages.languages(&draft.outcome);
    messages.ledger(&draft.outcome.ledger);
    say_in_no_topic(&draft, messages);
    let merged = Notice::Merged {
        results: options.results.len(),
        documents: draft.outcome.documents,
        copies: draft.copies,
        rows: draft.rows.values().sum(),
        directory: &options.output,
    };
    let digest = std::mem::take(&mut draft.digest);
    place::put(draft, messages)?;
    messages.digest(&digest);
    messages.info(&merged);
    Ok(Success::Done)
}
