//! The shipped lexicons and actors, frozen by the build and borrowed from the binary.

use crate::frozen::{FrozenError, Image};
use crate::index::Knowledge;
use crate::text::CountedLanguages;
use std::sync::LazyLock;

/// Bytes aligned so that tables of any number type can be read in place.
#[repr(C, align(16))]
struct Aligned<T: ?Sized>(T);

static TABLES: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.tables")));

static IMAGE: Image =
    Image { texts: include_str!(concat!(env!("OUT_DIR"), "/knowledge.texts")), tables: &TABLES.0 };

/// The shipped knowledge. Nothing is parsed or indexed: its tables are used in place.
///
/// # Errors
/// Never in a complete build: a test loads it.
pub fn knowledge() -> Result<Knowledge, FrozenError> {
    Knowledge::of_image(IMAGE)
}

static LANGUAGES: LazyLock<CountedLanguages> = LazyLock::new(|| {
    let languages = ("lexicons/languages.tsv", include_str!("../lexicons/languages.tsv"));
    let stop_words = ("lexicons/stopwords.tsv", include_str!("../lexicons/stopwords.tsv"));
    // The build has parsed both.
    CountedLanguages::parse(languages, stop_words).unwrap_or_default()
});

/// The languages that a text can be told to be in. They are parsed when first asked for.
#[must_use]
pub fn languages() -> &'static CountedLanguages {
    &LANGUAGES
}
