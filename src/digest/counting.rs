//! Stances of documents by actor and outlet, period or topic.

use super::micro::{micro, number};
use super::moments::Moments;
use super::shorten::given;
use crate::tables::DocumentRow;
use std::collections::{BTreeMap, BTreeSet};

/// A row of `stance.csv`, as far as a digest needs it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DocumentStance<'s> {
    /// The actor.
    pub actor_id: &'s str,
    /// The stance of the document, -1 to 1; none without evidence.
    pub stance: Option<f64>,
    /// Its mentions of the actor.
    pub mentions: u64,
}

/// What a mean is over: documents of an outlet, a period or a topic, each by its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    Outlet(usize),
    Period(usize),
    Topic(usize),
}

/// Means by actor and cell.
pub type Means = BTreeMap<(usize, Cell), Moments>;

/// An actor of the digest in a document, with the stance in millionths, in few bytes: copies are kept.
type OfActor = (u32, Option<i32>);

/// A document that prints a text which others print too: it counts once all of them are known.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Copy {
    /// Its original; then whether it is a copy, undated, and its day and id: the order in which copies count.
    group: String,
    order: (bool, bool, String, String),
    cells: Vec<Cell>,
    stances: Vec<OfActor>,
}

/// Counts documents.
#[derive(Debug)]
pub struct Counts {
    actors: BTreeMap<String, u32>,
    outlets: BTreeMap<String, usize>,
    periods: BTreeMap<String, usize>,
    topics: BTreeMap<String, usize>,
    count_duplicates: bool,
    means: Means,
    copies: Vec<Copy>,
}

fn by_name<'n>(names: impl Iterator<Item = &'n str>) -> BTreeMap<String, usize> {
    names.enumerate().map(|(at, name)| (name.to_owned(), at)).collect()
}

impl Counts {
    /// Nothing counted yet, for these actors, outlets, periods and topics.
    pub fn new<'n>(
        actors: impl Iterator<Item = &'n str>,
        outlets: impl Iterator<Item = &'n str>,
        periods: impl Iterator<Item = &'n str>,
        topics: impl Iterator<Item = &'n str>,
        count_duplicates: bool,
    ) -> Self {
        Self {
            actors: (0..).zip(actors).map(|(at, id)| (id.to_owned(), at)).collect(),
            outlets: by_name(outlets),
            periods: by_name(periods),
            topics: by_name(topics),
            count_duplicates,
            means: Means::new(),
            copies: Vec::new(),
        }
    }

    /// Counts a document; returns its mentions, and whether it has any.
    pub fn add<'s>(
        &mut self,
        document: &DocumentRow,
        outlet: Option<&str>,
        period: &str,
        stances: impl IntoIterator<Item = DocumentStance<'s>>,
    ) -> (u64, bool) {
        let cells: Vec<Cell> = [
            outlet.and_then(|outlet| self.outlets.get(outlet)).map(|&at| Cell::Outlet(at)),
            self.periods.get(period).map(|&at| Cell::Period(at)),
            given(&document.topic_id).and_then(|topic| self.topics.get(topic)).map(|&at| Cell::Topic(at)),
        ]
        .into_iter()
        .flatten()
        .collect();
        let (mut mentions, mut any, mut found) = (0, false, Vec::new());
        for stance in stances {
            (mentions, any) = (mentions + stance.mentions, true);
            if let Some(&actor) = self.actors.get(stance.actor_id) {
                // From -1 to 1, so that the millionths always fit.
                found.push((actor, stance.stance.and_then(|stance| micro(stance).try_into().ok())));
            }
        }
        if document.copies == 0 || self.count_duplicates {
            self.count(&cells, &found, |_| true);
        } else if !found.is_empty() {
            let original = given(&document.near_duplicate_of);
            let day = given(&document.published);
            let doc_id = &document.doc_id;
            self.copies.push(Copy {
                group: original.unwrap_or(doc_id).to_owned(),
                order: (
                    original.is_some(),
                    day.is_none(),
                    day.unwrap_or_default().to_owned(),
                    doc_id.clone(),
                ),
                cells,
                stances: found,
            });
        }
        (mentions, any)
    }

    fn count(&mut self, cells: &[Cell], stances: &[OfActor], mut counts: impl FnMut((usize, Cell)) -> bool) {
        for &(actor, stance) in stances {
            let (actor, stance) = (actor as usize, stance.map(|stance| number(stance.into())));
            for &cell in cells.iter().filter(|&&cell| counts((actor, cell))) {
                self.means.entry((actor, cell)).or_default().add(stance);
            }
        }
    }

    /// The means. Of the copies of a text the first of each cell that mentions the actor counts.
    pub fn finish(mut self) -> Means {
        let mut copies = std::mem::take(&mut self.copies);
        copies.sort_unstable();
        for group in copies.chunk_by(|a, b| a.group == b.group) {
            let mut seen = BTreeSet::new();
            for copy in group {
                self.count(&copy.cells, &copy.stances, |key| seen.insert(key));
            }
        }
        self.means
    }
}
