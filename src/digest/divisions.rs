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
