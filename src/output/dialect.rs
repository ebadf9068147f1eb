//! Spreadsheet dialects: how cells are written.

use super::spreadsheet_text::{as_formula, is_taken_for_value, of_formula};
use crate::tables::{Cell, ColumnType};
use std::borrow::Cow;
use std::fmt::Write;

/// The program that the CSV is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Spreadsheet {
    /// No particular one: UTF-8, commas, `\n`.
    #[default]
    #[cfg_attr(feature = "cli", value(skip))]
    Plain,
    /// Excel: a byte order mark and CRLF.
    #[cfg_attr(
        feature = "cli",
        value(help = "Byte order mark and CRLF; texts like 00123 as =\"00123\", to stay texts")
    )]
    Excel,
    /// Excel with a decimal comma: like [`Self::Excel`], with `;` between cells and `,` in numbers.
    #[cfg_attr(feature = "cli", value(help = "Besides, ; between cells and the decimal comma"))]
    ExcelEu,
}

/// How tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dialect {
    /// The target program.
    pub spreadsheet: Spreadsheet,
    /// Whether texts are written as they are: without the guard against formulas, and as spreadsheets take them.
    pub raw_text: bool,
}

impl Dialect {
    /// The text of a cell.
    #[must_use]
    pub fn text<'a>(&self, cell: Cell<'a>, kind: ColumnType) -> Cow<'a, str> {
        match cell {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Integer(number) => Cow::Owned(number.to_string()),
            Cell::Number(number) => Cow::Owned(self.number(format_number(number))),
            Cell::Text(text) if self.keeps(kind) && is_taken_for_value(text) => Cow::Owned(as_formula(text)),
            Cell::Text(text) if kind == ColumnType::Text && !self.raw_text => guard(text),
            // Ids come from the user: numeric ones stay as they are, formulas must not run.
            Cell::Text(text) if kind == ColumnType::Id && !self.raw_text => match guard(text) {
                Cow::Owned(guarded) if text.parse::<f64>().is_err() => Cow::Owned(guarded),
                _ => Cow::Borrowed(text),
            },
            Cell::Text(text) => Cow::Borrowed(text),
        }
    }
}

impl Dialect {
    /// Gives the text of a cell to `write`; numbers, which most cells are, are made in `buffer`.
    pub(super) fn write<T>(
        &self,
        cell: Cell<'_>,
        kind: ColumnType,
        buffer: &mut String,
        write: impl FnOnce(&str) -> T,
    ) -> T {
        buffer.clear();
        match cell {
            Cell::Integer(number) => push_whole(buffer, number),
            Cell::Number(number) if self.spreadsheet != Spreadsheet::ExcelEu => push_number(buffer, number),
            cell => return write(&self.text(cell, kind)),
        }
        write(buffer)
    }

    /// A number as the program reads it.
    fn number(&self, text: String) -> String {
        if self.spreadsheet == Spreadsheet::ExcelEu { text.replace('.', ",") } else { text }
    }

    /// Whether texts of such a column that a spreadsheet would take for a value are kept from it.
    fn keeps(&self, kind: ColumnType) -> bool {
        let is_text = matches!(kind, ColumnType::Id | ColumnType::Text);
        is_text && !self.raw_text && self.spreadsheet != Spreadsheet::Plain
    }

    /// The text that a cell of the file stands for.
    pub(super) fn plain<'a>(&self, cell: &'a str, kind: ColumnType) -> &'a str {
        match kind {
            ColumnType::Id | ColumnType::Text if !self.raw_text => {
                of_formula(cell).filter(|_| self.keeps(kind)).unwrap_or_else(|| unguard(cell))
            }
            _ => cell,
        }
    }

    /// The header of a column that is named after a text of the corpus.
    pub(super) fn header<'a>(&self, name: &'a str) -> Cow<'a, str> {
        self.text(Cell::Text(name), ColumnType::Text)
    }

    /// The separator of cells.
    #[must_use]
    pub(super) fn delimiter(&self) -> u8 {
        if self.spreadsheet == Spreadsheet::ExcelEu { b';' } else { b',' }
    }

    /// A reader of a table in this dialect.
    pub(super) fn reader<R: std::io::Read>(&self, stream: R) -> csv::Reader<R> {
        csv::ReaderBuilder::new().delimiter(self.delimiter()).from_reader(stream)
    }
}

/// At most six decimals, no trailing zeros, no negative zero; empty if not finite.
#[must_use]
pub fn format_number(number: f64) -> String {
    let mut text = String::new();
    push_number(&mut text, number);
    text
}

/// [`format_number`], added to an empty text.
fn push_number(text: &mut String, number: f64) {
    if !number.is_finite() {
        return;
    }
    if number.abs() < LARGEST_MICRO {
        push_micro(text, (number * 1e6).round() as i64);
        return;
    }
    // Writing to a string cannot fail.
    let _ = write!(text, "{number:.6}");
    text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
}

