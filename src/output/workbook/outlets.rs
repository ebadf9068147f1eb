//! The sheet *Actor × outlet*: the mean stance of each outlet, and on how many documents it rests.

use super::limits::FEW_DOCUMENTS;
use super::places::{Part, Places};
use super::sheet::{Entry, link, set_up, width_of, write};
use super::styles::Styles;
use crate::digest::{ActorDigest, Digest, StanceMean};
use rust_xlsxwriter::{Worksheet, XlsxError};

pub(super) const NAME: &str = "Actor × outlet";
/// What its cells mean.
pub(super) const MEANING: &str =
    "Mean stance of the outlet's documents toward the actor, and their number beside it.";
/// More of that, below the table, where it does not make the printed page wide.
const NOTES: [&str; 3] = [
    "Bold: the 95 % interval leaves out 0; shaded: and the mean is at least 0.2 from it. Grey: fewer than 3 documents.",
    "A stance leads to the outlet's sentences.",
    "Split: how far the two outlets are apart that differ most, of those with 5 documents or more; bold: no chance.",
];

/// Rows of the headers: outlets, and below them what their columns hold.
const OUTLETS: u32 = 1;
const HEADERS: u32 = 2;
/// The first column of outlets.
const FIRST: u16 = 4;
/// The column of how far outlets are apart.
const SPLIT: u16 = 3;

/// Fills the sheet.
pub(super) fn fill(
    sheet: &mut Worksheet,
    styles: &Styles,
    digest: &Digest,
    places: &Places<'_>,
) -> Result<(), XlsxError> {
    let actors: Vec<&ActorDigest> = digest.actors.iter().filter(|actor| !actor.outlets.is_empty()).collect();
    if actors.is_empty() {
        let why = if digest.outlets.is_empty() {
            "No document says what outlet it is from, so there is nothing to compare (see --source-column)."
        } else {
            "No outlet names a listed actor, so there is nothing to compare."
        };
        return set_up(sheet, styles, NAME, why);
    }
    let caption = if digest.outlets.len() == 1 {
        format!("There is one outlet, so there is nothing to compare. {MEANING}")
    } else {
        MEANING.to_owned()
    };
    set_up(sheet, styles, NAME, &caption)?;
    let names = width_of(actors.iter().map(|actor| actor.name.as_str()));
    sheet
        .set_column_width(0, names)?
        .set_column_width(1, 11)?
        .set_column_width(2, 10)?
        .set_column_width(SPLIT, 8)?;
    sheet.set_row_height(OUTLETS, 34)?;
    for (at, header) in (0u16..).zip(["Actor", "Documents", "Stance", "Split"]) {
        sheet.write_blank(OUTLETS, at, &styles.header)?;
        let format = if at == 0 { &styles.header } else { &styles.number_header };
        sheet.write_string_with_format(HEADERS, at, header, format)?;
    }
    for (number, outlet) in (0u16..).zip(&digest.outlets) {
        let at = FIRST + 2 * number;
        let name = super::text::cut(&outlet.outlet, super::limits::MOST_OF_A_TITLE);
        sheet.merge_range(OUTLETS, at, OUTLETS, at + 1, &name, &styles.spanning)?;
        sheet.write_string_with_format(HEADERS, at, "Stance", &styles.number_header)?;
        sheet.write_string_with_format(HEADERS, at + 1, "n", &styles.number_header)?;
        sheet.set_column_width(at, 10)?.set_column_width(at + 1, 5)?;
    }
    let last = HEADERS + actors.len() as u32;
    let width = FIRST + 2 * digest.outlets.len() as u16;
    sheet.autofilter(HEADERS, 0, last, width.saturating_sub(1))?;
    sheet.set_freeze_panes(HEADERS + 1, 1)?;
    sheet.set_repeat_rows(OUTLETS, HEADERS)?;
    for (row, note) in (last + 2..).zip(NOTES) {
        sheet.write_string_with_format(row, 0, note, &styles.caption)?;
    }
    for (row, actor) in (HEADERS + 1..).zip(actors) {
        let target = places.target(&actor.actor_id, Part::Whole);
        let format = if target.is_some() { &styles.name_link } else { &styles.text };
        link(sheet, row, 0, Entry::Text(&actor.name), target.as_deref(), "Its sentences", format)?;
        write(sheet, row, 1, Entry::Whole(actor.mean.documents), &styles.whole)?;
        mean(sheet, styles, row, 2, &actor.mean, target.as_deref())?;
        if let Some(split) = digest.divisions.iter().find(|split| split.actor_id == actor.actor_id) {
            let tip = format!("{} above {}", split.highest.outlet, split.lowest.outlet);
            let target = places.target(&actor.actor_id, Part::Outlet(&split.highest.outlet));
            let format = if split.is_clear { &styles.clear_number } else { &styles.number };
            link(sheet, row, SPLIT, Entry::Number(split.difference), target.as_deref(), &tip, format)?;
        }
        for cell in &actor.outlets {
            let place = digest.outlets.iter().position(|outlet| outlet.outlet == cell.outlet);
            let Some(place) = place else { continue };
            let at = FIRST + 2 * place as u16;
            let target = places.target(&actor.actor_id, Part::Outlet(&cell.outlet));
            mean(sheet, styles, row, at, &cell.mean, target.as_deref())?;
            write(sheet, row, at + 1, Entry::Whole(cell.mean.documents), &styles.count)?;
        }
    }
    Ok(())
}

/// Writes a mean that leads to its sentences, and tells its interval where the pointer rests.
pub(super) fn mean(
    sheet: &mut Worksheet,
    styles: &Styles,
    row: u32,
    at: u16,
    mean: &StanceMean,
    target: Option<&str>,
) -> Result<(), XlsxError> {
    let Some(stance) = mean.stance else { return Ok(()) };
    let format = styles.mean(mean, mean.documents < FEW_DOCUMENTS);
    let documents =
        if mean.documents == 1 { "1 document".to_owned() } else { format!("{} documents", mean.documents) };
    let tip = match (mean.ci_low, mean.ci_high) {
        (Some(low), Some(high)) => format!("{documents}; 95 % from {low:+.3} to {high:+.3}"),
        _ => documents,
    };
    link(sheet, row, at, Entry::Number(stance), target, &tip, format)
}
