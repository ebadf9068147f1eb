//! Titles before a surname: of several persons of that name, the one whose gender the title tells (*Mrs Clinton*).

use super::listed::AliasMatch;
use crate::actors::{ActorKind, Alias, AliasKind, Gender};
use crate::index::Knowledge;
use crate::text::{Gap, Symbol, WordClass};

/// The gender that the title right before a name tells.
pub(super) fn titled_gender(matched: &AliasMatch<'_>) -> Option<Gender> {
    let (_, title) = matched.before()?;
    // "Mr. Clinton" has a point between.
    let adjacent = matched.gap().0 & !Gap::STOP == Gap::SPACE;
    match (title.is(WordClass::FemaleTitle), title.is(WordClass::MaleTitle)) {
        (true, false) if adjacent => Some(Gender::Female),
        (false, true) if adjacent => Some(Gender::Male),
        _ => None,
    }
}

/// Whether an actor may have a title of that gender: any actor but a person of another one.
pub(super) fn may_be(knowledge: &Knowledge, actor: usize, gender: Gender) -> bool {
    let actor = knowledge.registry.find_actor(actor);
    actor.is_none_or(|actor| actor.kind != ActorKind::Person || actor.gender.is_none_or(|own| own == gender))
}

/// Whether an alias may follow a title of that gender: no surname of a person of another one, and no place ("Mr
/// Jordan").
pub(super) fn may_follow_title(knowledge: &Knowledge, alias: &Alias<'_>, gender: Gender) -> bool {
    let Some(actor) = alias.actor else { return true };
    let kind = knowledge.registry.actor(actor).kind;
    match alias.kind {
        AliasKind::Surname => may_be(knowledge, actor, gender),
        AliasKind::Name | AliasKind::Capital => !matches!(kind, ActorKind::Country | ActorKind::Place),
        _ => true,
    }
}

/// The only listed person with that surname and gender.
pub(super) fn only_namesake(knowledge: &Knowledge, surname: Symbol, gender: Gender) -> Option<usize> {
    let holders = knowledge.names.of_surname(surname).iter().map(|&holder| holder as usize);
    let mut same = holders.filter(|&holder| knowledge.registry.actor(holder).gender == Some(gender));
    let only = same.next()?;
    same.next().is_none().then_some(only)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{ACTORS, LEXICON, knowledge, mentions};

    /// The mentions by surname of a text about two persons named Fenn, a woman and a man, of whom only the man goes by
    /// the surname alone.
    fn surnames(text: &str) -> Vec<String> {
        let family = "karl|Karl Fenn|person|Karl Fenn||||m\nkarl|Karl Fenn|person|Fenn|surname|||m\n";
        let mut found = mentions(&knowledge(&format!("{ACTORS}{family}"), LEXICON), text, None);
        found.retain(|mention| mention.contains(" surname: "));
        found
    }

    #[test]
    fn a_title_decides_between_persons_of_one_surname() {
        assert_eq!(surnames("Fenn left."), ["karl surname: Fenn"]);
        assert_eq!(surnames("Mr Fenn left."), ["karl surname: Fenn"]);
        assert_eq!(surnames("Mrs Fenn left."), ["olga surname: Fenn"]);
        assert_eq!(surnames("Karl Fenn met Olga Fenn. Then Mrs. Fenn left."), ["olga surname: Fenn"]);
    }

    #[test]
    fn a_title_of_another_gender_means_somebody_else() {
        assert!(surnames("Ada Quill came. Mr Quill left.").is_empty());
        assert_eq!(surnames("Ada Quill came. Ms Quill left."), ["ada surname: Quill"]);
        assert!(mentions(&knowledge(ACTORS, LEXICON), "Then Mr Northland left.", None).is_empty());
    }

    #[test]
    fn a_bare_surname_of_two_persons_of_the_text_means_neither() {
        let family = "karl|Karl Fenn|person|Karl Fenn||||m\n";
        let knowledge = knowledge(&format!("{ACTORS}{family}"), LEXICON);
        let found = mentions(&knowledge, "Karl Fenn met Olga Fenn. Fenn left.", None);
        assert_eq!(found, ["karl name: Karl Fenn", "olga name: Olga Fenn"]);
    }
}
