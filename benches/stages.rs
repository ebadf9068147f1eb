//! Throughput of each stage, on the sample corpus repeated to about 2 MB in memory, in bytes of scored text.

#![allow(missing_docs, reason = "criterion's macros make functions without a word")]
#![allow(clippy::unwrap_used, reason = "a benchmark without its corpus has failed")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use standpoint::index::Knowledge;
use standpoint::ingest::{Article, Context, Metadata, Payload, Raw};
use standpoint::mentions::{Resolve, find};
use standpoint::pipeline::{Analyst, Settings, text_hash};
use standpoint::stance::{Scorer, score};
use standpoint::terms::{TermCounts, TermMatrix, top_terms};
use standpoint::text::{Document, Section, Vocabulary, WordTable, sentences, tokenize_with};
use standpoint::topics::{Choice, TopicSettings, fit};
use std::fs;
use std::hint::black_box;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
/// Minimum size of the repeated corpus in bytes.
const SIZE: usize = 2_000_000;

/// The sample articles, read and cleaned up, repeated. Their texts are in `Article::text`.
fn articles(knowledge: &Knowledge) -> Vec<Article> {
    let settings = Settings::new(knowledge);
    let mut analyst = Analyst::new(knowledge, &settings, None);
    let mut files = Vec::new();
    for folder in
        fs::read_dir(CORPUS).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        files.extend(fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    }
    files.sort();
    let mut read = |file: &std::path::PathBuf| {
        let text = fs::read_to_string(file).unwrap();
        let path = file.to_string_lossy().into_owned();
        let payload = Payload::Bytes(text.into_bytes());
        let (metadata, context) = (Metadata::default(), Context::default());
        let raw = Raw { doc_id: path.clone(), path, row: None, payload, metadata, context };
        analyst.read(raw).unwrap().0
    };
    let once: Vec<Article> = files.iter().map(&mut read).collect();
    let size: usize = once.iter().map(|article| article.text.len()).sum();
    let times = SIZE.div_ceil(size);
    (0..times).flat_map(|_| once.iter().cloned()).collect()
}

fn documents(articles: &[Article], words: &mut WordTable<'_>) -> Vec<Document> {
    articles.iter().map(|article| Document::new(article.text.clone(), &article.sections, words)).collect()
}

/// The term matrix of all articles.
fn matrix(articles: &[Article], knowledge: &Knowledge) -> TermMatrix {
    let (settings, vocabulary) = (Settings::new(knowledge), Vocabulary::new());
    let mut analyst = Analyst::new(knowledge, &settings, Some(&vocabulary));
    let mut counts = TermCounts::new();
    for article in articles {
        let payload = Payload::Bytes(article.source.clone().into_bytes());
        let (metadata, context) = (Metadata::default(), Context::default());
        let raw = Raw { doc_id: String::new(), path: String::new(), row: None, payload, metadata, context };
        let (article, document) = analyst.read(raw).unwrap();
        let found = analyst.find(&article, &document);
        counts.push(&analyst.term_counts(&document, Some(&found)));
    }
    TermMatrix::build(counts, &vocabulary.take())
}

fn stages(criterion: &mut Criterion) {
    let knowledge = standpoint::shipped::knowledge().unwrap();
    let articles = articles(&knowledge);
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let mut group = criterion.benchmark_group("stages");
    group.throughput(Throughput::Bytes(bytes as u64)).sample_size(20);

    group.bench_function("tokenize", |bencher| {
        bencher.iter(|| {
            let mut tokens = 0usize;
            for article in &articles {
                tokenize_with(&article.text, |_, _, gap| tokens += 1 + usize::from(black_box(gap).0 > 0));
            }
            tokens
        });
    });

    let mut words = WordTable::new(&knowledge.symbols, &knowledge.language, None);
    let documents = documents(&articles, &mut words);
    let parts: Vec<(&Document, &[Section])> =
        documents.iter().zip(&articles).map(|(document, article)| (document, &*article.sections)).collect();
    group.bench_function("sentences", |bencher| {
        bencher.iter(|| {
            let count = |(document, sections): &(&Document, &[Section])| {
                sentences(&document.text, sections, &document.tokens, &words).0.len()
            };
            parts.iter().map(count).sum::<usize>()
        });
    });

    group.bench_function("find mentions", |bencher| {
        bencher.iter(|| {
            let count =
                |document: &Document| find(document, &words, &knowledge, None, Resolve::All).mentions.len();
            documents.iter().map(count).sum::<usize>()
        });
    });

    let found: Vec<_> =
        documents.iter().map(|document| find(document, &words, &knowledge, None, Resolve::All)).collect();
    let scorer = Scorer::of(&knowledge);
    group.bench_function("score", |bencher| {
        bencher.iter(|| {
            let pairs = documents.iter().zip(&found);
            pairs
                .map(|(document, found)| score(document, &words, found, &knowledge, &scorer).len())
                .sum::<usize>()
        });
    });

    group.bench_function("terms", |bencher| {
        bencher.iter(|| {
            let matrix = matrix(&articles, &knowledge);
            (0..matrix.documents()).map(|at| top_terms(&matrix, at, 10, false, None).len()).sum::<usize>()
        });
    });

    let matrix = matrix(&articles, &knowledge);
    let hashes: Vec<String> = articles.iter().map(text_hash).collect();
    // By content; repeated articles are equal rows.
    let mut order: Vec<usize> = (0..hashes.len()).collect();
    order.sort_by(|&a, &b| hashes[a].cmp(&hashes[b]));
    group.bench_function("topics", |bencher| {
        let settings = TopicSettings { choice: Choice::default(), seed: 1 };
        bencher.iter(|| fit(&matrix, &[], &order, settings).unwrap());
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
