//! The fitted model, which assigns topics to documents, those of the fit and new ones alike.

use super::described::DescribedTopic;
use super::mixture::{Mixture, largest};
use super::project::to_point;
use super::weigh::{Weighting, to_unit_length};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use ndarray::{Array1, Array2, ArrayView1};
use sha2::{Digest, Sha256};

/// Share of the documents of the fit that are less similar to their topic than a new document may be. Measured on other
/// kinds of text and on classes left out of the fit, it rejects 3 to 7 of 100 documents that belong and 50 to 90 of 100
/// that do not.
const OUTER: f64 = 0.05;

/// A document's topic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Assignment {
    /// Index of the topic.
    pub topic: usize,
    /// (d2 - d1) / d2 with d1 and d2 the distances from its own centre and the nearest other (the simplified silhouette
    /// of Vendramin, Campello & Hruschka 2010): 0, between two topics, to 1. It is 1 where there is one topic.
    pub strength: f64,
}

/// Term counts of a document: columns of the model (ascending) with counts, and the counts of terms that are not in the
/// model.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentTerms {
    /// Columns, ascending.
    pub columns: Vec<u32>,
    /// Their counts, from 1.
    pub counts: Vec<u32>,
    /// Counts of terms without a column, ascending.
    pub unknown: Vec<u32>,
}

/// A fitted topic model.
#[derive(Debug, Clone, PartialEq)]
pub struct TopicModel {
    /// The stem of each column, ascending.
    pub stems: Vec<Box<str>>,
    /// Stems left out for being too common: they occur in more than half of the documents.
    pub common: Vec<Box<str>>,
    /// The TF-IDF weighting.
    pub weighting: Weighting,
    /// Terms × dimensions: the axes of the projection.
    pub axes: Array2<f32>,
    /// Scale factor of each dimension.
    pub scales: Vec<f32>,
    /// Topics × dimensions: the mean direction of each topic's documents.
    pub centers: Array2<f32>,
    /// The multinomial mixture.
    pub mixture: Mixture,
    /// The topics, as the fit described them.
    pub topics: Vec<DescribedTopic>,
    /// Minimum similarity of a document to its topic, unless it is one of `known`.
    pub least_nearness: f32,
    /// Fingerprints ([`TopicModel::fingerprint`]) of documents of the fit below that minimum, ascending.
    pub known: Vec<u64>,
    /// Seed of the fit.
    pub seed: u64,
    /// Code of the language of its documents; empty for that of the lexicons.
    pub language: String,
    /// Paragraphs that many documents of the corpus of the fit share, by hash, with the hash of the text that keeps each;
    /// ascending.
    pub boilerplate: Vec<(u64, u64)>,
}

/// The placement of a document: its topic and its similarity to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placement {
    /// Its topic.
    pub assignment: Assignment,
    /// Similarity: the cosine with the centre of its topic in the projection, times the share of its TF-IDF norm that
    /// the projection retains. Terms that are not in the model count as not retained.
    pub nearness: f64,
}

impl TopicModel {
    /// Number of topics.
    #[must_use]
    pub fn k(&self) -> usize {
        self.mixture.k
    }

    /// Renumbers the topics: the new first one is the old `topics[0]`.
    pub fn reorder(&mut self, topics: &[usize]) {
        self.mixture = self.mixture.select(topics);
        self.centers = self.centers.select(ndarray::Axis(0), topics);
    }

    /// Places a document; none if it has no term of the model.
    #[must_use]
    pub fn place(&self, row: &DocumentTerms) -> Option<Placement> {
        let damped: Vec<f32> = row
            .columns
            .iter()
            .zip(&row.counts)
            .map(|(&column, &count)| self.weighting.damp(column, count) as f32)
            .collect();
        let mut shares = vec![0f32; self.k()];
        self.mixture.shares(&row.columns, &damped, &mut shares);
        let topic = largest(&shares)?;
        let mut values: Vec<f64> = row
            .columns
            .iter()
            .zip(&row.counts)
            .map(|(&column, &count)| self.weighting.weight(column, count))
            .collect();
        let known = to_unit_length(&mut values);
        let mut point = Array1::<f32>::zeros(self.scales.len());
        if let Some(point) = point.as_slice_mut() {
            for (&column, &value) in row.columns.iter().zip(&values) {
                // As a slice: this takes most of the time.
                let row = self.axes.row(column as usize);
                let Some(axes) = row.to_slice() else { continue };
                let value = value as f32;
                point.iter_mut().zip(axes).for_each(|(sum, &axis)| *sum += value * axis);
            }
        }
        let retained = to_point(point.view_mut(), ArrayView1::from(&self.scales));
        Some(self.placement(topic, point.view(), retained, known, &row.unknown))
    }

