//! The cost of matching names relative to tokenising, with 500, 5,000 and 50,000 names.
//!
//! `cargo bench --bench matcher -- texts.csv` reads the column `text`. Medians of several rounds, all in one run.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark that cannot read its files stops")]

use standpoint::actors::Registry;
use standpoint::mentions::{Resolve, find};
use standpoint::text::{Document, Part, Section, WordTable, tokenize};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

const ROUNDS: usize = 7;

fn main() {
    let Some(path) = std::env::args().skip(1).find(|argument| argument != "--bench") else {
        println!("skipped: name a CSV file with a column text");
        return;
    };
    let mut rows = csv::Reader::from_path(path).unwrap();
    let column = rows.headers().unwrap().iter().position(|name| name == "text").unwrap();
    let texts: Vec<String> = rows.records().map(|row| row.unwrap()[column].to_owned()).collect();
    let megabytes = texts.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    println!("{} texts, {megabytes:.1} MB", texts.len());
    for most in [0, 500, 5_000, 50_000] {
        let knowledge =
            standpoint::shipped::knowledge().unwrap().with_actors_alone(registry(&texts, most)).unwrap();
        let mut apart = Vec::new();
        let mut found = Vec::new();
        let mut mentions = 0;
        for _ in 0..ROUNDS {
            let mut words = WordTable::new(&knowledge.symbols, &knowledge.language, None);
            let (mut taking, mut finding) = (Duration::ZERO, Duration::ZERO);
            mentions = 0;
            for text in &texts {
                let clock = Instant::now();
                let sections = [Section { part: Part::Body, range: 0..text.len() }];
                let document = Document::new(text.clone(), &sections, &mut words);
                taking += clock.elapsed();
                let clock = Instant::now();
                mentions += find(&document, &words, &knowledge, None, Resolve::Names).mentions.len();
                finding += clock.elapsed();
            }
            apart.push(taking);
            found.push(finding);
        }
        let median = |mut times: Vec<Duration>| {
            times.sort();
            times[times.len() / 2].as_secs_f64()
        };
        let (apart, found) = (median(apart), median(found));
        println!(
            "{most:>6} names: taking apart {:>6.1} MB/s, finding adds {:>5.1} % ({mentions} mentions)",
            megabytes / apart,
            100.0 * found / apart
        );
    }
}

/// Names from the texts: one to three words, the first capitalised, each an actor of its own.
fn registry(texts: &[String], most: usize) -> Registry {
    let mut names = BTreeSet::new();
    'all: for step in 0..2_000 {
        for (number, text) in texts.iter().enumerate() {
            if names.len() >= most {
                break 'all;
            }
            let ranges = tokenize(text);
            let at = (step * 37 + number * 11) % ranges.len().max(1);
            let length = (step + number) % 3;
            let Some([first, rest @ ..]) = ranges.get(at..(at + length + 1).min(ranges.len())) else {
                continue;
            };
            let last = rest.last().unwrap_or(first);
            let name = text[first.start..last.end].split_whitespace().collect::<Vec<_>>().join(" ");
            let named = name.chars().next().is_some_and(char::is_uppercase) && !name.contains('"');
            // Also names that do not occur: real lists are longer than what is in the news.
            names.insert(if named { name } else { format!("Zz{name}") });
        }
    }
    let mut file = String::from("actor_id\tname\tkind\talias\talias_kind\n");
    for (number, name) in names.iter().enumerate() {
        file.push_str(&format!("a{number}\tA{number}\torganisation\t{name}\tdemonym\n"));
    }
    let mut registry = Registry::default();
    registry.layer("names.tsv", &file).unwrap();
    registry
}
