//! Whether results were made alike.

use super::head::Head;
use crate::output::LexiconHash;
use serde_json::Value;
use std::collections::BTreeSet;

/// What is not the same in two results, as its name and what it is in each; none if they were made alike.
pub fn difference(first: &Head, second: &Head) -> Option<(String, String, String)> {
    let differ = |what: &str, a: String, b: String| (a != b).then(|| (what.to_owned(), a, b));
    let version = differ("its version", first.version.clone(), second.version.clone());
    let names: BTreeSet<&String> = first.settings.keys().chain(second.settings.keys()).collect();
    let shown = |value: Option<&Value>| value.map_or_else(|| "not set".to_owned(), ToString::to_string);
    let setting = |name: &String| {
        let what = if name == "model" { "its model".to_owned() } else { format!("its setting '{name}'") };
        differ(&what, shown(first.settings.get(name)), shown(second.settings.get(name)))
    };
    version
        .or_else(|| names.into_iter().find_map(setting))
        .or_else(|| differ("its list of lexicons", files(&first.lexicons), files(&second.lexicons)))
        .or_else(|| differ("its list of actors", files(&first.actors), files(&second.actors)))
        .or_else(|| {
            // The settings name the file of the model by its hash.
            (first.topics != second.topics).then(|| ("its model".into(), "another".into(), "one".into()))
        })
}

/// Files as text: ids with the starts of their hashes.
pub fn files(files: &[LexiconHash]) -> String {
    let shown = |file: &LexiconHash| format!("{} ({})", file.id, file.sha256.get(..8).unwrap_or_default());
    match files {
        [] => "none".to_owned(),
        files => files.iter().map(shown).collect::<Vec<_>>().join(", "),
    }
}
