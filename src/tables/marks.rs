//! Marks in the text of an explanation: mentions and their cues.

use super::build::View;
use super::explanation::{Mark, MarkedSentence, Span};
use super::ids::sentence_number;
use crate::mentions::Mention;
use crate::stance::{Evidence, Rule};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

/// Millionths that a learned term must add to an actor, favourable less critical and over its mentions, to be marked:
/// below that, half of an article would be.
const WEAK: i64 = 150_000;

/// What is marked.
#[derive(Clone, Copy)]
enum Scope {
    /// Every actor, and the cues that speak of any.
    Document,
    /// An actor in a sentence, and the cues that speak of it there: the strongest is marked however weak it is.
    Actor { actor: usize, sentence: usize },
}

impl Scope {
    fn holds(self, mention: &Mention) -> bool {
        match self {
            Self::Document => true,
            Self::Actor { actor, sentence } => mention.actor == actor && mention.sentence == sentence,
        }
    }
}

/// What a cue at a place of the text adds to the mentions of each actor.
#[derive(Default)]
struct Added {
    /// Whether an expression of the lexicon is there, or the prefix of a compound.
    expression: bool,
    /// Millionths toward favourable and toward critical, by index of the actor.
    by_actor: BTreeMap<usize, (i64, i64)>,
}

impl Added {
    /// Favourable less critical, for the actor that it adds most to.
    fn balance(&self) -> i64 {
        let balances = self.by_actor.values().map(|(favourable, critical)| favourable - critical);
        balances.max_by_key(|balance| balance.abs()).unwrap_or(0)
    }
}

/// A stretch of bytes with its mark and note.
type Marked = (Range<usize>, Mark, String);

