//! The catalogue of tables, in the order of listing.

use super::relation_rows::{
    PairEvidenceRow, PairPredictionRow, RelationEvidenceRow, RelationLineRow, RelationRow,
};
use super::rows::{
    ActorTotalRow, AliasLineRow, AttributionRow, DocumentRow, EntryRow, EvidenceLineRow, EvidenceRow,
    KeySentenceRow, KeynessRow, MentionRow, PredictionEvidenceRow, PredictionRow, SampleRow, SentenceRow,
    SkippedRow, StanceRow, SummaryRow, TermRow, TopicAssignmentRow, TopicChoiceRow, TopicPeriodRow, TopicRow,
    TopicSentenceRow, TopicTermRow,
};
use super::schema::{Row, Table};

/// The tables that are printed or written to named files only: those of `topics`, `stance --evidence`, `evaluate
/// mentions`, `sample`, `terms --compare`, `actors list` and `lexicon list`.
#[must_use]
pub fn printed_tables() -> [&'static Table; 11] {
    [
        TopicAssignmentRow::TABLE,
        EvidenceLineRow::TABLE,
        PredictionRow::TABLE,
        PredictionEvidenceRow::TABLE,
        SampleRow::TABLE,
        KeynessRow::TABLE,
        RelationLineRow::TABLE,
        PairPredictionRow::TABLE,
        PairEvidenceRow::TABLE,
        AliasLineRow::TABLE,
        EntryRow::TABLE,
    ]
}

/// The tables of `analyze`, in the order of listing.
#[must_use]
pub fn all_tables() -> [&'static Table; 18] {
    [
        DocumentRow::TABLE,
        SentenceRow::TABLE,
        MentionRow::TABLE,
        EvidenceRow::TABLE,
        AttributionRow::TABLE,
        StanceRow::TABLE,
        ActorTotalRow::TABLE,
        TopicRow::TABLE,
        TopicTermRow::TABLE,
        TopicPeriodRow::TABLE,
        TopicSentenceRow::TABLE,
        KeySentenceRow::TABLE,
        TopicChoiceRow::TABLE,
        TermRow::TABLE,
        SummaryRow::TABLE,
        RelationRow::TABLE,
        RelationEvidenceRow::TABLE,
        SkippedRow::TABLE,
    ]
}
