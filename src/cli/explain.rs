//! `standpoint explain`

use super::arguments::Explain;
use super::conclude::conclude;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::{interrupt, knowledge, setup, without};
use standpoint::output::{
    ExplainStyle, OutputError, OutputFault, write_brief, write_comparison, write_explanation, write_file,
    write_html,
};
use standpoint::pipeline::{Analysis, Engine, Settings, cues_called, cues_described};
use standpoint::stance::Scorer;
use standpoint::tables::{Explanation, Shown};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

/// Columns where the terminal does not say.
const WIDTH: usize = 100;

/// What writes an explanation as text.
type WriteText = fn(&mut dyn Write, &Explanation, ExplainStyle) -> io::Result<()>;

pub fn run(options: Explain, messages: &Messages) -> Result<Success, Failure> {
    if let Some(path) = &options.html {
        refuse_other_file(path, &options)?;
    }
    let inputs = setup::inputs(&options.input)?;
    let knowledge = knowledge::load(&options.knowledge, messages)?;
    let settings = setup::scoring_settings(&options.input, &options.mentions, &knowledge)?;
    let shown = if options.all { Shown::All } else { Shown::Strongest };
    let terminal = std::io::stdout().is_terminal();
    let width = terminal_size::terminal_size().map_or(WIDTH, |(columns, _)| usize::from(columns.0));
    let style = ExplainStyle { color: messages.colors_stdout(), width: width.min(WIDTH), sanitize: terminal };
    let engine = Engine::new(knowledge, settings).with_interrupt(interrupt::watch());
    let mut out = BufWriter::new(std::io::stdout().lock());
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
        let mut analyzed: Vec<Analysis> = Vec::new();
        let outcome = engine.analyses(inputs, |analysis| {
            analyzed.push(analysis);
            Ok::<(), OutputError>(())
        })?;
        if outcome.documents > 0 {
            compare(&mut out, &options, &engine, analyzed, style, messages)?;
        }
        outcome
    };
    out.flush().map_err(&fail)?;
    conclude(&outcome, &options.input, messages)
}

/// A page goes to a file whose name says so, and never over an input.
fn refuse_other_file(path: &Path, options: &Explain) -> Result<(), Failure> {
    if path.as_os_str() == "-" {
        return Ok(());
    }
    let shown = path.display();
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

/// Scores again without the cues that are named, and writes what that changes in each document.
fn compare(
    out: &mut impl Write,
    options: &Explain,
    engine: &Engine,
    analyzed: Vec<Analysis>,
    style: ExplainStyle,
    messages: &Messages,
) -> Result<(), Failure> {
    let knowledge = engine.knowledge();
    let cues: Vec<_> = analyzed.iter().map(|analysis| analysis.view(knowledge).cues_in_text()).collect();
    let meant = cues_called(&options.without, &cues.concat())
        .map_err(|error| setup::usage(error).about("--without "))?;
    let reduced = without::reduced(&options.knowledge, knowledge, &meant, messages)?;
    let settings = Settings { scorer: Scorer::of(&reduced), ..engine.settings().clone() };
    let reduced = Engine::new(reduced, settings);
    let mut analyst = reduced.analyst();
    for (analysis, there) in analyzed.into_iter().zip(&cues) {
        let before = analysis.view(knowledge).explanation(Shown::Strongest);
        let after = analyst.again(analysis.article);
        let after = after.view(reduced.knowledge()).explanation(Shown::Strongest);
        let left_out = cues_described(&meant, there, knowledge);
        write_comparison(out, &before, &after, &left_out, style)
            .map_err(OutputFault::write(Path::new("stdout")))?;
    }
    Ok(())
}
