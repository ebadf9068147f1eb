//! The digest of a result, from its rows.

use super::analyze_options::AnalyzeOptions;
use super::documents::FinishedDocuments;
use super::results::MadeWith;
use crate::digest::{AboutRun, Digest, DigestBuilder, DocumentStance, Gathered};
use crate::index::Knowledge;
use crate::output::{LexiconHash, OutputError, TableFiles};
use crate::tables::{
    ActorTotalRow, Period, RelationRow, SkippedRow, TopicPeriodRow, TopicRow, TopicSentenceRow, TopicTermRow,
    Totals,
};

/// The rows that a digest is made of, besides those that passed while articles were read.
pub struct DigestRows<'r> {
    pub actors: &'r [ActorTotalRow],
    pub topics: &'r [TopicRow],
    pub terms: &'r [TopicTermRow],
    pub periods: &'r [TopicPeriodRow],
    pub sentences: &'r [TopicSentenceRow],
    pub skipped: &'r [SkippedRow],
    pub relations: &'r [RelationRow],
    pub documents: &'r FinishedDocuments<'r>,
}

impl DigestRows<'_> {
    /// The digest. `totals` has the stances of the documents, which `stance.csv` holds.
    pub fn digest(
        self,
        about: AboutRun,
        gathered: Gathered,
        totals: &Totals,
        knowledge: &Knowledge,
        files: &TableFiles<'_>,
    ) -> Result<Digest, OutputError> {
        let mut builder = DigestBuilder::new(about, gathered);
        builder.actors(self.actors);
        builder.topics(self.topics);
        builder.topic_terms(self.terms);
        builder.topic_periods(self.periods);
        builder.topic_sentences(self.sentences);
        builder.skipped(self.skipped);
        let wanted = builder.relations(self.relations);
        for (sentence_id, text) in files.texts(&wanted)? {
            builder.sentence(&sentence_id, &text);
        }
        for document in self.documents.rows() {
            builder.document(&document);
        }
        for (at, document) in self.documents.rows().enumerate() {
            let stances = totals.of_document(at).map(|(actor, stance, mentions)| DocumentStance {
                actor_id: knowledge.registry.actor(actor).id,
                stance,
                mentions,
            });
            builder.stances(&document, stances);
        }
        Ok(builder.build())
    }
}

/// How a result was made.
pub fn about(options: &AnalyzeOptions, made_with: &MadeWith) -> AboutRun {
    let hashes = |files: &[LexiconHash]| -> Vec<(String, String)> {
        files.iter().map(|file| (file.id.clone(), file.sha256.clone())).collect()
    };
    let period = match options.period {
        Period::Day => "day",
        Period::Week => "week",
        Period::Month => "month",
        Period::Quarter => "quarter",
        Period::Year => "year",
    };
    AboutRun {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        period: period.to_owned(),
        count_duplicates: options.count_duplicates,
        settings: options.settings.clone(),
        lexicons: hashes(&made_with.lexicons),
        actor_files: hashes(&made_with.actors),
    }
}
