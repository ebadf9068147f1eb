//! Tables: one row struct per table, and its schema as data.
//!
//! They are the public interface: within a major version columns are only added.

mod attributions;
mod build;
mod catalogue;
mod copies;
mod cues;
mod document_topics;
mod evidence_lines;
mod explanation;
mod ids;
mod key_sentences;
mod keyness;
mod knowledge_lines;
mod marks;
mod predictions;
mod relation_rows;
mod relations;
mod rows;
mod schema;
mod skipped;
mod stance_lines;
mod terms;
mod topic_periods;
mod topics;
mod totals;
mod wide;

pub use crate::ingest::grouped;
pub use build::{EvidenceRows, MentionTables, Numbered, View, cue_range, one_line};
pub use catalogue::{all_tables, printed_tables};
pub use copies::{CopyMark, copy_marks};
pub use cues::CueInText;
pub use document_topics::DocumentTopics;
pub use explanation::{
    ActorArithmetic, EdgeLine, Explanation, Line, Mark, MarkedSentence, MentionArithmetic, Shown, Span,
};
pub use ids::{DocumentKey, sentence_number, topic_id};
pub use key_sentences::{TopicSentence, key_sentence_rows, topic_sentence_rows, topic_sentences};
pub use keyness::keyness_rows;
pub use knowledge_lines::{alias_line, entry_row};
pub use predictions::prediction_row;
pub use skipped::skipped_rows;
pub use stance_lines::StanceLine;
pub use terms::{TermOptions, term_rows};
pub use topic_periods::topic_periods;
pub use topics::{assignment_row, topic_choice_rows, topic_rows, topic_term_rows};
pub use totals::{Period, Totals};
pub use wide::{WideActors, WideCell, WideColumn, WideRow};

pub use relation_rows::{
    PairEvidenceRow, PairPredictionRow, RelationEvidenceRow, RelationLineRow, RelationRow,
};
pub use relations::{relation_line, relation_row};
pub use rows::{
    ActorTotalRow, AliasLineRow, AttributionRow, DocumentRow, EntryRow, EvidenceLineRow, EvidenceRow,
    KeySentenceRow, KeynessRow, MentionRow, PredictionEvidenceRow, PredictionRow, SampleRow, SentenceRow,
    SkippedRow, StanceRow, SummaryRow, TermRow, TopicAssignmentRow, TopicChoiceRow, TopicPeriodRow, TopicRow,
    TopicSentenceRow, TopicTermRow,
};
pub use schema::{Cell, Column, ColumnType, ForeignKey, Row, SCHEMA_VERSION, Table};
