//! WordStat dictionaries: categories nested by TABs, terms with a weight (`WORD (1)`), rules (`@NAME [...]`).

use super::ForeignOptions;
use super::category::{Category, Side};
use super::choose::choose;
use super::collect::EntryCollector;
use super::decode::lines;
use super::error::ForeignError;
use super::notes::NoteKind;

pub(super) fn read(
    path: &str,
    text: &str,
    options: &ForeignOptions,
    collector: &mut EntryCollector,
) -> Result<(), ForeignError> {
    let mut categories: Vec<Category> = Vec::new();
    let mut filled: Vec<bool> = Vec::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut terms: Vec<(&str, Option<usize>, u64)> = Vec::new();
    let mut rule: Option<usize> = None;
    for (line, row) in lines(text) {
        let content = row.trim_start_matches('\t');
        let depth = row.len() - content.len();
        let content = content.trim();
        if content.is_empty() {
            continue;
        }
        // Lines nested below a rule belong to it.
        if rule.is_none_or(|above| depth <= above) {
            rule = content.starts_with('@').then_some(depth);
        }
        if rule.is_some() {
            collector.note(NoteKind::Macro, line, content);
            continue;
        }
        while open.last().is_some_and(|(above, _)| *above >= depth) {
            open.pop();
        }
        let parent = open.last().map(|(_, category)| *category);
        if let Some(parent) = parent
            && let Some(parent) = filled.get_mut(parent)
        {
            *parent = true;
        }
        match weighted(content) {
            Some((term, weight)) => {
                if weight.parse::<f64>().is_ok_and(|weight| (weight - 1.0).abs() > f64::EPSILON) {
                    collector.note(NoteKind::Weight, line, content);
                }
                terms.push((term, parent, line));
            }
            None => {
                open.push((depth, categories.len()));
                categories.push(Category { name: content.to_owned(), parent, line });
                filled.push(false);
            }
        }
    }
    let sides = choose(path, &categories, options)?;
    for (category, _) in categories.iter().zip(&filled).filter(|(_, filled)| !**filled) {
        collector.note(NoteKind::EmptyCategory, category.line, &category.name);
    }
    for (term, category, line) in terms {
        let side = category.and_then(|at| sides.get(at)).copied().unwrap_or(Side::Other);
        collector.sided(term, side, line);
    }
    Ok(())
}

/// `WORD (1)`: the term and its weight.
pub(super) fn weighted(content: &str) -> Option<(&str, &str)> {
    let (term, weight) = content.strip_suffix(')')?.rsplit_once('(')?;
    let (term, weight) = (term.trim_end(), weight.trim());
    let is_weight = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-');
    let is_number = weight.contains(|c: char| c.is_ascii_digit()) && weight.chars().all(is_weight);
    (is_number && !term.is_empty()).then_some((term, weight))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::foreign::error::said;
    use crate::lexicon::foreign::{ForeignFormat, Imported, read};

    fn run(text: &str, options: &ForeignOptions) -> Result<Imported, String> {
        read(ForeignFormat::WordStat, "w.cat", text.as_bytes(), options).map_err(|error| said(&error))
    }

    fn rows(imported: &Imported) -> Vec<(&str, f64, u64)> {
        imported.entries.iter().map(|entry| (entry.term.as_str(), entry.polarity, entry.line)).collect()
    }

    fn count(imported: &Imported, kind: NoteKind) -> u64 {
        imported.notes.iter().find(|note| note.kind == kind).map_or(0, |note| note.count)
    }

    #[test]
    fn tabs_weights_and_upper_case() {
        let text = "NEGATIVE\n\tVELL* (1)\n\tGLUM\n\t\tCANNOT_VELL (1)\n\tDORR (2)\nPOSITIVE\n\tPLOCK (1)\nOTHER\n\tELBOW (1)\n";
        let imported = run(text, &ForeignOptions::default()).unwrap();
        assert_eq!(
            rows(&imported),
            [("vell*", -1.0, 2), ("cannot vell", -1.0, 4), ("dorr", -1.0, 5), ("plock", 1.0, 7)]
        );
        assert_eq!(count(&imported, NoteKind::Weight), 1);
        assert_eq!(count(&imported, NoteKind::OtherCategory), 1);
    }

    #[test]
    fn rules_and_what_is_below_them_are_counted_and_left_out() {
        let text = "POSITIVE\n\t@NOTGOOD [PLOCK AFTER #NOT /S 3]\n\t\tPART (1)\n\tPLOCK (1)\n\t@LAST (1)\nNEGATIVE\n\tVELL (1)\n";
        let imported = run(text, &ForeignOptions::default()).unwrap();
        assert_eq!(rows(&imported), [("plock", 1.0, 4), ("vell", -1.0, 7)]);
        let note = imported.notes.iter().find(|note| note.kind == NoteKind::Macro).unwrap();
        assert_eq!((note.count, note.first_line), (3, 2));
    }

    #[test]
    fn globs_inside_and_words_without_weight_are_left_out() {
        let text = "POSITIVE\n\tPL?CK (1)\n\t*OCK (1)\n\tPLOCK (1)\n\tBRELL\n";
        let imported = run(text, &ForeignOptions::default()).unwrap();
        assert_eq!(rows(&imported), [("plock", 1.0, 4)]);
        assert_eq!(count(&imported, NoteKind::Glob), 2);
        assert_eq!(count(&imported, NoteKind::EmptyCategory), 1);
    }

    #[test]
    fn siblings_below_a_skipped_level_are_siblings() {
        let text = "TONE\n\t\t\tPOSITIVE\n\t\t\t\tPLOCK (1)\n\t\t\tNEGATIVE\n\t\t\t\tVELL (1)\n";
        let imported = run(text, &ForeignOptions::default()).unwrap();
        assert_eq!(rows(&imported), [("plock", 1.0, 3), ("vell", -1.0, 5)]);
    }

    #[test]
    fn a_weight_is_a_number_in_brackets() {
        assert_eq!(weighted("PLOCK (1)"), Some(("PLOCK", "1")));
        assert_eq!(weighted("PLOCK(0.5)"), Some(("PLOCK", "0.5")));
        assert_eq!(weighted("PLOCK :( (1)"), Some(("PLOCK :(", "1")));
        for none in ["PLOCK", "PLOCK (nan)", "PLOCK (x1)", "(1)", "PLOCK ()", "PLOCK (.)"] {
            assert_eq!(weighted(none), None, "{none}");
        }
    }

    #[test]
    fn no_category_of_interest_lists_those_there_are() {
        let error = run("JOY\n\tPLOCK (1)\n", &ForeignOptions::default()).unwrap_err();
        assert_eq!(
            error,
            "w.cat:1: no category counts as favourable or critical; name some with 'standpoint lexicon convert --favourable NAME --critical NAME'; there are: JOY"
        );
    }
}
