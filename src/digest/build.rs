//! The digest of rows of tables.

use super::actor::{ActorDigest, Word};
use super::candidates::Candidate;
use super::cell::{OutletCell, PeriodCell, Shares, StanceMean, TopicCell};
use super::corpus::{AboutRun, Corpus, OutletActor, OutletDigest, SkippedReason};
use super::counting::{Cell, Counts, DocumentStance, Means};
use super::divisions::divisions;
use super::findings::findings;
use super::gather::Gathered;
use super::limits::{
    MOST_ACTOR_TOPICS, MOST_ACTORS, MOST_CHARTED, MOST_DIVISIONS, MOST_OUTLET_ACTORS, MOST_OUTLETS,
    MOST_PERIODS, MOST_RELATIONS, MOST_TOPICS, WITH_SENTENCES,
};
use super::micro::{number, tabled};
use super::relations::Edges;
use super::sentence::{EvidenceSentence, Side};
use super::shorten::{LONGEST_EXAMPLE, LONGEST_NAME, LONGEST_TITLE, given, shorten};
use super::timeline::Timeline;
use super::topic::{TopicActor, TopicDigest, TopicExample, TopicPeriod};
use super::whole::{Cut, Digest};
use crate::tables::{
    ActorTotalRow, DocumentRow, RelationRow, SkippedRow, TopicPeriodRow, TopicRow, TopicSentenceRow,
    TopicTermRow,
};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Most words of an actor on a side.
const MOST_WORDS: usize = 12;
/// Most actors of a topic.
const TOPIC_ACTORS: usize = 5;
/// Most sentences of a topic.
const TOPIC_SENTENCES: usize = 3;
/// What holds the rest of what is cut.
const REST_SENTENCES: &str = "mentions.csv with sentences.csv";

/// Builds the digest of a result from its rows. The order of calls: what is above documents ([`Self::actors`],
/// [`Self::topics`]), then each document twice, first all through [`Self::document`], then all through
/// [`Self::stances`], in one order; the other tables whenever they are at hand; last [`Self::build`].
#[derive(Debug)]
pub struct DigestBuilder {
    about: AboutRun,
    gathered: Gathered,
    actors: Vec<ActorDigest>,
    all_actors: u64,
    /// The names of all actors, by id.
    names: BTreeMap<String, String>,
    topics: Vec<TopicDigest>,
    all_topics: u64,
    corpus: Corpus,
    outlets: BTreeMap<String, u64>,
    timeline: Timeline,
    skipped: BTreeMap<String, SkippedReason>,
    edges: Edges,
    /// What the second pass counts.
    counts: Option<Counts>,
}

impl DigestBuilder {
    /// A builder that knows the sentences.
    #[must_use]
    pub fn new(about: AboutRun, gathered: Gathered) -> Self {
        let timeline = Timeline::new(gathered.period);
        Self {
            about,
            gathered,
            actors: Vec::new(),
            all_actors: 0,
            names: BTreeMap::new(),
            topics: Vec::new(),
            all_topics: 0,
            corpus: Corpus::default(),
            outlets: BTreeMap::new(),
            timeline,
            edges: Edges::default(),
            skipped: BTreeMap::new(),
            counts: None,
        }
    }

