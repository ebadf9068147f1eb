//! Maps and lists by indentation.

use super::cursor::Cursor;
use super::inline::{self, is_item};
use super::{DEEPEST, Document, Fault, YamlFault};

/// A map or list that the place is in.
#[derive(Debug)]
struct Block {
    /// The column of its keys or dashes.
    indent: usize,
    /// Whether it is a list.
    list: bool,
    /// The key it belongs to.
    above: Option<usize>,
    /// The key that its values belong to: the last one of a map, the one above for a list.
    category: Option<usize>,
    /// Whether a key or dash has no value yet.
    waiting: bool,
}

/// Reads a whole file.
pub(in crate::lexicon::foreign) fn parse(text: &str) -> Result<Document, Fault> {
    let mut document = Document::default();
    let mut open: Vec<Block> = Vec::new();
    let mut cursor = Cursor::new(text);
    while let Some(indent) = cursor.next_content()? {
        row(&mut cursor, indent, &mut open, &mut document)?;
        cursor.bump();
    }
    Ok(document)
}

/// Reads what begins in a line, from its first character to the end of a line.
fn row(
    cursor: &mut Cursor<'_>,
    indent: usize,
    open: &mut Vec<Block>,
    document: &mut Document,
) -> Result<(), Fault> {
    let line = cursor.line;
    let here = |fault| Fault { line, fault };
    let mut column = indent;
    while is_item(cursor.row()) {
        place(open, column, true).map_err(here)?.waiting = true;
        cursor.bump();
        if cursor.ends_line() {
            return Ok(());
        }
        column = cursor.column();
    }
    let Some(name) = inline::key(cursor)? else {
        return scalar(cursor, column, open, document);
    };
    let block = place(open, column, false).map_err(here)?;
    let category = document.add(name, block.above, line);
    block.category = Some(category);
    block.waiting = cursor.ends_line();
    if block.waiting { Ok(()) } else { inline::value(cursor, Some(category), column + 1, document) }
}

/// The block for a key or dash in this column: one that is open, or a new one below what waits for a value.
fn place(open: &mut Vec<Block>, indent: usize, list: bool) -> Result<&mut Block, YamlFault> {
    // The dashes of a list may stand right below the key it belongs to; the next key ends the list.
    while open.last().is_some_and(|top| top.indent > indent || (top.indent == indent && top.list && !list)) {
        open.pop();
    }
    let fresh = match open.last_mut() {
        None => Some(None),
        Some(top) if top.indent == indent && top.list == list => None,
        Some(top) if top.waiting && (top.indent < indent || (list && !top.list)) => {
            top.waiting = false;
            Some(top.category)
        }
        Some(_) => return Err(YamlFault::Indentation),
    };
    if let Some(above) = fresh {
        if open.len() >= DEEPEST {
            return Err(YamlFault::TooDeep);
        }
        open.push(Block { indent, list, above, category: above, waiting: false });
    }
    open.last_mut().ok_or(YamlFault::Indentation)
}

/// A value that begins a line, or follows a dash.
fn scalar(
    cursor: &mut Cursor<'_>,
    column: usize,
    open: &mut Vec<Block>,
    document: &mut Document,
) -> Result<(), Fault> {
    while open.last().is_some_and(|top| top.indent >= column) {
        open.pop();
    }
    match open.last_mut() {
        Some(top) if top.waiting => {
            top.waiting = false;
            inline::value(cursor, top.category, top.indent + 1, document)
        }
        Some(_) => Err(cursor.fault(YamlFault::Indentation)),
        None if matches!(cursor.peek(), Some('[' | '{')) => inline::value(cursor, None, 0, document),
        None => Err(cursor.fault(YamlFault::NoMap)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The scalars, each with the path of its keys and its line.
    fn leaves(text: &str) -> Vec<(String, String, u64)> {
        let document = parse(text).unwrap();
        let path = |mut at: Option<usize>| {
            let mut names: Vec<&str> = Vec::new();
            while let Some(category) = at.and_then(|at| document.categories.get(at)) {
                names.insert(0, &category.name);
                at = category.parent;
            }
            names.join("/")
        };
        document.leaves.iter().map(|leaf| (path(leaf.category), leaf.text.clone(), leaf.line)).collect()
    }

    fn short(text: &str) -> String {
        let leaves = leaves(text);
        leaves
            .iter()
            .map(|(path, text, line)| format!("{path}={text}@{line}"))
            .collect::<Vec<_>>()
            .join(" | ")
    }

    fn fault(text: &str) -> (u64, YamlFault) {
        let Fault { line, fault } = parse(text).unwrap_err();
        (line, fault)
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
    }

    #[test]
    fn empty_categories_and_items_are_passed_over() {
        assert_eq!(short("a:\nb:\n-\n- c\nd: []\n"), "b=c@4");
        assert_eq!(short(""), "");
        assert_eq!(short("---\n# only this\n...\n"), "");
    }

    #[test]
    fn comments_and_a_second_document() {
        assert_eq!(
            short("a: # one\n  - b # two\n  # three\n  - c#d\n---\ne:\n  - f\n"),
            "a=b@2 | a=c#d@4 | e=f@7"
        );
    }

    #[test]
    fn a_whole_file_in_brackets() {
        assert_eq!(short("{\"a\": [\"b\", c], d: {e: f}}\n"), "a=b@1 | a=c@1 | d/e=f@1");
        assert_eq!(short("[a,\n b]\n"), "=a@1 | =b@2");
    }

    #[test]
    fn lines_out_of_place_are_faults() {
        assert_eq!(fault("a:\n  - b\n - c\n"), (3, YamlFault::Indentation));
        assert_eq!(fault("a: b\n  c: d\n"), (2, YamlFault::Indentation));
        assert_eq!(fault("a:\n  - b\nc\n"), (3, YamlFault::NoMap));
        assert_eq!(fault("a:\n  - b\n  c: d\n"), (3, YamlFault::Indentation));
        assert_eq!(fault("a:\n\t- b\n"), (2, YamlFault::TabIndentation));
        assert_eq!(fault("a\nb\n"), (1, YamlFault::NoMap));
    }

    #[test]
    fn depth_is_limited() {
        assert_eq!(fault(&"- ".repeat(100_000)), (1, YamlFault::TooDeep));
        assert_eq!(fault(&"[".repeat(100_000)), (1, YamlFault::TooDeep));
        let deep: String = (0..100).map(|n| format!("{}k:\n", " ".repeat(n))).collect();
        assert_eq!(fault(&deep), (65, YamlFault::TooDeep));
    }
}
