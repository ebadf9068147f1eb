//! A table with a column of terms and one of categories, as courses hand it out: `word,sentiment` with *positive* and
//! *negative*.

use super::ForeignOptions;
use super::category::Category;
use super::choose::{choose, is_usual};
use super::collect::EntryCollector;
use super::csv_table::{TERMS, delimiter, line_of, reader, unclosed};
use super::error::{ForeignError, ForeignFault};
use super::notes::{NoteKind, one_line};
use std::collections::BTreeMap;

/// Names of the column of categories; the first one present is used.
const CATEGORIES: [&str; 6] = ["sentiment", "category", "polarity", "class", "label", "emotion"];

/// Rows that are looked at to tell whether there are categories or numbers.
const SAMPLE: usize = 500;

/// The columns of terms and categories, and whether the first record is a header.
#[derive(Debug, Clone, Copy)]
struct Layout {
    term: usize,
    category: usize,
    header: bool,
}

/// Reads the terms of the chosen categories; those of the others are left out and counted.
pub(super) fn read(
    path: &str,
    text: &str,
    options: &ForeignOptions,
    collector: &mut EntryCollector,
) -> Result<(), ForeignError> {
    let mut reader = reader(text, delimiter(text));
    let mut record = csv::StringRecord::new();
    let mut layout: Option<Layout> = None;
    let mut categories: Vec<Category> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut terms: Vec<(String, usize, u64)> = Vec::new();
    let mut line = 1;
    while reader.read_record(&mut record).map_err(|source| {
        let line = source.position().map_or(line, csv::Position::line);
        ForeignError::line(path, line, source)
    })? {
        line = line_of(&record, text);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let Layout { term, category, header } = match layout {
            Some(layout) => layout,
            None => {
                let found = layout_of(&record).ok_or_else(|| {
                    let found = record.iter().map(one_line).collect::<Vec<_>>().join(", ");
                    ForeignError::line(path, line, ForeignFault::SentimentColumns { found })
                })?;
                layout = Some(Layout { header: false, ..found });
                found
            }
        };
        if header {
            continue;
        }
        let term = record.get(term).unwrap_or_default();
        let name = record.get(category).unwrap_or_default().trim();
        // An unclosed quote reads all that follows into one cell.
        if let Some(long) = [term, name].into_iter().find(|cell| cell.contains('\n')) {
            return Err(unclosed(path, line, long));
        }
        if name.is_empty() {
            collector.note(NoteKind::NoValue, line, term);
            continue;
        }
        let place = *places.entry(name.to_lowercase()).or_insert_with(|| {
            categories.push(Category { name: name.to_owned(), parent: None, line });
            categories.len() - 1
        });
        terms.push((term.to_owned(), place, line));
    }
    let sides = choose(path, &categories, options)?;
    for (term, place, line) in terms {
        if let Some(side) = sides.get(place) {
            collector.sided(&term, *side, line);
        }
    }
    Ok(())
}

/// Whether `text` is such a table: its columns are named, and what stands in that of the categories is no number, or it
/// has two columns without names, of which the second holds usual categories alone.
pub(super) fn is_sentiment_table(text: &str) -> bool {
    let mut reader = reader(text, delimiter(text));
    let mut records = reader.records().filter_map(Result::ok);
    let mut filled = records.by_ref().filter(|record| record.iter().any(|cell| !cell.trim().is_empty()));
    let Some(first) = filled.next() else { return false };
    let Some(layout) = layout_of(&first) else { return false };
    let mut cells = filled.take(SAMPLE).filter_map(|record| {
        let cell = record.get(layout.category)?.trim().to_lowercase();
        (!cell.is_empty()).then_some(cell)
    });
    if layout.header {
        cells.next().is_some_and(|cell| cell.parse::<f64>().is_err())
    } else {
        cells.all(|cell| is_usual(&cell))
    }
}

fn layout_of(first: &csv::StringRecord) -> Option<Layout> {
    let names: Vec<String> = first.iter().map(|cell| cell.trim().to_lowercase()).collect();
    let place = |known: &[&str]| known.iter().find_map(|known| names.iter().position(|name| name == known));
    if let (Some(term), Some(category)) = (place(&TERMS), place(&CATEGORIES)) {
        return Some(Layout { term, category, header: true });
    }
    match names.as_slice() {
        [_, category] if is_usual(category) => Some(Layout { term: 0, category: 1, header: false }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::foreign::error::said;
    use crate::lexicon::foreign::{ForeignFormat, Imported, read};

    fn run(text: &str) -> Result<Imported, String> {
        read(ForeignFormat::Sentiment, "t.csv", text.as_bytes(), &ForeignOptions::default())
            .map_err(|error| said(&error))
    }

    fn rows(imported: &Imported) -> Vec<(&str, f64, u64)> {
        imported.entries.iter().map(|entry| (entry.term.as_str(), entry.polarity, entry.line)).collect()
    }

    #[test]
    fn positive_and_negative_count_and_others_are_left_out() {
        let imported = run(
            "\"\",\"word\",\"sentiment\"\n1,plock,Positive\n2,vell,negative\n3,dorr,litigious\n4,brell,\n",
        )
        .unwrap();
        assert_eq!(rows(&imported), [("plock", 1.0, 2), ("vell", -1.0, 3)]);
        let kinds: Vec<NoteKind> = imported.notes.iter().map(|note| note.kind).collect();
        assert_eq!(kinds, [NoteKind::NoValue, NoteKind::OtherCategory]);
    }

    #[test]
    fn semicolons_tabs_and_tables_without_names() {
        for text in
            ["word;sentiment\nplock;pos\nvell;neg\n", "term\tcategory\nplock\tpositive\nvell\tnegative\n"]
        {
            assert_eq!(rows(&run(text).unwrap()), [("plock", 1.0, 2), ("vell", -1.0, 3)], "{text}");
        }
        let imported = run("plock,positive\nvell,negative\n").unwrap();
        assert_eq!(rows(&imported), [("plock", 1.0, 1), ("vell", -1.0, 2)]);
    }

    #[test]
    fn categories_of_neither_side_are_listed() {
        let error = run("word,sentiment\nplock,joy\nvell,fear\n").unwrap_err();
        assert!(error.starts_with("t.csv:2: ") && error.ends_with("there are: joy, fear"), "{error}");
        let error = run("lemma,mood\nplock,joy\n").unwrap_err();
        assert!(error.starts_with("t.csv:1: the columns are lemma, mood"), "{error}");
        let error = run("word,sentiment\n\"plock,joy\nvell,negative\n").unwrap_err();
        assert!(error.contains("a row whose quotes are closed"), "{error}");
    }

    #[test]
    fn such_tables_are_told_from_those_of_numbers() {
        for text in [
            "word,sentiment\nplock,joy\n",
            "\nplock,positive\nvell,NEGATIVE\n",
            "word,polarity\nvell,negative\n",
        ] {
            assert!(is_sentiment_table(text), "{text}");
        }
        for text in
            ["word,sentiment\nplock,1\n", "plock,positive\nvell,more\n", "word,score\nplock,1\n", "a,b\n", ""]
        {
            assert!(!is_sentiment_table(text), "{text}");
        }
    }
}
