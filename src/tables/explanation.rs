//! The explanation of a document: its text with mentions and cues marked, and for each mention its arithmetic.

use super::build::{View, one_line};
use crate::stance::{Label, Rule};
use crate::text::Part;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a stretch of text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// Neither mention nor cue.
    Plain,
    /// A mention of the actor with that id.
    Mention(String),
    /// A cue that adds more toward favourable than toward critical, over all mentions it speaks of.
    Favourable,
    /// A cue that adds more toward critical.
    Critical,
}

/// A stretch of text of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text, white space made single blanks.
    pub text: String,
    /// What it is.
    pub mark: Mark,
}

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedSentence {
    /// `S1` and so on.
    pub sentence_id: String,
    /// Title, standfirst or body.
    pub part: Part,
    /// Whether a paragraph begins with it.
    pub paragraph: bool,
    /// Its text.
    pub spans: Vec<Span>,
}

/// A line of the arithmetic.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The words of the text, or what stands for them.
    pub cue: String,
    /// Name of the rule.
    pub rule: &'static str,
    /// What changed the number of the lexicon.
    pub context: String,
    /// Added toward favourable.
    pub toward_favourable: f64,
    /// Added toward critical.
    pub toward_critical: f64,
}

/// A mention with evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct MentionArithmetic {
    /// Its sentence.
    pub sentence_id: String,
    /// The words.
    pub mention: String,
    /// How it was found.
    pub found_by: &'static str,
    /// Who speaks.
    pub voice: &'static str,
    /// Every piece of evidence, the prior first.
    pub lines: Vec<Line>,
    /// Sums of the lines.
    pub sums: (f64, f64),
    /// p(favourable) - p(critical).
    pub stance: f64,
}

/// An actor of the document.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorArithmetic {
    /// Its id.
    pub actor_id: String,
    /// Its name.
    pub name: String,
    /// In [-1, 1]; none without evidence.
    pub stance: Option<f64>,
    /// In a word.
    pub label: &'static str,
    /// 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// All mentions, those without evidence too.
    pub mentions: usize,
    /// The entry that weighs most, and its share.
    pub top_cue: Option<(String, f64)>,
    /// The mentions with evidence.
    pub arithmetic: Vec<MentionArithmetic>,
}

/// A document, explained.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The document.
    pub doc_id: String,
    /// What is known of it: date, author, outlet.
    pub about: Vec<String>,
    /// What the clean-up did, as `rule=count`.
    pub clean_up: Vec<String>,
    /// Its text.
    pub sentences: Vec<MarkedSentence>,
    /// Its actors, those spoken of most first.
    pub actors: Vec<ActorArithmetic>,
}

