//! Ids of rows: a letter and a number from 1; behind them, where tables of several runs may be put under each other, the
//! key of the document.

use sha2::{Digest, Sha256};

/// Characters of the key of a document, five bits each.
const KEY_CHARACTERS: usize = 14;

/// The digits of base 32 (RFC 4648) in lower case: spreadsheets and databases that take `a` for `A` do not mix keys up.
const DIGITS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// What the ids of sentences, mentions and evidence carry of their document: the first 70 bits of the SHA-256 of its id.
/// It depends on nothing else, so the rows of a document have the same ids in whatever run it is.
///
/// By the birthday bound, two of 10 million documents have the same key with a probability of 4e-8, two of a billion
/// with 4e-4. A run takes no second document whose id was given and has a key that is there; ids that are made of rows are not
/// looked at, for a stream may have any number of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DocumentKey([u8; KEY_CHARACTERS]);

impl DocumentKey {
    /// The key of the document with an id.
    #[must_use]
    pub fn of(doc_id: &str) -> Self {
        let mut characters = [0; KEY_CHARACTERS];
        let (mut bits, mut buffer) = (0, 0_u32);
        let digest = Sha256::digest(doc_id.as_bytes());
        let mut bytes = digest.iter();
        for character in &mut characters {
            if bits < 5 {
                buffer = buffer << 8 | u32::from(bytes.next().copied().unwrap_or_default());
                bits += 8;
            }
            bits -= 5;
            *character = DIGITS.get((buffer >> bits & 31) as usize).copied().unwrap_or_default();
        }
        Self(characters)
    }

    /// The id of a sentence of the document, by its index there.
    #[must_use]
    pub fn sentence(&self, index: usize) -> String {
        self.id('S', index as u64 + 1)
    }

    /// The id of a mention, by its number in the document, from 1.
    #[must_use]
    pub fn mention(&self, number: u64) -> String {
        self.id('M', number)
    }

    /// The id of a piece of evidence, by its number in the document, from 1.
    #[must_use]
    pub fn evidence(&self, number: u64) -> String {
        self.id('E', number)
    }

    /// The id of a piece of evidence of a relation, likewise.
    #[must_use]
    pub fn relation(&self, number: u64) -> String {
        self.id('R', number)
    }

    /// The id of an attribution, by its number in the document, from 1.
    #[must_use]
    pub fn attribution(&self, number: u64) -> String {
        self.id('A', number)
    }

    /// `M3_` and the key: one word to editors and searches, no number, date, formula or address to spreadsheets.
    fn id(&self, letter: char, number: u64) -> String {
        let mut id = String::with_capacity(KEY_CHARACTERS + 8);
        id.push(letter);
        id.push_str(&number.to_string());
        id.push('_');
        id.extend(self.0.map(char::from));
        id
    }
}

/// The id of a topic, by its index.
#[must_use]
pub fn topic_id(index: usize) -> String {
    format!("T{}", index + 1)
}

/// The number of a sentence where the document is known, by its index there: the id of the tables without the key.
#[must_use]
pub fn sentence_number(index: usize) -> String {
    format!("S{}", index + 1)
}

/// The id of a quotation of a document, by its index there.
pub(super) fn quotation_id(index: usize) -> String {
    format!("Q{}", index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_begin_at_1() {
        assert_eq!((topic_id(0), sentence_number(41)), ("T1".to_owned(), "S42".to_owned()));
    }

    #[test]
    fn ids_carry_the_key_of_their_document() {
        // base64.b32encode(hashlib.sha256(b"a.txt").digest()).decode().lower()[:14]
        let key = DocumentKey::of("a.txt");
        assert_eq!(key.sentence(0), "S1_dc34wcm2t2r7kc");
        assert_eq!(key.mention(3), "M3_dc34wcm2t2r7kc");
        assert_eq!(key.evidence(17), "E17_dc34wcm2t2r7kc");
        assert_ne!(key, DocumentKey::of("b.txt"));
    }
}
