//! Checks a lexicon for entries that load but will not do what their writer expects. Checks that need tokenised terms
//! are in [`index`](crate::index::check_lexicon).

use super::entry::{Entry, Kind};
use super::load::Lexicon;
use crate::finding::Finding;
use std::collections::BTreeMap;

/// Words of a term above which it is reported.
const USUAL_WORDS: usize = 6;

/// A finding about an entry of `lexicon`.
#[must_use]
pub fn finding(entry: &Entry<'_>, lexicon: &Lexicon, message: String) -> Finding {
    Finding { path: path(entry, lexicon).to_owned(), line: entry.line, message }
}

/// Location of an entry: `path:line`.
#[must_use]
pub fn place(entry: &Entry<'_>, lexicon: &Lexicon) -> String {
    format!("{}:{}", path(entry, lexicon), entry.line)
}

fn path<'l>(entry: &Entry<'_>, lexicon: &'l Lexicon) -> &'l str {
    lexicon.files().get(entry.file).map_or("", |file| file.path.as_str())
}

/// Checks `lexicon` and lists, by file and line: entries that a later file overrides or switches off, and whether that
/// reverses their sign; cues hidden by a neutral entry of the same words; terms of more than six words.
#[must_use]
pub fn check(lexicon: &Lexicon) -> Vec<Finding> {
    let neutral: BTreeMap<&str, Entry<'_>> = lexicon
        .entries()
        .filter(|entry| entry.kind == Kind::Neutral)
        .map(|entry| (entry.term, entry))
        .collect();
    let mut findings = Vec::new();
    let mut report = |entry: &Entry<'_>, message| findings.push(finding(entry, lexicon, message));
    for (entry, by, on) in lexicon.overridden() {
        let does = match (on, entry.opposes(&by)) {
            (false, _) => "is switched off at",
            (true, true) => "has the opposite sign, and is overridden, at",
            (true, false) => "is overridden at",
        };
        report(&entry, format!("'{}' {does} {}", entry.term, place(&by, lexicon)));
    }
    for entry in lexicon.entries() {
        if entry.term.split(' ').count() > USUAL_WORDS {
            report(&entry, format!("'{}' has more than six words", entry.term));
        }
        if entry.kind == Kind::Cue
            && let Some(hiding) = neutral.get(entry.term)
        {
            let place = place(hiding, lexicon);
            report(&entry, format!("'{}' is hidden by the neutral entry at {place}", entry.term));
        }
    }
    findings.sort();
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_contradict_each_other_are_told() {
        let mut lexicon = Lexicon::default();
        let header = "term\tkind\tpolarity\tagent\n";
        let one = "plock\tcue\t1\t\nvell\tcue\t1\t\nbrell\tcue\t1\t\ndorr\tcue\t\t-1\n";
        let two = "plock\tcue\t-1\t\nvell\tcue\t0\t\nbrell\tcue\t2\t\ndorr\tneutral\t\t\n";
        lexicon.layer("a.tsv", &format!("{header}{one}")).unwrap();
        lexicon.layer("b.tsv", &format!("{header}{two}")).unwrap();
        let said: Vec<String> =
            check(&lexicon).into_iter().map(|f| format!("{}:{}: {}", f.path, f.line, f.message)).collect();
        assert_eq!(
            said,
            [
                "a.tsv:2: 'plock' has the opposite sign, and is overridden, at b.tsv:2",
                "a.tsv:3: 'vell' is switched off at b.tsv:3",
                "a.tsv:4: 'brell' is overridden at b.tsv:4",
                "a.tsv:5: 'dorr' is hidden by the neutral entry at b.tsv:5",
            ]
        );
    }
}
