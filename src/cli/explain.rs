//! `standpoint explain`: shows the text with mentions and cues, and the arithmetic.

use super::arguments::Explain;
use super::boilerplate;
use super::conclude::conclude;
use super::discovered::Discovered;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::stdout::Stdout;
use super::{interrupt, setup};
use standpoint::output::{
    ExplainStyle, OutputError, OutputFault, write_brief, write_comparison, write_explanation, write_file,
    write_html,
};
use standpoint::pipeline::{Engine, LeftOut, WithoutError};
use standpoint::tables::{Explanation, Shown};
use standpoint::tsv::path_name;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;

/// Width in columns if the terminal does not report it.
const WIDTH: usize = 100;

/// What writes an explanation as text.
type WriteText = fn(&mut dyn Write, &Explanation, ExplainStyle) -> io::Result<()>;

pub fn run(options: Explain, messages: &Messages) -> Result<Success, Failure> {
    if let Some(path) = &options.html {
        refuse_other_file(path, &options)?;
    }
    let discovered = Discovered::load(options.discover, false, &options.input, &options.knowledge, messages)?;
    let inputs = discovered.inputs(&options.input)?;
    let settings = setup::scoring_settings(&options.input, &options.mentions, &discovered.knowledge)?;
    let shown = if options.all { Shown::All } else { Shown::Strongest };
    let terminal = std::io::stdout().is_terminal();
    let width = terminal_size::terminal_size().map_or(WIDTH, |(columns, _)| usize::from(columns.0));
    let color = messages.colors_stdout();
    // Colours that are asked for in a pipe are for a terminal behind it.
    let style = ExplainStyle { color, width: width.min(WIDTH), sanitize: terminal || color };
    let engine = Engine::new(Arc::clone(&discovered.knowledge), settings).with_interrupt(interrupt::watch());
    let engine = boilerplate::looked_for(engine, &options.input, discovered.spool(), || {
        discovered.inputs(&options.input)
    })?;
    let mut out = BufWriter::new(Stdout::styled());
    let fail = OutputFault::write(Path::new("stdout"));
    let outcome = if let Some(path) = &options.html {
        let mut explained: Vec<Explanation> = Vec::new();
        let outcome = engine.explain(inputs, shown, |explanation| {
            explained.push(explanation);
            Ok::<(), OutputError>(())
        })?;
        if outcome.documents > 0 {
            let mut page = Vec::new();
            write_html(&mut page, &explained).map_err(&fail)?;
            if path.as_os_str() == "-" {
                out.write_all(&page).map_err(&fail)?;
            } else {
                write_file(path, &page)?;
            }
        }
        outcome
    } else if options.without.is_empty() {
        let write_text: WriteText = if options.all { write_explanation } else { write_brief };
        engine
            .explain(inputs, shown, |explanation| write_text(&mut out, &explanation, style).map_err(&fail))?
    } else {
        let outcome = engine.explain_without(inputs, &options.without, |LeftOut { before, after, cues }| {
            write_comparison(&mut out, &before, &after, &cues, style).map_err(&fail)
        });
        outcome.map_err(refused)?
    };
    out.flush().map_err(&fail)?;
    conclude(&outcome, &options.input, messages)
}

/// Refuses to write a page to a file that is not named as HTML, or over an input.
fn refuse_other_file(path: &Path, options: &Explain) -> Result<(), Failure> {
    if path.as_os_str() == "-" {
        return Ok(());
    }
    let shown = path_name(path);
    let is_page =
        |ending: &std::ffi::OsStr| ["html", "htm"].iter().any(|&one| ending.eq_ignore_ascii_case(one));
    if !path.extension().is_some_and(is_page) {
        return Err(Failure::usage(format!("--html={shown}: a page's name ends in .html")));
    }
    if path.is_dir() {
        return Err(Failure::usage(format!("--html={shown}: is a directory")).hint("name a file"));
    }
    if options.input.inputs.iter().any(|input| same_file::is_same_file(input, path).unwrap_or(false)) {
        return Err(Failure::usage(format!("--html={shown}: is an input")).hint("name another file"));
    }
    Ok(())
}

/// A failed run with --without.
fn refused(error: WithoutError<OutputError>) -> Failure {
    match error {
        WithoutError::Run(error) => error.into(),
        WithoutError::NoSuchCue(error) => setup::usage(error).about("--without "),
        WithoutError::Knowledge(error) => setup::usage(error),
    }
}
