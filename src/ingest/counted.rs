//! Counts with their nouns, singular or plural.

use std::fmt::Display;

/// A count with its noun: `1 row`, `2 rows`.
#[must_use]
pub fn counted(count: impl Copy + Display + PartialEq + From<u8>, noun: &str) -> String {
    if count == 1.into() {
        return format!("{count} {noun}");
    }
    match noun.strip_suffix('y') {
        Some(stem) => format!("{count} {stem}ies"),
        None => format!("{count} {noun}{}", if noun.ends_with('s') { "es" } else { "s" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_nouns_agree() {
        let counts = [
            counted(1_u64, "alias"),
            counted(0_u64, "row"),
            counted(2_usize, "alias"),
            counted(3_u32, "entry"),
        ];
        assert_eq!(counts, ["1 alias", "0 rows", "2 aliases", "3 entries"]);
    }
}
