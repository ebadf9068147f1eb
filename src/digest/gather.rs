//! The sentences of a digest, chosen while documents pass.

use super::candidates::{Candidate, Candidates, OfDocument, Standing};
use super::marks::{Place, in_order};
use super::micro::micro;
use super::sentence::{MarkKind, Side, TextMark};
use super::shorten::{LONGEST_NAME, LONGEST_TITLE, LONGEST_URL, given, shorten};
use super::words::Words;
use crate::tables::{DocumentRow, EvidenceRow, MentionRow, MentionTables, Period, SentenceRow};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::sync::Arc;

/// What is kept of an actor.
#[derive(Debug, Default)]
pub struct OfActor {
    pub candidates: Candidates,
    pub favourable: Words,
    pub critical: Words,
}

/// Chooses the strongest sentences of each actor from the mentions of documents as they pass, in memory that is bounded
/// for each actor: constants, whatever the number of documents.
#[derive(Debug)]
pub struct Gathered {
    pub(super) period: Period,
    actors: HashMap<String, OfActor, FixedState>,
}

impl Gathered {
    /// Nothing yet. `period` is the length of the periods of the result.
    #[must_use]
    pub fn new(period: Period) -> Self {
        Self { period, actors: HashMap::default() }
    }

    /// Looks through mentions of a document: all of them, or a part that ends with a sentence. Their ids are assigned.
    pub fn add(&mut self, document: &DocumentRow, rows: &MentionTables) {
        let mut of_document: Option<Arc<OfDocument>> = None;
        let mut evidence = rows.evidence.as_slice();
        let mut sentences = rows.sentences.iter().peekable();
        for (at, mention) in rows.mentions.iter().enumerate() {
            let skip = evidence.iter().take_while(|(of, _)| *of < at).count();
            evidence = evidence.get(skip..).unwrap_or_default();
            let own = evidence.iter().take_while(|(of, _)| *of == at).count();
            let own = evidence.get(..own).unwrap_or_default();
            while sentences.peek().is_some_and(|sentence| sentence.sentence_id != mention.sentence_id) {
                sentences.next();
            }
            let Some(sentence) = sentences.peek() else { return };
            let (Some(stance), Some(side)) = (mention.stance, side_of(mention.label)) else { continue };
            let about = of_document.get_or_insert_with(|| Arc::new(of(document, self.period)));
            if !self.actors.contains_key(&mention.actor_id) {
                self.actors.insert(mention.actor_id.clone(), OfActor::default());
            }
            let Some(of_actor) = self.actors.get_mut(&mention.actor_id) else { continue };
            of_actor.count(side, own);
            let standing = Standing {
                document: about,
                sentence_id: &sentence.sentence_id,
                stance: micro(stance),
                text: &sentence.text,
            };
            if of_actor.candidates.takes(side, standing) {
                let candidate = candidate(about, mention, side, micro(stance), sentence, own);
                of_actor.candidates.insert(&Arc::new(candidate));
            }
        }
    }

    /// What is kept of an actor.
    pub(super) fn actor(&self, actor_id: &str) -> Option<&OfActor> {
        self.actors.get(actor_id)
    }
}

impl OfActor {
    /// Counts the cue of a mention that speaks most for its side.
    fn count(&mut self, side: Side, evidence: &[(usize, EvidenceRow)]) {
        let (words, sign) = match side {
            Side::Favourable => (&mut self.favourable, 1.0),
            Side::Critical => (&mut self.critical, -1.0),
            Side::Neutral => return,
        };
        let cues = evidence.iter().map(|(_, row)| row).filter(|row| row.start.is_some());
        // Of equal ones the first.
        let strongest = cues
            .map(|row| (sign * balance(row), row))
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        if let Some((balance, row)) = strongest
            && balance > 0.0
        {
            words.add(shorten(&row.cue.to_lowercase(), LONGEST_NAME));
        }
    }
}

/// What a cue adds to the favourable side beyond what it adds to the critical one, as in the table.
fn balance(row: &EvidenceRow) -> f64 {
    (micro(row.toward_favourable) - micro(row.toward_critical)) as f64
}

fn side_of(label: &str) -> Option<Side> {
    [Side::Favourable, Side::Critical, Side::Neutral].into_iter().find(|side| side.name() == label)
}

fn of(document: &DocumentRow, period: Period) -> OfDocument {
    let published = given(&document.published);
    OfDocument {
        doc_id: document.doc_id.clone(),
        outlet: given(&document.source).map(|name| shorten(name, LONGEST_NAME)),
        period: period.of(published.and_then(|day| day.parse().ok())),
        published: published.map(str::to_owned),
        title: given(&document.title).map(|title| shorten(title, LONGEST_TITLE)),
        url: given(&document.url).map(|url| shorten(url, LONGEST_URL)),
    }
}

fn candidate(
    document: &Arc<OfDocument>,
    mention: &MentionRow,
    side: Side,
    stance: i64,
    sentence: &SentenceRow,
    evidence: &[(usize, EvidenceRow)],
) -> Candidate {
    let place = Place { start: sentence.start, text: &sentence.text };
    let mark = |words: &str, start: u64, kind: MarkKind| {
        place.find(words, start).map(|(start, end)| TextMark { start, end, kind })
    };
    let mut marks: Vec<TextMark> =
        mark(&mention.mention, mention.start, MarkKind::Mention).into_iter().collect();
    marks.extend(evidence.iter().filter_map(|(_, row)| {
        let kind = match balance(row) {
            balance if balance > 0.0 => MarkKind::Favourable,
            balance if balance < 0.0 => MarkKind::Critical,
            _ => return None,
        };
        mark(&row.cue, row.start?, kind)
    }));
    Candidate {
        document: Arc::clone(document),
        sentence_id: sentence.sentence_id.clone(),
        mention_id: mention.mention_id.clone(),
        side,
        stance,
        voice: mention.voice.to_owned(),
        speaker_id: mention.speaker_id.clone(),
        text: sentence.text.as_str().into(),
        marks: in_order(marks),
    }
}
