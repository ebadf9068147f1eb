//! The results of `analyze` under way: rows that can be written are, and little else is kept.

use super::analyst::KeySentence;
use super::flow::{Outcome, RunError};
use super::{Settings, TermCounts, TermMatrix};
use crate::ingest::Ledger;
use crate::mentions::Knowledge;
use crate::output::{
    CsvWriter, Dialect, Directory, LexiconHash, Manifest, OutputError, Workbook, datapackage,
};
use crate::stance::ActorStance;
use crate::tables::{
    DocumentRow, DocumentTables, EvidenceRow, EvidenceRows, KeySentenceRow, MentionRow, Period, Row,
    SentenceRow, SkippedRow, StanceRow, TermRow, TopicChoiceRow, TopicRow, TopicSentenceRow, TopicTermRow,
    Totals, all_tables, one_line, topic_periods,
};
use crate::terms::{BACKGROUND_BELOW, Background, BackgroundError, Count, PairCounts, text_rank, top_terms};
use crate::text::TermId;
use crate::topics::{Choice, ChoiceCurve, Topic, TopicError, Topics};
use crate::tsv::FileInfo;
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::time::Duration;

/// What `analyze` writes.
#[derive(Debug, Clone)]
pub struct AnalyzeOptions {
    /// How many topics.
    pub topics: Choice,
    /// Terms a document in `terms.csv`.
    pub terms: usize,
    /// Whether the names of listed actors count there.
    pub names: bool,
    /// Which evidence is written.
    pub evidence: EvidenceRows,
    /// The stretch of time of a summary row.
    pub period: Period,
    /// Key sentences a document in `key_sentences.csv`; a topic has three times as many in `topic_sentences.csv`.
    pub sentences: usize,
    /// The language of the texts.
    pub language: String,
    /// How tables are written.
    pub dialect: Dialect,
    /// Whether a workbook is wanted.
    pub workbook: bool,
    /// What goes into the manifest besides: the flags that change results.
    pub settings: BTreeMap<String, serde_json::Value>,
}

