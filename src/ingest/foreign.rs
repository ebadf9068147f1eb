//! Documents of other programs, told by their first bytes, and the converter that makes text of them.

use memchr::memmem;

/// Bytes that are looked through for what an archive holds.
const WINDOW: usize = 4096;

/// A kind of document that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Foreign {
    /// Portable Document Format.
    Pdf,
    /// Office Open XML text.
    Docx,
    /// `OpenDocument` text.
    Odt,
    /// Electronic publication.
    Epub,
    /// Rich Text Format.
    Rtf,
    /// Compound file, as of Word before 2007.
    Doc,
}

impl Foreign {
    /// The kind of a file that begins with these bytes.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let window = bytes.get(..WINDOW.min(bytes.len())).unwrap_or_default();
        let has = |part: &[u8]| memmem::find(window, part).is_some();
        match window {
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [b'{', b'\\', b'r', b't', b'f', ..] => Some(Self::Rtf),
            [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => Some(Self::Doc),
            [b'P', b'K', 3, 4, ..] if has(b"application/epub+zip") => Some(Self::Epub),
            [b'P', b'K', 3, 4, ..] if has(b"application/vnd.oasis.opendocument.text") => Some(Self::Odt),
            [b'P', b'K', 3, 4, ..] if has(b"word/") => Some(Self::Docx),
            _ => None,
        }
    }

    /// What it is, and the command that makes a text of it.
    pub fn advice(self, path: &str) -> String {
        let stem = path.rsplit_once('.').filter(|(_, end)| !end.contains('/')).map_or(path, |(stem, _)| stem);
        let pandoc = || format!("pandoc '{path}' -t plain --wrap=none -o '{stem}.txt'");
        let (what, command) = match self {
            Self::Pdf => ("a PDF file", format!("pdftotext '{path}' '{stem}.txt'")),
            Self::Docx => ("a Word document", pandoc()),
            Self::Odt => ("an OpenDocument text", pandoc()),
            Self::Epub => ("an EPUB book", pandoc()),
            Self::Rtf => ("a Rich Text document", pandoc()),
            Self::Doc => {
                ("a document of old Word", format!("libreoffice --headless --convert-to txt:Text '{path}'"))
            }
        };
        format!("{what}, make a text of it: {command}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_of_other_programs_are_told_by_their_bytes() {
        let zip = |inside: &str| [b"PK\x03\x04 \0".as_slice(), inside.as_bytes()].concat();
        for (bytes, kind) in [
            (b"%PDF-1.7 ".to_vec(), Some(Foreign::Pdf)),
            (b"{\\rtf1\\ansi Norway".to_vec(), Some(Foreign::Rtf)),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0".to_vec(), Some(Foreign::Doc)),
            (zip("[Content_Types].xml..word/document.xml"), Some(Foreign::Docx)),
            (zip("mimetypeapplication/epub+zip"), Some(Foreign::Epub)),
            (zip("mimetypeapplication/vnd.oasis.opendocument.text"), Some(Foreign::Odt)),
            (zip("xl/workbook.xml"), None),
            (b"Norway praised Poland. %PDF-".to_vec(), None),
            (Vec::new(), None),
        ] {
            assert_eq!(Foreign::of(&bytes), kind, "{}", String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn the_advice_is_a_command_with_the_name_of_the_file() {
        assert_eq!(
            Foreign::Pdf.advice("in/a.b/report.pdf"),
            "a PDF file, make a text of it: pdftotext 'in/a.b/report.pdf' 'in/a.b/report.txt'"
        );
        assert!(Foreign::Docx.advice("a.b/c").ends_with("-o 'a.b/c.txt'"));
    }
}
