//! Rows of tables, stances and sketches as bytes.

use super::stored::{Stored, stored};
use crate::copies::Sketch;
use crate::relations::{Direction, DocumentEdge};
use crate::stance::{ActorStance, Decision, Label, Pool, Sides, TopCue};
use crate::statistics::Interval;
use crate::tables::{
    AttributionRow, DocumentRow, EvidenceRow, MentionRow, MentionTables, RelationEvidenceRow, SentenceRow,
    StanceRow,
};
use crate::terms::Count;
use crate::topics::{Assignment, Placement};

stored! {
    DocumentRow {
        doc_id, path, source, published, title, author, url, language, encoding, sentences, tokens, topic_id,
        topic_strength, duplicate_of, clean_up, content_sha256, near_duplicate_of, date_by, encoding_by, language_by,
        copies, copied_by, no_stance,
    }
    SentenceRow { doc_id, sentence_id, part, start, end, text }
    MentionRow {
        mention_id, doc_id, sentence_id, actor_id, mention, start, end, found_by, certainty, voice, speaker_id,
        toward_favourable, toward_critical, stance, label, confidence, name,
    }
    EvidenceRow {
        evidence_id, mention_id, cue, context, rule, source, toward_favourable, toward_critical, start, end,
    }
    StanceRow {
        doc_id, actor_id, stance, label, ci_low, ci_high, stance_narration, stance_quoted, mentions, cues, sentences,
        top_cue, top_cue_share, confidence, name, source, published, stance_reported,
    }
    AttributionRow {
        attribution_id, part, doc_id, sentence_id, cue, speaker_id, voice, start, end, quotation, rule,
    }
    MentionTables { sentences, mentions, evidence, relations, attributions }
    RelationEvidenceRow {
        relation_evidence_id, doc_id, sentence_id, source_actor_id, target_actor_id, source_mention_id,
        target_mention_id, rule, cue, context, source, toward_positive, toward_negative, voice, speaker_id, start, end, source_name, target_name,
    }
    DocumentEdge {
        direction, stance, interval, positive, negative, sentences, narration, quoted, strict, example, example_weight,
        top_cue,
    }
    Direction { source, target }
    ActorStance { actor, pool, interval, narration, quoted, reported, mentions, cues, sentences, top_cue }
    Pool { probabilities, sides, threshold, decision }
    Sides { critical, favourable }
    Decision { label, confidence }
    Interval { low, high }
    TopCue { tokens, share }
    Count { all, named }
    Sketch { whole, words, least }
    Placement { assignment, nearness }
    Assignment { topic, strength }
}

impl Stored for Label {
    fn put(&self, to: &mut Vec<u8>) {
        self.name().put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let name = <&'static str>::take(from)?;
        [Self::Favourable, Self::Neutral, Self::Critical, Self::Mixed]
            .into_iter()
            .find(|label| label.name() == name)
    }
}
