//! Totals over documents: `actors.csv` and `summary.csv`.

use super::document_topics::DocumentTopics;
use super::rows::{ActorTotalRow, SummaryRow};
use super::wide::{WideActors, WideCell, WideRow};
use crate::copies::Copies;
use crate::index::Knowledge;
use crate::stance::{ActorStance, Label, Opinion, Pool};
use crate::statistics::{Interval, ratio_interval, row_seed};
use foldhash::fast::FixedState;
use hashbrown::HashSet;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::hash::Hash;

/// The length of the periods of summary rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Period {
    /// `2031-02-14`
    #[cfg_attr(feature = "cli", value(help = None))]
    Day,
    /// `2031-W07`, of ISO 8601.
    #[cfg_attr(feature = "cli", value(help = None))]
    Week,
    /// `2031-02`
    #[cfg_attr(feature = "cli", value(help = None))]
    Month,
    /// `2031-Q1`
    #[cfg_attr(feature = "cli", value(help = None))]
    Quarter,
    /// `2031`
    #[cfg_attr(feature = "cli", value(help = None))]
    Year,
}

impl Period {
    /// The period of a date; empty without a date.
    #[must_use]
    pub fn of(self, date: Option<Date>) -> String {
        let Some(date) = date else { return String::new() };
        match self {
            Self::Day => date.to_string(),
            Self::Week => {
                let week = date.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month => format!("{:04}-{:02}", date.year(), date.month()),
            Self::Quarter => format!("{:04}-Q{}", date.year(), (date.month() - 1) / 3 + 1),
            Self::Year => format!("{:04}", date.year()),
        }
    }
}

/// The stance of a document toward an actor, reduced to what totals need.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Record {
    document: u32,
    actor: u32,
    opinion: Option<Opinion>,
    /// The stances in the outlet's words, in quotations and in reported speech.
    voices: [Option<f64>; 3],
    mentions: u32,
    cues: u32,
}

/// Collects documents; uses a few bytes per document and actor, whatever the length of the texts.
#[derive(Debug, Default)]
pub struct Totals {
    records: Vec<Record>,
    documents: Vec<(Option<Date>, Option<String>)>,
    /// The start of the hash of each document's source.
    hashes: Vec<u64>,
}

#[derive(Default)]
struct Sum {
    documents: u64,
    mentions: u64,
    cues: u64,
    /// Those of its documents, each with the start of its hash.
    opinions: Vec<(u64, Opinion)>,
    /// The stances of its documents in each voice, likewise.
    voices: Vec<(u64, [Option<f64>; 3])>,
}

impl Sum {
    fn add(&mut self, record: &Record, hash: u64) {
        self.documents += 1;
        self.mentions += u64::from(record.mentions);
        self.cues += u64::from(record.cues);
        self.opinions.extend(record.opinion.map(|opinion| (hash, opinion)));
        self.voices.push((hash, record.voices));
    }

    /// The means of the documents' stances in each voice, summed in the order of the hashes.
    fn means(&self) -> [Option<f64>; 3] {
        let bits = |voices: &[Option<f64>; 3]| voices.map(|stance| stance.map(f64::to_bits));
        let mut all = self.voices.clone();
        all.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| bits(&a.1).cmp(&bits(&b.1))));
        std::array::from_fn(|at| {
            let stances: Vec<f64> = all.iter().filter_map(|(_, voices)| *voices.get(at)?).collect();
            (!stances.is_empty()).then(|| stances.iter().sum::<f64>() / stances.len() as f64)
        })
    }

    /// The opinions in the order of the hashes of their documents: neither sums nor what is drawn depend on the order in
    /// which documents were read, or on their names.
    fn in_order(self) -> Opinions {
        let mut opinions = self.opinions;
        opinions.sort_by(|a, b| {
            let bits = |opinion: &Opinion| opinion.probabilities.map(f64::to_bits);
            a.0.cmp(&b.0).then_with(|| bits(&a.1).cmp(&bits(&b.1)))
        });
        Opinions(opinions.into_iter().map(|(_, opinion)| opinion).collect())
    }
}

/// The opinions of the documents of a row, in the order of their hashes.
struct Opinions(Vec<Opinion>);

impl Opinions {
    /// Documents with that label.
    fn with(&self, label: Label) -> u64 {
        self.0.iter().filter(|opinion| opinion.label == label).count() as u64
    }

    fn interval(&self, seed: u64, key: &[&str]) -> Option<Interval> {
        let units: Vec<(f64, f64)> = self.0.iter().map(|opinion| (opinion.stance(), 1.0)).collect();
        ratio_interval(&units, row_seed(seed, key))
    }
}

