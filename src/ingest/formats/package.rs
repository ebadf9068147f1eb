//! The zip package of a spreadsheet, checked before it is read: what it is, and that it does not unpack to more than
//! memory holds.

use std::io::{self, Cursor, Read};
use zip::ZipArchive;

/// Maximum length of all parts, in bytes.
const MAX_UNPACKED: u64 = 1 << 30;

/// Maximum number of parts.
const MAX_PARTS: usize = 10_000;

/// Most blanks that a mark of repeated blanks may stand for, in digits.
const BLANKS_DIGITS: usize = 6;

/// The kind of a spreadsheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Office Open XML.
    Xlsx,
    /// OpenDocument.
    Ods,
}

/// What stands against reading a package.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is no spreadsheet, or a broken one.
    Bad(String),
    /// It unpacks to too much.
    TooLong(String),
}

/// The kind of the spreadsheet in `bytes`.
///
/// # Errors
/// It is none, or too large a one.
pub(super) fn check(bytes: &[u8]) -> Result<Kind, Refusal> {
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        let what =
            "it is locked with a password, or of the kind before 2007 (.xls): save it as .xlsx without one";
        return Err(Refusal::Bad(what.to_owned()));
    }
    if !bytes.starts_with(b"PK") {
        let what =
            "it is no workbook, whatever its name: if it is a table as text, name it with --format csv";
        return Err(Refusal::Bad(what.to_owned()));
    }
    let broken = |error: &dyn std::fmt::Display| Refusal::Bad(format!("a broken package: {error}"));
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if zip.len() > MAX_PARTS {
        return Err(Refusal::TooLong(format!("over {MAX_PARTS} parts")));
    }
    let mut names = Vec::new();
    let mut left = MAX_UNPACKED;
    for at in 0..zip.len() {
        let part = zip.by_index(at).map_err(|error| broken(&error))?;
        let name = part.name().map_err(|error| broken(&error))?.trim_start_matches('/').to_lowercase();
        let mut part = part.take(left + 1);
        // The sizes that a package declares are not to be trusted.
        let length = if name.ends_with("sharedstrings.xml") || name == "content.xml" {
            let mut content = Vec::new();
            part.read_to_end(&mut content).map_err(|error| broken(&error))?;
            refuse_inflated(&content)?;
            content.len() as u64
        } else {
            io::copy(&mut part, &mut io::sink()).map_err(|error| broken(&error))?
        };
        left = left
            .checked_sub(length)
            .ok_or_else(|| Refusal::TooLong(format!("over {} MiB unpacked", MAX_UNPACKED >> 20)))?;
        names.push(name);
    }
    kind(&names)
}

fn kind(names: &[String]) -> Result<Kind, Refusal> {
    let has = |part: &str| names.iter().any(|name| name == part);
    let ends = |part: &str| names.iter().any(|name| name.ends_with(part));
    if has("[content_types].xml") && ends("workbook.xml") {
        return Ok(Kind::Xlsx);
    }
    let what = if has("content.xml") && has("mimetype") {
        return Ok(Kind::Ods);
    } else if has("word/document.xml") {
        "a text document: save it as text"
    } else if has("ppt/presentation.xml") {
        "a presentation: save it as text"
    } else if ends("workbook.bin") {
        "a binary workbook (.xlsb): save it as .xlsx"
    } else if ends(".xlsx") || ends(".csv") || ends(".txt") {
        "a zip archive of files: unpack it"
    } else {
        "a zip archive without a workbook"
    };
    Err(Refusal::Bad(format!("it is {what}")))
}

/// Refuses numbers that a reader would take memory for: strings that are only announced, and repeated blanks.
fn refuse_inflated(content: &[u8]) -> Result<(), Refusal> {
    let head = content.get(..4096.min(content.len())).unwrap_or_default();
    let number = |at: usize, from: &[u8]| -> Vec<u8> {
        from.get(at..).unwrap_or_default().iter().copied().take_while(u8::is_ascii_digit).collect()
    };
    for key in [&b"uniqueCount=\""[..], b"uniqueCount='"] {
        if let Some(at) = memchr::memmem::find(head, key) {
            let digits = number(at + key.len(), head);
            let count: Option<usize> = String::from_utf8_lossy(&digits).parse().ok();
            if count.is_none_or(|count| count > content.len()) {
                return Err(Refusal::Bad("a broken package: more strings are announced than fit".to_owned()));
            }
        }
    }
    for key in [&b"text:c=\""[..], b"text:c='"] {
        for at in memchr::memmem::find_iter(content, key) {
            if number(at + key.len(), content).len() > BLANKS_DIGITS {
                return Err(Refusal::TooLong("millions of blanks in a cell".to_owned()));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::{SimpleFileOptions, ZipWriter};

    fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn bad(bytes: &[u8]) -> String {
        match check(bytes) {
            Err(Refusal::Bad(what)) => what,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_package_is_told_by_its_parts() {
        let xlsx = package(&[("[Content_Types].xml", b""), ("xl/workbook.xml", b"")]);
        assert_eq!(check(&xlsx), Ok(Kind::Xlsx));
        assert_eq!(check(&package(&[("mimetype", b""), ("content.xml", b"")])), Ok(Kind::Ods));
        assert!(bad(&package(&[("[Content_Types].xml", b""), ("word/document.xml", b"")])).contains("text"));
        assert!(bad(&package(&[("a.csv", b"text\n")])).contains("unpack it"));
        assert!(bad(&package(&[])).contains("without a workbook"));
        assert!(bad(b"id,text\n").contains("--format csv"));
        assert!(bad(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1]).contains("password"));
        assert!(bad(&xlsx[..xlsx.len() / 2]).contains("broken"));
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let blanks = b"<text:s text:c=\"99999999\"/>";
        let ods = package(&[("mimetype", b""), ("content.xml", blanks)]);
        assert!(matches!(check(&ods), Err(Refusal::TooLong(_))));
        let strings = package(&[("xl/sharedStrings.xml", b"<sst uniqueCount=\"18446744073709551615\"/>")]);
        assert!(bad(&strings).contains("more strings"));
    }
}
