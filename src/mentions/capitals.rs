//! Lines in capitals: where an abbreviation is the common word of the same letters (GIVE US MORE TIME).

use super::listed::AliasMatch;
use super::mention::Mention;
use crate::actors::ActorKind;
use crate::index::{Knowledge, NamePart};
use crate::text::{Gap, WordClass};

/// Whether a match of one word is a common word in a line of capitals, and nothing beside it tells that it is a name.
pub(super) fn is_common_word(matched: &AliasMatch<'_>, knowledge: &Knowledge, mentions: &[Mention]) -> bool {
    let (document, words, sentence) = (matched.document, matched.words, matched.sentence);
    let at = matched.tokens.start;
    let Some(token) = document.tokens.get(at).filter(|_| matched.tokens.len() == 1) else { return false };
    let info = words.info(token);
    if !info.all_capitals || !info.is(WordClass::Stop) || info.possessive || !is_in_capitals(matched) {
        return false;
    }
    if at == sentence.tokens.start {
        // No object begins a sentence ("us"); a subject does ("it"), and so does a pronoun that asks ("who").
        let asks = || document.text.get(sentence.range.clone()).is_some_and(|text| text.ends_with('?'));
        return info.is(WordClass::Subject) || info.is(WordClass::Relative) && asks();
    }
    if token.gap.0 != Gap::SPACE {
        return false;
    }
    let Some((before_token, before)) = matched.before() else { return false };
    let place = document.token_text(before_token).to_lowercase();
    let in_place = knowledge.data.names.part(&place) == Some(NamePart::BeforePlace);
    if before.is(WordClass::Definite) || in_place {
        return false;
    }
    let name = |end: usize| {
        let last = mentions.last().filter(|mention| mention.tokens.end == end)?;
        knowledge.registry.find_actor(last.actor)
    };
    // "CHINA AND US"; "CHINA WARNS US".
    let coordinated = before.is(WordClass::Additive) && name(at - 1).is_some();
    let dealt_with =
        before.is(WordClass::Inflected) && name(at - 1).is_some_and(|actor| actor.kind == ActorKind::Country);
    if coordinated || dealt_with {
        return false;
    }
    // "US PRESIDENT", "US TROOPS", "US-LED", "US AND CHINA".
    let follower = |step: usize| document.tokens.get(at + step).filter(|_| at + step < sentence.tokens.end);
    let is = |step: usize, class| follower(step).is_some_and(|next| words.info(next).is(class));
    let compound = follower(1).is_some_and(|next| next.gap.has(Gap::HYPHEN));
    let names_follow =
        is(1, WordClass::Additive) && follower(2).is_some_and(|next| words.info(next).openings[2] != 0);
    !(compound || names_follow || is(1, WordClass::Title) || is(1, WordClass::State))
}

/// Whether no letter of the sentence is in lower case, and it has more than the name.
fn is_in_capitals(matched: &AliasMatch<'_>) -> bool {
    let text = matched.document.text.get(matched.sentence.range.clone()).unwrap_or_default();
    matched.sentence.tokens.len() > 1 && !text.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{ACTORS, LEXICON, knowledge, mentions};

    /// The mentions of two actors that go by the capitals of a common word.
    fn capitals(text: &str) -> Vec<String> {
        let short =
            "east|Eastland|country|US|abbreviation\nhealth|Health Board|organisation|WHO|abbreviation\n";
        mentions(&knowledge(&format!("{ACTORS}{short}"), LEXICON), text, None)
    }

    #[test]
    fn in_a_line_of_capitals_a_pronoun_is_no_name() {
        for text in
            ["GIVE US MORE TIME", "LET US PRAY FOR THE VICTIMS", "WHO WILL PAY FOR THIS?", "THE MAN WHO LEFT"]
        {
            assert!(capitals(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn unless_what_is_beside_it_makes_it_one() {
        for text in [
            "US PRESIDENT LEAVES",
            "FORMER US PRESIDENT LEAVES",
            "THE ATTACK IN THE US WAS BAD",
            "THREE KILLED IN US ATTACK",
            "A US-LED ATTACK",
            "TALKS FAIL, US SAYS",
        ] {
            assert_eq!(capitals(text), ["east name: US"], "{text}");
        }
        assert_eq!(capitals("SOUTHLAND WARNS US OVER OIL"), ["south name: SOUTHLAND", "east name: US"]);
        assert_eq!(capitals("WHO WARNS OF FLU"), ["health name: WHO"]);
        assert_eq!(capitals("They told US officials to leave."), ["east name: US"]);
    }
}
