//! VADER and AFINN: a term, a TAB, a rating on the scale of the format; the rest of the line is ignored.

use super::LARGEST;
use super::collect::EntryCollector;
use super::decode::lines;
use super::error::{ForeignError, ForeignFault};
use super::notes::{NoteKind, one_line};

/// A format with one rating per line.
#[derive(Debug)]
pub(super) struct Scale {
    /// The largest absolute value of the scale.
    pub(super) limit: f64,
    /// The expected form of a line.
    shape: &'static str,
}

/// VADER: the mean of human ratings from -4 to 4.
pub(super) const VADER: Scale = Scale { limit: 4.0, shape: "`term TAB mean TAB deviation`" };
/// AFINN: whole numbers from -5 to 5.
pub(super) const AFINN: Scale = Scale { limit: 5.0, shape: "`term TAB number`" };

pub(super) fn read(
    scale: &Scale,
    path: &str,
    text: &str,
    collector: &mut EntryCollector,
) -> Result<(), ForeignError> {
    for (line, row) in lines(text) {
        // Neither format has comments, but some copies do; `#word TAB 1` is an entry.
        let is_comment = row.starts_with('#') && !row.contains('\t');
        if is_comment || row.trim().is_empty() {
            continue;
        }
        let mut cells = row.split('\t');
        let (Some(term), Some(cell)) = (cells.next(), cells.next()) else {
            let fault = ForeignFault::Malformed { expected: scale.shape, found: one_line(row) };
            return Err(ForeignError::line(path, line, fault));
        };
        let value = match cell.trim().parse::<f64>() {
            Ok(value) if value.abs() <= scale.limit => value,
            _ => {
                let fault = ForeignFault::BadNumber { value: one_line(cell), limit: scale.limit };
                return Err(ForeignError::line(path, line, fault));
            }
        };
        collector.note(NoteKind::Rescaled { largest: scale.limit }, line, term);
        collector.rated(term, value * LARGEST / scale.limit, line);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::lexicon::foreign::{ForeignFormat, ForeignOptions, Imported, NoteKind, read};

    fn run(format: ForeignFormat, text: &str) -> Result<Imported, String> {
        read(format, "r.txt", text.as_bytes(), &ForeignOptions::default()).map_err(|error| error.to_string())
    }

    fn rows(imported: &Imported) -> Vec<(&str, f64)> {
        imported.entries.iter().map(|entry| (entry.term.as_str(), entry.polarity)).collect()
    }

    fn count(imported: &Imported, kind: NoteKind) -> u64 {
        imported.notes.iter().find(|note| note.kind == kind).map_or(0, |note| note.count)
    }

    #[test]
    fn vader_means_are_scaled_and_only_the_first_two_cells_matter() {
        let text = "$:\t-1.5\t0.80623\t[-1, -1]\nPlock\t2.1\t0.7\t[2, 2, [\nvell\t-4\nsomewhat so\t0.4\tx\n";
        let imported = run(ForeignFormat::Vader, text).unwrap();
        assert_eq!(rows(&imported), [("plock", 1.575), ("vell", -3.0), ("somewhat so", 0.3)]);
        assert_eq!(count(&imported, NoteKind::Rescaled { largest: 4.0 }), 4);
        assert_eq!(count(&imported, NoteKind::NoWord), 1);
    }

    #[test]
    fn afinn_has_phrases_hyphens_and_lines_twice() {
        let text = "can't plock\t-5\nhalf-plocked\t1\nnaïvell\t-2\nnaïvell\t-2\ndorrish\t5\nplain\t0\n";
        let imported = run(ForeignFormat::Afinn, text).unwrap();
        assert_eq!(
            rows(&imported),
            [("can't plock", -3.0), ("half-plocked", 0.6), ("naïvell", -1.2), ("dorrish", 3.0)]
        );
        assert_eq!(count(&imported, NoteKind::Duplicate), 1);
        assert_eq!(count(&imported, NoteKind::Zero), 1);
    }

    #[test]
    fn a_number_off_the_scale_is_an_error_with_its_line() {
        for bad in ["5", "nan", "inf", "1e999", "", "x"] {
            let error = run(ForeignFormat::Vader, &format!("plock\t1\n\nvell\t{bad}\n")).unwrap_err();
            assert!(error.starts_with(&format!("r.txt:3: '{bad}' is not a number from -4 to 4")), "{error}");
        }
    }

    #[test]
    fn a_line_without_a_tab_is_an_error_and_a_comment_is_none() {
        let error = run(ForeignFormat::Afinn, "plock\t1\nvell -2\n").unwrap_err();
        assert!(error.starts_with("r.txt:2: 'vell -2' where `term TAB number` should stand"), "{error}");
        let imported = run(ForeignFormat::Afinn, "# words\n#plock\t1\nvell\t-1\n").unwrap();
        assert_eq!(rows(&imported), [("plock", 0.6), ("vell", -0.6)]);
    }
}
