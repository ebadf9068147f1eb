//! Checks a lexicon against texts: its terms as our tokenizer splits them, compared with the names of actors.

use super::knowledge::Knowledge;
use super::patterns::pattern_words;
use crate::finding::Finding;
use crate::lexicon::{Entry, Kind, finding, place};
use crate::text::{MAX_SENTENCE_TOKENS, WordStemmer, lower};
use std::collections::BTreeMap;

/// A word of a pattern.
struct Piece {
    form: String,
    stem: String,
    starred: bool,
    hyphened: bool,
}

impl Piece {
    /// What a token must match.
    fn key(&self) -> String {
        let hyphen = if self.hyphened { "-" } else { "" };
        if self.starred { format!("{hyphen}{}*", self.stem) } else { format!("{hyphen}{}", self.form) }
    }

    fn takes_in(&self, other: &Self) -> bool {
        if self.starred { self.stem == other.stem } else { self.form == other.form && !other.starred }
    }
}

/// Checks the lexicon of `knowledge` and lists, by file and line: terms that can never match, entries made unreachable
/// by another of the same kind (same words, or same stems of starred words), starred words whose stem matches a plain
/// cue of the opposite sign, and cues that are also names of listed actors.
#[must_use]
pub fn check(knowledge: &Knowledge) -> Vec<Finding> {
    let lexicon = &knowledge.lexicon;
    let stemmer = knowledge.language.stemming.stemmer();
    let names = names(knowledge);
    let mut findings = Vec::new();
    let mut report = |entry: &Entry<'_>, message| findings.push(finding(entry, lexicon, message));
    let mut by_key: BTreeMap<(String, Kind), Entry<'_>> = BTreeMap::new();
    let mut starred: Vec<(Entry<'_>, Vec<Piece>)> = Vec::new();
    let mut plain: BTreeMap<String, Vec<(Entry<'_>, Vec<Piece>)>> = BTreeMap::new();
    for entry in lexicon.entries() {
        let term = entry.term;
        let pieces = pieces(term, knowledge, &stemmer);
        if pieces.is_empty() || pieces.iter().any(|piece| piece.form.is_empty()) {
            report(
                &entry,
                format!("'{term}' can never match: no word is left of it where texts are taken apart"),
            );
            continue;
        }
        if pieces.len() > MAX_SENTENCE_TOKENS {
            report(&entry, format!("'{term}' can never match: it is longer than any sentence"));
            continue;
        }
        let key = pieces.iter().map(Piece::key).collect::<Vec<_>>().join(" ");
        if let Some(other) = by_key.insert((key, entry.kind), entry) {
            let has = if pieces.iter().any(|piece| piece.starred) {
                "has the stem"
            } else {
                "is read as the words"
            };
            let place = place(&other, lexicon);
            let sign = if entry.opposes(&other) { " with the opposite sign" } else { "" };
            report(&entry, format!("'{term}' {has} of '{}' ({place}), which it overrides{sign}", other.term));
        }
        if entry.kind != Kind::Cue {
            continue;
        }
        if let Some(actor) = names.get(term) {
            report(&entry, format!("'{term}' is also a name of {actor}, and no cue where it stands for it"));
        }
        if pieces.iter().any(|piece| piece.starred) {
            starred.push((entry, pieces));
        } else {
            plain.entry(stems(&pieces)).or_default().push((entry, pieces));
        }
    }
    for (entry, pieces) in &starred {
        for (other, words) in plain.get(&stems(pieces)).into_iter().flatten() {
            if entry.opposes(other) && pieces.iter().zip(words).all(|(piece, word)| piece.takes_in(word)) {
                let (term, other_term, place) = (entry.term, other.term, place(other, lexicon));
                report(
                    entry,
                    format!(
                        "'{term}' takes in '{other_term}' by its stem, which has the opposite sign at {place}"
                    ),
                );
            }
        }
    }
    findings.sort();
    findings
}

fn pieces(term: &str, knowledge: &Knowledge, stemmer: &WordStemmer) -> Vec<Piece> {
    let mut pieces = Vec::new();
    pattern_words(term, &knowledge.language.classes, |word| {
        pieces.push(Piece {
            form: word.form.to_owned(),
            stem: stemmer.stem(word.form).into_owned(),
            starred: word.starred,
            hyphened: word.hyphened,
        });
    });
    pieces
}

fn stems(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.stem.as_str()).collect::<Vec<_>>().join(" ")
}

/// Every alias in lower case, with its actor.
fn names(knowledge: &Knowledge) -> BTreeMap<String, &str> {
    let registry = &knowledge.registry;
    let aliases = registry.aliases().filter_map(|(_, alias)| {
        let actor = registry.find_actor(alias.actor?)?;
        Some((lower(alias.text).into_owned(), actor.id))
    });
    aliases.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::Registry;
    use crate::index::LanguageData;
    use crate::lexicon::{LearnedTable, Lexicon};

    fn said(rows: &str) -> Vec<String> {
        let mut lexicon = Lexicon::default();
        lexicon.layer("a.tsv", &format!("term\tkind\tpolarity\n{rows}")).unwrap();
        let mut registry = Registry::default();
        registry
            .layer("actors.tsv", "actor_id\tname\tkind\talias\tcase\nplk\tPlock\tcountry\tPlock\texact\n")
            .unwrap();
        let knowledge =
            Knowledge::new(LanguageData::default(), registry, lexicon, LearnedTable::default()).unwrap();
        check(&knowledge).into_iter().map(|f| format!("{}:{}: {}", f.path, f.line, f.message)).collect()
    }

    #[test]
    fn terms_that_are_read_as_the_same_words_are_told() {
        assert_eq!(
            said("ill-fated\tcue\t-1\nill fated\tcue\t-1\nbrave\tcue\t1\n"),
            ["a.tsv:3: 'ill fated' is read as the words of 'ill-fated' (a.tsv:2), which it overrides"]
        );
        assert_eq!(
            said("ill-fated\tcue\t-1\nill fated\tcue\t1\n"),
            [
                "a.tsv:3: 'ill fated' is read as the words of 'ill-fated' (a.tsv:2), which it overrides with the opposite sign"
            ]
        );
        assert_eq!(
            said("praising*\tcue\t1\npraise*\tcue\t1\n"),
            ["a.tsv:3: 'praise*' has the stem of 'praising*' (a.tsv:2), which it overrides"]
        );
    }

    #[test]
    fn a_stem_that_takes_in_a_word_of_the_opposite_sign_is_told() {
        assert_eq!(
            said("general*\tcue\t-1\ngenerals\tcue\t1\ngenerally\tcue\t-1\n"),
            ["a.tsv:2: 'general*' takes in 'generals' by its stem, which has the opposite sign at a.tsv:3"]
        );
    }

    #[test]
    fn a_cue_that_is_a_name_in_another_case_is_told() {
        assert_eq!(
            said("plock\tcue\t-1\nplocks\tcue\t-1\nplock\tneutral\t\n"),
            ["a.tsv:2: 'plock' is also a name of plk, and no cue where it stands for it"]
        );
    }

    #[test]
    fn a_term_longer_than_a_sentence_never_matches() {
        let term = vec!["on"; MAX_SENTENCE_TOKENS + 1].join(" ");
        assert!(
            said(&format!("{term}\tcue\t1\n"))[0]
                .ends_with("can never match: it is longer than any sentence")
        );
    }
}
