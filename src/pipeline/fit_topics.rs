//! Fits topics to the counts of a run, independently of the order of its documents, and for each language apart.

use super::by_language::{LanguagePart, joined_matrices};
use crate::copies::Copies;
use crate::terms::TermMatrix;
use crate::topics::{Assignment, OtherChoice, TopicError, TopicSettings, Topics, fit};

/// Fits topics to the documents of each language, given with the hash of each source and their `copies`. Returns the
/// terms, without the rows of the documents, which take most of the memory, and the topics of all documents. Where there are several languages, ids and labels of topics begin with that of
/// theirs. An original stands for its copies even where a copy is read as another language.
///
/// # Errors
/// Those of [`fit`].
pub(super) fn fit_topics(
    parts: Vec<LanguagePart>,
    hashes: &[String],
    copies: &Copies,
    settings: TopicSettings,
) -> Result<(TermMatrix, Topics), TopicError> {
    let fitted = fit_parts(&parts, hashes, copies, settings)?;
    Ok(of_all(parts, fitted, hashes.len()))
}

/// The topics of each part.
///
/// # Errors
/// Those of [`fit`].
pub(super) fn fit_parts(
    parts: &[LanguagePart],
    hashes: &[String],
    copies: &Copies,
    settings: TopicSettings,
) -> Result<Vec<Topics>, TopicError> {
    let is_copy: Vec<bool> = copies.originals().iter().map(Option::is_some).collect();
    let of_part = |LanguagePart { documents, matrix, phrases, .. }: &LanguagePart| {
        let hash = |&document: &usize| hashes.get(document).map_or("", String::as_str);
        let own: Vec<&str> = documents.iter().map(hash).collect();
        let order = content_order(&own, matrix);
        let is_copy = |&document: &usize| is_copy.get(document).copied().unwrap_or_default();
        let own_copies: Vec<bool> = documents.iter().map(is_copy).collect();
        fit(matrix, phrases, &order, &own_copies, settings)
    };
    parts.iter().map(of_part).collect()
}

/// The terms of all parts, without the rows of the documents, and their topics as those of one corpus.
pub(super) fn of_all(
    parts: Vec<LanguagePart>,
    topics: Vec<Topics>,
    documents: usize,
) -> (TermMatrix, Topics) {
    let several = parts.len() > 1;
    let (mut fitted, mut matrices, mut columns) = (Vec::new(), Vec::new(), 0);
    for (LanguagePart { code, counted, documents, mut matrix, .. }, mut topics) in
        parts.into_iter().zip(topics)
    {
        topics.language.clone_from(&code);
        if let Some(model) = &mut topics.model {
            model.language = counted.map(|_| code.clone()).unwrap_or_default();
        }
        if several {
            for topic in &mut topics.topics {
                topic.id = format!("{code}-{}", topic.id);
                topic.label = format!("{code}: {}", topic.label);
            }
        }
        fitted.push((documents, topics, columns));
        columns += matrix.stems.len();
        matrix.forget_rows();
        matrices.push((Vec::new(), matrix));
    }
    (joined_matrices(matrices, 0), merged(fitted, documents))
}

/// The topics of one language as they are, those of several as those of one corpus: topics of a language follow those of
/// the one before it. Model and choice are those of the first.
fn merged(fitted: Vec<(Vec<usize>, Topics, usize)>, documents: usize) -> Topics {
    if fitted.len() < 2 {
        return fitted.into_iter().next().map(|(_, topics, _)| topics).unwrap_or_default();
    }
    let mut all = Topics { assignments: vec![None; documents], ..Topics::default() };
    for (number, (of_part, topics, first_column)) in fitted.into_iter().enumerate() {
        let first_topic = all.topics.len();
        let document = |row: usize| of_part.get(row).copied().unwrap_or_default();
        for (row, &document_of_row) in of_part.iter().enumerate() {
            let assignment = topics.assignments.get(row).copied().flatten();
            let assignment = assignment.map(|found| Assignment { topic: found.topic + first_topic, ..found });
            if let Some(slot) = all.assignments.get_mut(document_of_row) {
                *slot = assignment;
            }
        }
        for mut topic in topics.topics {
            topic.nearest = topic.nearest.into_iter().map(&document).collect();
            topic.terms.iter_mut().for_each(|term| term.column += first_column);
            all.topics.push(topic);
        }
        if number == 0 {
            (all.language, all.choice, all.model) = (topics.language, topics.choice, topics.model);
        } else {
            all.other_choices.push(OtherChoice { language: topics.language, curve: topics.choice });
        }
    }
    all
}

