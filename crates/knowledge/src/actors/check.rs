//! The check of a registry: rows that load, but will not do what their author expects.

use super::actor::AliasKind;
use super::registry::Registry;
use crate::finding::Finding;

/// Lists, by file and line: aliases that match in any case but are short or a single lower-case word (they will match
/// common words), parents that do not exist, and actors without an alias.
#[must_use]
pub fn check(registry: &Registry) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut named = vec![false; registry.actors().len()];
    for (_, alias) in registry.aliases() {
        let path = registry.files().get(alias.file).map(|f| f.path.clone()).unwrap_or_default();
        let mut report =
            |message: String| findings.push(Finding { path: path.clone(), line: alias.line, message });
        let Some(at) = alias.actor else { continue };
        let actor = registry.actor(at);
        if alias.any_case && alias.text.chars().count() < 4 {
            report(format!("'{}' holds in any case and is short: it will match common words", alias.text));
        }
        let lower_case = alias.text.chars().all(|c| !c.is_uppercase());
        if lower_case && !alias.text.contains(' ') && alias.kind != AliasKind::Descriptor {
            report(format!("'{}' is one lower-case word: it will match common words", alias.text));
        }
        if let Some(parent) = actor.parent
            && !named[at]
            && registry.get(parent).is_none()
        {
            report(format!("the parent '{parent}' of {} is not in the registry", actor.id));
        }
        named[at] = true;
    }
    for (actor, _) in registry.actors().zip(&named).filter(|(_, named)| !**named) {
        findings.push(Finding {
            path: String::new(),
            line: 0,
            message: format!("no alias names {}", actor.id),
        });
    }
    findings.sort_by(|a, b| (&a.path, a.line, &a.message).cmp(&(&b.path, b.line, &b.message)));
    findings
}
