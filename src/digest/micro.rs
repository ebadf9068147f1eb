//! Numbers as they stand in the tables: whole millionths, so that a digest of rows that are read back is the same.

/// A number in millionths, rounded as in a table.
pub fn micro(number: f64) -> i64 {
    (number * 1e6).round() as i64
}

/// The number of so many millionths.
pub fn number(micro: i64) -> f64 {
    micro as f64 / 1e6
}

/// A number as a table gives it back; none if it is not finite.
pub fn tabled(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite()).map(|value| number(micro(value)))
}
