//! Opaque strings: addresses of pages and mail, handles, hashtags, names and paths of files.
//!
//! Each is one token, so that no word counts that only stands in an address (`/world/russia-warns`). Four byte searches
//! find the candidates; a point between two letters is looked at further only if a known ending follows. Endings are
//! those of the domain name system and of files: format, not language.

use memchr::{Memchr, Memchr3};
use std::iter::Peekable;
use std::ops::Range;

/// Top-level domains that end the name of a host by themselves.
const DOMAINS: [&str; 84] = [
    "com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "news", "io", "co", "tv", "ai", "app",
    "dev", "eu", "uk", "de", "fr", "es", "pt", "nl", "ch", "se", "fi", "dk", "pl", "cz", "sk", "hu", "ro",
    "bg", "gr", "rs", "hr", "ua", "ru", "su", "lt", "lv", "ee", "ie", "il", "tr", "ir", "iq", "sa", "ae",
    "eg", "za", "ng", "ke", "gh", "et", "jp", "cn", "kr", "tw", "hk", "sg", "th", "vn", "ph", "au", "nz",
    "ca", "br", "ar", "mx", "cl", "pe", "ve", "kz", "uz", "kg", "tj", "ge", "az", "md", "mn", "pk", "bd",
    "lk",
];
/// Top-level domains that are words of some language too: a path, `www.` or one of [`SECOND`] has to stand beside them.
const WORDS: [&str; 20] = [
    "in", "it", "is", "at", "be", "by", "me", "my", "no", "so", "to", "us", "am", "as", "la", "li", "id",
    "fm", "gg", "ly",
];
/// Second-level domains below those of countries.
const SECOND: [&str; 7] = ["co", "com", "org", "gov", "gob", "ac", "net"];
/// Endings of file names.
const FILES: [&str; 54] = [
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf", "epub", "txt", "csv",
    "tsv", "json", "jsonl", "xml", "html", "htm", "xhtml", "php", "asp", "aspx", "jsp", "js", "css", "png",
    "jpg", "jpeg", "gif", "svg", "webp", "tif", "tiff", "bmp", "mp3", "mp4", "mov", "avi", "mkv", "wav",
    "srt", "vtt", "zip", "tar", "gz", "zst", "rar", "exe", "apk", "py", "yml", "yaml",
];

/// Whether a byte belongs to a label of a host's or file's name. Bytes of longer UTF-8 sequences are looked at as
/// characters.
fn is_label(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

fn alphanumeric_at(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(u8::is_ascii_alphanumeric)
}

fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at).and_then(|before| before.chars().next_back())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The opaque strings of `text`, in order and apart, each found when it is asked for: a text may hold millions.
pub(super) fn opaque(text: &str) -> Opaque<'_> {
    let bytes = text.as_bytes();
    Opaque {
        text,
        points: memchr::memchr_iter(b'.', bytes).peekable(),
        marks: memchr::memchr3_iter(b'@', b'#', b'/', bytes).peekable(),
        done: 0,
        named: 0,
    }
}

/// The iterator of [`opaque`].
pub(super) struct Opaque<'t> {
    text: &'t str,
    points: Peekable<Memchr<'t>>,
    marks: Peekable<Memchr3<'t>>,
    /// Nothing begins before it.
    done: usize,
    /// Names of hosts and files before it were looked at.
    named: usize,
}

impl Iterator for Opaque<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        let (text, bytes) = (self.text, self.text.as_bytes());
        loop {
            let at = match (self.points.peek().copied(), self.marks.peek().copied()) {
                (None, None) => return None,
                (Some(point), mark) if mark.is_none_or(|mark| point < mark) => {
                    self.points.next();
                    if point == 0 || !alphanumeric_at(bytes, point - 1) || !alphanumeric_at(bytes, point + 1)
                    {
                        continue;
                    }
                    point
                }
                (_, Some(mark)) => {
                    self.marks.next();
                    mark
                }
                (Some(_), None) => return None,
            };
            if at < self.done {
                continue;
            }
            let span = match bytes.get(at) {
                Some(b'@') => at_sign(text, at, self.done),
                Some(b'#') => hashtag(text, at),
                Some(b'/') => slash(text, at, self.done),
                _ if at < self.named => None,
                _ => {
                    self.named = name_end(bytes, at);
                    dotted(text, at, self.done..self.named)
                }
            };
            if let Some(span) = span {
                self.done = span.end;
                return Some(span);
            }
        }
    }
}