    /// Takes `actors.csv`.
    pub fn actors<'r>(&mut self, rows: impl IntoIterator<Item = &'r ActorTotalRow>) {
        for row in rows {
            self.all_actors += 1;
            self.names.insert(row.actor_id.clone(), shorten(&row.name, LONGEST_NAME));
            self.actors.push(actor(row));
            // Never many more than are needed.
            if self.actors.len() >= 4 * MOST_ACTORS {
                self.cut_actors();
            }
        }
        self.cut_actors();
    }

    fn cut_actors(&mut self) {
        self.actors.sort_by(|a, b| {
            let key = |actor: &ActorDigest| (Reverse(actor.mean.documents), Reverse(actor.mentions));
            key(a).cmp(&key(b)).then_with(|| a.actor_id.cmp(&b.actor_id))
        });
        self.actors.truncate(MOST_ACTORS);
    }

    /// Takes `topics.csv`.
    pub fn topics<'r>(&mut self, rows: impl IntoIterator<Item = &'r TopicRow>) {
        self.topics.extend(rows.into_iter().map(topic));
        self.all_topics = self.topics.len() as u64;
        // A stable sort: of one size in the order of the table.
        self.topics.sort_by_key(|topic| Reverse(topic.documents));
        self.topics.truncate(MOST_TOPICS);
    }

    fn topic_mut(&mut self, topic_id: &str) -> Option<&mut TopicDigest> {
        self.topics.iter_mut().find(|topic| topic.topic_id == topic_id)
    }

    /// Takes `topic_terms.csv`, once the topics are known.
    pub fn topic_terms<'r>(&mut self, rows: impl IntoIterator<Item = &'r TopicTermRow>) {
        for row in rows {
            if let Some(topic) = self.topic_mut(&row.topic_id) {
                topic.terms.push(shorten(&row.term, LONGEST_NAME));
            }
        }
    }

    /// Takes `topic_periods.csv`, once the topics are known.
    pub fn topic_periods<'r>(&mut self, rows: impl IntoIterator<Item = &'r TopicPeriodRow>) {
        for row in rows {
            if let Some(topic) = self.topic_mut(&row.topic_id) {
                topic.periods.push(TopicPeriod {
                    period: row.period.clone(),
                    documents: row.documents,
                    share: tabled(Some(row.share)).unwrap_or_default(),
                    trend: row.trend.to_owned(),
                });
                // The latest, however many periods there are.
                if topic.periods.len() > MOST_PERIODS {
                    topic.periods.remove(0);
                }
            }
        }
    }

    /// Takes `topic_sentences.csv`, once the topics are known.
    pub fn topic_sentences<'r>(&mut self, rows: impl IntoIterator<Item = &'r TopicSentenceRow>) {
        for row in rows {
            if let Some(topic) = self.topic_mut(&row.topic_id)
                && topic.sentences.len() < TOPIC_SENTENCES
            {
                topic.sentences.push(shorten(&row.sentence, LONGEST_EXAMPLE));
            }
        }
    }

    /// Takes `skipped.csv`.
    pub fn skipped<'r>(&mut self, rows: impl IntoIterator<Item = &'r SkippedRow>) {
        for row in rows {
            let new = || SkippedReason {
                reason: row.reason.to_owned(),
                rows: 0,
                example: shorten(&place(row), LONGEST_TITLE),
                detail: shorten(&row.detail, LONGEST_TITLE),
            };
            self.skipped.entry(row.reason.to_owned()).or_insert_with(new).rows += 1;
        }
    }

    /// Takes the rows of `relations.csv`, before those of documents. Returns the ids of the sentences whose rows
    /// [`Self::sentence`] is to be given.
    pub fn relations(&mut self, rows: &[RelationRow]) -> BTreeSet<String> {
        self.edges.take(rows);
        self.edges.wanted()
    }

    /// Takes the text of a sentence that [`Self::relations`] asked for.
    pub fn sentence(&mut self, sentence_id: &str, text: &str) {
        self.edges.sentence(sentence_id, text);
    }

    /// Takes a row of `documents.csv`, with its topic and copies.
    pub fn document(&mut self, row: &DocumentRow) {
        let corpus = &mut self.corpus;
        corpus.documents += 1;
        corpus.texts += u64::from(given(&row.near_duplicate_of).is_none());
        *corpus.languages.entry(row.language.clone()).or_default() += 1;
        corpus.without_lexicon += u64::from(!row.no_stance.is_empty());
        match given(&row.source) {
            Some(outlet) => *self.outlets.entry(shorten(outlet, LONGEST_NAME)).or_default() += 1,
            None => corpus.without_outlet += 1,
        }
        match given(&row.published).filter(|day| self.timeline.add(day)) {
            Some(_) => {}
            None => corpus.undated += 1,
        }
        self.edges.document(row, &self.timeline);
        for example in self.topics.iter_mut().flat_map(|topic| &mut topic.examples) {
            if example.doc_id == row.doc_id {
                example.title = given(&row.title).map(|title| shorten(title, LONGEST_TITLE));
                example.outlet = given(&row.source).map(|outlet| shorten(outlet, LONGEST_NAME));
                example.published = given(&row.published).map(str::to_owned);
            }
        }
    }

    /// Takes a row of `documents.csv` once more, with its rows of `stance.csv`, once all documents are known.
    pub fn stances<'s>(&mut self, row: &DocumentRow, stances: impl IntoIterator<Item = DocumentStance<'s>>) {
        let counts = self.counts.get_or_insert_with(|| {
            let outlets = most_covered(&self.outlets);
            Counts::new(
                self.actors.iter().map(|actor| actor.actor_id.as_str()),
                outlets.iter().map(|outlet| outlet.outlet.as_str()),
                self.timeline.periods().iter().map(|period| period.period.as_str()),
                self.topics.iter().map(|topic| topic.topic_id.as_str()),
                self.about.count_duplicates,
            )
        });
        let period = self.timeline.period_of(given(&row.published));
        let outlet = given(&row.source).map(|outlet| shorten(outlet, LONGEST_NAME));
        let (mentions, any) = counts.add(row, outlet.as_deref(), &period, stances);
        self.corpus.mentions += mentions;
        self.corpus.with_actors += u64::from(any);
    }

    /// The digest.
    #[must_use]
    pub fn build(mut self) -> Digest {
        let outlets = most_covered(&self.outlets);
        let periods = self.timeline.periods().to_vec();
        let counts = self.counts.take().map(Counts::finish).unwrap_or_default();
        let mut cut = Cuts(Vec::new());
        cut.note("actors", self.actors.len() as u64, self.all_actors, "actors.csv");
        cut.note("outlets", outlets.len() as u64, self.outlets.len() as u64, "summary.csv");
        let all_periods = self.timeline.all_periods();
        cut.note("periods", periods.len() as u64, all_periods, "summary.csv");
        cut.note("topics", self.topics.len() as u64, self.all_topics, "topics.csv");
        cut.note("relations", self.edges.all.min(MOST_RELATIONS as u64), self.edges.all, "relations.csv");
        let scored = self.actors.iter().filter(|actor| actor.mean.stance.is_some()).count();
        cut.note(
            "actors with their sentences",
            scored.min(WITH_SENTENCES) as u64,
            scored as u64,
            REST_SENTENCES,
        );
        let corpus = Corpus {
            actors: self.all_actors,
            outlets: self.outlets.len() as u64,
            first: self.timeline.first().map(|day| day.to_string()),
            last: self.timeline.last().map(|day| day.to_string()),
            skipped: by_number(std::mem::take(&mut self.skipped)),
            ..std::mem::take(&mut self.corpus)
        };
        let mut divisions = divisions(&self.actors, &outlets, &counts);
        cut.note(
            "actors that outlets differ on",
            divisions.len().min(MOST_DIVISIONS) as u64,
            divisions.len() as u64,
            "summary.csv",
        );
        divisions.truncate(MOST_DIVISIONS);
        let findings = findings(&corpus, &self.actors, &divisions, &periods, &counts);
        let found = |actor: &ActorDigest| {
            findings.iter().flat_map(|finding| &finding.places).any(|place| place.actor_id == actor.actor_id)
        };
        let divides =
            |actor: &ActorDigest| divisions.iter().any(|division| division.actor_id == actor.actor_id);
        let mut actors = std::mem::take(&mut self.actors);
        let (mut charted, mut with_sentences) = (0, 0);
        for (at, actor) in actors.iter_mut().enumerate() {
            if at < MOST_CHARTED || found(actor) || divides(actor) {
                charted += 1;
                actor.outlets = cells(at, &outlets, Cell::Outlet, &counts, |outlet, mean| OutletCell {
                    outlet: outlet.outlet.clone(),
                    mean,
                });
                actor.periods = cells(at, &periods, Cell::Period, &counts, |period, mean| PeriodCell {
                    period: period.period.clone(),
                    mean,
                });
            }
            (actor.in_topics, actor.topics) = topic_cells(at, &self.topics, &counts);
            if actor.mean.stance.is_some() && (with_sentences < WITH_SENTENCES || found(actor)) {
                with_sentences += 1;
                self.fill(actor);
            }
        }
        cut.note("actors by outlet and period", charted, actors.len() as u64, "summary.csv");
        let mut outlets = outlets;
        for (at, outlet) in outlets.iter_mut().enumerate() {
            let found = by_documents(&actors, &counts, Cell::Outlet(at));
            outlet.actors_named = found.len() as u64;
            let of = |(actor, mean): &(&ActorDigest, StanceMean)| OutletActor {
                actor_id: actor.actor_id.clone(),
                name: actor.name.clone(),
                mean: *mean,
            };
            outlet.actors = found.iter().take(MOST_OUTLET_ACTORS).map(of).collect();
        }
        let mut topics = std::mem::take(&mut self.topics);
        for (at, topic) in topics.iter_mut().enumerate() {
            let found = by_documents(&actors, &counts, Cell::Topic(at));
            let of = |(actor, mean): &(&ActorDigest, StanceMean)| TopicActor {
                actor_id: actor.actor_id.clone(),
                name: actor.name.clone(),
                mean: without_interval(*mean),
            };
            topic.actors = found.iter().take(TOPIC_ACTORS).map(of).collect();
        }
        Digest {
            about: self.about,
            corpus,
            findings,
            actors,
            outlets,
            divisions,
            periods,
            topics,
            relations: self.edges.finish(),
            cut: cut.0,
        }
    }

    /// Gives an actor its words and sentences.
    fn fill(&self, actor: &mut ActorDigest) {
        let Some(of_actor) = self.gathered.actor(&actor.actor_id) else { return };
        let words =
            |words: &super::words::Words, side| -> Vec<Word> { words.most_frequent(side, MOST_WORDS) };
        actor.words = words(&of_actor.favourable, Side::Favourable);
        actor.words.extend(words(&of_actor.critical, Side::Critical));
        let mut shown: BTreeSet<(&str, &str)> = BTreeSet::new();
        let mut sentences: Vec<EvidenceSentence> = Vec::new();
        let add = |candidate: &'_ Candidate, strongest: bool| EvidenceSentence {
            doc_id: candidate.document.doc_id.clone(),
            sentence_id: candidate.sentence_id.clone(),
            mention_id: candidate.mention_id.clone(),
            side: candidate.side,
            stance: number(candidate.stance),
            voice: candidate.voice.clone(),
            speaker: candidate.speaker_id.as_ref().and_then(|id| self.names.get(id)).cloned(),
            outlet: candidate.document.outlet.clone(),
            published: candidate.document.published.clone(),
            period: candidate.document.period.clone(),
            title: candidate.document.title.clone(),
            url: candidate.document.url.clone(),
            text: candidate.text.to_string(),
            marks: candidate.marks.clone(),
            strongest,
        };
        let of_outlets = actor.outlets.iter().flat_map(|cell| of_actor.candidates.of_outlet(&cell.outlet));
        let of_periods = actor.periods.iter().flat_map(|cell| of_actor.candidates.of_period(&cell.period));
        let all = of_actor.candidates.strongest().map(|one| (one, true));
        for (candidate, strongest) in all.chain(of_outlets.chain(of_periods).map(|one| (one, false))) {
            if shown.insert((&candidate.document.doc_id, &candidate.sentence_id)) {
                sentences.push(add(candidate, strongest));
            }
        }
        sentences.sort_by_key(|sentence| (sentence.side, !sentence.strongest, Reverse(micro_of(sentence))));
        actor.sentences = sentences;
    }
}

