//! Evidence: what one cue, or the bias, adds to the two scores of a mention.

use super::micro::Micro;
use std::ops::Range;
use std::sync::Arc;

/// The rule behind a contribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The bias of the formula, once per mention.
    Prior,
    /// The actor is the agent of the verb.
    Agent,
    /// The actor is the patient.
    Patient,
    /// The cue is near the actor.
    Polarity,
    /// The actor is in a compound with a prefix of direction (pro-Russian, anti-NATO).
    Prefix,
    /// A word without a number in the lexicon that the learned table takes for a reason.
    Learned,
    /// The form of the sentence and what is around the mention: how likely any stance is, alike for both sides. It is no
    /// evidence alone.
    Context,
    /// The sum over the units that are no cues of their own.
    Rest,
}

impl Rule {
    /// The name in the tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Prior => "prior",
            Self::Agent => "agent",
            Self::Patient => "patient",
            Self::Polarity => "polarity",
            Self::Prefix => "prefix",
            Self::Learned => "learned",
            Self::Context => "context",
            Self::Rest => "rest",
        }
    }
}

/// Bits of the modifiers of a contribution; the tables spell them out.
pub(super) mod shift {
    pub const NEGATED: u16 = 1;
    pub const HEDGED: u16 = 2;
    pub const CONTRASTED: u16 = 4;
    pub const SCALED: u16 = 8;
    pub const OTHER_CLAUSE: u16 = 16;
    pub const NEARER_ACTOR: u16 = 32;
    pub const QUOTED: u16 = 64;
    pub const OWN_WORDS: u16 = 128;
    pub const UNDONE: u16 = 256;
    pub const DENIED: u16 = 512;
    pub const JUDGED: u16 = 1024;
    pub const COMPARED: u16 = 2048;
    pub const SUBJECT: u16 = 4096;
    pub const GOVERNED: u16 = 8192;
    pub const OBJECT: u16 = 16384;
    pub const LOOSE: u16 = 32768;
}

const SHIFT_NAMES: [&str; 16] = [
    "negated",
    "hedged",
    "contrast",
    "scaled",
    "other_clause",
    "nearer_actor",
    "quoted",
    "own_words",
    "undone",
    "denied",
    "judged",
    "compared",
    "subject",
    "governed",
    "object",
    "loose",
];

/// The source of the numbers of a contribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// None: the bias, or a sum of several pieces.
    None,
    /// An entry of the lexicon, by number.
    Entry(u32),
    /// A row of the learned table, by number.
    Learned(u32),
}

/// A contribution. There are dozens per mention, so it is small. The two numbers are relative to neutral; under the
/// rules alone they are not negative, except in the bias.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The rule.
    pub rule: Rule,
    /// The source of its numbers.
    pub source: Source,
    /// Number of further rows of the learned table on the same words, summed in it.
    pub more: u16,
    /// Tokens of the cue; empty without a position.
    pub(super) place: Range<u32>,
    /// Number of tokens between cue and mention.
    pub distance: u32,
    /// Bits of its modifiers.
    pub(super) shifts: u16,
    /// Added to the score toward favourable.
    pub toward_favourable: Micro,
    /// Added to the score toward critical.
    pub toward_critical: Micro,
}

/// The names of modifiers, from their bits.
#[must_use]
pub fn shift_names(shifts: u16) -> Vec<&'static str> {
    let names = SHIFT_NAMES.iter().enumerate();
    names.filter(|(bit, _)| shifts & (1 << bit) != 0).map(|(_, name)| *name).collect()
}

/// A token range in compact form: a document has fewer than 2^32.
pub(super) fn place(tokens: &Range<usize>) -> Range<u32> {
    tokens.start as u32..tokens.end as u32
}

impl Evidence {
    /// Tokens of the cue; empty without a position.
    #[must_use]
    pub fn tokens(&self) -> Range<usize> {
        self.place.start as usize..self.place.end as usize
    }

    /// Number of the lexicon's entry; none for other sources.
    #[must_use]
    pub fn entry(&self) -> Option<u32> {
        match self.source {
            Source::Entry(number) => Some(number),
            _ => None,
        }
    }

    /// Row of the learned table.
    #[must_use]
    pub fn learned(&self) -> Option<u32> {
        match self.source {
            Source::Learned(row) => Some(row),
            _ => None,
        }
    }

    /// The bias of the formula.
    #[must_use]
    pub fn bias(favourable: f64, critical: f64) -> Self {
        Self {
            rule: Rule::Prior,
            source: Source::None,
            more: 0,
            place: 0..0,
            distance: 0,
            shifts: 0,
            toward_favourable: Micro::from_f64(favourable),
            toward_critical: Micro::from_f64(critical),
        }
    }

    /// Factors between the number in the lexicon and the contribution: the names of the modifiers and the distance,
    /// separated by blanks.
    #[must_use]
    pub fn context(&self) -> String {
        if self.entry().is_none() {
            return String::new();
        }
        let mut words: Vec<String> = shift_names(self.shifts).into_iter().map(str::to_owned).collect();
        words.push(format!("distance={}", self.distance));
        words.join(" ")
    }

