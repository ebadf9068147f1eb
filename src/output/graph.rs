//! Edges between actors as files of graphs: a table of edges for Gephi, GraphML, GEXF; and as a matrix.

use super::dialect::{Dialect, format_number};
use crate::tables::{Cell, ColumnType, RelationLineRow};
use std::collections::BTreeMap;
use std::fmt::Write;

/// How edges are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum GraphFormat {
    /// The table with all columns
    Csv,
    /// A table with the columns that Gephi looks for
    Edges,
    /// GraphML
    Graphml,
    /// GEXF, of Gephi
    Gexf,
}

/// Text as the content of an XML element or attribute: control characters, which XML does not have, are left out.
fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' | '\r' => escaped.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Lines of cells as a table in a dialect.
fn csv_text(lines: &[Vec<String>], dialect: Dialect) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(dialect.delimiter()).from_writer(Vec::new());
    for line in lines {
        // Memory takes whatever is written.
        let _ = writer.write_record(line);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// A text as a cell.
fn cell(text: &str, dialect: Dialect) -> String {
    dialect.text(Cell::Text(text), ColumnType::Id).into_owned()
}

/// A number as a cell.
fn decimal(value: f64, dialect: Dialect) -> String {
    dialect.text(Cell::Number(value), ColumnType::Number).into_owned()
}

/// The actors of edges with their names, by id.
fn nodes(rows: &[RelationLineRow]) -> BTreeMap<&str, &str> {
    let sources = rows.iter().map(|row| (row.source_actor_id.as_str(), row.source_name.as_str()));
    let targets = rows.iter().map(|row| (row.target_actor_id.as_str(), row.target_name.as_str()));
    sources.chain(targets).collect()
}

/// The columns of [`edge_table`].
const EDGE_COLUMNS: [&str; 12] = [
    "Source",
    "Target",
    "Type",
    "Id",
    "Label",
    "Weight",
    "Stance",
    "Confidence",
    "Documents",
    "Sentences",
    "Period",
    "Cue",
];

/// A table of edges with Gephi's names of columns: Source, Target, Type, Id, Label, Weight (the size of the stance, for a
/// weight is above 0); then Stance, Confidence, Documents, Sentences, Period, Cue.
#[must_use]
pub fn edge_table(rows: &[RelationLineRow], dialect: Dialect) -> String {
    let mut lines = vec![EDGE_COLUMNS.map(str::to_owned).to_vec()];
    lines.extend((1u64..).zip(rows).map(|(id, row)| {
        vec![
            cell(&row.source_actor_id, dialect),
            cell(&row.target_actor_id, dialect),
            "Directed".to_owned(),
            id.to_string(),
            row.label.to_owned(),
            decimal(row.stance.abs(), dialect),
            decimal(row.stance, dialect),
            decimal(row.confidence, dialect),
            row.documents.to_string(),
            row.sentences.to_string(),
            cell(&row.period, dialect),
            cell(&row.top_cue, dialect),
        ]
    }));
    csv_text(&lines, dialect)
}

/// The attributes of edges: name and type in both formats, and value.
type Attribute = (&'static str, [&'static str; 2], fn(&RelationLineRow) -> String);

const ATTRIBUTES: [Attribute; 7] = [
    ("stance", ["double", "double"], |row| format_number(row.stance)),
    ("sign", ["string", "string"], |row| row.label.to_owned()),
    ("confidence", ["double", "double"], |row| format_number(row.confidence)),
    ("documents", ["long", "long"], |row| row.documents.to_string()),
    ("sentences", ["long", "long"], |row| row.sentences.to_string()),
    ("period", ["string", "string"], |row| row.period.clone()),
    ("cue", ["string", "string"], |row| row.top_cue.clone()),
];

/// GraphML (Brandes and others 2002): a directed graph, actors with labels, edges with weight and attributes.
#[must_use]
pub fn graphml(rows: &[RelationLineRow]) -> String {
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
                    <graphml xmlns=\"http\u{3a}//graphml.graphdrawing.org/xmlns\">\n\
                    <key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n\
                    <key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n"
        .to_owned();
    for (name, [kind, _], _) in ATTRIBUTES {
        let _ = writeln!(text, "<key id=\"{name}\" for=\"edge\" attr.name=\"{name}\" attr.type=\"{kind}\"/>");
    }
    text.push_str("<graph edgedefault=\"directed\">\n");
    for (id, name) in nodes(rows) {
        let _ = writeln!(text, "<node id=\"{}\"><data key=\"label\">{}</data></node>", xml(id), xml(name));
    }
    for (id, row) in (1..).zip(rows) {
        let _ = write!(
            text,
            "<edge id=\"e{id}\" source=\"{}\" target=\"{}\"><data key=\"weight\">{}</data>",
            xml(&row.source_actor_id),
            xml(&row.target_actor_id),
            format_number(row.stance.abs())
        );
        for (name, _, value) in ATTRIBUTES {
            let _ = write!(text, "<data key=\"{name}\">{}</data>", xml(&value(row)));
        }
        text.push_str("</edge>\n");
    }
    text.push_str("</graph>\n</graphml>\n");
    text
}

