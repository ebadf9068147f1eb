//! The flow of articles: in parallel through the workers, out in order, with a ledger of what was skipped.

use super::analyst::Analyst;
use super::{Settings, ordered};
use crate::ingest::{Article, InputError, Inputs, Item, Ledger, Raw, Reason, Skip, Warning};
use crate::index::Knowledge;
use crate::text::Vocabulary;
use std::collections::HashMap;
use std::sync::atomic::AtomicBool;

/// Why a run stopped.
#[derive(Debug, thiserror::Error)]
pub enum RunError<E> {
    /// What was named is wrong.
    #[error(transparent)]
    Input(#[from] InputError),
    /// The results cannot be written.
    #[error("{0}")]
    Sink(E),
}

/// What a run came to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What was skipped and repaired.
    pub ledger: Ledger,
    /// Documents that went through.
    pub documents: u64,
}

/// What a worker made of a raw document: the id, what to say of it, the result.
type Worked<T> = (String, String, Option<u64>, Vec<Warning>, Vec<(&'static str, u32)>, T);

/// Sends every input through `work` (in parallel) and its result to `sink` (in order). Skips, warnings and documents
/// whose id was there already are entered into the ledger. Stops early when `stop` is set.
///
/// # Errors
/// Wrong inputs, or what `sink` returns.
pub fn run<T: Send, E>(
    inputs: Inputs,
    knowledge: &Knowledge,
    settings: &Settings,
    vocabulary: Option<&Vocabulary>,
    stop: &AtomicBool,
    work: impl Fn(&mut Analyst<'_>, Raw) -> Result<(Article, T), Skip> + Sync,
    mut sink: impl FnMut(T) -> Result<(), E>,
) -> Result<Outcome, RunError<E>> {
    let mut outcome = Outcome::default();
    outcome.ledger.passed_over = inputs.passed_over();
    outcome.ledger.earlier_results = inputs.earlier_results();
    // Where each id was first: the number of its path, and its row.
    let mut ids: HashMap<String, (usize, Option<u64>)> = HashMap::new();
    let mut paths: Vec<String> = Vec::new();
    enum Made<T> {
        Done(Box<Worked<T>>),
        Skipped(Skip),
        Wrong(InputError),
    }
    ordered::map(
        inputs,
        settings.threads,
        stop,
        || {
            let mut analyst = Analyst::new(knowledge, settings, vocabulary);
            let work = &work;
            move |item: Item| match item {
                Item::Skip(skip) => Made::Skipped(skip),
                Item::Wrong(error) => Made::Wrong(error),
                Item::Document(raw) => match work(&mut analyst, *raw) {
                    Err(skip) => Made::Skipped(skip),
                    Ok((article, result)) => {
                        let counts = article.clean_up.counts().collect();
                        Made::Done(Box::new((
                            article.doc_id,
                            article.path,
                            article.row,
                            article.warnings,
                            counts,
                            result,
                        )))
                    }
                },
            }
        },
        |made| {
            match made {
                Made::Wrong(error) => return Err(RunError::Input(error)),
                Made::Skipped(skip) => outcome.ledger.skips.push(skip),
                Made::Done(done) => {
                    let (doc_id, path, row, warnings, counts, result) = *done;
                    if let Some((first, first_row)) = ids.get(&doc_id) {
                        let first = paths.get(*first).map(String::as_str).unwrap_or_default();
                        let first_row = first_row.map(|row| format!("#{row}")).unwrap_or_default();
                        let detail = format!("'{doc_id}' was there already: {first}{first_row}");
                        outcome.ledger.skips.push(Skip { path, row, reason: Reason::DuplicateId, detail });
                        return Ok(());
                    }
                    if paths.last() != Some(&path) {
                        paths.push(path);
                    }
                    ids.insert(doc_id, (paths.len() - 1, row));
                    outcome.ledger.warnings.extend(warnings);
                    for (rule, count) in counts {
                        *outcome.ledger.clean_up.entry(rule).or_default() += u64::from(count);
                    }
                    outcome.documents += 1;
                    sink(result).map_err(RunError::Sink)?;
                }
            }
            Ok(())
        },
    )?;
    Ok(outcome)
}
