//! An aligned table for a reader: no line is wider than the terminal, the weightiest rows come first, and what is left out
//! is said.

use super::bars::{AMOUNT_CELLS, amount_bar, balance_bar};
use super::cells::{Value, values};
use super::fit::{cut, cut_head, fold, pad};
use super::layout::{Key, Layout, Look, Shown};
use super::layouts::layout_of;
use crate::output::figures::signed;
use crate::output::sanitize::sanitize;
use crate::tables::{Row, Table};
use anstyle::{AnsiColor, Style};
use std::cmp::Ordering;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Most rows that are shown: a reader looks at the top, and a table must not take the memory of its corpus.
const MOST_ROWS: usize = 500;
/// Fewest columns of a page.
const LEAST_WIDTH: usize = 20;
/// Pages from here on have longer bars of stances.
const ROOMY: usize = 60;
/// Blanks between columns, and before what stands below a row.
const GAP: usize = 2;
/// Lines of the text below a row.
const LINES_BELOW: usize = 2;

const HEADING: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const FAVOURABLE: Style = AnsiColor::Green.on_default();
const CRITICAL: Style = AnsiColor::Red.on_default();

/// The page that a table is shown on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableStyle {
    /// Columns of the page.
    pub width: usize,
    /// Whether colours are used; they say nothing that signs do not say.
    pub color: bool,
}

/// A row that is kept, with its place among all.
struct Kept {
    weight: Vec<f64>,
    place: u64,
    values: Vec<Value>,
}

impl Kept {
    fn order(&self, other: &Self) -> Ordering {
        let weights = self.weight.iter().zip(&other.weight);
        let weight = weights.map(|(a, b)| b.total_cmp(a)).find(|order| order.is_ne());
        weight.unwrap_or(Ordering::Equal).then(self.place.cmp(&other.place))
    }
}

/// A table whose rows are collected, and shown at the end.
pub struct TextTable {
    names: Vec<&'static str>,
    layout: Layout,
    style: TableStyle,
    kept: Vec<Kept>,
    rows: u64,
    header: bool,
}

/// A column with its cells, before it is known whether there is room for it.
struct Laid {
    shown: Shown,
    header: String,
    cells: Vec<String>,
    /// Columns of the terminal that it takes at least, and at most.
    least: usize,
    most: usize,
    width: usize,
}

impl TextTable {
    /// A table of `table`'s rows, with more columns for what stands `beside` them.
    #[must_use]
    pub fn new(table: &Table, beside: &[&'static str], style: TableStyle) -> Self {
        let names = table.columns.iter().map(|column| column.name).chain(beside.iter().copied()).collect();
        Self { names, layout: layout_of(table), style, kept: Vec::new(), rows: 0, header: true }
    }

    /// With or without the line of headers.
    #[must_use]
    pub fn with_header(self, header: bool) -> Self {
        Self { header, ..self }
    }

    /// Takes a row, and what stands beside it.
    pub fn add<R: Row>(&mut self, row: &R, beside: &[&str]) {
        let values = values(row, beside);
        let weight = self.layout.order.iter().map(|key| self.weight(*key, &values)).collect();
        self.kept.push(Kept { weight, place: self.rows, values });
        self.rows += 1;
        if self.kept.len() >= 2 * MOST_ROWS {
            self.select();
        }
    }

    fn select(&mut self) {
        self.kept.sort_by(Kept::order);
        self.kept.truncate(MOST_ROWS);
    }

    fn at(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|column| *column == name)
    }

