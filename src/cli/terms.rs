//! `standpoint terms`

use super::arguments::{Compare, Terms};
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::print::Printer;
use super::verdict::verdict;
use super::{interrupt, knowledge, setup};
use standpoint::ingest::{Article, counted};
use standpoint::output::OutputError;
use standpoint::pipeline::{Processed, run as run_pipeline, term_matrix};
use standpoint::tables::{TermOptions, keyness_rows, term_rows};
use standpoint::terms::{Background, PairCounts, TermCounts, TermMatrix, keyness};
use standpoint::text::Vocabulary;
use std::path::{Path, PathBuf};

/// Groups that a message lists.
const LISTED: usize = 8;

pub fn run(options: Terms, messages: &Messages) -> Result<Success, Failure> {
    let inputs = setup::inputs(&options.input)?;
    let knowledge = knowledge::alone(knowledge::registry(&options.actors)?)?;
    let settings = setup::settings(&options.input, knowledge)?;
    let vocabulary = Vocabulary::new();
    let mut counts = TermCounts::new();
    let mut ids = Vec::new();
    let mut fields: Vec<Option<String>> = Vec::new();
    if options.compare == Some(Compare::Inputs) && options.input.inputs.len() != 2 {
        return Err(setup::usage("--compare inputs: name two inputs"));
    }
    let outcome = run_pipeline(
        inputs,
        knowledge,
        &settings,
        Some(&vocabulary),
        &interrupt::watch(),
        |analyst, raw| {
            let (article, document) = analyst.read(raw)?;
            let found = (!options.names).then(|| analyst.find(&article, &document));
            let terms = analyst.term_counts(&document, found.as_ref());
            let id = article.doc_id.clone();
            let field =
                options.compare.as_ref().and_then(|compare| field(compare, &article, &options.input.inputs));
            Ok(Processed::of(&article, (id, terms, field)))
        },
        |(id, terms, field)| {
            ids.push(id);
            fields.push(field);
            counts.push(&terms);
            Ok::<(), OutputError>(())
        },
    )?;
    let (matrix, _) = term_matrix(counts, PairCounts::default(), &vocabulary);
    if let Some(compare) = &options.compare {
        messages.ledger(&outcome.ledger);
        let success = verdict(&outcome, &options.input)?;
        print_keyness(&matrix, compare, &fields, &options, messages)?;
        return Ok(success);
    }
    let background = Background::for_corpus(ids.len()).map_err(setup::usage)?;
    let which = TermOptions { most: options.top, names: options.names };
    let mut printer = Printer::new(&options.format);
    term_rows(ids.iter().map(String::as_str), &matrix, which, background.as_ref())
        .try_for_each(|row| printer.write(&row))?;
    let verdict = verdict(&outcome, &options.input);
    printer.finish(verdict.is_ok())?;
    messages.ledger(&outcome.ledger);
    verdict
}

/// What a document is grouped by.
fn field(compare: &Compare, article: &Article, inputs: &[PathBuf]) -> Option<String> {
    match compare {
        Compare::Source(..) => article.metadata.source.clone(),
        Compare::Author(..) => article.metadata.author.clone(),
        Compare::Inputs => {
            let is_stdin = |input: &Path| input.as_os_str() == "-" && article.path == "stdin";
            let of = |input: &&PathBuf| Path::new(&article.path).starts_with(input) || is_stdin(input);
            // Of two that lie in each other the inner one.
            let inner = inputs.iter().filter(of).max_by_key(|input| input.components().count());
            inner.map(|input| input.display().to_string())
        }
    }
}

/// Prints the terms that set the two groups apart, the first group first.
fn print_keyness(
    matrix: &TermMatrix,
    compare: &Compare,
    fields: &[Option<String>],
    options: &Terms,
    messages: &Messages,
) -> Result<(), Failure> {
    let groups = match compare {
        Compare::Source(a, b) | Compare::Author(a, b) => [a.clone(), b.clone()],
        Compare::Inputs => {
            let mut names = options.input.inputs.iter().map(|input| input.display().to_string());
            [names.next().unwrap_or_default(), names.next().unwrap_or_default()]
        }
    };
    let group_of: Vec<Option<usize>> =
        fields.iter().map(|field| groups.iter().position(|group| field.as_ref() == Some(group))).collect();
    for (number, group) in groups.iter().enumerate() {
        if !group_of.contains(&Some(number)) {
            let mut there: Vec<&String> = fields.iter().flatten().collect();
            there.sort();
            there.dedup();
            let there: Vec<String> = there.iter().take(LISTED).map(|name| format!("'{name}'")).collect();
            let there = if there.is_empty() { "none".to_owned() } else { there.join(", ") };
            return Err(setup::usage(format!("--compare: no document is of '{group}'; there are {there}")));
        }
    }
    let mut printer = Printer::new(&options.format);
    let keys = keyness(matrix, &group_of, options.names);
    keyness_rows(&groups, &keys, matrix, options.top).iter().try_for_each(|row| printer.write(row))?;
    printer.finish(true)?;
    let count = |number: usize| group_of.iter().filter(|group| **group == Some(number)).count();
    messages.info(&format!(
        "{} of {}, {} of {}, {} of neither",
        counted(count(0), "document"),
        groups[0],
        counted(count(1), "document"),
        groups[1],
        group_of.iter().filter(|group| group.is_none()).count()
    ));
    Ok(())
}
