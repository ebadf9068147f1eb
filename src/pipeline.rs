//! The pipeline: the one place that knows the order of the stages.
//!
//! `ingest -> text -> mentions -> stance`, and beside it `terms -> topics`; then tables. Articles flow through in
//! parallel and come out in order; kept are counts, the term matrix and one small row a document.

use crate::ingest::{Article, Decoding, InputError, Inputs, Item, Ledger, Raw, Reason, RuleSet, Skip, load};
use crate::mentions::{Found, Knowledge, find};
use crate::ordered;
use crate::stance::{ActorStance, ScoredMention, Weights, aggregate, score};
use crate::tables::View;
use crate::terms::{TermCounts, TermMatrix};
use crate::text::{Document, NO_TERM, Part, Vocabulary, WordTable};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::sync::atomic::AtomicBool;

/// What a run does with each article.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Threads that work on articles; 1 is the caller's own.
    pub threads: usize,
    /// Seed of everything that is drawn.
    pub seed: u64,
    /// How bytes become text.
    pub decoding: Decoding,
    /// Clean-up rules that are on.
    pub rules: RuleSet,
    /// The constants of the stance formula.
    pub weights: Weights,
    /// Whether the names of listed actors count as terms.
    pub names_as_terms: bool,
}

/// What was found in one article.
pub struct Analysis {
    /// As it was read.
    pub article: Article,
    /// Taken apart.
    pub document: Document,
    /// Mentions and expressions.
    pub found: Found,
    /// The evidence of each mention.
    pub scored: Vec<ScoredMention>,
    /// What it comes to, by actor.
    pub stances: Vec<ActorStance>,
}

impl Analysis {
    /// The analysis as the tables want to see it.
    #[must_use]
    pub fn view<'a>(&'a self, knowledge: &'a Knowledge) -> View<'a> {
        View {
            article: &self.article,
            document: &self.document,
            found: &self.found,
            scored: &self.scored,
            stances: &self.stances,
            knowledge,
        }
    }

    /// SHA-256 of the decoded source text, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        crate::tsv::hex(&Sha256::digest(self.article.source.as_bytes()))
    }
}

/// One worker: what it knows, and the word forms it has met.
pub struct Analyst<'k> {
    knowledge: &'k Knowledge,
    settings: &'k Settings,
    words: WordTable<'k>,
}

impl<'k> Analyst<'k> {
    /// A worker. With a `vocabulary` it can count terms.
    #[must_use]
    pub fn new(knowledge: &'k Knowledge, settings: &'k Settings, vocabulary: Option<&'k Vocabulary>) -> Self {
        let words = WordTable::new(&knowledge.symbols, &knowledge.classes, vocabulary);
        Self { knowledge, settings, words }
    }

    /// Reads an article and takes it apart.
    ///
    /// # Errors
    /// A skip that says why it is no text.
    pub fn read(&mut self, raw: Raw) -> Result<(Article, Document), Skip> {
        let mut article = load(raw, &self.settings.decoding, self.settings.rules)?;
        let document = Document::new(std::mem::take(&mut article.text), &article.sections, &mut self.words);
        article.text.clone_from(&document.text);
        if document.cut_sentences > 0 {
            let place =
                article.row.map_or_else(|| article.path.clone(), |row| format!("{}#{row}", article.path));
            article.warnings.push(format!(
                "{place}: text without end, cut into {} sentences",
                document.cut_sentences + 1
            ));
        }
        Ok((article, document))
    }

    /// Finds the actors in an article and weighs what is said of them.
    ///
    /// # Errors
    /// A skip that says why it is no text.
    pub fn analyze(&mut self, raw: Raw) -> Result<Analysis, Skip> {
        let (article, document) = self.read(raw)?;
        let found = self.find(&article, &document);
        let weights = &self.settings.weights;
        let scored = score(&document, &self.words, &found, self.knowledge, weights);
        let stances =
            aggregate(&found, &scored, self.knowledge, weights, self.settings.seed, &article.doc_id);
        Ok(Analysis { article, document, found, scored, stances })
    }

    /// Only the mentions and expressions.
    #[must_use]
    pub fn find(&self, article: &Article, document: &Document) -> Found {
        find(document, &self.words, self.knowledge, article.metadata.date)
    }

    /// The terms of a document: number and count, each term once, by number. Names of listed actors, which have
    /// tables of their own, are left out unless the settings say otherwise.
    #[must_use]
    pub fn term_counts(&self, document: &Document, found: Option<&Found>) -> Vec<(u32, u32)> {
        let named = found.filter(|_| !self.settings.names_as_terms).map(|found| found.named.as_slice());
        let mut numbers: Vec<u32> = Vec::with_capacity(document.tokens.len());
        for (at, token) in document.tokens.iter().enumerate() {
            let term = self.words.info(token).term;
            let is_name = named.is_some_and(|named| named.get(at).copied().unwrap_or(false));
            if term != NO_TERM && !is_name {
                numbers.push(term);
            }
        }
        numbers.sort_unstable();
        let mut counts: Vec<(u32, u32)> = Vec::new();
        for number in numbers {
            match counts.last_mut() {
                Some((last, count)) if *last == number => *count += 1,
                _ => counts.push((number, 1)),
            }
        }
        counts
    }

