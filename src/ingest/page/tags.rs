//! Tags of a page, told from its text in one pass over the bytes by the rules of the HTML tokenizer, without a tree.

use memchr::{memchr, memmem};

/// A start tag or an end tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Its name, as it is written.
    pub name: &'a [u8],
    /// Whether it is an end tag.
    pub end: bool,
    /// Whether it ends with `/>`.
    pub closes_itself: bool,
    /// What is between its name and its `>`.
    pub attributes: &'a [u8],
}

impl<'a> Tag<'a> {
    /// Whether it has this name, which is in lower case.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.as_bytes())
    }

    /// The value of an attribute whose name is in lower case; empty if it has none.
    pub fn attribute(&self, name: &str) -> Option<&'a [u8]> {
        let mut attributes = Attributes::new(self.attributes);
        let found = attributes.find(|(key, _)| key.eq_ignore_ascii_case(name.as_bytes()));
        found.map(|(_, value)| value)
    }
}

/// The tags of a page, in order. Comments, declarations and tags that never end are passed by.
#[derive(Debug)]
pub struct Tags<'a> {
    page: &'a [u8],
    at: usize,
    /// Bytes outside tags so far.
    pub text: usize,
}

impl<'a> Tags<'a> {
    pub fn new(page: &'a [u8]) -> Self {
        Self { page, at: 0, text: 0 }
    }

    /// Passes by the content of an element that holds no tags (a script), up to its end tag.
    pub fn pass_raw(&mut self, name: &[u8]) {
        while let Some(found) = memmem::find(self.rest(), b"</") {
            self.at += found;
            let behind = self.page.get(self.at + 2..).unwrap_or_default();
            let ends = behind.split_at_checked(name.len()).is_some_and(|(here, rest)| {
                here.eq_ignore_ascii_case(name) && rest.first().is_none_or(|&b| ends_name(b))
            });
            if ends {
                return;
            }
            self.at += 2;
        }
        self.at = self.page.len();
    }

    fn rest(&self) -> &'a [u8] {
        self.page.get(self.at..).unwrap_or_default()
    }

    /// Goes behind the next `>`.
    fn pass_bogus(&mut self) {
        self.at = memchr(b'>', self.rest()).map_or(self.page.len(), |found| self.at + found + 1);
    }

    /// Goes behind a comment whose `<!--` is here: behind `-->` or `--!>`, and `<!-->` is a whole comment.
    fn pass_comment(&mut self) {
        let mut at = self.at + 2;
        while let Some(found) = memmem::find(self.page.get(at..).unwrap_or_default(), b"--") {
            at += found;
            let behind = self.page.get(at + 2..).unwrap_or_default();
            let inside = at > self.at + 2;
            if behind.starts_with(b">") || inside && behind.starts_with(b"!>") {
                self.at = at + if behind.starts_with(b">") { 3 } else { 4 };
                return;
            }
            at += 1;
        }
        self.at = self.page.len();
    }

    /// The tag whose name begins at `from`.
    fn tag(&mut self, from: usize, end: bool) -> Option<Tag<'a>> {
        let named = self.page.get(from..)?;
        let length = named.iter().position(|&b| ends_name(b))?;
        let (name, behind) = named.split_at_checked(length)?;
        let mut attributes = Attributes::new(behind);
        while attributes.next().is_some() {}
        let length = attributes.at;
        // A tag without `>` is no tag, and nothing is behind it.
        self.at = (from + name.len() + length + 1).min(self.page.len());
        (behind.get(length) == Some(&b'>')).then(|| Tag {
            name,
            end,
            closes_itself: attributes.slash,
            attributes: behind.get(..length).unwrap_or_default(),
        })
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let Some(found) = memchr(b'<', self.rest()) else {
                self.text += self.rest().len();
                self.at = self.page.len();
                return None;
            };
            self.text += found;
            self.at += found;
            let behind = self.page.get(self.at + 1..).unwrap_or_default();
            match behind {
                [b'!', b'-', b'-', ..] => self.pass_comment(),
                [b'/', letter, ..] if letter.is_ascii_alphabetic() => return self.tag(self.at + 2, true),
                [letter, ..] if letter.is_ascii_alphabetic() => return self.tag(self.at + 1, false),
                [b'!' | b'?' | b'/', ..] => self.pass_bogus(),
                _ => {
                    self.text += 1;
                    self.at += 1;
                }
            }
        }
    }
}

fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>')
}

/// Names and values of the attributes of a tag, up to its `>`. A `>` within quotation marks is part of a value.
struct Attributes<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Whether a slash stands right before the end.
    slash: bool,
}

impl<'a> Attributes<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, slash: false }
    }

    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Goes on while `is` holds, and returns what was passed.
    fn pass(&mut self, is: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|&b| !is(b)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let between = self.pass(|b| b.is_ascii_whitespace() || b == b'/');
        self.slash = between.last() == Some(&b'/');
        if matches!(self.byte(), None | Some(b'>')) {
            return None;
        }
        // The first character is part of the name, even if it is `=`.
        let from = self.at;
        self.at += 1;
        self.pass(|b| !ends_name(b) && b != b'=');
        let name = self.bytes.get(from..self.at).unwrap_or_default();
        self.pass(|b| b.is_ascii_whitespace());
        if self.byte() != Some(b'=') {
            return Some((name, b""));
        }
        self.at += 1;
        self.pass(|b| b.is_ascii_whitespace());
        let value = match self.byte() {
            Some(quote @ (b'"' | b'\'')) => {
                self.at += 1;
                let rest = self.bytes.get(self.at..).unwrap_or_default();
                let length = memchr(quote, rest).unwrap_or(rest.len());
                self.at = (self.at + length + 1).min(self.bytes.len());
                rest.get(..length).unwrap_or_default()
            }
            _ => self.pass(|b| !b.is_ascii_whitespace() && b != b'>'),
        };
        Some((name, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tags of a page, as `name`, `/name` or `name/`.
    fn tags(page: &str) -> Vec<String> {
        let name = |tag: Tag<'_>| {
            let name = String::from_utf8_lossy(tag.name).into_owned();
            let (before, behind) = (if tag.end { "/" } else { "" }, if tag.closes_itself { "/" } else { "" });
            format!("{before}{name}{behind}")
        };
        Tags::new(page.as_bytes()).map(name).collect()
    }

    #[test]
    fn tags_are_told_from_what_looks_like_them() {
        for (page, expected) in [
            ("<p>a < b</p>", &["p", "/p"][..]),
            ("<!-- <p> --><a>", &["a"]),
            ("<!--><b>--><!---><i><!-- x --!><u>", &["b", "i", "u"]),
            ("<!-- never closed <p>", &[]),
            ("<!doctype html><?xml a?></ b><em>", &["em"]),
            ("<a title=\"x > <div>\"><b>", &["a", "b"]),
            ("<a title='x > <div>' b><b>", &["a", "b"]),
            ("<div \"><b>", &["div", "b"]),
            ("<div =\"><b>", &["div", "b"]),
            ("<div a =\" > \"><b>", &["div", "b"]),
            ("<br/><a href=b/><i />", &["br/", "a", "i/"]),
            ("<p", &[]),
            ("<p class=\"never closed>", &[]),
        ] {
            assert_eq!(tags(page), expected, "{page}");
        }
    }

    #[test]
    fn attributes_are_found_by_name() {
        let mut tags = Tags::new(b"<META CharSet = 'latin1' name content=\"a b\" x=y>");
        let tag = tags.next().unwrap();
        assert!(tag.is("meta"));
        for (name, value) in [("charset", &b"latin1"[..]), ("name", b""), ("content", b"a b"), ("x", b"y")] {
            assert_eq!(tag.attribute(name), Some(value));
        }
        assert_eq!(tag.attribute("http-equiv"), None);
    }

    #[test]
    fn what_a_script_holds_is_passed_by_and_text_is_counted() {
        let mut tags = Tags::new(b"<script>var a = '<div></divs>';</Script >ab<p>c");
        let script = tags.next().unwrap();
        tags.pass_raw(script.name);
        let names: Vec<&[u8]> = tags.by_ref().map(|tag| tag.name).collect();
        assert_eq!(names, [&b"Script"[..], b"p"]);
        assert_eq!(tags.text, 3);
    }
}