impl View<'_> {
    /// The sentences of the document, with the mentions of every actor and the cues that speak of one marked.
    pub(super) fn marked_sentences(&self) -> Vec<MarkedSentence> {
        let marks = self.marks(Scope::Document);
        let mut rest = marks.as_slice();
        let mut sentences = Vec::with_capacity(self.document.sentences.len());
        let mut last_end = 0;
        for (at, sentence) in self.document.sentences.iter().enumerate() {
            let gap = self.document.text.get(last_end..sentence.range.start).unwrap_or_default();
            last_end = sentence.range.end;
            let (here, others) =
                rest.split_at(rest.partition_point(|(range, ..)| range.start < sentence.range.end));
            rest = others;
            sentences.push(MarkedSentence {
                sentence_id: sentence_number(at),
                part: sentence.part,
                paragraph: at == 0 || gap.contains('\n'),
                spans: self.spans(&sentence.range, here),
            });
        }
        sentences
    }

    /// A sentence by itself, with the mentions of one actor and the cues that speak of it marked.
    pub(super) fn marked_for(&self, actor: usize, sentence: usize) -> Option<MarkedSentence> {
        let found = self.document.sentences.get(sentence)?;
        let marks = self.marks(Scope::Actor { actor, sentence });
        Some(MarkedSentence {
            sentence_id: sentence_number(sentence),
            part: found.part,
            paragraph: false,
            spans: self.spans(&found.range, &marks),
        })
    }

    /// The text of a sentence, cut at its marks.
    fn spans(&self, sentence: &Range<usize>, marks: &[Marked]) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut place = sentence.start;
        for (range, mark, note) in marks {
            self.push_span(&mut spans, place..range.start, Mark::Plain, "");
            self.push_span(&mut spans, range.clone(), mark.clone(), note);
            place = range.end;
        }
        self.push_span(&mut spans, place..sentence.end, Mark::Plain, "");
        spans
    }

    fn push_span(&self, spans: &mut Vec<Span>, range: Range<usize>, mark: Mark, note: &str) {
        let text = self.span(&range);
        if !text.is_empty() {
            spans.push(Span { text: text.replace(['\n', '\t'], " "), mark, note: note.to_owned() });
        }
    }

    /// The voice of a mention, with who speaks if that is known.
    fn voice_of(&self, mention: &Mention) -> String {
        let voice = mention.voice.name();
        mention
            .speaker
            .map_or_else(|| voice.to_owned(), |speaker| format!("{voice}, by {}", self.actor(speaker).name))
    }

    /// Mentions, then expressions of the lexicon, then learned terms by their weight, where nothing is marked yet; in
    /// the order of the text.
    fn marks(&self, scope: Scope) -> Vec<Marked> {
        let mut marks: BTreeMap<usize, Marked> = BTreeMap::new();
        let mut put = |range: Range<usize>, mark: Mark, note: String| {
            let before = marks.range(..range.end).next_back();
            if before.is_none_or(|(_, (other, ..))| other.end <= range.start) {
                marks.insert(range.start, (range, mark, note));
            }
        };
        for (mention, scored) in self.found.mentions.iter().zip(self.scored) {
            if !scope.holds(mention) {
                continue;
            }
            let actor = self.actor(mention.actor);
            let said = match (scored.stance(), scored.decision()) {
                (Some(stance), Some(decision)) => format!("{stance:+.3} {}", decision.label.name()),
                _ => "no evidence".to_owned(),
            };
            let note =
                format!("{}: {said} ({}, {})", actor.name, mention.found_by.name(), self.voice_of(mention));
            put(self.document.span(&mention.tokens), Mark::Mention(actor.id.to_owned()), note);
        }
        let mut cues: Vec<((usize, usize), Added)> = self.added(scope).into_iter().collect();
        let strongest = cues.iter().map(|(_, added)| added.balance().abs()).max().unwrap_or(0);
        let least = match scope {
            Scope::Document => WEAK,
            Scope::Actor { .. } => strongest.clamp(1, WEAK),
        };
        cues.retain(|(_, added)| added.balance().abs() >= if added.expression { 1 } else { least });
        cues.sort_by_key(|((start, end), added)| match added.expression {
            true => (0, 0, *start, Reverse(*end)),
            false => (1, -added.balance().abs(), *start, Reverse(*end)),
        });
        for ((start, end), added) in cues {
            let mark = if added.balance() > 0 { Mark::Favourable } else { Mark::Critical };
            for piece in self.beside_mentions(start..end, scope) {
                put(self.document.span(&piece), mark.clone(), self.note(&added));
            }
        }
        marks.into_values().collect()
    }

    /// The runs of the tokens of a cue beside the mentions within it: *lifted* its *profit forecast*.
    fn beside_mentions(&self, cue: Range<usize>, scope: Scope) -> Vec<Range<usize>> {
        let mentions = &self.found.mentions;
        let first = mentions.partition_point(|mention| mention.tokens.start < cue.start);
        let within = mentions.iter().skip(first).take_while(|mention| mention.tokens.end <= cue.end);
        let mut pieces = Vec::new();
        let mut place = cue.start;
        for mention in within.filter(|mention| scope.holds(mention)) {
            pieces.push(place..mention.tokens.start.max(place));
            place = mention.tokens.end.max(place);
        }
        pieces.push(place..cue.end);
        pieces.retain(|piece| !piece.is_empty());
        pieces
    }

    /// What each cue that is words of the text adds, by its tokens.
    fn added(&self, scope: Scope) -> BTreeMap<(usize, usize), Added> {
        let mut places: BTreeMap<(usize, usize), Added> = BTreeMap::new();
        for (mention, scored) in self.found.mentions.iter().zip(self.scored) {
            if !scope.holds(mention) {
                continue;
            }
            for evidence in scored.evidence.iter().filter(|evidence| self.is_marked(evidence)) {
                let added = places.entry((evidence.tokens().start, evidence.tokens().end)).or_default();
                added.expression |= is_expression(evidence);
                let (favourable, critical) = added.by_actor.entry(mention.actor).or_default();
                *favourable += evidence.toward_favourable.0;
                *critical += evidence.toward_critical.0;
            }
        }
        places
    }

    fn is_marked(&self, evidence: &Evidence) -> bool {
        let is_words = || evidence.learned().is_some();
        evidence.is_cue() && !evidence.tokens().is_empty() && (is_expression(evidence) || is_words())
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

fn is_expression(evidence: &Evidence) -> bool {
    evidence.entry().is_some() || evidence.rule == Rule::Prefix
}
