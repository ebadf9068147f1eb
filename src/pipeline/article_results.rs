//! The results for one article: what a worker hands over.

use super::of_mentions::OfMentions;
use crate::copies::Sketch;
use crate::ingest::ReadAs;
use crate::relations::DocumentEdge;
use crate::stance::ActorStance;
use crate::tables::{DocumentRow, StanceRow};
use crate::terms::{Count, KeySentence};
use crate::text::TermId;
use crate::topics::Placement;
use jiff::civil::Date;

/// The results for one article.
pub struct ArticleResults {
    /// Its row, without a topic.
    pub document: DocumentRow,
    /// Day of publication.
    pub date: Option<Date>,
    /// The language it was read as.
    pub read_as: ReadAs,
    pub mentions: OfMentions,
    pub stance_rows: Vec<StanceRow>,
    pub terms: Vec<(u32, Count)>,
    pub pairs: Vec<(TermId, TermId)>,
    pub key_sentences: Vec<KeySentence>,
    pub stances: Vec<ActorStance>,
    pub edges: Vec<DocumentEdge>,
    pub sketch: Sketch,
    /// Where a saved model puts it; none where topics are fitted, or it is like none of the model's.
    pub place: Option<Placement>,
}
