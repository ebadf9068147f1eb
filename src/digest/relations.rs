//! Who takes a stance toward whom, from the edges of the corpus and the sentences that tell them best.

use super::cell::StanceMean;
use super::limits::MOST_RELATIONS;
use super::micro::tabled;
use super::relation::RelationDigest;
use super::sentence::{EvidenceSentence, MarkKind, Side, TextMark};
use super::shorten::{LONGEST_EXAMPLE, LONGEST_NAME, LONGEST_TITLE, LONGEST_URL, given, shorten};
use super::timeline::Timeline;
use crate::tables::{DocumentRow, RelationRow};
use std::collections::{BTreeMap, BTreeSet};

/// The edges of a digest while it is built.
#[derive(Debug, Default)]
pub(super) struct Edges {
    edges: Vec<RelationDigest>,
    /// The words that tell each, in lower case.
    cues: Vec<String>,
    /// The edges with examples in each document.
    of_document: BTreeMap<String, Vec<usize>>,
    /// How many edges have a side.
    pub all: u64,
}

/// The side of the example of an edge, if the edge is sure enough to have one. Of a mixed edge too it is a sentence on the
/// side of the mean.
fn side(row: &RelationRow) -> Option<Side> {
    match row.label {
        "positive" | "negative" | "mixed" if row.stance > 0.0 => Some(Side::Favourable),
        "positive" | "negative" | "mixed" if row.stance < 0.0 => Some(Side::Critical),
        "mixed" => Some(Side::Neutral),
        _ => None,
    }
}

impl Edges {
    /// Takes the rows of `relations.csv`: those that are sure enough to have a side, by documents, then strength.
    pub fn take(&mut self, rows: &[RelationRow]) {
        let mut sided: Vec<(&RelationRow, Side)> =
            rows.iter().filter_map(|row| Some((row, side(row)?))).collect();
        sided.sort_by(|(a, _), (b, _)| {
            let strength = |row: &RelationRow| tabled(Some(row.stance.abs())).unwrap_or_default();
            b.documents.cmp(&a.documents).then(strength(b).total_cmp(&strength(a))).then_with(|| {
                (&a.source_actor_id, &a.target_actor_id).cmp(&(&b.source_actor_id, &b.target_actor_id))
            })
        });
        self.all = sided.len() as u64;
        for (row, side) in sided.into_iter().take(MOST_RELATIONS) {
            self.of_document.entry(row.example_doc_id.clone()).or_default().push(self.edges.len());
            self.cues.push(row.top_cue.clone());
            self.edges.push(RelationDigest {
                source_id: row.source_actor_id.clone(),
                source: shorten(&row.source_name, LONGEST_NAME),
                target_id: row.target_actor_id.clone(),
                target: shorten(&row.target_name, LONGEST_NAME),
                mean: StanceMean {
                    documents: row.documents,
                    with_evidence: row.documents,
                    stance: tabled(Some(row.stance)),
                    ci_low: tabled(row.ci_low),
                    ci_high: tabled(row.ci_high),
                },
                label: row.label.to_owned(),
                example: Some(EvidenceSentence {
                    doc_id: row.example_doc_id.clone(),
                    sentence_id: row.example_sentence_id.clone(),
                    mention_id: String::new(),
                    side,
                    stance: tabled(Some(row.stance)).unwrap_or_default(),
                    voice: String::new(),
                    speaker: None,
                    outlet: None,
                    published: None,
                    period: String::new(),
                    title: None,
                    url: None,
                    text: String::new(),
                    marks: Vec::new(),
                    strongest: true,
                }),
            });
        }
    }

    /// The sentences whose rows are wanted.
    pub fn wanted(&self) -> BTreeSet<String> {
        let examples = self.edges.iter().filter_map(|edge| edge.example.as_ref());
        examples.map(|example| example.sentence_id.clone()).collect()
    }

    /// Takes the text of a sentence, and marks the words that tell the edge.
    pub fn sentence(&mut self, sentence_id: &str, text: &str) {
        for (edge, cue) in self.edges.iter_mut().zip(&self.cues) {
            let Some(example) = edge.example.as_mut().filter(|example| example.sentence_id == sentence_id)
            else {
                continue;
            };
            example.text = shorten(text, LONGEST_EXAMPLE);
            let text = example.text.as_str();
            let kind = match example.side {
                Side::Critical => Some(MarkKind::Critical),
                Side::Favourable => Some(MarkKind::Favourable),
                Side::Neutral => None,
            };
            let cue = kind.and_then(|kind| Some((place(text, cue)?, kind)));
            let mut marks = vec![cue.map(|((start, end), kind)| TextMark { start, end, kind })];
            for name in [&edge.source, &edge.target] {
                let named = place(text, &name.to_lowercase());
                marks.push(named.map(|(start, end)| TextMark { start, end, kind: MarkKind::Mention }));
            }
            for mark in marks.into_iter().flatten() {
                if example.marks.iter().all(|other| mark.end <= other.start || other.end <= mark.start) {
                    example.marks.push(mark);
                }
            }
            example.marks.sort_unstable();
        }
    }

