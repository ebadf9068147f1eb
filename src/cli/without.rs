//! `standpoint explain --without`: the knowledge of a run without some cues.

use super::arguments::KnowledgeArgs;
use super::exit::Failure;
use super::knowledge;
use super::messages::Messages;
use super::setup::usage;
use standpoint::index::Knowledge;
use standpoint::pipeline::{without_expressions, without_learned};
use standpoint::tables::CueInText;

/// The knowledge requested by `options`, without the cues `meant`.
pub fn reduced(
    options: &KnowledgeArgs,
    full: &Knowledge,
    meant: &[CueInText],
    messages: &Messages,
) -> Result<Knowledge, Failure> {
    let sources = knowledge::sources(&options.lexicon, messages)?;
    let mut lexicon = knowledge::lexicon(&options.lexicon, &sources)?;
    let mut learned = full.learned.clone();
    without_expressions(&mut lexicon, meant).map_err(usage)?;
    without_learned(&mut learned, meant).map_err(usage)?;
    knowledge::shipped()?.with(knowledge::registry(&options.actors)?, lexicon, learned).map_err(usage)
}
