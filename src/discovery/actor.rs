//! A discovered actor, and its rows in an actor file.

use crate::actors::{ActorKind, AliasKind, AliasRow, Gender, to_file};

/// An actor that the registry does not know.
#[derive(Debug, Clone, PartialEq)]
pub struct Discovered {
    /// A slug that no listed actor has.
    pub id: String,
    /// Its fullest name.
    pub name: String,
    /// What it may be.
    pub kind: ActorKind,
    /// Its names, the fullest first, with what each is.
    pub aliases: Vec<(String, AliasKind)>,
    /// What its given name says.
    pub gender: Option<Gender>,
    /// How often it is named.
    pub mentions: u64,
    /// In how many documents.
    pub documents: u64,
    /// How evenly it is spread over them, in [0, 1]: 1 - DP of Gries (2008), half the sum over documents of the
    /// difference between their share of the tokens and of the mentions.
    pub spread: f64,
    /// Sentences that name it.
    pub examples: Vec<String>,
}

/// The rows of an actor file for a discovered actor; their note says how often and where it is named.
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

/// The actor file of discovered actors; `source` says where their names are from.
#[must_use]
pub fn file_of(actors: &[Discovered], source: &str) -> String {
    let rows: Vec<AliasRow> = actors.iter().flat_map(rows_of).collect();
    to_file(&rows, "discovered", source)
}