/// Numbers below it are exact as a whole number of millionths.
const LARGEST_MICRO: f64 = 1e9;

/// Adds a whole number in decimal notation.
fn push_whole(text: &mut String, number: u64) {
    if number < 10 {
        text.push(char::from(b'0' + number as u8));
    } else {
        let _ = write!(text, "{number}");
    }
}

/// Adds a number of millionths in decimal notation.
fn push_micro(text: &mut String, micro: i64) {
    let (whole, mut rest) = (micro.unsigned_abs() / 1_000_000, micro.unsigned_abs() % 1_000_000);
    if micro < 0 {
        text.push('-');
    }
    push_whole(text, whole);
    if rest > 0 {
        text.push('.');
        while rest > 0 {
            text.push(char::from(b'0' + (rest / 100_000) as u8));
            rest = rest % 100_000 * 10;
        }
    }
}

/// Whether a spreadsheet takes a cell that begins so for a formula. One that begins with a blank that is not broken or
/// has no width (`U+00A0`, `U+200B`) is left as it is, whatever follows: spreadsheets look at the first character and
/// show such a cell as text, and a text of the corpus is changed only where it would run.
fn starts_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// Prefixes `'` to a text that a spreadsheet would take for a formula, and to one that looks guarded already, so that
/// the guard can be undone.
fn guard(text: &str) -> Cow<'_, str> {
    let looks_guarded =
        text.strip_prefix('\'').is_some_and(|rest| starts_formula(rest.trim_start_matches('\'')));
    if starts_formula(text) || looks_guarded { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Removes the guard.
fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if starts_formula(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers() {
        for (number, text) in [
            (0.5, "0.5"),
            (-0.25, "-0.25"),
            (-1e-9, "0"),
            (3.0, "3"),
            (1.0 / 3.0, "0.333333"),
            (f64::NAN, ""),
        ] {
            assert_eq!(format_number(number), text);
        }
        for number in [12.5, -1234.000001, 0.1 + 0.2, 123_456.789, 1e-6, -0.999_999_9, 2e9, 12_345_678_901.25]
        {
            let exact = format!("{number:.6}");
            assert_eq!(format_number(number), exact.trim_end_matches('0').trim_end_matches('.'));
        }
        let eu = Dialect { spreadsheet: Spreadsheet::ExcelEu, raw_text: false };
        assert_eq!(eu.text(Cell::Number(-0.5), ColumnType::Number), "-0,5");
    }

    #[test]
    fn an_id_is_left_alone_unless_it_is_a_formula() {
        let text = |id| Dialect::default().text(Cell::Text(id), ColumnType::Id).into_owned();
        assert_eq!(text("-17"), "-17");
        assert_eq!(text("a/b.txt#3"), "a/b.txt#3");
        assert_eq!(text("=1+1"), "'=1+1");
    }

    #[test]
    fn texts_that_spreadsheets_take_for_values_are_written_as_formulas_for_them() {
        let excel = Dialect { spreadsheet: Spreadsheet::Excel, raw_text: false };
        let text = |dialect: Dialect, kind| dialect.text(Cell::Text("00123"), kind).into_owned();
        assert_eq!(text(excel, ColumnType::Id), "=\"00123\"");
        assert_eq!(text(excel, ColumnType::Text), "=\"00123\"");
        assert_eq!(text(excel, ColumnType::Date), "00123");
        assert_eq!(text(Dialect { raw_text: true, ..excel }, ColumnType::Id), "00123");
        assert_eq!(text(Dialect::default(), ColumnType::Text), "00123");
    }

    proptest! {
        #[test]
        fn every_text_comes_back_in_every_dialect(text in "[=+@'\"0-9eEmar./ -]{0,6}", eu: bool, kind in 0..2) {
            let kind = if kind == 0 { ColumnType::Id } else { ColumnType::Text };
            for spreadsheet in [Spreadsheet::Plain, if eu { Spreadsheet::ExcelEu } else { Spreadsheet::Excel }] {
                let dialect = Dialect { spreadsheet, raw_text: false };
                let cell = dialect.text(Cell::Text(&text), kind).into_owned();
                prop_assert_eq!(dialect.plain(&cell, kind), &text);
            }
        }

        #[test]
        fn text_never_starts_a_formula_and_the_guard_can_be_undone(text in "[=+@'\\-a\t]{0,4}") {
            let guarded = guard(&text);
            prop_assert!(!starts_formula(&guarded));
            prop_assert_eq!(unguard(&guarded), &text);
        }

        #[test]
        fn numbers_are_never_guarded(number in -1e6f64..1e6) {
            let text = Dialect::default().text(Cell::Number(number), ColumnType::Number).into_owned();
            prop_assert!(!text.starts_with('\''));
            prop_assert!((text.parse::<f64>().unwrap() - number).abs() < 1e-6);
        }
    }
}
