//! The matcher of names against a simple reference implementation: no index, no symbols, words compared as text.

use proptest::prelude::*;
use standpoint::actors::Registry;
use standpoint::mentions::{Resolve, find};
use standpoint::text::{Document, Gap, Part, Section, WordTable, normalize, tokenize};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::Read;
use std::ops::Range;
use std::path::Path;

const BBC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/topics/bbc.csv.gz");
const POSTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/topics/ng20.csv.gz");

/// A name: its words, whether it holds in any case, and the number of its actor.
struct Name {
    words: Vec<String>,
    any_case: bool,
    actor: usize,
}

fn words_of(text: &str) -> Vec<String> {
    tokenize(text).into_iter().map(|range| normalize(&text[range]).0.into_owned()).collect()
}

/// A registry of the names, each an actor of its own, and the names as the slow matcher takes them.
fn registry(names: &[(String, bool)]) -> (Registry, Vec<Name>) {
    let mut file = String::from("actor_id\tname\tkind\talias\talias_kind\tcase\n");
    let mut slow = Vec::new();
    let mut seen = BTreeSet::new();
    for (text, any_case) in names {
        let words = words_of(text);
        let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        // Names that differ in case alone are left out: which of them counts is another question.
        if words.is_empty() || text.contains(['\t', '\n', '"']) || !seen.insert(lower) {
            continue;
        }
        let actor = slow.len();
        let case = if *any_case { "any" } else { "exact" };
        // Demonyms, for full names introduce abbreviations.
        file.push_str(&format!("a{actor}\tA{actor}\torganisation\t{text}\tdemonym\t{case}\n"));
        slow.push(Name { words, any_case: *any_case, actor });
    }
    let mut registry = Registry::default();
    registry.layer("names.tsv", &file).unwrap();
    (registry, slow)
}

/// Whether a name may run on from one token to the next: over blanks and hyphens, over the point of an initial or of a
/// short word with a capital, over an ampersand or a stroke, and over the apostrophe of a plural.
fn runs_on(document: &Document, next: usize) -> bool {
    let token = &document.tokens[next];
    let before = document.token_text(&document.tokens[next - 1]);
    let capital = before.chars().next().is_some_and(char::is_uppercase);
    let between = &document.text[document.tokens[next - 1].end as usize..token.start as usize];
    let abbreviated = token.gap.0 == (Gap::STOP | Gap::SPACE) && before.len() <= 3 && capital;
    let lower = !document.token_text(token).chars().next().is_some_and(char::is_uppercase);
    let initial = between == "." && (lower || before.len() == 1 && capital);
    let plural = (between == "' " || between == "’ ") && before.ends_with('s');
    token.gap.joins() || abbreviated || initial || plural || ["&", " & ", "/"].contains(&between)
}

/// How a word is read where no name has it as it is written: one of five capitals or more as a name set in capitals.
fn read_as(form: &str, known: &HashSet<&str>) -> String {
    let letters: Vec<char> = form.chars().filter(|c| c.is_alphabetic()).collect();
    if known.contains(form) || letters.len() < 5 || !letters.iter().all(|c| c.is_uppercase()) {
        return form.to_owned();
    }
    let lower = form.to_lowercase();
    let mut letters = lower.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// From left to right the longest name at each place, none inside another; side by side the same actor is one mention.
fn slow_matches(
    document: &Document,
    by_first: &HashMap<String, Vec<&Name>>,
    known: &HashSet<&str>,
) -> Vec<(Range<usize>, usize)> {
    let forms: Vec<String> =
        document.tokens.iter().map(|token| normalize(document.token_text(token)).0.into_owned()).collect();
    let read: Vec<String> = forms.iter().map(|form| read_as(form, known)).collect();
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    for sentence in &document.sentences {
        let first_here = found.len();
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let fits = |name: &&&Name| {
                let same = |step: usize| {
                    let (form, word) = (&forms[at + step], &name.words[step]);
                    if name.any_case {
                        form.to_lowercase() == word.to_lowercase()
                    } else {
                        form == word || read[at + step] == *word
                    }
                };
                at + name.words.len() <= sentence.tokens.end
                    && (0..name.words.len())
                        .all(|step| same(step) && (step == 0 || runs_on(document, at + step)))
            };
            let names = by_first.get(&forms[at].to_lowercase());
            let best = names.into_iter().flatten().filter(fits).max_by_key(|name| name.words.len());
            let Some(name) = best else {
                at += 1;
                continue;
            };
            let end = at + name.words.len();
            match found[first_here..].last_mut() {
                Some((last, actor))
                    if *actor == name.actor && last.end == at && document.tokens[at].gap.joins() =>
                {
                    last.end = end;
                }
                _ => found.push((at..end, name.actor)),
            }
            at = end;
        }
    }
    found
}

