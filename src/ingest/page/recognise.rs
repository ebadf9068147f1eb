//! Whether a text is a web page: by what it begins with.

/// Bytes at the start in which the first tag is looked for, behind comments and declarations.
const WINDOW: usize = 8192;

/// Whether `text` is a web page: it begins with an HTML doctype or an `html` tag, behind nothing but white space,
/// comments and an XML declaration. Other texts cost the look at one byte.
#[must_use]
pub fn is_page(text: &str) -> bool {
    begins_page(text.as_bytes())
}

/// [`is_page`] for bytes whose encoding is not known yet; UTF-16 is not recognised.
pub(in crate::ingest) fn begins_page(bytes: &[u8]) -> bool {
    let mut rest = trimmed(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    if rest.first() != Some(&b'<') {
        return false;
    }
    rest = rest.get(..WINDOW.min(rest.len())).unwrap_or_default();
    loop {
        let end: &[u8] = match rest {
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            [b'<', b'?', ..] => b">",
            _ => break,
        };
        let Some(at) = memchr::memmem::find(rest, end) else { return false };
        rest = trimmed(rest.get(at + end.len()..).unwrap_or_default());
    }
    let blank = |byte: u8| byte.is_ascii_whitespace();
    if let Some(behind) = after(rest, b"<!doctype") {
        let name = trimmed(behind);
        return behind.first().copied().is_some_and(blank)
            && after(name, b"html").is_some_and(|rest| rest.first().is_none_or(|&b| blank(b) || b == b'>'));
    }
    after(rest, b"<html").is_some_and(|rest| rest.first().is_some_and(|&b| blank(b) || b == b'>'))
}

fn trimmed(bytes: &[u8]) -> &[u8] {
    bytes.trim_ascii_start()
}

/// What follows `word`, which is in lower case, if `bytes` begin with it in any case.
fn after<'a>(bytes: &'a [u8], word: &[u8]) -> Option<&'a [u8]> {
    let (head, rest) = bytes.split_at_checked(word.len())?;
    head.eq_ignore_ascii_case(word).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_its_first_tag() {
        for page in [
            "<!doctype html><p>One.",
            "\u{feff}  <!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">",
            "<?xml version=\"1.0\"?>\n<!DOCTYPE html SYSTEM \"a.dtd\">",
            "<!-- saved from url=(0020)https://a.example/b -->\n<HTML lang=en>",
            "<html>",
        ] {
            assert!(is_page(page), "{page}");
        }
        for text in [
            "Norway <html> praised Spain.",
            "<html5 is a name",
            "<!doctype svg>",
            "<!doctypehtml>",
            "<?xml version=\"1.0\"?><rss></rss>",
            "<!-- never closed <html>",
            "<",
            "",
        ] {
            assert!(!is_page(text), "{text}");
        }
    }
}
