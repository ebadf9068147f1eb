//! quanteda dictionaries: a YAML file of nested categories with lists of terms.

use super::ForeignOptions;
use super::category::Side;
use super::choose::choose;
use super::collect::EntryCollector;
use super::error::ForeignError;
use super::yaml::{self, Fault};

pub(super) fn read(
    path: &str,
    text: &str,
    options: &ForeignOptions,
    collector: &mut EntryCollector,
) -> Result<(), ForeignError> {
    let document =
        yaml::parse(text).map_err(|Fault { line, fault }| ForeignError::line(path, line, fault))?;
    let sides = choose(path, &document.categories, options)?;
    for leaf in &document.leaves {
        let side = leaf.category.and_then(|at| sides.get(at)).copied().unwrap_or(Side::Other);
        collector.sided(&leaf.text, side, leaf.line);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::foreign::error::said;
    use crate::lexicon::foreign::{ForeignFormat, Imported, NoteKind, read};

    fn run(text: &str, options: &ForeignOptions) -> Result<Imported, String> {
        read(ForeignFormat::QuantedaYaml, "q.yml", text.as_bytes(), options).map_err(|error| said(&error))
    }

    fn rows(imported: &Imported) -> Vec<(&str, f64, u64)> {
        imported.entries.iter().map(|entry| (entry.term.as_str(), entry.polarity, entry.line)).collect()
    }

    fn count(imported: &Imported, kind: NoteKind) -> u64 {
        imported.notes.iter().find(|note| note.kind == kind).map_or(0, |note| note.count)
    }

    #[test]
    fn lists_phrases_and_globs() {
        let text = "positive:\n  - plock*\n  - well brelled\n  - pl?ck\n  - \"*ock\"\nnegative: [vell, 'can''t vell']\n";
        let imported = run(text, &ForeignOptions::default()).unwrap();
        assert_eq!(
            rows(&imported),
            [("plock*", 1.0, 2), ("well brelled", 1.0, 3), ("vell", -1.0, 6), ("can't vell", -1.0, 6)]
        );
        assert_eq!(count(&imported, NoteKind::Glob), 2);
    }

    #[test]
    fn words_that_yaml_takes_for_truth_values_numbers_or_nothing_stay_words() {
        let text = "negative:\n- no\n- off\n- null\n- 911\npositive:\n- yes\n- on\n- true\n- y\n";
        let imported = run(text, &ForeignOptions::default()).unwrap();
        let terms: Vec<&str> = imported.entries.iter().map(|entry| entry.term.as_str()).collect();
        assert_eq!(terms, ["no", "off", "null", "911", "yes", "on", "true", "y"]);
    }

    #[test]
    fn the_negated_lists_of_four_are_left_out() {
        let text = "negative: [vell]\npositive: [plock]\nneg_positive: [not plock]\nneg_negative: [not vell, no vell]\n";
        let imported = run(text, &ForeignOptions::default()).unwrap();
        assert_eq!(rows(&imported), [("vell", -1.0, 1), ("plock", 1.0, 2)]);
        assert_eq!(count(&imported, NoteKind::Negated), 3);
    }

    #[test]
    fn nested_categories_are_named_by_path() {
        let text = "care:\n  virtue:\n    - plock\n  vice:\n    - vell\nother:\n  virtue:\n    - brell\n";
        let options = ForeignOptions {
            favourable: vec!["care/virtue".into()],
            critical: vec!["vice".into()],
            ..ForeignOptions::default()
        };
        let imported = run(text, &options).unwrap();
        assert_eq!(rows(&imported), [("plock", 1.0, 3), ("vell", -1.0, 5)]);
        assert_eq!(count(&imported, NoteKind::OtherCategory), 1);
        let error = run(text, &ForeignOptions::default()).unwrap_err();
        assert!(error.ends_with("care, virtue, vice, other"), "{error}");
    }

    #[test]
    fn broken_yaml_is_an_error_with_its_line() {
        let error = run("positive:\n  - plock\n - vell\n", &ForeignOptions::default()).unwrap_err();
        assert!(error.starts_with("q.yml:3: "), "{error}");
    }
}
