//! Statistics that know nothing of texts: intervals by the bootstrap.

mod bootstrap;

pub use bootstrap::{Interval, Picks, ratio_interval, resample, row_seed};
