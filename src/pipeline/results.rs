//! The results of `analyze` while it runs: rows are written as soon as possible, and little else is kept.

use super::Settings;
use super::analyze_options::{AnalyzeError, AnalyzeOptions};
use super::article_results::ArticleResults;
use super::by_language::CountsByLanguage;
use super::digest::{DigestRows, about};
use super::documents::Documents;
use super::draft::Draft;
use super::flow::Outcome;
use super::relations::pooled;
use super::table_files::{TableFile, close, of_formats, open, save, write_all, write_table};
use crate::copies::{Copies, Printing, Sketches, find_copies};
use crate::digest::Gathered;
use crate::index::Knowledge;
use crate::output::{
    DIGEST_FILE, Dialect, Directory, LexiconHash, Manifest, OutputError, REPORT_FILE, TableFiles, Workbook,
    datapackage, describe_wide, name_in, write_digest, write_report, write_wide,
};
use crate::relations::{CorpusEdges, RelationScorer};
use crate::tables::{
    AttributionRow, DocumentRow, DocumentTopics, EvidenceRow, EvidenceRows, KeySentenceRow, MentionRow,
    MentionTables, Numbered, RelationEvidenceRow, RelationRow, Row, SentenceRow, StanceRow, TermRow, Totals,
    WideActors, all_tables, key_sentence_rows, relation_row, skipped_rows, topic_choice_rows, topic_periods,
    topic_rows, topic_sentence_rows, topic_sentences, topic_term_rows,
};
use crate::terms::{KeySentence, TermMatrix};
use crate::topics::{Placement, Topics};
use crate::tsv::FileInfo;
use jiff::civil::Date;
use std::collections::BTreeMap;

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
        let lexicons = [knowledge.lexicon.files(), knowledge.learned.files(), knowledge.pairs.files()];
        Self {
            lexicons: lexicons.map(hashes).concat(),
            actors: hashes(knowledge.registry.files()),
            least_relation: RelationScorer::of(knowledge).confidence(),
        }
    }
}

