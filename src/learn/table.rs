//! Writes a fit as a learned table.

use super::fit::Fit;
use crate::index::KeySpelling;
use crate::index::key::Key;
use crate::index::{Knowledge, LearnedIndex};
use crate::lexicon::FORMAT;
use crate::text::{Form, Symbol};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::fmt::Write;

/// Metadata of a learned table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// Its id.
    pub id: String,
    /// Its licence.
    pub license: String,
    /// Its training data.
    pub source: String,
    /// SHA-256 of the lexicon it was fitted with.
    pub beside: String,
    /// Metrics and other remarks, one per line.
    pub notes: Vec<String>,
}

/// Merges `fit` with the table of `knowledge` on which it was fitted: weights of rows in both are summed. Unchanged
/// without such a table.
#[must_use]
pub fn merge(mut fit: Fit, knowledge: &Knowledge) -> Fit {
    let Some(below) = &knowledge.learned_index else { return fit };
    fit.prior = (fit.prior.0 + below.prior().0, fit.prior.1 + below.prior().1);
    for row in &mut fit.rows {
        if let Some((favourable, critical)) = weights(below, row.0, knowledge) {
            row.1 += favourable;
            row.2 += critical;
        }
    }
    fit
}

/// The weights of a key in the table of `knowledge`.
fn weights(index: &LearnedIndex, key: Key, knowledge: &Knowledge) -> Option<(f64, f64)> {
    let row = index.row(index.place(key)?)?;
    let row = knowledge.learned.find_row(row.number as usize)?;
    Some((row.favourable, row.critical))
}

/// The table of `fit`, sorted by context and term, without rows of weight 0.
#[must_use]
pub fn write_table(fit: &Fit, header: &Header, knowledge: &Knowledge) -> String {
    let spelling = KeySpelling::new(&knowledge.closed);
    let mut words: HashMap<Symbol, String, FixedState> = HashMap::default();
    for form in [Form::Stem, Form::Beginning] {
        words.extend(
            knowledge.symbols.forms(form).into_iter().map(|(symbol, text)| (symbol, text.to_owned())),
        );
    }
    let mut rows: Vec<(String, String)> = fit
        .rows
        .iter()
        .filter(|(_, favourable, critical, _)| favourable.abs() + critical.abs() > 0.0)
        .filter_map(|&(key, favourable, critical, support)| {
            let context = key.context()?.name();
            let term = spelling.term(key, &words)?;
            let order = format!("{context}\t{term}");
            Some((order, format!("{term}\t{context}\t{}\t{}\t{support}", six(favourable), six(critical))))
        })
        .collect();
    rows.sort_unstable();
    let mut text = String::new();
    for (key, value) in [
        ("id", header.id.as_str()),
        ("version", "1"),
        ("format", FORMAT),
        ("license", &header.license),
        ("source", &header.source),
        ("beside", &header.beside),
        ("prior_favourable", &six(fit.prior.0)),
        ("prior_critical", &six(fit.prior.1)),
    ] {
        let _ = writeln!(text, "#! {key} = {value}");
    }
    for note in &header.notes {
        let _ = writeln!(text, "# {note}");
    }
    text.push_str("term\tcontext\tfavourable\tcritical\tsupport\n");
    for (_, row) in rows {
        text.push_str(&row);
        text.push('\n');
    }
    text
}

/// At most six decimals.
fn six(number: f64) -> String {
    let rounded = (number * 1e6).round() / 1e6;
    if rounded.abs() < 5e-7 { "0".to_owned() } else { rounded.to_string() }
}
