//! A plain table: the actor and one of its names. Columns are found by name if there is a header (`actor`, `name` or
//! `actor_id`; `alias`), else the first two are taken; separated by commas, semicolons or tabs.

use super::{ActorCollector, ActorFormatError, ForeignActor};
use crate::actors::ActorKind;

/// Names of the column with the actor, the preferred first.
const ACTOR: [&str; 5] = ["actor", "name", "actor_id", "id", "entity"];
/// Names of the column with the alias.
const ALIAS: [&str; 6] = ["alias", "aliases", "synonym", "term", "pattern", "surface"];
/// Names of the column with the kind.
const KIND: [&str; 2] = ["kind", "type"];

pub fn read(path: &str, text: &str, collector: &mut ActorCollector<'_>) -> Result<(), ActorFormatError> {
    let first_line = text.lines().next().unwrap_or_default();
    let delimiter =
        [b'\t', b';', b','].into_iter().find(|byte| first_line.as_bytes().contains(byte)).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let (mut actor_at, mut alias_at, mut kind_at) = (0, 1, None);
    for (number, row) in reader.records().enumerate() {
        let row = row.map_err(|error| {
            ActorFormatError::line(path, error.position().map_or(1, csv::Position::line), error)
        })?;
        let line = row.position().map_or(0, csv::Position::line);
        if number == 0 {
            let names: Vec<String> = row.iter().map(|cell| cell.trim().to_lowercase()).collect();
            let column =
                |wanted: &[&str]| wanted.iter().find_map(|name| names.iter().position(|cell| cell == name));
            if let (Some(actor), Some(alias)) = (column(&ACTOR), column(&ALIAS)) {
                (actor_at, alias_at, kind_at) = (actor, alias, column(&KIND));
                continue;
            }
        }
        let cell = |at: usize| row.get(at).map(str::trim).unwrap_or_default();
        let name = cell(actor_at);
        if name.is_empty() {
            collector.note(line, "there is no actor; the row is left out".to_owned());
            continue;
        }
        let kind = kind_at.map(cell).and_then(|kind| ActorKind::from_name(&kind.to_lowercase()));
        let actor = ForeignActor {
            key: String::new(),
            name: name.to_owned(),
            kind: kind.unwrap_or(ActorKind::Other),
            parent: None,
            gender: None,
            note: String::new(),
        };
        collector.add(line, &actor, name, false);
        for alias in cell(alias_at).split('|').filter(|alias| !alias.trim().is_empty()) {
            collector.add(line, &actor, alias, false);
        }
    }
    Ok(())
}
