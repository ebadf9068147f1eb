//! Whether a text may mention anybody at all, told by its words alone, before it has sentences.

use super::listed::follower;
use crate::index::{Knowledge, Paths};
use crate::text::{Document, WordTable};
use jiff::civil::Date;

/// Whether [`find`](super::find()) may find a mention in a document without a transcript, given its tokens only. The first
/// mention of a text is always an alias, for all others refer back to one. Here an alias may run over the end of a
/// sentence, so that a text too many may be taken for one with a mention, and none too few.
#[must_use]
pub fn may_mention(
    document: &Document,
    words: &WordTable<'_>,
    knowledge: &Knowledge,
    date: Option<Date>,
) -> bool {
    let accept = |number: u32| knowledge.registry.alias(number as usize).holds(date);
    let end = document.tokens.len();
    let mut paths = Paths::new();
    document.tokens.iter().enumerate().any(|(at, token)| {
        let info = words.info(token);
        let next = |step| follower(document, words, end, at, step);
        info.opens() && knowledge.trie.matches(info, &mut paths, next, accept).0.length > 0
    })
}

#[cfg(test)]
mod tests {
    use super::super::sample::{ACTORS, LEXICON, knowledge, read};
    use super::*;

    /// Whether a text may mention somebody, and whether it does.
    fn told(text: &str) -> (bool, bool) {
        let knowledge = knowledge(ACTORS, LEXICON);
        read(&knowledge, text, None, |document, words, found| {
            (may_mention(document, words, &knowledge, None), !found.mentions.is_empty())
        })
    }

    #[test]
    fn a_text_without_an_alias_has_no_mention() {
        for text in ["", "Jane Rowe left, and she was great.", "It was bad. He said so."] {
            assert_eq!(told(text), (false, false), "{text}");
        }
    }

    #[test]
    fn wherever_one_is_found_one_may_be() {
        for text in [
            "Northland was great.",
            "It was late. Then Ada Quill left, and she was great.",
            "The anti-Northland camp gathered.",
            "Jane Rowe met Mr Quill.",
        ] {
            let (may, does) = told(text);
            assert!(may || !does, "{text}");
        }
        assert_eq!(told("It was late in Northland."), (true, true));
    }
}
