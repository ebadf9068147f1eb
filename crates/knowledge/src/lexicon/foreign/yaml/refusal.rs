//! Translates the parser's errors into faults of a dictionary.
//!
//! They are sentences about the YAML grammar, and often point past the place to fix.

use super::fault::{Fault, YamlFault};
use saphyr_parser::{Marker, ScanError, Span};

/// Substrings of the parser's errors and their faults; the first match wins. Anything else is
/// [`YamlFault::Unexpected`].
const MEANINGS: [(&str, YamlFault); 22] = [
    ("recursion limit", YamlFault::TooDeep),
    ("block scalar", YamlFault::BlockText),
    ("mapping keys", YamlFault::LongKey),
    ("trailing content", YamlFault::Unexpected),
    ("parsing a quoted scalar", YamlFault::Escape),
    ("quoted scalar", YamlFault::Unclosed),
    ("unknown anchor", YamlFault::Alias),
    ("anchor", YamlFault::Anchor),
    (" tag", YamlFault::Tag),
    ("handle wasn't declared", YamlFault::Tag),
    ("unexpected character", YamlFault::Reserved),
    ("tabs disallowed", YamlFault::TabIndentation),
    ("tab cannot", YamlFault::TabIndentation),
    ("found a tab", YamlFault::TabIndentation),
    ("valid YAML whitespace", YamlFault::TabIndentation),
    ("simple key", YamlFault::NoMap),
    ("comment intercepting", YamlFault::Indentation),
    ("indentation", YamlFault::Indentation),
    ("expected key", YamlFault::Indentation),
    ("'-' indicator", YamlFault::Indentation),
    ("mapping values", YamlFault::Indentation),
    ("<document start>", YamlFault::Indentation),
];

/// The lines of a text, numbered from 1 as the parser does.
#[derive(Debug)]
pub(super) struct Rows<'t>(Vec<&'t str>);

impl<'t> Rows<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self(text.split('\n').collect())
    }

    /// A line; empty past the end of the text.
    pub(super) fn row(&self, line: usize) -> &'t str {
        line.checked_sub(1).and_then(|at| self.0.get(at)).copied().unwrap_or_default()
    }

    /// The character at a place.
    pub(super) fn character(&self, mark: Marker) -> Option<char> {
        self.row(mark.line()).chars().nth(mark.col())
    }

    /// Whether a line is indented with a TAB.
    pub(super) fn is_tabbed(&self, line: usize) -> bool {
        let content = self.row(line).trim_start_matches(' ');
        content.starts_with('\t') && !content.trim().is_empty()
    }

    /// The last line before `line` that satisfies `fits`.
    pub(super) fn last_before(&self, line: usize, fits: impl Fn(&str) -> bool) -> Option<usize> {
        self.0.iter().take(line.saturating_sub(1)).rposition(|&row| fits(row)).map(|at| at + 1)
    }

    /// The last line before `line` that is neither empty nor a comment.
    pub(super) fn above(&self, line: usize) -> usize {
        let has_content = |row: &str| !matches!(row.trim_start().chars().next(), None | Some('#'));
        self.last_before(line, has_content).unwrap_or(line)
    }
}

/// The fault behind an error of the parser. `last` is the span of the last event, `bracket` the line of the innermost
/// open bracket.
pub(super) fn explain(error: &ScanError, rows: &Rows<'_>, last: Span, bracket: Option<usize>) -> Fault {
    let Fault { line, fault } = meaning_of(error, rows, last, bracket);
    // The parser may notice at the end of the text, in a line that is not there.
    Fault { line: line.min(rows.0.len() as u64), fault }
}

