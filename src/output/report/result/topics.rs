//! Topics.

use super::super::text::Text;
use super::charts::sparkline;
use super::links::Links;
use super::numbers::{counted, grouped, name, signed};
use crate::digest::{Digest, TopicDigest};
use maud::{Markup, html};

/// Terms of a topic on the page.
const TERMS: usize = 8;

/// The topics by size.
pub fn topics(digest: &Digest, links: &Links) -> Markup {
    let most = digest.topics.iter().map(|topic| topic.documents).max().unwrap_or(1).max(1);
    html! {
        section id="topics" {
            h2 { "Topics" }
            @if digest.topics.is_empty() {
                p { "These articles are too few or too short for topics." }
            } @else {
                p.hint { "Articles that share words, largest first" @if digest.periods.len() > 1 { "; the line is the share of each " (digest.about.period) "'s articles" } "." }
                div.topics { @for topic in &digest.topics { (card(topic, most, digest, links)) } }
            }
        }
    }
}

fn card(topic: &TopicDigest, most: u64, digest: &Digest, links: &Links) -> Markup {
    let shares: Vec<Option<f64>> = digest
        .periods
        .iter()
        .map(|period| topic.periods.iter().find(|of| of.period == period.period).map(|of| of.share))
        .collect();
    let trend = topic.periods.last().map_or("", |of| of.trend.as_str());
    let terms: Vec<&str> = topic.terms.iter().take(TERMS).map(String::as_str).collect();
    html! {
        article.topic id=(anchor(&topic.topic_id)) {
            h3 { (name(&topic.label)) }
            p.size {
                svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" {
                    rect.neutral-fill width=(format!("{:.1}", 100.0 * topic.documents as f64 / most as f64)) height="6" {}
                }
                (counted(topic.documents, "article"))
            }
            (sparkline(&shares, &course(topic)))
            @if ["rising", "falling"].contains(&trend) { p.facts { (trend) " in the last " (digest.about.period) } }
            p.terms { (Text(&terms.join(", "))) }
            @if !topic.actors.is_empty() {
                p.facts {
                    "Actors: "
                    @for (n, actor) in topic.actors.iter().enumerate() {
                        @if n > 0 { ", " }
                        @let at = digest.actors.iter().position(|of| of.actor_id == actor.actor_id);
                        a href=[at.and_then(|at| links.actor(at))] { (name(&actor.name)) }
                        " " (grouped(actor.mean.documents))
                        @if let Some(stance) = actor.mean.stance { " (" (signed(stance)) ")" }
                    }
                }
            }
            @if let Some(sentence) = topic.sentences.first() { blockquote { (name(sentence)) } }
            ul.titles {
                @for example in &topic.examples {
                    li {
                        (name(example.title.as_deref().unwrap_or(&example.doc_id)))
                        @if let Some(outlet) = &example.outlet { " " small { (name(outlet)) } }
                        @if let Some(day) = &example.published { " " small.day { (Text(day)) } }
                    }
                }
            }
        }
    }
}

/// The anchor of a topic.
pub fn anchor(topic_id: &str) -> String {
    format!("topic-{topic_id}")
}

/// The course in words.
fn course(topic: &TopicDigest) -> String {
    let shares = || topic.periods.iter();
    match (shares().max_by(|a, b| a.share.total_cmp(&b.share)), topic.periods.last()) {
        (Some(most), Some(last)) => format!(
            "Share of articles: most in {} ({:.0} %), {:.0} % in {}",
            most.period,
            100.0 * most.share,
            100.0 * last.share,
            last.period
        ),
        _ => String::new(),
    }
}
