//! The subset of YAML that dictionaries use: nested maps with lists of words.
//!
//! Reads parser events, not values: YAML takes `no`, `on` and `y` for booleans, a dictionary for words, and an event
//! has the text of a scalar. Features that dictionaries do not need (anchors, tags, block scalars, complex keys) are
//! rejected with their line, never guessed at or expanded.

mod fault;
mod refusal;

pub(super) use fault::Fault;
pub use fault::YamlFault;

use super::category::Category;
use refusal::{Rows, explain};
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

/// Maximum nesting depth of maps and lists.
const DEEPEST: usize = 64;
/// Maximum file size in bytes. A file gives at most a few events per byte, but the parser buffers what is in brackets,
/// hundreds of bytes per character, until it knows whether the brackets are a key.
const LARGEST: usize = 4 << 20;

/// A scalar that is not a key.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    /// The innermost key that contains it.
    pub(super) category: Option<usize>,
    /// The text, unquoted.
    pub(super) text: String,
    /// Its line.
    pub(super) line: u64,
}

/// The keys and scalars of a file, in file order.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// The keys.
    pub(super) categories: Vec<Category>,
    /// The scalars.
    pub(super) leaves: Vec<Leaf>,
}

/// An open map or list.
#[derive(Debug)]
struct Level {
    /// The line where it begins.
    line: usize,
    /// The column where it begins; none in brackets, where indentation is free.
    column: Option<usize>,
    /// Whether it is a map.
    is_map: bool,
    /// Whether a key comes next.
    key_is_next: bool,
    /// The key it belongs to.
    above: Option<usize>,
    /// The key that its values belong to: the latest one of a map, `above` for a list.
    category: Option<usize>,
}

/// The parser state: a document while it is read.
#[derive(Debug)]
struct Reader<'t> {
    rows: Rows<'t>,
    document: Document,
    levels: Vec<Level>,
    /// The span of the last event.
    last: Span,
}

/// Parses a whole file, with lines that end in `\n`.
pub(super) fn parse(text: &str) -> Result<Document, Fault> {
    if text.len() > LARGEST {
        return Err(Fault::at(1, YamlFault::TooLarge));
    }
    let text = eased(text);
    let (rows, last) = (Rows::new(&text), Span::default());
    let mut reader = Reader { rows, document: Document::default(), levels: Vec::new(), last };
    for event in Parser::new_from_str(&text) {
        let (event, span) = event.map_err(|error| reader.refuse(&error))?;
        reader.take(event, span)?;
    }
    Ok(reader.document)
}

/// Rewrites what other readers accept and the parser rejects: a NUL in a word, a TAB right after a colon, a closing
/// bracket in the column of its key. Line numbers are preserved.
fn eased(text: &str) -> String {
    let text = text.replace('\0', " ").replace(":\t", ": ");
    let mut eased = String::with_capacity(text.len());
    for row in text.split_inclusive('\n') {
        if row.trim_start_matches(' ').starts_with([']', '}']) {
            eased.push(' ');
        }
        eased.push_str(row);
    }
    eased
}

