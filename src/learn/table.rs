//! A fit as the text of a learned table.

use super::calibrate::Bias;
use super::validate::Learned;
use crate::index::Knowledge;
use crate::index::key::Spelling;
use crate::lexicon::{DECISION_KEY, FORMAT, HEADER_KEYS, LearnedHeader};
use crate::text::{Form, Symbol};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::fmt::Write;

/// What stands at the head of a learned table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// Its id.
    pub id: String,
    /// Under which terms it may be used.
    pub license: String,
    /// What it was learned from.
    pub source: String,
    /// SHA-256 of the hand lexicon beside it.
    pub beside: String,
    /// Figures and other remarks, a line each.
    pub notes: Vec<String>,
}

/// The table of what was learned, its rows by context and term. Rows without weight are left out.
#[must_use]
pub fn write_table(learned: &Learned, header: &Header, knowledge: &Knowledge) -> String {
    let spelling = Spelling::new(&knowledge.closed);
    let mut words: HashMap<Symbol, String, FixedState> = HashMap::default();
    let stems = knowledge.symbols.forms(Form::Stem).into_iter();
    words.extend(stems.map(|(symbol, text)| (symbol, text.to_owned())));
    let form = learned.calibration.form.iter().map(|&(key, weight)| (key, weight, weight, 0));
    let all = learned.fit.rows.iter().copied().chain(form);
    let mut rows: Vec<(String, String)> = all
        .filter(|(_, favourable, critical, _)| favourable.abs() + critical.abs() > 0.0)
        .filter_map(|(key, favourable, critical, support)| {
            let context = key.context()?.name();
            let term = spelling.term(key, &words, &knowledge.lexicon)?;
            let order = format!("{context}\t{term}");
            Some((order, format!("{term}\t{context}\t{}\t{}\t{support}", six(favourable), six(critical))))
        })
        .collect();
    rows.sort_unstable();
    let mut text = head(header, &learned.calibration.header, true);
    text.push_str("term\tcontext\tfavourable\tcritical\tsupport\n");
    for (_, row) in rows {
        text.push_str(&row);
        text.push('\n');
    }
    text
}

/// A table of biases and scales alone, which is laid over another one.
#[must_use]
pub fn write_biases(bias: Bias, header: &Header) -> String {
    let Bias { prior, scale, decision } = bias;
    let numbers = LearnedHeader { prior, scale, decision, ..LearnedHeader::default() };
    head(header, &numbers, false) + "term\tcontext\tfavourable\tcritical\tsupport\n"
}

/// The `#!` lines; with `all` the numbers of units too.
fn head(header: &Header, numbers: &LearnedHeader, all: bool) -> String {
    let mut text = String::new();
    for (key, value) in [
        ("id", header.id.as_str()),
        ("version", "1"),
        ("format", FORMAT),
        ("license", &header.license),
        ("source", &header.source),
        ("beside", &header.beside),
    ] {
        let _ = writeln!(text, "#! {key} = {value}");
    }
    let pairs = HEADER_KEYS.into_iter().zip([numbers.prior, numbers.unit, numbers.scale]);
    // Biases of units make a table a whole one.
    for (keys, pair) in pairs.filter(|(keys, _)| all || *keys != HEADER_KEYS[1]) {
        for (key, number) in keys.into_iter().zip(pair) {
            let _ = writeln!(text, "#! {key} = {}", six(number));
        }
    }
    let _ = writeln!(text, "#! {DECISION_KEY} = {}", six(numbers.decision));
    for note in &header.notes {
        let _ = writeln!(text, "# {note}");
    }
    text
}

/// Six decimals at the most.
fn six(number: f64) -> String {
    let rounded = (number * 1e6).round() / 1e6;
    if rounded.abs() < 5e-7 { "0".to_owned() } else { rounded.to_string() }
}
