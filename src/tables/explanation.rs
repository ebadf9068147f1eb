//! The explanation of a document: its text with marked mentions and cues, and the arithmetic of each mention.

use super::build::{MOST_CUES, View, one_line};
use super::ids::sentence_number;
use crate::relations::{RelationLabel, SentenceEdge};
use crate::stance::{Rule, ScoredMention};
use crate::text::Part;
use std::collections::BTreeSet;

/// The kind of a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// Neither mention nor cue.
    Plain,
    /// A mention of the actor with that id.
    Mention(String),
    /// A cue that adds more toward favourable than toward critical, over all mentions that it affects.
    Favourable,
    /// A cue that adds more toward critical to it.
    Critical,
}

/// A stretch of text of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text, with white space collapsed to single blanks.
    pub text: String,
    /// Its kind.
    pub mark: Mark,
    /// The contribution of a cue to each actor, or the actor of a mention and how it was found; empty for plain text.
    pub note: String,
}

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedSentence {
    /// `S1` and so on.
    pub sentence_id: String,
    /// Title, standfirst or body.
    pub part: Part,
    /// Whether it starts a paragraph.
    pub paragraph: bool,
    /// Its text.
    pub spans: Vec<Span>,
}

/// A line of the arithmetic: a piece of evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The cue's words in the text, or a description.
    pub cue: String,
    /// Name of the rule.
    pub rule: &'static str,
    /// The modifiers of the lexicon score.
    pub context: String,
    /// Contribution toward favourable.
    pub toward_favourable: f64,
    /// Contribution toward critical.
    pub toward_critical: f64,
}

/// A mention with evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct MentionArithmetic {
    /// Its sentence.
    pub sentence_id: String,
    /// Its words.
    pub mention: String,
    /// How it was found.
    pub found_by: &'static str,
    /// Whose voice it is in.
    pub voice: &'static str,
    /// The name of the actor who speaks, if that is known.
    pub speaker: Option<String>,
    /// First byte in the scored text.
    pub start: usize,
    /// The evidence, the prior first; what is not shown separately is summed in the last line.
    pub lines: Vec<Line>,
    /// Sums of the lines: toward favourable, toward critical.
    pub sums: (f64, f64),
    /// p(favourable) - p(critical).
    pub stance: f64,
    /// In a word.
    pub label: &'static str,
    /// Probability of the label.
    pub confidence: f64,
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
    /// The stance as a label.
    pub label: &'static str,
    /// Probability of the label; for mixed that of the two sides together.
    pub confidence: Option<f64>,
    /// 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// Number of all mentions, with and without evidence.
    pub mentions: usize,
    /// The cue with the largest weight, and its share of the weight of all cues.
    pub top_cue: Option<(String, f64)>,
    /// The sentences that say most of it, the strongest first, with its mentions and the cues that speak of it marked:
    /// three at the most.
    pub strongest: Vec<MarkedSentence>,
    /// The mentions with evidence.
    pub arithmetic: Vec<MentionArithmetic>,
}

/// Who takes a stance toward whom in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct EdgeLine {
    /// The sentence.
    pub sentence_id: String,
    /// Id of the source.
    pub source: String,
    /// Id of the target.
    pub target: String,
    /// p(positive) - p(negative).
    pub stance: f64,
    /// positive or negative.
    pub label: &'static str,
    /// Probability of that side.
    pub confidence: f64,
    /// The words that say so most, with the name of their rule; empty without any.
    pub cue: String,
    /// The rule of these words, or learned.
    pub rule: &'static str,
    /// Whether the edge is strict.
    pub strict: bool,
}

/// Sentences of an actor in [`ActorArithmetic::strongest`].
const STRONGEST: usize = 3;

/// Which evidence of a mention has a line of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// As in `evidence.csv`: the strongest six cues.
    Strongest,
    /// All.
    All,
}

/// A document, explained.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The document.
    pub doc_id: String,
    /// Its title, or else its id.
    pub heading: String,
    /// Its metadata: date, author, outlet.
    pub about: Vec<String>,
    /// The clean-up rules applied, as `rule=count`.
    pub clean_up: Vec<String>,
    /// Its text.
    pub sentences: Vec<MarkedSentence>,
    /// Its actors, by descending number of mentions.
    pub actors: Vec<ActorArithmetic>,
    /// Who takes a stance toward whom, by sentence: the edges that are sure enough.
    pub edges: Vec<EdgeLine>,
    /// Code of its language, if it has no stance because there is no lexicon for it.
    pub no_lexicon: Option<String>,
}

impl Explanation {
    /// What to say where there is no actor.
    #[must_use]
    pub fn nobody(&self) -> String {
        match &self.no_lexicon {
            Some(code) => format!("No stance: there is no lexicon for its language ({code})."),
            None => "No actor of the registry is named here.".to_owned(),
        }
    }
}

impl MentionArithmetic {
    /// Its voice, with who speaks if that is known.
    #[must_use]
    pub fn spoken(&self) -> String {
        self.speaker
            .as_ref()
            .map_or_else(|| self.voice.to_owned(), |speaker| format!("{}, by {speaker}", self.voice))
    }
}