/// Why `analyze` stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AnalyzeError {
    /// The inputs, or what is written while they flow.
    #[error(transparent)]
    Run(#[from] RunError<OutputError>),
    /// The results cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// Topics cannot be fitted.
    #[error(transparent)]
    Topics(#[from] TopicError),
    /// The shipped background table is broken, which a release has tests against.
    #[error(transparent)]
    Background(#[from] BackgroundError),
}

/// How long each part of a run took.
#[derive(Debug, Clone, Copy, Default)]
pub struct Stages {
    /// Reading, text, mentions, stance, and the rows that go with them.
    pub articles: Duration,
    /// Term matrix and topics.
    pub topics: Duration,
    /// The other tables, and what is left to write.
    pub tables: Duration,
}

/// What a worker made of an article.
pub struct ArticleResults {
    pub tables: DocumentTables,
    pub terms: Vec<(u32, Count)>,
    pub pairs: Vec<(TermId, TermId)>,
    pub key_sentences: Vec<KeySentence>,
    pub stances: Vec<ActorStance>,
}

type TableFile = CsvWriter<BufWriter<File>>;

/// Documents of a topic that `topics.csv` names.
const EXAMPLES: usize = 3;

/// The tables under way.
pub struct Results {
    directory: Directory,
    dialect: Dialect,
    sentences: TableFile,
    mentions: TableFile,
    evidence: TableFile,
    stance: TableFile,
    key_sentences: TableFile,
    /// Rows a document there.
    shown_sentences: usize,
    counts: TermCounts,
    pairs: PairCounts,
    totals: Totals,
    documents: Vec<DocumentRow>,
    dates: Vec<Option<Date>>,
    /// The first key sentence of each document.
    first_sentences: Vec<Option<KeySentence>>,
    first_with: HashMap<String, u32, FixedState>,
}

impl Results {
    /// Opens the tables that grow while articles flow.
    pub fn create(directory: Directory, options: &AnalyzeOptions) -> Result<Self, OutputError> {
        let dialect = options.dialect;
        Ok(Self {
            sentences: open::<SentenceRow>(&directory, dialect)?,
            mentions: open::<MentionRow>(&directory, dialect)?,
            evidence: open::<EvidenceRow>(&directory, dialect)?,
            stance: open::<StanceRow>(&directory, dialect)?,
            key_sentences: open::<KeySentenceRow>(&directory, dialect)?,
            shown_sentences: options.sentences,
            directory,
            dialect,
            counts: TermCounts::new(),
            pairs: PairCounts::default(),
            totals: Totals::default(),
            documents: Vec::new(),
            dates: Vec::new(),
            first_sentences: Vec::new(),
            first_with: HashMap::default(),
        })
    }

    /// Adds an article, in the order of the input.
    pub fn add(&mut self, of_article: ArticleResults) -> Result<(), OutputError> {
        let ArticleResults { mut tables, terms, pairs, key_sentences, stances } = of_article;
        tables.number(self.mentions.rows(), self.evidence.rows());
        write_all(&mut self.sentences, &tables.sentences)?;
        write_all(&mut self.mentions, &tables.mentions)?;
        tables.evidence.iter().try_for_each(|(_, row)| self.evidence.write(row))?;
        write_all(&mut self.stance, &tables.stances)?;
        let shown = (1u64..).zip(&key_sentences).take(self.shown_sentences);
        for (rank, sentence) in shown {
            self.key_sentences.write(&KeySentenceRow {
                doc_id: tables.document.doc_id.clone(),
                rank,
                sentence_id: format!("S{}", sentence.number + 1),
                sentence: one_line(&sentence.text),
                weight: sentence.weight,
            })?;
        }
        self.counts.push(&terms);
        self.pairs.push(pairs);
        let mut document = tables.document;
        let number = self.documents.len() as u32;
        let first = *self.first_with.entry(document.content_sha256.clone()).or_insert(number);
        if first != number {
            document.duplicate_of = self.documents.get(first as usize).map(|first| first.doc_id.clone());
        }
        self.totals.add(tables.date, document.source.clone(), &stances);
        self.documents.push(document);
        self.dates.push(tables.date);
        self.first_sentences.push(key_sentences.into_iter().next());
        Ok(())
    }

    /// The counts of all documents, and the hash of each.
    pub fn take_counts(&mut self) -> (TermCounts, PairCounts, Vec<String>) {
        let hashes = self.documents.iter().map(|document| document.content_sha256.clone()).collect();
        (std::mem::take(&mut self.counts), std::mem::take(&mut self.pairs), hashes)
    }

    /// Notes of each document which one it nearly repeats: the first in the order of the input of those that are alike.
    fn mark_repeats(&mut self, repeats: &[Option<usize>]) {
        let original = |document: usize| repeats.get(document).copied().flatten().unwrap_or(document);
        let mut first: HashMap<usize, usize, FixedState> = HashMap::default();
        for document in 0..self.documents.len() {
            let first = *first.entry(original(document)).or_insert(document);
            if first != document {
                self.documents[document].near_duplicate_of = Some(self.documents[first].doc_id.clone());
            }
        }
    }

    /// Writes what had to wait for the last article.
    pub fn finish(
        mut self,
        outcome: Outcome,
        matrix: &TermMatrix,
        topics: &Topics,
        knowledge: &Knowledge,
        settings: &Settings,
        options: &AnalyzeOptions,
    ) -> Result<Draft, AnalyzeError> {
        for (document, assignment) in self.documents.iter_mut().zip(&topics.assignments) {
            document.topic_id = assignment.map(|assignment| topic_id(assignment.topic));
            document.topic_strength = assignment.map(|assignment| assignment.strength);
        }
        self.mark_repeats(&topics.repeats);
        let terms = term_rows(&self.documents, matrix, options.terms, options.names)?;
        let topic_of: Vec<Option<String>> = self.documents.iter().map(|row| row.topic_id.clone()).collect();
        let (directory, dialect) = (&self.directory, self.dialect);
        let mut rows = BTreeMap::new();
        for (name, file) in [
            (SentenceRow::TABLE.name, self.sentences),
            (MentionRow::TABLE.name, self.mentions),
            (EvidenceRow::TABLE.name, self.evidence),
            (StanceRow::TABLE.name, self.stance),
            (KeySentenceRow::TABLE.name, self.key_sentences),
        ] {
            rows.insert(name, close(directory, name, file)?);
        }
        save(directory, dialect, &mut rows, &self.documents)?;
        save(directory, dialect, &mut rows, &self.totals.actors(knowledge, settings.seed))?;
        let telling = topic_sentences(topics, &self.first_sentences);
        save(directory, dialect, &mut rows, &topic_rows(topics, &self.documents, &telling, matrix))?;
        let most = 3 * options.sentences;
        save(directory, dialect, &mut rows, &topic_sentence_rows(&telling, &self.documents, most))?;
        let topic_numbers = topics.assignments.iter().map(|assignment| assignment.map(|a| a.topic));
        let dated = self.dates.iter().copied().zip(topic_numbers);
        save(directory, dialect, &mut rows, &topic_periods(dated, topics.topics.len(), options.period))?;
        save(directory, dialect, &mut rows, &topic_term_rows(topics, matrix))?;
        save(directory, dialect, &mut rows, &topic_choice_rows(topics))?;
        save(directory, dialect, &mut rows, &terms)?;
        let summary = self.totals.summary(knowledge, &topic_of, options.period, settings.seed);
        save(directory, dialect, &mut rows, &summary)?;
        save(directory, dialect, &mut rows, &skipped_rows(&outcome.ledger))?;
        let manifest = Manifest {
            settings: options.settings.clone(),
            lexicons: hashes(knowledge.lexicon.files())
                .into_iter()
                .chain(hashes(knowledge.learned.files()))
                .collect(),
            actors: hashes(knowledge.registry.files()),
            input_sha256: input_hash(&self.documents),
            rows,
        };
        let package = datapackage(&all_tables(), &manifest, &outcome.ledger, dialect.spreadsheet);
        let workbook =
            options.workbook.then(|| Workbook::build(&all_tables(), directory, dialect)).transpose()?;
        Ok(Draft {
            outcome,
            topics: topics.topics.len(),
            choice: topics.choice.clone(),
            rows: manifest.rows,
            stages: Stages::default(),
            workbook,
            package: format!("{package:#}\n"),
            directory: self.directory,
        })
    }
}

/// A complete result that is not there to see yet.
pub struct Draft {
    /// What the inputs came to.
    pub outcome: Outcome,
    /// How many topics there are.
    pub topics: usize,
    /// What their number was chosen by, where it was not given.
    pub choice: Option<ChoiceCurve>,
    /// Rows of each table.
    pub rows: BTreeMap<&'static str, u64>,
    /// How long it took.
    pub stages: Stages,
    workbook: Option<Workbook>,
    package: String,
    directory: Directory,
}

impl Draft {
    /// Swaps the directory in and saves the workbook, where one was asked for. Returns the names of tables that are
    /// longer than a sheet and were cut there.
    ///
    /// # Errors
    /// The disk refuses; what stood there before still stands.
    pub fn commit(self, workbook: Option<&Path>) -> Result<Vec<&'static str>, OutputError> {
        let cut = match (self.workbook, workbook) {
            (Some(built), Some(target)) => built.save(target)?,
            _ => Vec::new(),
        };
        self.directory.commit(self.package.as_bytes())?;
        Ok(cut)
    }
}

fn topic_id(topic: usize) -> String {
    format!("T{}", topic + 1)
}

fn file_name(table: &str) -> String {
    format!("{table}.csv")
}

fn open<R: Row>(directory: &Directory, dialect: Dialect) -> Result<TableFile, OutputError> {
    let name = file_name(R::TABLE.name);
    CsvWriter::new::<R>(directory.file(&name)?, dialect, &directory.target().join(&name))
}

fn write_all<R: Row>(file: &mut TableFile, rows: &[R]) -> Result<(), OutputError> {
    rows.iter().try_for_each(|row| file.write(row))
}

fn close(directory: &Directory, table: &str, file: TableFile) -> Result<u64, OutputError> {
    let rows = file.rows();
    directory.close(&file_name(table), file.finish()?)?;
    Ok(rows)
}

fn save<R: Row>(
    directory: &Directory,
    dialect: Dialect,
    counts: &mut BTreeMap<&'static str, u64>,
    rows: &[R],
) -> Result<(), OutputError> {
    let mut file = open::<R>(directory, dialect)?;
    write_all(&mut file, rows)?;
    counts.insert(R::TABLE.name, close(directory, R::TABLE.name, file)?);
    Ok(())
}

fn term_rows(
    documents: &[DocumentRow],
    matrix: &TermMatrix,
    most: usize,
    names: bool,
) -> Result<Vec<TermRow>, BackgroundError> {
    let background = if documents.len() < BACKGROUND_BELOW { Some(Background::shipped()?) } else { None };
    let mut rows = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        for (rank, term) in (1u64..).zip(top_terms(matrix, at, most, names, background.as_ref())) {
            rows.push(TermRow {
                doc_id: document.doc_id.clone(),
                rank,
                term: matrix.surfaces[term.column].to_string(),
                stem: matrix.stems[term.column].to_string(),
                tf: u64::from(term.tf),
                tfidf: term.tfidf,
            });
        }
    }
    Ok(rows)
}

