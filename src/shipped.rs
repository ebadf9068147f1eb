//! The lexicons and actors that come with the program, frozen by the build and borrowed from the binary.

use crate::frozen::{FrozenError, Image};
use crate::index::Knowledge;

/// Bytes on a border on which tables of any number can be read in place.
#[repr(C, align(16))]
struct Aligned<T: ?Sized>(T);

static TABLES: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.tables")));

static IMAGE: Image =
    Image { texts: include_str!(concat!(env!("OUT_DIR"), "/knowledge.texts")), tables: &TABLES.0 };

/// The shipped knowledge. Nothing is read or built: its tables are used where they lie.
///
/// # Errors
/// Never for a program that was built as a whole: a test loads it.
pub fn knowledge() -> Result<Knowledge, FrozenError> {
    Knowledge::of_image(IMAGE)
}
