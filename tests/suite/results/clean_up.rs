//! Clean-up rules: each counts its applications and can be turned off.

use super::result::{Results, SAMPLE, articles, names};
use crate::support::{Place, Row};
use std::collections::{BTreeMap, BTreeSet};

/// What the clean-up of a document did, by rule.
fn clean_up(row: &Row) -> BTreeMap<String, u64> {
    let counts = row["clean_up"].split(';').filter(|count| !count.is_empty());
    counts
        .map(|count| count.split_once('=').unwrap())
        .map(|(rule, n)| (rule.to_owned(), n.parse().unwrap()))
        .collect()
}

fn messy_place() -> Place {
    let place = Place::new();
    for (name, text) in articles().iter().filter(|(name, _)| name.ends_with("-messy.txt")) {
        place.write(&format!("in/{name}"), text);
    }
    place
}

#[test]
fn a_clean_up_rule_that_is_off_counts_nothing() {
    let place = messy_place();
    let rules = |results: &Results| -> BTreeSet<String> {
        results.rows("documents").iter().flat_map(|row| clean_up(row).into_keys()).collect()
    };
    let on = place.results(&["in"], &[]);
    let all = rules(&on);
    assert!(all.len() >= 6, "{all:?}");
    for rule in &all {
        let off = place.results(&["in"], &["--no-clean-up", rule]);
        assert!(!rules(&off).contains(rule), "{rule} is off and counts");
        let package = off.package();
        assert_eq!(package["standpoint"]["clean_up"].get(rule), None);
        assert_eq!(names(&package["standpoint"]["settings"]["no_clean_up"]), [rule.as_str()]);
        assert_ne!(package["standpoint"], on.package()["standpoint"], "{rule}");
    }
    assert_eq!(rules(&place.results(&["in"], &["--no-clean-up", "all"])), BTreeSet::new());
}

#[test]
fn the_counts_of_the_clean_up_add_up_to_those_of_the_package() {
    let mut sums: BTreeMap<String, u64> = BTreeMap::new();
    for (rule, count) in SAMPLE.rows("documents").iter().flat_map(clean_up) {
        *sums.entry(rule).or_default() += count;
    }
    let package = SAMPLE.package();
    assert_eq!(package["standpoint"]["clean_up"], serde_json::to_value(sums).unwrap());
}
