//! Export: imported entries as a file in our own format.

use super::Imported;
use std::fmt::Write;

/// A file with the entries of `imported`: `#!` lines with `id` and `source`, the notes as comments, then a cue for each
/// entry with its line in the original. The licence is not known here: the original file must state it.
#[must_use]
pub fn to_native(imported: &Imported, id: &str, source: &str) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "#! id = {}", on_one_line(id));
    let _ = writeln!(text, "#! version = 1");
    let _ = writeln!(text, "#! license = unknown: see the source");
    let _ = writeln!(text, "#! source = {}", on_one_line(source));
    for note in &imported.notes {
        let _ = writeln!(text, "# {}", on_one_line(&note.to_string()));
    }
    text.push_str("term\tkind\tpolarity\tagent\tpatient\trelation\tfactor\tnote\n");
    for entry in &imported.entries {
        let _ = writeln!(text, "{}\tcue\t{}\t\t\t\t\tline {}", entry.term, entry.polarity, entry.line);
    }
    text
}

fn on_one_line(text: &str) -> String {
    text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::foreign::{ForeignFormat, ForeignOptions, read};
    use crate::lexicon::{Kind, Lexicon};

    const TEXT: &str = "Plock\t2.1\nwell brelled*\t-4\n#dorr\t0.1\n:)\t2\n";

    fn native() -> String {
        let imported =
            read(ForeignFormat::Vader, "v.txt", TEXT.as_bytes(), &ForeignOptions::default()).unwrap();
        to_native(&imported, "mine\n", "a list\r\nof words")
    }

    #[test]
    fn header_notes_and_rows() {
        let native = native();
        let lines: Vec<&str> = native.lines().collect();
        assert_eq!(lines[0], "#! id = mine");
        assert_eq!(lines[2], "#! license = unknown: see the source");
        assert_eq!(lines[3], "#! source = a list  of words");
        assert!(native.contains("\n# values scaled to [-3, 3] (times 3/4): 4, first in line 1 ('Plock')\n"));
        assert!(native.ends_with(
            "\nplock\tcue\t1.575\t\t\t\t\tline 1\nwell brelled*\tcue\t-3\t\t\t\t\tline 2\ndorr\tcue\t0.075\t\t\t\t\tline 3\n"
        ));
    }

    #[test]
    fn it_loads_and_nothing_is_lost() {
        let mut lexicon = Lexicon::default();
        lexicon.layer("mine.tsv", &native()).unwrap();
        let entries: Vec<_> = lexicon.entries().map(|e| (e.term, e.kind, e.polarity)).collect();
        assert_eq!(
            entries,
            [("plock", Kind::Cue, 1.575), ("well brelled*", Kind::Cue, -3.0), ("dorr", Kind::Cue, 0.075)]
        );
        let info = &lexicon.files()[0];
        assert_eq!((info.id.as_str(), info.license.as_str()), ("mine", "unknown: see the source"));
        assert_eq!(info.source, "a list  of words");
    }
}
