//! Checks learned tables against texts: rows that can never match.

use super::knowledge::Knowledge;
use crate::finding::Finding;
use crate::lexicon::LearnedRow;

/// Rows of the learned tables of `knowledge` whose term can never match with its lexicon, in table order.
#[must_use]
pub fn check_learned(knowledge: &Knowledge) -> Vec<Finding> {
    let table = &knowledge.learned;
    let dead = knowledge.learned_index.as_ref().map_or(&[][..], |index| index.dead());
    let rows = dead.iter().filter_map(|&number| table.find_row(number as usize));
    let finding = |row: LearnedRow<'_>| Finding {
        path: table.files().get(row.file).map(|file| file.path.clone()).unwrap_or_default(),
        line: row.line,
        message: format!("'{}' ({}) can never match beside this lexicon", row.term, row.context.name()),
    };
    rows.map(finding).collect()
}
