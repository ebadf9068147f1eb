//! Evidence: what one cue, or the prior, adds to the sums of a mention.

use super::micro::Micro;
use std::ops::Range;

/// Why a contribution is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The bias of the formula, once a mention.
    Prior,
    /// The actor is the doer of the verb.
    Agent,
    /// The actor is the one done to.
    Patient,
    /// The cue stands near the actor.
    Polarity,
    /// The actor stands in a compound that says a direction (pro-Russian, anti-NATO).
    Prefix,
    /// A term of the learned table in its context.
    Learned,
    /// A row of the learned table that speaks of no word that means something: of stop words, of the kinds of words
    /// around the mention, of what the mention and its sentence are like. It shifts what the cues say, and is no
    /// evidence by itself.
    Context,
    /// All weaker evidence of the mention together.
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

/// What changed a contribution, as bits; the tables spell them out.
pub(super) mod shift {
    pub const NEGATED: u8 = 1;
    pub const HEDGED: u8 = 2;
    pub const CONTRASTED: u8 = 4;
    pub const SCALED: u8 = 8;
    pub const OTHER_CLAUSE: u8 = 16;
    pub const NEARER_ACTOR: u8 = 32;
    pub const QUOTED: u8 = 64;
    pub const OWN_WORDS: u8 = 128;
}

const SHIFT_NAMES: [&str; 8] =
    ["negated", "hedged", "contrast", "scaled", "other_clause", "nearer_actor", "quoted", "own_words"];

/// Where the numbers of a contribution stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// In no file of words: the prior, or several pieces together.
    None,
    /// In the lexicon: the entry's number.
    Entry(u32),
    /// In the learned table: the row.
    Learned(u32),
}

/// A contribution. There are dozens for each mention, so it is small. The two numbers are relative to neutral; by the
/// rules alone they are not negative, but for those of the prior.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Why.
    pub rule: Rule,
    /// Where its numbers stand.
    pub source: Source,
    /// Further rows of the learned table on the same words that are in it.
    pub more: u16,
    /// Tokens of the cue; empty where it has no place.
    pub(super) place: Range<u32>,
    /// Tokens between cue and mention.
    pub distance: u32,
    /// Bits of what changed it.
    pub(super) shifts: u8,
    /// Added to the sum toward favourable.
    pub toward_favourable: Micro,
    /// Added to the sum toward critical.
    pub toward_critical: Micro,
}

/// Tokens as they are kept: a document has fewer than 2^32.
pub(super) fn place(tokens: &Range<usize>) -> Range<u32> {
    tokens.start as u32..tokens.end as u32
}

impl Evidence {
    /// Tokens of the cue; empty where it has no place.
    #[must_use]
    pub fn tokens(&self) -> Range<usize> {
        self.place.start as usize..self.place.end as usize
    }

    /// Number of the lexicon's entry; none where it is not that of a cue.
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

    /// What stands between the number in the lexicon and the contribution: the names of the factors and the
    /// distance, joined by blanks.
    #[must_use]
    pub fn context(&self) -> String {
        if self.entry().is_none() {
            return String::new();
        }
        let mut words: Vec<String> = SHIFT_NAMES
            .iter()
            .enumerate()
            .filter(|(bit, _)| self.shifts & (1 << bit) != 0)
            .map(|(_, name)| (*name).to_owned())
            .collect();
        words.push(format!("distance={}", self.distance));
        words.join(" ")
    }

    /// The sum of some pieces under a rule; none where there are none.
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

