//! Aggregation: from mentions to a document's stance toward an actor.
//!
//! The probabilities of its sentences are pooled ([`Pool`]), weighted by the certainty of the mention; sentences of the
//! same words count once, and one without a cue is neutral with a small weight. Without any cue there is no stance.

use super::decision::Decision;
use super::evidence::ScoredMention;
use super::pool::{Opinion, Pool};
use super::top_cue::{Sums, TopCue, top_cue};
use super::voices::Voices;
use super::weights::Weights;
use crate::index::Knowledge;
use crate::mentions::Found;
use crate::statistics::{Interval, ratio_interval, row_seed};
use crate::text::{Document, Voice, sum_of_letters};
use foldhash::quality::RandomState;
use hashbrown::HashTable;
use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher};

/// A document's stance toward an actor.
#[derive(Debug, Clone, PartialEq)]
pub struct ActorStance {
    /// Index into the registry's actors.
    pub actor: usize,
    /// What its mentions come to; none without a cue.
    pub pool: Option<Pool>,
    /// 95 % interval of the stance over sentences; none with fewer than two that count, or without a cue.
    pub interval: Option<Interval>,
    /// Stance over the mentions in the outlet's own words.
    pub narration: Option<f64>,
    /// Stance over the mentions in quotations.
    pub quoted: Option<f64>,
    /// Stance over the mentions in reported speech.
    pub reported: Option<f64>,
    /// Number of mentions.
    pub mentions: usize,
    /// Number of distinct cues: expressions by entry, words of the learned table by position.
    pub cues: usize,
    /// Number of sentences with a mention.
    pub sentences: usize,
    /// The cue with the greatest weight; none if no evidence has a position in the text.
    pub top_cue: Option<TopCue>,
}

impl ActorStance {
    /// p(favourable) - p(critical), in [-1, 1]; none without a cue.
    #[must_use]
    pub fn stance(&self) -> Option<f64> {
        self.pool.map(|pool| pool.stance())
    }

    /// The label and its probability; none without a cue.
    #[must_use]
    pub fn decision(&self) -> Option<Decision> {
        self.pool.map(|pool| pool.decision)
    }
}

/// A mention as it counts in its document.
struct Vote {
    /// The first sentence with the words of its own.
    place: usize,
    has_cue: bool,
    opinion: Opinion,
}

impl Vote {
    /// Whether it says more than another of its place.
    fn is_stronger(&self, other: &Self) -> bool {
        let size = |vote: &Self| vote.opinion.stance().abs();
        self.has_cue && (!other.has_cue || size(self) > size(other))
    }
}

/// One opinion a place, the strongest, in the order of the text; none without a cue.
fn opinions<'v>(votes: impl Iterator<Item = &'v Vote>) -> Vec<Opinion> {
    let mut strongest: BTreeMap<usize, &Vote> = BTreeMap::new();
    let mut any = false;
    for vote in votes {
        any |= vote.has_cue;
        let kept = strongest.entry(vote.place).or_insert(vote);
        if vote.is_stronger(kept) {
            *kept = vote;
        }
    }
    if any { strongest.into_values().map(|vote| vote.opinion).collect() } else { Vec::new() }
}

/// For each mention the first sentence whose words are those of its own.
fn places(document: &Document, found: &Found) -> Vec<usize> {
    let own = found.mentions.iter().map(|mention| mention.sentence);
    if may_repeat(document, own.clone()) { first_places(document, found) } else { own.collect() }
}

/// Whether two of some sentences, given in their order, may have the same words: in most texts no two even have the same
/// letters.
fn may_repeat(document: &Document, sentences: impl Iterator<Item = usize>) -> bool {
    let mut sentences: Vec<usize> = sentences.collect();
    sentences.dedup();
    let text =
        |at: usize| document.sentences.get(at).and_then(|there| document.text.get(there.range.clone()));
    let mut sums: Vec<u64> = sentences.iter().map(|&at| text(at).map_or(0, sum_of_letters)).collect();
    sums.sort_unstable();
    sums.windows(2).any(|two| two[0] == two[1])
}

