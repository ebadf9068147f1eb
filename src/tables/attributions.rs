//! From the attributions of a document to rows: a row for each stretch that is in quotation marks or out of them.

use super::build::{View, one_line};
use super::ids::{DocumentKey, quotation_id};
use super::rows::AttributionRow;
use crate::ingest::Offsets;
use crate::mentions::{Attribution, AttributionRule};
use crate::text::Voice;
use std::ops::Range;

impl View<'_> {
    /// The rows of the attributions whose content begins in some sentences, in the order of the text.
    pub(super) fn attribution_rows(
        &self,
        sentences: &Range<usize>,
        offsets: &Offsets<'_>,
    ) -> Vec<AttributionRow> {
        let first =
            |at: usize| self.document.sentences.get(at).map_or(usize::MAX, |sentence| sentence.tokens.start);
        let (start, end) = (first(sentences.start), first(sentences.end));
        let all = &self.found.attributions;
        let from = all.partition_point(|attribution| attribution.start() < start);
        let to = all.partition_point(|attribution| attribution.start() < end).max(from);
        let here = all.get(from..to).unwrap_or_default();
        let key = DocumentKey::of(&self.article.doc_id);
        let rows = here.iter().zip(from as u64 + 1..);
        rows.flat_map(|(said, number)| self.stretches(&key, number, said, offsets)).collect()
    }

    fn stretches(
        &self,
        key: &DocumentKey,
        number: u64,
        said: &Attribution,
        offsets: &Offsets<'_>,
    ) -> Vec<AttributionRow> {
        let quotation = |at: usize| {
            self.document.tokens.get(at).and_then(|token| self.document.quotation_at(token.start as usize))
        };
        let mut stretches: Vec<(Range<usize>, Option<usize>)> = Vec::new();
        for range in &said.content {
            let mut begins = true;
            for at in range.clone() {
                let own = quotation(at);
                match stretches.last_mut().filter(|(_, other)| !begins && *other == own) {
                    Some((stretch, _)) => stretch.end = at + 1,
                    None => stretches.push((at..at + 1, own)),
                }
                begins = false;
            }
        }
        let cue =
            said.cue.as_ref().map(|cue| one_line(self.span(&self.document.span(cue)))).unwrap_or_default();
        let rows = (1..).zip(stretches).map(|(part, (tokens, quotation))| {
            let sentence =
                self.document.sentences.partition_point(|sentence| sentence.tokens.end <= tokens.start);
            let (start, end) = offsets.range(&self.document.span(&tokens));
            let quoted = quotation.is_some() || said.rule == AttributionRule::Turn;
            AttributionRow {
                attribution_id: key.attribution(number),
                part,
                doc_id: self.article.doc_id.clone(),
                sentence_id: key.sentence(sentence),
                cue: cue.clone(),
                speaker_id: said.speaker.map(|speaker| self.actor(speaker).id.to_owned()),
                voice: if quoted { Voice::Quoted } else { Voice::Reported }.name(),
                start: start as u64,
                end: end as u64,
                quotation: quotation.map(quotation_id),
                rule: said.rule.name(),
            }
        });
        rows.collect()
    }
}
