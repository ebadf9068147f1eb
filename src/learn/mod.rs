//! Learning: labelled mentions -> a learned table.
//!
//! Naive-Bayes scaled features (Wang & Manning 2012) in a multinomial logistic regression with an L2 penalty. Every
//! step is deterministic. What it is not: it does not read texts; the pipeline passes it features.

mod collect;
mod examples;
mod fit;
mod optimize;
mod table;
mod validate;

pub use collect::{AllFeatures, Capitals};
pub use examples::{Example, Examples};
pub use fit::{Fit, LearnSettings, fit};
pub use table::{Header, merge, write_table};
pub use validate::{Validation, dev_report, tune, validate};
