//! Unlisted names, detected by their capitals.

use crate::text::{Document, Gap, Sentence, WordClass, WordTable};
use std::ops::Range;

/// The runs of capitalised words of `sentence` outside the names already `named`. A sentence- or quotation-initial
/// word, title, weekday or month is no name alone, a handle (`@somebody`) always is; in a headline, where most words
/// are capitalised, nothing is.
#[must_use]
pub fn unlisted_names(
    document: &Document,
    words: &WordTable<'_>,
    sentence: &Sentence,
    named: &[bool],
) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    if sentence.headline {
        return runs;
    }
    let mut open: Option<Range<usize>> = None;
    for at in sentence.tokens.clone() {
        let Some(token) = document.tokens.get(at) else { break };
        let info = words.info(token);
        if !info.capital && open.is_none() && !token.gap.has(Gap::OTHER) {
            continue;
        }
        let free = info.capital
            && !named.get(at).copied().unwrap_or(false)
            && !info.is(WordClass::Stop)
            && !info.is(WordClass::Calendar)
            && !info.is(WordClass::Title);
        if let Some(run) = &mut open {
            if free && token.gap.joins() && run.end == at {
                run.end = at + 1;
                continue;
            }
            runs.extend(open.take());
        }
        let begins = || {
            at == sentence.tokens.start || token.gap.has(Gap::QUOTE | Gap::STOP | Gap::BREAK | Gap::PARAGRAPH)
        };
        // A handle is a name, capitalised or not.
        let handle = token.gap.has(Gap::OTHER)
            && document.text.as_bytes().get((token.start as usize).wrapping_sub(1)) == Some(&b'@');
        // A sentence-initial capital is no evidence, unless another capitalised word follows or all are capitals.
        let goes_on = || {
            let next = document.tokens.get(at + 1).filter(|_| at + 1 < sentence.tokens.end);
            next.is_some_and(|next| {
                let follower = words.info(next);
                next.gap.0 == Gap::SPACE && follower.capital && !follower.is(WordClass::Stop)
            })
        };
        if handle || free && (info.all_capitals || !begins() || goes_on()) {
            open = Some(at..at + 1);
        }
    }
    runs.extend(open);
    runs
}
