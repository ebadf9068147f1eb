//! The sentences of each actor, with the mention and the cues marked.

use super::super::text::Text;
use super::actors::facts;
use super::links::{Links, of_actor, of_sentence};
use super::numbers::{counted, grouped, name, signed};
use super::others::of_relation;
use super::topics::anchor;
use crate::digest::{ActorDigest, Digest, EvidenceSentence, MarkKind, RelationDigest, Side, TopicCell, Word};
use maud::{Markup, PreEscaped, html};

/// How many sentences of an actor are shown: the strongest of each side, and whether those that stand for an outlet or a
/// period are there too. Tried in this order until the page is small enough.
const STEPS: [(usize, bool); 14] = [
    (20, true),
    (15, true),
    (12, true),
    (10, true),
    (8, true),
    (6, true),
    (5, true),
    (4, true),
    (3, true),
    (5, false),
    (3, false),
    (2, false),
    (1, false),
    (0, false),
];

/// Most topics of an actor, and most relations of it on each end, in its panel.
const MOST_TOPICS: usize = 6;
const MOST_RELATIONS: usize = 8;

/// A sentence as it is written, and whether it is there at a step.
struct Written {
    side: Side,
    strongest: bool,
    /// Its rank on its side, from 0.
    rank: usize,
    anchors: Vec<String>,
    html: String,
}

/// The sentences of all actors, as many as fit.
pub struct Evidence {
    actors: Vec<Vec<Written>>,
    step: (usize, bool),
}

impl Evidence {
    /// All sentences of a digest, of which none is left out yet.
    pub fn of(digest: &Digest) -> Self {
        let actors = digest.actors.iter().enumerate();
        Self {
            actors: actors.map(|(at, actor)| written(digest, at, actor)).collect(),
            step: (usize::MAX, true),
        }
    }

    /// Leaves out what takes more than `room` bytes.
    pub fn fit(&mut self, room: usize) {
        let size = |step| -> usize {
            let shown = self.actors.iter().flatten().filter(|one| one.is_shown(step));
            // With the anchors, each of which is there once.
            let anchors = |one: &Written| one.anchors.iter().map(|anchor| anchor.len() + 16).sum::<usize>();
            shown.map(|one| one.html.len() + anchors(one)).sum()
        };
        self.step = STEPS.into_iter().find(|step| size(*step) <= room).unwrap_or((0, false));
    }

    /// How many sentences are shown of how many, where it is not all.
    pub fn cut(&self) -> Option<(usize, usize)> {
        let all = self.actors.iter().flatten().count();
        let shown = self.actors.iter().flatten().filter(|one| one.is_shown(self.step)).count();
        (shown < all).then_some((shown, all))
    }

    /// The anchors of the page.
    pub fn links(&self) -> Links {
        let mut links = Links::default();
        for (at, sentences) in self.actors.iter().enumerate() {
            let mut shown = sentences.iter().filter(|one| one.is_shown(self.step)).peekable();
            if shown.peek().is_some() {
                links.add(&of_actor(at));
            }
            for anchor in shown.flat_map(|one| &one.anchors) {
                links.add(anchor);
            }
        }
        links
    }

    /// The section.
    pub fn section(&self, digest: &Digest) -> Markup {
        let mut anchors = Links::default();
        html! {
            section id="sentences" {
                h2 { "The sentences" }
                @if self.actors.iter().flatten().all(|one| !one.is_shown(self.step)) {
                    p { "No sentence speaks for or against an actor." }
                } @else {
                    p.legend {
                        mark.actor { "this" } " names the actor, " mark.good { "this" } " speaks for it, " mark.bad { "this" }
                        " against it. The strongest sentences of each side come first; what each word weighs is in evidence.csv."
                    }
                    p.print-only { "Printed are the sentences of the actors that were open." }
                    @for (at, (actor, sentences)) in digest.actors.iter().zip(&self.actors).enumerate() {
                        @let shown: Vec<&Written> = sentences.iter().filter(|one| one.is_shown(self.step)).collect();
                        @if !shown.is_empty() { (panel(digest, at, actor, &shown, &mut anchors)) }
                    }
                }
            }
        }
    }
}

