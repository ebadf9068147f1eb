//! Throughput of the whole library, from files to results: stance and terms, on one thread and on all.

#![allow(missing_docs, reason = "criterion's macros make functions without a word")]
#![allow(clippy::unwrap_used, reason = "a benchmark without its corpus has failed")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use standpoint::ingest::{InputOptions, Inputs};
use standpoint::pipeline::{Engine, Settings};
use standpoint::tables::TermOptions;
use std::convert::Infallible;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::thread::available_parallelism;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
/// Minimum size of the repeated corpus in bytes.
const SIZE: u64 = 2_000_000;

/// Writes the sample articles below `folder`, repeated; returns their size in bytes.
fn repeat_corpus(folder: &Path) -> u64 {
    let mut files = Vec::new();
    for outlet in
        fs::read_dir(CORPUS).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        files.extend(fs::read_dir(outlet).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap()));
    }
    files.sort();
    let mut written = 0;
    for (number, text) in files.iter().cycle().enumerate() {
        if written >= SIZE && number % files.len() == 0 {
            break;
        }
        fs::write(folder.join(format!("{number:05}.txt")), text).unwrap();
        written += text.len() as u64;
    }
    written
}

fn inputs(folder: &Path) -> Inputs {
    Inputs::open(&[folder.to_path_buf()], InputOptions::default()).unwrap()
}

/// Scores all documents; returns the number of rows.
fn stance(folder: &Path, engine: &Engine) -> usize {
    let mut rows = 0;
    let outcome = engine.stance(inputs(folder), |_| {
        rows += 1;
        Ok::<(), Infallible>(())
    });
    assert!(outcome.unwrap().documents > 0);
    rows
}

/// Computes the key terms of all documents; returns the number of rows.
fn terms(folder: &Path, engine: &Engine) -> usize {
    let mut rows = 0;
    let outcome = engine.terms(inputs(folder), TermOptions::default(), |_| {
        rows += 1;
        Ok::<(), Infallible>(())
    });
    assert!(outcome.unwrap().documents > 0);
    rows
}

fn whole(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let bytes = repeat_corpus(folder.path());
    let knowledge = Arc::new(standpoint::shipped::knowledge().unwrap());
    let mut threads = vec![1, available_parallelism().map_or(1, usize::from)];
    threads.dedup();
    let mut group = criterion.benchmark_group("whole");
    group.throughput(Throughput::Bytes(bytes)).sample_size(20);
    for threads in threads {
        let settings = Settings { threads, ..Settings::new(&knowledge) };
        let engine = Engine::new(Arc::clone(&knowledge), settings);
        group.bench_with_input(BenchmarkId::new("stance", threads), &engine, |bencher, engine| {
            bencher.iter(|| stance(folder.path(), engine));
        });
        group.bench_with_input(BenchmarkId::new("terms", threads), &engine, |bencher, engine| {
            bencher.iter(|| terms(folder.path(), engine));
        });
    }
    group.finish();
}

criterion_group!(benches, whole);
criterion_main!(benches);
