//! `standpoint merge`: makes one result of those of the parts of a corpus.

use super::analyze::say_in_no_topic;
use super::arguments::Merge;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::notice::Notice;
use super::place::{self, Target};
use super::{interrupt, knowledge, setup};
use standpoint::pipeline::{Engine, RECORDS};

pub fn run(options: Merge, messages: &Messages) -> Result<Success, Failure> {
    let interrupt = interrupt::watch();
    let target = Target {
        output: &options.output,
        workbook: options.workbook.as_deref(),
        force: options.force,
        wait: options.wait,
        inputs: &options.results,
        files: if options.shard { &[RECORDS] } else { &[] },
    };
    let directory = target.directory(&interrupt, messages)?;
    let knowledge = knowledge::alone(knowledge::registry(&options.actors)?)?;
    let settings = setup::settings_of_merge(options.threads, &knowledge)?;
    let progress = messages.progress();
    let shown = progress.clone();
    let engine = Engine::new(knowledge, settings)
        .with_interrupt(interrupt)
        .with_progress(move |step| shown.show(step));
    let draft = engine.merge(&options.results, options.shard, options.workbook.clone(), directory);
    progress.done();
    let draft = draft?;
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
    place::put(draft, messages)?;
    messages.info(&merged);
    Ok(Success::Done)
}
