//! Downloads of press databases: many articles in one text file, each with its title, outlet, date and author.
//!
//! The words of these layouts (`LENGTH`, `End of Document`, `HD`) are those of the file formats, in whatever language the
//! articles are.

mod article;
mod factiva;
mod factiva_codes;
mod header;
mod lexis_nexis;
mod nexis_uni;

pub(super) use article::PressArticle;

use memchr::memmem;

/// The layout of a download.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PressLayout {
    /// `LexisNexis`: articles begin with `1 of 250 DOCUMENTS`.
    LexisNexis,
    /// Nexis Uni and Lexis+: articles end with `End of Document`.
    NexisUni,
    /// Factiva with field codes: `HD`, `WC`, `PD`, `SN`, `LP`, `TD`.
    FactivaCodes,
    /// Factiva without codes: articles end with `Document` and a number.
    Factiva,
}

impl PressLayout {
    /// The layout of a file that begins with these bytes, if it is a download.
    pub fn of(head: &[u8]) -> Option<Self> {
        // Of UTF-16, every other byte of these words is zero.
        let wide = matches!(head, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
        if wide {
            let narrow: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
            return Self::of(narrow.get(2..)?);
        }
        let has = |part: &str| memmem::find(head, part.as_bytes()).is_some();
        let text = || String::from_utf8_lossy(head);
        if has(" DOCUMENT") && text().lines().any(lexis_nexis::begins) {
            return Some(Self::LexisNexis);
        }
        if has("Length:") && nexis_uni::looks_so(&text()) {
            return Some(Self::NexisUni);
        }
        if has("HD") && has("LP") && factiva_codes::looks_so(&text()) {
            return Some(Self::FactivaCodes);
        }
        (has("Document ") && factiva::looks_so(&text())).then_some(Self::Factiva)
    }

    /// The articles of a file.
    pub fn articles(self, text: &str) -> Vec<PressArticle> {
        match self {
            Self::LexisNexis => lexis_nexis::articles(text),
            Self::NexisUni => nexis_uni::articles(text),
            Self::FactivaCodes => factiva_codes::articles(text),
            Self::Factiva => factiva::articles(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layouts_are_told_by_their_marks() {
        for (text, layout) in [
            ("\n\n          1 of 250 DOCUMENTS\n\n", Some(PressLayout::LexisNexis)),
            ("1 of 1 DOCUMENT\r\n", Some(PressLayout::LexisNexis)),
            (
                "Ports\nThe Post\nMay 2, 2024\nLength: 12 words\nBody\n\nIt rained.\n",
                Some(PressLayout::NexisUni),
            ),
            ("HD  Ports\nWC  12 words\nLP\nIt rained.\n", Some(PressLayout::FactivaCodes)),
            (
                "Ports\n12 words\n2 May 2024\nThe Post\nIt rained.\nDocument POST000020240502ek520003p\n",
                Some(PressLayout::Factiva),
            ),
            ("He held 1 of 2 DOCUMENTS.\n", None),
            ("Length: a problem\nBody and soul\n", None),
            ("The HD television\nLP records\n", None),
            ("Document the case\nIn 12 words\n", None),
            ("", None),
        ] {
            assert_eq!(PressLayout::of(text.as_bytes()), layout, "{text}");
            let wide: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert_eq!(PressLayout::of(&wide), layout, "{text}");
        }
    }
}
