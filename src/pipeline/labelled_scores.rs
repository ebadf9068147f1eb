//! Labelled texts, scored: predictions, and how far they agree with the labels.

use super::engine::Engine;
use super::labelled::{ScoredLabel, score_labelled};
use crate::evaluate::{Class, EvidenceReport, Judged, LabelledText, MentionEvidence, MentionReport};
use crate::tables::{PredictionEvidenceRow, PredictionRow, prediction_row};

/// Labelled texts with the scores of their mentions.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelledScores {
    /// The labelled mentions of each text, in their order.
    pub texts: Vec<Vec<ScoredLabel>>,
    /// Seed of the bootstrap.
    seed: u64,
}

impl LabelledScores {
    /// Labels against predictions.
    #[must_use]
    pub fn report(&self) -> MentionReport {
        let texts: Vec<Vec<Judged>> =
            self.texts.iter().map(|text| text.iter().filter_map(ScoredLabel::judged).collect()).collect();
        MentionReport::new(&texts, self.seed)
    }

    /// Evidence against the words that readers underlined; none where no label has them.
    #[must_use]
    pub fn evidence_report(&self) -> Option<EvidenceReport> {
        EvidenceReport::new(self.texts.iter().flatten().filter_map(ScoredLabel::mention_evidence))
    }

    /// A row for each piece of evidence, in the order of the texts.
    #[must_use]
    pub fn prediction_evidence(&self) -> Vec<PredictionEvidenceRow> {
        self.texts.iter().flatten().flat_map(ScoredLabel::evidence_rows).collect()
    }

    /// A row for each mention, in the order of the texts.
    #[must_use]
    pub fn predictions(&self) -> Vec<PredictionRow> {
        self.texts.iter().flatten().map(ScoredLabel::prediction).collect()
    }
}

impl ScoredLabel {
    /// The label with what was predicted; none without a label.
    #[must_use]
    pub fn judged(&self) -> Option<Judged> {
        Some(Judged { label: self.label?, decision: self.decision() })
    }

    /// The evidence beside the underlined words; none without a label.
    #[must_use]
    pub fn mention_evidence(&self) -> Option<MentionEvidence<'_>> {
        Some(MentionEvidence {
            label: self.label?,
            predicted: Class::of_label(Some(self.decision().label)),
            cues: self.cues.as_deref().unwrap_or_default(),
            evidence: &self.evidence,
        })
    }

    /// A row for each piece of evidence.
    pub fn evidence_rows(&self) -> impl Iterator<Item = PredictionEvidenceRow> + '_ {
        self.evidence.iter().map(|piece| {
            let place = piece.place.as_ref().map(|place| &place.code_points);
            PredictionEvidenceRow {
                id: self.id.clone(),
                cue: piece.cue.clone(),
                rule: piece.rule.name(),
                toward_favourable: piece.toward_favourable.to_f64(),
                toward_critical: piece.toward_critical.to_f64(),
                start: place.map(|place| place.start as u64),
                end: place.map(|place| place.end as u64),
            }
        })
    }

    /// The row of the mention.
    #[must_use]
    pub fn prediction(&self) -> PredictionRow {
        let label = self.decision().label.name();
        prediction_row(self.id.clone(), label, &self.scored)
    }
}

impl Engine {
    /// Scores every labelled mention of `texts`.
    #[must_use]
    pub fn score_labelled(&self, texts: &[LabelledText]) -> LabelledScores {
        let seed = self.settings.seed;
        LabelledScores { texts: score_labelled(texts, self.knowledge(), &self.settings), seed }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::*;
    use crate::actors::Registry;
    use crate::evaluate::{Class, LabelledMention};
    use crate::lexicon::{LearnedTable, Lexicon};

    #[test]
    fn every_mention_has_a_prediction_and_those_with_a_label_are_judged() {
        let mut lexicon = Lexicon::default();
        let cue = "term\tkind\tpolarity\tagent\tpatient\trelation\tfactor\nreckless\tcue\t-2\t\t\t\t\n";
        lexicon.layer("cues", cue).unwrap();
        let shipped = crate::shipped::knowledge().unwrap();
        let knowledge = shipped.with(Registry::default(), lexicon, LearnedTable::default()).unwrap();
        let settings = Settings::new(&knowledge);
        let engine = Engine::new(knowledge, settings);
        let mention = |id: &str, label| LabelledMention {
            id: id.to_owned(),
            range: 13..20,
            label,
            also: Vec::new(),
            cues: None,
        };
        let text = |id: &str, text: &str, label| LabelledText {
            id: id.to_owned(),
            text: text.to_owned(),
            line: 1,
            mentions: vec![mention(id, label)],
        };
        let texts = [
            text("a", "The reckless Naruvia went on.", Some(Class::Critical)),
            text("b", "It rained in Naruvia.", None),
        ];
        let scores = engine.score_labelled(&texts);
        let rows = scores.predictions();
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids, ["a", "b"]);
        assert!(
            rows[0].p_critical > rows[0].p_favourable && rows[0].stance.is_some_and(|stance| stance < 0.0)
        );
        assert_eq!(rows[1].stance, None);
        assert_eq!(scores.report().confusion.total(), 1);
    }
}
