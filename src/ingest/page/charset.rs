//! The encoding that a page declares for itself.

use super::tags::{Tag, Tags};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// Bytes at the start in which the declaration is looked for, as browsers do.
const WINDOW: usize = 1024;

/// The encoding that a page declares at its start, in `meta charset`, `meta http-equiv` or its XML declaration. None if
/// `bytes` are no page, declare nothing or something unknown, or hold what only UTF-8 holds: pages that a tool rewrote
/// as UTF-8 often still declare what they were before.
pub fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if start.first() != Some(&b'<') {
        return None;
    }
    let head = start.get(..WINDOW.min(start.len())).unwrap_or_default();
    let label = Tags::new(head).find_map(|tag| of_meta(&tag)).or_else(|| of_xml(head))?;
    let encoding = match Encoding::for_label(label)? {
        // These cannot be meant: the declaration itself was read as ASCII.
        encoding if encoding == UTF_16LE || encoding == UTF_16BE => UTF_8,
        encoding if encoding == X_USER_DEFINED => WINDOWS_1252,
        encoding => encoding,
    };
    let rewritten = encoding != UTF_8 && !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
    (!rewritten).then_some(encoding)
}

fn of_meta<'a>(tag: &Tag<'a>) -> Option<&'a [u8]> {
    if tag.end || !tag.is("meta") {
        return None;
    }
    if let Some(charset) = tag.attribute("charset") {
        return Some(charset.trim_ascii());
    }
    if !tag.attribute("http-equiv")?.eq_ignore_ascii_case(b"content-type") {
        return None;
    }
    value_behind(tag.attribute("content")?, b"charset")
}

fn of_xml(head: &[u8]) -> Option<&[u8]> {
    let declaration = head.strip_prefix(b"<?xml")?;
    let end = memchr::memchr(b'>', declaration)?;
    value_behind(declaration.get(..end)?, b"encoding")
}

/// The value behind `word=`, in quotation marks or up to a blank or a semicolon.
fn value_behind<'a>(text: &'a [u8], word: &[u8]) -> Option<&'a [u8]> {
    let at = text.windows(word.len()).position(|here| here.eq_ignore_ascii_case(word))?;
    let value = text.get(at + word.len()..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let (quote, value) = match value {
        [quote @ (b'"' | b'\''), rest @ ..] => (Some(*quote), rest),
        _ => (None, value),
    };
    let ends = |&b: &u8| match quote {
        Some(quote) => b == quote,
        None => b.is_ascii_whitespace() || b == b';',
    };
    value.get(..value.iter().position(ends).unwrap_or(value.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(page: &[u8]) -> Option<&'static str> {
        declared(page).map(Encoding::name)
    }

    #[test]
    fn each_way_to_declare_is_understood() {
        for (page, encoding) in [
            (&b"<meta charset=iso-8859-2>"[..], "ISO-8859-2"),
            (b" <!doctype html><html><head><META CHARSET=' Shift_JIS '>", "Shift_JIS"),
            (b"<html><meta http-equiv=\"Content-Type\" content=\"text/html; charset=koi8-r\">", "KOI8-R"),
            (b"<?xml version=\"1.0\" encoding='latin1'?><html>", "windows-1252"),
            (b"<meta charset=\"utf-16\">", "UTF-8"),
            (b"<meta charset=\"latin1\"><p>caf\xe9", "windows-1252"),
        ] {
            assert_eq!(name(page), Some(encoding), "{}", String::from_utf8_lossy(page));
        }
    }

    #[test]
    fn what_declares_nothing_that_holds_is_left() {
        let late = [b"<html>".as_slice(), &b" ".repeat(WINDOW), b"<meta charset=latin1>"].concat();
        for page in [
            "Norway. <meta charset=latin1>".as_bytes(),
            b"<html><!-- <meta charset=latin1> -->",
            b"<meta name=charset content=latin1>",
            b"<meta charset=klingon>",
            "<meta charset=latin1><p>café".as_bytes(),
            &late,
            b"",
        ] {
            assert_eq!(name(page), None, "{}", String::from_utf8_lossy(page));
        }
    }
}
