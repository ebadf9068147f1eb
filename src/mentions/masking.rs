//! Masking: which of several matching expressions count, and that none counts inside a name.

use super::mention::Found;
use super::prepositions::is_preposition;
use crate::index::Knowledge;
use crate::lexicon::Kind;
use crate::text::{Document, Gap, Sentence, WordClass, WordTable};

/// Selects among the entries of one expression: neutral hides a cue; otherwise one of each kind.
pub(super) fn best_kinds(
    knowledge: &Knowledge,
    entries: impl Iterator<Item = u32>,
) -> impl Iterator<Item = (Kind, u32)> {
    let mut kinds: Vec<(Kind, u32)> = entries.map(|number| (knowledge.kind(number), number)).collect();
    if kinds.iter().any(|(kind, _)| *kind == Kind::Neutral) {
        kinds.retain(|(kind, _)| *kind != Kind::Cue);
    }
    // Later layers come later, so they win.
    kinds.sort_by_key(|&(kind, number)| (kind, std::cmp::Reverse(number)));
    kinds.dedup_by_key(|&mut (kind, _)| kind);
    kinds.into_iter()
}

/// Masks names: drops expressions inside a listed name, and capitalised words in mid-sentence, which are part of an
/// unlisted name, unless the whole sentence is in capitals. Prepositions that have the form of a verb (like) go too.
pub(super) fn drop_cues_in_names(
    found: &mut Found,
    first: usize,
    document: &Document,
    words: &WordTable<'_>,
    sentence: &Sentence,
) {
    let named = &found.named;
    let mut kept = first;
    for at in first..found.cues.len() {
        let cue = &found.cues[at];
        let in_name = named.get(cue.tokens.clone()).is_some_and(|tokens| tokens.contains(&true));
        let looks_like_name = cue.kind == Kind::Cue
            && !sentence.headline
            && cue.tokens.start > sentence.tokens.start
            && document.tokens.get(cue.tokens.start).is_some_and(|token| {
                let info = words.info(token);
                info.capital && !token.gap.has(Gap::QUOTE | Gap::STOP | Gap::BREAK)
            });
        let preposition = cue.kind == Kind::Cue
            && cue.tokens.len() == 1
            && document.tokens.get(cue.tokens.start).is_some_and(|token| {
                words.info(token).is(WordClass::Preposition)
                    && is_preposition(document, words, sentence, cue.tokens.start)
            });
        if !in_name && !looks_like_name && !preposition {
            found.cues.swap(kept, at);
            kept += 1;
        }
    }
    found.cues.truncate(kept);
}

#[cfg(test)]
mod tests {
    use super::super::sample::{ACTORS, LEXICON, knowledge, read};
    use super::*;

    /// The expressions of a text, with their kinds.
    fn cues(knowledge: &Knowledge, text: &str) -> Vec<(String, Kind)> {
        read(knowledge, text, None, |document, _, found| {
            let words = |tokens| document.text[document.span(tokens)].to_owned();
            found.cues.iter().map(|cue| (words(&cue.tokens), cue.kind)).collect()
        })
    }

    #[test]
    fn an_expression_inside_a_name_says_nothing() {
        let river = "river|Great River|organisation|Great River\n";
        let knowledge = knowledge(&format!("{ACTORS}{river}"), LEXICON);
        let praised = [("praised".to_owned(), Kind::Cue)];
        assert_eq!(cues(&knowledge, "Great River praised Southland."), praised);
        // A capital in mid-sentence marks an unlisted name.
        assert_eq!(cues(&knowledge, "The Great Union praised Southland."), praised);
        assert_eq!(cues(&knowledge, "Great news for Southland."), [("Great".to_owned(), Kind::Cue)]);
    }

    #[test]
    fn a_neutral_entry_hides_the_cue_of_the_same_words() {
        let lexicon = format!("{LEXICON}fine|cue|1\nfine|neutral\n");
        let knowledge = knowledge(ACTORS, &lexicon);
        assert_eq!(cues(&knowledge, "Northland was fine."), [("fine".to_owned(), Kind::Neutral)]);
    }
}
