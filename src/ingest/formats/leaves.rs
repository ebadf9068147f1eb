//! The leaves of a JSON object: its values that are no objects, by dotted names, and the texts in them.

use serde_json::{Map, Value};

/// Deepest nesting that is looked into, in objects.
const DEEPEST: usize = 5;

/// Maximum number of leaves; the others are not looked at.
const MAX_LEAVES: usize = 1000;

/// Keys under which an object in a list holds its text or name, the likeliest first.
const TEXT_KEYS: [&str; 7] = ["text", "content", "paragraph", "value", "name", "fullname", "title"];

/// The leaves of an object, in the order of its keys: `{"source": {"name": "A"}}` has the leaf `source.name`.
pub(super) fn leaves(object: &Map<String, Value>) -> (Vec<String>, Vec<&Value>) {
    let (mut names, mut values) = (Vec::new(), Vec::new());
    collect(object, "", 1, &mut names, &mut values);
    (names, values)
}

fn collect<'a>(
    object: &'a Map<String, Value>,
    above: &str,
    depth: usize,
    names: &mut Vec<String>,
    values: &mut Vec<&'a Value>,
) {
    for (key, value) in object {
        if names.len() >= MAX_LEAVES {
            return;
        }
        let name = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
        match value {
            Value::Object(inner) if depth < DEEPEST && !inner.is_empty() => {
                collect(inner, &name, depth + 1, names, values);
            }
            _ => {
                names.push(name);
                values.push(value);
            }
        }
    }
}

/// A text, a number, or a list of these or of objects with a text or name, joined by `between`; none if it is neither.
pub(super) fn text_of(value: &Value, between: &str) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => {
            let parts: Option<Vec<String>> = values.iter().map(part).collect();
            parts
                .map(|parts| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>())
                .map(|parts| parts.join(between))
        }
        Value::Null | Value::Bool(_) | Value::Object(_) => None,
    }
}

fn part(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null => Some(String::new()),
        Value::Object(object) => {
            TEXT_KEYS.iter().find_map(|key| object.get(*key)?.as_str()).map(str::to_owned)
        }
        Value::Array(_) | Value::Bool(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn nested_keys_have_dotted_names() {
        let value = json!({"a": {"b": {"c": "one"}, "d": null}, "e": ["two"], "f": {}});
        let (names, values) = leaves(value.as_object().unwrap());
        assert_eq!(names, ["a.b.c", "a.d", "e", "f"]);
        assert_eq!(values[0], "one");
    }

    #[test]
    fn lists_are_joined_and_objects_in_them_have_a_name() {
        let text = |value: Value| text_of(&value, ", ");
        assert_eq!(
            text(json!(["Ana Lenz", {"name": "Bo Falk"}, null, 3])).as_deref(),
            Some("Ana Lenz, Bo Falk, 3")
        );
        assert_eq!(text(json!([])).as_deref(), Some(""));
        for value in [json!(null), json!(true), json!({}), json!([["a"]]), json!([{"age": 3}])] {
            assert_eq!(text(value.clone()), None, "{value}");
        }
    }
}
