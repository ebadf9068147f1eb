//! A blob: many texts in one string.

use super::image::{Freeze, FrozenError, Reader, Writer};
use std::borrow::Cow;

/// The position of a text in its [`Blob`]: first byte, and the byte after the last.
pub type Span = [u32; 2];

/// Concatenated texts, borrowed from the image or owned.
#[derive(Debug, Clone, Default)]
pub struct Blob(Cow<'static, str>);

impl Blob {
    /// Appends a text.
    pub fn add(&mut self, text: &str) -> Span {
        if text.is_empty() {
            return [0, 0];
        }
        let all = self.0.to_mut();
        let start = all.len() as u32;
        all.push_str(text);
        [start, all.len() as u32]
    }

    /// The text of a span returned by [`add`](Self::add); empty for any other.
    #[must_use]
    #[inline]
    pub fn get(&self, [start, end]: Span) -> &str {
        self.0.get(start as usize..end as usize).unwrap_or_default()
    }
}

impl Freeze for Blob {
    fn freeze(&self, writer: &mut Writer) {
        writer.text(&self.0);
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        Ok(Self(Cow::Borrowed(reader.text()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_given_back_by_their_spans() {
        let mut blob = Blob::default();
        let spans = ["Âé", "", "two words"].map(|text| (blob.add(text), text));
        for (span, text) in spans {
            assert_eq!(blob.get(span), text);
        }
        assert_eq!(blob.get([1, 999]), "");
    }
}
