//! Converts foreign terms to ours: normal form, terms that can never match, duplicates.

use super::category::Side;
use super::error::{ForeignError, ForeignFault};
use super::notes::{NoteKind, Notes};
use super::{Imported, ImportedEntry};
use std::collections::BTreeMap;

/// Polarities are rounded to a millionth, as scores are.
const ROUNDING: f64 = 1e6;

/// The entries of a file while it is read.
#[derive(Debug)]
pub(super) struct EntryCollector {
    /// Whether `?` stands for a letter.
    globs: bool,
    entries: Vec<ImportedEntry>,
    /// For each entry, whether it occurs on both sides.
    both: Vec<bool>,
    index: BTreeMap<String, usize>,
    notes: Notes,
}

impl EntryCollector {
    pub(super) fn new(globs: bool, notes: Notes) -> Self {
        Self { globs, entries: Vec::new(), both: Vec::new(), index: BTreeMap::new(), notes }
    }

    /// Notes something left out or changed.
    pub(super) fn note(&mut self, kind: NoteKind, line: u64, example: &str) {
        self.notes.add(kind, line, example);
    }

    /// Adds a term with a rating in [-3, 3]. Of two ratings for one term the first is kept.
    pub(super) fn rated(&mut self, raw: &str, value: f64, line: u64) {
        let polarity = (value * ROUNDING).round() / ROUNDING;
        if polarity == 0.0 {
            self.note(NoteKind::Zero, line, raw);
            return;
        }
        if let Some(first) = self.enter(raw, polarity, line) {
            let same =
                self.entries.get(first).is_some_and(|entry| entry.polarity.total_cmp(&polarity).is_eq());
            self.note(if same { NoteKind::Duplicate } else { NoteKind::Conflict }, line, raw);
        }
    }

    /// Adds a term of a category. A term on both sides is dropped in the end: the order of categories in a file carries
    /// no meaning.
    pub(super) fn sided(&mut self, raw: &str, side: Side, line: u64) {
        let polarity = match side {
            Side::Favourable => 1.0,
            Side::Critical => -1.0,
            Side::Negated => return self.note(NoteKind::Negated, line, raw),
            Side::Other => return self.note(NoteKind::OtherCategory, line, raw),
        };
        if let Some(first) = self.enter(raw, polarity, line) {
            let same =
                self.entries.get(first).is_some_and(|entry| entry.polarity.total_cmp(&polarity).is_eq());
            if same {
                self.note(NoteKind::Duplicate, line, raw);
            } else if let Some(both) = self.both.get_mut(first) {
                *both = true;
            }
        }
    }

    /// Adds an entry, or notes why it can never match. Returns the index of an earlier entry with the same term, if
    /// any.
    fn enter(&mut self, raw: &str, polarity: f64, line: u64) -> Option<usize> {
        let term = match tidy(raw, self.globs) {
            Ok(term) => term,
            Err(why) => {
                self.note(why, line, raw);
                return None;
            }
        };
        if let Some(first) = self.index.get(&term) {
            return Some(*first);
        }
        self.index.insert(term.clone(), self.entries.len());
        self.entries.push(ImportedEntry { term, polarity, line });
        self.both.push(false);
        None
    }

    /// The remaining entries, with the notes.
    pub(super) fn finish(self, path: &str) -> Result<Imported, ForeignError> {
        let Self { entries, both, mut notes, .. } = self;
        let mut kept = Vec::with_capacity(entries.len());
        for (entry, both) in entries.into_iter().zip(both) {
            if both {
                notes.add(NoteKind::BothSides, entry.line, &entry.term);
                continue;
            }
            if entry.term.contains('*') {
                notes.add(NoteKind::Star, entry.line, &entry.term);
            }
            kept.push(entry);
        }
        let Some(first) = kept.first() else {
            let left_out: Vec<String> = notes.into_vec().iter().map(ToString::to_string).collect();
            return Err(ForeignError::line(path, 1, ForeignFault::Empty { left_out: left_out.join("; ") }));
        };
        let sign = first.polarity > 0.0;
        if kept.iter().all(|entry| (entry.polarity > 0.0) == sign) {
            notes.add_many(NoteKind::OneSided, kept.len() as u64, first.line, &first.term);
        }
        Ok(Imported { entries: kept, notes: notes.into_vec() })
    }
}

/// The term in our format: lower case, straight apostrophes, single blanks, no `_` between words, no leading `#` (it
/// would be a comment). Or the reason why it can never match, or would match too much.
fn tidy(raw: &str, globs: bool) -> Result<String, NoteKind> {
    let lower: String = raw.to_lowercase().replace('\u{2019}', "'");
    if !lower.chars().any(char::is_alphanumeric) {
        return Err(NoteKind::NoWord);
    }
    if is_emoticon(lower.trim()) {
        return Err(NoteKind::Emoticon);
    }
    let is_gap = |c: char| c.is_whitespace() || c.is_control() || c == '_';
    let words: Vec<&str> = lower.split(is_gap).filter(|word| !word.is_empty()).collect();
    let joined = words.join(" ");
    let term = joined.trim_start_matches(['#', ' ']);
    for word in term.split(' ') {
        let stem = word.strip_suffix('*').unwrap_or(word);
        let lone_star = stem.len() < word.len() && !stem.chars().any(char::is_alphanumeric);
        if stem.contains('*') || lone_star || (globs && stem.contains('?')) {
            return Err(NoteKind::Glob);
        }
    }
    Ok(term.to_owned())
}

