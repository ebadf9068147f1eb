//! Marks in the text of an explanation: mentions and their cues.

use super::build::View;
use super::explanation::{Mark, MarkedSentence, Span};
use super::ids::sentence_id;
use crate::stance::Evidence;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

/// Minimum contribution of a marked learned term, in millionths, favourable less critical, over all mentions: a lower
/// threshold would mark half of an article.
const WEAK: i64 = 150_000;

/// The contributions of a cue to the mentions of each actor.
#[derive(Default)]
struct Added {
    /// Whether it is an expression of the lexicon.
    expression: bool,
    /// Millionths toward favourable and toward critical, by index of the actor.
    by_actor: BTreeMap<usize, (i64, i64)>,
}

impl Added {
    fn balance(&self) -> i64 {
        self.by_actor.values().map(|(favourable, critical)| favourable - critical).sum()
    }
}

/// A stretch of bytes with its mark and note.
type Marked = (Range<usize>, Mark, String);

impl View<'_> {
    pub(super) fn marked_sentences(&self) -> Vec<MarkedSentence> {
        let marks = self.marks();
        let mut next = 0;
        let mut sentences = Vec::with_capacity(self.document.sentences.len());
        let mut last_end = 0;
        for (at, sentence) in self.document.sentences.iter().enumerate() {
            let gap = self.document.text.get(last_end..sentence.range.start).unwrap_or_default();
            last_end = sentence.range.end;
            let mut spans = Vec::new();
            let mut place = sentence.range.start;
            while let Some((range, mark, note)) =
                marks.get(next).filter(|(range, ..)| range.start < sentence.range.end)
            {
                next += 1;
                self.push_span(&mut spans, place..range.start, Mark::Plain, "");
                self.push_span(&mut spans, range.clone(), mark.clone(), note);
                place = range.end;
            }
            self.push_span(&mut spans, place..sentence.range.end, Mark::Plain, "");
            sentences.push(MarkedSentence {
                sentence_id: sentence_id(at),
                part: sentence.part,
                paragraph: at == 0 || gap.contains('\n'),
                spans,
            });
        }
        sentences
    }

    fn push_span(&self, spans: &mut Vec<Span>, range: Range<usize>, mark: Mark, note: &str) {
        let text = self.span(&range);
        if !text.is_empty() {
            spans.push(Span { text: text.replace(['\n', '\t'], " "), mark, note: note.to_owned() });
        }
    }

    /// Mentions, then expressions of the lexicon, then learned terms by weight, without overlaps; in text order.
    fn marks(&self) -> Vec<Marked> {
        let mut marks: BTreeMap<usize, Marked> = BTreeMap::new();
        let mut put = |range: Range<usize>, mark: Mark, note: String| {
            let before = marks.range(..range.end).next_back();
            if before.is_none_or(|(_, (other, ..))| other.end <= range.start) {
                marks.insert(range.start, (range, mark, note));
            }
        };
        for (mention, scored) in self.found.mentions.iter().zip(self.scored) {
            let actor = self.actor(mention.actor);
            let stance = scored.stance().map_or("no evidence".to_owned(), |stance| format!("{stance:+.3}"));
            let note =
                format!("{}: {stance} ({}, {})", actor.name, mention.found_by.name(), mention.voice.name());
            put(self.document.span(&mention.tokens), Mark::Mention(actor.id.to_owned()), note);
        }
        let mut cues: Vec<((usize, usize), Added)> = self.added().into_iter().collect();
        cues.retain(|(_, added)| added.balance().abs() >= if added.expression { 1 } else { WEAK });
        cues.sort_by_key(|((start, end), added)| match added.expression {
            true => (0, 0, *start, Reverse(*end)),
            false => (1, -added.balance().abs(), *start, Reverse(*end)),
        });
        for ((start, end), added) in cues {
            let mark = if added.balance() > 0 { Mark::Favourable } else { Mark::Critical };
            put(self.document.span(&(start..end)), mark, self.note(&added));
        }
        marks.into_values().collect()
    }

    /// The contributions of expressions and of learned terms in the text, by their tokens.
    fn added(&self) -> BTreeMap<(usize, usize), Added> {
        let mut places: BTreeMap<(usize, usize), Added> = BTreeMap::new();
        for (mention, scored) in self.found.mentions.iter().zip(self.scored) {
            for evidence in scored.evidence.iter().filter(|evidence| self.is_marked(evidence)) {
                let added = places.entry((evidence.tokens().start, evidence.tokens().end)).or_default();
                added.expression |= evidence.entry().is_some();
                let (favourable, critical) = added.by_actor.entry(mention.actor).or_default();
                *favourable += evidence.toward_favourable.0;
                *critical += evidence.toward_critical.0;
            }
        }
        places
    }

    fn is_marked(&self, evidence: &Evidence) -> bool {
        !evidence.tokens().is_empty() && (evidence.entry().is_some() || evidence.is_cue())
    }

    fn note(&self, added: &Added) -> String {
        let part = |amount: i64, side: &str| {
            (amount.abs() >= 500).then(|| format!("{:+.3} {side}", amount as f64 / 1e6))
        };
        let line = |(&actor, &(favourable, critical)): (&usize, &(i64, i64))| {
            let parts: Vec<String> =
                [part(favourable, "favourable"), part(critical, "critical")].into_iter().flatten().collect();
            (!parts.is_empty()).then(|| format!("{}: {}", self.actor(actor).name, parts.join(", ")))
        };
        added.by_actor.iter().filter_map(line).collect::<Vec<_>>().join("; ")
    }
}
