//! Workbooks (.xlsx, .ods): the rows of the first sheet that has a text column.

use super::super::as_read::{AsRead, CELL_MAX};
use super::super::columns::{Columns, Field, metadata};
use super::super::decode::{Decoded, Repairs, tidy};
use super::super::encoding_by::EncodingBy;
use super::super::error::{ColumnFault, InputError};
use super::super::found_columns::{FoundColumns, find_columns};
use super::super::ledger::Reason;
use super::super::open::open;
use super::super::raw::{Item, Payload, Place};
use super::package::{Refusal, check};
use super::sheet::{Sheet, SheetCell, SheetRow, sheets};
use super::source::{Items, Reading, Source, one};
use super::table::found_in;
use crate::tsv::Located;
use std::convert::Infallible;
use std::io::Read;

/// Maximum length of a workbook, in bytes.
const MAX_BYTES: u64 = 256 << 20;

/// Rows that are looked at for the header; titles and notes may stand above it.
const HEADER_ROWS: usize = 20;

/// Reads a workbook whole, for its end says where its parts are.
pub(super) fn read(source: Source, reading: &Reading) -> Items {
    documents(source, &reading.columns, reading.decoding.max_unpacked).unwrap_or_else(one)
}

fn documents(source: Source, columns: &Columns, most: Option<u64>) -> Result<Items, Item> {
    let Source { file, place, .. } = source;
    let mut bytes = Vec::new();
    open(file.as_deref(), most)
        .and_then(|stream| stream.take(MAX_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|error| place.unreadable(None, &error))?;
    if bytes.is_empty() {
        return Ok(Box::new(std::iter::empty()));
    }
    if bytes.len() as u64 > MAX_BYTES {
        return Err(place.skip(None, Reason::TooLong, format!("over {} MiB", MAX_BYTES >> 20)));
    }
    let read = check(&bytes).and_then(|kind| sheets(&bytes, kind));
    drop(bytes);
    let sheets = read.map_err(|refusal| match refusal {
        Refusal::Bad(what) => place.skip(None, Reason::BadWorkbook, what),
        Refusal::TooLong(what) => place.skip(None, Reason::TooLong, what),
    })?;
    let several = sheets.len() > 1;
    let headers: Vec<Option<usize>> = sheets.iter().map(|sheet| header(sheet, columns)).collect();
    let with_text = headers.iter().flatten().count();
    let Some(at) = headers.iter().position(Option::is_some) else { return no_text(&sheets, &place, columns) };
    let of_others = || sheets.iter().zip(&headers).skip(at + 1).filter(|(_, header)| header.is_some());
    let unread = of_others().map(|(sheet, _)| sheet.name.clone()).collect();
    let (Some(mut sheet), Some(Some(header))) = (sheets.into_iter().nth(at), headers.get(at).copied()) else {
        return Ok(Box::new(std::iter::empty()));
    };
    let names = names(sheet.rows.get(header));
    let found = found_in(&names, &place, columns)?;
    sheet.rows.drain(..=header);
    sheet.fill_merged(|column| {
        column != found.text && Field::ALL.into_iter().any(|field| found.at(field) == Some(column))
    });
    let full = |row: &&SheetRow| {
        let text = row.cells.get(found.text);
        matches!(text, Some(SheetCell::Text(text)) if text.len() >= CELL_MAX && text.chars().count() >= CELL_MAX)
    };
    let as_read = AsRead {
        path: place.path.clone(),
        sheet: (several && (at > 0 || with_text > 1)).then(|| sheet.name.clone()),
        unread_sheets: unread,
        columns: found.taken(&names, columns),
        doubled: found.doubled(&names),
        full_cells: sheet.rows.iter().filter(full).count() as u64,
        ..AsRead::default()
    };
    let said = (!as_read.is_plain()).then(|| Item::AsRead(Box::new(as_read)));
    let rows = sheet.rows.into_iter().zip(1..).map(move |(row, at)| document(&place, at, &row, &found));
    Ok(Box::new(said.into_iter().chain(rows)))
}

/// The row of a sheet that names its columns, a text among them.
fn header(sheet: &Sheet, columns: &Columns) -> Option<usize> {
    let has_text =
        |row: &SheetRow| !matches!(find_columns(&names(Some(row)), columns), Err(ColumnFault::NoText { .. }));
    sheet.rows.iter().take(HEADER_ROWS).position(has_text)
}

fn names(row: Option<&SheetRow>) -> Vec<String> {
    let name = |cell: &SheetCell| match cell {
        SheetCell::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        SheetCell::Empty | SheetCell::Error(_) => String::new(),
    };
    row.map(|row| row.cells.iter().map(name).collect()).unwrap_or_default()
}

/// What is said of a workbook without a text column.
fn no_text(sheets: &[Sheet], place: &Place, columns: &Columns) -> Result<Items, Item> {
    let of_sheet = |sheet: &Sheet| {
        let names = names(sheet.rows.first()).into_iter().filter(|name| !name.is_empty());
        let names: Vec<String> = names.take(20).collect();
        if names.is_empty() {
            format!("none in the empty sheet '{}'", sheet.name)
        } else {
            format!("{} in the sheet '{}'", names.join(", "), sheet.name)
        }
    };
    let found = match sheets {
        [] => "none: there is no sheet with cells".to_owned(),
        sheets => sheets.iter().take(10).map(of_sheet).collect::<Vec<_>>().join("; "),
    };
    let fault = ColumnFault::NoText { column: columns.text.clone(), found };
    if place.named {
        return Err(Item::Wrong(InputError::Column(Located::file(&place.path, fault))));
    }
    let ColumnFault::NoText { column, found } = fault else { return Ok(Box::new(std::iter::empty())) };
    Err(place.skip(None, Reason::NoTextColumn, format!("no '{column}' among {found}")))
}

fn document(place: &Place, row: u64, cells: &SheetRow, found: &FoundColumns) -> Item {
    let mut repairs = Repairs::default();
    let text = match cells.cells.get(found.text) {
        Some(SheetCell::Text(text)) => tidy(text.clone(), &mut repairs),
        Some(SheetCell::Empty) | None => String::new(),
        Some(SheetCell::Error(error)) => {
            let detail = format!("row {} of the sheet: {error} where the text should be", cells.number);
            return place.skip(Some(row), Reason::BadWorkbook, detail);
        }
    };
    let mut get = |field: Field| -> Result<Option<String>, Infallible> {
        let cell = found.at(field).and_then(|at| cells.cells.get(at));
        let Some(SheetCell::Text(text)) = cell else { return Ok(None) };
        Ok(Some(tidy(text.trim().to_owned(), &mut repairs)))
    };
    let Ok(id) = get(Field::Id);
    let Ok(metadata) = metadata(get);
    let text = Decoded { text, encoding: encoding_rs::UTF_8.name(), encoding_by: EncodingBy::Utf8, repairs };
    place.document(row, id, Payload::Text(text), metadata)
}
