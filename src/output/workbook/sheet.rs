//! A sheet with a caption, a table under it, and the way it is printed.

use super::column::{Column, Look};
use super::limits::MOST_CHARACTERS;
use super::styles::{AMOUNT, CRITICAL, FAVOURABLE, STANCE, STANCE_BELOW, Styles};
use super::text::cut;
use rust_xlsxwriter::{
    ConditionalFormat, ConditionalFormatDataBar, ConditionalFormatDataBarAxisPosition,
    ConditionalFormatFormula, ConditionalFormatType, ExcelDateTime, Format, Table, TableStyle, Url,
    Worksheet, XlsxError, utility,
};
use unicode_width::UnicodeWidthStr;

/// The row of the headers; the caption is above it.
pub(super) const HEADERS: u32 = 1;
/// The first row below the headers.
pub(super) const FIRST: u32 = HEADERS + 1;
/// Paper of 210 x 297 mm.
const A4: u8 = 9;

/// The value of a cell.
#[derive(Debug, Clone, Copy)]
pub(super) enum Entry<'a> {
    /// No value.
    Empty,
    /// A text.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// A whole number.
    Whole(u64),
    /// A day, `YYYY-MM-DD`.
    Date(&'a str),
}

impl From<Option<f64>> for Entry<'_> {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }
}

impl<'a> From<Option<&'a str>> for Entry<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, Entry::Text)
    }
}

/// The format of a header: to the right above numbers.
fn header(styles: &Styles, look: Look) -> &Format {
    match look {
        Look::Whole | Look::Number | Look::Signed => &styles.number_header,
        Look::Text | Look::Wrapped | Look::Date => &styles.header,
    }
}

/// A sheet that is being filled, row by row.
pub(super) struct Sheet<'a> {
    pub(super) sheet: &'a mut Worksheet,
    pub(super) styles: &'a Styles,
    columns: &'static [Column],
    rows: u32,
    /// The row that is filled next.
    pub(super) row: u32,
    /// The lines that its longest text takes.
    lines: f64,
}

/// Height of a line, and of the tallest row that a spreadsheet shows, in points.
const LINE: f64 = 15.0;
const TALLEST: f64 = 400.0;

/// The lines that a text takes in a column of that width: a character is a little narrower than a digit, and breaks at
/// blanks leave room.
fn lines(text: &str, width: f64) -> f64 {
    (text.width() as f64 / (width - 2.0).max(4.0)).ceil().max(1.0)
}

/// The height of a row with a text in a column of that width, in points. Spreadsheets differ in whether they fit it.
pub(super) fn height(text: &str, width: f64) -> f64 {
    (lines(text, width) * LINE).min(TALLEST)
}

/// The width of a column of names, in characters.
pub(super) fn width_of<'n>(names: impl Iterator<Item = &'n str>) -> f64 {
    let widest = names.map(UnicodeWidthStr::width).max().unwrap_or_default();
    (widest as f64 * 1.1 + 3.0).clamp(16.0, 56.0)
}

/// Sets a sheet up: its name, its caption with the way back, and how it is printed.
pub(super) fn set_up(
    sheet: &mut Worksheet,
    styles: &Styles,
    name: &str,
    caption: &str,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&L&A&R&P / &N");
    sheet.set_row_height(0, 20)?;
    sheet.write_string_with_format(0, 0, caption, &styles.caption)?;
    Ok(())
}

impl<'a> Sheet<'a> {
    /// Sets a sheet up for a table of so many `rows`. Where there are none, the caption has to say why.
    pub(super) fn table(
        sheet: &'a mut Worksheet,
        styles: &'a Styles,
        name: &str,
        caption: &str,
        columns: &'static [Column],
        rows: usize,
    ) -> Result<Self, XlsxError> {
        set_up(sheet, styles, name, caption)?;
        sheet.set_freeze_panes(FIRST, 1)?;
        sheet.set_repeat_rows(HEADERS, HEADERS)?;
        sheet.set_row_height(HEADERS, 32)?;
        for (at, column) in (0u16..).zip(columns) {
            sheet.set_column_width(at, column.width)?;
            if rows == 0 {
                sheet.write_string_with_format(HEADERS, at, column.header, header(styles, column.look))?;
            }
        }
        let rows = rows as u32;
        if rows > 0 {
            let headers: Vec<rust_xlsxwriter::TableColumn> = columns
                .iter()
                .map(|column| {
                    rust_xlsxwriter::TableColumn::new()
                        .set_header(column.header)
                        .set_header_format(header(styles, column.look).clone())
                })
                .collect();
            let table = Table::new()
                .set_name(name.replace(|c: char| !c.is_ascii_alphanumeric(), ""))
                .set_style(TableStyle::Light1)
                .set_columns(&headers);
            sheet.add_table(HEADERS, 0, HEADERS + rows, (columns.len().max(1) - 1) as u16, &table)?;
        }
        Ok(Self { sheet, styles, columns, rows, row: FIRST, lines: 1.0 })
    }

    /// The row is filled.
    pub(super) fn next(&mut self) -> Result<(), XlsxError> {
        if self.lines > 1.0 {
            self.sheet.set_row_height(self.row, (self.lines * LINE).min(TALLEST))?;
        }
        self.lines = 1.0;
        self.row += 1;
        Ok(())
    }