/// The tables that are being written.
pub struct Results {
    directory: Directory,
    dialect: Dialect,
    sentences: TableFile,
    mentions: TableFile,
    evidence: TableFile,
    attributions: TableFile,
    stance: TableFile,
    relation_evidence: TableFile,
    key_sentences: TableFile,
    /// Maximum rows per document there.
    shown_sentences: usize,
    counts: CountsByLanguage,
    /// Whether pairs of terms are counted, of which topics that are fitted make phrases.
    counts_pairs: bool,
    totals: Totals,
    documents: Documents,
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
            attributions: open::<AttributionRow>(&directory, dialect)?,
            stance: open::<StanceRow>(&directory, dialect)?,
            relation_evidence: open::<RelationEvidenceRow>(&directory, dialect)?,
            key_sentences: open::<KeySentenceRow>(&directory, dialect)?,
            shown_sentences: options.sentences,
            directory,
            dialect,
            counts: CountsByLanguage::default(),
            counts_pairs: true,
            totals: Totals::default(),
            documents: Documents::default(),
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
        self.documents.push(&document);
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
        write_all(&mut self.attributions, &mentions.attributions)?;
        write_all(&mut self.sentences, &mentions.sentences)?;
        write_all(&mut self.mentions, &mentions.mentions)?;
        mentions.evidence.iter().try_for_each(|(_, row)| self.evidence.write(row))?;
        mentions.relations.iter().try_for_each(|(.., row)| self.relation_evidence.write(row))
    }

    /// The term and pair counts of all documents, and the hash of each.
    pub fn take_counts(&mut self) -> (CountsByLanguage, Vec<String>) {
        let hashes = self.documents.rows().map(|document| document.content_sha256).collect();
        (std::mem::take(&mut self.counts), hashes)
    }

    /// The ids of the documents.
    pub fn ids(&self) -> Vec<String> {
        self.documents.rows().map(|document| document.doc_id).collect()
    }

    /// The copies among the documents. The sketches are given up.
    pub fn find_copies(&mut self, hashes: &[String]) -> Copies {
        let ids = self.ids();
        find_copies(&std::mem::take(&mut self.sketches), hashes, |at| Printing {
            date: self.dates.get(at).copied().flatten(),
            doc_id: ids.get(at).map_or("", String::as_str),
        })
    }

    /// Writes the key terms of the documents.
    pub fn write_terms(&mut self, rows: impl Iterator<Item = TermRow>) -> Result<(), OutputError> {
        self.written.insert(TermRow::TABLE.name, write_table(&self.directory, self.dialect, rows)?);
        Ok(())
    }

    /// Writes the tables that need all articles.
    pub fn finish(
        self,
        outcome: Outcome,
        of_corpus: &OfCorpus,
        knowledge: &Knowledge,
        made_with: MadeWith,
        settings: &Settings,
        options: &AnalyzeOptions,
    ) -> Result<Draft, AnalyzeError> {
        let OfCorpus { copies, matrix, topics } = of_corpus;
        let topic_ids: Vec<String> = topics.topics.iter().map(|topic| topic.id.clone()).collect();
        let documents = self.documents.finished(topics, copies);
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
            (AttributionRow::TABLE.name, self.attributions),
            (StanceRow::TABLE.name, self.stance),
            (RelationEvidenceRow::TABLE.name, self.relation_evidence),
            (KeySentenceRow::TABLE.name, self.key_sentences),
        ] {
            rows.insert(name, close(directory, name, file)?);
        }
        let id_of = |at: usize| self.documents.id(at);
        rows.insert(DocumentRow::TABLE.name, write_table(directory, dialect, documents.rows())?);
        let mixed = settings.scorer.weights.mixed_documents;
        let actors = self.totals.actors(knowledge, once, mixed, settings.seed);
        save(directory, dialect, &mut rows, &actors)?;
        let sentences = topic_sentences(topics, &self.first_sentences);
        let of_topics = topic_rows(topics, id_of, &sentences, matrix);
        save(directory, dialect, &mut rows, &of_topics)?;
        let most = 3 * options.sentences;
        let sentences = topic_sentence_rows(&sentences, &topic_ids, id_of, most);
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
        let relations: Vec<RelationRow> =
            edges.iter().map(|edge| relation_row(edge, &id_of(edge.example.0), knowledge)).collect();
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
            relations: &relations,
            documents: &documents,
        }
        .digest(
            about(options, &made_with),
            self.gathered,
            &self.totals,
            knowledge,
            &TableFiles { directory, dialect, rows: &rows },
        )?;
        let (mut workbook, mut cut, mut files) = (None, Vec::new(), self.files);
        write_digest(directory, &digest)?;
        files.push(DIGEST_FILE.to_owned());
        if options.report {
            write_report(directory, &digest)?;
            files.push(REPORT_FILE.to_owned());
        }
        if let Some(path) = &options.workbook {
            let book = Workbook::new(&digest, TableFiles { directory, dialect, rows: &rows });
            match name_in(directory.target(), path) {
                Some(name) => {
                    cut = book.write_into(&name)?;
                    files.push(name);
                }
                None => {
                    let (written, left_out) = book.write_beside(path)?;
                    (workbook, cut) = (Some(written), left_out);
                }
            }
        }
        let manifest = Manifest {
            settings: options.settings.clone(),
            lexicons: made_with.lexicons,
            actors: made_with.actors,
            input_sha256: input_hash(documents.rows()),
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

fn hashes(files: &[FileInfo]) -> Vec<LexiconHash> {
    files.iter().map(|file| LexiconHash { id: file.id.clone(), sha256: file.sha256.clone() }).collect()
}

/// SHA-256 over the documents' hashes, sorted: independent of the order of the files.
fn input_hash(documents: impl Iterator<Item = DocumentRow>) -> String {
    let mut hashes: Vec<String> = documents.map(|document| document.content_sha256).collect();
    hashes.sort_unstable();
    crate::tsv::sha256_of_hashes(hashes.iter().map(String::as_str))
}
