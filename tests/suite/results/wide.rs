//! `--wide actors`: actors against outlets.

use super::result::{Results, SAMPLE, number};
use crate::support::{Place, Row};
use std::collections::BTreeMap;

/// Mean stance and documents of each actor in each outlet, out of `stance.csv` of a corpus without copies.
fn by_hand(rows: &[Row]) -> BTreeMap<(String, String), (Vec<f64>, u64)> {
    let mut found: BTreeMap<(String, String), (Vec<f64>, u64)> = BTreeMap::new();
    for row in rows {
        let (stances, documents) = found.entry((row["actor_id"].clone(), row["source"].clone())).or_default();
        stances.extend(number(&row["stance"]));
        *documents += 1;
    }
    found
}

fn agrees(results: &Results) -> usize {
    let wanted = by_hand(&results.rows("stance"));
    let mut seen = 0;
    for row in results.rows("actors_wide") {
        for (column, cell) in &row {
            let Some(outlet) = column.strip_suffix(": documents") else { continue };
            let source = if outlet == "no outlet" { "" } else { outlet };
            let (stances, documents) =
                wanted.get(&(row["actor_id"].clone(), source.to_owned())).cloned().unwrap_or_default();
            assert_eq!(*cell, documents.to_string(), "{} {outlet}", row["actor_id"]);
            let mean = (!stances.is_empty()).then(|| stances.iter().sum::<f64>() / stances.len() as f64);
            let there = number(&row[&format!("{outlet}: stance")]);
            assert_eq!(mean.is_some(), there.is_some());
            assert!(
                (mean.unwrap_or(0.0) - there.unwrap_or(0.0)).abs() < 2e-6,
                "{} {outlet}",
                row["actor_id"]
            );
            seen += usize::from(documents > 0);
        }
    }
    assert_eq!(seen, wanted.len());
    seen
}

#[test]
fn actors_against_outlets_are_the_means_and_counts_of_their_documents() {
    let place = Place::with_articles();
    let results = place.results(&["corpus"], &["--wide", "actors", "--count-duplicates"]);
    assert!(agrees(&results) > 50);
    let actors =
        |table| results.rows(table).into_iter().map(|row| row["actor_id"].clone()).collect::<Vec<_>>();
    assert_eq!(actors("actors_wide"), actors("actors"));
    let package = results.package();
    let resource = package["resources"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&resource["name"], &resource["path"]), (&"actors_wide".into(), &"actors_wide.csv".into()));
    let fields: Vec<&str> = resource["schema"]["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["name"].as_str().unwrap())
        .collect();
    assert_eq!(fields, results.records("actors_wide", b',')[0]);
    assert_eq!(package["standpoint"]["rows"]["actors_wide"], results.rows("actors_wide").len());
    // A run without it takes the table away again.
    let again = place.results(&["corpus"], &[]);
    assert_eq!(again.0.keys().collect::<Vec<_>>(), SAMPLE.0.keys().collect::<Vec<_>>());
}

#[test]
fn outlets_may_be_called_anything_or_nothing() {
    let place = Place::new().file(
        "rows.csv",
        "id,source,text\na,=1+1,Peru praised the brave pilots of Chile.\nb,,Peru lied to Chile.\nc,2031,Peru failed.\n",
    );
    let results = place.results(&["rows.csv"], &["--wide", "actors"]);
    let header = results.records("actors_wide", b',')[0].join("|");
    assert_eq!(
        header,
        "actor_id|name|no outlet: stance|no outlet: documents|2031: stance|2031: documents|'=1+1: stance|'=1+1: documents"
    );
}