    fn value<'a>(&self, values: &'a [Value], name: &str) -> Option<&'a Value> {
        values.get(self.at(name)?)
    }

    /// What a row weighs by a key: more comes first.
    fn weight(&self, key: Key, values: &[Value]) -> f64 {
        let number = |name| self.value(values, name).and_then(Value::number);
        match key {
            Key::Most(name) => number(name).unwrap_or(f64::MIN),
            Key::Strongest(name) => number(name).map_or(-1.0, f64::abs),
            Key::Balance(name, other) => {
                (number(name).unwrap_or_default() - number(other).unwrap_or_default()).abs()
            }
            Key::Number(name) => match self.value(values, name) {
                Some(Value::Text(id)) => {
                    let digits = id.trim_start_matches(|c: char| !c.is_ascii_digit());
                    digits.parse::<f64>().map_or(f64::MIN, |number| -number)
                }
                _ => f64::MIN,
            },
        }
    }

    /// Writes the table.
    ///
    /// # Errors
    /// The stream refuses.
    pub fn finish(mut self, out: &mut dyn Write) -> io::Result<()> {
        self.select();
        let width = self.style.width.max(LEAST_WIDTH);
        if self.kept.is_empty() {
            return writeln!(out, "{}", self.styled(FAINT, "no rows"));
        }
        let columns = self.fitted(width);
        let line = |cell: &dyn Fn(&Laid) -> String| {
            let cells: Vec<String> = columns.iter().map(cell).collect();
            cells.join(&" ".repeat(GAP)).trim_end().to_owned()
        };
        let leads = |laid: &Laid| matches!(laid.shown.look, Look::Number | Look::Signed | Look::Whole);
        let header = line(&|laid| pad(&cut(&laid.header, laid.width), laid.width, leads(laid)));
        if self.header {
            writeln!(out, "{}", self.styled(HEADING, &header))?;
        }
        let mut before = String::new();
        for (at, row) in self.kept.iter().enumerate() {
            let text = line(&|laid| {
                let cell = laid.cells.get(at).map_or("", String::as_str);
                let cell = match laid.shown.look {
                    Look::Path(..) => cut_head(cell, laid.width),
                    _ => cut(cell, laid.width),
                };
                let padded = pad(&cell, laid.width, leads(laid));
                match self.side(laid.shown, &row.values) {
                    Some(style) if !padded.trim().is_empty() => self.styled(style, &padded),
                    _ => padded,
                }
            });
            writeln!(out, "{text}")?;
            let below = self.layout.below.and_then(|name| self.value(&row.values, name));
            if let Some(Value::Text(below)) = below
                && *below != before
            {
                for folded in fold(&sanitize(below), width - GAP, LINES_BELOW) {
                    writeln!(out, "{}{}", " ".repeat(GAP), self.styled(FAINT, &folded))?;
                }
                before.clone_from(below);
            }
        }
        self.say_what_is_left_out(out, width)
    }

    fn say_what_is_left_out(&self, out: &mut dyn Write, width: usize) -> io::Result<()> {
        if self.rows <= self.kept.len() as u64 {
            return Ok(());
        }
        let order = match self.layout.order_name {
            "" => String::new(),
            name => format!(", {name}"),
        };
        let (kept, rows) = (self.kept.len(), self.rows);
        let text = format!("{kept} of {rows} rows{order}: --output-format csv prints all");
        for folded in fold(&text, width, LINES_BELOW) {
            writeln!(out, "{}", self.styled(FAINT, &folded))?;
        }
        Ok(())
    }

    /// The columns that have values and fit, with their widths.
    fn fitted(&self, width: usize) -> Vec<Laid> {
        let mut columns: Vec<Laid> =
            self.layout.columns.iter().filter_map(|shown| self.laid(*shown)).collect();
        let mut ranks: Vec<usize> = columns.iter().map(|laid| laid.shown.rank).collect();
        ranks.sort_unstable();
        ranks.dedup();
        let mut room = width;
        let mut fits = vec![false; columns.len()];
        'ranks: for rank in ranks {
            for (laid, fits) in columns.iter().zip(&mut fits).filter(|(laid, _)| laid.shown.rank == rank) {
                let gap = if room == width { 0 } else { GAP };
                if laid.least + gap > room {
                    break 'ranks;
                }
                room -= laid.least + gap;
                *fits = true;
            }
        }
        let mut kept = fits.into_iter();
        columns.retain(|_| kept.next().unwrap_or(false));
        // What is left goes to the texts that are cut, a column of the terminal at a time.
        while room > 0 {
            let before = room;
            for laid in columns.iter_mut().filter(|laid| laid.width < laid.most) {
                if room > 0 {
                    laid.width += 1;
                    room -= 1;
                }
            }
            if room == before {
                break;
            }
        }
        columns
    }

    /// A column with its cells; none if the table has no such column, or all of its cells are empty.
    fn laid(&self, shown: Shown) -> Option<Laid> {
        let at = self.at(shown.column)?;
        let other = match shown.look {
            Look::Balance(other) => self.at(other),
            _ => None,
        };
        let amount = |row: &Kept| {
            let value = row.values.get(at)?.number()?;
            let other = other.and_then(|other| row.values.get(other)).and_then(Value::number);
            Some(value - other.unwrap_or_default())
        };
        let scale = match shown.look {
            Look::Stance => 1.0,
            _ => self.kept.iter().filter_map(amount).map(f64::abs).fold(0.0, f64::max),
        };
        let half = if self.style.width < ROOMY { 3 } else { 5 };
        let cells: Vec<String> = self
            .kept
            .iter()
            .map(|row| match (shown.look, row.values.get(at)) {
                (_, None | Some(Value::Empty)) => String::new(),
                (Look::Stance | Look::Balance(_), Some(_)) => {
                    amount(row).map_or_else(String::new, |value| balance_bar(value, scale, half))
                }
                (Look::Amount, Some(_)) => {
                    amount(row).map_or_else(String::new, |value| amount_bar(value, scale))
                }
                (_, Some(Value::Text(text))) => sanitize(text).into_owned(),
                (_, Some(Value::Integer(number))) => number.to_string(),
                (Look::Signed, Some(Value::Number(number))) => signed(*number),
                (_, Some(Value::Number(number))) => format!("{number:.3}"),
            })
            .collect();
        let widest = cells.iter().map(|cell| cell.width()).max().filter(|width| *width > 0)?;
        let natural = widest.max(shown.header.width());
        let (least, most) = match shown.look {
            Look::Text(least, most) | Look::Path(least, most) => (natural.min(least), natural.min(most)),
            Look::Stance | Look::Balance(_) => (2 * half + 1, 2 * half + 1),
            Look::Amount => (AMOUNT_CELLS, AMOUNT_CELLS),
            Look::Number | Look::Signed | Look::Whole => (natural, natural),
        };
        Some(Laid { shown, header: shown.header.to_owned(), cells, least, most, width: least })
    }

    /// The colour of the side that a value is on.
    fn side(&self, shown: Shown, values: &[Value]) -> Option<Style> {
        let number = |name| self.value(values, name).and_then(Value::number);
        let value = match shown.look {
            Look::Stance => number(shown.column)?,
            Look::Signed if shown.column == "stance" => number(shown.column)?,
            Look::Balance(other) => number(shown.column)? - number(other).unwrap_or_default(),
            _ => return None,
        };
        match value {
            value if value > 0.0 => Some(FAVOURABLE),
            value if value < 0.0 => Some(CRITICAL),
            _ => None,
        }
    }

    fn styled(&self, style: Style, text: &str) -> String {
        if self.style.color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::{Cell, Column, ColumnType, TermRow};

    /// What is shown of a row of `stance.csv`.
    struct Stance {
        doc_id: String,
        mentions: u64,
        stance: Option<f64>,
        label: &'static str,
    }

    const fn column(name: &'static str, kind: ColumnType) -> Column {
        Column { name, kind, meaning: "" }
    }

    impl Row for Stance {
        const TABLE: &'static Table = &Table {
            name: "stance",
            meaning: "",
            columns: &[
                column("doc_id", ColumnType::Id),
                column("stance", ColumnType::Number),
                column("label", ColumnType::Id),
                column("mentions", ColumnType::Integer),
            ],
            key: &[],
            key_is_full: false,
            foreign_keys: &[],
        };

        fn cells(&self, give: &mut dyn FnMut(Cell<'_>)) {
            give(Cell::Text(&self.doc_id));
            give(self.stance.map_or(Cell::Empty, Cell::Number));
            give(Cell::Text(self.label));
            give(Cell::Integer(self.mentions));
        }
    }

    fn stance(doc_id: &str, mentions: u64, stance: Option<f64>) -> Stance {
        let label = stance.map_or("", |stance| if stance < 0.0 { "critical" } else { "favourable" });
        Stance { doc_id: doc_id.to_owned(), mentions, stance, label }
    }

    fn shown(table: TextTable) -> String {
        let mut out = Vec::new();
        table.finish(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn rows_stand_by_weight_with_their_bar_and_their_sentence() {
        let style = TableStyle { width: 64, color: false };
        let mut table = TextTable::new(Stance::TABLE, &["actor", "sentence"], style);
        table.add(&stance("a", 1, Some(0.4)), &["France", "France praised\u{1b} Spain."]);
        table.add(&stance("b", 3, Some(-0.8)), &["Spain", "Spain lied."]);
        table.add(&stance("b", 1, None), &["日本国", ""]);
        assert_eq!(
            shown(table),
            "actor   stance               label       mentions  document\n\
             Spain   -0.800   ████│       critical           3  b\n\
             \x20 Spain lied.\n\
             France  +0.400       │██     favourable         1  a\n\
             \x20 France praised\\u{1b} Spain.\n\
             日本国                                          1  b\n"
        );
    }

    #[test]
    fn no_line_is_wider_than_the_page_and_colours_take_no_room() {
        let styles = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap();
        for width in [1, 20, 40, 80, 200] {
            for color in [false, true] {
                let mut table =
                    TextTable::new(Stance::TABLE, &["actor", "sentence"], TableStyle { width, color });
                for n in 0..30u32 {
                    let row = stance(&"文書/".repeat(30), u64::from(n), Some(f64::from(n) / -30.0));
                    table.add(&row, &[&"長い名前 ".repeat(20), &"word 言葉 ".repeat(60)]);
                }
                let text = shown(table);
                assert_eq!(styles.is_match(&text), color);
                for line in styles.replace_all(&text, "").lines() {
                    assert!(line.width() <= width.max(LEAST_WIDTH), "{width}: {line}");
                }
            }
        }
    }

    #[test]
    fn only_the_weightiest_rows_are_kept_and_the_others_are_counted() {
        let mut table = TextTable::new(TermRow::TABLE, &[], TableStyle { width: 80, color: false });
        for n in 0..5_000u64 {
            table.add(
                &TermRow {
                    doc_id: "a".to_owned(),
                    rank: n,
                    term: format!("term{n}"),
                    stem: format!("term{n}"),
                    tf: 1,
                    tfidf: (n * 7919 % 5_000) as f64,
                },
                &[],
            );
            assert!(table.kept.len() <= 2 * MOST_ROWS);
        }
        let text = shown(table);
        assert_eq!(text.lines().count(), 1 + MOST_ROWS + 1);
        assert!(text.lines().nth(1).unwrap().contains("4999.000"), "{text}");
        assert!(text.ends_with("500 of 5000 rows, the strongest first: --output-format csv prints all\n"));
    }
}