/// A sentence that stands for a topic: its document, its words, and its share of the weight.
struct TopicSentence<'s> {
    document: usize,
    text: &'s str,
    weight: f64,
}

/// For each topic the key sentences of the documents nearest to its centre, each once, those first that say most of what
/// the others say.
fn topic_sentences<'s>(topics: &Topics, first: &'s [Option<KeySentence>]) -> Vec<Vec<TopicSentence<'s>>> {
    let of_topic = |topic: &Topic| {
        let mut seen: HashSet<&str, FixedState> = HashSet::default();
        let sentences: Vec<(usize, &KeySentence)> = topic
            .nearest
            .iter()
            .filter_map(|&document| Some((document, first.get(document)?.as_ref()?)))
            .filter(|(_, sentence)| seen.insert(&sentence.text))
            .collect();
        let terms: Vec<Vec<TermId>> = sentences.iter().map(|(_, sentence)| sentence.terms.clone()).collect();
        let mut found: Vec<TopicSentence<'_>> = sentences
            .iter()
            .zip(text_rank(&terms))
            .map(|(&(document, sentence), weight)| TopicSentence { document, text: &sentence.text, weight })
            .collect();
        // Stable: of equals the nearer document first.
        found.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        found
    };
    topics.topics.iter().map(of_topic).collect()
}

