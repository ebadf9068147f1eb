//! The layout of each table that is printed.

use super::layout::{Key, Layout, Look, Shown};
use crate::tables::{ColumnType, Table};

const fn shown(column: &'static str, look: Look, rank: usize) -> Shown {
    Shown { column, header: column, look, rank }
}

const fn named(column: &'static str, header: &'static str, look: Look, rank: usize) -> Shown {
    Shown { column, header, look, rank }
}

const STANCE: [Shown; 11] = [
    shown("actor", Look::Text(10, 32), 0),
    shown("stance", Look::Signed, 0),
    named("stance", "", Look::Stance, 1),
    shown("label", Look::Text(10, 10), 2),
    shown("mentions", Look::Whole, 3),
    shown("confidence", Look::Number, 7),
    shown("ci_low", Look::Signed, 8),
    shown("ci_high", Look::Signed, 8),
    shown("cues", Look::Whole, 6),
    shown("top_cue", Look::Text(8, 28), 5),
    named("doc_id", "document", Look::Path(12, 64), 4),
];

const ASSIGNMENTS: [Shown; 6] = [
    named("topic_id", "topic", Look::Text(5, 12), 0),
    named("topic_strength", "strength", Look::Number, 1),
    named("topic_strength", "", Look::Amount, 3),
    shown("label", Look::Text(10, 44), 2),
    named("doc_id", "document", Look::Path(12, 64), 0),
    shown("title", Look::Text(12, 80), 4),
];

const TERMS: [Shown; 6] = [
    shown("term", Look::Text(8, 40), 0),
    shown("tfidf", Look::Number, 0),
    named("tfidf", "", Look::Amount, 1),
    shown("tf", Look::Whole, 3),
    shown("stem", Look::Text(6, 24), 5),
    named("doc_id", "document", Look::Path(12, 64), 2),
];

const KEYNESS: [Shown; 8] = [
    shown("group", Look::Text(8, 32), 0),
    shown("term", Look::Text(8, 40), 0),
    shown("z", Look::Number, 0),
    named("z", "", Look::Amount, 1),
    shown("count", Look::Whole, 2),
    named("count_other", "other", Look::Whole, 3),
    shown("log_odds", Look::Number, 4),
    shown("stem", Look::Text(6, 24), 5),
];

const EVIDENCE_LINES: [Shown; 10] = [
    shown("actor_id", Look::Text(6, 20), 0),
    shown("cue", Look::Text(8, 28), 0),
    named("toward_favourable", "for", Look::Signed, 3),
    named("toward_critical", "against", Look::Signed, 3),
    named("toward_favourable", "", Look::Balance("toward_critical"), 1),
    shown("rule", Look::Text(8, 10), 4),
    shown("context", Look::Text(8, 32), 6),
    shown("mention", Look::Text(8, 24), 5),
    shown("source", Look::Text(6, 16), 8),
    named("doc_id", "document", Look::Path(12, 64), 7),
];

const RELATIONS: [Shown; 12] = [
    shown("period", Look::Text(7, 10), 2),
    named("source_name", "who", Look::Text(10, 32), 0),
    named("target_name", "toward whom", Look::Text(10, 32), 0),
    shown("stance", Look::Signed, 0),
    named("stance", "", Look::Stance, 1),
    shown("label", Look::Text(8, 8), 3),
    shown("documents", Look::Whole, 4),
    shown("confidence", Look::Number, 6),
    shown("ci_low", Look::Signed, 7),
    shown("ci_high", Look::Signed, 7),
    shown("top_cue", Look::Text(8, 28), 5),
    named("example_doc_id", "document", Look::Path(12, 64), 8),
];

const ALIASES: [Shown; 9] = [
    named("actor_id", "actor", Look::Text(6, 32), 0),
    shown("alias", Look::Text(10, 48), 0),
    named("alias_kind", "as", Look::Text(8, 12), 2),
    shown("name", Look::Text(10, 40), 1),
    shown("kind", Look::Text(8, 12), 3),
    shown("parent", Look::Text(6, 24), 5),
    shown("from", Look::Text(10, 10), 4),
    shown("to", Look::Text(10, 10), 4),
    shown("case", Look::Text(5, 5), 6),
];

/// The layout of a table.
pub(super) fn layout_of(table: &Table) -> Layout {
    let (columns, order, order_name, below): (&[Shown], &'static [Key], _, _) = match table.name {
        "stance" => (
            &STANCE,
            &[Key::Most("mentions"), Key::Strongest("stance")],
            "the most mentioned first",
            Some("sentence"),
        ),
        "assignments" => (
            &ASSIGNMENTS,
            &[Key::Number("topic_id"), Key::Most("topic_strength")],
            "the largest topic first",
            None,
        ),
        "terms" => (&TERMS, &[Key::Most("tfidf")], "the strongest first", None),
        "keyness" => (&KEYNESS, &[], "", None),
        "evidence_lines" => (
            &EVIDENCE_LINES,
            &[Key::Balance("toward_favourable", "toward_critical")],
            "the strongest first",
            Some("sentence"),
        ),
        "relation_edges" => (
            &RELATIONS,
            &[Key::Most("documents"), Key::Strongest("stance")],
            "those of most documents first",
            Some("example_sentence"),
        ),
        "aliases" => (&ALIASES, &[], "", None),
        _ => return any(table),
    };
    Layout { columns: columns.to_vec(), order, order_name, below }
}

/// All columns in the order of the table.
fn any(table: &Table) -> Layout {
    let columns = table.columns.iter().enumerate().map(|(rank, column)| {
        let look = match column.kind {
            ColumnType::Integer => Look::Whole,
            ColumnType::Number => Look::Number,
            ColumnType::Id | ColumnType::Text | ColumnType::Date => Look::Text(8, 48),
        };
        shown(column.name, look, rank)
    });
    Layout { columns: columns.collect(), order: &[], order_name: "", below: None }
}
