//! Counts in words: thousands apart, nouns singular or plural.

use std::fmt::Display;

/// A count with a comma at each thousand: `1,234,567`.
#[must_use]
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

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

    #[test]
    fn thousands_are_told_apart() {
        let all = [0, 999, 1_000, 1_234_567].map(grouped);
        assert_eq!(all, ["0", "999", "1,000", "1,234,567"]);
    }
}