fn topic_sentence_rows(
    telling: &[Vec<TopicSentence<'_>>],
    documents: &[DocumentRow],
    most: usize,
) -> Vec<TopicSentenceRow> {
    let mut rows = Vec::new();
    for (at, sentences) in telling.iter().enumerate() {
        rows.extend((1u64..).zip(sentences).take(most).map(|(rank, sentence)| TopicSentenceRow {
            topic_id: topic_id(at),
            rank,
            doc_id: documents.get(sentence.document).map_or_else(String::new, |row| row.doc_id.clone()),
            sentence: one_line(sentence.text),
            weight: sentence.weight,
        }));
    }
    rows
}

fn topic_rows(
    topics: &Topics,
    documents: &[DocumentRow],
    telling: &[Vec<TopicSentence<'_>>],
    matrix: &TermMatrix,
) -> Vec<TopicRow> {
    let rows = topics.topics.iter().zip(telling).enumerate().map(|(at, (topic, telling))| {
        let ids: Vec<&str> = topic
            .nearest
            .iter()
            .take(EXAMPLES)
            .filter_map(|&example| documents.get(example))
            .map(|document| document.doc_id.as_str())
            .collect();
        let terms: Vec<&str> = topic.terms.iter().map(|term| &*matrix.surfaces[term.column]).collect();
        TopicRow {
            topic_id: topic_id(at),
            label: topic.label.clone(),
            documents: topic.documents as u64,
            stability: Some(topic.stability),
            coherence: topic.coherence,
            example_doc_id: ids.first().map(|&id| id.to_owned()),
            example_sentence: telling.first().map(|sentence| one_line(sentence.text)).unwrap_or_default(),
            terms: terms.join("; "),
            example_doc_ids: ids.join("; "),
        }
    });
    rows.collect()
}

fn topic_term_rows(topics: &Topics, matrix: &TermMatrix) -> Vec<TopicTermRow> {
    let mut rows = Vec::new();
    for (at, topic) in topics.topics.iter().enumerate() {
        rows.extend((1u64..).zip(&topic.terms).map(|(rank, term)| TopicTermRow {
            topic_id: topic_id(at),
            rank,
            term: matrix.surfaces[term.column].to_string(),
            stem: matrix.stems[term.column].to_string(),
            weight: term.weight,
        }));
    }
    rows
}

fn topic_choice_rows(topics: &Topics) -> Vec<TopicChoiceRow> {
    let Some(curve) = &topics.choice else { return Vec::new() };
    let rows = curve.points.iter().map(|point| TopicChoiceRow {
        k: point.k as u64,
        stability: point.stability,
        coherence: point.coherence,
        smallest: point.smallest as u64,
        chosen: if point.k == curve.chosen { "yes" } else { "no" },
    });
    rows.collect()
}

fn skipped_rows(ledger: &Ledger) -> Vec<SkippedRow> {
    let rows = ledger.skips.iter().map(|skip| SkippedRow {
        path: skip.path.clone(),
        row: skip.row,
        reason: skip.reason.name(),
        detail: skip.detail.clone(),
    });
    rows.collect()
}

fn hashes(files: &[FileInfo]) -> Vec<LexiconHash> {
    files.iter().map(|file| LexiconHash { id: file.id.clone(), sha256: file.hash.sha256() }).collect()
}

/// SHA-256 over the documents' hashes, sorted: the same whatever the order of the files.
fn input_hash(documents: &[DocumentRow]) -> String {
    let mut hashes: Vec<&str> = documents.iter().map(|document| document.content_sha256.as_str()).collect();
    hashes.sort_unstable();
    crate::tsv::hash_of(hashes.into_iter())
}
