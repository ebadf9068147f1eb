//! Numbers in what is printed for people.

use std::fmt::Write;

/// `1 mention`, `2 mentions`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// A number with its sign and three decimals; zero has no sign.
pub(super) fn signed(number: f64) -> String {
    let text = format!("{number:+.3}");
    if text.trim_start_matches(['+', '-', '0', '.']).is_empty() { "0.000".to_owned() } else { text }
}

/// The same, with nothing for zero.
pub(super) fn amount(number: f64) -> String {
    Some(signed(number)).filter(|text| text != "0.000").unwrap_or_default()
}

/// A stance with its label and the probability of the label.
pub(super) fn verdict(stance: f64, label: &str, confidence: Option<f64>) -> String {
    let mut text = format!("{} {label}", signed(stance));
    if let Some(confidence) = confidence {
        let _ = write!(text, ", confidence {confidence:.2}");
    }
    text
}