/// GEXF 1.2: the same.
#[must_use]
pub fn gexf(rows: &[RelationLineRow]) -> String {
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
                    <gexf xmlns=\"http\u{3a}//www.gexf.net/1.2draft\" version=\"1.2\">\n\
                    <graph mode=\"static\" defaultedgetype=\"directed\">\n<attributes class=\"edge\">\n"
        .to_owned();
    for (number, (name, [_, kind], _)) in ATTRIBUTES.into_iter().enumerate() {
        let _ = writeln!(text, "<attribute id=\"{number}\" title=\"{name}\" type=\"{kind}\"/>");
    }
    text.push_str("</attributes>\n<nodes>\n");
    for (id, name) in nodes(rows) {
        let _ = writeln!(text, "<node id=\"{}\" label=\"{}\"/>", xml(id), xml(name));
    }
    text.push_str("</nodes>\n<edges>\n");
    for (id, row) in (1..).zip(rows) {
        let _ = write!(
            text,
            "<edge id=\"{id}\" source=\"{}\" target=\"{}\" weight=\"{}\"><attvalues>",
            xml(&row.source_actor_id),
            xml(&row.target_actor_id),
            format_number(row.stance.abs())
        );
        for (at, (_, _, value)) in ATTRIBUTES.into_iter().enumerate() {
            let _ = write!(text, "<attvalue for=\"{at}\" value=\"{}\"/>", xml(&value(row)));
        }
        text.push_str("</attvalues></edge>\n");
    }
    text.push_str("</edges>\n</graph>\n</gexf>\n");
    text
}

/// The stances as a matrix: sources in rows, targets in columns, by their ids; an empty cell without an edge. With periods
/// a block each, with the period in the first column.
#[must_use]
pub fn matrix(rows: &[RelationLineRow], dialect: Dialect) -> String {
    let periods = rows.iter().any(|row| !row.period.is_empty());
    let actors: Vec<&str> = nodes(rows).into_keys().collect();
    let mut cells: BTreeMap<(&str, &str), BTreeMap<&str, f64>> = BTreeMap::new();
    for row in rows {
        let line = cells.entry((row.period.as_str(), row.source_actor_id.as_str())).or_default();
        line.insert(row.target_actor_id.as_str(), row.stance);
    }
    let mut head = if periods { vec!["period".to_owned()] } else { Vec::new() };
    head.push("source".to_owned());
    head.extend(actors.iter().map(|actor| cell(actor, dialect)));
    let mut lines = vec![head];
    for ((period, source), line) in cells {
        let mut cells = if periods { vec![cell(period, dialect)] } else { Vec::new() };
        cells.push(cell(source, dialect));
        let stance =
            |actor: &&str| line.get(actor).map(|stance| decimal(*stance, dialect)).unwrap_or_default();
        cells.extend(actors.iter().map(stance));
        lines.push(cells);
    }
    csv_text(&lines, dialect)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(source: &str, target: &str, stance: f64) -> RelationLineRow {
        RelationLineRow {
            period: String::new(),
            source_actor_id: source.to_owned(),
            source_name: format!("{source} & <Sons>"),
            target_actor_id: target.to_owned(),
            target_name: target.to_owned(),
            stance,
            ci_low: None,
            ci_high: None,
            label: if stance > 0.0 { "positive" } else { "negative" },
            confidence: 0.75,
            strict: "no",
            positive: 1,
            negative: 0,
            documents: 1,
            sentences: 1,
            stance_narration: None,
            stance_quoted: None,
            example_doc_id: "d".to_owned(),
            example_sentence_id: "S1".to_owned(),
            top_cue: "said \"no\"\u{1}".to_owned(),
            example_sentence: String::new(),
        }
    }

    #[test]
    fn xml_has_no_sign_of_its_own_in_a_text() {
        for text in [graphml(&[row("a", "b", -0.5)]), gexf(&[row("a", "b", -0.5)])] {
            assert!(text.contains("a &amp; &lt;Sons&gt;") && text.contains("said &quot;no&quot;"), "{text}");
            assert!(!text.contains('\u{1}') && text.contains("0.5"), "{text}");
        }
    }

    #[test]
    fn the_table_of_edges_has_the_columns_of_gephi() {
        let text = edge_table(&[row("a", "b", -0.5)], Dialect::default());
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].starts_with("Source,Target,Type,Id,Label,Weight,"), "{text}");
        assert!(lines[1].starts_with("a,b,Directed,1,negative,0.5,-0.5,0.75,1,1,,"), "{text}");
    }

    #[test]
    fn a_matrix_has_a_row_a_source_and_a_column_an_actor() {
        let text = matrix(&[row("a", "b", -0.5), row("b", "a", 0.25)], Dialect::default());
        assert_eq!(text, "source,a,b\na,,-0.5\nb,0.25,\n");
    }
}