    /// The sum of some evidence under one rule; none if there is no evidence.
    fn sum<'e>(rule: Rule, pieces: impl Iterator<Item = &'e Self> + Clone) -> Option<Self> {
        pieces.clone().next()?;
        Some(Self {
            rule,
            source: Source::None,
            more: 0,
            place: 0..0,
            distance: 0,
            shifts: 0,
            toward_favourable: pieces.clone().map(|piece| piece.toward_favourable).sum(),
            toward_critical: pieces.map(|piece| piece.toward_critical).sum(),
        })
    }

    /// Whether it is a cue: a word or phrase that speaks for or against.
    #[must_use]
    pub fn is_cue(&self) -> bool {
        !matches!(self.rule, Rule::Prior | Rule::Context | Rule::Rest)
    }

    /// What it adds toward favourable less what it adds toward critical, in millionths.
    #[must_use]
    pub fn balance(&self) -> i64 {
        self.toward_favourable.0 - self.toward_critical.0
    }

    /// Absolute size of the contribution.
    #[must_use]
    pub fn weight(&self) -> i64 {
        self.toward_favourable.0.abs() + self.toward_critical.0.abs()
    }
}

/// A mention with its evidence: the bias first, then the cues in text order.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoredMention {
    /// Index of the mention.
    pub mention: usize,
    /// The evidence, which the mentions of an actor in a sentence share.
    pub evidence: Arc<Vec<Evidence>>,
    /// Sum of all `toward_favourable`.
    pub toward_favourable: Micro,
    /// Sum of all `toward_critical`.
    pub toward_critical: Micro,
    /// The threshold of the decision ([`Decision::new`](super::Decision::new)).
    pub threshold: f64,
}

impl ScoredMention {
    /// Adds a piece of evidence, unless it is zero.
    pub(super) fn add(&mut self, evidence: Evidence) {
        if evidence.weight() > 0 {
            self.toward_favourable += evidence.toward_favourable;
            self.toward_critical += evidence.toward_critical;
            Arc::make_mut(&mut self.evidence).push(evidence);
        }
    }

    /// Whether the mention has a cue.
    #[must_use]
    pub fn has_evidence(&self) -> bool {
        self.evidence.iter().any(Evidence::is_cue)
    }

    /// Probabilities of critical, neutral and favourable: the softmax of the three sums.
    #[must_use]
    pub fn probabilities(&self) -> [f64; 3] {
        let sums = [self.toward_critical.to_f64(), 0.0, self.toward_favourable.to_f64()];
        let largest = sums.iter().copied().fold(f64::MIN, f64::max);
        let powers = sums.map(|sum| libm::exp(sum - largest));
        let total: f64 = powers.iter().sum();
        powers.map(|power| power / total)
    }

    /// The stance, p(favourable) - p(critical), in [-1, 1]; none without evidence.
    #[must_use]
    pub fn stance(&self) -> Option<f64> {
        self.has_evidence().then(|| {
            let [critical, _, favourable] = self.probabilities();
            favourable - critical
        })
    }

    /// The evidence for a table: the bias, the context rows as one, the `most` strongest cues in text order, and the
    /// sum of the others, so that the rows still add up. Learned rows on the same words are summed into one. With
    /// `usize::MAX` every piece is a row of its own.
    #[must_use]
    pub fn rows(&self, most: usize) -> Vec<Evidence> {
        if most == usize::MAX {
            return self.evidence.to_vec();
        }
        let mut rows: Vec<Evidence> =
            self.evidence.iter().filter(|e| e.rule == Rule::Prior).cloned().collect();
        rows.extend(Evidence::sum(Rule::Context, self.evidence.iter().filter(|e| e.rule == Rule::Context)));
        let cues: Vec<&Evidence> = self.evidence.iter().filter(|e| e.is_cue()).collect();
        let mut order: Vec<usize> = (0..cues.len()).collect();
        order.sort_by_key(|&at| (std::cmp::Reverse(cues[at].weight()), at));
        let (strong, weak) = order.split_at(most.min(order.len()));
        let mut strong: Vec<Evidence> = strong.iter().map(|&at| cues[at].clone()).collect();
        strong.sort_by_key(|cue| (cue.place.start, cue.place.end));
        rows.extend(strong);
        let weak = weak.iter().map(|&at| cues[at]);
        rows.extend(Evidence::sum(
            Rule::Rest,
            weak.chain(self.evidence.iter().filter(|e| e.rule == Rule::Rest)),
        ));
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(at: u32, critical: i64) -> Evidence {
        Evidence {
            rule: Rule::Polarity,
            place: at..at + 1,
            toward_critical: Micro(critical),
            ..Evidence::bias(0.0, 0.0)
        }
    }

    #[test]
    fn the_strongest_cues_are_rows_and_the_others_one_row_together() {
        let nothing = Micro::ZERO;
        let mut scored = ScoredMention {
            mention: 0,
            evidence: Arc::default(),
            toward_favourable: nothing,
            toward_critical: nothing,
            threshold: 1.0,
        };
        for (at, critical) in [(4, 1), (8, 5), (2, 9), (3, 2)] {
            scored.add(cue(at, critical));
        }
        let rows = scored.rows(2);
        let shown: Vec<(Rule, i64)> = rows.iter().map(|row| (row.rule, row.toward_critical.0)).collect();
        assert_eq!(shown, [(Rule::Polarity, 9), (Rule::Polarity, 5), (Rule::Rest, 3)]);
        assert_eq!(rows.iter().map(|row| row.toward_critical).sum::<Micro>(), scored.toward_critical);
    }
}
