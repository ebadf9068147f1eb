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
    // A title breaks a name or precedes it, unless it is the last word of a person's ("Stephen King").
    let word = |at: usize| {
        let token = document.tokens.get(at).filter(|_| at < sentence.tokens.end)?;
        Some((token.gap, words.info(token)))
    };
    let ends_name = |run: &Range<usize>, at: usize| {
        let given = WordClass::GivenFemale as u64 | WordClass::GivenMale as u64;
        let person = word(run.start).is_some_and(|(_, first)| first.classes & given != 0);
        let goes_on = word(at + 1).is_some_and(|(gap, next)| gap.joins() && next.capital);
        person && run.end == at && !goes_on && !word(at - 1).is_some_and(|(_, last)| last.possessive)
    };
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
            && (!info.is(WordClass::Title) || open.as_ref().is_some_and(|run| ends_name(run, at)));
        if let Some(run) = &mut open {
            if free && token.gap.joins() && run.end == at {
                run.end = at + 1;
                continue;
            }
            runs.extend(open.take());
        }
        // A dash without blanks couples two names ("Paris—Moscow").
        let begins = || {
            at == sentence.tokens.start
                || token.gap.has(Gap::QUOTE | Gap::STOP | Gap::BREAK | Gap::PARAGRAPH) && !token.gap.couples()
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

#[cfg(test)]
mod tests {
    use super::super::sample::{ACTORS, LEXICON, knowledge, read};

    /// The unlisted names of a text.
    fn names(text: &str) -> Vec<String> {
        read(&knowledge(ACTORS, LEXICON), text, None, |document, _, found| {
            let name = |tokens| document.text[document.span(tokens)].to_owned();
            found.unlisted.iter().map(|unlisted| name(&unlisted.tokens)).collect()
        })
    }

    #[test]
    fn a_title_before_a_name_is_no_part_of_it_and_no_name() {
        for text in [
            "Councillor Jane Rowe spoke.",
            "Then Councillor Jane Rowe spoke.",
            "Then CEO Jane Rowe spoke.",
            "The striker Jane Rowe spoke.",
            "Then Sheriff Jane Rowe spoke.",
            "Ambassador Jane Rowe spoke.",
        ] {
            assert_eq!(names(text), ["Jane Rowe"], "{text}");
        }
        assert!(names("They asked the Councillor.").is_empty());
    }

    #[test]
    fn a_title_that_ends_a_persons_name_is_a_surname() {
        assert_eq!(names("Then Stephen King spoke."), ["Stephen King"]);
        assert_eq!(names("Then Stephen Rowe's Coach spoke."), ["Stephen Rowe's"]);
    }

    #[test]
    fn a_dash_without_blanks_stands_between_two_names() {
        assert_eq!(names("The talks of Rowe–Kane failed."), ["Rowe", "Kane"]);
        assert_eq!(names("The talks of Rowe—Kane failed."), ["Rowe", "Kane"]);
    }
}
