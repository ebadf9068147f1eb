//! Results of Wikidata queries, saved as CSV or JSON (the SPARQL results format, or a list of flat objects).
//!
//! Columns have their usual names: `item` with `itemLabel` and `itemAltLabel` (or `aliases`, `altLabels`), also
//! `instanceOfLabel` or `kind`, `countryLabel` or `country`, `genderLabel`.

use super::{ActorCollector, ActorFormatError, ActorFormatFault, ForeignActor};
use crate::actors::{ActorKind, Gender};
use serde_json::Value;
use std::collections::BTreeMap;

type Record = BTreeMap<String, String>;

pub fn read(path: &str, text: &str, collector: &mut ActorCollector<'_>) -> Result<(), ActorFormatError> {
    let records =
        if text.trim_start().starts_with(['{', '[']) { json(path, text)? } else { table(path, text)? };
    for (line, record) in &records {
        actor(*line, record, collector);
    }
    Ok(())
}

fn json(path: &str, text: &str) -> Result<Vec<(u64, Record)>, ActorFormatError> {
    let value: Value = serde_json::from_str(text)
        .map_err(|error| ActorFormatError::line(path, error.line() as u64, error))?;
    let rows = match &value {
        Value::Array(rows) => rows,
        other => other
            .pointer("/results/bindings")
            .and_then(Value::as_array)
            .ok_or_else(|| ActorFormatError::line(path, 1, ActorFormatFault::NoResults))?,
    };
    let cell = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(typed) => typed.get("value").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    };
    let record = |row: &Value| {
        let cells = row.as_object()?.iter();
        Some(cells.filter_map(|(name, value)| Some((name.clone(), cell(value)?))).collect::<Record>())
    };
    Ok((1u64..).zip(rows).filter_map(|(at, row)| Some((at, record(row)?))).collect())
}

fn table(path: &str, text: &str) -> Result<Vec<(u64, Record)>, ActorFormatError> {
    let tabs = text.lines().next().is_some_and(|line| line.contains('\t'));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(if tabs { b'\t' } else { b',' })
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| ActorFormatError::line(path, 1, error))?.clone();
    let mut records = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| {
            ActorFormatError::line(path, error.position().map_or(1, csv::Position::line), error)
        })?;
        let cells = header.iter().zip(&row).map(|(name, cell)| (name.to_owned(), cell.to_owned()));
        records.push((row.position().map_or(0, csv::Position::line), cells.collect()));
    }
    Ok(records)
}

/// The first non-empty one of the columns.
fn first<'r>(record: &'r Record, names: &[&str]) -> Option<&'r str> {
    names.iter().filter_map(|name| record.get(*name)).map(|cell| cell.trim()).find(|cell| !cell.is_empty())
}

fn actor(line: u64, record: &Record, collector: &mut ActorCollector<'_>) {
    let item = first(record, &["item", "wikidata", "qid", "entity"]).unwrap_or_default();
    let key = item.rsplit('/').next().unwrap_or_default();
    let Some(name) = first(record, &["itemLabel", "label", "name", "entityLabel"]) else {
        collector.note(line, "there is no itemLabel; the row is left out".to_owned());
        return;
    };
    let is_id = name.strip_prefix('Q').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    if is_id {
        collector.note(line, format!("{name} has no name in the language asked for and is left out"));
        return;
    }
    let gender = match first(record, &["genderLabel", "sexLabel", "gender", "sexOrGenderLabel"]) {
        Some("female" | "trans woman") => Some(Gender::Female),
        Some("male" | "trans man") => Some(Gender::Male),
        _ => None,
    };
    let said =
        first(record, &["instanceOfLabel", "instanceLabel", "typeLabel", "kind", "type"]).unwrap_or_default();
    let country =
        first(record, &["iso", "iso3", "countryCode", "countryLabel", "country", "citizenshipLabel"]);
    let kind = kind_of(said, gender.is_some());
    let parent = country.and_then(|country| collector.country(country));
    let actor = ForeignActor {
        key: key.to_owned(),
        name: name.to_owned(),
        kind,
        parent: parent.filter(|_| kind != ActorKind::Country),
        gender,
        note: key.to_owned(),
    };
    collector.add(line, &actor, name, false);
    let others =
        first(record, &["itemAltLabel", "itemAltLabels", "altLabels", "altLabel", "aliases", "alias"]);
    let separator = |text: &str| {
        if text.contains('|') {
            '|'
        } else if text.contains(';') {
            ';'
        } else {
            ','
        }
    };
    for alias in others.into_iter().flat_map(|text| text.split(separator(text))) {
        if !alias.trim().is_empty() {
            collector.add(line, &actor, alias, false);
        }
    }
}

/// The kind of actor, from what the item is an instance of.
fn kind_of(said: &str, gendered: bool) -> ActorKind {
    let lower = said.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if let Some(kind) = ActorKind::from_name(&lower) {
        return kind;
    }
    match () {
        () if gendered || has(&["human", "person", "politician"]) => ActorKind::Person,
        () if has(&["sovereign state", "country"]) => ActorKind::Country,
        () if has(&["party"]) => ActorKind::Party,
        () if has(&["armed", "militia", "paramilitary", "terrorist"]) => ActorKind::ArmedGroup,
        () if has(&["company", "enterprise", "business", "corporation", "airline", "bank"]) => {
            ActorKind::Company
        }
        () if has(&["city", "state", "region", "province", "settlement", "capital"]) => ActorKind::Place,
        () if has(&["organi", "agency", "ministry", "institution", "council", "union"]) => {
            ActorKind::Organisation
        }
        () => ActorKind::Other,
    }
}