fn micro_of(sentence: &EvidenceSentence) -> i64 {
    super::micro::micro(sentence.stance.abs())
}

/// The cells of an actor, those without documents left out.
fn cells<A, C>(
    actor: usize,
    axis: &[A],
    cell: impl Fn(usize) -> Cell,
    counts: &Means,
    make: impl Fn(&A, StanceMean) -> C,
) -> Vec<C> {
    let of = |(at, on_axis): (usize, &A)| {
        let moments = counts.get(&(actor, cell(at)))?;
        Some(make(on_axis, moments.mean()))
    };
    axis.iter().enumerate().filter_map(of).collect()
}

/// The actors that documents of a cell mention, those of most documents first; of one number the more covered.
fn by_documents<'a>(
    actors: &'a [ActorDigest],
    counts: &Means,
    cell: Cell,
) -> Vec<(&'a ActorDigest, StanceMean)> {
    let of = |(at, actor): (usize, &'a ActorDigest)| Some((actor, counts.get(&(at, cell))?.mean()));
    let mut found: Vec<(&ActorDigest, StanceMean)> = actors.iter().enumerate().filter_map(of).collect();
    found.sort_by_key(|(_, mean)| Reverse(mean.documents));
    found
}

/// A mean whose interval is asked of summary.csv.
fn without_interval(mean: StanceMean) -> StanceMean {
    StanceMean { ci_low: None, ci_high: None, ..mean }
}

/// In how many topics an actor is, and those of most documents.
fn topic_cells(actor: usize, topics: &[TopicDigest], counts: &Means) -> (u64, Vec<TopicCell>) {
    let mut found = cells(actor, topics, Cell::Topic, counts, |topic, mean| TopicCell {
        topic_id: topic.topic_id.clone(),
        mean: without_interval(mean),
    });
    let all = found.len() as u64;
    found.sort_by_key(|cell| Reverse(cell.mean.documents));
    found.truncate(MOST_ACTOR_TOPICS);
    (all, found)
}

/// Collects what was cut.
struct Cuts(Vec<Cut>);

impl Cuts {
    fn note(&mut self, what: &str, shown: u64, of: u64, rest: &str) {
        if shown < of {
            self.0.push(Cut { what: what.to_owned(), shown, of, rest: rest.to_owned() });
        }
    }
}

fn most_covered(outlets: &BTreeMap<String, u64>) -> Vec<OutletDigest> {
    let mut all: Vec<OutletDigest> = outlets
        .iter()
        .map(|(outlet, &documents)| OutletDigest {
            outlet: outlet.clone(),
            documents,
            ..OutletDigest::default()
        })
        .collect();
    // A stable sort: of one number in the order of names.
    all.sort_by_key(|outlet| Reverse(outlet.documents));
    all.truncate(MOST_OUTLETS);
    all
}

fn by_number(reasons: BTreeMap<String, SkippedReason>) -> Vec<SkippedReason> {
    let mut reasons: Vec<SkippedReason> = reasons.into_values().collect();
    reasons.sort_by_key(|reason| Reverse(reason.rows));
    reasons
}

fn place(row: &SkippedRow) -> String {
    row.row.map_or_else(|| row.path.clone(), |number| format!("{}#{number}", row.path))
}

fn actor(row: &ActorTotalRow) -> ActorDigest {
    let shares =
        Shares { favourable: row.favourable, neutral: row.neutral, critical: row.critical, mixed: row.mixed };
    ActorDigest {
        actor_id: row.actor_id.clone(),
        name: shorten(&row.name, LONGEST_NAME),
        kind: row.kind.to_owned(),
        mentions: row.mentions,
        mean: StanceMean {
            documents: row.documents,
            with_evidence: shares.all(),
            stance: tabled(row.stance),
            ci_low: tabled(row.ci_low),
            ci_high: tabled(row.ci_high),
        },
        label: row.label.to_owned(),
        shares,
        stance_narration: tabled(row.stance_narration),
        stance_quoted: tabled(row.stance_quoted),
        stance_reported: tabled(row.stance_reported),
        outlets: Vec::new(),
        periods: Vec::new(),
        in_topics: 0,
        topics: Vec::new(),
        words: Vec::new(),
        sentences: Vec::new(),
    }
}

fn topic(row: &TopicRow) -> TopicDigest {
    let example =
        |doc_id: &str| TopicExample { doc_id: doc_id.to_owned(), title: None, outlet: None, published: None };
    TopicDigest {
        topic_id: row.topic_id.clone(),
        label: shorten(&row.label, LONGEST_NAME),
        documents: row.documents,
        stability: tabled(row.stability),
        coherence: tabled(row.coherence),
        terms: Vec::new(),
        periods: Vec::new(),
        actors: Vec::new(),
        examples: row.example_doc_ids.split("; ").filter(|id| !id.is_empty()).map(example).collect(),
        sentences: Vec::new(),
    }
}
