//! The best sentences of an actor, kept while documents pass.

use super::limits::MOST_SENTENCES;
use super::sentence::{Side, TextMark};
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most neutral sentences of an actor.
const MOST_NEUTRAL: usize = 3;
/// Most outlets of an actor of which a sentence a side is kept; where there are more, those with fewest mentions go.
const OUTLETS_KEPT: usize = 24;
/// The same for periods.
const PERIODS_KEPT: usize = 80;

/// What is kept of a document of which a sentence is.
#[derive(Debug, PartialEq)]
pub struct OfDocument {
    pub doc_id: String,
    pub outlet: Option<String>,
    pub published: Option<String>,
    pub period: String,
    pub title: Option<String>,
    pub url: Option<String>,
}

/// A sentence with what it says of an actor.
#[derive(Debug, PartialEq)]
pub struct Candidate {
    pub document: Arc<OfDocument>,
    pub sentence_id: String,
    pub mention_id: String,
    pub side: Side,
    /// In millionths.
    pub stance: i64,
    pub voice: String,
    pub speaker_id: Option<String>,
    pub text: Arc<str>,
    pub marks: Vec<TextMark>,
}

/// What candidates are ordered by: the strength of the stance; then, as of copies the first published stands for all, the
/// day; then the document and the place there.
type Rank<'c> = (Reverse<u64>, bool, &'c str, &'c str, u64, i64);

/// The number of a sentence in its document: that behind the letter of its id.
fn place(sentence_id: &str) -> u64 {
    let behind = sentence_id.trim_start_matches('S');
    let digits = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
    behind.get(..digits).and_then(|number| number.parse().ok()).unwrap_or(u64::MAX)
}

/// Where a sentence would stand among candidates.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'c> {
    pub document: &'c OfDocument,
    pub sentence_id: &'c str,
    pub stance: i64,
    pub text: &'c str,
}

impl<'c> Standing<'c> {
    fn rank(&self) -> Rank<'c> {
        let day = self.document.published.as_deref();
        (
            Reverse(self.stance.unsigned_abs()),
            day.is_none(),
            day.unwrap_or_default(),
            &self.document.doc_id,
            place(self.sentence_id),
            self.stance,
        )
    }
}

impl Candidate {
    fn standing(&self) -> Standing<'_> {
        Standing {
            document: &self.document,
            sentence_id: &self.sentence_id,
            stance: self.stance,
            text: &self.text,
        }
    }
}

/// The best candidates, best first, of each text one. What is kept does not depend on the order in which they come.
#[derive(Debug, Default)]
struct Best(Vec<Arc<Candidate>>);

impl Best {
    fn takes(&self, standing: Standing<'_>, most: usize) -> bool {
        let rank = standing.rank();
        if let Some(last) = self.0.get(most.saturating_sub(1))
            && last.standing().rank() <= rank
        {
            return false;
        }
        !self.0.iter().any(|kept| &*kept.text == standing.text && kept.standing().rank() <= rank)
    }

    fn insert(&mut self, candidate: &Arc<Candidate>, most: usize) {
        if !self.takes(candidate.standing(), most) {
            return;
        }
        self.0.retain(|kept| kept.text != candidate.text);
        let rank = candidate.standing().rank();
        let at = self.0.partition_point(|kept| kept.standing().rank() < rank);
        self.0.insert(at, Arc::clone(candidate));
        self.0.truncate(most);
    }
}

/// The best of each side.
#[derive(Debug, Default)]
struct Sides {
    favourable: Best,
    critical: Best,
    neutral: Best,
}

impl Sides {
    fn of(&self, side: Side) -> &Best {
        match side {
            Side::Favourable => &self.favourable,
            Side::Critical => &self.critical,
            Side::Neutral => &self.neutral,
        }
    }

    fn of_mut(&mut self, side: Side) -> &mut Best {
        match side {
            Side::Favourable => &mut self.favourable,
            Side::Critical => &mut self.critical,
            Side::Neutral => &mut self.neutral,
        }
    }

    /// The best of both sides; without any, the neutral one.
    fn of_cell(&self) -> impl Iterator<Item = &Arc<Candidate>> {
        let sided = self.favourable.0.iter().chain(&self.critical.0);
        let neutral =
            self.neutral.0.iter().filter(|_| self.favourable.0.is_empty() && self.critical.0.is_empty());
        sided.chain(neutral)
    }
}

/// The best sentences by outlet or period, each with the number of mentions.
#[derive(Debug, Default)]
struct Cells(BTreeMap<String, (u64, Sides)>);

impl Cells {
    fn takes(&self, key: &str, side: Side, standing: Standing<'_>) -> bool {
        self.0.get(key).is_none_or(|(_, sides)| sides.of(side).takes(standing, 1))
    }

    fn count(&mut self, key: &str) {
        if let Some((mentions, _)) = self.0.get_mut(key) {
            *mentions += 1;
        }
    }

    fn insert(&mut self, key: &str, candidate: &Arc<Candidate>, most: usize) {
        if !self.0.contains_key(key) {
            // Who takes the place of another takes over its count, so that the frequent ones stay (space saving: Metwally,
            // Agrawal & El Abbadi 2005).
            let mut mentions = 1;
            if self.0.len() >= most
                && let Some(least) = self.0.iter().min_by(fewer).map(|(key, _)| key.clone())
            {
                mentions += self.0.remove(&least).map_or(0, |(mentions, _)| mentions);
            }
            self.0.insert(key.to_owned(), (mentions, Sides::default()));
        }
        if let Some((_, sides)) = self.0.get_mut(key) {
            sides.of_mut(candidate.side).insert(candidate, 1);
        }
    }
}

