//! The actors and expressions of a run: what is shipped, and the user's files over it.

use super::arguments::{ActorArgs, KnowledgeArgs, LexiconArgs};
use super::exit::Failure;
use super::messages::Messages;
use super::setup::usage;
use standpoint::actors::Registry;
use standpoint::index::Knowledge;
use standpoint::ingest::counted;
use standpoint::lexicon::foreign::{ForeignFormat, Imported};
use standpoint::lexicon::{Content, LearnedTable, Lexicon, Source};
use std::sync::Arc;

/// What comes with the program.
pub fn shipped() -> Result<Knowledge, Failure> {
    standpoint::shipped::knowledge().map_err(usage)
}

/// The registry, the lexicon and the learned tables, the user's files laid over ours.
pub fn load(options: &KnowledgeArgs, messages: &Messages) -> Result<Arc<Knowledge>, Failure> {
    let sources = sources(&options.lexicon, messages)?;
    let registry = registry(&options.actors)?;
    load_beside(registry, &sources, options, messages)
}

/// [`load`], with the actors of a registry that is there already and the files that --lexicon names.
pub fn load_beside(
    registry: Registry,
    sources: &[Source],
    options: &KnowledgeArgs,
    messages: &Messages,
) -> Result<Arc<Knowledge>, Failure> {
    let (lexicon, learned) = (lexicon(&options.lexicon, sources)?, learned(options, sources)?);
    if let Some(id) = fitted_elsewhere(&learned, &lexicon, sources) {
        messages.info(&format!(
            "the learned table {id} was fitted beside another lexicon; its weights still hold, less exactly"
        ));
    }
    Ok(kept(shipped()?.with(registry, lexicon, learned).map_err(usage)?))
}

/// Actors without expressions, where nothing is scored.
pub fn alone(registry: Registry) -> Result<Arc<Knowledge>, Failure> {
    Ok(kept(actors_alone(registry)?))
}

/// [`alone`], not kept.
pub fn actors_alone(registry: Registry) -> Result<Knowledge, Failure> {
    shipped()?.with_actors_alone(registry).map_err(usage)
}

/// Knowledge that lives as long as the program: giving its many small pieces back at the end would take longer than a
/// short run.
fn kept(knowledge: Knowledge) -> Arc<Knowledge> {
    let knowledge = Arc::new(knowledge);
    std::mem::forget(Arc::clone(&knowledge));
    knowledge
}

/// The files that --lexicon names. Says what became of those of other tools.
pub fn sources(options: &LexiconArgs, messages: &Messages) -> Result<Vec<Source>, Failure> {
    let mut sources = Vec::new();
    for path in &options.lexicon {
        let source = Source::read(path).map_err(usage)?;
        if let Content::Foreign { format, imported, .. } = &source.content {
            say_imported(&source.path, *format, imported, messages);
        }
        sources.push(source);
    }
    Ok(sources)
}

/// Says what a reader of another format left out, merged or changed.
pub fn say_imported(path: &str, format: ForeignFormat, imported: &Imported, messages: &Messages) {
    let entries = counted(imported.entries.len(), "entry");
    messages.info(&format!("{path}: read as {}, {entries}", format.name()));
    for note in &imported.notes {
        messages.info(&format!("{path}: {note}"));
    }
}

/// The shipped actors, unless they are left out, and the user's over them.
pub fn registry(options: &ActorArgs) -> Result<Registry, Failure> {
    let mut registry = if options.no_default_actors { Registry::default() } else { shipped()?.registry };
    for file in &options.actors {
        registry.layer_file(file).map_err(usage)?;
    }
    Ok(registry)
}

/// The shipped lexicon, unless it is left out, and the `sources` over it.
pub fn lexicon(options: &LexiconArgs, sources: &[Source]) -> Result<Lexicon, Failure> {
    let mut lexicon = if options.no_default_lexicon { Lexicon::default() } else { shipped()?.lexicon };
    layer(&mut lexicon, sources)?;
    Ok(lexicon)
}

/// Lays those of the `sources` that are no learned tables over `lexicon`.
pub fn layer(lexicon: &mut Lexicon, sources: &[Source]) -> Result<(), Failure> {
    for source in sources {
        match &source.content {
            Content::Hand(text) => lexicon.layer(&source.path, text).map_err(usage)?,
            Content::Foreign { info, imported, .. } => {
                lexicon.layer_imported((**info).clone(), imported).map_err(usage)?;
            }
            Content::Learned(_) => {}
        }
    }
    Ok(())
}

/// The learned tables: the shipped one, unless the lexicon it stands beside is left out, and the user's over it.
pub fn learned(options: &KnowledgeArgs, sources: &[Source]) -> Result<LearnedTable, Failure> {
    if options.rules_only {
        return Ok(LearnedTable::default());
    }
    let mut learned =
        if options.lexicon.no_default_lexicon { LearnedTable::default() } else { shipped()?.learned };
    layer_learned(&mut learned, sources)?;
    Ok(learned)
}

/// Lays those of the `sources` that are learned tables over `learned`.
pub fn layer_learned(learned: &mut LearnedTable, sources: &[Source]) -> Result<(), Failure> {
    for source in sources {
        if let Content::Learned(text) = &source.content {
            learned.layer(&source.path, text).map_err(usage)?;
        }
    }
    Ok(())
}

/// The last learned table, if the user has changed the lexicon and it says that it was fitted beside another. One
/// that was fitted beside this lexicon was fitted on top of those below it.
fn fitted_elsewhere<'t>(learned: &'t LearnedTable, lexicon: &Lexicon, sources: &[Source]) -> Option<&'t str> {
    if sources.iter().all(|source| matches!(source.content, Content::Learned(_))) {
        return None;
    }
    let said = |file: &'t standpoint::tsv::FileInfo| Some((file.id.as_str(), file.keys.get("beside")?));
    let (id, beside) = learned.files().iter().rev().find_map(said)?;
    (*beside != lexicon.sha256()).then_some(id)
}
