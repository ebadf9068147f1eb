//! Labels of document-actor pairs, by one or more coders, and the stances of a result to compare with them.

use super::confusion::Class;
use super::sheet::{Sheet, SheetError, SheetFault};
use crate::stance::Label;
use std::collections::{BTreeMap, BTreeSet};

/// A document and an actor, by id.
pub type Pair = (String, String);

/// The labels given to a document's stance toward an actor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coded {
    /// One label per coder, in the order of the file; `mixed` is stored as neutral.
    pub labels: Vec<Class>,
    /// How many of them were `mixed`.
    pub mixed: u64,
}

impl Coded {
    /// The majority label; neutral if there is a tie.
    #[must_use]
    pub fn gold(&self) -> Class {
        let count = |class: Class| self.labels.iter().filter(|&&label| label == class).count();
        let most = Class::SORTED.into_iter().map(count).max().unwrap_or_default();
        let mut leading = Class::SORTED.into_iter().filter(|&class| count(class) == most);
        match (leading.next(), leading.next()) {
            (Some(class), None) => class,
            _ => Class::Neutral,
        }
    }
}

/// The labels of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labels {
    /// The labels of each pair of document and actor.
    pub pairs: BTreeMap<Pair, Coded>,
    /// Number of coders; 1 without a column `coder`.
    pub coders: usize,
}

/// A row of `stance.csv`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairStance {
    /// None without evidence.
    pub label: Option<Label>,
    /// In [-1, 1]; none without evidence.
    pub stance: Option<f64>,
}

impl PairStance {
    /// The label as a class: neutral if mixed or missing.
    #[must_use]
    pub fn class(&self) -> Class {
        Class::of_label(self.label)
    }
}

/// Parses labels: CSV with the columns `doc_id`, `actor_id`, `label` and, with several coders, `coder`. `path` is for
/// messages.
///
/// # Errors
/// The first invalid row, with its line; a file without labels.
pub fn read_labels(path: &str, text: &str) -> Result<Labels, SheetError> {
    let sheet = Sheet::new(path, text, &["doc_id", "actor_id", "label", "coder"], 3)?;
    let several = sheet.has(3);
    let mut pairs: BTreeMap<Pair, Coded> = BTreeMap::new();
    let mut coders = BTreeSet::new();
    let mut seen: BTreeMap<(Pair, String), u64> = BTreeMap::new();
    for row in sheet.rows() {
        let pair = row.ids(path)?;
        let coder = row.cell(3).to_owned();
        if let Some(first) = seen.insert((pair.clone(), coder.clone()), row.line) {
            let mut key = format!("'{}' toward '{}'", pair.0, pair.1);
            if several {
                key += &format!(" by '{coder}'");
            }
            return Err(SheetError::line(path, row.line, SheetFault::Duplicate { first, key }));
        }
        let mixed = row.cell(2) == Label::Mixed.name();
        let class = if mixed { Some(Class::Neutral) } else { Class::from_name(row.cell(2)) };
        let Some(class) = class else {
            let fault = SheetFault::UnknownLabel { label: row.cell(2).to_owned() };
            return Err(SheetError::line(path, row.line, fault));
        };
        coders.insert(coder);
        let coded = pairs.entry(pair).or_default();
        coded.labels.push(class);
        coded.mixed += u64::from(mixed);
    }
    if pairs.is_empty() {
        return Err(SheetError::file(path, SheetFault::NoLabel));
    }
    Ok(Labels { pairs, coders: coders.len() })
}

