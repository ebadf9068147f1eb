//! A table with a column of terms and one of numbers, found by name, or the only two columns.

use super::LARGEST;
use super::collect::EntryCollector;
use super::error::{ForeignError, ForeignFault};
use super::notes::{NoteKind, one_line};

/// Names of the column of terms; the first one present is used.
pub(super) const TERMS: [&str; 2] = ["term", "word"];
/// Names of the column of numbers; the first one present is used.
const VALUES: [&str; 4] = ["polarity", "score", "value", "sentiment"];

/// The columns of terms and numbers.
#[derive(Debug, Clone, Copy)]
struct Layout {
    term: usize,
    value: usize,
    /// Whether the first record is a header.
    header: bool,
}

pub(super) fn read(path: &str, text: &str, collector: &mut EntryCollector) -> Result<(), ForeignError> {
    let delimiter = delimiter(text);
    let mut reader = reader(text, delimiter);
    let mut record = csv::StringRecord::new();
    let mut layout: Option<Layout> = None;
    let mut rows: Vec<(String, f64, u64)> = Vec::new();
    let mut line = 1;
    // The first cell of the previous record, if that has a cell of several lines.
    let mut long: Option<String> = None;
    loop {
        let more = reader.read_record(&mut record).map_err(|source| {
            let line = source.position().map_or(line, csv::Position::line);
            ForeignError::line(path, line, source)
        })?;
        if !more {
            break;
        }
        line = line_of(&record, text);
        let is_long = record.iter().any(|cell| cell.contains('\n'));
        long = is_long.then(|| record.get(0).unwrap_or_default().to_owned());
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let Layout { term, value, header } = match layout {
            Some(layout) => layout,
            None => {
                let found = layout_of(&record, delimiter).ok_or_else(|| {
                    let found = record.iter().map(one_line).collect::<Vec<_>>().join(", ");
                    ForeignError::line(path, line, ForeignFault::Columns { found })
                })?;
                layout = Some(Layout { header: false, ..found });
                found
            }
        };
        if header {
            continue;
        }
        let term = record.get(term).unwrap_or_default();
        let cell = record.get(value).unwrap_or_default().trim();
        if term.contains('\n') {
            return Err(unclosed(path, line, term));
        }
        if cell.is_empty() {
            collector.note(NoteKind::NoValue, line, term);
            continue;
        }
        let Some(value) = number(cell, delimiter).filter(|value| value.is_finite()) else {
            return Err(ForeignError::line(path, line, ForeignFault::NotFinite { value: one_line(cell) }));
        };
        rows.push((term.to_owned(), value, line));
    }
    // An unclosed quote reads all that follows into one cell.
    if let Some(first) = long
        && !text.trim_end().ends_with('"')
    {
        return Err(unclosed(path, line, &first));
    }
    let largest = rows.iter().map(|(_, value, _)| value.abs()).fold(0.0, f64::max);
    for (term, value, line) in &rows {
        let mut scaled = *value;
        if largest > LARGEST {
            scaled = value / largest * LARGEST;
            collector.note(NoteKind::Rescaled { largest }, *line, term);
        }
        collector.rated(term, scaled, *line);
    }
    Ok(())
}

/// Whether `text` begins like such a table, and if so, whether it has a header.
pub(super) fn is_named(text: &str) -> Option<bool> {
    let delimiter = delimiter(text);
    let mut record = csv::StringRecord::new();
    let found = reader(text, delimiter).read_record(&mut record).unwrap_or(false);
    let layout = if found { layout_of(&record, delimiter) } else { None };
    layout.map(|layout| layout.header)
}

pub(super) fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes())
}

/// The most frequent of `,`, `;` and TAB in the first line.
pub(super) fn delimiter(text: &str) -> u8 {
    let first = text.split(['\n', '\r']).find(|row| !row.trim().is_empty()).unwrap_or_default();
    let mut best = (0, b',');
    for delimiter in [b',', b';', b'\t'] {
        let count = first.bytes().filter(|byte| *byte == delimiter).count();
        if count > best.0 {
            best = (count, delimiter);
        }
    }
    best.1
}

fn layout_of(first: &csv::StringRecord, delimiter: u8) -> Option<Layout> {
    let names: Vec<String> = first.iter().map(|cell| cell.trim().to_lowercase()).collect();
    let place = |known: &[&str]| known.iter().find_map(|known| names.iter().position(|name| name == known));
    if let (Some(term), Some(value)) = (place(&TERMS), place(&VALUES)) {
        return Some(Layout { term, value, header: true });
    }
    match names.as_slice() {
        [_, value] if number(value, delimiter).is_some() => Some(Layout { term: 0, value: 1, header: false }),
        _ => None,
    }
}

/// A number. If commas do not separate columns, a comma may be the decimal point.
fn number(cell: &str, delimiter: u8) -> Option<f64> {
    if delimiter != b',' && !cell.contains('.') && cell.matches(',').count() == 1 {
        return cell.trim().replace(',', ".").parse().ok();
    }
    cell.trim().parse().ok()
}

