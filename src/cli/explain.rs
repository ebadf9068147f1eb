//! `standpoint explain`

use super::arguments::Explain;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::verdict::verdict;
use super::{interrupt, knowledge, setup};
use standpoint::output::{ExplainStyle, OutputError, write_explanation};
use standpoint::pipeline::run as run_pipeline;
use std::io::{BufWriter, IsTerminal, Write};
use std::path::Path;

/// Columns where the terminal does not say.
const WIDTH: usize = 100;

pub fn run(options: Explain, messages: &Messages) -> Result<Success, Failure> {
    let inputs = setup::inputs(&options.input)?;
    let knowledge = knowledge::load(&options.knowledge, messages)?;
    let settings = setup::settings(&options.input, knowledge)?;
    let terminal = std::io::stdout().is_terminal();
    let width = terminal_size::terminal_size().map_or(WIDTH, |(columns, _)| usize::from(columns.0));
    let style = ExplainStyle { color: messages.colors_stdout(), width: width.min(WIDTH), sanitize: terminal };
    let mut out = BufWriter::new(std::io::stdout().lock());
    let fail = OutputError::write(Path::new("stdout"));
    let outcome = run_pipeline(
        inputs,
        knowledge,
        &settings,
        None,
        interrupt::watch(),
        |analyst, raw| {
            let analysis = analyst.analyze(raw)?;
            let explanation = analysis.view(knowledge).explanation();
            Ok((analysis.article, explanation))
        },
        |explanation| write_explanation(&mut out, &explanation, style).map_err(&fail),
    )?;
    out.flush().map_err(&fail)?;
    if interrupt::stopped() {
        return Err(Failure::Interrupted);
    }
    messages.ledger(&outcome.ledger);
    verdict(&outcome, &options.input)
}