impl Written {
    fn is_shown(&self, (most, cells): (usize, bool)) -> bool {
        if self.strongest { self.rank < most } else { cells }
    }
}

fn written(digest: &Digest, at: usize, actor: &ActorDigest) -> Vec<Written> {
    let mut ranks = [(Side::Favourable, 0), (Side::Critical, 0), (Side::Neutral, 0)];
    let of = |sentence: &EvidenceSentence| {
        let mut rank = 0;
        for (side, next) in &mut ranks {
            if *side == sentence.side {
                rank = *next;
                *next += 1;
            }
        }
        Written {
            side: sentence.side,
            strongest: sentence.strongest,
            rank,
            anchors: of_sentence(digest, at, sentence),
            html: item(sentence).into_string(),
        }
    };
    actor.sentences.iter().map(of).collect()
}

/// The inside of the item of a sentence.
fn item(sentence: &EvidenceSentence) -> Markup {
    let voice = match (sentence.voice.as_str(), &sentence.speaker) {
        ("narration", _) => None,
        (voice, Some(speaker)) => Some(html! { (Text(voice)) ", " (name(speaker)) }),
        (voice, None) => Some(html! { (Text(voice)) }),
    };
    html! {
        p dir="auto" { (marked(sentence)) }
        p.facts {
            b { (signed(sentence.stance)) } " " (sentence.side.name())
            @if let Some(voice) = voice { " · " (voice) }
            @if let Some(outlet) = &sentence.outlet { " · " bdi.o { (Text(outlet)) } }
            @if let Some(published) = &sentence.published { " · " (Text(published)) }
            " · " (source(sentence))
        }
    }
}

/// The article of a sentence: its headline, which leads to where it was read, and its id.
fn source(sentence: &EvidenceSentence) -> Markup {
    let title = sentence.title.as_deref().unwrap_or(&sentence.doc_id);
    // One that was cut leads nowhere.
    let is_whole = |url: &&str| {
        let scheme = url.split_once("://").map(|(scheme, _)| scheme);
        !url.ends_with('…') && matches!(scheme, Some("http" | "https"))
    };
    html! {
        cite {
            @match sentence.url.as_deref().filter(is_whole) {
                Some(url) => a href=(Text(url)) rel="noreferrer" { (name(title)) },
                None => (name(title)),
            }
        }
        @if sentence.title.is_some() { " " small { (name(&sentence.doc_id)) } }
    }
}

/// A sentence with its marks.
pub fn marked(sentence: &EvidenceSentence) -> Markup {
    let characters: Vec<char> = sentence.text.chars().collect();
    let cut = |start: usize, end: usize| -> String {
        characters.get(start..end).unwrap_or_default().iter().collect()
    };
    let mut end = 0;
    html! {
        @for mark in &sentence.marks {
            (Text(&cut(end, mark.start)))
            @let class = match mark.kind { MarkKind::Mention => "actor", MarkKind::Favourable => "good", MarkKind::Critical => "bad" };
            mark class=(class) { (Text(&cut(mark.start, mark.end))) }
            @let () = end = mark.end;
        }
        (Text(&cut(end, characters.len())))
    }
}

