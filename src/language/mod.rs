//! The language of a text, told by its function words and, where those are not of the language of the lexicons, by
//! the frequencies of its letters.

mod detect;
mod parts;

pub use detect::{Detector, Told};
