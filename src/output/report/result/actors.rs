//! The table of actors.

use super::super::text::Text;
use super::charts::{Scale, interval, shares};
use super::links::Links;
use super::numbers::{caption, counted, grouped, ink, name, signed};
use crate::digest::{ActorDigest, Digest};
use maud::{Markup, html};

/// Articles from which a mean counts for the axis.
const SOME: u64 = 5;

/// The table of actors: sorted by documents as it stands, by every column with the script.
pub fn actors(digest: &Digest, links: &Links) -> Markup {
    let scale = scale(&digest.actors);
    html! {
        section id="actors" {
            h2 { "Actors" }
            @if digest.actors.is_empty() {
                p { "No actor of the registry is named in these articles. A list of your own is read with " code { "--actors FILE" }
                    ", and " code { "--discover N" } " takes the most frequent names." }
            } @else {
                p.hint { "By the number of articles. A hollow dot is beyond the axis. " span.key { svg viewBox="0 0 10 10" aria-hidden="true" { rect.bad-fill width="10" height="10" {} } "\u{2212} critical" }
                    span.key { svg viewBox="0 0 10 10" aria-hidden="true" { rect.mixed-fill width="10" height="10" {} } "± mixed" }
                    span.key { svg viewBox="0 0 10 10" aria-hidden="true" { rect.neutral-fill width="10" height="10" {} } "○ neutral" }
                    span.key { svg viewBox="0 0 10 10" aria-hidden="true" { rect.good-fill width="10" height="10" {} } "+ favourable articles" } }
                p.tools hidden {
                    label { "Search names or kinds " input type="search" id="search" placeholder="one, another" autocomplete="off" spellcheck="false"; }
                    " " span id="found" role="status" {}
                    " " button type="button" id="all" { "Show all" }
                }
                div.scroll tabindex="0" role="region" aria-labelledby="of-actors" {
                    table.actors id="actor-table" {
                        (caption("of-actors", "Actors: articles, mentions, mean stance, articles by label"))
                        thead {
                            tr {
                                th scope="col" { "Actor" }
                                th.number scope="col" aria-sort="descending" { "Articles" }
                                th.number.c-mentions scope="col" { "Mentions" }
                                th.number scope="col" { "Stance" }
                                th.c-interval scope="col" data-plain="" { (scale.ends()) }
                                th.c-shares scope="col" { "Critical to favourable" }
                            }
                        }
                        tbody { @for (at, actor) in digest.actors.iter().enumerate() { (row(at, actor, scale, links)) } }
                    }
                }
            }
        }
    }
}

/// The axis for the means of actors in some articles; where there are none, for those of all.
fn scale(actors: &[ActorDigest]) -> Scale {
    let means = |least| {
        actors.iter().filter(move |actor| actor.mean.documents >= least).filter_map(|actor| actor.mean.stance)
    };
    Scale::of(means(if means(SOME).next().is_some() { SOME } else { 0 }))
}

fn row(at: usize, actor: &ActorDigest, scale: Scale, links: &Links) -> Markup {
    let link = links.actor(at);
    let all = actor.shares.all();
    let balance = |favourable: u64, critical: u64| (favourable as f64 - critical as f64) / all.max(1) as f64;
    html! {
        tr {
            th scope="row" {
                @if let Some(link) = &link { a href=(link) { (name(&actor.name)) } } @else { (name(&actor.name)) }
                " " small { (Text(&actor.kind.replace('_', " "))) }
            }
            td.number { (grouped(actor.mean.documents)) }
            td.number.c-mentions { (grouped(actor.mentions)) }
            @match actor.mean.stance {
                Some(stance) => {
                    td.number data-v=(format!("{stance:.6}")) {
                        a class=[ink(&actor.mean, actor.tone())] href=[link] { (signed(stance)) }
                    }
                }
                None => td.number.faint { "none" }
            }
            td.c-interval { (interval(&actor.mean, actor.tone(), scale)) }
            td.c-shares data-v=[(all > 0).then(|| format!("{:.6}", balance(actor.shares.favourable, actor.shares.critical)))] {
                (shares(&actor.shares))
                @if all > 0 { small aria-hidden="true" { (in_signs(actor)) } }
            }
        }
    }
}

/// The numbers of the bar, which says them in words to who hears it.
fn in_signs(actor: &ActorDigest) -> String {
    let shares = &actor.shares;
    let parts =
        [(shares.critical, "\u{2212}"), (shares.mixed, "±"), (shares.neutral, "○"), (shares.favourable, "+")];
    let parts: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, sign)| format!("{sign}{count}")).collect();
    parts.join(" ")
}

/// The line under the name of an actor's panel.
pub fn facts(actor: &ActorDigest) -> String {
    let mut facts = vec![counted(actor.mean.documents, "article"), counted(actor.mentions, "mention")];
    if let (Some(low), Some(high)) = (actor.mean.ci_low, actor.mean.ci_high) {
        facts.push(format!("95 % {} to {}", signed(low), signed(high)));
    }
    facts.push(actor.kind.replace('_', " "));
    facts.join(" · ")
}
