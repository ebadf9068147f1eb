//! The results of `analyze` while it runs: rows are written as soon as possible, and little else is kept.

use super::Settings;
use super::article_results::ArticleResults;
use super::by_language::CountsByLanguage;
use super::digest::{DigestRows, about};
use super::flow::{Outcome, RunError};
use super::relations::pooled;
use super::resume::Resumed;
use super::shard::ShardError;
use crate::copies::{Copies, Printing, Sketches, find_copies};
use crate::digest::{Digest, Gathered};
use crate::index::Knowledge;
use crate::output::{
    Aftermath, CsvWriter, DIGEST_FILE, Dialect, Directory, LexiconHash, Manifest, OutputError, REPORT_FILE,
    ResultFile, TableFormat, Workbook, WrittenTable, WrittenWorkbook, datapackage, describe_files,
    describe_parquet, describe_wide, name_in, remove_csv_tables, write_digest, write_parquet_tables,
    write_report, write_wide,
};
use crate::relations::{CorpusEdges, RelationScorer};
use crate::tables::{
    DocumentRow, DocumentTopics, EvidenceRow, EvidenceRows, KeySentenceRow, MentionRow, MentionTables,
    Numbered, Period, RelationEvidenceRow, RelationRow, Row, SentenceRow, StanceRow, Table, TermOptions,
    TermRow, Totals, WideActors, all_tables, key_sentence_rows, mark_copies, relation_row, skipped_rows,
    topic_choice_rows, topic_periods, topic_rows, topic_sentence_rows, topic_sentences, topic_term_rows,
};
use crate::terms::{BackgroundError, KeySentence, TermMatrix};
use crate::topics::{Choice, ChoiceCurve, Placement, TopicError, TopicModel, Topics};
use crate::tsv::{FileInfo, Hint};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::io::BufWriter;
use std::path::PathBuf;
use std::sync::Arc;

/// Options of `analyze`.
#[derive(Debug, Clone)]
pub struct AnalyzeOptions {
    /// How the number of topics is chosen.
    pub topics: Choice,
    /// Maximum terms per document in `terms.csv`.
    pub terms: usize,
    /// Whether occurrences inside names of listed actors count there.
    pub names: bool,
    /// Which evidence is written.
    pub evidence: EvidenceRows,
    /// The length of the periods of summary rows.
    pub period: Period,
    /// Key sentences per document in `key_sentences.csv`; three times as many per topic in `topic_sentences.csv`.
    pub sentences: usize,
    /// Whether each copy of a text counts by itself in what is above a document; else a text counts once.
    pub count_duplicates: bool,
    /// How tables are written.
    pub dialect: Dialect,
    /// Where a workbook is written: in the directory of the results it is a file of the result.
    pub workbook: Option<PathBuf>,
    /// The formats of the tables; CSV is made in any case, and stays if it is one of them.
    pub formats: Vec<TableFormat>,
    /// Whether actors against outlets are written too, as a wide table.
    pub wide_actors: bool,
    /// Whether the page of the result is written.
    pub report: bool,
    /// The model that documents are put into the topics of, in the order of their ids; else topics are fitted, and the
    /// order is that of the inputs.
    pub model: Option<Arc<TopicModel>>,
    /// Whether the result keeps what [`Engine::merge`](super::Engine::merge) needs of its documents. It takes a model.
    pub shard: bool,
    /// Settings for the manifest: the flags that change results.
    pub settings: BTreeMap<String, serde_json::Value>,
}

impl Default for AnalyzeOptions {
    /// The defaults of the command.
    fn default() -> Self {
        Self {
            topics: Choice::default(),
            terms: TermOptions::default().most,
            names: false,
            evidence: EvidenceRows::Cues,
            period: Period::Month,
            sentences: 1,
            count_duplicates: false,
            dialect: Dialect::default(),
            workbook: None,
            formats: vec![TableFormat::Csv],
            wide_actors: false,
            report: true,
            model: None,
            shard: false,
            settings: BTreeMap::new(),
        }
    }
}

