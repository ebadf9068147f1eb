//! Evidence held against the words that a reader underlined: precision and recall.
//!
//! The text that the scorer goes by for a mention is a set of spans; the evidence of one span adds up to what it speaks
//! for the side of the label, toward favourable less toward critical or the reverse. Precision asks whether the span
//! that speaks most for that side was underlined, recall how much of what was underlined speaks for it at all. Both are
//! taken over favourable and critical mentions that have underlined words and were predicted rightly: what speaks for a
//! wrong label explains nothing. Two spans meet if they share a character.

use super::confusion::Class;
use crate::stance::{Micro, Rule};
use std::cmp::Reverse;
use std::fmt;
use std::ops::Range;

/// A stretch of a text, in both units; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRange {
    /// Bytes, on the borders of characters.
    pub bytes: Range<usize>,
    /// Unicode code points.
    pub code_points: Range<usize>,
}

/// A piece of evidence for a labelled mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidencePiece {
    /// Its words in the labelled text; none where it is that of no words.
    pub place: Option<TextRange>,
    /// The words, in one line; empty where there are none.
    pub cue: String,
    /// Why.
    pub rule: Rule,
    /// Added to the sum toward favourable.
    pub toward_favourable: Micro,
    /// Added to the sum toward critical.
    pub toward_critical: Micro,
}

/// A labelled mention with what a reader underlined and what the scorer goes by.
#[derive(Debug, Clone, Copy)]
pub struct MentionEvidence<'a> {
    /// What people said.
    pub label: Class,
    /// What was predicted.
    pub predicted: Class,
    /// Bytes of the underlined words; empty where nothing was underlined.
    pub cues: &'a [Range<usize>],
    /// All evidence, in the order in which it is written.
    pub evidence: &'a [EvidencePiece],
}

impl<'a> MentionEvidence<'a> {
    /// Whether it is favourable or critical and has underlined words.
    fn is_underlined(&self) -> bool {
        self.label != Class::Neutral && !self.cues.is_empty()
    }

    /// The spans that speak for the side of the label and how much, in the order of the evidence.
    fn speaking(&self) -> Vec<(&'a Range<usize>, i64)> {
        let mut spans: Vec<(&Range<usize>, i64)> = Vec::new();
        for piece in self.evidence {
            let Some(place) = &piece.place else { continue };
            let balance = piece.toward_favourable.0 - piece.toward_critical.0;
            let gain = if self.label == Class::Favourable { balance } else { -balance };
            match spans.iter_mut().find(|span| *span.0 == place.bytes) {
                Some(span) => span.1 += gain,
                None => spans.push((&place.bytes, gain)),
            }
        }
        spans.retain(|span| span.1 > 0);
        spans
    }
}

/// How far the evidence is what readers underlined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EvidenceReport {
    /// Favourable and critical mentions with underlined words.
    pub underlined: u64,
    /// Those of them that were predicted rightly.
    pub right: u64,
    /// Those of the right ones whose strongest span for the side of the label meets an underlined span.
    pub hits: u64,
    /// Underlined spans of the right ones.
    pub cues: u64,
    /// Those of them that a span for the side of the label meets.
    pub covered: u64,
    /// All mentions.
    pub mentions: u64,
    /// Pieces of evidence of all mentions.
    pub rows: u64,
}

impl EvidenceReport {
    /// The report on `mentions`; none where no favourable or critical one has underlined words.
    #[must_use]
    pub fn new<'a>(mentions: impl IntoIterator<Item = MentionEvidence<'a>>) -> Option<Self> {
        let mut report = Self::default();
        for mention in mentions {
            report.add(&mention);
        }
        (report.underlined > 0).then_some(report)
    }

    fn add(&mut self, mention: &MentionEvidence<'_>) {
        self.mentions += 1;
        self.rows += mention.evidence.len() as u64;
        if !mention.is_underlined() {
            return;
        }
        self.underlined += 1;
        if mention.predicted != mention.label {
            return;
        }
        self.right += 1;
        let speaking = mention.speaking();
        let is_met = |cue: &&Range<usize>| speaking.iter().any(|(span, _)| meet(span, cue));
        self.cues += mention.cues.len() as u64;
        self.covered += mention.cues.iter().filter(is_met).count() as u64;
        // Of equal ones the earliest in the text, then the first of the evidence: `max_by_key` takes the last.
        let best = speaking.iter().rev().max_by_key(|(span, gain)| (*gain, Reverse(span.start)));
        if best.is_some_and(|(span, _)| mention.cues.iter().any(|cue| meet(span, cue))) {
            self.hits += 1;
        }
    }

    /// hits / max(1, right), in [0, 1].
    #[must_use]
    pub fn precision(&self) -> f64 {
        share(self.hits, self.right)
    }

    /// covered / max(1, cues), in [0, 1].
    #[must_use]
    pub fn recall(&self) -> f64 {
        share(self.covered, self.cues)
    }

    /// Pieces of evidence a mention.
    #[must_use]
    pub fn rows_a_mention(&self) -> f64 {
        share(self.rows, self.mentions)
    }
}

/// Whether two stretches share a byte.
fn meet(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}

