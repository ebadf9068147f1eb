//! Precision and recall of coreference: pronouns and names that refer to a labelled actor.
//!
//! `cargo bench --bench references -- labelled.jsonl...` takes each labelled mention as given and resolves the further
//! mentions of its actor (`also`) in its sentence. Precision and recall are for pronouns and for all other references;
//! `--show N` prints the first N differences.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark that cannot read its files stops")]

use standpoint::evaluate::read_labelled;
use standpoint::mentions::FoundBy;
use standpoint::pipeline::{Analyst, Settings};
use std::collections::BTreeMap;
use std::ops::Range;

fn main() {
    let mut arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let show = arguments.iter().position(|argument| argument == "--show").map_or(0, |at| {
        let count = arguments.get(at + 1).and_then(|count| count.parse().ok()).unwrap_or(50);
        arguments.drain(at..(at + 2).min(arguments.len()));
        count
    });
    if arguments.is_empty() {
        println!("skipped: name files of labelled mentions (JSON lines)");
        return;
    }
    let knowledge = standpoint::shipped::knowledge().unwrap().without_learned();
    let settings = Settings::new(&knowledge);
    let mut analyst = Analyst::new(&knowledge, &settings, None);
    // Correct, found and labelled, by kind of reference.
    let mut figures: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let mut shown = 0;
    for file in &arguments {
        let text = std::fs::read_to_string(file).unwrap();
        for labelled in read_labelled(file, &text, true).unwrap() {
            let read = analyst.read_labelled(&labelled);
            let mentions = &read.found.mentions;
            let spans: Vec<Range<usize>> =
                mentions.iter().map(|mention| read.document.span(&mention.tokens)).collect();
            for (label, &place) in labelled.mentions.iter().zip(&read.places) {
                let Some(known) = mentions.get(place) else { continue };
                let mut hit = vec![false; label.also.len()];
                let mut differences = Vec::new();
                for (at, mention) in mentions.iter().enumerate() {
                    if at == place || mention.actor != known.actor {
                        continue;
                    }
                    let group = if mention.found_by == FoundBy::Pronoun { "pronouns" } else { "names" };
                    let figure = figures.entry(group).or_default();
                    figure[1] += 1;
                    let overlaps =
                        |also: &Range<usize>| also.start < spans[at].end && spans[at].start < also.end;
                    match label.also.iter().position(overlaps) {
                        Some(also) => {
                            figure[0] += 1;
                            hit[also] = true;
                        }
                        None => differences.push(format!("found    {}", &labelled.text[spans[at].clone()])),
                    }
                }
                for (also, hit) in label.also.iter().zip(hit) {
                    let words = &labelled.text[also.clone()];
                    let group = if is_pronoun(words) { "pronouns" } else { "names" };
                    figures.entry(group).or_default()[2] += 1;
                    if !hit {
                        differences.push(format!("labelled {words}"));
                    }
                }
                for difference in differences {
                    if shown < show {
                        println!(
                            "[{}] {difference}\n    {}",
                            &labelled.text[label.range.clone()],
                            labelled.text
                        );
                        shown += 1;
                    }
                }
            }
        }
    }
    println!("{:10} {:>9} {:>8} {:>8} {:>8} {:>6}", "", "precision", "recall", "right", "found", "labels");
    for (group, [right, found, labels]) in figures {
        let share = |of: usize| right as f64 / of.max(1) as f64;
        println!("{group:10} {:>9.3} {:>8.3} {right:>8} {found:>8} {labels:>6}", share(found), share(labels));
    }
}

fn is_pronoun(words: &str) -> bool {
    let all = [
        "he",
        "him",
        "his",
        "himself",
        "she",
        "her",
        "hers",
        "herself",
        "it",
        "its",
        "itself",
        "they",
        "them",
        "their",
        "theirs",
        "themselves",
        "i",
        "me",
        "my",
        "we",
        "us",
        "our",
        "who",
        "whose",
    ];
    all.contains(&words.to_lowercase().as_str())
}