/// Whether a token is such a string, whole.
pub(super) fn is_opaque(token: &str) -> bool {
    let marked = |byte| matches!(byte, b'.' | b'@' | b'#' | b'/');
    token.bytes().any(marked) && opaque(token).next().is_some_and(|only| only == (0..token.len()))
}

/// The end of the labels joined by points from `from` on.
fn name_end(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let run = rest.iter().take_while(|byte| is_label(**byte) || **byte == b'.').count();
    from + run
}

/// The start of the longest run of characters before `at`, not before `least`, all of which are `kept`.
fn run_start(text: &str, least: usize, at: usize, kept: impl Fn(char) -> bool) -> usize {
    let before = text.get(least..at).unwrap_or_default();
    least + before.trim_end_matches(kept).len()
}

/// With a possessive behind it (`Kaspi.kz's`).
fn with_possessive(text: &str, span: Range<usize>) -> Range<usize> {
    let rest = text.get(span.end..).unwrap_or_default();
    let length =
        ["'s", "’s"].iter().find(|ending| rest.starts_with(**ending)).map_or(0, |ending| ending.len());
    let goes_on = rest.get(length..).and_then(|rest| rest.chars().next()).is_some_and(is_word);
    if goes_on { span } else { span.start..span.end + length }
}

/// `name@host`, `@name`, `@name@host`.
fn at_sign(text: &str, at: usize, least: usize) -> Option<Range<usize>> {
    let local = |c: char| is_word(c) || matches!(c, '.' | '%' | '+' | '-');
    let start = run_start(text, least, at, local);
    // A point before a handle ends a sentence or is there by custom (`.@name`).
    let start =
        text.get(start..at).map_or(at, |name| at - name.trim_start_matches(['.', '-', '+', '%']).len());
    let mut end = labels_end(text, at + 1)?;
    if start == at
        && text.get(end..).is_some_and(|rest| rest.starts_with('@'))
        && let Some(host) = labels_end(text, end + 1)
    {
        end = host;
    }
    let scheme = "mailto:";
    let start = match start.checked_sub(scheme.len()) {
        Some(before) if before >= least && text.get(before..start) == Some(scheme) => before,
        _ => start,
    };
    Some(with_possessive(text, start..end))
}

/// The end of a name from `from` on: words and hyphens, and points before which a label does not end a sentence.
fn labels_end(text: &str, from: usize) -> Option<usize> {
    let mut end = from;
    let rest = text.get(from..)?;
    let mut before = ' ';
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let goes_on = match c {
            '.' => chars.peek().is_some_and(|&(_, next)| {
                next.is_alphanumeric() && (!next.is_uppercase() || before.is_uppercase())
            }),
            '-' => chars.peek().is_some_and(|&(_, next)| is_word(next)),
            c => is_word(c),
        };
        if !goes_on || at == 0 && !is_word(c) {
            break;
        }
        end = from + at + c.len_utf8();
        before = c;
    }
    (end > from).then_some(end)
}

/// `#word`, but not `#1`, nor an entity (`&#39;`).
fn hashtag(text: &str, at: usize) -> Option<Range<usize>> {
    if char_before(text, at).is_some_and(|c| is_word(c) || matches!(c, '&' | '#' | '/')) {
        return None;
    }
    let rest = text.get(at + 1..)?;
    let name = rest.find(|c: char| !is_word(c)).map_or(rest, |end| rest.get(..end).unwrap_or_default());
    let named = name.contains(char::is_alphabetic);
    named.then(|| with_possessive(text, at..at + 1 + name.len()))
}