fn meaning_of(error: &ScanError, rows: &Rows<'_>, last: Span, bracket: Option<usize>) -> Fault {
    let (info, mark) = (error.info(), *error.marker());
    let line = mark.line();
    let row = rows.row(line);
    let at_end = line >= rows.0.len() && row.trim().is_empty();
    // The next key is parsed as part of an open bracket.
    let is_key = row.contains(':')
        && (info.starts_with("illegal placement") || info.starts_with("invalid indentation"));
    if let Some(opening) = bracket
        && (at_end || is_key)
    {
        return Fault::at(opening, YamlFault::Unclosed);
    }
    let meaning = MEANINGS.iter().find(|(words, _)| info.contains(*words));
    let fault = meaning.map_or(YamlFault::Unexpected, |(_, fault)| *fault);
    let before: String = row.chars().take(mark.col()).collect();
    match fault {
        YamlFault::Anchor if rows.character(mark) == Some('*') => Fault::at(line, YamlFault::Alias),
        YamlFault::Indentation if info.starts_with("comment") => Fault::at(line + 1, fault),
        YamlFault::Indentation if last.start.line() == line => Fault::at(line, YamlFault::Unexpected),
        YamlFault::TabIndentation => {
            Fault::at((line..=rows.0.len()).find(|at| rows.is_tabbed(*at)).unwrap_or(line), fault)
        }
        // A missing colon is noticed only at the next token.
        YamlFault::NoMap if before.trim().is_empty() => Fault::at(rows.above(line), fault),
        YamlFault::Unexpected if info.contains("trailing content") => behind_quotes(&before, line, rows),
        _ => Fault::at(line, fault),
    }
}

