//! HTML left in texts: entities (`&amp;`, `&#8217;`) are decoded, tags removed. The result is the source text.
//!
//! Only what is clearly markup is touched: entities that end with a semicolon, elements that HTML has. `AT&T`, `a < b`
//! and `<name>` stay.

use memchr::{memchr, memchr2, memmem};
use std::borrow::Cow;

/// Longest entity, in bytes.
const LONGEST_ENTITY: usize = 34;

/// Longest name of an element, in bytes.
const LONGEST_NAME: usize = 12;

/// Elements within a line: nothing stands for their tags.
const INLINE: [&str; 35] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr", "center",
];

/// Elements that are blocks: a blank line stands for their tags.
const BLOCK: [&str; 42] = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "caption",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "main",
    "nav",
    "figure",
    "figcaption",
    "hr",
    "address",
    "details",
    "summary",
    "form",
    "fieldset",
    "html",
    "body",
    "head",
    "title",
    "template",
];

/// Elements without text: a blank stands for their tags.
const BLANK: [&str; 14] = [
    "td", "th", "img", "picture", "source", "iframe", "embed", "object", "input", "button", "meta", "link",
    "audio", "video",
];

/// Elements whose content is no text: it goes with their tags.
const CONTENT: [&str; 6] = ["script", "style", "noscript", "svg", "canvas", "textarea"];

/// A text without its markup, and how many entities and tags there were. A text without any is returned as it is.
pub(super) fn without_markup(text: &str) -> (Cow<'_, str>, u32) {
    let (once, count) = pass(text);
    if count == 0 {
        return (once, 0);
    }
    // What was encoded twice (`&amp;rsquo;`, `&lt;p&gt;`) is markup too.
    let (twice, more) = pass(&once);
    if more == 0 {
        return (once, count);
    }
    (Cow::Owned(twice.into_owned()), count.saturating_add(more))
}

fn pass(text: &str) -> (Cow<'_, str>, u32) {
    let bytes = text.as_bytes();
    let mut output = String::new();
    let (mut copied, mut at, mut count) = (0, 0, 0_u32);
    let mut tags = Tags::of(text);
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr2(b'&', b'<', rest)) {
        let start = at + found;
        let replaced = if bytes.get(start) == Some(&b'&') {
            entity(text.get(start..).unwrap_or_default())
        } else {
            tags.at(start).map(|(length, stands_for)| (length, Cow::Borrowed(stands_for)))
        };
        let Some((length, stands_for)) = replaced else {
            at = start + 1;
            continue;
        };
        output.push_str(text.get(copied..start).unwrap_or_default());
        append(&mut output, &stands_for);
        at = start + length;
        copied = at;
        count = count.saturating_add(1);
    }
    if count == 0 {
        return (Cow::Borrowed(text), 0);
    }
    output.push_str(text.get(copied..).unwrap_or_default());
    (Cow::Owned(output), count)
}

/// Appends what stands for a tag or an entity; of several line ends or blanks in a row one is enough.
fn append(output: &mut String, stands_for: &str) {
    match stands_for {
        "\n\n" => {
            output.truncate(output.trim_end_matches([' ', '\t']).len());
            while !output.is_empty() && !output.ends_with("\n\n") {
                output.push('\n');
            }
        }
        " " if output.is_empty() || output.ends_with(char::is_whitespace) => {}
        other => output.push_str(other),
    }
}

/// The length of the entity at the start of a text, and the characters it stands for.
fn entity(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let window = text.as_bytes().get(..LONGEST_ENTITY.min(text.len()))?;
    let end = memchr(b';', window)?;
    let name = text.get(1..end)?;
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_name(name.strip_prefix('#').unwrap_or(name)) {
        return None;
    }
    let written = text.get(..=end)?;
    let decoded = htmlize::unescape(written);
    // `&notit;` begins with an entity that needs no semicolon, and is none.
    if decoded == written || decoded.ends_with(';') && name != "semi" && name != "#59" {
        return None;
    }
    let plain: String = decoded
        .chars()
        .filter_map(|c| match c {
            '\u{a0}' => Some(' '),
            // A place where a word may be divided is no character of it.
            '\u{ad}' => None,
            '\r' => Some('\n'),
            c if c.is_control() && !matches!(c, '\n' | '\t') => Some(' '),
            c => Some(c),
        })
        .collect();
    Some((end + 1, plain.into()))
}

/// The tags of a text. What was once looked for in vain up to its end is not looked for again, so that a text of
/// beginnings takes no longer than its length.
struct Tags<'t> {
    text: &'t str,
    /// The last of each sign in the text, or its start.
    last_end: usize,
    last_double: usize,
    last_single: usize,
    /// Elements, and comments (`!--`), that do not end any more.
    unclosed: Vec<&'static str>,
}

impl<'t> Tags<'t> {
    fn of(text: &'t str) -> Self {
        let last = |sign| memchr::memrchr(sign, text.as_bytes()).unwrap_or(0);
        // Most texts have no tag at all.
        let any = memchr(b'<', text.as_bytes()).is_some();
        let [last_end, last_double, last_single] =
            [b'>', b'"', b'\''].map(|sign| if any { last(sign) } else { 0 });
        Self { text, last_end, last_double, last_single, unclosed: Vec::new() }
    }