    /// Makes room for a text in a cell of the row.
    pub(super) fn make_room(&mut self, at: u16, text: &str) {
        if let Some(Column { look: Look::Wrapped, width, .. }) = self.columns.get(usize::from(at)) {
            self.lines = self.lines.max(lines(text, *width));
        }
    }

    /// Fills a row.
    pub(super) fn fill(&mut self, entries: &[Entry<'_>]) -> Result<(), XlsxError> {
        for (at, entry) in (0u16..).zip(entries) {
            self.put(at, *entry)?;
        }
        Ok(())
    }

    /// Fills a cell of the row, as its column is shown.
    pub(super) fn put(&mut self, at: u16, entry: Entry<'_>) -> Result<(), XlsxError> {
        let look = self.columns.get(usize::from(at)).map_or(Look::Text, |column| column.look);
        if let Entry::Text(text) = entry {
            self.make_room(at, text);
        }
        let format = match look {
            Look::Text => &self.styles.text,
            Look::Wrapped => &self.styles.wrapped,
            Look::Whole => &self.styles.whole,
            Look::Number => &self.styles.number,
            Look::Signed => &self.styles.signed,
            Look::Date => &self.styles.date,
        };
        write(self.sheet, self.row, at, entry, format)
    }

    /// Makes a cell of the row, whose entry it is, lead to a row of another sheet.
    pub(super) fn link(
        &mut self,
        at: u16,
        entry: Entry<'_>,
        target: Option<&str>,
        tip: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        link(self.sheet, self.row, at, entry, target, tip, format)
    }

    /// Shows the numbers of a column as bars from the left.
    pub(super) fn bars(&mut self, at: u16) -> Result<(), XlsxError> {
        let bars = ConditionalFormatDataBar::new()
            .set_fill_color(AMOUNT)
            .set_solid_fill(true)
            .set_border_off(true)
            .set_minimum(ConditionalFormatType::Number, 0);
        self.conditional(at, &bars)
    }

    /// Shows the stances of a column as bars from the middle, and in green and red those that a label calls so: `label` is its
    /// column, with the words for both sides, and `ends` those of the interval, which then has to leave out 0. Rows that are
    /// sorted keep their colours, as these are told from the cells.
    pub(super) fn stances(
        &mut self,
        at: u16,
        label: u16,
        words: [&str; 2],
        ends: Option<[u16; 2]>,
    ) -> Result<(), XlsxError> {
        let bars = ConditionalFormatDataBar::new()
            .set_fill_color(STANCE)
            .set_negative_fill_color(STANCE_BELOW)
            .set_solid_fill(true)
            .set_border_off(true)
            .set_axis_position(ConditionalFormatDataBarAxisPosition::Midpoint)
            .set_minimum(ConditionalFormatType::Number, -1)
            .set_maximum(ConditionalFormatType::Number, 1);
        self.conditional(at, &bars)?;
        let cell = |column: u16| format!("${}{}", utility::column_number_to_name(column), FIRST + 1);
        for (side, word) in words.into_iter().enumerate() {
            let is_called = format!("{}=\"{word}\"", cell(label));
            let is_clear = match (ends, side) {
                (Some([low, _]), 0) => format!("{}>0", cell(low)),
                (Some([_, high]), _) => format!("{}<0", cell(high)),
                (None, _) => "TRUE".to_owned(),
            };
            let color = if side == 0 { FAVOURABLE } else { CRITICAL };
            let called = ConditionalFormatFormula::new()
                .set_rule(format!("=AND({is_called},{is_clear})").as_str())
                .set_format(Format::new().set_bold().set_font_color(color));
            self.conditional(at, &called)?;
        }
        Ok(())
    }

    fn conditional<C: ConditionalFormat + Send + Sync>(
        &mut self,
        at: u16,
        format: &C,
    ) -> Result<(), XlsxError> {
        if self.rows > 0 {
            self.sheet.add_conditional_format(FIRST, at, HEADERS + self.rows, at, format)?;
        }
        Ok(())
    }
}

/// Writes a cell.
pub(super) fn write(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    entry: Entry<'_>,
    format: &Format,
) -> Result<(), XlsxError> {
    match entry {
        Entry::Empty | Entry::Text("") => return Ok(()),
        Entry::Text(text) => sheet.write_string_with_format(row, at, cut(text, MOST_CHARACTERS), format)?,
        Entry::Number(number) if !number.is_finite() => return Ok(()),
        Entry::Number(number) => sheet.write_number_with_format(row, at, number, format)?,
        Entry::Whole(number) => sheet.write_number_with_format(row, at, number as f64, format)?,
        // A day that the format cannot tell stays a text.
        Entry::Date(day) => match ExcelDateTime::parse_from_str(day) {
            Ok(date) => sheet.write_datetime_with_format(row, at, &date, format)?,
            Err(_) => sheet.write_string_with_format(row, at, day, format)?,
        },
    };
    Ok(())
}

/// Writes a cell that leads to a place in the workbook, if there is one.
pub(super) fn link(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    entry: Entry<'_>,
    target: Option<&str>,
    tip: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if let (Some(target), false) = (target, matches!(entry, Entry::Empty)) {
        // The link stays when the cell gets its value.
        sheet.write_url_with_options(row, at, Url::new(target), "-", tip, Some(format))?;
    }
    write(sheet, row, at, entry, format)
}
