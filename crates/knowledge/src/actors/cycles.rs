//! Cycles in a registry: actors that are aliases of each other, and chains of parents that return to their start.

use super::error::{ActorError, ActorFault};
use super::registry::{MOST_PARENTS, Registry, Wrong};
use crate::tsv::Located;
use foldhash::fast::FixedState;
use hashbrown::HashMap;

impl Registry {
    /// Reports each of the `actors` (with its line) whose parents lead back to it.
    pub(super) fn report_parent_cycles(
        &self,
        path: &str,
        actors: &[(usize, u64)],
        wrong: &mut Wrong<'_>,
    ) -> Result<(), ActorError> {
        for &(start, line) in actors {
            let id = |at: usize| self.actor(at).id.to_owned();
            let mut circle = vec![id(start)];
            let mut at = start;
            while let Some(parent) = self.actor(at).parent.and_then(|parent| self.get(parent)) {
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

    /// Reports each alias from number `first` on that is the name of an actor which in turn goes by the name of its own.
    pub(super) fn report_alias_cycles(
        &self,
        path: &str,
        first: usize,
        wrong: &mut Wrong<'_>,
    ) -> Result<(), ActorError> {
        let mut by_name: HashMap<&str, usize, FixedState> = HashMap::default();
        for (at, actor) in self.actors().enumerate() {
            by_name.entry(actor.name).or_insert(at);
        }
        let mut borrowed: HashMap<(usize, usize), u64, FixedState> = HashMap::default();
        for alias in self.numbered_from(first) {
            let (Some(actor), Some(&owner)) = (alias.actor, by_name.get(alias.text)) else { continue };
            if owner == actor {
                continue;
            }
            if let Some(&first) = borrowed.get(&(owner, actor)) {
                let fault = ActorFault::AliasCycle {
                    first,
                    alias: alias.text.to_owned(),
                    actor: self.actor(actor).id.to_owned(),
                    other: self.actor(owner).id.to_owned(),
                };
                wrong(Located::line(path, alias.line, fault))?;
            }
            borrowed.insert((actor, owner), alias.line);
        }
        Ok(())
    }
}
