//! From the annotations and scores of a document to its rows.

use super::ids::DocumentKey;
use super::relations::{UnnumberedRelation, number_relations};
use super::rows::{AttributionRow, DocumentRow, EvidenceRow, MentionRow, SentenceRow, StanceRow};
use crate::actors::Actor;
use crate::index::Knowledge;
use crate::ingest::{Article, DateBy, Offsets};
use crate::lexicon::LearnedRow;
use crate::mentions::{Found, Mention};
use crate::relations::SentenceEdge;
use crate::stance::{ActorStance, Evidence, Rule, ScoredMention};
use crate::text::{Document, Part};
use std::collections::BTreeMap;
use std::ops::Range;

/// Maximum characters of a sentence in a table; Excel cells hold 32,767.
const MAX_SENTENCE_CHARACTERS: usize = 1000;

/// Which evidence is written to the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum EvidenceRows {
    /// The six strongest cues of a mention, and one row each for the others, the context and the prior.
    #[cfg_attr(feature = "cli", value(alias = "top", help = None))]
    Cues,
    /// All.
    #[cfg_attr(feature = "cli", value(help = None))]
    All,
    /// None.
    #[cfg_attr(feature = "cli", value(help = None))]
    None,
}

/// Cues of a mention that have rows of their own under [`EvidenceRows::Cues`].
pub const MOST_CUES: usize = 6;

/// All results for one document.
pub struct View<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its tokens and sentences.
    pub document: &'a Document,
    /// Its mentions and cues.
    pub found: &'a Found,
    /// The evidence of each mention.
    pub scored: &'a [ScoredMention],
    /// The stance toward each actor.
    pub stances: &'a [ActorStance],
    /// Who takes a stance toward whom in its sentences, if that was looked for.
    pub edges: &'a [SentenceEdge],
    /// The actors and lexicons.
    pub knowledge: &'a Knowledge,
}

/// How many rows of a document have ids.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Numbered {
    mentions: u64,
    evidence: u64,
    relations: u64,
}

/// The mentions of one document as rows, with their sentences and evidence. Mentions and evidence have no ids before
/// [`MentionTables::number`] is called.
#[derive(Debug, Clone)]
pub struct MentionTables {
    /// Sentences with a mention.
    pub sentences: Vec<SentenceRow>,
    /// Mentions.
    pub mentions: Vec<MentionRow>,
    /// Evidence, each with the index of its mention.
    pub evidence: Vec<(usize, EvidenceRow)>,
    /// Evidence of relations, with the indices of the mentions of source and target.
    pub relations: Vec<UnnumberedRelation>,
    /// Stretches of attributed text. They have their ids.
    pub attributions: Vec<AttributionRow>,
}

impl MentionTables {
    /// Assigns ids to mentions and evidence, continuing after those of the parts of the document before this one.
    pub fn number(&mut self, before: &mut Numbered) {
        let Some(key) = self.mentions.first().map(|row| DocumentKey::of(&row.doc_id)) else { return };
        for (number, row) in (before.mentions + 1..).zip(&mut self.mentions) {
            row.mention_id = key.mention(number);
        }
        for (number, (mention, row)) in (before.evidence + 1..).zip(&mut self.evidence) {
            row.evidence_id = key.evidence(number);
            row.mention_id = key.mention(before.mentions + *mention as u64 + 1);
        }
        number_relations(&mut self.relations, &key, before.mentions, before.relations);
        before.relations += self.relations.len() as u64;
        before.mentions += self.mentions.len() as u64;
        before.evidence += self.evidence.len() as u64;
    }

    /// The text of each sentence with a mention, by its id.
    #[must_use]
    pub fn sentence_texts(&self) -> BTreeMap<&str, &str> {
        let texts =
            self.sentences.iter().map(|sentence| (sentence.sentence_id.as_str(), sentence.text.as_str()));
        texts.collect()
    }
}

fn part_name(part: Part) -> &'static str {
    match part {
        Part::Title => "title",
        Part::Standfirst => "standfirst",
        Part::Body => "body",
    }
}

/// Collapses white space to single blanks, and cuts at 1,000 characters.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if let Some((cut, _)) = line.char_indices().nth(MAX_SENTENCE_CHARACTERS) {
        line.truncate(cut);
        line.push('…');
    }
    line
}

/// The bytes of the words that a contribution is that of; none where it is not that of words in their place.
#[must_use]
pub fn cue_range(evidence: &Evidence, document: &Document) -> Option<Range<usize>> {
    (evidence.is_cue() && !evidence.tokens().is_empty()).then(|| document.span(&evidence.tokens()))
}

fn id(actor: Actor<'_>) -> String {
    actor.id.to_owned()
}

