//! The topics of a saved model, with the documents that were put into them.

use crate::copies::Copies;
use crate::tables::topic_id;
use crate::terms::TermMatrix;
use crate::topics::{DescribedTopic, Placement, Topic, TopicTerm, Topics};

/// Documents that represent a topic, as many as a fit keeps.
const NEAREST: usize = 60;

/// The topics as the model describes them, with the sizes and the nearest of these documents, and the terms that their
/// columns refer to. Copies do not represent a topic; they count for its size where `count_copies` says so.
pub fn given_topics(
    described: &[DescribedTopic],
    places: &[Option<Placement>],
    copies: &Copies,
    count_copies: bool,
) -> (TermMatrix, Topics) {
    let originals = copies.originals();
    let is_copy = |document: usize| originals.get(document).copied().flatten().is_some();
    let mut of_topic: Vec<(usize, Vec<(f64, usize)>)> = vec![(0, Vec::new()); described.len()];
    for (document, place) in places.iter().enumerate() {
        let Some(place) = place else { continue };
        let Some((size, near)) = of_topic.get_mut(place.assignment.topic) else { continue };
        let is_copy = is_copy(document);
        *size += usize::from(count_copies || !is_copy);
        if !is_copy {
            near.push((place.nearness, document));
            if near.len() >= 2 * NEAREST {
                keep_nearest(near);
            }
        }
    }
    let mut matrix = TermMatrix::default();
    let mut topics = Topics {
        assignments: places.iter().map(|place| place.map(|place| place.assignment)).collect(),
        ..Topics::default()
    };
    for (at, (topic, (size, mut near))) in described.iter().zip(of_topic).enumerate() {
        keep_nearest(&mut near);
        let first = matrix.stems.len();
        let terms = (first..).zip(&topic.terms);
        topics.topics.push(Topic {
            id: topic_id(at),
            label: topic.label.clone(),
            documents: size,
            stability: f64::from(topic.stability),
            coherence: topic.coherence.map(f64::from),
            nearest: near.into_iter().map(|(_, document)| document).collect(),
            terms: terms.map(|(column, term)| TopicTerm { column, weight: f64::from(term.weight) }).collect(),
        });
        matrix.stems.extend(topic.terms.iter().map(|term| term.stem.as_str().into()));
        matrix.surfaces.extend(topic.terms.iter().map(|term| term.surface.as_str().into()));
    }
    (matrix, topics)
}

/// The nearest first; of equally near ones the first document.
fn keep_nearest(near: &mut Vec<(f64, usize)>) {
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    near.truncate(NEAREST);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topics::{Assignment, DescribedTerm};

    #[test]
    fn a_topic_has_its_documents_and_is_represented_by_the_nearest_originals() {
        let topic = |label: &str| DescribedTopic {
            label: label.to_owned(),
            stability: 0.5,
            coherence: None,
            terms: vec![DescribedTerm { stem: format!("{label}-"), surface: label.to_owned(), weight: 0.25 }],
        };
        let place = |topic: usize, nearness: f64| {
            Some(Placement { assignment: Assignment { topic, strength: 1.0 }, nearness })
        };
        let mut places =
            vec![place(1, 0.2), None, place(0, 0.9), place(1, 0.8), place(1, 0.8), place(1, 0.9)];
        places.extend((0..200).map(|number| place(0, f64::from(number) / 1000.0)));
        let copies = Copies::of(places.len(), &[&[4, 5]]);
        let described = [topic("oil"), topic("grain")];
        for (count_copies, size) in [(false, 3), (true, 4)] {
            let (matrix, found) = given_topics(&described, &places, &copies, count_copies);
            assert_eq!((found.topics[0].documents, found.topics[1].documents), (201, size));
            assert_eq!(found.topics[1].nearest, [3, 4, 0]);
            assert_eq!(found.topics[0].nearest.len(), NEAREST);
            assert_eq!(found.topics[0].nearest[..2], [2, 205]);
            assert_eq!(found.topics[1].id, "T2");
            assert_eq!(&*matrix.surfaces[found.topics[1].terms[0].column], "grain");
            assert_eq!(found.assignments.len(), places.len());
        }
    }
}