    /// The length of the tag that begins at `start`, and what stands for it.
    fn at(&mut self, start: usize) -> Option<(usize, &'static str)> {
        let text = self.text.get(start..).filter(|_| start < self.last_end)?;
        if text.starts_with("<!--") {
            return self.closed("!--", || memmem::find(text.as_bytes(), b"-->")).map(|end| (end + 3, ""));
        }
        let bytes = text.as_bytes();
        let closing = bytes.get(1) == Some(&b'/');
        let begin = if closing { 2 } else { 1 };
        let head = bytes.get(begin..bytes.len().min(begin + LONGEST_NAME + 1)).unwrap_or_default();
        let length = head.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if !matches!(head.get(length), Some(b'>' | b'/' | b' ' | b'\t' | b'\n')) {
            return None;
        }
        let name = String::from_utf8_lossy(head.get(..length).unwrap_or_default()).to_ascii_lowercase();
        let is_name = |other: &&&str| **other == name;
        let content = CONTENT.iter().find(is_name);
        let stands_for = if name == "br" {
            "\n"
        } else if BLOCK.iter().any(|other| *other == name) {
            "\n\n"
        } else if INLINE.iter().any(|other| *other == name) {
            ""
        } else if content.is_some() || BLANK.iter().any(|other| *other == name) {
            " "
        } else {
            return None;
        };
        let whole = begin + length + self.end(start + begin + length)?;
        let within = match content.filter(|_| !closing) {
            Some(name) => {
                let rest = text.get(whole..).unwrap_or_default();
                self.closed(name, || content_end(rest, name)).unwrap_or(0)
            }
            None => 0,
        };
        Some((whole + within, stands_for))
    }

    fn closed(&mut self, name: &'static str, find: impl FnOnce() -> Option<usize>) -> Option<usize> {
        if self.unclosed.contains(&name) {
            return None;
        }
        let end = find();
        if end.is_none() {
            self.unclosed.push(name);
        }
        end
    }

    /// The length of the rest of a tag from behind its name on. A `>` in a quoted value does not end it.
    fn end(&self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = from;
        let mut value = false;
        while let Some(byte) = bytes.get(at).filter(|_| at <= self.last_end) {
            let last_quote = if *byte == b'"' { self.last_double } else { self.last_single };
            match byte {
                b'>' => return Some(at + 1 - from),
                b'<' => return None,
                b'"' | b'\'' if value && at < last_quote => at += 1 + memchr(*byte, bytes.get(at + 1..)?)?,
                _ => {}
            }
            value = *byte == b'=' || value && byte.is_ascii_whitespace();
            at += 1;
        }
        None
    }
}

/// The length of the content of an element and of its closing tag.
fn content_end(text: &str, name: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memmem::find(text.as_bytes().get(at..)?, b"</")? + 2;
        let rest = text.as_bytes().get(at..)?;
        if rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes())) {
            return memchr(b'>', rest).map(|end| at + end + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(text: &str) -> String {
        without_markup(text).0.into_owned()
    }

    #[test]
    fn entities_are_the_characters_they_stand_for() {
        for (text, expected) in [
            ("AT&amp;T", "AT&T"),
            ("Russia&#39;s&nbsp;network", "Russia's network"),
            ("France&rsquo;s &quot;port&quot;", "France’s \"port\""),
            ("&#x201C;So&#8221; &#146;", "“So” ’"),
            ("caf&eacute; &AMP; bar", "café & bar"),
            ("minis&shy;ter", "minister"),
            ("Gull&amp;rsquo;s", "Gull’s"),
            ("a&#0;b&#7;c", "a\u{fffd}b c"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }

    #[test]
    fn tags_go_and_their_blocks_stay_apart() {
        for (text, expected) in [
            ("<p>One.</p><p>Two <b>bold</b>.</p>", "One.\n\nTwo bold.\n\n"),
            ("One.<br>Two.<BR />Three.", "One.\nTwo.\nThree."),
            ("See <a href=\"x?a>b\" title='c'>here</a>.", "See here."),
            ("One<!-- <p>no</p> --> two", "One two"),
            ("One<script>if (a<b) { \"</p>\" }</SCRIPT> two", "One  two"),
            ("<table><tr><td>a</td><td>b</td></tr></table>", "a b\n\n"),
            ("&lt;p&gt;One.&lt;/p&gt;", "One.\n\n"),
            ("<a href=\"never closed>One</a>", "One"),
            ("One<img src=\"a.png\" alt=\"b\"/>two", "One two"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_markup_stays() {
        for text in [
            "AT&T and R&D; Marks & Spencer",
            "a < b and c > d",
            "<name@post.example> wrote",
            "<unknown>",
            "?a=1&copy=2&reg=3&lt=4",
            "&nothing; &; &#; &#xyz;",
            "I <3 Gdynia",
            "<p",
            "a <b c <i d",
        ] {
            assert_eq!(without_markup(text), (Cow::Borrowed(text), 0), "{text}");
        }
    }

    #[test]
    fn each_is_counted() {
        assert_eq!(without_markup("<p>a &amp; b</p>").1, 3);
    }

    #[test]
    fn a_text_of_beginnings_takes_no_longer_than_its_length() {
        for piece in ["<a ", "<a b='", "<!--", "<script>", "<script></a>", "&amp", "<a b=\"<", "<a b=\""] {
            let text = piece.repeat(300_000) + ">";
            let started = std::time::Instant::now();
            without_markup(&text);
            assert!(started.elapsed().as_secs() < 5, "{piece}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[<>/&;#'\"= a-z\n]{0,40}") {
            let (_, count) = without_markup(&text);
            prop_assert!(count as usize <= 2 * text.len());
        }
    }
}
