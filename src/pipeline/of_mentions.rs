//! The mentions of an article on their way to the tables.

use super::analyst::Analysis;
use crate::index::Knowledge;
use crate::tables::{EvidenceRows, MentionTables};

/// Mentions of which rows are made at once; they take about 30 MB.
const MANY: usize = 20_000;

/// The mentions of an article.
pub enum OfMentions {
    /// Their rows.
    Rows(MentionTables),
    /// Its analysis, of which rows are made part by part while they are written: they take many times its memory.
    Later(Box<Analysis>),
}

impl OfMentions {
    /// Those of an analysis, with their evidence as `which` says.
    pub fn of(analysis: Analysis, knowledge: &Knowledge, which: EvidenceRows) -> Self {
        if analysis.found.mentions.len() > MANY {
            return Self::Later(Box::new(analysis));
        }
        Self::Rows(analysis.view(knowledge).mention_tables(which))
    }

    /// The same with their rows, however many they are: those of a million mentions take 1.5 GB.
    pub fn made(self, knowledge: &Knowledge, which: EvidenceRows) -> Self {
        match self {
            Self::Later(analysis) => Self::Rows(analysis.view(knowledge).mention_tables(which)),
            made @ Self::Rows(_) => made,
        }
    }

    /// Their rows, if they are made.
    pub fn rows(&self) -> Option<&MentionTables> {
        match self {
            Self::Rows(rows) => Some(rows),
            Self::Later(_) => None,
        }
    }

    /// Gives their rows to `take`, in as many parts as are needed.
    ///
    /// # Errors
    /// What `take` returns.
    pub fn each_part<E>(
        self,
        knowledge: &Knowledge,
        which: EvidenceRows,
        mut take: impl FnMut(MentionTables) -> Result<(), E>,
    ) -> Result<(), E> {
        match self {
            Self::Rows(rows) => take(rows),
            Self::Later(analysis) => {
                analysis.view(knowledge).mention_tables_in_parts(which, MANY).try_for_each(take)
            }
        }
    }
}