/// Parses `stance.csv` in any dialect. `path` is for messages.
///
/// # Errors
/// The first invalid row, with its line.
pub fn read_stances(path: &str, text: &str) -> Result<BTreeMap<Pair, PairStance>, SheetError> {
    let sheet = Sheet::new(path, text, &["doc_id", "actor_id", "stance", "label"], 4)?;
    let mut stances: BTreeMap<Pair, (u64, PairStance)> = BTreeMap::new();
    for row in sheet.rows() {
        let pair = row.ids(path)?;
        let at = |fault| SheetError::line(path, row.line, fault);
        let label = match row.cell(3) {
            "" => None,
            name => {
                let known = [Label::Critical, Label::Neutral, Label::Favourable, Label::Mixed];
                let found = known.into_iter().find(|label| label.name() == name);
                Some(found.ok_or_else(|| at(SheetFault::UnknownLabel { label: name.into() }))?)
            }
        };
        let stance = match row.cell(2) {
            "" => None,
            value => {
                let plain = if sheet.has_decimal_comma() { value.replace(',', ".") } else { value.into() };
                let number = plain.parse::<f64>().ok().filter(|number| (-1.0..=1.0).contains(number));
                Some(number.ok_or_else(|| at(SheetFault::BadStance { value: value.into() }))?)
            }
        };
        let key = format!("'{}' toward '{}'", pair.0, pair.1);
        if let Some((first, _)) = stances.insert(pair, (row.line, PairStance { label, stance })) {
            return Err(at(SheetFault::Duplicate { first, key }));
        }
    }
    Ok(stances.into_iter().map(|(pair, (_, stance))| (pair, stance)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tsv::Hint;
    use Class::{Critical, Favourable, Neutral};

    #[test]
    fn gold_is_what_most_say_and_neutral_in_a_tie() {
        for (labels, gold) in [
            (vec![Critical], Critical),
            (vec![Critical, Favourable], Neutral),
            (vec![Critical, Favourable, Critical], Critical),
            (vec![Critical, Neutral], Neutral),
            (vec![Critical, Critical, Favourable, Neutral], Critical),
            (vec![], Neutral),
        ] {
            assert_eq!(Coded { labels, mixed: 0 }.gold(), gold);
        }
    }

    #[test]
    fn labels_of_several_people_come_together() {
        let text = "coder,label,actor_id,doc_id\nann,mixed,PER,a\nben,critical,PER,a\nben,favourable,PER,b\n";
        let labels = read_labels("l.csv", text).unwrap();
        assert_eq!(labels.coders, 2);
        let coded = &labels.pairs[&("a".to_owned(), "PER".to_owned())];
        assert_eq!((coded.labels.as_slice(), coded.mixed), (&[Neutral, Critical][..], 1));
    }

    #[test]
    fn every_dialect_of_the_results_reads_alike() {
        let plain = "doc_id,actor_id,stance,label\na,PER,-0.5,critical\nb,PER,,\n'=c,PER,0.1,mixed\n";
        let eu =
            "\u{feff}doc_id;actor_id;stance;label\r\na;PER;-0,5;critical\r\nb;PER;;\r\n'=c;PER;0,1;mixed\r\n";
        let stances = read_stances("s.csv", plain).unwrap();
        assert_eq!(read_stances("s.csv", eu).unwrap(), stances);
        let of = |doc: &str| stances[&(doc.to_owned(), "PER".to_owned())];
        assert_eq!((of("a").class(), of("a").stance), (Critical, Some(-0.5)));
        assert_eq!((of("b").class(), of("=c").class()), (Neutral, Neutral));
    }

    #[test]
    fn what_is_wrong_says_where() {
        let labels = |rows: &str| {
            let error = read_labels("l.csv", &format!("doc_id,actor_id,label\n{rows}")).unwrap_err();
            (error.to_string(), error.hint().unwrap_or_default())
        };
        let said = |message: &str, hint: &str| (message.to_owned(), hint.to_owned());
        assert_eq!(
            labels("a,PER,bad\n"),
            said("l.csv:2: unknown label 'bad'", "there are critical, neutral, favourable, mixed")
        );
        assert_eq!(
            labels("a,PER,critical\nb,PER,critical\na,PER,neutral\n"),
            said("l.csv:4: 'a' toward 'PER' stands in line 2 already", "keep one of the two")
        );
        assert_eq!(labels("a,,critical\n"), said("l.csv:2: the cell of actor_id is empty", ""));
        assert_eq!(labels(""), said("l.csv: no label in it", ""));
        for value in ["NaN", "2", "x"] {
            let text = format!("doc_id,actor_id,stance,label\na,PER,{value},critical\n");
            let error = read_stances("s.csv", &text).unwrap_err().to_string();
            assert_eq!(error, format!("s.csv:2: stance = '{value}' is not a number from -1 to 1"));
        }
    }
}