/// Content after a closing quote. If that quote is the only one in its line, it is the apostrophe of a word, and so is
/// the one that seemed to open.
fn behind_quotes(before: &str, line: usize, rows: &Rows<'_>) -> Fault {
    let lone = before.trim_end().chars().next_back().filter(|quote| before.matches(*quote).count() == 1);
    match lone.and_then(|quote| rows.last_before(line, |row| row.contains(quote))) {
        Some(opening) => Fault::at(opening, YamlFault::Unclosed),
        None => Fault::at(line, YamlFault::Unexpected),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::foreign::yaml::parse;

    fn fault(text: &str) -> (u64, YamlFault) {
        let Fault { line, fault } = parse(text).unwrap_err();
        (line, fault)
    }

    /// The fault in `key: {text}`.
    fn value(text: &str) -> YamlFault {
        fault(&format!("key: {text}\n")).1
    }

    #[test]
    fn lines_out_of_place_are_faults() {
        assert_eq!(fault("a:\n  - b\n - c\n"), (3, YamlFault::Indentation));
        assert_eq!(fault("a: b\n  c: d\n"), (2, YamlFault::Indentation));
        assert_eq!(fault("a: b # c\n  d\n"), (2, YamlFault::Indentation));
        assert_eq!(fault("a: b\n- c\n"), (2, YamlFault::Indentation));
        assert_eq!(fault("a:\n  - b\n  c: d\n"), (3, YamlFault::Indentation));
        assert_eq!(fault("a:\n  - b\n    - c\n"), (3, YamlFault::Indentation));
        assert_eq!(fault("  a: b\nc: d\n"), (2, YamlFault::Indentation));
        assert_eq!(fault("a:\n  - b\nc\n"), (3, YamlFault::NoMap));
        assert_eq!(fault("a:\n  - b\nc\n\n# d\ne: f\n"), (3, YamlFault::NoMap));
        assert_eq!(fault("x:\n  a: b\n  c"), (3, YamlFault::NoMap));
        assert_eq!(fault("a\nb\n"), (1, YamlFault::NoMap));
        assert_eq!(fault("a\n- b\n"), (1, YamlFault::NoMap));
        assert_eq!(fault("'a'\n"), (1, YamlFault::NoMap));
        assert_eq!(fault("%%a\tb#c"), (1, YamlFault::Indentation));
    }

    #[test]
    fn a_tab_in_front_is_a_fault() {
        assert_eq!(fault("a:\n\t- b\n"), (2, YamlFault::TabIndentation));
        assert_eq!(fault("a:\n  \t- b\n"), (2, YamlFault::TabIndentation));
        assert_eq!(fault("\ta: b\n"), (1, YamlFault::TabIndentation));
        assert_eq!(fault("a:\n- b\n\n\tc\n"), (4, YamlFault::TabIndentation));
    }

    #[test]
    fn depth_and_size_are_limited() {
        assert_eq!(fault(&"- ".repeat(100_000)), (1, YamlFault::TooDeep));
        assert_eq!(fault(&"[".repeat(100_000)), (1, YamlFault::TooDeep));
        assert_eq!(value(&"[".repeat(100)), YamlFault::TooDeep);
        let deep: String = (0..100).map(|n| format!("{}k:\n", " ".repeat(n))).collect();
        assert_eq!(fault(&deep), (65, YamlFault::TooDeep));
        assert_eq!(fault(&"#".repeat(super::super::LARGEST + 1)), (1, YamlFault::TooLarge));
    }

    #[test]
    fn an_open_bracket_is_found_where_it_opens() {
        assert_eq!(fault("{---"), (1, YamlFault::Unclosed));
        assert_eq!(fault("{..."), (1, YamlFault::Unclosed));
        assert_eq!(fault("a: b\nc: [d,\n  e"), (2, YamlFault::Unclosed));
        assert_eq!(fault("a: [b, c\nd: [e]\n"), (1, YamlFault::Unclosed));
        assert_eq!(fault("a: [b, c,\nd: [e]\n"), (1, YamlFault::Unclosed));
        assert_eq!(value("[a, b"), YamlFault::Unclosed);
        assert_eq!(value("[a, b}"), YamlFault::Unexpected);
        assert_eq!(value("[a] b"), YamlFault::Unexpected);
        assert_eq!(value("{a, b}"), YamlFault::Unexpected);
    }

    #[test]
    fn an_apostrophe_in_front_is_found_where_it_stands() {
        assert_eq!(value("'tis"), YamlFault::Unclosed);
        assert_eq!(value("'a\nb'"), YamlFault::Unclosed);
        assert_eq!(fault("a:\n- 'tis\n- b\n"), (2, YamlFault::Unclosed));
        assert_eq!(fault("a:\n- 'tis\n- b\n- goin'\n"), (2, YamlFault::Unclosed));
        assert_eq!(fault("a:\n- 'tis\n- b\n- 'twas\n"), (2, YamlFault::Unclosed));
        assert_eq!(fault("a:\n- b\n- 'c' d\n"), (3, YamlFault::Unexpected));
        assert_eq!(value("\"a\" b"), YamlFault::Unexpected);
    }

    #[test]
    fn what_a_dictionary_has_no_need_of_is_refused() {
        assert_eq!(value("|\n  a"), YamlFault::BlockText);
        assert_eq!(value(">- # x\n  a"), YamlFault::BlockText);
        assert_eq!(fault("a:\n  - |\n    b\n"), (2, YamlFault::BlockText));
        assert_eq!(fault("a:\n  - b\n  - |"), (3, YamlFault::BlockText));
        assert_eq!(value("&anchor [a]"), YamlFault::Anchor);
        assert_eq!(value("a\n<<: *b"), YamlFault::Anchor);
        assert_eq!(fault("a: b\nc: &d\n- e\nf: *d\n"), (2, YamlFault::Anchor));
        assert_eq!(value("!!str no"), YamlFault::Tag);
        assert_eq!(value("!a!b no"), YamlFault::Tag);
        assert_eq!(value("a: b"), YamlFault::Unexpected);
        assert_eq!(value("- a"), YamlFault::Unexpected);
        assert_eq!(value("a\n  - b"), YamlFault::Indentation);
        assert_eq!(value("a\n]"), YamlFault::Unexpected);
        assert_eq!(fault("a: b\n? c\n: d\n"), (2, YamlFault::LongKey));
        assert_eq!(fault("a: b\n? - c\n: d\n"), (2, YamlFault::LongKey));
        assert_eq!(fault("a:\n- b\n- ?\n\n"), (3, YamlFault::LongKey));
        assert_eq!(fault("a: b\n: d\n"), (2, YamlFault::Unexpected));
        assert_eq!(fault("[a]: b\n"), (1, YamlFault::Unexpected));
        assert_eq!(value(r#""\q""#), YamlFault::Escape);
        assert_eq!(value(r#""\u12""#), YamlFault::Escape);
    }

    #[test]
    fn words_that_begin_with_a_sign_of_yaml_need_quotes() {
        for (text, expected) in [
            ("*ing", YamlFault::Alias),
            ("*", YamlFault::Alias),
            ("&", YamlFault::Anchor),
            ("!", YamlFault::Tag),
            ("?", YamlFault::LongKey),
            (">:(", YamlFault::BlockText),
            ("@x", YamlFault::Reserved),
            ("%", YamlFault::Reserved),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
    }
}
