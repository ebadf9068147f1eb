//! How the numbers were made.

use super::super::text::Text;
use super::findings::cut;
use super::numbers::caption;
use crate::digest::Digest;
use maud::{Markup, html};
use serde_json::Value;

/// The last section: formula, limits, version, settings, hashes; and what was cut.
pub fn how(digest: &Digest, sentences: Option<(usize, usize)>) -> Markup {
    let about = &digest.about;
    let settings: Vec<String> =
        about.settings.iter().filter_map(|(name, value)| setting(name, value)).collect();
    html! {
        section id="how" {
            h2 { "How it was made" }
            ul.how {
                li { "Each mention of an actor has the words about it added up, each with its weight toward favourable and critical; "
                    "the stance of the mention is p(favourable) \u{2212} p(critical). That of an article is the mean over its sentences, "
                    "that of an actor the mean over articles; what mentions without any such word count for is in the method's description." }
                li { "Who an actor is counts for nothing: names are masked before words are looked for." }
                li { "Intervals of actors are drawn from the articles again (bootstrap, 95 %); those by outlet and " (about.period)
                    " are Student's t of the mean. They say what chance does to the choice of articles, not how often a word is read wrongly." }
                li { @if about.count_duplicates { "Each copy of a text counts by itself." } @else { "Copies of a text count once, in each outlet and " (about.period) " once." } }
                li { "Irony, allusion, and praise or blame that is only understood from knowledge of the world are not seen." }
                (cut(digest, sentences))
            }
            details {
                summary.one { "Version, settings, lexicons" }
                div.wide {
                    p.facts { "standpoint " (Text(&about.version)) @if !settings.is_empty() { " · " (Text(&settings.join(" · "))) } }
                    table.files {
                        (caption("of-files", "Lexicons and actor files with their hashes"))
                        thead { tr { th scope="col" { "file" } th scope="col" { "SHA-256" } } }
                        tbody {
                            @for (id, hash) in about.lexicons.iter().chain(&about.actor_files) {
                                tr { th scope="row" { (Text(id)) } td { code { (Text(hash)) } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A setting that was given: `name value`.
fn setting(name: &str, value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::Bool(false) => None,
        Value::Bool(true) => Some(name.replace('_', "-")),
        Value::String(text) => Some(format!("{} {text}", name.replace('_', "-"))),
        Value::Array(values) if values.iter().all(Value::is_null) => None,
        other => Some(format!("{} {other}", name.replace('_', "-"))),
    }
}
