//! Keyness: the terms that distinguish two groups of documents.

use super::by_language::{CountsByLanguage, joined};
use super::engine::Engine;
use super::flow::{Outcome, Processed, RunError};
use crate::ingest::{Article, Inputs};
use crate::tables::{KeynessRow, TermOptions, keyness_rows};
use crate::terms::{TermMatrix, keyness};
use crate::text::Vocabulary;
use crate::tsv::Hint;
use crate::tsv::path_name;
use std::convert::Infallible;
use std::path::{Path, PathBuf};

/// Maximum number of groups listed in a message.
const LISTED: usize = 8;

/// Two groups of documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparison {
    /// By their outlet.
    Source([String; 2]),
    /// By their author.
    Author([String; 2]),
    /// By their input path.
    Inputs([PathBuf; 2]),
}

impl Comparison {
    /// The names of the groups.
    fn groups(&self) -> [String; 2] {
        match self {
            Self::Source(groups) | Self::Author(groups) => groups.clone(),
            Self::Inputs(inputs) => inputs.each_ref().map(|input| path_name(input)),
        }
    }

    /// The value that a document is grouped by.
    fn field(&self, article: &Article) -> Option<String> {
        match self {
            Self::Source(_) => article.metadata.source.clone(),
            Self::Author(_) => article.metadata.author.clone(),
            Self::Inputs(inputs) => {
                let is_stdin = |input: &Path| input.as_os_str() == "-" && article.path == "stdin";
                let of = |input: &&PathBuf| {
                    Path::new(&article.path).starts_with(path_name(input)) || is_stdin(input)
                };
                // Of nested inputs, the inner one.
                let inner = inputs.iter().filter(of).max_by_key(|input| input.components().count());
                inner.map(|input| path_name(input))
            }
        }
    }
}

/// A group without documents.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no document is of '{group}'")]
pub struct EmptyGroup {
    /// The group.
    pub group: String,
    /// The first of the existing groups, as text.
    pub there: String,
}

impl Hint for EmptyGroup {
    fn hint(&self) -> Option<String> {
        Some(format!("there are {}", self.there))
    }
}

/// Two groups of documents, counted.
#[derive(Debug)]
pub struct CompareReport {
    /// The outcome of the run.
    pub outcome: Outcome,
    /// The names of the groups.
    pub groups: [String; 2],
    /// The value that each document is grouped by.
    fields: Vec<Option<String>>,
    /// The group of each document.
    group_of: Vec<Option<usize>>,
    matrix: TermMatrix,
    options: TermOptions,
}

impl CompareReport {
    /// Number of documents in each group.
    #[must_use]
    pub fn documents(&self) -> [usize; 2] {
        [0, 1].map(|number| self.group_of.iter().filter(|group| **group == Some(number)).count())
    }

    /// Number of documents in neither group.
    #[must_use]
    pub fn of_neither(&self) -> usize {
        self.group_of.iter().filter(|group| group.is_none()).count()
    }

    /// The key terms of each group, by descending |z|, those of the first group first.
    ///
    /// # Errors
    /// A group has no documents.
    pub fn rows(&self) -> Result<Vec<KeynessRow>, EmptyGroup> {
        for (number, group) in self.groups.iter().enumerate() {
            if !self.group_of.contains(&Some(number)) {
                return Err(EmptyGroup { group: group.clone(), there: self.listed() });
            }
        }
        let keys = keyness(&self.matrix, &self.group_of, self.options.names);
        Ok(keyness_rows(&self.groups, &keys, &self.matrix, self.options.most))
    }

    /// The first of the existing groups.
    fn listed(&self) -> String {
        let mut there: Vec<&String> = self.fields.iter().flatten().collect();
        there.sort();
        there.dedup();
        let there: Vec<String> = there.iter().take(LISTED).map(|name| format!("'{name}'")).collect();
        if there.is_empty() { "none".to_owned() } else { there.join(", ") }
    }
}

impl Engine {
    /// Counts the terms of two groups of documents.
    ///
    /// # Errors
    /// Wrong inputs, or an interruption.
    pub fn compare(
        &self,
        inputs: Inputs,
        comparison: &Comparison,
        options: TermOptions,
    ) -> Result<CompareReport, RunError<Infallible>> {
        let vocabulary = Vocabulary::new();
        let mut counts = CountsByLanguage::default();
        let mut fields: Vec<Option<String>> = Vec::new();
        let outcome = self.run(
            inputs,
            Some(&vocabulary),
            |analyst, raw| {
                let (article, document) = analyst.read(raw)?;
                let found = (!options.names).then(|| analyst.find(&article, &document));
                let terms = analyst.term_counts(&document, found.as_ref());
                let field = comparison.field(&article);
                Ok(Processed::of(&article, (article.read_as.clone(), terms, field)))
            },
            |(read_as, terms, field)| {
                fields.push(field);
                counts.push(&read_as, &terms, Vec::new());
                Ok::<(), Infallible>(())
            },
        )?;
        let groups = comparison.groups();
        let group = |field: &Option<String>| groups.iter().position(|group| field.as_ref() == Some(group));
        let group_of: Vec<Option<usize>> = fields.iter().map(group).collect();
        let matrix = joined(counts.parts(&vocabulary), fields.len());
        Ok(CompareReport { outcome, groups, fields, group_of, matrix, options })
    }
}