/// Holds the two matchers against each other on every text; returns how many names were found.
fn compare<'t>(names: &[(String, bool)], texts: impl Iterator<Item = &'t str>) -> Result<usize, String> {
    let (registry, slow) = registry(names);
    let mut by_first: HashMap<String, Vec<&Name>> = HashMap::new();
    for name in &slow {
        by_first.entry(name.words[0].to_lowercase()).or_default().push(name);
    }
    let exact = slow.iter().filter(|name| !name.any_case);
    let known: HashSet<&str> = exact.flat_map(|name| &name.words).map(String::as_str).collect();
    let knowledge = standpoint::shipped::knowledge().unwrap().with_actors_alone(registry).unwrap();
    let mut words = WordTable::new(&knowledge.symbols, &knowledge.language, None);
    let mut count = 0;
    for text in texts {
        let sections = [Section { part: Part::Body, range: 0..text.len() }];
        let document = Document::new(text.to_owned(), &sections, &mut words);
        let fast: Vec<(Range<usize>, usize)> = find(&document, &words, &knowledge, None, Resolve::Names)
            .mentions
            .into_iter()
            .map(|mention| (mention.tokens, mention.actor))
            .collect();
        let expected = slow_matches(&document, &by_first, &known);
        if fast != expected {
            let odd = fast.iter().find(|one| !expected.contains(one));
            let missed = expected.iter().find(|one| !fast.contains(one));
            let shown = |one: Option<&(Range<usize>, usize)>| {
                one.map(|(tokens, actor)| (document.text[document.span(tokens)].to_owned(), *actor))
            };
            return Err(format!("only fast: {:?}, only slow: {:?}", shown(odd), shown(missed)));
        }
        count += expected.len();
    }
    Ok(count)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Texts and names of the same few words, so that names overlap, begin alike and stand inside each other.
    #[test]
    fn no_difference_on_generated_texts(
        names in prop::collection::vec(("(Ab|ab|Cd|cd|EF|St|é)(( |-|\\. )(Ab|ab|Cd|EF|é)){0,3}", any::<bool>()), 1..40),
        text in "((Ab|ab|AB|Cd|cd|EF|St|É|é|x)( |-|, |\\.|\\. |'s |s' |&| & |/|\n\n| \\(|\\) )){0,60}",
    ) {
        compare(&names, std::iter::once(text.as_str())).map_err(TestCaseError::fail)?;
    }
}

/// The texts of a compressed table; none, and a word about it, where it is not at hand.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn texts(path: &str) -> Vec<String> {
    if !Path::new(path).exists() {
        eprintln!("skipped: there is no {path}");
        return Vec::new();
    }
    let mut table = String::new();
    flate2::read::GzDecoder::new(std::fs::File::open(path).unwrap()).read_to_string(&mut table).unwrap();
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let column = rows.headers().unwrap().iter().position(|name| name == "text").unwrap();
    rows.records().map(|row| row.unwrap()[column].to_owned()).collect()
}

/// So many names that stand in the texts, of one to four words, spread over all of them.
fn names_in(texts: &[String], most: usize) -> Vec<(String, bool)> {
    let mut names = BTreeMap::new();
    let mut step = 0;
    'all: loop {
        for (number, text) in texts.iter().enumerate() {
            let ranges = tokenize(text);
            let at = (step * 37 + number * 11) % ranges.len().max(1);
            let length = 1 + (step + number) % 4;
            let Some([first, .., last]) = ranges.get(at..(at + length + 1).min(ranges.len())) else {
                continue;
            };
            let text = text[first.start..last.end].split_whitespace().collect::<Vec<_>>().join(" ");
            names.insert(text, number % 3 == 0);
            if names.len() >= most {
                break 'all;
            }
        }
        step += 1;
    }
    names.into_iter().collect()
}

#[test]
#[ignore = "minutes: the slow matcher over two corpora and three registries"]
fn no_difference_on_real_texts_at_500_5000_and_50000_names() {
    for path in [BBC, POSTS] {
        let texts = texts(path);
        if texts.is_empty() {
            continue;
        }
        for most in [500, 5_000, 50_000] {
            let found = compare(&names_in(&texts, most), texts.iter().map(String::as_str));
            assert!(found.clone().is_ok_and(|count| count > most), "{path}, {most} names: {found:?}");
        }
    }
}
