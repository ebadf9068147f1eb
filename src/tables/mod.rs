//! Tables: one struct a table, and its schema as data.
//!
//! What stands here is the interface: headers only grow within a major version.

mod build;
mod catalogue;
mod cues;
mod explanation;
mod marks;
mod rows;
mod schema;
mod topic_periods;
mod totals;

pub use build::{DocumentTables, EvidenceRows, View, one_line};
pub use catalogue::{all_tables, printed_tables};
pub use cues::CueInText;
pub use explanation::{
    ActorArithmetic, Explanation, Line, Mark, MarkedSentence, MentionArithmetic, Shown, Span,
};
pub use topic_periods::topic_periods;
pub use totals::{Period, Totals};

pub use rows::{
    ActorTotalRow, DocumentRow, EvidenceLineRow, EvidenceRow, KeySentenceRow, KeynessRow, MentionRow,
    PredictionRow, SampleRow, SentenceRow, SkippedRow, StanceRow, SummaryRow, TermRow, TopicAssignmentRow,
    TopicChoiceRow, TopicPeriodRow, TopicRow, TopicSentenceRow, TopicTermRow,
};
pub use schema::{Cell, Column, ColumnType, ForeignKey, Row, SCHEMA_VERSION, Table};
