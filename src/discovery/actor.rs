//! A discovered actor, and its rows in an actor file.

use crate::actors::{ActorKind, AliasKind, AliasRow, Gender, to_file};

/// An actor that the registry does not know.
#[derive(Debug, Clone, PartialEq)]
pub struct Discovered {
    /// Slug, different from the ids of all listed actors.
    pub id: String,
    /// Its fullest name: the canonical one.
    pub name: String,
    /// Its presumed kind.
    pub kind: ActorKind,
    /// Its names, the fullest first, with the kind of each.
    pub aliases: Vec<(String, AliasKind)>,
    /// Gender of its given name, if that is unambiguous.
    pub gender: Option<Gender>,
    /// Number of mentions.
    pub mentions: u64,
    /// Number of documents with a mention.
    pub documents: u64,
    /// Evenness of its dispersion, in [0, 1]: 1 - DP (Gries 2008), DP being half the sum over documents of the absolute
    /// difference between their share of the tokens and of the mentions.
    pub spread: f64,
    /// Example sentences.
    pub examples: Vec<String>,
}

/// The rows of an actor file for a discovered actor; their note has its counts and examples.
fn rows_of(actor: &Discovered) -> Vec<AliasRow> {
    let note = format!(
        "{} mentions, {} documents, spread {:.2}; {}",
        actor.mentions,
        actor.documents,
        actor.spread,
        actor.examples.join(" | ")
    );
    let rows = actor.aliases.iter().enumerate().map(|(at, (alias, kind))| AliasRow {
        alias_kind: *kind,
        gender: actor.gender,
        note: if at == 0 { note.clone() } else { String::new() },
        ..AliasRow::new(&actor.id, &actor.name, actor.kind, alias)
    });
    rows.collect()
}

/// The actor file of discovered actors; `source` is the provenance of the names.
#[must_use]
pub fn file_of(actors: &[Discovered], source: &str) -> String {
    let rows: Vec<AliasRow> = actors.iter().flat_map(rows_of).collect();
    to_file(&rows, "discovered", source)
}
