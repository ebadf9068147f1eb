//! Exact sums, and the formulas based on them.

use super::result::{Results, SAMPLE, number};
use crate::support::{Place, Row};
use standpoint::stance::{Label, Opinion, Pool, Sides, WEIGHTS};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A number with six decimals at the most as whole millionths, without a float in between.
fn micro(cell: &str) -> i64 {
    let (sign, digits) = cell.strip_prefix('-').map_or((1, cell), |digits| (-1, digits));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    assert!(decimals.len() <= 6, "{cell} has more than six decimals");
    let decimals: i64 = format!("{decimals:0<6}").parse().unwrap();
    sign * (whole.parse::<i64>().unwrap() * 1_000_000 + decimals)
}

/// Fails unless `cell` is `wanted`, but for the rounding of it and of what it was computed from.
#[track_caller]
fn assert_near(cell: &str, wanted: Option<f64>, what: &dyn std::fmt::Debug) {
    let same = match (number(cell), wanted) {
        (Some(cell), Some(wanted)) => (cell - wanted).abs() <= 2e-6,
        (None, None) => true,
        _ => false,
    };
    assert!(same, "'{cell}' is not {wanted:?} in {what:?}");
}

#[track_caller]
fn assert_evidence_adds_up(results: &Results) {
    let mut sums: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for row in results.rows("evidence") {
        let sum = sums.entry(row["mention_id"].clone()).or_default();
        sum.0 += micro(&row["toward_favourable"]);
        sum.1 += micro(&row["toward_critical"]);
    }
    let mentions = results.rows("mentions");
    assert_eq!(sums.len(), mentions.len(), "a mention has no evidence rows, or evidence no mention");
    for row in mentions {
        let stated = (micro(&row["toward_favourable"]), micro(&row["toward_critical"]));
        assert_eq!(sums[&row["mention_id"]], stated, "{row:?}");
    }
}

#[test]
fn evidence_of_a_mention_adds_up_to_its_sums_exactly() {
    assert_evidence_adds_up(&SAMPLE);
    let place = Place::with_articles();
    let all = place.results(&["corpus"], &["--evidence", "all"]);
    assert_evidence_adds_up(&all);
    assert_eq!(all.bytes("mentions.csv"), SAMPLE.bytes("mentions.csv"));
}

#[test]
fn more_than_six_cues_leave_one_row_for_the_rest_and_the_sums_exact() {
    let place = Place::new();
    let praise = "Peru is brave, honest, generous, wise, reliable, fair, decent, bold, careful, honourable and kind.\n";
    place.write("in/praise.txt", praise);
    let rows = |evidence| {
        let results = place.results(&["in"], &["--evidence", evidence]);
        assert_evidence_adds_up(&results);
        results.rows("evidence").iter().map(|row| row["rule"].clone()).collect::<Vec<_>>()
    };
    let (cues, all) = (rows("cues"), rows("all"));
    assert!(all.len() >= 10, "{all:?}");
    let count = |rule: &str| cues.iter().filter(|other| *other == rule).count();
    let sums = ["prior", "context", "rest"].map(count);
    assert!(sums.iter().all(|&count| count <= 1), "{cues:?}");
    assert_eq!(cues.len() - sums.iter().sum::<usize>(), 6, "{cues:?}");
    assert_eq!((cues.first().unwrap().as_str(), cues.last().unwrap().as_str()), ("prior", "rest"));
    assert_eq!(rows("top"), cues, "'top' means 'cues'");
    assert!(place.read("out/datapackage.json").contains("\"evidence\": \"cues\""));
}

#[test]
fn no_evidence_is_written_when_none_is_asked_for() {
    let none = Place::with_articles().results(&["corpus"], &["--evidence", "none"]);
    assert_eq!(none.rows("evidence").len(), 0);
    for table in ["mentions", "stance", "actors", "summary"] {
        assert_eq!(none.text(table), SAMPLE.text(table), "{table}");
    }
}