impl fmt::Display for EvidenceReport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = format!(
            "(predicted rightly, of {} favourable or critical ones with underlined words)",
            self.underlined
        );
        writeln!(out, "{:<20} {}  {of}", "evidence_mentions", self.right)?;
        writeln!(
            out,
            "{:<20} {:.4}  (the strongest cue is underlined)",
            "evidence_precision",
            self.precision()
        )?;
        writeln!(out, "{:<20} {:.4}  (of {} underlined spans)", "evidence_recall", self.recall(), self.cues)?;
        writeln!(out, "{:<20} {:.1}  (a mention)", "evidence_rows", self.rows_a_mention())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::slice::from_ref;

    /// Evidence in millionths on a span, or on no words where that is empty.
    fn piece(span: Range<usize>, favourable: i64, critical: i64) -> EvidencePiece {
        EvidencePiece {
            place: (!span.is_empty()).then(|| TextRange { bytes: span.clone(), code_points: span }),
            cue: String::new(),
            rule: Rule::Polarity,
            toward_favourable: Micro(favourable),
            toward_critical: Micro(critical),
        }
    }

    fn mention<'a>(
        label: Class,
        predicted: Class,
        cues: &'a [Range<usize>],
        evidence: &'a [EvidencePiece],
    ) -> MentionEvidence<'a> {
        MentionEvidence { label, predicted, cues, evidence }
    }

    /// The report on one favourable mention that was predicted rightly.
    fn favourable(cues: &[Range<usize>], evidence: &[EvidencePiece]) -> EvidenceReport {
        EvidenceReport::new([mention(Class::Favourable, Class::Favourable, cues, evidence)]).unwrap()
    }

    #[test]
    fn the_figures_are_those_of_the_hand() {
        use Class::{Critical, Favourable, Neutral};
        let first = [
            piece(0..0, 500_000, -500_000),
            piece(0..5, 300_000, 100_000),
            piece(0..5, 0, 50_000),
            piece(10..14, 200_000, 0),
        ];
        let second = [piece(4..8, 0, 400_000), piece(10..20, 0, 100_000), piece(30..33, 900_000, 0)];
        let other_side = [piece(2..4, 0, 300_000)];
        let two_alike = [piece(8..9, 0, 200_000), piece(2..3, 0, 200_000)];
        let mentions = [
            // 0.15 on the underlined span, 0.2 on another: a miss, and one span of two.
            mention(Favourable, Favourable, &[0..5, 20..30], &first),
            mention(Critical, Critical, from_ref(&(4..12)), &second),
            mention(Critical, Neutral, from_ref(&(4..12)), &second),
            mention(Neutral, Neutral, from_ref(&(4..12)), &second),
            mention(Favourable, Favourable, &[], &first),
            // Nothing speaks for the label: a miss.
            mention(Favourable, Favourable, from_ref(&(2..4)), &other_side),
            // The earlier of two that speak as much.
            mention(Critical, Critical, from_ref(&(2..3)), &two_alike),
        ];
        let report = EvidenceReport::new(mentions).unwrap();
        let wanted =
            EvidenceReport { underlined: 5, right: 4, hits: 2, cues: 5, covered: 3, mentions: 7, rows: 20 };
        assert_eq!(report, wanted);
        let text = report.to_string();
        let starts = [
            "evidence_mentions    4  (predicted rightly, of 5 ",
            "evidence_precision   0.5000 ",
            "evidence_recall      0.6000 ",
            "evidence_rows        2.9 ",
        ];
        assert_eq!(text.lines().count(), starts.len());
        for (line, start) in text.lines().zip(starts) {
            assert!(line.starts_with(start), "{line} does not start with {start}");
        }
    }

    #[test]
    fn spans_meet_if_they_share_a_character_and_not_if_they_touch() {
        for (span, hits) in [(3..6, 0), (3..7, 1), (7..8, 1), (0..20, 1), (9..12, 1), (10..12, 0)] {
            let evidence = [piece(span.clone(), 1, 0)];
            let report = favourable(from_ref(&(6..10)), &evidence);
            assert_eq!((report.hits, report.covered), (hits, hits), "{span:?}");
        }
    }

    #[test]
    fn what_a_span_speaks_is_the_sum_of_its_pieces_whole_to_the_millionth() {
        // 0.1 + 0.2 - 0.3 is more than nothing in floats.
        let evidence = [piece(0..4, 100_000, 0), piece(0..4, 200_000, 0), piece(0..4, 0, 300_000)];
        let report = favourable(from_ref(&(0..4)), &evidence);
        assert_eq!((report.right, report.hits, report.covered), (1, 0, 0));
    }

    #[test]
    fn there_is_no_report_without_underlined_words() {
        let evidence = [piece(0..4, 1, 0)];
        assert_eq!(EvidenceReport::new([mention(Class::Critical, Class::Critical, &[], &evidence)]), None);
        assert_eq!(
            EvidenceReport::new([mention(Class::Neutral, Class::Neutral, from_ref(&(0..4)), &evidence)]),
            None
        );
        let wrong =
            EvidenceReport::new([mention(Class::Critical, Class::Neutral, from_ref(&(0..4)), &evidence)]);
        let wrong = wrong.unwrap();
        assert_eq!((wrong.underlined, wrong.right), (1, 0));
        assert!(wrong.to_string().contains("evidence_precision   0.0000"), "{wrong}");
    }
}
