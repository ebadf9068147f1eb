//! A number by which texts of other words are told apart without a look at their words.

/// What each byte adds: letters and digits of ASCII, of which white space has none, their number and one more.
const ADDENDS: [u64; 256] = {
    let (mut addends, mut byte) = ([0; 256], 0u8);
    while byte.is_ascii() {
        addends[byte as usize] = if byte.is_ascii_alphanumeric() { (byte as u64) << 24 | 1 } else { 0 };
        byte += 1;
    }
    addends
};

/// A number that texts of the same words share, whatever white space is between them: the sum of their letters and digits.
#[must_use]
pub fn sum_of_letters(text: &str) -> u64 {
    text.bytes().map(|byte| ADDENDS[usize::from(byte)]).sum()
}

#[cfg(test)]
mod tests {
    use super::sum_of_letters;

    #[test]
    fn white_space_makes_no_difference_and_a_letter_does() {
        assert_eq!(sum_of_letters("Oslo fell.\u{a0}It rained"), sum_of_letters(" Oslo  fell. It\n rained"));
        assert_ne!(sum_of_letters("Oslo fell."), sum_of_letters("Oslo felt."));
    }
}