#[test]
fn no_evidence_is_an_empty_cell_and_never_zero() {
    let cues = |rows: &[Row], rule: &dyn Fn(&str) -> bool| {
        rows.iter()
            .filter(|row| rule(&row["rule"]))
            .map(|row| row["mention_id"].clone())
            .collect::<BTreeSet<_>>()
    };
    let place = Place::with_articles();
    place.write("corpus/short.txt", "Peru. Chile.\n");
    let results = place.results(&["corpus"], &["--evidence", "all"]);
    let with_cue = cues(&results.rows("evidence"), &|rule| !["prior", "context", "rest"].contains(&rule));
    let mut without = 0;
    for row in results.rows("mentions") {
        assert_eq!(row["stance"].is_empty(), !with_cue.contains(&row["mention_id"]), "{row:?}");
        without += usize::from(row["stance"].is_empty());
    }
    assert!(without > 0);
    for row in results.rows("stance") {
        assert_eq!(row["cues"] == "0", row["stance"].is_empty(), "{row:?}");
        assert_eq!(row["label"].is_empty(), row["stance"].is_empty(), "{row:?}");
        assert_eq!(row["top_cue"].is_empty(), row["stance"].is_empty(), "{row:?}");
    }
    for name in ["actors", "summary"] {
        for row in SAMPLE.rows(name).iter().filter(|row| row["stance"].is_empty()) {
            assert!(row.get("cues").is_none_or(|cues| cues == "0"), "{row:?}");
            assert!(row["ci_low"].is_empty() && row["ci_high"].is_empty(), "{row:?}");
        }
    }
}

/// The probabilities of critical, neutral and favourable of a mention's row.
fn softmax(row: &Row) -> [f64; 3] {
    let favourable = libm::exp(number(&row["toward_favourable"]).unwrap());
    let critical = libm::exp(number(&row["toward_critical"]).unwrap());
    [critical, 1.0, favourable].map(|power| power / (favourable + 1.0 + critical))
}

/// The threshold of the decision of the shipped table.
fn threshold() -> f64 {
    static HEADER: LazyLock<f64> = LazyLock::new(|| {
        let shipped = standpoint::shipped::knowledge().unwrap();
        shipped.learned.header().unwrap().decision
    });
    *HEADER
}

/// A mention's row as it counts in its document.
fn opinion(row: &Row) -> Opinion {
    let certainty = number(&row["certainty"]).unwrap();
    if row["stance"].is_empty() {
        return Opinion::silent(certainty, threshold(), &WEIGHTS);
    }
    let label = match row["label"].as_str() {
        "favourable" => Label::Favourable,
        "critical" => Label::Critical,
        _ => Label::Neutral,
    };
    Opinion {
        probabilities: softmax(row),
        weight: certainty,
        label,
        sides: Sides::BOTH,
        threshold: threshold(),
    }
}

/// What rows of mentions come to: of each sentence, and of those with the same words, the one with the largest stance.
fn pool<'r>(rows: impl Iterator<Item = &'r Row>, words: &BTreeMap<(String, String), String>) -> Option<Pool> {
    let mut kept: BTreeMap<&str, Opinion> = BTreeMap::new();
    let mut any = false;
    for row in rows {
        any |= !row["stance"].is_empty();
        let (opinion, place) = (opinion(row), (row["doc_id"].clone(), row["sentence_id"].clone()));
        let kept = kept.entry(words[&place].as_str()).or_insert(opinion);
        let has_cue = opinion.sides == Sides::BOTH;
        if has_cue && (kept.sides != Sides::BOTH || opinion.stance().abs() > kept.stance().abs()) {
            *kept = opinion;
        }
    }
    let opinions: Vec<Opinion> = kept.into_values().collect();
    Pool::of(&opinions, WEIGHTS.mixed).filter(|_| any)
}

