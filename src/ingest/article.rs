//! An article: metadata, scored text, and the mapping of the scored text to offsets in the source.

use super::cleanup::CleanUp;
use super::date_leaning::DateLeaning;
use super::encoding_by::EncodingBy;
use super::metadata::Metadata;
use super::pieces::{Origin, Piece};
use super::raw::Raw;
use super::read_as::ReadAs;
use super::remark::Remark;
use super::warning::{Location, Warning};
use crate::text::{Section, Turn};

/// The part of an article that the ledger records: its identity, warnings and clean-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The id.
    pub doc_id: String,
    /// Path of its file, or `stdin`.
    pub path: String,
    /// Row in it, from 1.
    pub row: Option<u64>,
    /// Warnings about it.
    pub warnings: Vec<Warning>,
    /// Counts of the clean-up rules applied to it.
    pub clean_up: CleanUp,
    /// Whether its day of publication is known.
    pub dated: bool,
    /// What is to be said of it.
    pub remarks: Vec<Remark>,
    /// The language it was read as, if there is no lexicon for it.
    pub counted_language: Option<String>,
}

impl Receipt {
    /// The identity of a document of which nothing else is recorded.
    #[must_use]
    pub fn bare(raw: &Raw) -> Self {
        Self {
            doc_id: raw.doc_id.clone(),
            path: raw.path.clone(),
            row: raw.row,
            warnings: Vec::new(),
            clean_up: CleanUp::default(),
            dated: true,
            remarks: Vec::new(),
            counted_language: None,
        }
    }
}

/// An article that was read, decoded and cleaned up.
#[derive(Debug, Clone)]
pub struct Article {
    /// The id, unique in a run.
    pub doc_id: String,
    /// Path of its file, or `stdin`.
    pub path: String,
    /// Row in it, from 1.
    pub row: Option<u64>,
    /// Name of the encoding it was in.
    pub encoding: &'static str,
    /// How that was found.
    pub encoding_by: EncodingBy,
    /// Title, date, outlet and the like.
    pub metadata: Metadata,
    /// The decoded source text.
    pub source: String,
    /// The scored text: title, standfirst and body, separated by blank lines.
    pub text: String,
    /// The parts of the scored text.
    pub sections: Vec<Section>,
    /// The turns of a transcript.
    pub turns: Vec<Turn>,
    /// The labels of its speakers, each once.
    pub speakers: Vec<String>,
    /// The stretches of the source that the scored text consists of.
    pub pieces: Vec<Piece>,
    /// Counts of the clean-up rules applied to it.
    pub clean_up: CleanUp,
    /// Warnings about it.
    pub warnings: Vec<Warning>,
    /// What is to be said of it, and of others like it, in one line.
    pub remarks: Vec<Remark>,
    /// The dates of it whose reading depends on other documents.
    pub date_leanings: Vec<DateLeaning>,
    /// The language it is read as: that of the lexicons until its words have been looked at.
    pub read_as: ReadAs,
}

impl Article {
    /// Where it was read from.
    #[must_use]
    pub fn location(&self) -> Location {
        Location { path: self.path.clone(), row: self.row }
    }
}

impl Article {
    /// The receipt for the ledger.
    #[must_use]
    pub fn receipt(&self) -> Receipt {
        Receipt {
            doc_id: self.doc_id.clone(),
            path: self.path.clone(),
            row: self.row,
            warnings: self.warnings.clone(),
            clean_up: self.clean_up,
            dated: self.metadata.date.is_some(),
            remarks: self.remarks.clone(),
            counted_language: self.read_as.counted.map(|_| self.read_as.code.clone()),
        }
    }
}

/// Converts byte offsets of the scored text to code points of the source.
pub struct Offsets<'a> {
    article: &'a Article,
    /// Code points before each block of the source; empty if the source is ASCII.
    blocks: Vec<usize>,
}

const BLOCK: usize = 1024;

impl<'a> Offsets<'a> {
    /// Prepares the conversion for an article.
    #[must_use]
    pub fn new(article: &'a Article) -> Self {
        let blocks = if article.source.is_ascii() {
            Vec::new()
        } else {
            let mut before = 0;
            article
                .source
                .as_bytes()
                .chunks(BLOCK)
                .map(|block| {
                    let here = before;
                    before += code_points(block);
                    here
                })
                .collect()
        };
        Self { article, blocks }
    }

    /// The range in code points of the source, or of the metadata field that the text comes from.
    #[must_use]
    pub fn range(&self, range: &std::ops::Range<usize>) -> (usize, usize) {
        let start = self.point(range.start);
        let end = if range.end > range.start { self.last(range.end) } else { start };
        if start <= end {
            return (start, end);
        }
        // A letter lost with a drop cap was restored from further down: the range is that of the remaining text.
        let pieces = &self.article.pieces;
        let last = pieces.partition_point(|piece| piece.at < range.end).checked_sub(1);
        (last.and_then(|at| pieces.get(at)).map_or(end, |piece| self.point(piece.at)).min(end), end)
    }

    fn point(&self, byte: usize) -> usize {
        let pieces = &self.article.pieces;
        let at = pieces.partition_point(|piece| piece.at <= byte).saturating_sub(1);
        let Some(piece) = pieces.get(at) else { return byte };
        let there = piece.from + (byte - piece.at.min(byte));
        match piece.origin {
            Origin::Source => self.source_point(there),
            Origin::Field => {
                // Fields are short, and a piece starts at the start of its field.
                let begin = piece.at;
                self.article.text.as_bytes().get(begin..byte).map_or(there, code_points)
            }
        }
    }

    /// The end of a range is in the piece of its last byte.
    fn last(&self, end: usize) -> usize {
        let before =
            self.article.text.get(..end).and_then(|t| t.chars().next_back()).map_or(0, char::len_utf8);
        self.point(end - before.min(end)) + usize::from(before > 0)
    }

    fn source_point(&self, byte: usize) -> usize {
        if self.blocks.is_empty() {
            return byte;
        }
        let block = (byte / BLOCK).min(self.blocks.len() - 1);
        let rest = self.article.source.as_bytes().get(block * BLOCK..byte).unwrap_or_default();
        self.blocks[block] + code_points(rest)
    }
}

fn code_points(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}
