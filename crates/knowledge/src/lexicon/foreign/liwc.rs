//! LIWC: numbered categories between two `%` lines, then terms with their category numbers.
//!
//! Files in use have blanks for TABs, numbers with and without leading zeros, and conditional categories (`(02
//! 134)125/464`: 125 after a word of category 2 or 134, else 464). Conditional ones are left out: they depend on the
//! text.

use super::ForeignOptions;
use super::category::{Category, Side};
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
    let mut rows = lines(text).map(|(line, row)| (line, row.trim())).filter(|(_, row)| !row.is_empty());
    match rows.next() {
        Some((_, "%")) => {}
        other => {
            let line = other.map_or(1, |(line, _)| line);
            return Err(ForeignError::line(path, line, ForeignFault::NoCategorySection));
        }
    }
    let mut categories: Vec<Category> = Vec::new();
    let mut numbers: BTreeMap<u32, usize> = BTreeMap::new();
    let mut last = 1;
    loop {
        let Some((line, row)) = rows.next() else {
            return Err(ForeignError::line(path, last, ForeignFault::NoCategorySection));
        };
        last = line;
        if row == "%" {
            break;
        }
        let (number, category) = definition(path, line, row)?;
        if let Some(first) = numbers.insert(number, categories.len()) {
            let first = categories.get(first).map_or(0, |category| category.line);
            return Err(ForeignError::line(path, line, ForeignFault::DuplicateNumber { first, number }));
        }
        categories.push(category);
    }
    let sides = choose(path, &categories, options)?;
    for (line, row) in rows.filter(|(_, row)| *row != "%") {
        let (term, references) = split(row);
        let mut met: Vec<Side> = Vec::new();
        let mut conditional = false;
        for reference in References(references) {
            if reference.starts_with(['(', '<']) || reference.contains('/') {
                collector.note(NoteKind::Conditional, line, row);
                conditional = true;
                continue;
            }
            let Some(number) = number(reference) else {
                return Err(malformed(path, line, "the number of a category", reference));
            };
            match numbers.get(&number).and_then(|at| sides.get(*at)) {
                Some(side) => met.push(*side),
                None => collector.note(NoteKind::UnknownNumber, line, row),
            }
        }
        match (met.contains(&Side::Favourable), met.contains(&Side::Critical)) {
            (true, true) => collector.note(NoteKind::BothSides, line, term),
            (true, false) => collector.sided(term, Side::Favourable, line),
            (false, true) => collector.sided(term, Side::Critical, line),
            (false, false) if met.contains(&Side::Negated) => collector.sided(term, Side::Negated, line),
            (false, false) if !met.is_empty() => collector.sided(term, Side::Other, line),
            (false, false) if !conditional => collector.note(NoteKind::Uncategorized, line, term),
            (false, false) => {}
        }
    }
    Ok(())
}

/// A line of the first section: number and name.
fn definition(path: &str, line: u64, row: &str) -> Result<(u32, Category), ForeignError> {
    let parts = row.split_once(char::is_whitespace);
    match parts.and_then(|(first, name)| Some((number(first)?, name.trim()))) {
        Some((number, name)) => Ok((number, Category { name: name.to_owned(), parent: None, line })),
        None => Err(malformed(path, line, "the number and name of a category", row)),
    }
}

fn malformed(path: &str, line: u64, expected: &'static str, found: &str) -> ForeignError {
    ForeignError::line(path, line, ForeignFault::Malformed { expected, found: one_line(found) })
}

/// A category number: `01` and `1` are the same.
fn number(text: &str) -> Option<u32> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// A line of the second section: the term, and its references. Without a TAB the term ends before the first word that
/// looks like a number or a condition; the first word always belongs to it.
fn split(row: &str) -> (&str, &str) {
    if let Some((term, references)) = row.split_once('\t') {
        return (term.trim_end(), references);
    }
    let is_reference = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '(' | '<'));
    for (at, gap) in row.match_indices(char::is_whitespace) {
        let rest = row.get(at + gap.len()..).unwrap_or_default();
        if is_reference(rest) {
            return (row.get(..at).unwrap_or_default().trim_end(), rest);
        }
    }
    (row, "")
}

/// The references of a line; a condition with blanks in its brackets is one.
struct References<'a>(&'a str);