impl View<'_> {
    /// Explains the document.
    #[must_use]
    pub fn explanation(&self) -> Explanation {
        let metadata = &self.article.metadata;
        let about =
            [metadata.date.map(|date| date.to_string()), metadata.author.clone(), metadata.source.clone()];
        Explanation {
            doc_id: self.article.doc_id.clone(),
            about: about.into_iter().flatten().collect(),
            clean_up: self.article.clean_up.counts().map(|(rule, count)| format!("{rule}={count}")).collect(),
            sentences: self.marked_sentences(),
            actors: self.actor_arithmetic(),
        }
    }

    fn marked_sentences(&self) -> Vec<MarkedSentence> {
        let mut marks: Vec<(Range<usize>, Mark)> = Vec::new();
        for mention in &self.found.mentions {
            marks.push((
                self.document.span(&mention.tokens),
                Mark::Mention(self.actor(mention.actor).id.clone()),
            ));
        }
        for (tokens, balance) in self.balances() {
            if balance != 0 {
                let mark = if balance > 0 { Mark::Favourable } else { Mark::Critical };
                marks.push((self.document.span(&tokens), mark));
            }
        }
        marks.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut next = 0;
        let mut sentences = Vec::with_capacity(self.document.sentences.len());
        let mut last_end = 0;
        for (at, sentence) in self.document.sentences.iter().enumerate() {
            let gap = self.document.text.get(last_end..sentence.range.start).unwrap_or_default();
            last_end = sentence.range.end;
            let mut spans = Vec::new();
            let mut place = sentence.range.start;
            while let Some((range, mark)) =
                marks.get(next).filter(|(range, _)| range.start < sentence.range.end)
            {
                next += 1;
                if range.start < place {
                    continue;
                }
                self.push_span(&mut spans, place..range.start, Mark::Plain);
                self.push_span(&mut spans, range.clone(), mark.clone());
                place = range.end;
            }
            self.push_span(&mut spans, place..sentence.range.end, Mark::Plain);
            sentences.push(MarkedSentence {
                sentence_id: format!("S{}", at + 1),
                part: sentence.part,
                paragraph: at == 0 || gap.contains('\n'),
                spans,
            });
        }
        sentences
    }

    fn push_span(&self, spans: &mut Vec<Span>, range: Range<usize>, mark: Mark) {
        let text = self.document.text.get(range).unwrap_or_default();
        if !text.is_empty() {
            let text = text.replace(['\n', '\t'], " ");
            spans.push(Span { text, mark });
        }
    }

    /// The tokens of each cue with what it adds to all mentions together, favourable less critical.
    fn balances(&self) -> Vec<(Range<usize>, i64)> {
        let mut balances: BTreeMap<(usize, usize), i64> = BTreeMap::new();
        for evidence in self.scored.iter().flat_map(|scored| &scored.evidence) {
            if evidence.entry.is_some() {
                *balances.entry((evidence.tokens.start, evidence.tokens.end)).or_insert(0) +=
                    evidence.toward_favourable.0 - evidence.toward_critical.0;
            }
        }
        balances.into_iter().map(|((start, end), balance)| (start..end, balance)).collect()
    }

    fn actor_arithmetic(&self) -> Vec<ActorArithmetic> {
        let mut actors: Vec<ActorArithmetic> = Vec::new();
        for stance in self.stances {
            let actor = self.actor(stance.actor);
            let mentions =
                self.found.mentions.iter().zip(self.scored).filter(|(m, _)| m.actor == stance.actor);
            let arithmetic = mentions.filter_map(|(mention, scored)| {
                let value = scored.stance()?;
                Some(MentionArithmetic {
                    sentence_id: format!("S{}", mention.sentence + 1),
                    mention: one_line(self.span(&self.document.span(&mention.tokens))),
                    found_by: mention.found_by.name(),
                    voice: mention.voice.name(),
                    lines: scored.evidence.iter().map(|evidence| self.line(evidence)).collect(),
                    sums: (scored.toward_favourable.to_f64(), scored.toward_critical.to_f64()),
                    stance: value,
                })
            });
            actors.push(ActorArithmetic {
                actor_id: actor.id.clone(),
                name: actor.name.clone(),
                stance: stance.stance,
                label: stance.label.map_or("", Label::name),
                interval: stance.interval.map(|interval| (interval.low, interval.high)),
                mentions: stance.mentions,
                top_cue: stance
                    .top_entry
                    .zip(stance.top_share)
                    .map(|(entry, share)| (self.knowledge.entry(entry).term.clone(), share)),
                arithmetic: arithmetic.collect(),
            });
        }
        actors.sort_by_key(|actor| std::cmp::Reverse(actor.mentions));
        actors
    }

    fn line(&self, evidence: &crate::stance::Evidence) -> Line {
        let cue = match evidence.rule {
            Rule::Prior => "(prior)".to_owned(),
            _ => self.cue_text(evidence),
        };
        Line {
            cue,
            rule: evidence.rule.name(),
            context: self.context_text(evidence),
            toward_favourable: evidence.toward_favourable.to_f64(),
            toward_critical: evidence.toward_critical.to_f64(),
        }
    }
}
