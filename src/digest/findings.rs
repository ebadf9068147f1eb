//! Findings by stated rules.

use super::actor::ActorDigest;
use super::cell::{OutletCell, StanceMean};
use super::corpus::{Corpus, PeriodDigest};
use super::counting::{Cell, Means};
use super::division::Division;
use super::finding::{EvidencePlace, Finding, FindingKind};
use crate::statistics::welch;
use crate::tables::grouped;
use std::fmt::Write;

/// Fewest articles that a finding on an actor, an outlet or a period rests on.
pub(super) const LEAST: u64 = 5;
/// Chance of an error over all comparisons of a finding.
pub(super) const ERROR: f64 = 0.05;

const MOST_COVERED: &str = "The actor in most articles.";
const EXTREMES: &str = "Of the actors of this digest (the 500 most covered) with at least five articles whose 95 % interval leaves out 0, the one with the \
    highest and the one with the lowest mean stance.";
const WIDEST_SPLIT: &str = "Of all actors of this digest and pairs of its outlets with at least five articles each, the largest difference \
    of mean stances, where Welch's test says that it is no chance (5 % over all these pairs together, by Bonferroni).";
const LARGEST_CHANGE: &str = "Of all actors of this digest and neighbouring periods with at least five articles each, the largest \
    difference of mean stances, where Welch's test says that it is no chance (5 % over all of them together, by \
    Bonferroni).";
const SKIPPED: &str = "The rows of skipped.csv by reason, and the articles without a date or a lexicon.";

/// The findings, one of each kind; one that finds nothing says so.
pub fn findings(
    corpus: &Corpus,
    actors: &[ActorDigest],
    divisions: &[Division],
    periods: &[PeriodDigest],
    means: &Means,
) -> Vec<Finding> {
    vec![
        most_covered(corpus, actors),
        extremes(actors),
        widest_split(corpus, actors, divisions),
        largest_change(actors, periods, means),
        skipped(corpus),
    ]
}

/// `1 article`, `2,000 articles`.
fn counted(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{} {noun}s", grouped(count)) }
}

/// A stance with two decimals and its sign.
fn signed(stance: f64) -> String {
    let text = format!("{stance:+.2}");
    if text == "+0.00" || text == "-0.00" { "0.00".to_owned() } else { text }
}

fn share(part: u64, whole: u64) -> String {
    match 100.0 * part as f64 / whole.max(1) as f64 {
        percent if percent > 0.0 && percent < 1.0 => "under 1 %".to_owned(),
        percent => format!("{percent:.0} %"),
    }
}

fn with_interval(mean: &StanceMean) -> String {
    let Some(stance) = mean.stance else { return "no stance".to_owned() };
    let mut text = signed(stance);
    if let (Some(low), Some(high)) = (mean.ci_low, mean.ci_high) {
        let _ = write!(text, " (95 % {} to {})", signed(low), signed(high));
    }
    text
}

fn place(words: String, actor: &ActorDigest) -> EvidencePlace {
    EvidencePlace { words, actor_id: actor.actor_id.clone(), outlet: None, period: None }
}

fn most_covered(corpus: &Corpus, actors: &[ActorDigest]) -> Finding {
    let (kind, rule) = (FindingKind::MostCovered, MOST_COVERED);
    let Some(first) = actors.first() else {
        let text = "No actor was found in these articles.".to_owned();
        return Finding { kind, text, rule, places: Vec::new() };
    };
    let stance = match first.mean.stance {
        Some(_) => format!("; its mean stance is {}", with_interval(&first.mean)),
        None => "; no word speaks for or against it".to_owned(),
    };
    let (documents, texts) = (first.mean.documents, corpus.texts.max(first.mean.documents));
    let part = match texts {
        1 => "in the only article".to_owned(),
        _ => format!(
            "in {} of {} ({})",
            grouped(documents),
            counted(texts, "article"),
            share(documents, texts)
        ),
    };
    let text = format!("{} is covered most, {part}{stance}.", first.name);
    Finding { kind, text, rule, places: vec![place(first.name.clone(), first)] }
}