/// [`places`] by the words of the sentences.
fn first_places(document: &Document, found: &Found) -> Vec<usize> {
    // Sentences by the hash of their words. Its key is drawn anew in each process, so that no text can be written whose
    // sentences share one; nothing depends on its value.
    let hasher = RandomState::default();
    let mut first: HashTable<usize> = HashTable::new();
    let text_of = |sentence: usize| {
        let range = document.sentences.get(sentence).map(|sentence| sentence.range.clone());
        range.and_then(|range| document.text.get(range)).unwrap_or_default()
    };
    let hash_of = |sentence: usize| {
        let mut hasher = hasher.build_hasher();
        for word in text_of(sentence).split_whitespace() {
            hasher.write(word.as_bytes());
            hasher.write_u8(b' ');
        }
        hasher.finish()
    };
    let mut last: Option<(usize, usize)> = None;
    let mut places = Vec::with_capacity(found.mentions.len());
    for mention in &found.mentions {
        let place = match last {
            Some((sentence, place)) if sentence == mention.sentence => place,
            _ => {
                let words = || text_of(mention.sentence).split_whitespace();
                let same = |other: &usize| text_of(*other).split_whitespace().eq(words());
                let known = first.entry(hash_of(mention.sentence), same, |other| hash_of(*other));
                *known.or_insert(mention.sentence).get()
            }
        };
        last = Some((mention.sentence, place));
        places.push(place);
    }
    places
}

