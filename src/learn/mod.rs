//! Learning: labelled mentions with their underlined reasons -> a learned table.
//!
//! Units (words and expressions) are classed as reasons for an actor, against it, or none, by multinomial logistic
//! regression with an L2 penalty; the sums over the units of a mention are then calibrated on mentions that were held
//! out. Every step is deterministic. What it is not: it reads no text; the pipeline hands it features.

mod calibrate;
mod examples;
mod fit;
mod optimize;
mod pairs;
mod select;
mod table;
mod validate;

pub use calibrate::{Bias, Calibration, Sums, Toward, calibrate};
pub use examples::{Examples, MentionExample, Row, UnitExample, class_number};
pub use fit::{Fit, LearnSettings, fit};
pub use pairs::{PairExample, PairFit, PairLearnSettings, PairRow, fit_pair_header, fit_pairs, write_pairs};
pub use select::fit_reasons;
pub use table::{Header, write_biases, write_table};
pub use validate::{Learned, learn, report_of};