    /// Takes a row of `documents.csv`.
    pub fn document(&mut self, row: &DocumentRow, timeline: &Timeline) {
        for at in self.of_document.get(&row.doc_id).into_iter().flatten() {
            let Some(example) = self.edges.get_mut(*at).and_then(|edge| edge.example.as_mut()) else {
                continue;
            };
            example.outlet = given(&row.source).map(|outlet| shorten(outlet, LONGEST_NAME));
            example.published = given(&row.published).map(str::to_owned);
            example.period = timeline.period_of(given(&row.published));
            example.title = given(&row.title).map(|title| shorten(title, LONGEST_TITLE));
            example.url = given(&row.url).map(|url| shorten(url, LONGEST_URL));
        }
    }

    /// The edges; an example without a sentence is none.
    pub fn finish(self) -> Vec<RelationDigest> {
        let mut edges = self.edges;
        for edge in &mut edges {
            edge.example = edge.example.take().filter(|example| !example.text.is_empty());
        }
        edges
    }
}

/// The code points of the first place of words, in lower case, in a text, where they are whole words.
fn place(text: &str, words: &str) -> Option<(usize, usize)> {
    let characters: Vec<char> = text.chars().collect();
    let wanted: Vec<char> = words.chars().collect();
    if wanted.is_empty() {
        return None;
    }
    let same = |a: char, b: char| a == b || a.to_lowercase().eq(std::iter::once(b));
    let ends = |at: Option<&char>| at.is_none_or(|c| !c.is_alphanumeric());
    let found = characters.windows(wanted.len()).enumerate().find(|(start, window)| {
        window.iter().zip(&wanted).all(|(a, b)| same(*a, *b))
            && start.checked_sub(1).is_none_or(|before| ends(characters.get(before)))
            && ends(characters.get(start + wanted.len()))
    });
    found.map(|(start, _)| (start, start + wanted.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(source: &str, target: &str, label: &'static str, documents: u64, stance: f64) -> RelationRow {
        RelationRow {
            source_actor_id: source.to_lowercase(),
            target_actor_id: target.to_lowercase(),
            stance,
            ci_low: None,
            ci_high: None,
            label,
            confidence: 0.9,
            strict: "no",
            positive: 0,
            negative: 0,
            documents,
            sentences: documents,
            stance_narration: None,
            stance_quoted: None,
            example_doc_id: "a.txt".to_owned(),
            example_sentence_id: format!("S{documents}"),
            top_cue: "attack on".to_owned(),
            source_name: source.to_owned(),
            target_name: target.to_owned(),
        }
    }

    #[test]
    fn edges_with_a_side_come_by_documents_with_their_words_marked() {
        let mut edges = Edges::default();
        edges.take(&[
            row("Northland", "Southland", "negative", 2, -0.8),
            row("Southland", "Northland", "neutral", 9, -0.1),
            row("Eastland", "Southland", "positive", 5, 0.4),
            row("Eastland", "Northland", "mixed", 4, -0.1),
        ]);
        assert_eq!(
            (edges.all, edges.wanted().into_iter().collect::<Vec<_>>()),
            (3, vec!["S2".into(), "S4".into(), "S5".into()])
        );
        edges.sentence("S4", "An attack on it.");
        edges.sentence("S2", "Northland's Attack on Southland went on.");
        edges.sentence("S5", &"A word. ".repeat(1_000));
        let found = edges.finish();
        let long = found[0].example.as_ref().map_or(0, |example| example.text.chars().count());
        assert_eq!(long, LONGEST_EXAMPLE + 1);
        assert_eq!(
            found.iter().map(|edge| edge.source.as_str()).collect::<Vec<_>>(),
            ["Eastland", "Eastland", "Northland"]
        );
        let mixed = found[1].example.iter().flat_map(|example| &example.marks).map(|mark| mark.kind);
        assert_eq!(mixed.collect::<Vec<_>>(), [MarkKind::Critical]);
        let marks: Vec<(usize, usize, MarkKind)> = found[2]
            .example
            .iter()
            .flat_map(|example| &example.marks)
            .map(|m| (m.start, m.end, m.kind))
            .collect();
        let mention = MarkKind::Mention;
        assert_eq!(marks, [(0, 9, mention), (12, 21, MarkKind::Critical), (22, 31, mention)]);
    }

    #[test]
    fn only_whole_words_are_marked() {
        assert_eq!(place("The preview of a view", "view"), Some((17, 21)));
        assert_eq!(place("İ a", "i a"), None);
        assert_eq!(place("", ""), None);
    }
}