/// Fails unless the label of a row is that of the pool, or neutral for want of a cue, and its confidence goes with it.
#[track_caller]
fn assert_decided(row: &Row, pool: Option<Pool>) {
    let label = row["label"].as_str();
    let Some(pool) = pool else {
        assert_eq!((label, row["confidence"].as_str()), ("", ""), "{row:?}");
        return;
    };
    let decided = pool.decision.label.name();
    assert!(label == decided || label == "neutral" && decided != "mixed", "{decided} in {row:?}");
    let [critical, neutral, favourable] = pool.probabilities;
    let confidence = match label {
        "critical" => critical,
        "neutral" => neutral,
        "favourable" => favourable,
        _ => critical + favourable,
    };
    assert_near(&row["confidence"], Some(confidence), row);
}

#[test]
fn what_stands_above_a_mention_follows_from_its_mentions() {
    let mut by_stance: BTreeMap<(String, String), Vec<Row>> = BTreeMap::new();
    for row in SAMPLE.rows("mentions") {
        let [critical, _, favourable] = softmax(&row);
        assert_near(&row["stance"], (!row["stance"].is_empty()).then_some(favourable - critical), &row);
        by_stance.entry((row["doc_id"].clone(), row["actor_id"].clone())).or_default().push(row);
    }
    let words: BTreeMap<(String, String), String> = SAMPLE
        .rows("sentences")
        .into_iter()
        .map(|row| ((row["doc_id"].clone(), row["sentence_id"].clone()), row["text"].clone()))
        .collect();
    let mut by_actor: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for row in SAMPLE.rows("stance") {
        let mentions = &by_stance[&(row["doc_id"].clone(), row["actor_id"].clone())];
        let of = |keep: &dyn Fn(&str) -> bool| {
            pool(mentions.iter().filter(|mention| keep(&mention["voice"])), &words)
        };
        let stance = |pool: Option<Pool>| pool.map(|pool| pool.stance());
        let all = of(&|_| true);
        assert_near(&row["stance"], stance(all), &row);
        assert_decided(&row, all);
        assert_near(&row["stance_narration"], stance(of(&|voice| voice == "narration")), &row);
        assert_near(&row["stance_quoted"], stance(of(&|voice| voice == "quoted")), &row);
        assert_near(&row["stance_reported"], stance(of(&|voice| voice == "reported")), &row);
        assert_eq!(row["mentions"], mentions.len().to_string());
        by_actor.entry(row["actor_id"].clone()).or_default().extend(number(&row["stance"]));
    }
    for row in SAMPLE.rows("actors") {
        let count = |label: &str| row[label].parse::<f64>().unwrap();
        let labelled: f64 = ["critical", "neutral", "favourable", "mixed"].map(count).iter().sum();
        let share = |side: &str| (count(side) + count("mixed")) / labelled;
        let both = ["critical", "favourable"].iter().all(|side| share(side) >= WEIGHTS.mixed_documents);
        assert_eq!(row["label"] == "mixed", both, "{row:?}");
        let stances = &by_actor[&row["actor_id"]];
        let mean = stances.iter().sum::<f64>() / stances.len() as f64;
        assert_near(&row["stance"], (!stances.is_empty()).then_some(mean), &row);
    }
}

#[test]
fn counts_of_actors_and_of_the_summary_add_up_to_those_of_the_documents() {
    let sum = |table: &str, column: &str| {
        SAMPLE.rows(table).iter().map(|row| row[column].parse::<u64>().unwrap()).sum::<u64>()
    };
    let mentions = SAMPLE.rows("mentions").len() as u64;
    for table in ["stance", "actors", "summary"] {
        assert_eq!(sum(table, "mentions"), mentions, "{table}");
    }
    assert_eq!(sum("summary", "cues"), sum("stance", "cues"));
    assert_eq!(sum("topics", "documents"), SAMPLE.rows("documents").len() as u64);
    for table in ["actors", "summary"] {
        assert_eq!(sum(table, "documents"), SAMPLE.rows("stance").len() as u64, "{table}");
    }
}