/// A word with punctuation and at most two letters or digits: `:d`, `8-)`, `w/`. Tokens have no punctuation, so it
/// would match the bare letters.
fn is_emoticon(term: &str) -> bool {
    let is_mark = |c: char| c.is_ascii_punctuation() && !matches!(c, '\'' | '.' | '*' | '?');
    !term.contains(char::is_whitespace)
        && term.contains(is_mark)
        && term.chars().filter(|c| c.is_alphanumeric()).count() <= 2
}

#[cfg(test)]
mod tests {
    use super::super::error::said;
    use super::*;

    fn collector() -> EntryCollector {
        EntryCollector::new(true, Notes::default())
    }

    fn count(imported: &Imported, kind: NoteKind) -> u64 {
        imported.notes.iter().find(|note| note.kind == kind).map_or(0, |note| note.count)
    }

    #[test]
    fn terms_take_our_form() {
        assert_eq!(tidy(" WELL\u{a0}  Brelled ", true), Ok("well brelled".into()));
        assert_eq!(tidy("Can\u{2019}t  plock", true), Ok("can't plock".into()));
        assert_eq!(tidy("NOT_PLOCK*", true), Ok("not plock*".into()));
        assert_eq!(tidy("#plock", true), Ok("plock".into()));
        assert_eq!(tidy("_#_plock", true), Ok("plock".into()));
        assert_eq!(tidy("plo\0ck", true), Ok("plo ck".into()));
        assert_eq!(tidy("half-plocked", true), Ok("half-plocked".into()));
        assert_eq!(tidy("Плок", true), Ok("плок".into()));
    }

    #[test]
    fn what_cannot_match_is_refused() {
        for term in [":)", "%)", "$", "***", "\u{1f600}", ""] {
            assert_eq!(tidy(term, false), Err(NoteKind::NoWord), "{term}");
        }
        for term in [":D", "8-)", "<3", "o_O", "=p", "w/"] {
            assert_eq!(tidy(term, false), Err(NoteKind::Emoticon), "{term}");
        }
        for term in ["no", "o.k.", "u.s", "i'd", "24/7", "at&t"] {
            assert_eq!(tidy(term, false), Ok(term.to_owned()));
        }
    }

    #[test]
    fn only_a_star_at_the_end_of_a_word_is_kept() {
        for term in ["plock*", "plock* the vell*", "half-plock*"] {
            assert_eq!(tidy(term, true), Ok(term.to_owned()));
        }
        for term in ["pl*ck", "*plock", "plock**", "pl?ck", "plock?", "plock *", "plock *'"] {
            assert_eq!(tidy(term, true), Err(NoteKind::Glob), "{term}");
        }
        assert_eq!(tidy("so what?", false), Ok("so what?".into()));
        assert_eq!(tidy("pl*ck", false), Err(NoteKind::Glob));
    }

    #[test]
    fn the_first_number_wins() {
        let mut collector = collector();
        collector.rated("plock", 2.0, 1);
        collector.rated("Plock", 2.0, 2);
        collector.rated("PLOCK", -1.0, 3);
        collector.rated("vell", -1.0, 4);
        collector.rated("dull", 0.000_000_1, 5);
        let imported = collector.finish("f").unwrap();
        let entries: Vec<_> =
            imported.entries.iter().map(|e| (e.term.as_str(), e.polarity, e.line)).collect();
        assert_eq!(entries, [("plock", 2.0, 1), ("vell", -1.0, 4)]);
        assert_eq!(count(&imported, NoteKind::Duplicate), 1);
        assert_eq!(count(&imported, NoteKind::Conflict), 1);
        assert_eq!(count(&imported, NoteKind::Zero), 1);
        assert_eq!(count(&imported, NoteKind::OneSided), 0);
    }

    #[test]
    fn a_term_on_both_sides_is_left_out() {
        let mut collector = collector();
        collector.sided("plock", Side::Favourable, 1);
        collector.sided("vell*", Side::Favourable, 2);
        collector.sided("plock", Side::Critical, 3);
        collector.sided("vell*", Side::Favourable, 4);
        collector.sided("brell", Side::Other, 5);
        collector.sided("not vell", Side::Negated, 6);
        let imported = collector.finish("f").unwrap();
        assert_eq!(imported.entries.len(), 1);
        for kind in [
            NoteKind::BothSides,
            NoteKind::Duplicate,
            NoteKind::OtherCategory,
            NoteKind::Negated,
            NoteKind::Star,
            NoteKind::OneSided,
        ] {
            assert_eq!(count(&imported, kind), 1, "{kind}");
        }
    }

    #[test]
    fn a_file_of_which_nothing_is_left_is_an_error_that_says_why() {
        let mut collector = collector();
        collector.rated(":)", 2.0, 1);
        let error = said(&collector.finish("f.txt").unwrap_err());
        assert!(error.starts_with("f.txt:1: no entry is left"), "{error}");
        assert!(error.contains("without a letter or digit"), "{error}");
    }
}
