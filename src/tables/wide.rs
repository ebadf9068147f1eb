//! A wide table: actors against outlets. Its columns depend on the corpus, so its schema is made with it.

use super::schema::{Cell, ColumnType};
use std::collections::BTreeSet;

/// What an outlet says of an actor.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct WideCell {
    /// Mean of the stances of its documents; none without evidence.
    pub stance: Option<f64>,
    /// Its documents that mention the actor.
    pub documents: u64,
}

/// An actor against the outlets.
#[derive(Debug, Clone, PartialEq)]
pub struct WideRow {
    /// The actor.
    pub actor_id: String,
    /// Its name.
    pub name: String,
    /// A cell an outlet.
    pub cells: Vec<WideCell>,
}

/// Actors against outlets.
#[derive(Debug, Clone, PartialEq)]
pub struct WideActors {
    /// The outlets, by name; none for documents without one.
    pub outlets: Vec<Option<String>>,
    /// The actors, by id.
    pub rows: Vec<WideRow>,
    /// Outlets that have no columns, since others have more documents.
    pub left_out: usize,
}

/// A column of a wide table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WideColumn {
    /// Header.
    pub name: String,
    /// Type.
    pub kind: ColumnType,
    /// Meaning.
    pub meaning: String,
}

impl WideActors {
    /// Name of the table.
    pub const NAME: &'static str = "actors_wide";
    /// Most outlets with columns of their own: those with the most documents.
    pub const MOST_OUTLETS: usize = 1000;

    /// Meaning of a row.
    #[must_use]
    pub fn meaning(&self) -> String {
        let left_out = match self.left_out {
            0 => String::new(),
            n => format!(
                " {n} outlets with fewer documents than these {} have no columns.",
                self.outlets.len()
            ),
        };
        format!(
            "An actor against every outlet: the mean of its stance there, and the documents behind it. Copies of a text \
             count as one within an outlet (--count-duplicates counts each).{left_out}"
        )
    }

    /// Its columns: id and name of the actor, then two an outlet.
    #[must_use]
    pub fn columns(&self) -> Vec<WideColumn> {
        let column = |name: String, kind, meaning: String| WideColumn { name, kind, meaning };
        let mut columns = vec![
            column("actor_id".to_owned(), ColumnType::Id, "The actor.".to_owned()),
            column("name".to_owned(), ColumnType::Id, "Its name.".to_owned()),
        ];
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for outlet in &self.outlets {
            let name = outlet.as_deref().map_or("no outlet".to_owned(), super::one_line);
            // Two outlets may differ in white space alone.
            let of_number = |n: usize| if n == 1 { name.clone() } else { format!("{name} ({n})") };
            let heading = (1..).map(of_number).find(|name| !taken.contains(name)).unwrap_or_default();
            taken.insert(heading.clone());
            let stance = "Mean of the documents' stances; empty without evidence.".to_owned();
            columns.push(column(format!("{heading}: stance"), ColumnType::Number, stance));
            let documents = "Documents that mention the actor.".to_owned();
            columns.push(column(format!("{heading}: documents"), ColumnType::Integer, documents));
        }
        columns
    }
}

impl WideRow {
    /// Passes every cell to `give`, in the order of the columns.
    pub fn cells(&self, give: &mut dyn FnMut(Cell<'_>)) {
        give(Cell::Text(&self.actor_id));
        give(Cell::Text(&self.name));
        for cell in &self.cells {
            give(cell.stance.map_or(Cell::Empty, Cell::Number));
            give(Cell::Integer(cell.documents));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_unique_whatever_the_outlets_are_called() {
        let outlets = [None, Some("A  B"), Some("A B"), Some("A B (2)"), Some("no outlet")];
        let outlets = outlets.map(|outlet| outlet.map(str::to_owned)).to_vec();
        let wide = WideActors { outlets, rows: Vec::new(), left_out: 0 };
        let names: BTreeSet<String> = wide.columns().into_iter().map(|column| column.name).collect();
        assert_eq!(names.len(), 12, "{names:?}");
        assert!(names.contains("A B: stance") && names.contains("no outlet: documents"), "{names:?}");
    }
}