    /// Adds another piece on the same words; the one that weighs most, `strongest` until now, gives the name.
    fn take_in(&mut self, other: &Self, strongest: &mut i64) {
        if other.weight() > *strongest {
            *strongest = other.weight();
            self.source = other.source;
        }
        self.more += 1;
        self.toward_favourable += other.toward_favourable;
        self.toward_critical += other.toward_critical;
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

    /// Size of the contribution.
    #[must_use]
    pub fn weight(&self) -> i64 {
        self.toward_favourable.0.abs() + self.toward_critical.0.abs()
    }
}

/// A mention with its evidence: the prior first, then the cues in the order of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoredMention {
    /// Index of the mention.
    pub mention: usize,
    /// The evidence.
    pub evidence: Vec<Evidence>,
    /// Sum of all `toward_favourable`.
    pub toward_favourable: Micro,
    /// Sum of all `toward_critical`.
    pub toward_critical: Micro,
}

impl ScoredMention {
    /// Adds a piece of evidence, if it weighs anything.
    pub(super) fn add(&mut self, evidence: Evidence) {
        if evidence.weight() > 0 {
            self.toward_favourable += evidence.toward_favourable;
            self.toward_critical += evidence.toward_critical;
            self.evidence.push(evidence);
        }
    }

    /// Whether any cue speaks of the mention.
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

    /// The evidence for a table: the prior, what the context shifts in one row, the `most` strongest cues in the order
    /// of the text, and one row for the others together, so that the rows still add up. What a learned table says of
    /// the same words in several contexts is one row. With `usize::MAX` every piece is a row of its own.
    #[must_use]
    pub fn rows(&self, most: usize) -> Vec<Evidence> {
        if most == usize::MAX {
            return self.evidence.clone();
        }
        let mut rows: Vec<Evidence> =
            self.evidence.iter().filter(|e| e.rule == Rule::Prior).cloned().collect();
        rows.extend(Evidence::sum(Rule::Context, self.evidence.iter().filter(|e| e.rule == Rule::Context)));
        let mut cues: Vec<(Evidence, i64)> = Vec::new();
        for evidence in self.evidence.iter().filter(|e| e.is_cue()) {
            let same = |(cue, _): &&mut (Evidence, i64)| {
                evidence.rule == Rule::Learned && cue.rule == Rule::Learned && cue.place == evidence.place
            };
            match cues.iter_mut().find(same) {
                Some((cue, strongest)) => cue.take_in(evidence, strongest),
                None => cues.push((evidence.clone(), evidence.weight())),
            }
        }
        let cues: Vec<Evidence> = cues.into_iter().map(|(cue, _)| cue).collect();
        let mut strongest: Vec<usize> = (0..cues.len()).collect();
        strongest.sort_by_key(|&at| (std::cmp::Reverse(cues[at].weight()), at));
        strongest.truncate(most);
        let is_strong: Vec<bool> = (0..cues.len()).map(|at| strongest.contains(&at)).collect();
        let (mut strong, weak): (Vec<_>, Vec<_>) =
            cues.into_iter().zip(is_strong).partition(|(_, strong)| *strong);
        strong.sort_by_key(|(cue, _)| (cue.place.start, cue.place.end));
        rows.extend(strong.into_iter().map(|(cue, _)| cue));
        rows.extend(Evidence::sum(Rule::Rest, weak.iter().map(|(cue, _)| cue)));
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learned(row: u32, critical: i64) -> Evidence {
        Evidence {
            rule: Rule::Learned,
            source: Source::Learned(row),
            place: 4..5,
            toward_favourable: Micro::ZERO,
            toward_critical: Micro(critical),
            ..Evidence::bias(0.0, 0.0)
        }
    }

    #[test]
    fn what_is_learned_of_the_same_words_is_one_row_named_by_the_strongest() {
        let mut scored = ScoredMention {
            mention: 0,
            evidence: Vec::new(),
            toward_favourable: Micro::ZERO,
            toward_critical: Micro::ZERO,
        };
        for (row, critical) in [(7, 1), (8, -2), (9, 5), (10, 3)] {
            scored.add(learned(row, critical));
        }
        let rows = scored.rows(8);
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].learned(), rows[0].more), (Some(9), 3));
        assert_eq!(rows[0].toward_critical, scored.toward_critical);
    }
}
