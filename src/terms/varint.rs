//! Variable-length integers (LEB128): seven bits a byte, the least first.

/// Appends a number.
pub(super) fn write(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// The number at the start of `bytes`, which then begin behind it; 0 where there are no more.
pub(super) fn read(bytes: &mut &[u8]) -> u64 {
    let (mut value, mut shift) = (0, 0);
    while let Some((&byte, rest)) = bytes.split_first() {
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        shift += 7;
        if byte < 0x80 || shift > 63 {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_in_as_many_bytes_as_they_need() {
        let all =
            [(0, 1), (127, 1), (128, 2), (300, 2), (1 << 21, 4), (u64::from(u32::MAX), 5), (u64::MAX, 10)];
        for (value, length) in all {
            let mut bytes = Vec::new();
            write(&mut bytes, value);
            assert_eq!(bytes.len(), length, "{value}");
            let mut rest = bytes.as_slice();
            assert_eq!((read(&mut rest), rest.len()), (value, 0));
        }
        assert_eq!(read(&mut [].as_slice()), 0);
    }
}
