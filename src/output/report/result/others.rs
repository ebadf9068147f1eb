//! What outlets say themselves against what they let others say, and who stands how toward whom; each is there where the
//! result tells it.

use super::charts::unit;
use super::evidence::marked;
use super::links::Links;
use super::numbers::{grouped, ink, name, signed};
use crate::digest::{ActorDigest, Digest};
use maud::{Markup, html};

/// Rows of each on the page.
const ROWS: usize = 30;

/// Whether an actor has a stance in the outlets' own words and one in those of others.
fn has_both(actor: &ActorDigest) -> bool {
    actor.stance_narration.is_some() && (actor.stance_quoted.is_some() || actor.stance_reported.is_some())
}

/// Whether there is a section on voices.
pub fn has_voices(digest: &Digest) -> bool {
    digest.actors.iter().any(has_both)
}

/// The outlet's own voice against quoted and reported speech.
pub fn voices(digest: &Digest, links: &Links) -> Markup {
    let rows: Vec<(usize, &ActorDigest)> =
        digest.actors.iter().enumerate().filter(|(_, actor)| has_both(actor)).take(ROWS).collect();
    if rows.is_empty() {
        return html! {};
    }
    html! {
        section id="voices" {
            h2 { "The outlets' own voice, and others'" }
            p.hint { "Mean stance in the outlets' own words (●), in quoted (○) and in reported speech (□)." }
            div.scroll tabindex="0" role="region" aria-label="Table of voices" {
                table {
                    thead { tr {
                        th scope="col" { "Actor" } th.number scope="col" { "own words" } th.number scope="col" { "quoted" }
                        th.number scope="col" { "reported" } th.c-interval scope="col" { span.ends { span { "\u{2212}1" } span { "0" } span { "+1" } } }
                    } }
                    tbody { @for (at, actor) in rows { (voice(at, actor, links)) } }
                }
            }
        }
    }
}

fn voice(at: usize, actor: &ActorDigest, links: &Links) -> Markup {
    let across = |stance: f64| (stance.clamp(-1.0, 1.0) + 1.0) * 80.0;
    let voices = [actor.stance_narration, actor.stance_quoted, actor.stance_reported];
    let places: Vec<f64> = voices.iter().flatten().map(|stance| across(*stance)).collect();
    let (low, high) = places.iter().fold((160.0_f64, 0.0_f64), |(low, high), x| (low.min(*x), high.max(*x)));
    html! {
        tr {
            th scope="row" { a href=[links.actor(at)] { (name(&actor.name)) } }
            @for stance in voices { td.number { @if let Some(stance) = stance { (signed(stance)) } } }
            td.c-interval {
                svg.interval viewBox="-6 0 172 18" aria-hidden="true" {
                    path.axis d="M0 9H160M80 2V16" {}
                    path.line d=(format!("M{} 9H{}", unit(low), unit(high))) {}
                    @if let Some(stance) = actor.stance_quoted { circle.open cx=(unit(across(stance))) cy="9" r="4.5" {} }
                    @if let Some(stance) = actor.stance_reported { rect.open x=(unit(across(stance) - 4.0)) y="5" width="8" height="8" {} }
                    @if let Some(stance) = actor.stance_narration { circle.dot cx=(unit(across(stance))) cy="9" r="4.5" {} }
                }
            }
        }
    }
}

/// Who stands how toward whom.
pub fn relations(digest: &Digest) -> Markup {
    if digest.relations.is_empty() {
        return html! {};
    }
    html! {
        section id="relations" {
            h2 { "Who toward whom" }
            div.scroll tabindex="0" role="region" aria-label="Table of relations" {
                table {
                    thead { tr {
                        th scope="col" { "Who" } th scope="col" { "toward whom" } th.number scope="col" { "articles" }
                        th.number scope="col" { "stance" } th scope="col" { "for example" }
                    } }
                    tbody {
                        @for relation in digest.relations.iter().take(ROWS) {
                            tr {
                                th scope="row" { (name(&relation.source)) }
                                td { (name(&relation.target)) }
                                td.number { (grouped(relation.mean.documents)) }
                                td.number { @if let Some(stance) = relation.mean.stance { span class=[ink(&relation.mean)] { (signed(stance)) } } }
                                td.say { @if let Some(example) = &relation.example { (marked(example)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
