//! Evidence joined with its mention and sentence: the rows of `stance --evidence`.

use super::build::MentionTables;
use super::rows::EvidenceLineRow;

impl MentionTables {
    /// The rows of evidence, each joined with its mention and the mention's sentence.
    pub fn evidence_lines(&self) -> impl Iterator<Item = EvidenceLineRow> + '_ {
        let texts = self.sentence_texts();
        self.evidence.iter().filter_map(move |(mention, row)| {
            let mention = self.mentions.get(*mention)?;
            let row = row.clone();
            Some(EvidenceLineRow {
                evidence_id: row.evidence_id,
                mention_id: row.mention_id,
                cue: row.cue,
                context: row.context,
                rule: row.rule,
                source: row.source,
                toward_favourable: row.toward_favourable,
                toward_critical: row.toward_critical,
                start: row.start,
                end: row.end,
                doc_id: mention.doc_id.clone(),
                actor_id: mention.actor_id.clone(),
                mention: mention.mention.clone(),
                sentence: texts.get(mention.sentence_id.as_str()).copied().unwrap_or_default().to_owned(),
                name: mention.name.clone(),
            })
        })
    }
}
