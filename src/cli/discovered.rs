//! `--discover`: the knowledge of a run whose inputs have names that no actor goes by.

use super::arguments::{InputArgs, KnowledgeArgs};
use super::exit::Failure;
use super::messages::Messages;
use super::notice::Notice;
use super::{interrupt, knowledge, setup};
use setup::usage;
use standpoint::actors::Registry;
use standpoint::index::Knowledge;
use standpoint::ingest::Inputs;
use standpoint::pipeline::{DiscoverError, Engine};
use standpoint::tsv::path_name;
use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;
use tempfile::NamedTempFile;

/// The knowledge of a run, and the copy of stdin from which its inputs are read again.
pub struct Discovered {
    /// The knowledge, with the names of the inputs as actors.
    pub knowledge: Arc<Knowledge>,
    stdin: Option<NamedTempFile>,
}

impl Discovered {
    /// The knowledge of the options, with the `most` frequent unlisted names of the inputs if there is such a number.
    pub fn load(
        most: Option<usize>,
        input: &InputArgs,
        options: &KnowledgeArgs,
        messages: &Messages,
    ) -> Result<Self, Failure> {
        let Some(most) = most else {
            return Ok(Self { knowledge: knowledge::load(options, messages)?, stdin: None });
        };
        if let Some(pipe) = input.inputs.iter().find(|path| is_read_once(path)) {
            let message =
                format!("{}: can be read once, and --discover reads its inputs twice", path_name(pipe));
            return Err(Failure::usage(message).hint("pipe it in, or save it as a file first"));
        }
        let stdin = if setup::reads_stdin(input) { Some(spooled()?) } else { None };
        let inputs = setup::inputs_with(input, stdin.as_ref().map(NamedTempFile::path))?;
        let sources = knowledge::sources(&options.lexicon, messages)?;
        let registry = knowledge::registry(&options.actors)?;
        let registry = with_names(registry, inputs, most, input, messages)?;
        Ok(Self { knowledge: knowledge::load_beside(registry, &sources, options, messages)?, stdin })
    }

    /// The inputs of the run itself.
    pub fn inputs(&self, input: &InputArgs) -> Result<Inputs, Failure> {
        setup::inputs_with(input, self.stdin.as_ref().map(NamedTempFile::path))
    }
}

/// Whether a path names a pipe or a device.
fn is_read_once(path: &Path) -> bool {
    path.metadata().is_ok_and(|about| !about.is_file() && !about.is_dir())
}

/// Copies stdin to a temporary file, so that it can be read twice.
fn spooled() -> Result<NamedTempFile, Failure> {
    let failed =
        |error: std::io::Error| Failure::run(format!("stdin cannot be kept: {error}")).because(error);
    if std::io::stdin().is_terminal() {
        return Err(Failure::usage(setup::NOTHING));
    }
    let mut file = NamedTempFile::new().map_err(failed)?;
    std::io::copy(&mut std::io::stdin(), &mut file).map_err(failed)?;
    Ok(file)
}

/// Adds the most frequent unlisted names of the inputs to the registry.
fn with_names(
    registry: Registry,
    inputs: Inputs,
    most: usize,
    input: &InputArgs,
    messages: &Messages,
) -> Result<Registry, Failure> {
    let knowledge = knowledge::actors_alone(registry)?;
    let settings = setup::settings(input, &knowledge)?;
    let engine = Engine::new(knowledge, settings).with_interrupt(interrupt::watch());
    let (registry, names) = engine.add_discovered(inputs, most).map_err(|error| match error {
        DiscoverError::Run(error) => Failure::from(error),
        DiscoverError::Actors(error) => usage(error),
    })?;
    messages.info(&Notice::NamesTaken(names));
    Ok(registry)
}