fn fewer(a: &(&String, &(u64, Sides)), b: &(&String, &(u64, Sides))) -> Ordering {
    (a.1.0, Reverse(a.0)).cmp(&(b.1.0, Reverse(b.0)))
}

/// The sentences of an actor.
#[derive(Debug, Default)]
pub struct Candidates {
    strongest: Sides,
    outlets: Cells,
    periods: Cells,
}

fn most(side: Side) -> usize {
    if side == Side::Neutral { MOST_NEUTRAL } else { MOST_SENTENCES }
}

impl Candidates {
    /// Whether a sentence would be kept. It is counted.
    pub fn takes(&mut self, side: Side, standing: Standing<'_>) -> bool {
        let OfDocument { outlet, period, .. } = standing.document;
        let mut takes = self.strongest.of(side).takes(standing, most(side));
        if let Some(outlet) = outlet {
            self.outlets.count(outlet);
            takes |= self.outlets.takes(outlet, side, standing);
        }
        if !period.is_empty() {
            self.periods.count(period);
            takes |= self.periods.takes(period, side, standing);
        }
        takes
    }

    /// Keeps a sentence where it is among the best.
    pub fn insert(&mut self, candidate: &Arc<Candidate>) {
        self.strongest.of_mut(candidate.side).insert(candidate, most(candidate.side));
        if let Some(outlet) = &candidate.document.outlet {
            self.outlets.insert(outlet, candidate, OUTLETS_KEPT);
        }
        if !candidate.document.period.is_empty() {
            self.periods.insert(&candidate.document.period, candidate, PERIODS_KEPT);
        }
    }

    /// The strongest of each side.
    pub fn strongest(&self) -> impl Iterator<Item = &Arc<Candidate>> {
        let Sides { favourable, critical, neutral } = &self.strongest;
        favourable.0.iter().chain(&critical.0).chain(&neutral.0)
    }

    /// The strongest of an outlet, one a side.
    pub fn of_outlet(&self, outlet: &str) -> impl Iterator<Item = &Arc<Candidate>> {
        self.outlets.0.get(outlet).into_iter().flat_map(|(_, sides)| sides.of_cell())
    }

    /// The strongest of a period, one a side.
    pub fn of_period(&self, period: &str) -> impl Iterator<Item = &Arc<Candidate>> {
        self.periods.0.get(period).into_iter().flat_map(|(_, sides)| sides.of_cell())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(doc: &str, day: Option<&str>, stance: i64, text: &str) -> Arc<Candidate> {
        Arc::new(Candidate {
            document: Arc::new(OfDocument {
                doc_id: doc.to_owned(),
                outlet: Some(format!("outlet of {doc}")),
                published: day.map(str::to_owned),
                period: day.unwrap_or_default().chars().take(7).collect(),
                title: None,
                url: None,
            }),
            sentence_id: "S2_abcdefghijklmn".to_owned(),
            mention_id: "M1".to_owned(),
            side: if stance < 0 { Side::Critical } else { Side::Favourable },
            stance,
            voice: "narration".to_owned(),
            speaker_id: None,
            text: text.into(),
            marks: Vec::new(),
        })
    }

    #[test]
    fn the_best_are_kept_whatever_their_order_and_of_each_text_the_first_published() {
        let mut all: Vec<_> =
            (0..60).map(|n| candidate(&format!("d{n:02}"), None, 1000 + n, &format!("text {n}"))).collect();
        all.push(candidate("late", Some("2031-02-02"), 5000, "printed twice"));
        all.push(candidate("early", Some("2031-01-02"), 5000, "printed twice"));
        let kept = |all: &[Arc<Candidate>]| {
            let mut candidates = Candidates::default();
            all.iter().for_each(|one| candidates.insert(one));
            candidates.strongest().map(|one| one.document.doc_id.clone()).collect::<Vec<_>>()
        };
        let forth = kept(&all);
        all.reverse();
        assert_eq!(forth, kept(&all));
        assert_eq!((forth.len(), forth[0].as_str(), forth[19].as_str()), (MOST_SENTENCES, "early", "d41"));
    }

    #[test]
    fn each_outlet_and_period_has_a_sentence_a_side_and_the_rarest_outlets_go() {
        let mut candidates = Candidates::default();
        for n in 0..40 {
            let one = candidate(&format!("d{n:02}"), Some("2031-01-02"), 10 + n, &format!("text {n}"));
            for _ in 0..if n == 0 { 9 } else { 1 } {
                candidates.takes(one.side, one.standing());
            }
            candidates.insert(&one);
            candidates.takes(one.side, one.standing());
        }
        assert_eq!(candidates.outlets.0.len(), OUTLETS_KEPT);
        assert_eq!(candidates.of_outlet("outlet of d39").count(), 1);
        let of_period: Vec<i64> = candidates.of_period("2031-01").map(|one| one.stance).collect();
        assert_eq!(of_period, [49]);
    }
}
