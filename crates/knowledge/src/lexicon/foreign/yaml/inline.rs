//! Keys, scalars and what stands in brackets.

use super::cursor::Cursor;
use super::{DEEPEST, Document, Fault, YamlFault};

/// Whether an item of a list begins here: a dash with nothing or a blank behind it.
pub(super) fn is_item(row: &str) -> bool {
    row.strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// Takes a key with its colon, if one begins here.
pub(super) fn key(cursor: &mut Cursor<'_>) -> Result<Option<String>, Fault> {
    let row = cursor.row();
    if row == "?" || row.starts_with("? ") {
        return Err(cursor.fault(YamlFault::LongKey));
    }
    if row.starts_with(['"', '\'']) {
        let mut ahead = *cursor;
        let name = quoted(&mut ahead, 0);
        ahead.skip_blanks();
        let is_key = ahead.line == cursor.line && colon(ahead.row()) == Some(0);
        let Some(name) = name.ok().filter(|_| is_key) else { return Ok(None) };
        ahead.bump();
        *cursor = ahead;
        return Ok(Some(name));
    }
    if row.starts_with(['[', '{']) {
        return Ok(None);
    }
    let content = row.get(..comment(row)).unwrap_or_default();
    let Some(end) = colon(content) else { return Ok(None) };
    let name = content.get(..end).unwrap_or_default().trim();
    if name.is_empty() {
        return Ok(None);
    }
    if name == "<<" || is_anchor(name) {
        return Err(cursor.fault(YamlFault::Anchor));
    }
    cursor.skip(end + 1);
    Ok(Some(name.to_owned()))
}

/// Takes a value to the end of its line, or of a later one: those that begin in column `least` or after it
/// may belong to it.
pub(super) fn value(
    cursor: &mut Cursor<'_>,
    category: Option<usize>,
    least: usize,
    document: &mut Document,
) -> Result<(), Fault> {
    let (line, row) = (cursor.line, cursor.row());
    match cursor.peek() {
        Some('[' | '{') => {
            flow(cursor, category, 0, document)?;
            cursor.end_line()
        }
        Some('"' | '\'') => {
            let text = quoted(cursor, least)?;
            document.leaf(category, text, line);
            cursor.end_line()
        }
        Some('|' | '>') if is_block_text(row) => Err(cursor.fault(YamlFault::BlockText)),
        Some('&') if is_anchor(row) => Err(cursor.fault(YamlFault::Anchor)),
        Some('!') if row.get(..comment(row)).is_some_and(|row| row.trim().contains(' ')) => {
            Err(cursor.fault(YamlFault::Tag))
        }
        _ => {
            let text = plain(cursor, least)?;
            document.leaf(category, text, line);
            Ok(())
        }
    }
}

/// The byte at which a comment begins, or the length of the row.
fn comment(row: &str) -> usize {
    row.match_indices('#')
        .map(|(at, _)| at)
        .find(|at| row.get(..*at).is_none_or(|before| before.is_empty() || before.ends_with([' ', '\t'])))
        .unwrap_or(row.len())
}

/// The byte of a colon that ends a key: nothing or a blank stands behind it.
fn colon(row: &str) -> Option<usize> {
    row.match_indices(':')
        .map(|(at, _)| at)
        .find(|at| row.get(at + 1..).is_none_or(|after| after.is_empty() || after.starts_with([' ', '\t'])))
}

/// `|`, `>-` and the like, alone.
fn is_block_text(row: &str) -> bool {
    let marks = row.get(..comment(row)).unwrap_or_default().trim_start_matches(['|', '>']);
    marks.trim().chars().all(|c| matches!(c, '+' | '-' | '0'..='9'))
}

fn is_anchor(row: &str) -> bool {
    row.strip_prefix('&').is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
}

/// A scalar without quotes, over one line or more.
fn plain(cursor: &mut Cursor<'_>, least: usize) -> Result<String, Fault> {
    let mut text = String::new();
    loop {
        let row = cursor.row();
        let end = comment(row);
        let part = row.get(..end).unwrap_or_default().trim();
        if is_item(part) || colon(part).is_some() {
            // A dash or key below a word that has begun, or two keys in a line.
            let fault = if text.is_empty() { YamlFault::Unexpected } else { YamlFault::Indentation };
            return Err(cursor.fault(fault));
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(part);
        cursor.skip(row.len());
        if end < row.len() || !cursor.goes_on(least) {
            return Ok(text);
        }
    }
}

/// A scalar in quotes. In the lines that follow its first, the text must begin in column `least` or after it.
fn quoted(cursor: &mut Cursor<'_>, least: usize) -> Result<String, Fault> {
    let unclosed = cursor.fault(YamlFault::Unclosed);
    let quote = cursor.bump().ok_or(unclosed)?;
    let mut text = String::new();
    loop {
        match cursor.bump().ok_or(unclosed)? {
            '\n' => {
                text.truncate(text.trim_end_matches([' ', '\t']).len());
                text.push(' ');
                let row = cursor.row();
                cursor.skip_blanks();
                if !row.trim().is_empty() && cursor.column() < least {
                    return Err(unclosed);
                }
            }
            '\\' if quote == '"' => escape(cursor, &mut text)?,
            c if c != quote => text.push(c),
            '\'' if cursor.peek() == Some('\'') => {
                cursor.bump();
                text.push('\'');
            }
            _ => return Ok(text),
        }
    }
}

/// What stands behind a backslash in double quotes.
fn escape(cursor: &mut Cursor<'_>, text: &mut String) -> Result<(), Fault> {
    let fault = cursor.fault(YamlFault::Escape);
    let c = match cursor.bump().ok_or(fault)? {
        c @ ('"' | '\\' | '/' | ' ' | '\t') => c,
        'n' | 'N' | 'L' | 'P' | 'r' | 't' | '_' | 'v' | 'f' => ' ',
        '0' | 'a' | 'b' | 'e' => '\0',
        'x' => code(cursor, 2).ok_or(fault)?,
        'u' => code(cursor, 4).ok_or(fault)?,
        'U' => code(cursor, 8).ok_or(fault)?,
        '\n' => {
            cursor.skip_blanks();
            return Ok(());
        }
        _ => return Err(fault),
    };
    text.push(c);
    Ok(())
}

fn code(cursor: &mut Cursor<'_>, length: usize) -> Option<char> {
    let digits = cursor.rest().get(..length)?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    cursor.skip(length);
    u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
}

/// `[...]` or `{...}`, over one line or more.
fn flow(
    cursor: &mut Cursor<'_>,
    category: Option<usize>,
    depth: usize,
    document: &mut Document,
) -> Result<(), Fault> {
    let unclosed = cursor.fault(YamlFault::Unclosed);
    if depth >= DEEPEST {
        return Err(cursor.fault(YamlFault::TooDeep));
    }
    let closing = if cursor.bump() == Some('[') { ']' } else { '}' };
    loop {
        cursor.skip_space();
        match cursor.peek() {
            None => return Err(unclosed),
            Some(',') => {
                cursor.bump();
            }
            Some(c) if c == closing => {
                cursor.bump();
                return Ok(());
            }
            Some(_) => entry(cursor, category, depth, document)?,
        }
    }
}

/// An item or a pair in brackets.
fn entry(
    cursor: &mut Cursor<'_>,
    category: Option<usize>,
    depth: usize,
    document: &mut Document,
) -> Result<(), Fault> {
    let line = cursor.line;
    if let Some('[' | '{') = cursor.peek() {
        return flow(cursor, category, depth + 1, document);
    }
    let text = flow_scalar(cursor)?;
    cursor.skip_space();
    if cursor.peek() != Some(':') {
        document.leaf(category, text, line);
        return Ok(());
    }
    cursor.bump();
    cursor.skip_space();
    let category = Some(document.add(text, category, line));
    match cursor.peek() {
        Some('[' | '{') => flow(cursor, category, depth + 1, document),
        None | Some(',' | ']' | '}') => Ok(()),
        Some(_) => {
            let line = cursor.line;
            let text = flow_scalar(cursor)?;
            document.leaf(category, text, line);
            Ok(())
        }
    }
}

/// A scalar in brackets, with quotes or without.
fn flow_scalar(cursor: &mut Cursor<'_>) -> Result<String, Fault> {
    if let Some('"' | '\'') = cursor.peek() {
        return quoted(cursor, 0);
    }
    let nothing = cursor.fault(YamlFault::Unexpected);
    let mut text = String::new();
    while let Some(c) = cursor.peek() {
        let is_bracket = |c: char| matches!(c, ',' | '[' | ']' | '{' | '}');
        let ends = match c {
            ':' => cursor.second().is_none_or(|next| next.is_whitespace() || is_bracket(next)),
            '#' => text.ends_with(char::is_whitespace),
            c => is_bracket(c),
        };
        if ends {
            break;
        }
        cursor.bump();
        text.push(c);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() { Err(nothing) } else { Ok(words.join(" ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The scalars of `key: {text}`.
    fn texts(text: &str) -> Result<Vec<String>, YamlFault> {
        let text = format!("key: {text}\n");
        let document = super::super::parse(&text).map_err(|fault| fault.fault)?;
        Ok(document.leaves.into_iter().map(|leaf| leaf.text).collect())
    }

    #[test]
    fn plain_scalars_are_text_whatever_they_look_like() {
        for text in ["no", "~", "1e3", "*ing", "?", "a:b", ":)", ">:(", "!", "c#d", "don't", "50%", "@x", "&"]
        {
            assert_eq!(texts(text), Ok(vec![text.to_owned()]), "{text}");
        }
        assert_eq!(texts("a b # c"), Ok(vec!["a b".to_owned()]));
        assert_eq!(texts("a\n  b\n\n  c"), Ok(vec!["a b c".to_owned()]));
    }

    #[test]
    fn quotes_and_escapes() {
        assert_eq!(texts("'it''s \\n'"), Ok(vec!["it's \\n".to_owned()]));
        assert_eq!(
            texts(r#""\"a\" \\ \x41\u00e9\U0001F600\tb" # c"#),
            Ok(vec!["\"a\" \\ Aé\u{1f600} b".to_owned()])
        );
        assert_eq!(texts("\"a  \n   b \\\n   c\""), Ok(vec!["a b c".to_owned()]));
        assert_eq!(texts("'a # b: c'"), Ok(vec!["a # b: c".to_owned()]));
        assert_eq!(texts(r#""\q""#), Err(YamlFault::Escape));
        assert_eq!(texts(r#""\u12""#), Err(YamlFault::Escape));
        assert_eq!(texts("\"a\" b"), Err(YamlFault::Unexpected));
        assert_eq!(texts("'tis"), Err(YamlFault::Unclosed));
        assert_eq!(texts("'a\nb'"), Err(YamlFault::Unclosed));
    }

    #[test]
    fn brackets_hold_lists_pairs_and_comments() {
        let words = |text: &str| texts(text).map(|texts| texts.join("|"));
        assert_eq!(words("[a, b c , 'd, e', \"f\"]").as_deref(), Ok("a|b c|d, e|f"));
        assert_eq!(words("[a, # one\n b\n c,\n]").as_deref(), Ok("a|b c"));
        assert_eq!(words("[[a], {k: b, l: [c]}, :), d:e]").as_deref(), Ok("a|b|c|:)|d:e"));
        assert_eq!(words("[]").as_deref(), Ok(""));
        assert_eq!(words("[a, b"), Err(YamlFault::Unclosed));
        assert_eq!(words("[a, b}"), Err(YamlFault::Unexpected));
        assert_eq!(words("[a] b"), Err(YamlFault::Unexpected));
    }

    #[test]
    fn keys_may_be_quoted_and_hold_blanks() {
        let document = super::super::parse("two words: a\n\"x: y\": b\n'z' : c\n").unwrap();
        let names: Vec<&str> = document.categories.iter().map(|category| category.name.as_str()).collect();
        assert_eq!(names, ["two words", "x: y", "z"]);
    }

    #[test]
    fn what_a_dictionary_has_no_need_of_is_refused() {
        assert_eq!(texts("|\n  a"), Err(YamlFault::BlockText));
        assert_eq!(texts(">- # x\n  a"), Err(YamlFault::BlockText));
        assert_eq!(texts("&anchor [a]"), Err(YamlFault::Anchor));
        assert_eq!(texts("!!str no"), Err(YamlFault::Tag));
        assert_eq!(texts("a: b"), Err(YamlFault::Unexpected));
        assert_eq!(texts("- a"), Err(YamlFault::Unexpected));
        assert_eq!(texts("a\n  - b"), Err(YamlFault::Indentation));
        assert_eq!(texts("a\n? b\n: c"), Err(YamlFault::LongKey));
        assert_eq!(texts("a\n<<: *b"), Err(YamlFault::Anchor));
    }
}
