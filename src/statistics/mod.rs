//! Statistics independent of texts: bootstrap intervals.

mod bootstrap;

pub use bootstrap::{Interval, Picks, ratio_interval, resample, row_seed};