impl Totals {
    /// Appends a document with the hash of its source, in hexadecimal.
    pub fn add(&mut self, date: Option<Date>, source: Option<String>, hash: &str, stances: &[ActorStance]) {
        let document = self.documents.len() as u32;
        self.documents.push((date, source));
        let start = hash.get(..16).and_then(|start| u64::from_str_radix(start, 16).ok());
        self.hashes.push(start.unwrap_or_default());
        self.records.extend(stances.iter().map(|stance| Record {
            document,
            actor: stance.actor as u32,
            opinion: stance.pool.map(|pool| pool.opinion()),
            voices: [stance.narration, stance.quoted, stance.reported],
            mentions: stance.mentions as u32,
            cues: stance.cues as u32,
        }));
    }

    /// The stances of a document by its index: the actor by its index, the stance if there is one, the mentions.
    pub fn of_document(&self, document: usize) -> impl Iterator<Item = (usize, Option<f64>, u64)> + '_ {
        let start = self.records.partition_point(|record| (record.document as usize) < document);
        let records = self.records.get(start..).unwrap_or_default().iter();
        records.take_while(move |record| record.document as usize == document).map(|record| {
            (
                record.actor as usize,
                record.opinion.map(|opinion| opinion.stance()),
                u64::from(record.mentions),
            )
        })
    }

    fn hash(&self, record: &Record) -> u64 {
        self.hashes.get(record.document as usize).copied().unwrap_or_default()
    }

    /// The records, without those of copies whose `key` an earlier copy of the same text has.
    fn counted<K: Hash + Eq>(&self, copies: &Copies, key: impl Fn(&Record) -> K) -> Vec<&Record> {
        let mut counts = vec![true; self.records.len()];
        for group in copies.groups() {
            let mut seen: HashSet<K, FixedState> = HashSet::default();
            for &document in group {
                let start = self.records.partition_point(|record| record.document < document);
                let records = self.records.iter().zip(&mut counts).skip(start);
                for (record, counts) in records.take_while(|(record, _)| record.document == document) {
                    *counts = seen.insert(key(record));
                }
            }
        }
        self.records.iter().zip(counts).filter(|&(_, counts)| counts).map(|(record, _)| record).collect()
    }

    /// The rows of `actors.csv`, by id. Of the `copies` of a text the first that mentions the actor counts. `mixed` is the
    /// share of documents from which on both sides make a row mixed.
    #[must_use]
    pub fn actors(
        &self,
        knowledge: &Knowledge,
        copies: &Copies,
        mixed: f64,
        seed: u64,
    ) -> Vec<ActorTotalRow> {
        let registry = &knowledge.registry;
        let mut sums: BTreeMap<&str, (usize, Sum)> = BTreeMap::new();
        for record in self.counted(copies, |record| record.actor) {
            let at = record.actor as usize;
            sums.entry(registry.actor(at).id)
                .or_insert((at, Sum::default()))
                .1
                .add(record, self.hash(record));
        }
        let rows = sums.into_iter().map(|(id, (at, sum))| {
            let [narration, quoted, reported] = sum.means();
            let (documents, mentions, opinions) = (sum.documents, sum.mentions, sum.in_order());
            let interval = opinions.interval(seed, &["actors", id]);
            let pool = Pool::of(&opinions.0, mixed);
            ActorTotalRow {
                stance_narration: narration,
                stance_quoted: quoted,
                stance_reported: reported,
                actor_id: id.to_owned(),
                name: registry.actor(at).name.to_owned(),
                kind: registry.actor(at).kind.name(),
                documents,
                mentions,
                stance: pool.map(|pool| pool.stance()),
                ci_low: interval.map(|interval| interval.low),
                ci_high: interval.map(|interval| interval.high),
                favourable: opinions.with(Label::Favourable),
                neutral: opinions.with(Label::Neutral),
                critical: opinions.with(Label::Critical),
                mixed: opinions.with(Label::Mixed),
                origin: if knowledge.registry.is_discovered(at) { "discovered" } else { "registry" },
                label: pool.map_or("", |pool| pool.decision.label.name()),
                confidence: pool.map(|pool| pool.decision.confidence),
            }
        });
        rows.collect()
    }

    /// Actors against outlets, of which those with the most documents have columns. Of the `copies` of a text the first of
    /// each outlet that mentions the actor counts.
    #[must_use]
    pub fn wide(&self, knowledge: &Knowledge, copies: &Copies, mixed: f64) -> WideActors {
        let registry = &knowledge.registry;
        let mut sizes: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        for (_, source) in &self.documents {
            *sizes.entry(source.as_deref()).or_default() += 1;
        }
        let mut by_size: Vec<(Option<&str>, usize)> = sizes.into_iter().collect();
        by_size.sort_by_key(|(_, documents)| std::cmp::Reverse(*documents));
        let left_out = by_size.len().saturating_sub(WideActors::MOST_OUTLETS);
        by_size.truncate(WideActors::MOST_OUTLETS);
        by_size.sort_unstable();
        let places: BTreeMap<Option<&str>, usize> =
            by_size.iter().zip(0..).map(|((source, _), place)| (*source, place)).collect();
        let place = |record: &Record| {
            let (_, source) = self.documents.get(record.document as usize)?;
            places.get(&source.as_deref()).copied()
        };
        let mut sums: BTreeMap<&str, (usize, BTreeMap<usize, Sum>)> = BTreeMap::new();
        for record in self.counted(copies, |record| (place(record), record.actor)) {
            let Some(place) = place(record) else { continue };
            let at = record.actor as usize;
            let (_, sums) = sums.entry(registry.actor(at).id).or_insert((at, BTreeMap::new()));
            sums.entry(place).or_default().add(record, self.hash(record));
        }
        let rows = sums.into_iter().map(|(id, (at, sums))| {
            let mut cells = vec![WideCell::default(); places.len()];
            for (place, sum) in sums {
                if let Some(cell) = cells.get_mut(place) {
                    let documents = sum.documents;
                    let stance = Pool::of(&sum.in_order().0, mixed).map(|pool| pool.stance());
                    *cell = WideCell { stance, documents };
                }
            }
            WideRow { actor_id: id.to_owned(), name: registry.actor(at).name.to_owned(), cells }
        });
        let rows = rows.collect();
        let outlets = by_size.into_iter().map(|(source, _)| source.map(str::to_owned)).collect();
        WideActors { outlets, rows, left_out }
    }

    /// The rows of `summary.csv`, by period, source, topic and actor. Of the `copies` of a text the first of each row
    /// counts.
    #[must_use]
    pub fn summary(
        &self,
        knowledge: &Knowledge,
        copies: &Copies,
        topics: DocumentTopics<'_>,
        period: Period,
        mixed: f64,
        seed: u64,
    ) -> Vec<SummaryRow> {
        let registry = &knowledge.registry;
        type Key<'k> = (String, String, Option<usize>, &'k str);
        let mut sums: BTreeMap<Key<'_>, (&str, Sum)> = BTreeMap::new();
        let key = |record: &Record| {
            let at = record.document as usize;
            let (date, source) = self.documents.get(at).cloned().unwrap_or_default();
            let topic = topics.of.get(at).copied().flatten();
            let actor = registry.actor(record.actor as usize).id;
            (period.of(date), source.unwrap_or_default(), topic, actor)
        };
        for record in self.counted(copies, key) {
            let name = registry.actor(record.actor as usize).name;
            sums.entry(key(record)).or_insert((name, Sum::default())).1.add(record, self.hash(record));
        }
        let rows = sums.into_iter().map(|((period, source, topic, actor), (name, sum))| {
            let of_topic =
                |all: &[String]| topic.and_then(|topic| all.get(topic).cloned()).unwrap_or_default();
            let topic_id = of_topic(topics.ids);
            let (documents, mentions, cues, opinions) =
                (sum.documents, sum.mentions, sum.cues, sum.in_order());
            let interval = opinions.interval(seed, &["summary", &period, &source, &topic_id, actor]);
            let pool = Pool::of(&opinions.0, mixed);
            SummaryRow {
                stance: pool.map(|pool| pool.stance()),
                ci_low: interval.map(|interval| interval.low),
                ci_high: interval.map(|interval| interval.high),
                documents,
                mentions,
                cues,
                label: pool.map_or("", |pool| pool.decision.label.name()),
                confidence: pool.map(|pool| pool.decision.confidence),
                actor_id: actor.to_owned(),
                period,
                source,
                topic_id,
                name: name.to_owned(),
                topic_label: of_topic(topics.labels),
            }
        });
        rows.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::sample::{ACTORS, LEXICON, knowledge};
    use crate::stance::{Decision, Sides, WEIGHTS};

    #[test]
    fn periods_are_named_after_iso_8601() {
        let date = Some(Date::constant(2031, 2, 14));
        let names =
            [Period::Day, Period::Week, Period::Month, Period::Quarter, Period::Year].map(|p| p.of(date));
        assert_eq!(names, ["2031-02-14", "2031-W07", "2031-02", "2031-Q1", "2031"]);
        assert_eq!(Period::Month.of(None), "");
    }

    /// The rows of `actors.csv` and `summary.csv` on an actor in documents with these probabilities, each decided by
    /// itself.
    fn rows(documents: &[[f64; 3]]) -> (ActorTotalRow, SummaryRow) {
        let knowledge = knowledge(ACTORS, LEXICON);
        let mut totals = Totals::default();
        for &probabilities in documents {
            let label = Decision::new(probabilities, Sides::BOTH, 1.0).label;
            let opinion = Opinion { probabilities, weight: 1.0, label, sides: Sides::BOTH, threshold: 1.0 };
            let stance = ActorStance {
                actor: 0,
                pool: Pool::of(&[opinion], WEIGHTS.mixed),
                interval: None,
                narration: None,
                quoted: None,
                reported: None,
                mentions: 1,
                cues: 1,
                sentences: 1,
                top_cue: None,
            };
            totals.add(None, None, "", &[stance]);
        }
        let mixed = WEIGHTS.mixed_documents;
        let copies = Copies::none(documents.len());
        let actor = totals.actors(&knowledge, &copies, mixed, 1).remove(0);
        (
            actor,
            totals.summary(&knowledge, &copies, DocumentTopics::default(), Period::Month, mixed, 1).remove(0),
        )
    }

    #[test]
    fn the_label_above_documents_is_that_of_their_mean_or_mixed_by_their_shares() {
        let (good, bad, neither) = ([0.1, 0.3, 0.6], [0.7, 0.2, 0.1], [0.1, 0.7, 0.2]);
        for (documents, label, confidence) in [
            (vec![good], "favourable", 0.6),
            (vec![good, good, neither], "favourable", 1.4 / 3.0),
            (vec![good, neither, neither], "neutral", 1.7 / 3.0),
            (vec![good, bad, neither, neither], "mixed", 2.1 / 4.0),
            (vec![good, bad, neither, neither, neither], "neutral", 2.6 / 5.0),
        ] {
            let (actor, summary) = rows(&documents);
            assert_eq!((actor.label, summary.label), (label, label), "{documents:?}");
            assert!(actor.confidence.is_some_and(|found| (found - confidence).abs() < 1e-12), "{actor:?}");
            assert_eq!((actor.confidence, actor.stance), (summary.confidence, summary.stance));
        }
    }

    #[test]
    fn copies_are_one_text_for_each_actor_and_in_each_row() {
        let knowledge = knowledge(ACTORS, LEXICON);
        let mut totals = Totals::default();
        let stance = |actor: usize, mentions: usize| ActorStance {
            actor,
            pool: None,
            interval: None,
            narration: None,
            quoted: None,
            reported: None,
            mentions,
            cues: 0,
            sentences: 1,
            top_cue: None,
        };
        // A text in three outlets, of which the last adds another actor and prints it twice; and one more text.
        for (outlet, stances) in [
            ("Argus", vec![stance(0, 5)]),
            ("Bugle", vec![stance(0, 7)]),
            ("Crier", vec![stance(0, 3), stance(1, 2)]),
            ("Crier", vec![stance(0, 3), stance(1, 2)]),
            ("Argus", vec![stance(0, 11)]),
        ] {
            totals.add(None, Some(outlet.to_owned()), "", &stances);
        }
        let counts = |copies: &Copies| {
            let actors = totals.actors(&knowledge, copies, 0.2, 1);
            let mut counts: Vec<_> = actors.iter().map(|row| (row.documents, row.mentions)).collect();
            counts.sort_unstable();
            let summary =
                totals.summary(&knowledge, copies, DocumentTopics::default(), Period::Month, 0.2, 1);
            let mut rows: Vec<_> =
                summary.iter().map(|row| (row.source.clone(), row.documents, row.mentions)).collect();
            rows.sort();
            (counts, rows)
        };
        let row = |source: &str, documents, mentions| (source.to_owned(), documents, mentions);
        let (actors, rows) = counts(&Copies::of(5, &[&[1, 0, 2, 3]]));
        assert_eq!(actors, [(1, 2), (2, 18)]);
        assert_eq!(rows, [row("Argus", 2, 16), row("Bugle", 1, 7), row("Crier", 1, 2), row("Crier", 1, 3)]);
        let (actors, rows) = counts(&Copies::none(5));
        assert_eq!(actors, [(2, 4), (5, 29)]);
        assert_eq!(rows, [row("Argus", 2, 16), row("Bugle", 1, 7), row("Crier", 2, 4), row("Crier", 2, 6)]);
    }
}
