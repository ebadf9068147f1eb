//! The NRC word-emotion lexicon: a word, an emotion, 0 or 1; 0 means that the word lacks the emotion.

use super::ForeignOptions;
use super::category::Category;
use super::choose::choose;
use super::collect::EntryCollector;
use super::decode::lines;
use super::error::{ForeignError, ForeignFault};
use super::notes::{NoteKind, one_line};
use std::collections::BTreeMap;

pub(super) fn read(
    path: &str,
    text: &str,
    options: &ForeignOptions,
    collector: &mut EntryCollector,
) -> Result<(), ForeignError> {
    let mut categories: Vec<Category> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut terms: Vec<(&str, usize, u64)> = Vec::new();
    for (line, row) in lines(text).filter(|(_, row)| !row.trim().is_empty()) {
        let mut cells = row.split('\t').map(str::trim);
        let (term, emotion, value) = (cells.next(), cells.next(), cells.next());
        let (Some(term), Some(emotion), Some(value @ ("0" | "1"))) = (term, emotion, value) else {
            // The first line may be a header.
            if categories.is_empty() && value.is_some_and(|value| value.parse::<f64>().is_err()) {
                collector.note(NoteKind::Header, line, row);
                continue;
            }
            let expected = "`word TAB emotion TAB 0 or 1`";
            let fault = ForeignFault::Malformed { expected, found: one_line(row) };
            return Err(ForeignError::line(path, line, fault));
        };
        let place = match places.get(emotion) {
            Some(place) => *place,
            None => {
                let place = categories.len();
                places.insert(emotion.to_owned(), place);
                categories.push(Category { name: emotion.to_owned(), parent: None, line });
                place
            }
        };
        if value == "1" {
            terms.push((term, place, line));
        }
    }
    let sides = choose(path, &categories, options)?;
    for (term, place, line) in terms {
        if let Some(side) = sides.get(place) {
            collector.sided(term, *side, line);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::foreign::error::said;
    use crate::lexicon::foreign::{ForeignFormat, Imported, read};

    fn run(text: &str, options: &ForeignOptions) -> Result<Imported, String> {
        read(ForeignFormat::Nrc, "n.txt", text.as_bytes(), options).map_err(|error| said(&error))
    }

    fn rows(imported: &Imported) -> Vec<(&str, f64, u64)> {
        imported.entries.iter().map(|entry| (entry.term.as_str(), entry.polarity, entry.line)).collect()
    }

    fn count(imported: &Imported, kind: NoteKind) -> u64 {
        imported.notes.iter().find(|note| note.kind == kind).map_or(0, |note| note.count)
    }

    const TEXT: &str = "\nplock\tfear\t0\nplock\tpositive\t1\nplock\tnegative\t0\nvell\tfear\t1\nvell\tnegative\t1\nvell\tpositive\t0\ntorn\tnegative\t1\ntorn\tpositive\t1\n";

    #[test]
    fn ones_count_zeros_do_not_and_both_cancel() {
        let imported = run(TEXT, &ForeignOptions::default()).unwrap();
        assert_eq!(rows(&imported), [("plock", 1.0, 3), ("vell", -1.0, 6)]);
        assert_eq!(count(&imported, NoteKind::OtherCategory), 1);
        assert_eq!(count(&imported, NoteKind::BothSides), 1);
    }

    #[test]
    fn an_emotion_may_be_named() {
        let options = ForeignOptions {
            favourable: Vec::new(),
            critical: vec!["Fear".into()],
            ..ForeignOptions::default()
        };
        let imported = run(TEXT, &options).unwrap();
        assert_eq!(rows(&imported), [("plock", 1.0, 3), ("vell", -1.0, 5), ("torn", 1.0, 9)]);
        let options = ForeignOptions {
            favourable: Vec::new(),
            critical: vec!["dread".into()],
            ..ForeignOptions::default()
        };
        let error = run(TEXT, &options).unwrap_err();
        assert_eq!(error, "n.txt:2: there is no category 'dread'; there are: fear, positive, negative");
    }

    #[test]
    fn a_header_is_passed_over_and_bad_lines_are_errors() {
        let imported =
            run("word\temotion\tassociation\nplock\tpositive\t1\n", &ForeignOptions::default()).unwrap();
        assert_eq!(rows(&imported), [("plock", 1.0, 2)]);
        assert_eq!(count(&imported, NoteKind::Header), 1);
        for bad in ["vell\tfear\t0.7", "vell\tfear", "vell\tfear\tyes"] {
            let error = run(&format!("plock\tpositive\t1\n{bad}\n"), &ForeignOptions::default()).unwrap_err();
            assert!(error.starts_with("n.txt:2: 'vell fear"), "{error}");
        }
        let error = run("plock\tpositive\t0.7\n", &ForeignOptions::default()).unwrap_err();
        assert!(error.starts_with("n.txt:1: "), "{error}");
    }
}