fn extremes(actors: &[ActorDigest]) -> Finding {
    let of_side = |side: i8| {
        let clear = actors.iter().filter(move |actor| {
            actor.mean.documents >= LEAST && actor.mean.side() == side && actor.mean.stance.is_some()
        });
        // Of equal ones the one with more articles, which comes first.
        clear.reduce(|best, next| {
            let strength = |actor: &ActorDigest| actor.mean.stance.unwrap_or_default() * f64::from(side);
            if strength(next) > strength(best) { next } else { best }
        })
    };
    let mut places = Vec::new();
    let mut part = |found: Option<&ActorDigest>, most: &str, none: &str| match found {
        Some(actor) => {
            places.push(place(actor.name.clone(), actor));
            let articles = counted(actor.mean.documents, "article");
            format!("{most} is {} at {} in {articles}", actor.name, with_interval(&actor.mean))
        }
        None => format!("no actor is clearly {none}"),
    };
    let text = match (of_side(1), of_side(-1)) {
        (None, None) if actors.is_empty() => "Without an actor there is no stance to compare.".to_owned(),
        (None, None) if !actors.iter().any(|actor| actor.mean.documents >= LEAST) => {
            "No actor has the five articles that a finding takes.".to_owned()
        }
        (None, None) => {
            "No actor with five articles is clearly favourable or critical: every interval holds 0."
                .to_owned()
        }
        (favourable, critical) => {
            let favourable = part(favourable, "most favourable", "favourable");
            let critical = part(critical, "most critical", "critical");
            capital(&format!("{favourable}; {critical}."))
        }
    };
    Finding { kind: FindingKind::Extremes, text, rule: EXTREMES, places }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

/// Two periods of an actor, and how they differ.
#[derive(Debug, Clone, Copy)]
struct Difference {
    actor: usize,
    first: usize,
    second: usize,
    difference: f64,
    p: f64,
}

/// The largest difference that is no chance, over the pairs of periods that `pairs` gives; and whether there was anything
/// to compare.
fn largest(means: &Means, pairs: impl Iterator<Item = (usize, usize, usize)>) -> (Option<Difference>, bool) {
    let mut compared: Vec<Difference> = Vec::new();
    for (actor, first, second) in pairs {
        let of = |at: usize| {
            let moments = means.get(&(actor, Cell::Period(at)))?;
            moments.summary().filter(|_| moments.count() >= LEAST)
        };
        if let (Some(a), Some(b)) = (of(first), of(second)) {
            compared.push(Difference { actor, first, second, difference: (a.0 - b.0).abs(), p: welch(a, b) });
        }
    }
    let any = !compared.is_empty();
    let threshold = ERROR / compared.len().max(1) as f64;
    let clear = compared.into_iter().filter(|found| found.p <= threshold);
    (clear.reduce(|best, next| if next.difference > best.difference { next } else { best }), any)
}

/// The mean of a cell: its stance and number of articles.
fn in_cell(mean: StanceMean) -> (String, String) {
    (signed(mean.stance.unwrap_or_default()), counted(mean.with_evidence, "article"))
}

fn widest_split(corpus: &Corpus, actors: &[ActorDigest], divisions: &[Division]) -> Finding {
    let (kind, rule) = (FindingKind::WidestSplit, WIDEST_SPLIT);
    // What is no chance comes first.
    let widest = divisions.first().filter(|division| division.is_clear);
    let found = widest
        .and_then(|widest| Some((widest, actors.iter().find(|actor| actor.actor_id == widest.actor_id)?)));
    let Some((Division { lowest, highest, .. }, actor)) = found else {
        let text = match corpus.outlets {
            0 => "No article names its outlet, so outlets cannot be compared.",
            1 => "All articles that name their outlet are of one, so outlets cannot be compared.",
            _ if divisions.is_empty() => {
                "No actor has five articles in each of two outlets, so outlets cannot be compared."
            }
            _ => "No actor differs between two outlets by more than chance.",
        };
        return Finding { kind, text: text.to_owned(), rule, places: Vec::new() };
    };
    let ((a, of_a), (b, of_b)) = (in_cell(highest.mean), in_cell(lowest.mean));
    let text = format!(
        "Outlets are split most over {}: {a} in {} ({of_a}), {b} in {} ({of_b}).",
        actor.name, highest.outlet, lowest.outlet
    );
    let mut places = vec![place(actor.name.clone(), actor)];
    for OutletCell { outlet, .. } in [highest, lowest] {
        places.push(EvidencePlace { outlet: Some(outlet.clone()), ..place(outlet.clone(), actor) });
    }
    Finding { kind, text, rule, places }
}

fn largest_change(actors: &[ActorDigest], periods: &[PeriodDigest], means: &Means) -> Finding {
    let (kind, rule) = (FindingKind::LargestChange, LARGEST_CHANGE);
    let pairs =
        (0..actors.len()).flat_map(|actor| (1..periods.len()).map(move |second| (actor, second - 1, second)));
    let (found, compared) = largest(means, pairs);
    let found = found.and_then(|found| {
        Some((found, actors.get(found.actor)?, periods.get(found.first)?, periods.get(found.second)?))
    });
    let Some((found, actor, first, second)) = found else {
        let text = match periods.len() {
            0 => "No article has a date, so nothing can be said of changes.",
            1 => "All dated articles are of one period, so nothing can be said of changes.",
            _ if !compared => "No actor has five articles in each of two neighbouring periods to compare.",
            _ => "No actor's stance changes from one period to the next by more than chance.",
        };
        return Finding { kind, text: text.to_owned(), rule, places: Vec::new() };
    };
    let of = |period| {
        means.get(&(found.actor, Cell::Period(period))).map(|moments| moments.mean()).unwrap_or_default()
    };
    let ((a, of_a), (b, of_b)) = (in_cell(of(found.first)), in_cell(of(found.second)));
    let text = format!(
        "The largest change is that of {}: from {a} in {} ({of_a}) to {b} in {} ({of_b}).",
        actor.name, first.period, second.period
    );
    let mut places = vec![place(actor.name.clone(), actor)];
    for period in [first, second] {
        let period = period.period.clone();
        places.push(EvidencePlace { period: Some(period.clone()), ..place(period, actor) });
    }
    Finding { kind, text, rule, places }
}

fn skipped(corpus: &Corpus) -> Finding {
    let mut parts: Vec<String> = Vec::new();
    let all: u64 = corpus.skipped.iter().map(|reason| reason.rows).sum();
    if all > 0 {
        let reasons: Vec<String> = corpus
            .skipped
            .iter()
            .map(|reason| format!("{} {}", grouped(reason.rows), reason.reason.replace('_', " ")))
            .collect();
        parts.push(format!("{} in skipped.csv: {}", counted(all, "row"), reasons.join(", ")));
    }
    for (count, what) in [
        (corpus.undated, "without a date"),
        (corpus.without_outlet, "without an outlet"),
        (corpus.without_lexicon, "in a language without a lexicon, so without a stance"),
    ] {
        if count > 0 {
            parts.push(format!("{} {what}", counted(count, "article")));
        }
    }
    let copies = corpus.documents - corpus.texts;
    if copies > 0 {
        parts.push(format!(
            "{} of the same text",
            if copies == 1 { "1 copy".to_owned() } else { format!("{} copies", grouped(copies)) }
        ));
    }
    let text = if parts.is_empty() {
        "Nothing was skipped, and every article has a date and an outlet.".to_owned()
    } else {
        capital(&format!("{}.", parts.join("; ")))
    };
    Finding { kind: FindingKind::Skipped, text, rule: SKIPPED, places: Vec::new() }
}
