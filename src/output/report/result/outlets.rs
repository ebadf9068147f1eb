//! On whom outlets differ, and of whom each of them writes.

use super::links::Links;
use super::numbers::{caption, grouped, name, signed, stance_of};
use crate::digest::{Digest, Division, OutletActor, OutletCell, OutletDigest};
use maud::{Markup, html};

/// Rows of the table of differences that are in sight; the others are behind a click.
const ROWS: usize = 12;
/// Actors of an outlet on the page.
const ACTORS: usize = 8;

/// The actors that outlets differ on.
pub fn differences(digest: &Digest, links: &Links) -> Markup {
    let (first, more) = digest.divisions.split_at_checked(ROWS).unwrap_or((&digest.divisions, &[]));
    html! {
        h3 id="differences" { "On whom outlets differ most" }
        @if first.is_empty() {
            p { "No actor has five articles with a word for or against it in each of two outlets." }
        } @else {
            p.hint {
                "For each actor the two outlets that are farthest apart, of those with at least five articles with a word for or against it, and in brackets their number. "
                "A difference is bold where Welch's test says that it is no chance (5 % over all pairs of outlets of all actors together); those come first, then the others by size."
            }
            (difference_table(digest, first, "of-differences", links))
            @if !more.is_empty() {
                details.more {
                    summary.one { (more.len()) " more" }
                    div.wide { (difference_table(digest, more, "of-more-differences", links)) }
                }
            }
        }
    }
}

fn difference_table(digest: &Digest, divisions: &[Division], id: &str, links: &Links) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-labelledby=(id) {
            table.differences {
                (caption(id, "The two outlets that differ most on each actor"))
                thead { tr {
                    th scope="col" { "Actor" } th.number scope="col" { "Difference" }
                    th scope="col" { "Better in" } th scope="col" { "Worse in" }
                } }
                tbody {
                    @for division in divisions {
                        @let at = digest.actors.iter().position(|actor| actor.actor_id == division.actor_id);
                        tr {
                            th scope="row" { a href=[at.and_then(|at| links.actor(at))] { (name(&division.name)) } }
                            td.number { span.clear[division.is_clear] { (format!("{:.2}", division.difference)) }
                                @if division.is_clear { span.unseen { ", no chance" } } }
                            @for cell in [&division.highest, &division.lowest] { td { (side(digest, at, cell, links)) } }
                        }
                    }
                }
            }
        }
    }
}

/// The mean of an actor in an outlet, which leads to its sentences there.
fn side(digest: &Digest, actor: Option<usize>, cell: &OutletCell, links: &Links) -> Markup {
    let outlet = digest.outlets.iter().position(|outlet| outlet.outlet == cell.outlet);
    let link = actor.zip(outlet).and_then(|(actor, outlet)| links.outlet(actor, outlet));
    html! {
        a href=[link] { (stance_of(&cell.mean, cell.mean.tone())) } " "
        (name(&cell.outlet)) " " small { "(" (grouped(cell.mean.with_evidence)) ")" }
    }
}

/// Of whom each outlet writes most.
pub fn coverage(digest: &Digest, links: &Links) -> Markup {
    let outlets: Vec<(usize, &OutletDigest)> =
        digest.outlets.iter().enumerate().filter(|(_, outlet)| !outlet.actors.is_empty()).collect();
    if outlets.is_empty() {
        return html! {};
    }
    html! {
        h3 id="coverage" { "Of whom each outlet writes most" }
        p.hint { "The actors in most articles of the outlet: how many articles, and in brackets the mean stance of those with a word for or against." }
        div.scroll tabindex="0" role="region" aria-labelledby="of-coverage" {
            table.coverage {
                (caption("of-coverage", "Actors of each outlet, those in most articles first"))
                thead { tr {
                    th scope="col" { "Outlet" } th.number scope="col" { "Articles" } th scope="col" { "Actors" }
                } }
                tbody {
                    @for (at, outlet) in outlets {
                        tr {
                            th scope="row" { (name(&outlet.outlet)) }
                            td.number { (grouped(outlet.documents)) }
                            td {
                                @for (n, actor) in outlet.actors.iter().take(ACTORS).enumerate() {
                                    @if n > 0 { ", " }
                                    (covered(digest, at, actor, links))
                                }
                                @let more = outlet.actors_named.saturating_sub(ACTORS as u64);
                                @if more > 0 { small { " and " (grouped(more)) " more" } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn covered(digest: &Digest, outlet: usize, actor: &OutletActor, links: &Links) -> Markup {
    let at = digest.actors.iter().position(|of| of.actor_id == actor.actor_id);
    html! {
        span.pair {
            a href=[at.and_then(|at| links.outlet(at, outlet))] { (name(&actor.name)) }
            " " (grouped(actor.mean.documents))
            @if let Some(stance) = actor.mean.stance { " (" (signed(stance)) ")" }
        }
    }
}
