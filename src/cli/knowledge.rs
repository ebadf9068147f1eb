//! The knowledge of a run: shipped actors and lexicons, with the user's files layered over them.

use super::arguments::{ActorArgs, KnowledgeArgs, LexiconArgs};
use super::exit::Failure;
use super::messages::Messages;
use super::notice::Notice;
use super::setup::usage;
use standpoint::actors::Registry;
use standpoint::index::Knowledge;
use standpoint::lexicon::foreign::{ForeignFormat, Imported};
use standpoint::lexicon::{Content, LearnedTable, Lexicon, PairTable, Source};
use std::sync::Arc;

/// The shipped knowledge.
pub fn shipped() -> Result<Knowledge, Failure> {
    standpoint::shipped::knowledge().map_err(usage)
}

/// Registry, lexicon and learned tables, with the user's files layered over the shipped ones.
pub fn load(options: &KnowledgeArgs, messages: &Messages) -> Result<Arc<Knowledge>, Failure> {
    let sources = sources(&options.lexicon, messages)?;
    let registry = registry(&options.actors)?;
    load_beside(registry, &sources, options, messages)
}

/// [`load`] with a given registry and the files of --lexicon.
pub fn load_beside(
    registry: Registry,
    sources: &[Source],
    options: &KnowledgeArgs,
    messages: &Messages,
) -> Result<Arc<Knowledge>, Failure> {
    let (lexicon, learned) = (lexicon(&options.lexicon, sources)?, learned(options, sources)?);
    if let Some(table) = fitted_elsewhere(&learned, &lexicon, sources) {
        messages.info(&Notice::FittedElsewhere { table });
    }
    let pairs = pairs(options, sources)?;
    Ok(kept(shipped()?.with(registry, lexicon, learned).map_err(usage)?.with_pairs(pairs)))
}

/// Actors without lexicons, for runs that do not score.
pub fn alone(registry: Registry) -> Result<Arc<Knowledge>, Failure> {
    Ok(kept(actors_alone(registry)?))
}

/// [`alone`], dropped at the end.
pub fn actors_alone(registry: Registry) -> Result<Knowledge, Failure> {
    shipped()?.with_actors_alone(registry).map_err(usage)
}

/// Knowledge that is never freed: freeing its many small allocations at the end would take longer than a short run.
fn kept(knowledge: Knowledge) -> Arc<Knowledge> {
    let knowledge = Arc::new(knowledge);
    std::mem::forget(Arc::clone(&knowledge));
    knowledge
}

/// The files of --lexicon. Reports how those of other tools were imported.
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

/// Reports what an import left out, merged or changed.
pub fn say_imported(path: &str, format: ForeignFormat, imported: &Imported, messages: &Messages) {
    messages.info(&Notice::LexiconRead { path, format, entries: imported.entries.len() });
    for note in &imported.notes {
        messages.info(&Notice::LexiconNote { path, note });
    }
}

/// The shipped actors, unless excluded, with the user's layered over them.
pub fn registry(options: &ActorArgs) -> Result<Registry, Failure> {
    let mut registry = if options.no_default_actors { Registry::default() } else { shipped()?.registry };
    for file in &options.actors {
        registry.layer_file(file).map_err(usage)?;
    }
    Ok(registry)
}

/// The shipped lexicon, unless excluded, with the `sources` layered over it.
pub fn lexicon(options: &LexiconArgs, sources: &[Source]) -> Result<Lexicon, Failure> {
    let mut lexicon = if options.no_default_lexicon { Lexicon::default() } else { shipped()?.lexicon };
    layer(&mut lexicon, sources)?;
    Ok(lexicon)
}

/// Layers those of the `sources` that are lexicons over `lexicon`.
pub fn layer(lexicon: &mut Lexicon, sources: &[Source]) -> Result<(), Failure> {
    for source in sources {
        match &source.content {
            Content::Hand(text) => lexicon.layer(&source.path, text).map_err(usage)?,
            Content::Foreign { info, imported, .. } => {
                lexicon.layer_imported((**info).clone(), imported).map_err(usage)?;
            }
            Content::Learned(_) | Content::Pairs(_) => {}
        }
    }
    Ok(())
}

/// The learned tables: the shipped one, unless its lexicon is excluded, with the user's layered over it.
pub fn learned(options: &KnowledgeArgs, sources: &[Source]) -> Result<LearnedTable, Failure> {
    if options.rules_only {
        return Ok(LearnedTable::default());
    }
    let mut learned =
        if options.lexicon.no_default_lexicon { LearnedTable::default() } else { shipped()?.learned };
    layer_learned(&mut learned, sources)?;
    Ok(learned)
}

/// The learned table of pairs, likewise.
fn pairs(options: &KnowledgeArgs, sources: &[Source]) -> Result<PairTable, Failure> {
    let none = options.rules_only || options.lexicon.no_default_lexicon;
    let mut pairs = if none { PairTable::default() } else { shipped()?.pairs };
    for source in sources.iter().filter(|_| !options.rules_only) {
        if let Content::Pairs(text) = &source.content {
            pairs.layer(&source.path, text).map_err(usage)?;
        }
    }
    Ok(pairs)
}

/// Layers those of the `sources` that are learned tables over `learned`.
pub fn layer_learned(learned: &mut LearnedTable, sources: &[Source]) -> Result<(), Failure> {
    for source in sources {
        if let Content::Learned(text) = &source.content {
            learned.layer(&source.path, text).map_err(usage)?;
        }
    }
    Ok(())
}

/// The last learned table, if the user has changed the lexicon and the table says that it was fitted with another one.
fn fitted_elsewhere<'t>(learned: &'t LearnedTable, lexicon: &Lexicon, sources: &[Source]) -> Option<&'t str> {
    if sources.iter().all(|source| matches!(source.content, Content::Learned(_) | Content::Pairs(_))) {
        return None;
    }
    let said = |file: &'t standpoint::tsv::FileInfo| Some((file.id.as_str(), file.keys.get("beside")?));
    let (id, beside) = learned.files().iter().rev().find_map(said)?;
    (*beside != lexicon.sha256()).then_some(id)
}