    /// The body sentence that shares most with the rest: the largest mean count of its terms in the document.
    #[must_use]
    pub fn key_sentence<'d>(&self, document: &'d Document, counts: &[(u32, u32)]) -> Option<&'d str> {
        let count = |term: u32| {
            counts
                .binary_search_by_key(&term, |&(number, _)| number)
                .ok()
                .and_then(|at| counts.get(at))
                .map_or(0, |c| c.1)
        };
        let mut best: Option<(f64, &std::ops::Range<usize>)> = None;
        for sentence in document.sentences.iter().filter(|s| s.part == Part::Body) {
            let tokens = document.tokens.get(sentence.tokens.clone()).unwrap_or_default();
            if !(6..=60).contains(&tokens.len()) {
                continue;
            }
            let sum: f64 = tokens.iter().map(|token| f64::from(count(self.words.info(token).term))).sum();
            let mean = sum / tokens.len() as f64;
            if best.is_none_or(|(most, _)| mean > most) {
                best = Some((mean, &sentence.range));
            }
        }
        best.and_then(|(_, range)| document.text.get(range.clone()))
    }
}

/// Why a run stopped.
#[derive(Debug, thiserror::Error)]
pub enum RunError<E> {
    /// What was named is wrong.
    #[error(transparent)]
    Input(#[from] InputError),
    /// The results cannot be written.
    #[error("{0}")]
    Sink(E),
}

/// What a run came to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What was skipped and repaired.
    pub ledger: Ledger,
    /// Documents that went through.
    pub documents: u64,
}

/// What a worker made of a raw document: the id, what to say of it, the result.
type Worked<T> = (String, String, Option<u64>, Vec<String>, Vec<(&'static str, u32)>, T);

/// Sends every input through `work` (in parallel) and its result to `sink` (in order). Skips, warnings and documents
/// whose id was there already are entered into the ledger. Stops early when `stop` is set.
///
/// # Errors
/// Wrong inputs, or what `sink` returns.
pub fn run<T: Send, E>(
    inputs: Inputs,
    knowledge: &Knowledge,
    settings: &Settings,
    vocabulary: Option<&Vocabulary>,
    stop: &AtomicBool,
    work: impl Fn(&mut Analyst<'_>, Raw) -> Result<(Article, T), Skip> + Sync,
    mut sink: impl FnMut(T) -> Result<(), E>,
) -> Result<Outcome, RunError<E>> {
    let mut outcome = Outcome::default();
    outcome.ledger.passed_over = inputs.passed_over();
    let mut ids: HashSet<String> = HashSet::new();
    enum Made<T> {
        Done(Box<Worked<T>>),
        Skipped(Skip),
        Wrong(InputError),
    }
    ordered::map(
        inputs,
        settings.threads,
        stop,
        || {
            let mut analyst = Analyst::new(knowledge, settings, vocabulary);
            let work = &work;
            move |item: Item| match item {
                Item::Skip(skip) => Made::Skipped(skip),
                Item::Wrong(error) => Made::Wrong(error),
                Item::Document(raw) => match work(&mut analyst, *raw) {
                    Err(skip) => Made::Skipped(skip),
                    Ok((article, result)) => {
                        let counts = article.clean_up.counts().collect();
                        Made::Done(Box::new((
                            article.doc_id,
                            article.path,
                            article.row,
                            article.warnings,
                            counts,
                            result,
                        )))
                    }
                },
            }
        },
        |made| {
            match made {
                Made::Wrong(error) => return Err(RunError::Input(error)),
                Made::Skipped(skip) => outcome.ledger.skips.push(skip),
                Made::Done(done) => {
                    let (doc_id, path, row, warnings, counts, result) = *done;
                    if ids.contains(&doc_id) {
                        let detail = format!("'{doc_id}' was there already");
                        outcome.ledger.skips.push(Skip { path, row, reason: Reason::DuplicateId, detail });
                        return Ok(());
                    }
                    ids.insert(doc_id);
                    outcome.ledger.warnings.extend(warnings);
                    for (rule, count) in counts {
                        *outcome.ledger.clean_up.entry(rule).or_default() += u64::from(count);
                    }
                    outcome.documents += 1;
                    sink(result).map_err(RunError::Sink)?;
                }
            }
            Ok(())
        },
    )?;
    Ok(outcome)
}

/// The term matrix of a run out of the counts of its documents.
#[must_use]
pub fn term_matrix(counts: TermCounts, vocabulary: &Vocabulary) -> TermMatrix {
    TermMatrix::build(counts, &vocabulary.take())
}

/// An order of the documents that depends on their content alone: by hash; equal texts are equal rows.
#[must_use]
pub fn content_order(hashes: &[String]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..hashes.len()).collect();
    order.sort_by(|&a, &b| hashes[a].cmp(&hashes[b]).then(a.cmp(&b)));
    order
}
