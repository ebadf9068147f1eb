//! Cycles in a registry: actors that are aliases of each other, and chains of parents that return to their start.

use super::actor::Alias;
use super::error::{ActorError, ActorFault};
use super::registry::Registry;
use crate::tsv::Located;
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// Longest chain of parents that is followed.
pub(super) const MOST_PARENTS: usize = 64;

/// Reports each of the `actors` (with its line) whose chain of parents returns to it.
pub(super) fn parents(
    registry: &Registry,
    path: &str,
    actors: &[(usize, u64)],
    wrong: &mut dyn FnMut(ActorError) -> Result<(), ActorError>,
) -> Result<(), ActorError> {
    for &(start, line) in actors {
        let id = |at: usize| registry.actor(at).id.to_owned();
        let mut circle = vec![id(start)];
        let mut at = start;
        while let Some(parent) = registry.actor(at).parent.and_then(|parent| registry.get(parent)) {
            circle.push(id(parent));
            if parent == start {
                let fault = ActorFault::ParentCycle { actor: id(start), circle: circle.join(" -> ") };
                wrong(Located::line(path, line, fault))?;
                break;
            }
            if circle.len() > MOST_PARENTS {
                break;
            }
            at = parent;
        }
    }
    Ok(())
}

/// Reports each alias in `added` that is the name of an actor which has the name of the alias's actor as an alias.
pub(super) fn aliases<'r>(
    registry: &'r Registry,
    path: &str,
    added: impl Iterator<Item = Alias<'r>>,
    wrong: &mut dyn FnMut(ActorError) -> Result<(), ActorError>,
) -> Result<(), ActorError> {
    let mut by_name: HashMap<&str, usize, FixedState> = HashMap::default();
    for (at, actor) in registry.actors().enumerate() {
        by_name.entry(actor.name).or_insert(at);
    }
    let mut borrowed: HashMap<(usize, usize), u64, FixedState> = HashMap::default();
    for alias in added {
        let (Some(actor), Some(&owner)) = (alias.actor, by_name.get(alias.text)) else { continue };
        if owner == actor {
            continue;
        }
        if let Some(&first) = borrowed.get(&(owner, actor)) {
            let fault = ActorFault::AliasCycle {
                first,
                alias: alias.text.to_owned(),
                actor: registry.actor(actor).id.to_owned(),
                other: registry.actor(owner).id.to_owned(),
            };
            wrong(Located::line(path, alias.line, fault))?;
        }
        borrowed.insert((actor, owner), alias.line);
    }
    Ok(())
}
