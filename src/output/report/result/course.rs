//! Actors over time: small charts with one scale.

use super::super::text::Text;
use super::charts::unit;
use super::links::Links;
use super::numbers::{counted, in_words, name, signed};
use crate::digest::{ActorDigest, Digest, PeriodCell};
use maud::{Markup, html};

/// Charts on the page.
const CHARTS: usize = 20;
const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 84.0;
/// What the numbers of the scale take at the left, and the names of the periods below.
const LEFT: f64 = 26.0;
const BELOW: f64 = 12.0;
/// Articles from which a mean counts for the scale: it is not to be that of one article.
const SOME: u64 = 3;
/// Smallest range of the scale.
const LEAST_RANGE: f64 = 0.3;

/// One chart an actor.
pub fn course(digest: &Digest, links: &Links) -> Markup {
    let charted: Vec<(usize, &ActorDigest)> = digest
        .actors
        .iter()
        .enumerate()
        .filter(|(_, actor)| actor.periods.iter().filter(|cell| cell.mean.stance.is_some()).count() > 1)
        .take(CHARTS)
        .collect();
    let range = range(&charted);
    html! {
        section id="time" {
            h2 { "Over time" }
            @match digest.periods.as_slice() {
                [] => p { "No article has a date. A column " code { "date" } ", front matter or " code { "--path-pattern" } " gives it." },
                [only] => p { "All dated articles are of one " (digest.about.period) ", " (only.period) ". A shorter " code { "--period" } " may show a course." },
                [first, .., last] => {
                    @if charted.is_empty() {
                        p { "No actor has articles with a stance in two " (digest.about.period) "s." }
                    } @else {
                        p.hint {
                            "Mean stance by " (digest.about.period) ", " (first.period) " to " (last.period) ", on one scale of "
                            (signed(-range)) " to " (signed(range)) ". The size of a dot is the number of articles with a word for or against, the line through it its 95 % interval; a hollow dot is beyond the scale; a gap is a "
                            (digest.about.period) " without an article."
                        }
                        div.grid { @for (at, actor) in &charted { (chart(digest, *at, actor, range, links)) } }
                    }
                }
            }
        }
    }
}

/// The half of the scale: the largest mean of some articles, in tenths, not less than [`LEAST_RANGE`].
fn range(charted: &[(usize, &ActorDigest)]) -> f64 {
    let cells = charted.iter().flat_map(|(_, actor)| &actor.periods);
    let means = cells.filter(|cell| cell.mean.with_evidence >= SOME).filter_map(|cell| cell.mean.stance);
    let most = means.map(f64::abs).fold(LEAST_RANGE, f64::max);
    ((most * 10.0).ceil() / 10.0).min(1.0)
}

/// A period that has a mean, where it is drawn.
struct Dot<'c> {
    at: usize,
    cell: &'c PeriodCell,
    x: f64,
    y: f64,
}

fn chart(digest: &Digest, at: usize, actor: &ActorDigest, range: f64, links: &Links) -> Markup {
    let last = digest.periods.len().saturating_sub(1).max(1) as f64;
    let down = |stance: f64| HEIGHT / 2.0 - stance.clamp(-range, range) / range * (HEIGHT / 2.0 - 6.0);
    let dots: Vec<Dot<'_>> = digest
        .periods
        .iter()
        .enumerate()
        .filter_map(|(n, period)| {
            let cell = actor.periods.iter().find(|cell| cell.period == period.period)?;
            let x = LEFT + 8.0 + (WIDTH - LEFT - 16.0) * n as f64 / last;
            Some(Dot { at: n, cell, x, y: down(cell.mean.stance?) })
        })
        .collect();
    let most = dots.iter().map(|dot| dot.cell.mean.with_evidence).max().unwrap_or(1).max(4) as f64;
    let mut path = String::new();
    let mut before: Option<usize> = None;
    for dot in &dots {
        let joined = before.is_some_and(|before| before + 1 == dot.at);
        path += &format!("{}{} {}", if joined { "L" } else { "M" }, unit(dot.x), unit(dot.y));
        before = Some(dot.at);
    }
    html! {
        figure {
            figcaption {
                @let link = links.actor(at);
                a href=[link] { (name(&actor.name)) } " "
                small { @if let Some(stance) = actor.mean.stance { (signed(stance)) " in " } (counted(actor.mean.documents, "article")) }
            }
            svg.course viewBox=(format!("0 0 {WIDTH} {}", HEIGHT + BELOW)) role="group" aria-label={ "Mean stance of " (Text(&actor.name)) " over time" } {
                path.axis d=(format!("M{} {}H{}", unit(LEFT), unit(HEIGHT / 2.0), unit(WIDTH - 4.0))) {}
                text x="4" y="9" aria-hidden="true" { (signed(range)) }
                text x="4" y=(unit(HEIGHT / 2.0 + 3.0)) aria-hidden="true" { "0" }
                text x="4" y=(unit(HEIGHT - 3.0)) aria-hidden="true" { (signed(-range)) }
                @if let [first, .., last] = digest.periods.as_slice() {
                    text x=(unit(LEFT)) y=(unit(HEIGHT + 7.0)) aria-hidden="true" { (first.period) }
                    text x=(unit(WIDTH - 4.0)) y=(unit(HEIGHT + 7.0)) text-anchor="end" aria-hidden="true" { (last.period) }
                }
                @for dot in &dots {
                    @if let (Some(low), Some(high)) = (dot.cell.mean.ci_low, dot.cell.mean.ci_high) {
                        path.whisker d=(format!("M{} {}V{}", unit(dot.x), unit(down(low)), unit(down(high)))) {}
                    }
                }
                path.line d=(path) {}
                @for dot in &dots {
                    @let beyond = dot.cell.mean.stance.is_some_and(|stance| stance.abs() > range);
                    @let class = match dot.cell.mean.tone() { _ if beyond => "open", 1 => "good-fill", -1 => "bad-fill", _ => "plain-fill" };
                    @let radius = 2.0 + 3.5 * (dot.cell.mean.with_evidence as f64 / most).sqrt();
                    @let words = format!("{}: {}", dot.cell.period, in_words(&dot.cell.mean));
                    a href=[links.period(at, dot.at)] {
                        title { (words) }
                        circle class=(class) cx=(unit(dot.x)) cy=(unit(dot.y)) r=(unit(radius)) {}
                    }
                }
            }
        }
    }
}
