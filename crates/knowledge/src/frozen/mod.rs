//! Frozen tables: look-up structures made of plain numbers, used in place in the binary.
//!
//! A table is [`Flat`]: borrowed from the image that the build wrote, or owned once a user's file is layered over it
//! (copy on write). Nothing here needs `unsafe`: `zerocopy` checks length and alignment, and the types are numbers and
//! arrays of numbers, for which every bit pattern is valid.

mod blob;
mod image;
mod index;
mod lists;
mod map;

pub use blob::{Blob, Span};
pub use image::{Freeze, FrozenError, Image, Reader, Writer};
pub use index::{Index, hash_of};
pub use lists::Lists;
pub use map::FlatMap;

use std::borrow::Cow;

/// A table of numbers: borrowed from the image, or owned.
pub type Flat<T> = Cow<'static, [T]>;