fn panel(
    digest: &Digest,
    at: usize,
    actor: &ActorDigest,
    sentences: &[&Written],
    anchors: &mut Links,
) -> Markup {
    let words = |side: Side| actor.words.iter().filter(move |word| word.side == side);
    html! {
        details.evidence id=(of_actor(at)) {
            summary {
                h3.who { (name(&actor.name)) }
                @if let Some(stance) = actor.mean.stance {
                    span.number { (signed(stance)) " " (Text(&actor.label)) }
                }
                span.more { (facts(actor)) }
            }
            div.inside {
                @for (side, what) in [(Side::Favourable, "Words that decided most mentions, for it: "), (Side::Critical, "Against it: ")] {
                    @if words(side).next().is_some() { p.words { (what) (cues(words(side))) } }
                }
                (topics(digest, actor))
                (relations(digest, actor))
                @for (side, heading) in order(actor) {
                    @let of_side = || sentences.iter().filter(|sentence| sentence.side == side);
                    @if of_side().next().is_some() {
                        div.group {
                            h4 { (heading) }
                            ul.sentences {
                                @for sentence in of_side() {
                                    li data-p=[period(sentence)] {
                                        @for anchor in &sentence.anchors { @if anchors.add(anchor) { i id=(anchor) tabindex="-1" {} } }
                                        (PreEscaped(&sentence.html))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The topics that an actor is in most.
fn topics(digest: &Digest, actor: &ActorDigest) -> Markup {
    let of = |cell: &TopicCell| {
        let topic = digest.topics.iter().find(|topic| topic.topic_id == cell.topic_id)?;
        Some(html! {
            a href=(format!("#{}", anchor(&topic.topic_id))) { (name(&topic.label)) }
            " " (grouped(cell.mean.documents))
            @if let Some(stance) = cell.mean.stance { " (" (signed(stance)) ")" }
        })
    };
    let mut shown: Vec<Markup> = actor.topics.iter().filter_map(of).take(MOST_TOPICS).collect();
    let more = actor.in_topics.saturating_sub(shown.len() as u64);
    if more > 0 {
        shown.push(html! { "and " (counted(more, "topic")) " more" });
    }
    listed("By topic: ", shown.into_iter(), "; ")
}

/// Who takes a stance toward an actor, and toward whom it takes one.
fn relations(digest: &Digest, actor: &ActorDigest) -> Markup {
    let all = || digest.relations.iter().enumerate();
    let entry = |(at, other, relation): (usize, &str, &RelationDigest)| {
        html! {
            a href=(format!("#{}", of_relation(at))) { (name(other)) }
            " " (grouped(relation.mean.documents))
            @if let Some(stance) = relation.mean.stance { " (" (signed(stance)) ")" }
        }
    };
    let toward = all().filter(|(_, relation)| relation.target_id == actor.actor_id);
    let from = all().filter(|(_, relation)| relation.source_id == actor.actor_id);
    let toward = toward.map(|(at, relation)| entry((at, &relation.source, relation)));
    let from = from.map(|(at, relation)| entry((at, &relation.target, relation)));
    html! {
        (listed("Who takes a stance toward it: ", toward.take(MOST_RELATIONS), ", "))
        (listed("Toward whom it takes one: ", from.take(MOST_RELATIONS), ", "))
    }
}

/// A line of entries; none without entries.
fn listed(heading: &str, entries: impl Iterator<Item = Markup>, between: &str) -> Markup {
    let entries: Vec<Markup> = entries.collect();
    html! {
        @if !entries.is_empty() {
            p.words {
                (heading)
                @for (n, entry) in entries.iter().enumerate() { @if n > 0 { (between) } (entry) }
            }
        }
    }
}

/// The sides in order: that of the mean first.
fn order(actor: &ActorDigest) -> [(Side, &'static str); 3] {
    let (good, bad) = ((Side::Favourable, "Favourable"), (Side::Critical, "Critical"));
    let neutral = (Side::Neutral, "Neutral");
    if actor.mean.stance.is_some_and(|stance| stance < 0.0) {
        [bad, good, neutral]
    } else {
        [good, bad, neutral]
    }
}

/// The index of the period that a sentence is of, for the script.
fn period(sentence: &Written) -> Option<&str> {
    sentence.anchors.iter().find_map(|anchor| anchor.split_once("-p").map(|(_, period)| period))
}

fn cues<'w>(words: impl Iterator<Item = &'w Word>) -> Markup {
    html! {
        @for (n, word) in words.enumerate() {
            @if n > 0 { ", " }
            (name(&word.cue)) " "
            small { @if word.at_least { "≥ " } (word.mentions) }
        }
    }
}