impl Reader<'_> {
    fn refuse(&self, error: &ScanError) -> Fault {
        let bracket = self.levels.last().filter(|top| top.column.is_none()).map(|top| top.line);
        explain(error, &self.rows, self.last, bracket)
    }

    fn in_brackets(&self) -> bool {
        self.levels.last().is_some_and(|top| top.column.is_none())
    }

    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Fault> {
        if span.start != span.end {
            self.last = span;
        }
        let refuse = |fault| Err(Fault::at(span.start.line(), fault));
        match event {
            Event::Alias(_) => refuse(YamlFault::Alias),
            Event::Scalar(_, _, 1.., _) | Event::SequenceStart(1.., _) | Event::MappingStart(1.., _) => {
                refuse(YamlFault::Anchor)
            }
            Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, Some(_))
            | Event::MappingStart(_, Some(_)) => refuse(YamlFault::Tag),
            Event::Scalar(text, style, ..) => self.scalar(&text, style, span),
            Event::SequenceStart(..) => self.open(false, span),
            Event::MappingStart(..) => self.open(true, span),
            Event::SequenceEnd | Event::MappingEnd => {
                self.levels.pop();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Advances to a key, value or item; returns whether it is a key.
    fn step(&mut self, span: Span) -> Result<bool, Fault> {
        let line = span.start.line();
        if !self.in_brackets() && self.rows.is_tabbed(line) {
            return Err(Fault::at(line, YamlFault::TabIndentation));
        }
        let Some(top) = self.levels.last_mut() else { return Ok(false) };
        let is_key = top.key_is_next;
        top.key_is_next = top.is_map && !is_key;
        if is_key && top.column.is_some_and(|column| column != span.start.col()) {
            let is_long = |row: &str| row.trim_start_matches([' ', '\t', '-']).starts_with('?');
            let line = self.rows.last_before(line + 1, is_long).unwrap_or(line);
            return Err(Fault::at(line, YamlFault::LongKey));
        }
        Ok(is_key)
    }

    /// Opens a map or list.
    fn open(&mut self, is_map: bool, span: Span) -> Result<(), Fault> {
        let line = span.start.line();
        if self.step(span)? {
            return Err(Fault::at(line, YamlFault::Unexpected));
        }
        if self.levels.len() >= DEEPEST {
            return Err(Fault::at(line, YamlFault::TooDeep));
        }
        // Only a bracket has a non-empty span.
        let is_block = span.start == span.end && !self.in_brackets();
        let column = is_block.then(|| span.start.col());
        let above = self.levels.last().and_then(|top| top.category);
        self.levels.push(Level { line, column, is_map, key_is_next: is_map, above, category: above });
        Ok(())
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) -> Result<(), Fault> {
        let line = span.start.line();
        if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
            // Its span begins with its text, if there is any.
            let is_mark = matches!(self.rows.character(span.start), Some('|' | '>'));
            let line = if is_mark { line } else { self.rows.above(line) };
            return Err(Fault::at(line, YamlFault::BlockText));
        }
        let is_plain = style == ScalarStyle::Plain;
        let is_key = self.step(span)?;
        if is_plain && text.is_empty() {
            // No value; in brackets a non-empty span is a comma or bracket right after a key (`{a, b}`).
            let is_missing = is_key || (self.in_brackets() && span.start != span.end);
            return if is_missing { Err(Fault::at(line, YamlFault::Unexpected)) } else { Ok(()) };
        }
        if self.levels.is_empty() {
            return Err(Fault::at(line, YamlFault::NoMap));
        }
        if is_key && is_plain && text == "<<" {
            return Err(Fault::at(line, YamlFault::Anchor));
        }
        if !self.in_brackets() {
            self.check_lines(is_plain, span)?;
        }
        let Document { categories, leaves } = &mut self.document;
        let text: String =
            text.chars().map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c }).collect();
        match self.levels.last_mut() {
            Some(top) if is_key => {
                top.category = Some(categories.len());
                categories.push(Category { name: text, parent: top.above, line: line as u64 });
            }
            top => {
                let category = top.and_then(|top| top.category);
                leaves.push(Leaf { category, text, line: line as u64 });
            }
        }
        Ok(())
    }

    /// Checks the continuation lines of a scalar: YAML joins lines to one scalar where a dash is in the wrong column,
    /// or where a word begins with an apostrophe.
    fn check_lines(&self, is_plain: bool, span: Span) -> Result<(), Fault> {
        let indentation = |row: &str| row.len() - row.trim_start().len();
        let first = self.rows.row(span.start.line());
        let least = indentation(first) + usize::from(!first.trim_start().starts_with(['"', '\'']));
        for line in span.start.line() + 1..=span.end.line() {
            let row = self.rows.row(line);
            let content = row.trim();
            if is_plain && (content == "-" || content.starts_with("- ") || content.starts_with("-\t")) {
                return Err(Fault::at(line, YamlFault::Indentation));
            }
            if is_plain && content.starts_with([']', '}']) {
                return Err(Fault::at(line, YamlFault::Unexpected));
            }
            if !is_plain && !content.is_empty() && indentation(row) < least {
                return Err(Fault::at(span.start.line(), YamlFault::Unclosed));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The scalars, each with the path of its keys and its line.
    fn short(text: &str) -> String {
        let document = parse(text).unwrap();
        let path = |mut at: Option<usize>| {
            let mut names: Vec<&str> = Vec::new();
            while let Some(category) = at.and_then(|at| document.categories.get(at)) {
                names.insert(0, &category.name);
                at = category.parent;
            }
            names.join("/")
        };
        let leaves = document.leaves.iter();
        let leaves = leaves.map(|leaf| format!("{}={}@{}", path(leaf.category), leaf.text, leaf.line));
        leaves.collect::<Vec<_>>().join(" | ")
    }

    /// The scalars of `key: {text}`.
    fn words(text: &str) -> String {
        let document = parse(&format!("key: {text}\n")).unwrap();
        document.leaves.into_iter().map(|leaf| leaf.text).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn lists_may_be_indented_or_not() {
        assert_eq!(short("a:\n- b\n- c\nd:\n  - e\n"), "a=b@2 | a=c@3 | d=e@5");
        assert_eq!(short("x:\n  a:\n  - b\n  d:\n  - e\nf: g"), "x/a=b@3 | x/d=e@5 | f=g@6");
    }

    #[test]
    fn maps_nest_and_values_may_stand_below() {
        assert_eq!(short("a:\n  b:\n    c\n  d: e f\n"), "a/b=c@3 | a/d=e f@4");
        assert_eq!(short("- a: b\n  c:\n    - d\n- e\n"), "a=b@1 | c=d@3 | =e@4");
        assert_eq!(short("a:\n- - b\n  - c\n- d\n"), "a=b@2 | a=c@3 | a=d@4");
        assert_eq!(short("a: b\na: c\n"), "a=b@1 | a=c@2");
    }

    #[test]
    fn empty_categories_and_items_are_passed_over() {
        assert_eq!(short("a:\nb:\n-\n- c\nd: []\n"), "b=c@4");
        assert_eq!(short("{a: , b: [c]}"), "b=c@1");
        assert_eq!(short(""), "");
        assert_eq!(short("---\n# only this\n...\n"), "");
    }

    #[test]
    fn comments_and_a_second_document() {
        assert_eq!(
            short("a: # one\n  - b # two\n  # three\n  - c#d\n---\ne:\n  - f\n"),
            "a=b@2 | a=c#d@4 | e=f@7"
        );
        assert_eq!(short("%YAML 1.2\n---\na:\n  - b # two\n  - c\n"), "a=b@4 | a=c@5");
    }

    #[test]
    fn a_whole_file_in_brackets() {
        assert_eq!(short("{\"a\": [\"b\", c], d: {e: f}}\n"), "a=b@1 | a=c@1 | d/e=f@1");
        assert_eq!(short("{\n\t\"a\": [\n\t\t\"b\"\n\t]\n}\n"), "a=b@3");
        assert_eq!(short("[a,\n b]\n"), "=a@1 | =b@2");
    }

    #[test]
    fn plain_scalars_are_text_whatever_they_look_like() {
        for text in ["no", "~", "1e3", "a:b", ":)", "c#d", "don't", "50%", "?x", "-1", "a*", "a!"] {
            assert_eq!(words(text), text);
        }
        assert_eq!(words("a b # c"), "a b");
        assert_eq!(words("a\n  b\n\n  c"), "a b c");
        assert_eq!(words("a\0b"), "a b");
        assert_eq!(short("a:\tb\n"), "a=b@1");
    }

    #[test]
    fn quotes_and_escapes() {
        assert_eq!(words("'it''s \\n'"), "it's \\n");
        assert_eq!(words(r#""\"a\" \\ \x41\u00e9\U0001F600\tb" # c"#), "\"a\" \\ Aé\u{1f600} b");
        assert_eq!(words("\"a  \n   b \\\n   c\""), "a b c");
        assert_eq!(words("'a # b: c'"), "a # b: c");
        assert_eq!(words("\n  'a\n  b'"), "a b");
        assert_eq!(words("\n- '*ing'\n- \"@x\""), "*ing|@x");
    }

    #[test]
    fn brackets_hold_lists_pairs_and_comments() {
        assert_eq!(words("[a, b c , 'd, e', \"f\"]"), "a|b c|d, e|f");
        assert_eq!(words("[a, # one\n b\n c,\n]"), "a|b c");
        assert_eq!(words("[[a], {k: b, l: [c]}, :), d:e]"), "a|b|c|:)|d:e");
        assert_eq!(words("[\n 'a',\n 'b'\n]"), "a|b");
        assert_eq!(words("[]"), "");
        assert_eq!(short("a: [b, c: d]"), "a=b@1 | a/c=d@1");
    }

    #[test]
    fn keys_may_be_quoted_and_hold_blanks() {
        let document = parse("two words: a\n\"x: y\": b\n'z' : c\n").unwrap();
        let names: Vec<&str> = document.categories.iter().map(|category| category.name.as_str()).collect();
        assert_eq!(names, ["two words", "x: y", "z"]);
    }
}
