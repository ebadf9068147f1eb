//! The sheet *Actor × month* (or what --period says): the course of the mean stance, and the documents behind it.

use super::outlets::mean;
use super::places::{Part, Places};
use super::sheet::{Entry, link, set_up, width_of, write};
use super::styles::{AMOUNT, STANCE, Styles};
use crate::digest::{ActorDigest, Digest};
use rust_xlsxwriter::{ChartEmptyCells, Sparkline, SparklineType, Worksheet, XlsxError};

/// Rows of the headers.
const HEADERS: u32 = 1;
/// The first column of periods.
const FIRST: u16 = 3;

/// Its name.
pub(super) fn name(digest: &Digest) -> String {
    let period = if digest.about.period.is_empty() { "month" } else { digest.about.period.as_str() };
    format!("Actor × {period}")
}

/// What its cells mean.
pub(super) const MEANING: &str = "Mean stance of the documents of each period toward the actor; below it, their number. \
    Gaps: no document. Grey: fewer than 3. Bold: the 95 % interval leaves out 0; shaded: and the mean is at least 0.2 from it.";

/// Fills the sheet.
pub(super) fn fill(
    sheet: &mut Worksheet,
    styles: &Styles,
    digest: &Digest,
    places: &Places<'_>,
) -> Result<(), XlsxError> {
    let name = name(digest);
    let actors: Vec<&ActorDigest> = digest.actors.iter().filter(|actor| !actor.periods.is_empty()).collect();
    if actors.is_empty() || digest.periods.is_empty() {
        let why = if digest.periods.is_empty() {
            "No document has a date, so nothing is told over time (see --date-column and --path-pattern)."
        } else {
            "No dated document names a listed actor, so nothing is told over time."
        };
        return set_up(sheet, styles, &name, why);
    }
    set_up(sheet, styles, &name, MEANING)?;
    let names = width_of(actors.iter().map(|actor| actor.name.as_str()));
    sheet.set_column_width(0, names)?.set_column_width(1, 24)?.set_column_width(2, 12)?;
    let periods = (FIRST..).zip(&digest.periods);
    for (at, _) in periods.clone() {
        sheet.set_column_width(at, 10)?;
    }
    let last_column = FIRST + (digest.periods.len() as u16).saturating_sub(1);
    let counts = HEADERS + actors.len() as u32 + 2;
    for (row, sections) in [(HEADERS, ["Actor", "Course", "Documents"]), (counts, ["Documents", "", ""])] {
        for (at, header) in (0u16..).zip(sections) {
            let format = if at == 2 { &styles.number_header } else { &styles.header };
            sheet.write_string_with_format(row, at, header, format)?;
        }
        for (at, period) in periods.clone() {
            sheet.write_string_with_format(row, at, &period.period, &styles.number_header)?;
        }
    }
    sheet.autofilter(HEADERS, 0, HEADERS + actors.len() as u32, last_column)?;
    sheet.set_freeze_panes(HEADERS + 1, 1)?;
    sheet.set_repeat_rows(HEADERS, HEADERS)?;
    let means = actors.iter().flat_map(|actor| &actor.periods).filter_map(|cell| cell.mean.stance);
    // In tenths, so that a small change of a mean does not change every picture.
    let scale = (means.map(f64::abs).fold(0.1, f64::max) * 10.0).ceil() / 10.0;
    let place = |name: &str| digest.periods.iter().position(|period| period.period == name);
    for (number, actor) in (1u32..).zip(&actors) {
        let (row, below) = (HEADERS + number, counts + number);
        let target = places.target(&actor.actor_id, Part::Whole);
        let format = if target.is_some() { &styles.name_link } else { &styles.text };
        link(sheet, row, 0, Entry::Text(&actor.name), target.as_deref(), "Its sentences", format)?;
        sheet.add_sparkline(row, 1, &course((name.as_str(), row, FIRST, row, last_column), Some(scale)))?;
        write(sheet, row, 2, Entry::Whole(actor.mean.documents), &styles.whole)?;
        write(sheet, below, 0, Entry::Text(&actor.name), &styles.text)?;
        sheet.add_sparkline(below, 1, &course((name.as_str(), below, FIRST, below, last_column), None))?;
        for cell in &actor.periods {
            let Some(place) = place(&cell.period) else { continue };
            let at = FIRST + place as u16;
            let target = places.target(&actor.actor_id, Part::Period(&cell.period));
            mean(sheet, styles, row, at, &cell.mean, target.as_deref())?;
            write(sheet, below, at, Entry::Whole(cell.mean.documents), &styles.count)?;
        }
    }
    Ok(())
}

/// Small columns over a range of cells: of stances up and down on one scale for all, else of amounts.
pub(super) fn course(range: (&str, u32, u16, u32, u16), scale: Option<f64>) -> Sparkline {
    let columns = Sparkline::new()
        .set_range(range)
        .set_type(SparklineType::Column)
        .show_empty_cells_as(ChartEmptyCells::Gaps);
    match scale {
        Some(scale) => {
            columns.set_sparkline_color(STANCE).show_axis(true).set_custom_min(-scale).set_custom_max(scale)
        }
        None => columns.set_sparkline_color(AMOUNT).set_custom_min(0),
    }
}
