//! Ablation study of the scorer: macro-F1 without each of its parts, by cross-validation on labelled mentions.
//!
//! `cargo bench --bench ablation -- train.jsonl`, in the format of `standpoint evaluate mentions`. First each context
//! of the learned table is left out in turn, then each group of rules from the rules alone. Differences below half a point are noise.

#![allow(clippy::print_stdout, reason = "a benchmark reports")]
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot read its file has failed")]

use standpoint::evaluate::{Judged, LabelledText, MentionReport, read_labelled};
use standpoint::index::Knowledge;
use standpoint::learn::{LearnSettings, MentionExample, learn};
use standpoint::lexicon::Context;
use standpoint::pipeline::{Settings, examples, score_labelled};
use standpoint::stance::{Scorer, WEIGHTS, Weights};

const SEED: u64 = 1;

/// A group of rules, and a function that disables it.
type Group = (&'static str, fn(&mut Weights));

const GROUPS: [Group; 9] = [
    ("negation", |w| (w.negated_positive, w.negated_negative) = (1.0, 1.0)),
    ("contrast", |w| (w.before_contrast, w.after_contrast) = (1.0, 1.0)),
    ("hedges", |w| w.hedged = 1.0),
    ("distance", |w| w.half_distance = f64::INFINITY),
    ("clauses", |w| w.other_clause = 1.0),
    ("nearer actor", |w| w.nearer_actor = 1.0),
    ("quotation", |w| (w.quoted_cue, w.own_words) = (1.0, 1.0)),
    ("doer and done-to", |w| (w.agent, w.patient) = (0.0, 0.0)),
    ("bystanders", |w| (w.bystander, w.unattached) = (1.0, 1.0)),
];

fn main() {
    let Some(path) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) else {
        println!("ablation: skipped, for no file of labelled mentions was named");
        return;
    };
    let texts = read_labelled(&path, &std::fs::read_to_string(&path).unwrap(), true).unwrap();
    let mut knowledge = standpoint::shipped::knowledge().unwrap().without_learned();
    texts.iter().for_each(|text| knowledge.know_words(&text.text));
    let all = examples(&texts, &knowledge, &settings(&knowledge, WEIGHTS), 0, 1.0);
    println!("{} mentions", all.len());
    println!("{:24}{:>12}{:>12}", "left out", "table", "rules");
    println!("{:24}{:12.4}{:12.4}", "nothing", crossed(&all), by_rules(&texts, &knowledge, WEIGHTS));
    for context in Context::ALL {
        let mut without = all.clone();
        for mention in &mut without {
            mention.form.retain(|key| key.context() != Some(*context));
            let units = mention.units.iter_mut();
            units.for_each(|unit| unit.features.retain(|(key, _)| key.context() != Some(*context)));
        }
        println!("{:24}{:12.4}", context.name(), crossed(&without));
    }
    for (name, switch_off) in GROUPS {
        let mut weights = WEIGHTS;
        switch_off(&mut weights);
        println!("{name:24}{:>12}{:12.4}", "", by_rules(&texts, &knowledge, weights));
    }
}

fn settings(knowledge: &Knowledge, weights: Weights) -> Settings {
    Settings { seed: SEED, scorer: Scorer { weights, learned: None }, ..Settings::new(knowledge) }
}

/// Macro-F1 of tables on the texts that they were not fitted to.
fn crossed(mentions: &[MentionExample]) -> f64 {
    let learned = learn(mentions, &LearnSettings::default(), |_| true, SEED);
    learned.held_out.first().and_then(|report| report.confusion.macro_f1()).unwrap_or(0.0)
}

fn by_rules(texts: &[LabelledText], knowledge: &Knowledge, weights: Weights) -> f64 {
    let judged: Vec<Vec<Judged>> = score_labelled(texts, knowledge, &settings(knowledge, weights))
        .into_iter()
        .map(|text| {
            let judge = |mention: standpoint::pipeline::ScoredLabel| {
                let decision = mention.decision();
                mention.label.map(|label| Judged { label, decision })
            };
            text.into_iter().filter_map(judge).collect()
        })
        .collect();
    MentionReport::new(&judged, SEED).confusion.macro_f1().unwrap_or(0.0)
}
