//! Evaluation of topics against labelled classes of documents.

use super::sheet::{Sheet, SheetError, SheetFault};
use crate::topics::Contingency;
use std::collections::BTreeMap;
use std::fmt;

/// The column of labelled classes.
const LABEL: &str = "label";

/// The group of each document, by document id.
pub type Groups = BTreeMap<String, String>;

/// Parses groups of documents: CSV with `doc_id` (or `id`) and the column `group`. `path` is for messages.
///
/// # Errors
/// The first invalid row, with its line; a file without rows.
pub fn read_groups(path: &str, text: &str, group: &'static str) -> Result<Groups, SheetError> {
    let by_id = Sheet::new(path, text, &[group, "doc_id", "id"], 1)?;
    let id_column = if by_id.has(1) { 1 } else { 2 };
    if !by_id.has(id_column) {
        // Returns the error that lists the columns.
        Sheet::new(path, text, &["doc_id"], 1)?;
    }
    let mut groups = Groups::new();
    let mut lines: BTreeMap<String, u64> = BTreeMap::new();
    for row in by_id.rows() {
        let id = row.id(path, id_column, if id_column == 1 { "doc_id" } else { "id" })?;
        if let Some(first) = lines.insert(id.clone(), row.line) {
            let key = format!("'{id}'");
            return Err(SheetError::line(path, row.line, SheetFault::Duplicate { first, key }));
        }
        // A missing topic is a prediction, a missing label is none.
        if group != LABEL || !row.cell(0).is_empty() {
            groups.insert(id, row.cell(0).to_owned());
        }
    }
    if groups.is_empty() {
        return Err(SheetError::file(path, SheetFault::NoLabel));
    }
    Ok(groups)
}

/// Results on the labelled documents; those without a topic form a group.
#[derive(Debug, Clone, PartialEq)]
pub struct TopicsReport {
    /// Contingency table of classes and topics.
    pub contingency: Contingency,
    /// Number of classes.
    pub classes: usize,
    /// Number of topics.
    pub topics: usize,
    /// Labelled documents that are not in the result, in order.
    pub missing: Vec<String>,
    /// Number of documents of the result without a label.
    pub unlabelled: usize,
}

impl TopicsReport {
    /// Compares `topics` with `labels`. A labelled document that is not in the result counts as without a topic.
    #[must_use]
    pub fn new(labels: &Groups, topics: &Groups) -> Self {
        let different = |groups: &Groups| {
            let mut all: Vec<&String> = groups.values().filter(|group| !group.is_empty()).collect();
            all.sort();
            all.dedup();
            all.len()
        };
        let topic = |id: &String| topics.get(id).map_or("", String::as_str);
        Self {
            contingency: Contingency::of(labels.iter().map(|(id, class)| (class.as_str(), topic(id)))),
            classes: different(labels),
            topics: different(topics),
            missing: labels.keys().filter(|id| !topics.contains_key(*id)).cloned().collect(),
            unlabelled: topics.keys().filter(|id| !labels.contains_key(*id)).count(),
        }
    }

    /// Whether no labelled document is in the result.
    #[must_use]
    pub fn matches_nothing(&self) -> bool {
        self.missing.len() as u64 == self.contingency.total()
    }
}

impl fmt::Display for TopicsReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = &self.contingency;
        let (homogeneity, completeness, v) = found.v_measure();
        writeln!(f, "documents       {}", found.total())?;
        writeln!(f, "not_in_result   {}  (counted as without a topic)", self.missing.len())?;
        writeln!(f, "not_labelled    {}  (left out)", self.unlabelled)?;
        writeln!(f, "classes         {}", self.classes)?;
        writeln!(f, "topics          {}", self.topics)?;
        writeln!(f, "nmi             {:.4}", found.nmi())?;
        writeln!(f, "ari             {:.4}", found.ari())?;
        writeln!(
            f,
            "v_measure       {v:.4}  (homogeneity {homogeneity:.4}, completeness {completeness:.4})"
        )?;
        writeln!(f, "purity          {:.4}", found.purity())?;
        writeln!(f, "accuracy        {:.4}  (each topic matched with one class)", found.accuracy())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_matched_by_id_and_what_has_no_match_is_counted() {
        let labels = read_groups("l", "id,label\na,x\nb,x\nc,y\n", "label").unwrap();
        let topics =
            read_groups("t", "doc_id,topic_id,topic_strength\na,T1,1\nb,T1,1\nd,T2,1\n", "topic_id").unwrap();
        let report = TopicsReport::new(&labels, &topics);
        assert_eq!((report.missing.as_slice(), report.unlabelled), (&["c".to_owned()][..], 1));
        // c, which is not in the result, is alone in its group, as in its class.
        assert!((report.contingency.nmi() - 1.0).abs() < 1e-12);
        assert!(!report.matches_nothing());
        assert!(
            TopicsReport::new(&labels, &read_groups("t", "doc_id,topic_id\nz,T1\n", "topic_id").unwrap())
                .matches_nothing()
        );
    }

    #[test]
    fn bad_files_name_line_and_column() {
        let said = |text| read_groups("l.csv", text, "label").unwrap_err().to_string();
        assert_eq!(said("id,topic\n"), "l.csv:1: the column 'label' is missing; the file has id, topic");
        assert_eq!(said("name,label\n"), "l.csv:1: the column 'doc_id' is missing; the file has name, label");
        assert!(said("id,label\na,x\na,y\n").starts_with("l.csv:3: 'a' stands in line 2 already"));
        assert_eq!(said("id,label\n,x\n"), "l.csv:2: the cell of id is empty");
        assert_eq!(said("id,label\n"), "l.csv: no label in it");
        assert_eq!(said("id,label\na,\n"), "l.csv: no label in it");
    }
}
