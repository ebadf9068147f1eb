//! Patterns of spaCy's entity ruler and of annotators, JSON lines: `{"label":"ORG","pattern":"Acme","id":"acme"}`. The
//! pattern is a text or a list of tokens with `LOWER`, `TEXT` or `ORTH` (each a word, or `{"IN": […]}`).

use super::{ActorCollector, ForeignActor};
use crate::actors::ActorKind;
use serde_json::Value;

/// Most names that a pattern with lists of words may expand to.
const MOST: usize = 64;

pub fn read(text: &str, collector: &mut ActorCollector<'_>) {
    // One array over several lines.
    if text.trim_start().starts_with('[')
        && let Ok(Value::Array(patterns)) = serde_json::from_str::<Value>(text)
    {
        for (number, one) in (1u64..).zip(&patterns) {
            pattern(number, one, collector);
        }
        return;
    }
    for (number, line) in (1u64..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<Value>(line) {
            Ok(Value::Array(patterns)) => patterns.iter().for_each(|one| pattern(number, one, collector)),
            Ok(one) => pattern(number, &one, collector),
            Err(error) => collector.note(number, format!("not JSON ({error}); the line is left out")),
        }
    }
}

fn pattern(line: u64, value: &Value, collector: &mut ActorCollector<'_>) {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let spelled = match value.get("pattern") {
        Some(Value::String(text)) => Some((vec![text.clone()], false)),
        Some(Value::Array(tokens)) => spellings(tokens),
        _ => None,
    };
    let Some((names, any_case)) = spelled else {
        let what = "its pattern is no text and no list of LOWER, TEXT or ORTH; it is left out";
        collector.note(line, what.to_owned());
        return;
    };
    let label = text("label").unwrap_or_default();
    let kind = match label {
        "PERSON" | "PER" => ActorKind::Person,
        "ORG" => ActorKind::Organisation,
        "GPE" | "LOC" | "FAC" => ActorKind::Place,
        other => ActorKind::from_name(&other.to_lowercase()).unwrap_or(ActorKind::Other),
    };
    let name = text("id").or_else(|| names.first().map(String::as_str)).unwrap_or_default();
    let actor = ForeignActor {
        key: String::new(),
        name: name.to_owned(),
        kind,
        parent: None,
        gender: None,
        note: label.to_owned(),
    };
    for alias in &names {
        collector.add(line, &actor, alias, any_case);
    }
}

/// The names that a list of tokens expands to, and whether they match in any case.
fn spellings(tokens: &[Value]) -> Option<(Vec<String>, bool)> {
    let mut names = vec![String::new()];
    let mut any_case = false;
    for token in tokens {
        let keys = token.as_object()?;
        if keys.len() != 1 {
            return None;
        }
        let (key, value) = keys.iter().next()?;
        any_case |= key == "LOWER";
        if !matches!(key.as_str(), "LOWER" | "TEXT" | "ORTH") {
            return None;
        }
        let words: Vec<&str> = match value {
            Value::String(word) => vec![word],
            other => other.get("IN")?.as_array()?.iter().map(Value::as_str).collect::<Option<_>>()?,
        };
        names = names
            .iter()
            .flat_map(|name| words.iter().map(move |word| format!("{name} {word}").trim_start().to_owned()))
            .collect();
        if names.len() > MOST {
            return None;
        }
    }
    Some((names, any_case))
}
