//! Paths as text, for ids, tables and messages.

use std::fmt::Write;
use std::path::Path;

/// A path as text. No two paths have the same: what is not UTF-8 in it is written byte by byte, as in `caf\xE9.txt`,
/// and so is the backslash of a name in which just that stands (`\x5C`). Every other path is as it is.
#[must_use]
pub fn path_name(path: &Path) -> String {
    let mut name = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        for (at, piece) in chunk.valid().split('\\').enumerate() {
            if at > 0 {
                name.push_str(if cfg!(unix) && is_escape(piece) { "\\x5C" } else { "\\" });
            }
            name.push_str(piece);
        }
        for byte in chunk.invalid() {
            let _ = write!(name, "\\x{byte:02X}");
        }
    }
    name
}

/// Whether a backslash in front of `text` makes it look like an escaped byte.
fn is_escape(text: &str) -> bool {
    let digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'A'..=b'F');
    matches!(text.as_bytes(), [b'x', high, low, ..] if digit(high) && digit(low))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    fn name(bytes: &[u8]) -> String {
        path_name(Path::new(OsStr::from_bytes(bytes)))
    }

    #[test]
    fn names_stay_as_they_are() {
        for plain in ["in/café.txt", "a\\b.txt", "a\\x.txt", "a\\xe9.txt", "a%E9.txt", "\u{202e}", ""] {
            assert_eq!(name(plain.as_bytes()), plain);
        }
    }

    #[test]
    fn what_is_not_utf8_is_told_apart() {
        assert_eq!(name(b"caf\xe9.txt"), "caf\\xE9.txt");
        assert_eq!(name(b"a\xff\xfeb"), "a\\xFF\\xFEb");
        assert_eq!(name(b"caf\\xE9.txt"), "caf\\x5CxE9.txt");
    }

    #[test]
    fn no_two_names_are_the_same() {
        // All names of up to five of these.
        let signs: [&[u8]; 6] = [b"\\", b"x", b"E9", b"\xe9", b"5C", b"C"];
        let mut all: BTreeSet<Vec<u8>> = BTreeSet::from([Vec::new()]);
        for _ in 0..5 {
            let longer: Vec<Vec<u8>> =
                all.iter().flat_map(|name| signs.map(|sign| [name, sign].concat())).collect();
            all.extend(longer);
        }
        let names: BTreeSet<String> = all.iter().map(|bytes| name(bytes)).collect();
        assert_eq!(names.len(), all.len());
    }
}
