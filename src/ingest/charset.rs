//! A character encoding: those of the web, and UTF-32, which the web does not have.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Length of the longest byte order mark.
pub(super) const LONGEST_MARK: usize = 4;

/// A character encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// One of the WHATWG Encoding Standard.
    Web(&'static Encoding),
    /// UTF-32, the first byte of a code point being its most significant one.
    Utf32Be,
    /// UTF-32, the other way round.
    Utf32Le,
}

impl Charset {
    /// UTF-8.
    pub const UTF_8: Self = Self::Web(UTF_8);

    /// Its name in `documents.csv`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Web(encoding) => encoding.name(),
            Self::Utf32Be => "UTF-32BE",
            Self::Utf32Le => "UTF-32LE",
        }
    }

    /// The encoding that the byte order mark at the start of `head` says, and the length of the mark. The mark of
    /// UTF-32LE begins like that of UTF-16LE, and a text does not begin with NUL.
    pub fn of_mark(head: &[u8]) -> Option<(Self, usize)> {
        if head.starts_with(&[0xff, 0xfe, 0, 0]) {
            return Some((Self::Utf32Le, 4));
        }
        if head.starts_with(&[0, 0, 0xfe, 0xff]) {
            return Some((Self::Utf32Be, 4));
        }
        Encoding::for_bom(head).map(|(encoding, length)| (Self::Web(encoding), length))
    }

    /// Whether its texts are full of NUL bytes.
    pub fn is_wide(self) -> bool {
        match self {
            Self::Web(encoding) => encoding == UTF_16LE || encoding == UTF_16BE,
            Self::Utf32Be | Self::Utf32Le => true,
        }
    }
}
