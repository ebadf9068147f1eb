//! Checks a registry against texts: aliases that no tokenised text can match, and aliases that are common words.

use super::knowledge::Knowledge;
use crate::actors::{Alias, AliasKind};
use crate::finding::Finding;
use crate::text::{Gap, MAX_SENTENCE_TOKENS, lower, normalize, tokenize, tokenize_with};
use std::collections::BTreeMap;

/// Lower-case uses from which a one-word alias is a common word.
const COMMON: u64 = 3;

/// Lists, by file and line: aliases that can never match, because no tokenised text contains them; aliases of different
/// actors with the same tokens; and, with the `lower_case` word counts of a corpus, one-word aliases that are common
/// words.
#[must_use]
pub fn check_aliases(knowledge: &Knowledge, lower_case: Option<&BTreeMap<String, u64>>) -> Vec<Finding> {
    let registry = &knowledge.registry;
    let mut findings = Vec::new();
    for (_, alias) in registry.aliases() {
        let path = registry.files().get(alias.file).map(|file| file.path.clone()).unwrap_or_default();
        let mut report = |message| findings.push(Finding { path: path.clone(), line: alias.line, message });
        if let Some(why) = never_matches(alias.text) {
            report(format!("'{}' can never match: {why}", alias.text));
        }
        if let Some((uses, word)) = lower_case.and_then(|counts| common(&alias, counts)) {
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
    findings.extend(same_words(knowledge));
    findings.sort_by(|a, b| (&a.path, a.line, &a.message).cmp(&(&b.path, b.line, &b.message)));
    findings
}

/// Aliases of different actors that are spelled differently but have the same tokens, so that a text cannot tell them
/// apart ("OPEC" and "OPEC+").
fn same_words(knowledge: &Knowledge) -> Vec<Finding> {
    let registry = &knowledge.registry;
    let words = |alias: &Alias<'_>| -> Vec<String> {
        let ranges = tokenize(alias.text).into_iter();
        ranges.map(|range| normalize(alias.text.get(range).unwrap_or_default()).0.into_owned()).collect()
    };
    let mut by_words: BTreeMap<Vec<String>, Vec<Alias<'_>>> = BTreeMap::new();
    let mut findings = Vec::new();
    for (_, alias) in registry.aliases() {
        let key: Vec<String> = words(&alias).iter().map(|word| lower(word).into_owned()).collect();
        let others = by_words.entry(key).or_default();
        let clashes = |other: &&Alias<'_>| {
            let in_any_case = alias.any_case || other.any_case;
            other.actor != alias.actor
                && other.text != alias.text
                && !(alias.kind == AliasKind::Descriptor && other.kind == AliasKind::Descriptor)
                && other.from.is_none_or(|from| alias.to.is_none_or(|to| from <= to))
                && alias.from.is_none_or(|from| other.to.is_none_or(|to| from <= to))
                && (in_any_case || words(&alias) == words(other))
        };
        if let Some(other) = others.iter().find(clashes) {
            let id = |alias: &Alias<'_>| alias.actor.map_or("-", |actor| registry.actor(actor).id).to_owned();
            let path = registry.files().get(alias.file).map(|file| file.path.clone()).unwrap_or_default();
            let there = registry.files().get(other.file).map(|file| file.path.clone()).unwrap_or_default();
            let message = format!(
                "'{}' of {} is read as the words of '{}' of {} ({there}:{}): a text cannot tell them apart",
                alias.text,
                id(&alias),
                other.text,
                id(other),
                other.line
            );
            findings.push(Finding { path, line: alias.line, message });
        }
        others.push(alias);
    }
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
        // The same rule as in the matcher.
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

/// Lower-case uses of the word of an alias, if it is common.
fn common(alias: &Alias<'_>, counts: &BTreeMap<String, u64>) -> Option<(u64, String)> {
    if alias.text.contains([' ', '-']) || alias.actor.is_none() {
        return None;
    }
    let word = lower(alias.text).into_owned();
    let uses = counts.get(&word).copied().unwrap_or(0);
    (uses >= COMMON && *alias.text != *word).then_some((uses, word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::Registry;
    use crate::index::LanguageData;
    use crate::lexicon::{LearnedTable, Lexicon};
    use std::path::Path;

    fn shipped() -> Knowledge {
        Knowledge::of_folder(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")), "lexicons/en").unwrap()
    }

    fn of_actors(registry: Registry) -> Knowledge {
        let (lexicon, learned) = (Lexicon::default(), LearnedTable::default());
        Knowledge::new(LanguageData::default(), registry, lexicon, learned).unwrap()
    }

    #[test]
    fn names_that_are_read_as_the_same_words_are_told() {
        let mut registry = Registry::default();
        let rows = "actor_id\tname\tkind\talias\tcase\na\tA\torganisation\tZEN\tany\nb\tB\torganisation\tZEN+\texact\n";
        registry.layer("a.tsv", rows).unwrap();
        let found = check_aliases(&of_actors(registry), None);
        assert_eq!(
            found[0].message,
            "'ZEN+' of b is read as the words of 'ZEN' of a (a.tsv:2): a text cannot tell them apart"
        );
    }

    #[test]
    fn nothing_shipped_can_never_match_or_is_read_as_something_else() {
        let found = check_aliases(&shipped(), None);
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn names_that_cannot_stand_in_a_text_and_common_words_are_told() {
        let mut registry = Registry::default();
        let rows = "actor_id\tname\tkind\talias\ngap\tGap\tcompany\tGap\nz\tZenda\tplace\tZenda, Norway\nz\tZenda\tplace\tSt. Zenda\n";
        registry.layer("a.tsv", rows).unwrap();
        let knowledge = of_actors(registry);
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
