//! `standpoint terms`

use super::arguments::Terms;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::print::Printer;
use super::verdict::verdict;
use super::{interrupt, knowledge, setup};
use standpoint::output::OutputError;
use standpoint::pipeline::{run as run_pipeline, term_matrix};
use standpoint::tables::TermRow;
use standpoint::terms::{BACKGROUND_BELOW, Background, TermCounts, top_terms};
use standpoint::text::Vocabulary;

pub fn run(options: Terms, messages: &Messages) -> Result<Success, Failure> {
    let inputs = setup::inputs(&options.input)?;
    let knowledge = knowledge::alone(knowledge::registry(&options.actors)?)?;
    let settings = setup::settings(&options.input, knowledge)?;
    let vocabulary = Vocabulary::new();
    let mut counts = TermCounts::new();
    let mut ids = Vec::new();
    let outcome = run_pipeline(
        inputs,
        knowledge,
        &settings,
        Some(&vocabulary),
        interrupt::watch(),
        |analyst, raw| {
            let (article, document) = analyst.read(raw)?;
            let found = (!options.names).then(|| analyst.find(&article, &document));
            let terms = analyst.term_counts(&document, found.as_ref());
            let id = article.doc_id.clone();
            Ok((article, (id, terms)))
        },
        |(id, terms)| {
            ids.push(id);
            counts.push(&terms);
            Ok::<(), OutputError>(())
        },
    )?;
    if interrupt::stopped() {
        return Err(Failure::Interrupted);
    }
    let matrix = term_matrix(counts, &vocabulary);
    let background =
        if ids.len() < BACKGROUND_BELOW { Some(Background::shipped().map_err(setup::usage)?) } else { None };
    let mut printer = Printer::new(&options.format);
    for (document, id) in ids.iter().enumerate() {
        for (rank, term) in
            (1u64..).zip(top_terms(&matrix, document, options.top, options.names, background.as_ref()))
        {
            printer.write(&TermRow {
                doc_id: id.clone(),
                rank,
                term: matrix.surfaces[term.column].to_string(),
                stem: matrix.stems[term.column].to_string(),
                tf: u64::from(term.tf),
                tfidf: term.tfidf,
            })?;
        }
    }
    let verdict = verdict(&outcome, &options.input);
    printer.finish(verdict.is_ok())?;
    messages.ledger(&outcome.ledger);
    verdict
}
