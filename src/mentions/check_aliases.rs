//! The check of a registry as it meets texts: names that no text can have, and names that are common words.

use super::knowledge::Knowledge;
use crate::actors::{Alias, Finding};
use crate::text::{Gap, MAX_SENTENCE_TOKENS, lower, tokenize_with};
use std::collections::BTreeMap;

/// Uses in lower case from which an alias is told to be a common word.
const COMMON: u64 = 3;

/// Lists, by file and line: aliases that can never match, for no text is taken apart so that they stand in it, and, with
/// the `lower_case` uses of words in a corpus, aliases of one word that are common words.
#[must_use]
pub fn check_aliases(knowledge: &Knowledge, lower_case: Option<&BTreeMap<String, u64>>) -> Vec<Finding> {
    let registry = &knowledge.registry;
    let mut findings = Vec::new();
    for (_, alias) in registry.aliases() {
        let path = registry.files().get(alias.file).map(|file| file.path.clone()).unwrap_or_default();
        let mut report = |message| findings.push(Finding { path: path.clone(), line: alias.line, message });
        if let Some(why) = never_matches(&alias.text) {
            report(format!("'{}' can never match: {why}", alias.text));
        }
        if let Some((uses, word)) = lower_case.and_then(|counts| common(alias, counts)) {
            let meaning = if alias.any_case {
                "each is taken for it"
            } else {
                "at the beginning of a sentence it is taken for it"
            };
            report(format!(
                "'{}' is a common word: '{word}' is used {uses} times in lower case; {meaning}",
                alias.text
            ));
        }
    }
    findings.sort_by(|a, b| (&a.path, a.line, &a.message).cmp(&(&b.path, b.line, &b.message)));
    findings
}

fn never_matches(text: &str) -> Option<String> {
    let mut tokens: Vec<(usize, usize, Gap)> = Vec::new();
    tokenize_with(text, |start, end, gap| tokens.push((start, end, gap)));
    if tokens.is_empty() {
        return Some("no word is left of it where texts are taken apart".to_owned());
    }
    if tokens.len() > MAX_SENTENCE_TOKENS {
        return Some("it is longer than any sentence".to_owned());
    }
    tokens.windows(2).find_map(|pair| {
        let [(start, end, _), (next, _, gap)] = pair else { return None };
        let between = text.get(*end..*next).unwrap_or_default();
        // As the matcher runs on.
        let runs_on = match between {
            "&" | " & " | "/" => true,
            "' " | "’ " => text.get(*start..*end).is_some_and(|word| word.ends_with('s')),
            "." if text.get(*next..).is_some_and(|rest| rest.starts_with(char::is_lowercase)) => true,
            "." => end - start == 1,
            _ => end - start <= 3 && gap.0 == (Gap::STOP | Gap::SPACE),
        };
        (!gap.joins() && !runs_on).then(|| format!("a name ends at '{}'", between.trim()))
    })
}

/// How often the word of an alias is used as a common word.
fn common(alias: &Alias, counts: &BTreeMap<String, u64>) -> Option<(u64, String)> {
    if alias.text.contains([' ', '-']) || alias.actor.is_none() {
        return None;
    }
    let word = lower(&alias.text).into_owned();
    let uses = counts.get(&word).copied().unwrap_or(0);
    (uses >= COMMON && alias.text != word).then_some((uses, word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::Registry;

    #[test]
    fn names_that_cannot_stand_in_a_text_and_common_words_are_told() {
        let mut registry = Registry::default();
        let rows = "actor_id\tname\tkind\talias\ngap\tGap\tcompany\tGap\nz\tZenda\tplace\tZenda, Norway\nz\tZenda\tplace\tSt. Zenda\n";
        registry.layer("a.tsv", rows).unwrap();
        let knowledge = Knowledge::of_actors(registry).unwrap();
        let counts = BTreeMap::from([("gap".to_owned(), 12)]);
        let said: Vec<String> = check_aliases(&knowledge, Some(&counts))
            .into_iter()
            .map(|finding| format!("{}:{}: {}", finding.path, finding.line, finding.message))
            .collect();
        assert_eq!(
            said,
            [
                "a.tsv:2: 'Gap' is a common word: 'gap' is used 12 times in lower case; at the beginning of a sentence it is taken for it",
                "a.tsv:3: 'Zenda, Norway' can never match: a name ends at ','",
            ]
        );
    }
}
