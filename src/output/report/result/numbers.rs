//! Numbers and names as the page writes them.

use super::super::text::Text;
use crate::digest::StanceMean;
pub use crate::ingest::grouped;
use maud::{Markup, html};

/// A stance with two decimals, its sign, and a minus as wide as the plus.
pub fn signed(stance: f64) -> String {
    let text = format!("{stance:+.2}");
    if text == "+0.00" || text == "-0.00" { "0.00".to_owned() } else { minus(&text) }
}

/// Numbers in a sentence with a minus as wide as the plus.
pub fn minus(text: &str) -> String {
    ["0.", "1."]
        .into_iter()
        .fold(text.to_owned(), |text, start| text.replace(&format!("-{start}"), &format!("\u{2212}{start}")))
}

/// The classes of a stance: bold where its interval leaves out 0, and the colour of the side that it is called.
pub fn ink(mean: &StanceMean, tone: i8) -> Option<&'static str> {
    match (mean.side(), tone) {
        (0, _) => None,
        (_, 1) => Some("clear good-ink"),
        (_, -1) => Some("clear bad-ink"),
        _ => Some("clear"),
    }
}

/// A stance in its ink; nothing without one.
pub fn stance_of(mean: &StanceMean, tone: i8) -> Markup {
    html! { @if let Some(stance) = mean.stance { span class=[ink(mean, tone)] { (signed(stance)) } } }
}

/// `1 article`, `2,000 articles`.
pub fn counted(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{} {noun}s", grouped(count)) }
}

/// A stance in words, for what cannot be seen: `mean stance −0.12, 95 % −0.20 to −0.03, 8 articles`.
pub fn in_words(mean: &StanceMean) -> String {
    let Some(stance) = mean.stance else {
        return format!("no stance, {}", counted(mean.documents, "article"));
    };
    let mut text = format!("mean stance {}", signed(stance));
    if let (Some(low), Some(high)) = (mean.ci_low, mean.ci_high) {
        text += &format!(", 95 % {} to {}", signed(low), signed(high));
    }
    let articles = counted(mean.documents, "article");
    match mean.with_evidence {
        all if all == mean.documents => text + &format!(", {articles}"),
        some => text + &format!(", over {} of {articles}", grouped(some)),
    }
}

/// What the number of articles below a stance leaves out, for what cannot be seen.
pub fn rest_in_words(mean: &StanceMean) -> String {
    let articles = if mean.with_evidence == 1 { " article" } else { " articles" };
    match (mean.ci_low, mean.ci_high) {
        (Some(low), Some(high)) => format!("{articles}, 95 % {} to {}", signed(low), signed(high)),
        _ => articles.to_owned(),
    }
}

/// What a table is about, for who hears it: what can be seen says it already.
pub fn caption(id: &str, text: &str) -> Markup {
    html! { caption.unseen id=(id) { (text) } }
}

/// A name out of the corpus: whatever its direction, what stands beside it is not turned around.
pub fn name(text: &str) -> Markup {
    html! { bdi { (Text(text)) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_readers() {
        assert_eq!([signed(-0.126), signed(0.0049), signed(1.0)], ["\u{2212}0.13", "0.00", "+1.00"]);
        assert_eq!([grouped(7), grouped(1_000), grouped(12_345_678)], ["7", "1,000", "12,345,678"]);
        assert_eq!(counted(1, "article"), "1 article");
        assert_eq!(minus("from -0.10 to -1.00 in 2031-02"), "from \u{2212}0.10 to \u{2212}1.00 in 2031-02");
    }
}
