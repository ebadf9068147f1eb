//! The term counts of a run, apart by language: words of two languages are compared with each other nowhere.

use crate::index::SourceText;
use crate::ingest::ReadAs;
use crate::tables::{TermOptions, TermRow, term_rows};
use crate::terms::{
    BACKGROUND_BELOW, Background, BackgroundError, Count, PairCounts, Phrase, TermCounts, TermMatrix, phrases,
};
use crate::text::{TermId, Vocabulary};
use std::collections::BTreeMap;

/// The counts of the documents of one language.
#[derive(Default)]
struct Group {
    code: String,
    counts: TermCounts,
    pairs: PairCounts,
    /// The documents, as numbers in the run.
    documents: Vec<usize>,
}

/// The counts of all documents, by the number of their language (none for that of the lexicons).
#[derive(Default)]
pub(super) struct CountsByLanguage {
    groups: BTreeMap<Option<usize>, Group>,
    documents: usize,
}

/// The documents of one language with their terms.
pub(super) struct LanguagePart {
    /// Code of the language; empty where there is no document.
    pub code: String,
    /// Its number; none for that of the lexicons.
    pub counted: Option<usize>,
    /// The documents, ascending, as numbers in the run: those of the rows of the matrix.
    pub documents: Vec<usize>,
    pub matrix: TermMatrix,
    pub phrases: Vec<Phrase>,
}

impl CountsByLanguage {
    /// Appends a document.
    pub fn push(&mut self, read_as: &ReadAs, terms: &[(TermId, Count)], pairs: Vec<(TermId, TermId)>) {
        let group = self.groups.entry(read_as.counted).or_default();
        if group.documents.is_empty() {
            group.code.clone_from(&read_as.code);
        }
        group.counts.push(terms);
        group.pairs.push(pairs);
        group.documents.push(self.documents);
        self.documents += 1;
    }

    /// The languages, that with the most documents first, of equal ones by code. There is one at least, which may be
    /// without documents. The vocabulary is empty afterwards.
    pub fn parts(self, vocabulary: &Vocabulary) -> Vec<LanguagePart> {
        let mut groups = self.groups;
        if groups.is_empty() {
            groups.insert(None, Group::default());
        }
        let part = |(counted, group): (Option<usize>, Group)| {
            let words = match counted {
                Some(number) => vocabulary.of_counted(number).take(),
                None => vocabulary.take(),
            };
            let Group { code, counts, pairs, documents } = group;
            let matrix = TermMatrix::build(counts, &words);
            let phrases = phrases(pairs, &words, &matrix);
            LanguagePart { code, counted, documents, matrix, phrases }
        };
        let mut parts: Vec<LanguagePart> = groups.into_iter().map(part).collect();
        parts.sort_by(|a, b| b.documents.len().cmp(&a.documents.len()).then(a.code.cmp(&b.code)));
        parts
    }
}

/// The terms of the documents of all languages: columns of a language follow those of the one before it, and a document
/// has terms of its language only.
pub(super) fn joined(parts: Vec<LanguagePart>, documents: usize) -> TermMatrix {
    let matrices = parts.into_iter().map(|part| (part.documents, part.matrix));
    joined_matrices(matrices.collect(), documents)
}

/// [`joined`], of matrices with the documents of their rows.
pub(super) fn joined_matrices(matrices: Vec<(Vec<usize>, TermMatrix)>, documents: usize) -> TermMatrix {
    if matrices.len() < 2 {
        return matrices.into_iter().next().map(|(_, matrix)| matrix).unwrap_or_default();
    }
    let mut all = TermMatrix::default();
    // The part of each document, its row there, and the first column of the part.
    let mut places = vec![None; documents];
    let mut parts = Vec::with_capacity(matrices.len());
    for (number, (of_part, mut matrix)) in matrices.into_iter().enumerate() {
        let first = all.stems.len() as u32;
        for (row, &document) in of_part.iter().enumerate() {
            if let Some(place) = places.get_mut(document) {
                *place = Some((number, row, first));
            }
        }
        all.stems.append(&mut matrix.stems);
        all.surfaces.append(&mut matrix.surfaces);
        all.document_frequency.append(&mut matrix.document_frequency);
        parts.push(matrix.rows);
    }
    let mut row: Vec<(u32, Count)> = Vec::new();
    for place in places {
        row.clear();
        if let Some((number, at, first)) = place
            && let Some(rows) = parts.get(number)
        {
            row.extend(rows.row(at).map(|(column, count)| (column + first, count)));
        }
        all.rows.push(&row);
    }
    all
}

/// The rows of `terms.csv` for the documents of all languages, whose `ids` are in the order of the run. A term is weighed
/// within its language; `background` is of the language of the lexicons. Rows are made as they are taken, for all of them
/// take more memory than their documents' counts.
///
/// # Errors
/// The background is broken.
pub(super) fn term_rows_of<'a>(
    parts: &'a [LanguagePart],
    ids: &'a [String],
    options: TermOptions,
    background: &SourceText,
) -> Result<impl Iterator<Item = TermRow> + use<'a>, BackgroundError> {
    let mut backgrounds = Vec::with_capacity(parts.len());
    // The part of each document, and its row there.
    let mut places = vec![(0, 0); ids.len()];
    for (number, part) in parts.iter().enumerate() {
        let documents = part.documents.len();
        let background = match part.counted {
            None => Background::for_corpus(documents, &background.path, &background.text)?,
            // Without it a single document would have no term.
            Some(_) if documents < BACKGROUND_BELOW => Some(Background::of_corpus(&part.matrix)),
            Some(_) => None,
        };
        backgrounds.push(background);
        for (row, &document) in part.documents.iter().enumerate() {
            if let Some(place) = places.get_mut(document) {
                *place = (number, row);
            }
        }
    }
    Ok(ids.iter().zip(places).flat_map(move |(id, (number, row))| {
        let background = backgrounds.get(number).and_then(Option::as_ref);
        let rows = parts.get(number).map(|part| term_rows(id, row, &part.matrix, options, background));
        rows.into_iter().flatten()
    }))
}
