//! The head of the page, what stands out, and what was cut.

use super::super::text::Text;
use super::links::Links;
use super::numbers::{caption, counted, grouped, minus, name};
use crate::digest::{Accuracy, Corpus, Digest, Finding};
use maud::{Markup, html};

/// The head: what was read.
pub fn head(digest: &Digest) -> Markup {
    let corpus = &digest.corpus;
    html! {
        header {
            h1 {
                @if corpus.actors == 0 { (counted(corpus.documents, "article")) ", no actor found" }
                @else { "How " (counted(corpus.documents, "article")) " " (verb(corpus.documents)) " of " (counted(corpus.actors, "actor")) }
            }
            p.facts { (Text(&facts(corpus).join(" · "))) }
            p.legend {
                "A stance runs from " span.bad-ink { "\u{2212}1, critical" } ", to " span.good-ink { "+1, favourable" }
                "; it is how a text speaks of an actor, not whether that is true or right. The bar is its 95 % interval; "
                "a number is bold where that leaves out 0, and has a colour where it is then also called critical or favourable. "
                (accuracy(digest)) b { "read the sentences before you rely on a number" }
                ". Every number leads to them."
            }
        }
    }
}

/// What readers say to single labels.
fn accuracy(digest: &Digest) -> String {
    match Accuracy::of(&digest.about) {
        Some(Accuracy { favourable_right, critical_right, .. }) => format!(
            "Of a hundred single mentions in world news that the program calls favourable a reader called {favourable_right} the same, \
             of those it calls critical {critical_right}: "
        ),
        None => {
            "How often readers agree with single labels was not measured with these word lists: ".to_owned()
        }
    }
}

fn verb(documents: u64) -> &'static str {
    if documents == 1 { "speaks" } else { "speak" }
}

fn facts(corpus: &Corpus) -> Vec<String> {
    let mut facts = vec![counted(corpus.documents, "article")];
    if corpus.texts < corpus.documents {
        facts.push(format!("{} after copies", counted(corpus.texts, "text")));
    }
    facts.push(match corpus.outlets {
        0 => "no outlet named".to_owned(),
        outlets => counted(outlets, "outlet"),
    });
    facts.push(match (&corpus.first, &corpus.last) {
        (Some(first), Some(last)) if first == last => first.clone(),
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => "no dates".to_owned(),
    });
    facts.push(format!("{} of {}", counted(corpus.mentions, "mention"), counted(corpus.actors, "actor")));
    let none = corpus.documents.saturating_sub(corpus.with_actors);
    if none > 0 && none < corpus.documents {
        facts.push(format!("{} mention no actor", grouped(none)));
    }
    if corpus.languages.len() > 1 {
        let languages: Vec<String> =
            corpus.languages.iter().map(|(code, count)| format!("{code} {}", grouped(*count))).collect();
        facts.push(format!("languages: {}", languages.join(", ")));
    }
    let skipped: u64 = corpus.skipped.iter().map(|reason| reason.rows).sum();
    facts.push(if skipped == 0 {
        "nothing skipped".to_owned()
    } else {
        format!("{} skipped", grouped(skipped))
    });
    facts
}

/// The findings, their words linked to the sentences that they rest on.
pub fn findings(digest: &Digest, links: &Links) -> Markup {
    html! {
        section id="findings" {
            h2 { "What stands out" }
            ul.findings {
                @for finding in &digest.findings { li { (linked(finding, digest, links)) } }
            }
            @if !digest.corpus.skipped.is_empty() {
                details {
                    summary.one { "What was skipped" }
                    div.wide {
                        table {
                            (caption("of-skipped", "Reasons for which inputs were skipped"))
                            thead { tr { th scope="col" { "reason" } th.number scope="col" { "rows" } th scope="col" { "the first" } } }
                            tbody {
                                @for reason in &digest.corpus.skipped {
                                    tr {
                                        th scope="row" { (Text(&reason.reason.replace('_', " "))) }
                                        td.number { (grouped(reason.rows)) }
                                        td { (name(&reason.example)) @if !reason.detail.is_empty() { ": " (name(&reason.detail)) } }
                                    }
                                }
                            }
                        }
                        p.facts { "All of them are in skipped.csv." }
                    }
                }
            }
            details {
                summary.one { "The rules of these sentences" }
                ol.rules { @for finding in &digest.findings { li { (finding.rule) } } }
            }
        }
    }
}

fn linked(finding: &Finding, digest: &Digest, links: &Links) -> Markup {
    let mut rest = finding.text.as_str();
    html! {
        @for place in &finding.places {
            @if let Some((before, after)) = rest.split_once(place.words.as_str()) {
                (Text(&minus(before)))
                @let () = rest = after;
                @let actor = digest.actors.iter().position(|actor| actor.actor_id == place.actor_id);
                @let outlet = digest.outlets.iter().position(|outlet| Some(&outlet.outlet) == place.outlet.as_ref());
                @let period = digest.periods.iter().position(|period| Some(&period.period) == place.period.as_ref());
                @let link = actor.and_then(|actor| match (outlet, period) {
                    (Some(outlet), _) => links.outlet(actor, outlet),
                    (_, Some(period)) => links.period(actor, period),
                    _ => links.actor(actor),
                });
                a href=[link] { (name(&place.words)) }
            }
        }
        (Text(&minus(rest)))
    }
}

/// What was cut, and where the rest is.
pub fn cut(digest: &Digest, sentences: Option<(usize, usize)>) -> Markup {
    html! {
        @for cut in &digest.cut {
            li { "Of " (grouped(cut.of)) " " (cut.what) ", " (grouped(cut.shown)) " are in the digest of the result; the others are in " (cut.rest) "." }
        }
        @if let Some((shown, of)) = sentences {
            li { "Of " (grouped(of as u64)) " sentences of the digest, " (grouped(shown as u64)) " are here, the strongest of each actor, so that the page stays under 3 MB; digest.json has the others." }
        }
    }
}
