//! On whom outlets differ.

use super::actor::ActorDigest;
use super::cell::OutletCell;
use super::corpus::OutletDigest;
use super::counting::{Cell, Means};
use super::division::Division;
use super::findings::{ERROR, LEAST};
use super::micro::tabled;
use crate::statistics::welch;
use std::cmp::Reverse;

/// Two outlets on an actor, by their indices.
#[derive(Debug, Clone, Copy)]
struct Pair {
    lowest: usize,
    highest: usize,
    difference: f64,
    p: f64,
}

/// The pairs of outlets that have enough documents on an actor, and how many outlets those are.
fn pairs(actor: usize, outlets: usize, means: &Means) -> (u64, Vec<Pair>) {
    let enough = |outlet| {
        let moments = means.get(&(actor, Cell::Outlet(outlet)))?;
        Some((outlet, moments.summary().filter(|_| moments.count() >= LEAST)?))
    };
    let compared: Vec<_> = (0..outlets).filter_map(enough).collect();
    let mut pairs = Vec::new();
    for (at, (first, a)) in compared.iter().enumerate() {
        for (second, b) in compared.iter().skip(at + 1) {
            let (lowest, highest) = if a.0 <= b.0 { (*first, *second) } else { (*second, *first) };
            pairs.push(Pair { lowest, highest, difference: (a.0 - b.0).abs(), p: welch(*a, *b) });
        }
    }
    (compared.len() as u64, pairs)
}

/// The actors that two outlets can be compared on: those whose difference is no chance first, then by the difference.
pub(super) fn divisions(actors: &[ActorDigest], outlets: &[OutletDigest], means: &Means) -> Vec<Division> {
    let compared: Vec<(u64, Vec<Pair>)> =
        (0..actors.len()).map(|actor| pairs(actor, outlets.len(), means)).collect();
    let all = compared.iter().map(|(_, pairs)| pairs.len()).sum::<usize>();
    let threshold = ERROR / all.max(1) as f64;
    let mut divisions = Vec::new();
    for (at, (actor, (count, pairs))) in actors.iter().zip(compared).enumerate() {
        let is_wider = |a: &Pair, b: &Pair| {
            let (of_a, of_b) = (a.p <= threshold, b.p <= threshold);
            (of_a && !of_b) || (of_a == of_b && a.difference > b.difference)
        };
        // Of equal ones the first.
        let widest = pairs.into_iter().reduce(|best, next| if is_wider(&next, &best) { next } else { best });
        let Some(widest) = widest else { continue };
        let cell = |outlet: usize| {
            let mean = means.get(&(at, Cell::Outlet(outlet)))?.mean();
            Some(OutletCell { outlet: outlets.get(outlet)?.outlet.clone(), mean })
        };
        let (Some(lowest), Some(highest)) = (cell(widest.lowest), cell(widest.highest)) else { continue };
        divisions.push(Division {
            actor_id: actor.actor_id.clone(),
            name: actor.name.clone(),
            outlets: count,
            lowest,
            highest,
            difference: tabled(Some(widest.difference)).unwrap_or_default(),
            is_clear: widest.p <= threshold,
        });
    }
    // A stable sort: of equal ones the more covered.
    divisions.sort_by(|a, b| {
        let key = |division: &Division| Reverse(division.is_clear);
        key(a).cmp(&key(b)).then(b.difference.total_cmp(&a.difference))
    });
    divisions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::{Shares, StanceMean};

    fn actor(name: &str) -> ActorDigest {
        ActorDigest {
            actor_id: name.to_lowercase(),
            name: name.to_owned(),
            kind: "country".to_owned(),
            mentions: 0,
            mean: StanceMean::default(),
            label: String::new(),
            shares: Shares::default(),
            stance_narration: None,
            stance_quoted: None,
            stance_reported: None,
            outlets: Vec::new(),
            periods: Vec::new(),
            in_topics: 0,
            topics: Vec::new(),
            words: Vec::new(),
            sentences: Vec::new(),
        }
    }

    #[test]
    fn what_is_no_chance_comes_first_and_fewer_than_five_documents_are_not_compared() {
        let actors = [actor("Northland"), actor("Southland"), actor("Eastland")];
        let outlet = |name: &str| OutletDigest { outlet: name.to_owned(), ..OutletDigest::default() };
        let outlets = [outlet("Argus"), outlet("Bugle"), outlet("Courier")];
        let mut means = Means::new();
        let mut add = |actor, outlet, stances: &[f64]| {
            for stance in stances {
                means.entry((actor, Cell::Outlet(outlet))).or_default().add(Some(*stance));
            }
        };
        // Wide and by chance; narrower and surely; of four articles.
        add(0, 0, &[-0.9, 0.9, -0.9, 0.9, -0.9]);
        add(0, 1, &[0.9, -0.9, 0.9, 0.9, 0.9]);
        add(1, 0, &[0.1, 0.11, 0.12, 0.11, 0.1]);
        add(1, 1, &[-0.2, -0.21, -0.22, -0.21, -0.2]);
        add(1, 2, &[0.0, 0.01, 0.02, 0.01, 0.0]);
        add(2, 0, &[0.9, 0.9, 0.9, 0.9, 0.9]);
        add(2, 1, &[-0.9, -0.9, -0.9, -0.9]);
        let found = divisions(&actors, &outlets, &means);
        let told: Vec<_> = found
            .iter()
            .map(|one| {
                (one.name.as_str(), one.highest.outlet.as_str(), one.lowest.outlet.as_str(), one.is_clear)
            })
            .collect();
        assert_eq!(told, [("Southland", "Argus", "Bugle", true), ("Northland", "Bugle", "Argus", false)]);
        assert_eq!((found[0].outlets, found[0].difference), (3, 0.316));
        assert!(found[1].difference > found[0].difference);
    }
}
