//! Statistics independent of texts: bootstrap intervals, intervals and tests of means.

mod bootstrap;
mod student;

pub use bootstrap::{Interval, Picks, ratio_interval, resample, row_seed};
pub use student::{mean_interval, welch};