/// An order of the documents that depends on their content alone: by the hash of their source, then by their terms.
/// Documents that are equal in both are equal rows.
fn content_order(hashes: &[&str], matrix: &TermMatrix) -> Vec<usize> {
    let mut order: Vec<usize> = (0..hashes.len()).collect();
    let columns = |at: usize| matrix.row(at).map(|(column, _)| column);
    let counts = |at: usize| matrix.row(at).map(|(_, count)| count);
    let by_row = |a: usize, b: usize| columns(a).cmp(columns(b)).then_with(|| counts(a).cmp(counts(b)));
    order.sort_by(|&a, &b| hashes[a].cmp(hashes[b]).then_with(|| by_row(a, b)));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topics::Choice;

    #[test]
    fn the_order_is_that_of_the_content_wherever_a_document_stands() {
        let rows: [&[(u32, u32)]; 3] = [&[(1, 1)], &[(0, 1)], &[(1, 1)]];
        let matrix = TermMatrix::of_words(&rows, &["ant", "bee"]);
        assert_eq!(content_order(&["c", "a", "b"], &matrix), [1, 2, 0]);
        assert_eq!(content_order(&["a", "a", "a"], &matrix), [1, 0, 2]);
    }

    fn part(code: &str, documents: &[usize], words: &[&str]) -> LanguagePart {
        let rows: Vec<Vec<(u32, u32)>> = (0..documents.len() as u32).map(|form| vec![(form, 2)]).collect();
        LanguagePart {
            code: code.to_owned(),
            counted: (code != "en").then_some(1),
            documents: documents.to_vec(),
            matrix: TermMatrix::of_words(&rows, words),
            phrases: Vec::new(),
        }
    }

    #[test]
    fn topics_of_two_languages_share_no_document_and_no_term() {
        let hashes: Vec<String> = (0..5).map(|number: u32| number.to_string()).collect();
        let parts = || {
            vec![part("en", &[0, 2, 4], &["ant", "bee", "cat"]), part("fr", &[1, 3], &["abeille", "chat"])]
        };
        let settings = TopicSettings { choice: Choice::Fixed(2), seed: 1, count_copies: false };
        let (matrix, topics) = fit_topics(parts(), &hashes, &Copies::none(5), settings).unwrap();
        assert_eq!((matrix.documents(), matrix.stems.len()), (0, 5));
        let ids: Vec<&str> = topics.topics.iter().map(|topic| topic.id.as_str()).collect();
        assert_eq!(ids, ["en-T1", "en-T2", "fr-T1", "fr-T2"]);
        for (document, assignment) in topics.assignments.iter().enumerate() {
            let topic = &topics.topics[assignment.unwrap().topic];
            let code = if document % 2 == 0 { "en" } else { "fr" };
            assert!(topic.label.starts_with(&format!("{code}: ")), "{topic:?}");
            let stems: Vec<&str> = topic.terms.iter().map(|term| &*matrix.stems[term.column]).collect();
            assert!(!stems.is_empty());
            assert!(
                stems.iter().all(|stem| matches!(*stem, "abeille" | "chat") == (code == "fr")),
                "{stems:?}"
            );
        }
        let of = |code: &str| -> usize {
            topics.topics.iter().filter(|topic| topic.id.starts_with(code)).map(|topic| topic.documents).sum()
        };
        assert_eq!((of("en"), of("fr")), (3, 2));
        assert_eq!(topics.model.unwrap().language, "");
        let alone = vec![part("en", &[0, 1, 2], &["ant", "bee", "cat"])];
        let alone = fit_topics(alone, &hashes[..3], &Copies::none(3), settings).unwrap();
        assert_eq!(alone.1.topics[0].id, "T1");
        assert!(!alone.1.topics[0].label.contains(':'));
    }

    #[test]
    fn the_topics_of_each_language_are_learned_from_originals() {
        let hashes: Vec<String> = (0..6).map(|number: u32| number.to_string()).collect();
        let parts = vec![
            part("en", &[0, 2, 4], &["ant", "bee", "cat"]),
            part("fr", &[1, 3, 5], &["ane", "cor", "eau"]),
        ];
        // The last document copies one in its own language, the first another that was read as another one.
        let copies = Copies::of(6, &[&[1, 5], &[3, 0]]);
        let settings = TopicSettings { choice: Choice::Fixed(3), seed: 1, count_copies: false };
        let (_, topics) = fit_topics(parts, &hashes, &copies, settings).unwrap();
        let found: Vec<_> = topics.topics.iter().map(|topic| (topic.id.as_str(), topic.documents)).collect();
        assert_eq!(found, [("en-T1", 1), ("en-T2", 1), ("fr-T1", 1), ("fr-T2", 1)]);
    }
}