impl View<'_> {
    /// Explains the document; `which` evidence has a line of its own, and so have edges of at least that confidence.
    #[must_use]
    pub fn explanation(&self, which: Shown, least_confidence: f64) -> Explanation {
        let metadata = &self.article.metadata;
        let about =
            [metadata.date.map(|date| date.to_string()), metadata.author.clone(), metadata.source.clone()];
        let sentences = self.marked_sentences();
        let title: String = sentences
            .iter()
            .filter(|sentence| sentence.part == Part::Title)
            .flat_map(|sentence| sentence.spans.iter().map(|span| span.text.as_str()))
            .collect();
        let heading = if title.is_empty() { self.article.doc_id.clone() } else { title };
        Explanation {
            doc_id: self.article.doc_id.clone(),
            heading,
            about: about.into_iter().flatten().collect(),
            clean_up: self.article.clean_up.counts().map(|(rule, count)| format!("{rule}={count}")).collect(),
            sentences,
            actors: self.actor_arithmetic(which),
            edges: self.edge_lines(least_confidence),
            no_lexicon: self.article.read_as.counted.map(|_| self.article.read_as.code.clone()),
        }
    }

    fn edge_lines(&self, least: f64) -> Vec<EdgeLine> {
        let line = |edge: &SentenceEdge| {
            let (label, confidence) = edge.decision(least);
            if label == RelationLabel::Neutral {
                return None;
            }
            let strongest = edge.strongest(label);
            let id = |actor: usize| self.actor(actor).id.to_owned();
            Some(EdgeLine {
                sentence_id: sentence_number(edge.sentence),
                source: id(edge.direction.source),
                target: id(edge.direction.target),
                stance: edge.probabilities().stance(),
                label: label.name(),
                confidence,
                cue: strongest.map(|piece| self.words(&piece.cue)).unwrap_or_default(),
                rule: strongest.map_or("learned", |piece| piece.rule.name()),
                strict: edge.strict,
            })
        };
        self.edges.iter().filter_map(line).collect()
    }

    fn actor_arithmetic(&self, which: Shown) -> Vec<ActorArithmetic> {
        let mut actors: Vec<ActorArithmetic> = Vec::new();
        for stance in self.stances {
            let actor = self.actor(stance.actor);
            let mentions =
                self.found.mentions.iter().zip(self.scored).filter(|(m, _)| m.actor == stance.actor);
            let arithmetic = mentions.filter_map(|(mention, scored)| {
                let (value, decision) = (scored.stance()?, scored.decision()?);
                let range = self.document.span(&mention.tokens);
                Some(MentionArithmetic {
                    sentence_id: sentence_number(mention.sentence),
                    mention: one_line(self.span(&range)),
                    found_by: mention.found_by.name(),
                    voice: mention.voice.name(),
                    speaker: mention.speaker.map(|speaker| self.actor(speaker).name.to_owned()),
                    start: range.start,
                    lines: self.lines(scored, which),
                    sums: (scored.toward_favourable.to_f64(), scored.toward_critical.to_f64()),
                    stance: value,
                    label: decision.label.name(),
                    confidence: decision.confidence,
                })
            });
            actors.push(ActorArithmetic {
                actor_id: actor.id.to_owned(),
                name: actor.name.to_owned(),
                stance: stance.stance(),
                label: stance.decision().map_or("", |decision| decision.label.name()),
                confidence: stance.decision().map(|decision| decision.confidence),
                interval: stance.interval.map(|interval| (interval.low, interval.high)),
                mentions: stance.mentions,
                top_cue: stance.top_cue.as_ref().map(|top| (self.words(&top.tokens), top.share)),
                strongest: self.strongest(stance.actor),
                arithmetic: arithmetic.collect(),
            });
        }
        actors.sort_by_key(|actor| std::cmp::Reverse(actor.mentions));
        actors
    }

    /// The sentences with the largest stances toward an actor, whichever way; those of the same words once.
    fn strongest(&self, actor: usize) -> Vec<MarkedSentence> {
        let mentions = self.found.mentions.iter().zip(self.scored).filter(|(m, _)| m.actor == actor);
        let mut stances: Vec<(f64, usize)> = mentions
            .filter_map(|(mention, scored)| Some((scored.stance()?.abs(), mention.sentence)))
            .collect();
        stances.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut shown: BTreeSet<String> = BTreeSet::new();
        let sentences = stances.into_iter().filter_map(|(_, at)| {
            let sentence = self.document.sentences.get(at)?;
            let is_new = shown.insert(one_line(self.span(&sentence.range)));
            if is_new { self.marked_for(actor, at) } else { None }
        });
        sentences.take(STRONGEST).collect()
    }

    /// The prior, the expressions of the lexicon in the order of the text, learned terms by their weight, the rest.
    fn lines(&self, scored: &ScoredMention, which: Shown) -> Vec<Line> {
        let most = if which == Shown::All { usize::MAX } else { MOST_CUES };
        let mut rows = scored.rows(most);
        rows.sort_by_key(|row| match row.rule {
            Rule::Prior => (0, 0),
            Rule::Learned => (2, -row.weight()),
            Rule::Context => (3, -row.weight()),
            Rule::Rest => (4, 0),
            _ => (1, 0),
        });
        let line = |evidence: &crate::stance::Evidence| Line {
            cue: match evidence.rule {
                Rule::Prior => "(prior)".to_owned(),
                Rule::Rest => "(weaker cues)".to_owned(),
                Rule::Context if evidence.learned().is_none() => "(context)".to_owned(),
                _ => self.cue_text(evidence),
            },
            rule: evidence.rule.name(),
            context: self.context_text(evidence),
            toward_favourable: evidence.toward_favourable.to_f64(),
            toward_critical: evidence.toward_critical.to_f64(),
        };
        rows.iter().map(line).collect()
    }
}
