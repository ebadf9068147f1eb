//! `--discover`: the knowledge of a run whose inputs have names that no actor goes by.

use super::arguments::{InputArgs, KnowledgeArgs};
use super::exit::Failure;
use super::messages::Messages;
use super::notice::Notice;
use super::{interrupt, knowledge, once, setup};
use setup::usage;
use standpoint::actors::Registry;
use standpoint::index::Knowledge;
use standpoint::ingest::{Inputs, Spool};
use standpoint::pipeline::{DiscoverError, Engine};
use standpoint::tsv::path_name;
use std::sync::Arc;

/// The knowledge of a run, and the copies from which its inputs are read again.
pub struct Discovered {
    /// The knowledge, with the names of the inputs as actors.
    pub knowledge: Arc<Knowledge>,
    spool: Option<Arc<Spool>>,
}

impl Discovered {
    /// The knowledge of the options, with the `most` frequent unlisted names of the inputs if there is such a number.
    /// Streams are copied if there is, or if the run `keeps` them for another reason.
    pub fn load(
        most: Option<usize>,
        keeps: bool,
        input: &InputArgs,
        options: &KnowledgeArgs,
        messages: &Messages,
    ) -> Result<Self, Failure> {
        let spool = if most.is_some() || keeps { once::kept(input)? } else { None };
        let Some(most) = most else {
            return Ok(Self { knowledge: knowledge::load(options, messages)?, spool });
        };
        if let Some(device) = input.inputs.iter().find(|path| once::is_stream(path, spool.as_deref())) {
            let message =
                format!("{}: can be read once, and --discover reads its inputs twice", path_name(device));
            return Err(Failure::usage(message).hint("pipe it in, or save it as a file first"));
        }
        let inputs = setup::inputs_with(input, spool.as_ref())?;
        let sources = knowledge::sources(&options.lexicon, messages)?;
        let registry = knowledge::registry(&options.actors)?;
        let registry = with_names(registry, inputs, most, input, messages)?;
        Ok(Self { knowledge: knowledge::load_beside(registry, &sources, options, messages)?, spool })
    }

    /// The copies of inputs that can be read only once.
    pub fn spool(&self) -> Option<&Spool> {
        self.spool.as_deref()
    }

    /// The inputs of the run itself.
    pub fn inputs(&self, input: &InputArgs) -> Result<Inputs, Failure> {
        setup::inputs_with(input, self.spool.as_ref())
    }
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
    let progress = messages.progress();
    let shown = progress.clone();
    let engine = Engine::new(knowledge, settings)
        .with_interrupt(interrupt::watch())
        .with_progress(move |step| shown.show(step));
    let added = engine.add_discovered(inputs, most);
    progress.done();
    let (registry, names) = added.map_err(|error| match error {
        DiscoverError::Run(error) => Failure::from(error),
        DiscoverError::Actors(error) => usage(error),
    })?;
    messages.info(&Notice::NamesTaken(names));
    Ok(registry)
}
