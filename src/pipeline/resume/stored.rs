//! Values as bytes: numbers in base 128, decimals bit by bit, texts and lists behind their length.

use super::names;
use std::collections::BTreeSet;
use std::ops::Range;

/// A value that can be written as bytes and read again.
pub trait Stored: Sized {
    /// Appends its bytes.
    fn put(&self, to: &mut Vec<u8>);
    /// Takes it off the front of bytes; none if they are not those of such a value.
    fn take(from: &mut &[u8]) -> Option<Self>;
}

/// Implements [`Stored`] for a struct, field by field.
macro_rules! stored {
    ($($type:ident { $($field:ident),+ $(,)? })+) => {$(
        impl Stored for $type {
            fn put(&self, to: &mut Vec<u8>) {
                let Self { $($field),+ } = self;
                $($field.put(to);)+
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                Some(Self { $($field: Stored::take(from)?),+ })
            }
        }
    )+};
}
pub(in crate::pipeline) use stored;

/// Takes bytes off the front.
pub fn take_bytes<'b>(from: &mut &'b [u8], length: usize) -> Option<&'b [u8]> {
    let (bytes, rest) = from.split_at_checked(length)?;
    *from = rest;
    Some(bytes)
}

impl Stored for u64 {
    fn put(&self, to: &mut Vec<u8>) {
        let mut rest = *self;
        while rest >= 0x80 {
            to.push((rest & 0x7F) as u8 | 0x80);
            rest >>= 7;
        }
        to.push(rest as u8);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = from.split_first()?;
            *from = rest;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

impl Stored for u32 {
    fn put(&self, to: &mut Vec<u8>) {
        u64::from(*self).put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        u64::take(from)?.try_into().ok()
    }
}

impl Stored for usize {
    fn put(&self, to: &mut Vec<u8>) {
        (*self as u64).put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        u64::take(from)?.try_into().ok()
    }
}

impl Stored for bool {
    fn put(&self, to: &mut Vec<u8>) {
        to.push(u8::from(*self));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        match take_bytes(from, 1)? {
            [0] => Some(false),
            [1] => Some(true),
            _ => None,
        }
    }
}

impl Stored for f32 {
    fn put(&self, to: &mut Vec<u8>) {
        to.extend(self.to_bits().to_le_bytes());
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let bytes = take_bytes(from, size_of::<Self>())?;
        Some(Self::from_bits(u32::from_le_bytes(*bytes.first_chunk()?)))
    }
}

impl Stored for f64 {
    fn put(&self, to: &mut Vec<u8>) {
        to.extend(self.to_bits().to_le_bytes());
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let bytes = take_bytes(from, size_of::<Self>())?;
        Some(Self::from_bits(u64::from_le_bytes(*bytes.first_chunk()?)))
    }
}

impl Stored for String {
    fn put(&self, to: &mut Vec<u8>) {
        self.len().put(to);
        to.extend(self.as_bytes());
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let length = usize::take(from)?;
        Some(std::str::from_utf8(take_bytes(from, length)?).ok()?.to_owned())
    }
}

/// A name of the tables.
impl Stored for &'static str {
    fn put(&self, to: &mut Vec<u8>) {
        names::number(self).put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        names::name(usize::take(from)?)
    }
}

impl<T: Stored> Stored for Option<T> {
    fn put(&self, to: &mut Vec<u8>) {
        self.is_some().put(to);
        if let Some(value) = self {
            value.put(to);
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(if bool::take(from)? { Some(T::take(from)?) } else { None })
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn put(&self, to: &mut Vec<u8>) {
        self.len().put(to);
        self.iter().for_each(|value| value.put(to));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let length = usize::take(from)?;
        // A value has a byte at least, so a wrong length asks for no more memory than there are bytes.
        let mut values = Self::with_capacity(length.min(from.len()));
        for _ in 0..length {
            values.push(T::take(from)?);
        }
        Some(values)
    }
}

impl<T: Stored + Ord> Stored for BTreeSet<T> {
    fn put(&self, to: &mut Vec<u8>) {
        self.len().put(to);
        self.iter().for_each(|value| value.put(to));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Vec::take(from)?.into_iter().collect())
    }
}

impl<T: Stored, const N: usize> Stored for [T; N] {
    fn put(&self, to: &mut Vec<u8>) {
        self.iter().for_each(|value| value.put(to));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let values: Option<Vec<T>> = (0..N).map(|_| T::take(from)).collect();
        values?.try_into().ok()
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn put(&self, to: &mut Vec<u8>) {
        self.0.put(to);
        self.1.put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?))
    }
}

impl<A: Stored, B: Stored, C: Stored> Stored for (A, B, C) {
    fn put(&self, to: &mut Vec<u8>) {
        self.0.put(to);
        self.1.put(to);
        self.2.put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?, C::take(from)?))
    }
}

impl Stored for Range<usize> {
    fn put(&self, to: &mut Vec<u8>) {
        self.start.put(to);
        self.end.put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(usize::take(from)?..usize::take(from)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::fmt::Debug;

    fn again<T: Stored + PartialEq + Debug>(value: &T) {
        let mut bytes = Vec::new();
        value.put(&mut bytes);
        for cut in 0..bytes.len() {
            assert_eq!(T::take(&mut &bytes[..cut]), None, "{value:?} cut at {cut}");
        }
        let mut left = bytes.as_slice();
        assert_eq!(T::take(&mut left).as_ref(), Some(value));
        assert!(left.is_empty());
    }

    #[test]
    fn numbers_texts_and_lists_come_back_and_never_from_cut_bytes() {
        [0, 1, 127, 128, 300, u64::MAX].iter().for_each(again);
        [0, u32::MAX].iter().for_each(again);
        [true, false].iter().for_each(again);
        again(&"Zoë".to_owned());
        again(&"critical");
        again(&vec![Some(3u64), None]);
        again(&(7usize..9, [1u32, 2, 3]));
        again(&BTreeSet::from(["a".to_owned(), "b".to_owned()]));
    }

    #[test]
    fn decimals_come_back_bit_by_bit() {
        for number in [0.1, -0.0, f64::MIN_POSITIVE / 3.0, f64::NAN, f64::INFINITY] {
            let mut bytes = Vec::new();
            number.put(&mut bytes);
            assert_eq!(f64::take(&mut bytes.as_slice()).map(f64::to_bits), Some(number.to_bits()));
        }
    }

    proptest! {
        #[test]
        fn bytes_that_are_no_values_are_refused_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _ = Vec::<(String, Option<f64>)>::take(&mut bytes.as_slice());
            let _ = <(&'static str, Vec<u64>)>::take(&mut bytes.as_slice());
            let _ = <(Range<usize>, [bool; 3])>::take(&mut bytes.as_slice());
        }
    }
}