    /// The placement in a topic of the document with this point, the length of whose row was `known` and is `retained` by
    /// the projection, and with these counts of terms that are not in the model.
    pub(super) fn placement(
        &self,
        topic: usize,
        point: ArrayView1<'_, f32>,
        retained: f32,
        known: f64,
        unknown: &[u32],
    ) -> Placement {
        let unknown: f64 =
            unknown.iter().map(|&count| self.weighting.unknown(count)).map(|weight| weight * weight).sum();
        let seen = f64::from(retained) * known / (known * known + unknown).sqrt().max(f64::MIN_POSITIVE);
        let (strength, cosine) = self.strength(point, topic);
        Placement { assignment: Assignment { topic, strength }, nearness: seen * cosine }
    }

    /// Assigns a topic to a document; none if it has no term of the model or is too dissimilar to its topic.
    #[must_use]
    pub fn assign(&self, row: &DocumentTerms) -> Option<Assignment> {
        self.place_if_like(row).map(|place| place.assignment)
    }

    /// Places a document; none if it has no term of the model or is too dissimilar to its topic.
    #[must_use]
    pub fn place_if_like(&self, row: &DocumentTerms) -> Option<Placement> {
        let place = self.place(row)?;
        let near = place.nearness >= f64::from(self.least_nearness);
        (near || self.known.binary_search(&Self::fingerprint(row)).is_ok()).then_some(place)
    }

    /// A hash of terms and counts, the same on any machine.
    #[must_use]
    pub fn fingerprint(row: &DocumentTerms) -> u64 {
        let mut hash = Sha256::new();
        for part in [&row.columns, &row.counts, &row.unknown] {
            hash.update((part.len() as u64).to_le_bytes());
            part.iter().for_each(|number| hash.update(number.to_le_bytes()));
        }
        hash.finalize().iter().take(8).fold(0, |number, &byte| number << 8 | u64::from(byte))
    }

    /// The strength of the assignment of a point to a topic, and the cosine with its centre.
    fn strength(&self, point: ArrayView1<'_, f32>, topic: usize) -> (f64, f64) {
        let dot = |center: usize| f64::from(self.centers.row(center).dot(&point));
        let cosine = dot(topic);
        // Both have unit length: |a - b|² = 2 - 2 a·b.
        let distance = |cosine: f64| (2.0 - 2.0 * cosine).max(0.0).sqrt();
        let other =
            (0..self.k()).filter(|&center| center != topic).map(dot).fold(f64::NEG_INFINITY, f64::max);
        if other.is_infinite() {
            return (1.0, cosine);
        }
        let (own, other) = (distance(cosine), distance(other));
        (if other > 0.0 { ((other - own) / other).clamp(0.0, 1.0) } else { 0.0 }, cosine)
    }

    /// Sets the minimum similarity from the placements of the documents of the fit; `row` gives each document.
    pub fn set_limits(&mut self, places: &[Option<Placement>], row: impl Fn(usize) -> DocumentTerms) {
        let mut near: Vec<f64> = places.iter().flatten().map(|place| place.nearness).collect();
        near.sort_by(f64::total_cmp);
        let least = near.get((near.len() as f64 * OUTER) as usize).copied().unwrap_or(0.0);
        self.least_nearness = least as f32;
        let far = |place: &Option<Placement>| {
            place.is_some_and(|place| place.nearness < f64::from(self.least_nearness))
        };
        self.known = (0..places.len())
            .filter(|&document| far(&places[document]))
            .map(|document| Self::fingerprint(&row(document)))
            .collect();
        self.known.sort_unstable();
        self.known.dedup();
    }

    /// The columns of the model by stem.
    #[must_use]
    pub fn columns(&self) -> ModelColumns<'_> {
        let kept = self.stems.iter().zip(0u32..).map(|(stem, column)| (&**stem, Some(column)));
        ModelColumns(kept.chain(self.common.iter().map(|stem| (&**stem, None))).collect())
    }
}

/// The columns of a model by stem; stems that are too common have none.
pub struct ModelColumns<'m>(HashMap<&'m str, Option<u32>, FixedState>);

impl ModelColumns<'_> {
    /// The row of a document given as stems with counts, in any order; a stem may occur more than once.
    #[must_use]
    pub fn row<'s>(&self, terms: impl Iterator<Item = (&'s str, u32)>) -> DocumentTerms {
        let mut known: Vec<(u32, u32)> = Vec::new();
        let mut unknown: Vec<(&str, u32)> = Vec::new();
        for (stem, count) in terms.filter(|(_, count)| *count > 0) {
            match self.0.get(stem) {
                Some(Some(column)) => known.push((*column, count)),
                Some(None) => {}
                None => unknown.push((stem, count)),
            }
        }
        let mut row = DocumentTerms::default();
        for (column, count) in added_up(known) {
            row.columns.push(column);
            row.counts.push(count);
        }
        row.unknown = added_up(unknown).into_iter().map(|(_, count)| count).collect();
        row.unknown.sort_unstable();
        row
    }
}

/// Counts by key, ascending, equal keys added up.
fn added_up<K: Ord + Copy>(mut counts: Vec<(K, u32)>) -> Vec<(K, u32)> {
    counts.sort_unstable();
    counts.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 = kept.1.saturating_add(next.1);
        }
        same
    });
    counts
}
