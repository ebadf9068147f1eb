//! What outlets say themselves against what they let others say, and who stands how toward whom; each is there where the
//! result tells it.

use super::charts::{Scale, unit};
use super::evidence::marked;
use super::links::Links;
use super::numbers::{caption, grouped, name, signed, stance_of};
use crate::digest::{ActorDigest, Digest, RelationDigest};
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
    let stances = |actor: &ActorDigest| [actor.stance_narration, actor.stance_quoted, actor.stance_reported];
    let scale = Scale::of(rows.iter().flat_map(|(_, actor)| stances(actor)).flatten());
    html! {
        section id="voices" {
            h2 { "The outlets' own voice, and others'" }
            p.hint { "Mean stance in the outlets' own words (●), in quoted (○) and in reported speech (□)." }
            div.scroll tabindex="0" role="region" aria-labelledby="of-voices" {
                table.voices {
                    (caption("of-voices", "Mean stance in the outlets' own words, in quoted and in reported speech"))
                    thead { tr {
                        th scope="col" { "Actor" } th.number scope="col" { "own words" } th.number scope="col" { "quoted" }
                        th.number scope="col" { "reported" } th.c-interval scope="col" { (scale.ends()) }
                    } }
                    tbody { @for (at, actor) in rows { (voice(at, actor, scale, links)) } }
                }
            }
        }
    }
}

fn voice(at: usize, actor: &ActorDigest, scale: Scale, links: &Links) -> Markup {
    let across = |stance: f64| scale.across(stance);
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

/// The anchor of a relation, by its index.
pub fn of_relation(at: usize) -> String {
    format!("r{at}")
}

/// Who stands how toward whom: the first of them, and the others behind a click.
pub fn relations(digest: &Digest, links: &Links) -> Markup {
    let (first, more) = digest.relations.split_at_checked(ROWS).unwrap_or((&digest.relations, &[]));
    if first.is_empty() {
        return html! {};
    }
    html! {
        section id="relations" {
            h2 { "Who toward whom" }
            p.hint {
                "The stance that the articles tell of one actor toward another, with the sentence that tells it best. A number has a "
                "colour where its label is negative or positive and its 95 % interval leaves out 0."
            }
            (relation_table(digest, first, 0, links))
            @if !more.is_empty() {
                details.more {
                    summary.one { (more.len()) " more" }
                    div.wide { (relation_table(digest, more, ROWS, links)) }
                }
            }
        }
    }
}

fn relation_table(digest: &Digest, relations: &[RelationDigest], from: usize, links: &Links) -> Markup {
    let linked = |actor_id: &str, text: &str| {
        let at = digest.actors.iter().position(|actor| actor.actor_id == actor_id);
        match at.and_then(|at| links.actor(at)) {
            Some(link) => html! { a href=(link) { (name(text)) } },
            None => name(text),
        }
    };
    html! {
        table.relations {
            (caption(&format!("of-relations-{from}"), "Who takes a stance toward whom, with a sentence that tells it"))
            thead { tr {
                th scope="col" { "Who toward whom, for example" } th.number scope="col" { "Articles" }
                th.number scope="col" { "Stance" }
            } }
            tbody {
                @for (at, relation) in relations.iter().enumerate() {
                    tr id=(of_relation(from + at)) {
                        th scope="row" {
                            (linked(&relation.source_id, &relation.source)) " → " (linked(&relation.target_id, &relation.target))
                            @if let Some(example) = &relation.example { p.say dir="auto" { (marked(example)) } }
                        }
                        td.number { (grouped(relation.mean.documents)) }
                        td.number { (stance_of(&relation.mean, relation.tone())) }
                    }
                }
            }
        }
    }
}
