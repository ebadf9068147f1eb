//! The distance of two stretches of a sentence.

use std::ops::Range;

/// The number of tokens between two ranges; 0 where they touch or overlap.
pub(super) fn distance(a: &Range<usize>, b: &Range<usize>) -> usize {
    if a.end <= b.start { b.start - a.end } else { a.start.saturating_sub(b.end) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_same_from_either_side() {
        assert_eq!((distance(&(1..3), &(5..6)), distance(&(5..6), &(1..3))), (2, 2));
        assert_eq!((distance(&(1..3), &(3..4)), distance(&(1..3), &(2..4))), (0, 0));
    }
}