impl<'a> Iterator for References<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.0.trim_start();
        let closing = match rest.chars().next()? {
            '(' => ')',
            '<' => '>',
            _ => ' ',
        };
        let bracket = rest.find(closing).filter(|_| closing != ' ').unwrap_or(0);
        let tail = rest.get(bracket..).unwrap_or_default();
        let end = tail.find(char::is_whitespace).map_or(rest.len(), |at| bracket + at);
        let (reference, after) = rest.split_at_checked(end)?;
        self.0 = after;
        Some(reference)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::foreign::error::said;
    use crate::lexicon::foreign::{ForeignFormat, Imported, read};

    fn run(text: &str) -> Result<Imported, String> {
        read(ForeignFormat::Liwc, "l.dic", text.as_bytes(), &ForeignOptions::default())
            .map_err(|error| said(&error))
    }

    fn rows(imported: &Imported) -> Vec<(&str, f64, u64)> {
        imported.entries.iter().map(|entry| (entry.term.as_str(), entry.polarity, entry.line)).collect()
    }

    fn count(imported: &Imported, kind: NoteKind) -> u64 {
        imported.notes.iter().find(|note| note.kind == kind).map_or(0, |note| note.count)
    }

    const HEAD: &str = "%\n1\taffect\n02\tposemo (Positive)\n3\tnegemo\n4\tbody\n%\n";

    #[test]
    fn stars_zeros_and_terms_of_other_categories() {
        let imported = run(&format!("{HEAD}plock*\t001\t2\nvell\t1 03\nelbow\t04\n")).unwrap();
        assert_eq!(rows(&imported), [("plock*", 1.0, 7), ("vell", -1.0, 8)]);
        assert_eq!(count(&imported, NoteKind::OtherCategory), 1);
        assert_eq!(count(&imported, NoteKind::Star), 1);
    }

    #[test]
    fn lines_that_end_in_cr_only() {
        let imported = run("%\r1\tpos\r2\tneg\r%\rplock\t1\rvell\t2\r").unwrap();
        assert_eq!(rows(&imported), [("plock", 1.0, 5), ("vell", -1.0, 6)]);
    }

    #[test]
    fn blanks_instead_of_tabs() {
        let imported = run("%\n  1   pos\n 2 neg\n%\nplock   1\nwell brelled 01  1\nvell* 2\n").unwrap();
        assert_eq!(rows(&imported), [("plock", 1.0, 5), ("well brelled", 1.0, 6), ("vell*", -1.0, 7)]);
    }

    #[test]
    fn conditions_are_left_out_and_the_other_categories_stay() {
        let text = format!("{HEAD}like\t(02 134)2/3 3\nkind\t<of>4/2\nmean (1 4)3/2\nplock\t2\n");
        let imported = run(&text).unwrap();
        assert_eq!(rows(&imported), [("like", -1.0, 7), ("plock", 1.0, 10)]);
        assert_eq!(count(&imported, NoteKind::Conditional), 3);
        assert_eq!(count(&imported, NoteKind::Uncategorized), 0);
    }

    #[test]
    fn references_are_cut_apart() {
        let cut = |text| References(text).collect::<Vec<_>>();
        assert_eq!(cut(" 1\t02 (02 134)125/464 7"), ["1", "02", "(02 134)125/464", "7"]);
        assert_eq!(cut("<of> 1"), ["<of>", "1"]);
        assert_eq!(cut("(1 2"), ["(1", "2"]);
        assert!(cut("  ").is_empty());
    }

    #[test]
    fn a_term_on_both_sides_without_category_or_with_an_unknown_one() {
        let imported = run(&format!("{HEAD}torn\t2\t3\nlost\nplock\t2 99\n")).unwrap();
        assert_eq!(rows(&imported), [("plock", 1.0, 9)]);
        assert_eq!(count(&imported, NoteKind::BothSides), 1);
        assert_eq!(count(&imported, NoteKind::Uncategorized), 1);
        assert_eq!(count(&imported, NoteKind::UnknownNumber), 1);
    }

    #[test]
    fn errors_name_the_line() {
        assert!(run("plock\t1\n").unwrap_err().starts_with("l.dic:1: the categories"));
        assert!(run("%\n1\tpos\nplock\t1\n").unwrap_err().starts_with("l.dic:3: 'plock 1' where the number"));
        assert!(run("%\n1\tpos\n").unwrap_err().starts_with("l.dic:2: the categories"));
        assert!(run("%\n1\tpos\n01\tneg\n%\n").unwrap_err().starts_with("l.dic:3: the category number 1"));
        assert!(run(&format!("{HEAD}plock\tposemo\n")).unwrap_err().starts_with("l.dic:7: 'posemo' where"));
        let error = run("%\n1\tjoy\n%\nplock\t1\n").unwrap_err();
        assert!(error.contains("there are: joy"), "{error}");
    }
}