/// `scheme://…`, `/folder/file`, `~/file`, `r/name`.
fn slash(text: &str, at: usize, least: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    if at > 0 && bytes.get(at - 1) == Some(&b':') && bytes.get(at + 1) == Some(&b'/') {
        let start = run_start(text, least, at - 1, |c| c.is_ascii_alphabetic());
        let end = address_end(text, at + 2);
        return (at - 1 - start >= 2 && end > at + 2).then_some(start..end);
    }
    let start = run_start(text, least, at, |c| is_word(c) || matches!(c, '~' | '.'));
    let opened =
        char_before(text, start).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“'));
    if !opened || !alphanumeric_at(bytes, at + 1) {
        return None;
    }
    let path = |c: char| is_word(c) || matches!(c, '/' | '-' | '.');
    let rest = text.get(at..).unwrap_or_default();
    let run = rest.find(|c| !path(c)).and_then(|end| rest.get(..end)).unwrap_or(rest);
    let run = run.trim_end_matches(['.', '-']);
    let is_path = match text.get(start..at)? {
        "" => run.matches('/').count() > 1,
        "~" | "." | ".." => true,
        "r" | "u" => run.len() > 2,
        _ => false,
    };
    is_path.then(|| start..at + run.len())
}

/// `host.tld`, `host.tld/path`, `file.pdf`, `folder/file.pdf`; `within` bounds it, and ends where its labels do.
fn dotted(text: &str, at: usize, within: Range<usize>) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    if bytes.get(within.end) == Some(&b'@') {
        return None;
    }
    let start = run_start(text, within.start, at, |c| is_word(c) || matches!(c, '-' | '.'));
    let start =
        start + text.get(start..at).map_or(0, |name| name.len() - name.trim_start_matches(['-', '.']).len());
    // What is before the point was taken already (`#name.com`).
    if start >= at {
        return None;
    }
    let names = text.get(start..within.end)?.trim_end_matches(['.', '-', '_']);
    if let Some(length) = host(names, bytes.get(start + names.len()) == Some(&b'/')) {
        let end = start + length;
        let goes_on = match bytes.get(end) {
            Some(b'/' | b'?' | b'#') => alphanumeric_at(bytes, end + 1) || bytes.get(end) == Some(&b'/'),
            Some(b':') => bytes.get(end + 1).is_some_and(u8::is_ascii_digit),
            _ => false,
        };
        let end = if goes_on { address_end(text, end) } else { end };
        return Some(with_possessive(text, start..end));
    }
    if is_file(names) {
        let path =
            run_start(text, within.start, start, |c| is_word(c) || matches!(c, '-' | '.' | '/' | '~' | '%'));
        return Some(with_possessive(text, path..start + names.len()));
    }
    None
}

/// Whether letters are all lower-case, or all upper-case.
fn one_case(name: &str) -> bool {
    !name.bytes().any(|byte| byte.is_ascii_uppercase()) || !name.bytes().any(|byte| byte.is_ascii_lowercase())
}

fn is_one_of(list: &[&str], label: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(label))
}

/// The length of the host's name at the start of `names`, if there is one: up to the last label that is a top-level
/// domain, before the end or before a capital, which begins a sentence.
fn host(names: &str, path: bool) -> Option<usize> {
    let prefixed = names.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    let shouted = !names.bytes().any(|byte| byte.is_ascii_lowercase());
    let mut end = names.len();
    while let Some(point) = names.get(..end).and_then(|name| name.rfind('.')) {
        let label = names.get(point + 1..end).unwrap_or_default();
        let next = names.as_bytes().get(end + 1);
        if end < names.len() && !next.is_some_and(u8::is_ascii_uppercase) {
            return None;
        }
        let plain = label.bytes().all(|byte| byte.is_ascii_lowercase()) || shouted;
        let second = || {
            let before = names.get(..point).and_then(|name| name.rsplit_once('.'));
            before.is_some_and(|(_, second)| is_one_of(&SECOND, second))
        };
        let last = end == names.len();
        let ends = plain
            && (is_one_of(&DOMAINS, label)
                || is_one_of(&WORDS, label) && (prefixed || path && last || second())
                || prefixed && label.len() >= 2);
        if ends && names.get(..point).is_some_and(|name| !name.ends_with('.')) {
            return Some(end);
        }
        end = point;
    }
    None
}

fn is_file(names: &str) -> bool {
    let ending = names.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default();
    one_case(ending) && is_one_of(&FILES, ending)
}