impl View<'_> {
    pub(super) fn span(&self, range: &std::ops::Range<usize>) -> &str {
        self.document.text.get(range.clone()).unwrap_or_default()
    }

    pub(super) fn actor(&self, at: usize) -> Actor<'_> {
        self.knowledge.registry.actor(at)
    }

    /// Tokens as the name of a cue: on one line, in lower case.
    pub(super) fn words(&self, tokens: &std::ops::Range<usize>) -> String {
        one_line(self.span(&self.document.span(tokens))).to_lowercase()
    }

    /// The rows of its mentions, with their evidence as `evidence` says.
    #[must_use]
    pub fn mention_tables(&self, evidence: EvidenceRows) -> MentionTables {
        let sentences = 0..self.document.sentences.len();
        self.tables_of(&(0..self.found.mentions.len()), &sentences, &Offsets::new(self.article), evidence)
    }

    /// [`View::mention_tables`] in parts of about `most` mentions, for rows take many times the memory of what they are
    /// made of. A part ends with a sentence.
    pub fn mention_tables_in_parts(
        &self,
        evidence: EvidenceRows,
        most: usize,
    ) -> impl Iterator<Item = MentionTables> {
        let (mentions, offsets) = (&self.found.mentions, Offsets::new(self.article));
        let (mut start, mut sentence) = (0, 0);
        std::iter::from_fn(move || {
            let last = mentions.get(start..)?.get(..most).unwrap_or(mentions.get(start..)?).last()?;
            let end = mentions.partition_point(|mention| mention.sentence <= last.sentence);
            let part = start..end.max(start + 1);
            start = part.end;
            let is_last = start >= mentions.len();
            let next = if is_last { self.document.sentences.len() } else { last.sentence + 1 };
            let sentences = sentence..next;
            sentence = next;
            Some(self.tables_of(&part, &sentences, &offsets, evidence))
        })
    }

    /// The rows of some mentions, and of the attributions of some sentences.
    fn tables_of(
        &self,
        part: &Range<usize>,
        sentences: &Range<usize>,
        offsets: &Offsets<'_>,
        evidence: EvidenceRows,
    ) -> MentionTables {
        let mentions = self.found.mentions.get(part.clone()).unwrap_or_default();
        let scored = self.scored.get(part.clone()).unwrap_or_default();
        MentionTables {
            sentences: self.sentence_rows(mentions, offsets),
            mentions: self.mention_rows(mentions, scored, offsets),
            evidence: if evidence == EvidenceRows::None {
                Vec::new()
            } else {
                self.evidence_rows(scored, offsets, evidence)
            },
            relations: if evidence == EvidenceRows::None {
                Vec::new()
            } else {
                self.relation_rows(part, offsets)
            },
            attributions: self.attribution_rows(sentences, offsets),
        }
    }

    /// The row of `documents.csv`, without a topic. `sha256` is the hash of the source.
    #[must_use]
    pub fn document_row(&self, sha256: String) -> DocumentRow {
        let article = self.article;
        let metadata = &article.metadata;
        let mut clean_up: Vec<String> =
            article.clean_up.counts().map(|(rule, n)| format!("{rule}={n}")).collect();
        if self.document.cut_sentences > 0 {
            clean_up.push(format!("cut_sentence={}", self.document.cut_sentences));
        }
        DocumentRow {
            doc_id: article.doc_id.clone(),
            path: article.path.clone(),
            source: metadata.source.clone(),
            published: metadata.date.map(|date| date.to_string()),
            title: metadata.title.clone(),
            author: metadata.author.clone(),
            url: metadata.url.clone(),
            language: article.read_as.code.clone(),
            encoding: article.encoding.to_owned(),
            sentences: self.document.sentences.len() as u64,
            tokens: self.document.tokens.len() as u64,
            topic_id: None,
            topic_strength: None,
            duplicate_of: None,
            near_duplicate_of: None,
            clean_up: clean_up.join(";"),
            content_sha256: sha256,
            date_by: metadata.date_by.map(DateBy::name),
            encoding_by: article.encoding_by.name(),
            language_by: article.read_as.by.name(),
            copies: 0,
            copied_by: String::new(),
            no_stance: article.read_as.no_stance().unwrap_or_default(),
        }
    }

    fn sentence_rows(&self, mentions: &[Mention], offsets: &Offsets<'_>) -> Vec<SentenceRow> {
        let mut named: Vec<usize> = mentions.iter().map(|mention| mention.sentence).collect();
        named.dedup();
        let key = DocumentKey::of(&self.article.doc_id);
        let rows = named.into_iter().filter_map(|at| {
            let sentence = self.document.sentences.get(at)?;
            let (start, end) = offsets.range(&sentence.range);
            Some(SentenceRow {
                doc_id: self.article.doc_id.clone(),
                sentence_id: key.sentence(at),
                part: part_name(sentence.part),
                start: start as u64,
                end: end as u64,
                text: one_line(self.span(&sentence.range)),
            })
        });
        rows.collect()
    }

    fn mention_rows(
        &self,
        mentions: &[Mention],
        scored: &[ScoredMention],
        offsets: &Offsets<'_>,
    ) -> Vec<MentionRow> {
        let key = DocumentKey::of(&self.article.doc_id);
        let rows = mentions.iter().zip(scored).map(|(mention, scored)| {
            let range = self.document.span(&mention.tokens);
            let (start, end) = offsets.range(&range);
            let decision = scored.decision();
            MentionRow {
                mention_id: String::new(),
                doc_id: self.article.doc_id.clone(),
                sentence_id: key.sentence(mention.sentence),
                actor_id: id(self.actor(mention.actor)),
                mention: one_line(self.span(&range)),
                start: start as u64,
                end: end as u64,
                found_by: mention.found_by.name(),
                certainty: mention.certainty,
                voice: mention.voice.name(),
                speaker_id: mention.speaker.map(|speaker| id(self.actor(speaker))),
                toward_favourable: scored.toward_favourable.to_f64(),
                toward_critical: scored.toward_critical.to_f64(),
                stance: scored.stance(),
                label: decision.map_or("", |decision| decision.label.name()),
                confidence: decision.map(|decision| decision.confidence),
                name: self.actor(mention.actor).name.to_owned(),
            }
        });
        rows.collect()
    }

    fn evidence_rows(
        &self,
        scored: &[ScoredMention],
        offsets: &Offsets<'_>,
        which: EvidenceRows,
    ) -> Vec<(usize, EvidenceRow)> {
        let most = if which == EvidenceRows::All { usize::MAX } else { MOST_CUES };
        let mut rows = Vec::new();
        for (mention, scored) in scored.iter().enumerate() {
            for evidence in scored.rows(most) {
                let range = self.document.span(&evidence.tokens());
                let place = self.is_words(&evidence).then(|| offsets.range(&range));
                let row = EvidenceRow {
                    evidence_id: String::new(),
                    mention_id: String::new(),
                    cue: self.cue_text(&evidence),
                    context: self.context_text(&evidence),
                    rule: evidence.rule.name(),
                    source: self.source_id(&evidence),
                    toward_favourable: evidence.toward_favourable.to_f64(),
                    toward_critical: evidence.toward_critical.to_f64(),
                    start: place.map(|(start, _)| start as u64),
                    end: place.map(|(_, end)| end as u64),
                };
                rows.push((mention, row));
            }
        }
        rows
    }

    /// The text of a cue; empty for evidence that is not tied to words.
    pub(super) fn cue_text(&self, evidence: &Evidence) -> String {
        if self.is_words(evidence) {
            one_line(self.span(&self.document.span(&evidence.tokens())))
        } else {
            String::new()
        }
    }

    /// Whether the evidence is tied to words of the text.
    fn is_words(&self, evidence: &Evidence) -> bool {
        cue_range(evidence, self.document).is_some()
    }

    /// The modifiers applied to a lexicon score; for a learned feature its context, and its term if that is not in the
    /// text.
    pub(super) fn context_text(&self, evidence: &Evidence) -> String {
        match self.learned_row(evidence) {
            Some(row) if self.is_words(evidence) => match evidence.more {
                0 => row.context.name().to_owned(),
                more => format!("{} and {more} more", row.context.name()),
            },
            Some(row) => format!("{}: {}", row.context.name(), row.term),
            None => evidence.context(),
        }
    }

    pub(super) fn learned_row(&self, evidence: &Evidence) -> Option<LearnedRow<'_>> {
        self.knowledge.learned.find_row(evidence.learned()? as usize)
    }

    /// Id of the file that a piece of evidence comes from.
    fn source_id(&self, evidence: &Evidence) -> String {
        let (lexicon, learned) = (&self.knowledge.lexicon, &self.knowledge.learned);
        let file = match (evidence.entry(), self.learned_row(evidence)) {
            (Some(entry), _) => lexicon.files().get(self.knowledge.entry(entry).file),
            (None, Some(row)) => learned.files().get(row.file),
            (None, None) if matches!(evidence.rule, Rule::Prior | Rule::Learned) => learned.files().last(),
            (None, None) => None,
        };
        match file {
            Some(file) => file.id.clone(),
            None if matches!(evidence.rule, Rule::Prior | Rule::Prefix) => "formula".to_owned(),
            None => String::new(),
        }
    }

    /// The rows of `stance.csv`.
    #[must_use]
    pub fn stance_rows(&self) -> Vec<StanceRow> {
        let rows = self.stances.iter().map(|stance| StanceRow {
            doc_id: self.article.doc_id.clone(),
            actor_id: id(self.actor(stance.actor)),
            stance: stance.stance(),
            label: stance.decision().map_or("", |decision| decision.label.name()),
            ci_low: stance.interval.map(|interval| interval.low),
            ci_high: stance.interval.map(|interval| interval.high),
            stance_narration: stance.narration,
            stance_quoted: stance.quoted,
            stance_reported: stance.reported,
            mentions: stance.mentions as u64,
            cues: stance.cues as u64,
            sentences: stance.sentences as u64,
            top_cue: stance.top_cue.as_ref().map(|top| self.words(&top.tokens)),
            top_cue_share: stance.top_cue.as_ref().map(|top| top.share),
            confidence: stance.decision().map(|decision| decision.confidence),
            name: self.actor(stance.actor).name.to_owned(),
            source: self.article.metadata.source.clone(),
            published: self.article.metadata.date.map(|date| date.to_string()),
        });
        rows.collect()
    }
}