/// The line of a record. The reader reports where it began to look for it, before any empty lines.
pub(super) fn line_of(record: &csv::StringRecord, text: &str) -> u64 {
    let Some(position) = record.position() else { return 1 };
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    position.line() + rest.iter().take_while(|byte| **byte == b'\n').count() as u64
}

pub(super) fn unclosed(path: &str, line: u64, found: &str) -> ForeignError {
    let fault = ForeignFault::Malformed { expected: "a row whose quotes are closed", found: one_line(found) };
    ForeignError::line(path, line, fault)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::foreign::error::said;
    use crate::lexicon::foreign::{ForeignFormat, ForeignOptions, Imported, read};

    fn run(text: &str) -> Result<Imported, String> {
        read(ForeignFormat::Csv, "t.csv", text.as_bytes(), &ForeignOptions::default())
            .map_err(|error| said(&error))
    }

    fn rows(imported: &Imported) -> Vec<(&str, f64, u64)> {
        imported.entries.iter().map(|entry| (entry.term.as_str(), entry.polarity, entry.line)).collect()
    }

    fn count(imported: &Imported, kind: NoteKind) -> u64 {
        imported.notes.iter().find(|note| note.kind == kind).map_or(0, |note| note.count)
    }

    #[test]
    fn columns_are_found_by_name() {
        let imported =
            run("id,Score,WORD,note\n1,1.5,plock,\n\n\n2,-2,\"vell, so\",\"a\nb\"\n3,,dorr,x\n").unwrap();
        assert_eq!(rows(&imported), [("plock", 1.5, 2), ("vell, so", -2.0, 5)]);
        let note = imported.notes.iter().find(|note| note.kind == NoteKind::NoValue).unwrap();
        assert_eq!((note.count, note.first_line), (1, 7));
    }

    #[test]
    fn two_columns_need_no_names() {
        let imported = run("plock,1\r\nvell,-0.5\r\n").unwrap();
        assert_eq!(rows(&imported), [("plock", 1.0, 1), ("vell", -0.5, 2)]);
        assert_eq!(count(&imported, NoteKind::Rescaled { largest: 1.0 }), 0);
    }

    #[test]
    fn values_beyond_three_scale_all_of_them() {
        let imported = run("term,value\nplock,8\nvell,-4\ndorr,1\n").unwrap();
        assert_eq!(rows(&imported), [("plock", 3.0, 2), ("vell", -1.5, 3), ("dorr", 0.375, 4)]);
        assert_eq!(count(&imported, NoteKind::Rescaled { largest: 8.0 }), 3);
        let imported = run("plock,1e308\nvell,-1e308\n").unwrap();
        assert_eq!(rows(&imported), [("plock", 3.0, 1), ("vell", -3.0, 2)]);
    }

    #[test]
    fn semicolons_with_decimal_commas_and_tabs() {
        let imported = run("word;polarity\nplock;1,5\nvell;-2\n").unwrap();
        assert_eq!(rows(&imported), [("plock", 1.5, 2), ("vell", -2.0, 3)]);
        let imported = run("word\tscore\nplock\t1\nvell\t-1\n").unwrap();
        assert_eq!(rows(&imported), [("plock", 1.0, 2), ("vell", -1.0, 3)]);
    }

    #[test]
    fn a_scale_without_a_negative_half_is_noted() {
        let imported = run("plock,7.5\nvell,2\n").unwrap();
        assert_eq!(count(&imported, NoteKind::OneSided), 2);
    }

    #[test]
    fn what_is_no_finite_number_is_an_error_with_its_line() {
        for bad in ["inf", "NaN", "1e999", "x"] {
            let error = run(&format!("plock,1\n\nvell,{bad}\n")).unwrap_err();
            assert_eq!(
                error,
                format!("t.csv:3: '{bad}' is not a finite number; correct the cell or leave it empty")
            );
        }
    }

    #[test]
    fn unknown_columns_and_open_quotes_are_errors() {
        let error = run("lemma,weight\nplock,1\n").unwrap_err();
        assert!(error.starts_with("t.csv:1: the columns are lemma, weight; "), "{error}");
        assert!(run("plock,1,2\n").is_err());
        let error = run("plock,1\n\"vell,-1\ndorr,1\n").unwrap_err();
        assert!(error.starts_with("t.csv:2: "), "{error}");
        let error = run("term,value,note\nplock,1,\"a\nvell,-1,b\n").unwrap_err();
        assert!(error.starts_with("t.csv:2: 'plock' where a row whose quotes are closed"), "{error}");
    }

    #[test]
    fn tables_are_told_from_other_text() {
        assert_eq!(is_named("\nword,score\n"), Some(true));
        assert_eq!(is_named("plock,1\n"), Some(false));
        for text in ["plock,1,2\n", "Dear reader, hello\n", ""] {
            assert_eq!(is_named(text), None, "{text}");
        }
    }
}