/// The end of an address that goes on at `from`, without the marks behind it.
fn address_end(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let ends = |c: char| match c {
        '<' | '>' | '"' | '`' | '|' | '\\' => true,
        c if c.is_ascii() => c.is_ascii_whitespace() || c.is_ascii_control(),
        c => !c.is_alphanumeric(),
    };
    let mut address = rest.find(ends).and_then(|end| rest.get(..end)).unwrap_or(rest);
    let count = |mark: u8| address.bytes().filter(|byte| *byte == mark).count();
    let mut unopened = count(b')').saturating_sub(count(b'('));
    loop {
        let shorter = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', ']', '}']);
        let shorter = match shorter.strip_suffix(')') {
            Some(shorter) if unopened > 0 => {
                unopened -= 1;
                shorter
            }
            _ => shorter,
        };
        if shorter.len() == address.len() {
            return from + address.len();
        }
        address = shorter;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<&str> {
        opaque(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn addresses_with_and_without_a_scheme() {
        for (text, address) in [
            (
                "See https://www.wire.example/world/northland-warns-union.",
                "https://www.wire.example/world/northland-warns-union",
            ),
            ("(ftp://a.b/c_(d)) x", "ftp://a.b/c_(d)"),
            ("at www.reuters.com, he", "www.reuters.com"),
            ("on bbc.co.uk/news/world?x=1!", "bbc.co.uk/news/world?x=1"),
            ("via t.co/aB3", "t.co/aB3"),
            ("it said.See bbc.com.The end", "bbc.com"),
            ("WWW.BBC.COM says", "WWW.BBC.COM"),
            ("the paper.it/cronaca page", "paper.it/cronaca"),
            ("news.gov.in reports", "news.gov.in"),
            ("pic.twitter.com/x9", "pic.twitter.com/x9"),
            ("Kaspi.kz's profit", "Kaspi.kz's"),
            ("http://localhost:80/war", "http://localhost:80/war"),
            ("日本http://a.jp/b、c", "http://a.jp/b"),
        ] {
            assert_eq!(found(text), [address], "{text}");
        }
    }

    #[test]
    fn mail_handles_and_hashtags() {
        for (text, token) in [
            ("mail press.office@nato.int.", "press.office@nato.int"),
            ("mailto:a@b.org, or", "mailto:a@b.org"),
            ("ask .@UN now", "@UN"),
            ("@name.bsky.social: no", "@name.bsky.social"),
            ("@ana@host.social!", "@ana@host.social"),
            ("via @Smith.The next", "@Smith"),
            ("#StandWithNorthland!", "#StandWithNorthland"),
            ("(#5G)", "#5G"),
            ("r/worldnews has", "r/worldnews"),
        ] {
            assert_eq!(found(text), [token], "{text}");
        }
    }

    #[test]
    fn names_and_paths_of_files() {
        for (text, token) in [
            ("open world_war-2024.pdf now", "world_war-2024.pdf"),
            ("in docs/war/attack.HTML.", "docs/war/attack.HTML"),
            ("under /news/world-warns, he", "/news/world-warns"),
            ("see ~/war/x", "~/war/x"),
        ] {
            assert_eq!(found(text), [token], "{text}");
        }
    }

    #[test]
    fn words_are_none() {
        for text in [
            "The U.S. and the U.K. met, e.g. and/or i.e. 24/7, 3.5 or 1,000.5 at 5 p.m. on 9/11.",
            "It ended.The army left.it was so; he said.In the end.No one. a.k.a. Ph.D. St. Louis No.1 vs.China",
            "the #1 seed & C# &#39;x&#8217; N/A w/o he/she Norway/Sweden km/h AFP/Getty @ 5 pm # x",
            "He said... and U.S./China, U.N.-led, Inc.-owned Jan.3 1.5m x.y.z",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn hostile_runs_are_read_once() {
        for text in ["a.".repeat(200_000), "@".repeat(200_000), "a/".repeat(200_000), "a@".repeat(100_000)] {
            assert!(opaque(&text).count() <= text.len());
        }
    }

    proptest! {
        #[test]
        fn in_order_apart_and_the_same_alone(text in "[a-zA-Z0-9 .@#/:_'’()é,-]{0,60}|(www|bbc|a@|#)[a-z./]{0,9}\\.(com|it|pdf|uk)[A-Za-z./]{0,9}") {
            let mut last = 0;
            for range in opaque(&text) {
                prop_assert!(range.start >= last && range.end > range.start);
                let token = &text[range.clone()];
                prop_assert!(is_opaque(token), "{token:?} in {text:?}");
                last = range.end;
            }
        }
    }
}
