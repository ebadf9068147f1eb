//! Exact sums in whole millionths.

use std::iter::Sum;
use std::ops::{Add, AddAssign};

/// A number in millionths. Addition is exact, so the order does not matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Micro(pub i64);

impl Micro {
    /// Zero.
    pub const ZERO: Self = Self(0);

    /// Rounds to the nearest millionth.
    #[must_use]
    pub fn from_f64(value: f64) -> Self {
        Self((value * 1e6).round() as i64)
    }

    /// As a float.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 1e6
    }
}

impl Add for Micro {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Micro {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sum for Micro {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, Add::add)
    }
}