/// One row an actor that is mentioned, in the order of the actors' ids. Stance, interval and cues are those of the mentions
/// in `voices`. `seed` and `doc_id` seed the intervals.
#[must_use]
pub fn aggregate(
    document: &Document,
    found: &Found,
    scored: &[ScoredMention],
    knowledge: &Knowledge,
    weights: &Weights,
    voices: Voices,
    (seed, doc_id): (u64, &str),
) -> Vec<ActorStance> {
    let mut by_actor: BTreeMap<&str, (usize, Vec<usize>)> = BTreeMap::new();
    for (at, mention) in found.mentions.iter().enumerate() {
        let id = knowledge.registry.actor(mention.actor).id;
        by_actor.entry(id).or_insert((mention.actor, Vec::new())).1.push(at);
    }
    let votes: Vec<Vote> = scored
        .iter()
        .zip(&found.mentions)
        .zip(places(document, found))
        .map(|((scored, mention), place)| Vote {
            place,
            has_cue: scored.has_evidence(),
            opinion: Opinion::of(scored, mention.certainty, weights),
        })
        .collect();
    let mut rows = Vec::with_capacity(by_actor.len());
    let mut sums = Sums::default();
    for (id, (actor, mentions)) in by_actor {
        let of_voice = |keep: &dyn Fn(Voice) -> bool| {
            opinions(mentions.iter().filter(|&&at| keep(found.mentions[at].voice)).map(|&at| &votes[at]))
        };
        let stance_of =
            |keep: &dyn Fn(Voice) -> bool| Pool::of(&of_voice(keep), weights.mixed).map(|pool| pool.stance());
        let all = of_voice(&|voice| voices.counts(voice));
        let units: Vec<(f64, f64)> =
            all.iter().map(|opinion| (opinion.stance() * opinion.weight, opinion.weight)).collect();
        let mut sentences: Vec<usize> = mentions.iter().map(|&at| found.mentions[at].sentence).collect();
        sentences.dedup();
        let (cues, top) = top_cue(
            mentions
                .iter()
                .filter(|&&at| voices.counts(found.mentions[at].voice))
                .flat_map(|&at| scored[at].evidence.iter()),
            &mut sums,
        );
        rows.push(ActorStance {
            actor,
            pool: Pool::of(&all, weights.mixed),
            interval: ratio_interval(&units, row_seed(seed, &[doc_id, id])),
            narration: stance_of(&|voice| voice == Voice::Narration),
            quoted: stance_of(&|voice| voice == Voice::Quoted),
            reported: stance_of(&|voice| voice == Voice::Reported),
            mentions: mentions.len(),
            cues,
            sentences: sentences.len(),
            top_cue: top,
        });
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::super::label::Label;
    use super::super::score::score;
    use super::super::scorer::Scorer;
    use super::super::weights::WEIGHTS;
    use super::*;
    use crate::mentions::sample::{ACTORS, LEXICON, knowledge, read};

    /// The rows of a text, in the order of the actors' ids, with its mentions.
    fn rows(text: &str) -> (Vec<ActorStance>, Vec<ScoredMention>) {
        let knowledge = knowledge(ACTORS, LEXICON);
        read(&knowledge, text, None, |document, words, found| {
            let scored = score(document, words, found, &knowledge, &Scorer::of(&knowledge));
            (aggregate(document, found, &scored, &knowledge, &WEIGHTS, Voices::All, (1, "d")), scored)
        })
    }

    fn label(row: &ActorStance) -> Option<Label> {
        row.decision().map(|decision| decision.label)
    }

    #[test]
    fn without_evidence_there_is_no_stance() {
        let (rows, _) = rows("Northland was late.");
        let [north] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((north.stance(), north.decision(), north.interval), (None, None, None));
        assert_eq!((north.mentions, north.cues, north.sentences), (1, 0, 1));
        assert_eq!(north.top_cue, None);
    }

    #[test]
    fn a_document_of_one_mention_has_its_probabilities_and_its_label() {
        for text in ["Northland was great.", "Northland was bad.", "Northland was not great."] {
            let (rows, scored) = rows(text);
            let pool = rows[0].pool.unwrap();
            assert_eq!(Some(pool.probabilities), Some(scored[0].probabilities()));
            assert_eq!(Some(pool.decision), scored[0].decision());
            assert_eq!(rows[0].stance(), scored[0].stance());
            assert_eq!((rows[0].cues, rows[0].interval), (1, None));
        }
        let (rows, _) = rows("Northland was great.");
        assert_eq!(label(&rows[0]), Some(Label::Favourable));
        assert_eq!(rows[0].top_cue, Some(TopCue { tokens: 2..3, share: 1.0 }));
    }

    #[test]
    fn strong_evidence_on_both_sides_is_mixed() {
        let (rows, _) = rows("Northland was great. Northland was bad.");
        assert_eq!(label(&rows[0]), Some(Label::Mixed));
        assert_eq!((rows[0].mentions, rows[0].cues, rows[0].sentences), (2, 2, 2));
        assert!(rows[0].interval.is_some_and(|interval| interval.low < 0.0 && interval.high > 0.0));
    }

    #[test]
    fn the_outlets_words_and_those_of_others_are_told_apart() {
        let (rows, _) = rows("Ada Quill said Northland was great.");
        let [ada, north] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((ada.narration, ada.quoted), (ada.stance(), None));
        assert_eq!((north.narration, north.quoted, north.reported), (None, None, north.stance()));
    }

    #[test]
    fn a_mention_without_evidence_is_neutral_with_a_small_weight() {
        let (rows, scored) = rows("Northland was great. Northland was late.");
        let [critical, neutral, favourable] = scored[0].probabilities();
        let (silent, all) = (WEIGHTS.silent_mention, 1.0 + WEIGHTS.silent_mention);
        let wanted = [critical / all, (neutral + silent) / all, favourable / all];
        let pool = rows[0].pool.unwrap();
        for (found, wanted) in pool.probabilities.into_iter().zip(wanted) {
            assert!((found - wanted).abs() < 1e-12, "{pool:?}");
        }
    }

    #[test]
    fn a_sentence_counts_once_by_its_strongest_mention() {
        let (rows, scored) = rows("Northland was late, but Northland was great.");
        let strongest = scored
            .iter()
            .filter_map(ScoredMention::stance)
            .fold(0.0, |a: f64, b| if b.abs() > a.abs() { b } else { a });
        assert_eq!((rows[0].mentions, rows[0].sentences, rows[0].stance()), (2, 1, Some(strongest)));
    }

    #[test]
    fn sentences_of_the_same_words_count_once() {
        let (twice, _) = rows("Northland was great. Ada Quill left.  Northland  was great.");
        let (once, _) = rows("Northland was great. Ada Quill left.");
        let north = |rows: &[ActorStance]| rows.iter().find(|row| row.mentions > 0 && row.cues > 0).cloned();
        let (twice, once) = (north(&twice).unwrap(), north(&once).unwrap());
        assert_eq!((twice.pool, twice.interval), (once.pool, None));
        assert_eq!((twice.mentions, twice.sentences), (2, 2));
    }
}