/// Why `analyze` stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AnalyzeError {
    /// Wrong inputs, an interruption, or a table that cannot be written meanwhile.
    #[error(transparent)]
    Run(#[from] RunError<OutputError>),
    /// The results cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// Topics cannot be fitted.
    #[error(transparent)]
    Topics(#[from] TopicError),
    /// The background table of the language is broken; tests read the shipped one.
    #[error(transparent)]
    Background(#[from] BackgroundError),
    /// Parts of a corpus cannot be analysed as such, or merged.
    #[error(transparent)]
    Shard(#[from] ShardError),
}

impl Hint for AnalyzeError {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Run(error) => error.hint(),
            Self::Output(error) => error.hint(),
            Self::Topics(error) => error.hint(),
            Self::Background(error) => error.hint(),
            Self::Shard(error) => error.hint(),
        }
    }
}

/// What is computed from the words of all articles.
pub struct OfCorpus {
    /// The documents that print the same text.
    pub copies: Copies,
    pub matrix: TermMatrix,
    pub topics: Topics,
}

/// The files that a result was made with besides its inputs.
pub struct MadeWith {
    /// The lexicons and learned tables, in the order of their layers.
    pub lexicons: Vec<LexiconHash>,
    /// The actor files.
    pub actors: Vec<LexiconHash>,
    /// The confidence from which on a relation counts, which depends on the learned tables.
    pub least_relation: f64,
}

impl MadeWith {
    /// Those of the knowledge.
    pub fn of(knowledge: &Knowledge) -> Self {
        let lexicons = [knowledge.lexicon.files(), knowledge.learned.files()];
        Self {
            lexicons: lexicons.map(hashes).concat(),
            actors: hashes(knowledge.registry.files()),
            least_relation: RelationScorer::of(knowledge).confidence(),
        }
    }
}

type TableFile = CsvWriter<BufWriter<ResultFile>>;

/// The tables that are being written.
pub struct Results {
    directory: Directory,
    dialect: Dialect,
    sentences: TableFile,
    mentions: TableFile,
    evidence: TableFile,
    stance: TableFile,
    relation_evidence: TableFile,
    key_sentences: TableFile,
    /// Maximum rows per document there.
    shown_sentences: usize,
    counts: CountsByLanguage,
    /// Whether pairs of terms are counted, of which topics that are fitted make phrases.
    counts_pairs: bool,
    totals: Totals,
    documents: Vec<DocumentRow>,
    dates: Vec<Option<Date>>,
    /// The first key sentence of each document.
    first_sentences: Vec<Option<KeySentence>>,
    sketches: Sketches,
    /// The sentences of the digest.
    gathered: Gathered,
    /// Where a model puts each document.
    places: Vec<Option<Placement>>,
    /// Files of the result that are no tables.
    files: Vec<String>,
    edges: CorpusEdges,
    /// The rows of the tables that are written already.
    written: BTreeMap<&'static str, u64>,
}

impl Results {
    /// Opens the tables that are written while articles are processed.
    pub fn create(directory: Directory, options: &AnalyzeOptions) -> Result<Self, OutputError> {
        let dialect = options.dialect;
        Ok(Self {
            sentences: open::<SentenceRow>(&directory, dialect)?,
            mentions: open::<MentionRow>(&directory, dialect)?,
            evidence: open::<EvidenceRow>(&directory, dialect)?,
            stance: open::<StanceRow>(&directory, dialect)?,
            relation_evidence: open::<RelationEvidenceRow>(&directory, dialect)?,
            key_sentences: open::<KeySentenceRow>(&directory, dialect)?,
            shown_sentences: options.sentences,
            directory,
            dialect,
            counts: CountsByLanguage::default(),
            counts_pairs: true,
            totals: Totals::default(),
            documents: Vec::new(),
            dates: Vec::new(),
            first_sentences: Vec::new(),
            sketches: Sketches::default(),
            gathered: Gathered::new(options.period),
            places: Vec::new(),
            files: Vec::new(),
            edges: CorpusEdges::default(),
            written: BTreeMap::new(),
        })
    }

    /// Where the result is written.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// Records that the result has a file that is no table.
    pub fn has_file(&mut self, name: &str) {
        self.files.push(name.to_owned());
    }

    /// Leaves pairs of terms out from now on: no topics are fitted.
    pub fn leave_pairs_out(&mut self) {
        self.counts_pairs = false;
    }

    /// Where a model puts each document.
    pub fn places(&self) -> &[Option<Placement>] {
        &self.places
    }

    /// Adds the results for an article, in the order of the rows.
    pub fn add(
        &mut self,
        of_article: ArticleResults,
        knowledge: &Knowledge,
        evidence: EvidenceRows,
    ) -> Result<(), OutputError> {
        let ArticleResults {
            document,
            date,
            read_as,
            mentions,
            stance_rows,
            terms,
            pairs,
            key_sentences,
            stances,
            edges,
            sketch,
            place,
        } = of_article;
        let mut numbered = Numbered::default();
        mentions
            .each_part(knowledge, evidence, |part| self.write_mentions(&document, part, &mut numbered))?;
        write_all(&mut self.stance, &stance_rows)?;
        for row in key_sentence_rows(&document.doc_id, &key_sentences, self.shown_sentences) {
            self.key_sentences.write(&row)?;
        }
        self.counts.push(&read_as, &terms, if self.counts_pairs { pairs } else { Vec::new() });
        self.sketches.push(&sketch);
        self.places.push(place);
        self.edges.add(edges);
        self.totals.add(date, document.source.clone(), &document.content_sha256, &stances);
        self.documents.push(document);
        self.dates.push(date);
        self.first_sentences.push(key_sentences.into_iter().next());
        Ok(())
    }

    fn write_mentions(
        &mut self,
        document: &DocumentRow,
        mut mentions: MentionTables,
        numbered: &mut Numbered,
    ) -> Result<(), OutputError> {
        mentions.number(numbered);
        self.gathered.add(document, &mentions);
        write_all(&mut self.sentences, &mentions.sentences)?;
        write_all(&mut self.mentions, &mentions.mentions)?;
        mentions.evidence.iter().try_for_each(|(_, row)| self.evidence.write(row))?;
        mentions.relations.iter().try_for_each(|(.., row)| self.relation_evidence.write(row))
    }

    /// The term and pair counts of all documents, and the hash of each.
    pub fn take_counts(&mut self) -> (CountsByLanguage, Vec<String>) {
        let hashes = self.documents.iter().map(|document| document.content_sha256.clone()).collect();
        (std::mem::take(&mut self.counts), hashes)
    }

    /// The ids of the documents.
    pub fn ids(&self) -> Vec<String> {
        self.documents.iter().map(|document| document.doc_id.clone()).collect()
    }

    /// The copies among the documents. The sketches are given up.
    pub fn find_copies(&mut self, hashes: &[String]) -> Copies {
        find_copies(&std::mem::take(&mut self.sketches), hashes, |at| Printing {
            date: self.dates.get(at).copied().flatten(),
            doc_id: self.documents.get(at).map_or("", |document| document.doc_id.as_str()),
        })
    }

    /// Writes the key terms of the documents.
    pub fn write_terms(&mut self, rows: impl Iterator<Item = TermRow>) -> Result<(), OutputError> {
        let mut file = open::<TermRow>(&self.directory, self.dialect)?;
        for row in rows {
            file.write(&row)?;
        }
        let name = TermRow::TABLE.name;
        self.written.insert(name, close(&self.directory, name, file)?);
        Ok(())
    }

    /// Writes the tables that need all articles.
    pub fn finish(
        mut self,
        outcome: Outcome,
        of_corpus: &OfCorpus,
        knowledge: &Knowledge,
        made_with: MadeWith,
        settings: &Settings,
        options: &AnalyzeOptions,
    ) -> Result<Draft, AnalyzeError> {
        let OfCorpus { copies, matrix, topics } = of_corpus;
        let topic_ids: Vec<String> = topics.topics.iter().map(|topic| topic.id.clone()).collect();
        for (document, assignment) in self.documents.iter_mut().zip(&topics.assignments) {
            document.topic_id = assignment.and_then(|assignment| topic_ids.get(assignment.topic).cloned());
            document.topic_strength = assignment.map(|assignment| assignment.strength);
        }
        mark_copies(&mut self.documents, copies);
        let none = Copies::none(self.documents.len());
        let once = if options.count_duplicates { &none } else { copies };
        let topic_of: Vec<Option<usize>> =
            topics.assignments.iter().map(|assignment| assignment.map(|a| a.topic)).collect();
        let labels: Vec<String> = topics.topics.iter().map(|topic| topic.label.clone()).collect();
        let of_documents = DocumentTopics { of: &topic_of, ids: &topic_ids, labels: &labels };
        let (directory, dialect) = (&self.directory, self.dialect);
        let mut rows = self.written;
        for (name, file) in [
            (SentenceRow::TABLE.name, self.sentences),
            (MentionRow::TABLE.name, self.mentions),
            (EvidenceRow::TABLE.name, self.evidence),
            (StanceRow::TABLE.name, self.stance),
            (RelationEvidenceRow::TABLE.name, self.relation_evidence),
            (KeySentenceRow::TABLE.name, self.key_sentences),
        ] {
            rows.insert(name, close(directory, name, file)?);
        }
        save(directory, dialect, &mut rows, &self.documents)?;
        let mixed = settings.scorer.weights.mixed_documents;
        let actors = self.totals.actors(knowledge, once, mixed, settings.seed);
        save(directory, dialect, &mut rows, &actors)?;
        let sentences = topic_sentences(topics, &self.first_sentences);
        let of_topics = topic_rows(topics, &self.documents, &sentences, matrix);
        save(directory, dialect, &mut rows, &of_topics)?;
        let most = 3 * options.sentences;
        let sentences = topic_sentence_rows(&sentences, &topic_ids, &self.documents, most);
        save(directory, dialect, &mut rows, &sentences)?;
        let periods = topic_periods(&self.dates, of_documents, once, options.period);
        save(directory, dialect, &mut rows, &periods)?;
        let terms = topic_term_rows(topics, matrix);
        save(directory, dialect, &mut rows, &terms)?;
        save(directory, dialect, &mut rows, &topic_choice_rows(topics))?;
        let summary =
            self.totals.summary(knowledge, once, of_documents, options.period, mixed, settings.seed);
        save(directory, dialect, &mut rows, &summary)?;
        let wide = options.wide_actors.then(|| self.totals.wide(knowledge, once, mixed));
        if let Some(wide) = &wide {
            rows.insert(WideActors::NAME, write_wide(directory, dialect, wide)?);
        }
        let least = made_with.least_relation;
        let edges = pooled(&self.edges, once, |_| true, knowledge, least, settings.seed, "relations");
        let of_document = |at: usize| self.documents.get(at).map_or("", |document| document.doc_id.as_str());
        let relations: Vec<RelationRow> =
            edges.iter().map(|edge| relation_row(edge, of_document(edge.example.0), knowledge)).collect();
        save(directory, dialect, &mut rows, &relations)?;
        let skipped = skipped_rows(&outcome.ledger);
        save(directory, dialect, &mut rows, &skipped)?;
        let digest = DigestRows {
            actors: &actors,
            topics: &of_topics,
            terms: &terms,
            periods: &periods,
            sentences: &sentences,
            skipped: &skipped,
            documents: &self.documents,
        }
        .digest(about(options, &made_with), self.gathered, &self.totals, knowledge);
        let (mut workbook, mut cut, mut files) = (None, Vec::new(), self.files);
        write_digest(directory, &digest)?;
        files.push(DIGEST_FILE.to_owned());
        if options.report {
            write_report(directory, &digest)?;
            files.push(REPORT_FILE.to_owned());
        }
        if let Some(path) = &options.workbook {
            let mut book = Workbook::build(&all_tables(), directory, dialect)?;
            match name_in(directory.target(), path) {
                Some(name) => {
                    book.write_into(directory, &name)?;
                    files.push(name);
                }
                None => workbook = Some(book.write_beside(path)?),
            }
            cut.extend_from_slice(book.cut());
        }
        let manifest = Manifest {
            settings: options.settings.clone(),
            lexicons: made_with.lexicons,
            actors: made_with.actors,
            input_sha256: input_hash(&self.documents),
            rows,
            files,
        };
        let mut package = datapackage(&all_tables(), &manifest, &outcome.ledger, dialect.spreadsheet);
        if let Some(wide) = &wide {
            describe_wide(&mut package, wide, dialect);
        }
        of_formats(directory, dialect, &options.formats, wide.as_ref(), &mut package)?;
        Ok(Draft {
            outcome,
            topics: topics.topics.len(),
            in_no_topic: topic_of.iter().filter(|topic| topic.is_none()).count(),
            copies: copies.copies(),
            digest,
            choices: topics.choices().map(|(code, curve)| (code.map(str::to_owned), curve.clone())).collect(),
            rows: manifest.rows,
            resumed: None,
            workbook,
            cut,
            outlets_left_out: wide.map_or(0, |wide| wide.left_out),
            package: format!("{package:#}\n"),
            directory: self.directory,
        })
    }
}

/// A complete result that is not visible yet.
pub struct Draft {
    /// The outcome of the run.
    pub outcome: Outcome,
    /// Number of topics.
    pub topics: usize,
    /// Number of documents that are in none of the topics.
    pub in_no_topic: usize,
    /// Number of documents that copy another.
    pub copies: usize,
    /// The result in short.
    pub digest: Digest,
    /// The curves that their number was chosen from, unless it was given, each with the code of its language where there
    /// are several.
    pub choices: Vec<(Option<String>, ChoiceCurve)>,
    /// Number of rows of each table.
    pub rows: BTreeMap<&'static str, u64>,
    workbook: Option<WrittenWorkbook>,
    cut: Vec<&'static str>,
    /// Outlets that have no columns in the wide table of actors.
    pub outlets_left_out: usize,
    /// How many documents were taken from a cache, if one was kept.
    pub resumed: Option<Resumed>,
    package: String,
    directory: Directory,
}

/// What was put in place, and what is to be said of it.
#[derive(Debug)]
pub struct Committed {
    /// The tables that exceed a sheet of the workbook and were cut there.
    pub cut: Vec<&'static str>,
    /// What became of files that were in the way.
    pub aftermath: Aftermath,
}

impl Draft {
    /// Swaps the directory in, and then puts a workbook outside of it in place, which is complete by then: only the rename
    /// is left, and the workbook is never newer than the directory.
    ///
    /// # Errors
    /// A file cannot be written; what could not be replaced is unchanged.
    pub fn commit(self) -> Result<Committed, OutputError> {
        let aftermath = self.directory.commit(self.package.as_bytes())?;
        self.workbook.map(WrittenWorkbook::put).transpose()?;
        Ok(Committed { cut: self.cut, aftermath })
    }
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

/// Writes the tables in the other formats that were asked for, and removes CSV if that was not.
fn of_formats(
    directory: &Directory,
    dialect: Dialect,
    formats: &[TableFormat],
    wide: Option<&WideActors>,
    package: &mut serde_json::Value,
) -> Result<(), OutputError> {
    if !formats.contains(&TableFormat::Parquet) {
        return Ok(());
    }
    let columns = |table: &Table| table.columns.iter().map(|c| (c.name.to_owned(), c.kind)).collect();
    let mut tables: Vec<WrittenTable> =
        all_tables().iter().map(|table| (table.name.to_owned(), columns(table))).collect();
    if let Some(wide) = wide {
        let columns = wide.columns().into_iter().map(|column| (column.name, column.kind)).collect();
        tables.push((WideActors::NAME.to_owned(), columns));
    }
    let names = write_parquet_tables(directory, dialect, &tables)?;
    if formats.contains(&TableFormat::Csv) {
        describe_files(package, &names);
    } else {
        remove_csv_tables(directory, &tables)?;
        describe_parquet(package);
    }
    Ok(())
}

fn hashes(files: &[FileInfo]) -> Vec<LexiconHash> {
    files.iter().map(|file| LexiconHash { id: file.id.clone(), sha256: file.sha256.clone() }).collect()
}

/// SHA-256 over the documents' hashes, sorted: independent of the order of the files.
fn input_hash(documents: &[DocumentRow]) -> String {
    let mut hashes: Vec<&str> = documents.iter().map(|document| document.content_sha256.as_str()).collect();
    hashes.sort_unstable();
    crate::tsv::sha256_of_hashes(hashes.into_iter())
}
