//! Small knowledge and texts for the unit tests of this module and of modules built on it.

#![cfg(test)]

use super::find::find;
use super::mention::{Found, Mention, Resolve};
use crate::actors::Registry;
use crate::index::Knowledge;
use crate::lexicon::{LearnedTable, Lexicon};
use crate::text::{Document, Part, Section, WordTable};
use jiff::civil::Date;

/// Fictitious actors; cells are separated by `|`.
pub(crate) const ACTORS: &str = "\
north|Northland|country|Northland
north|Northland|country|Northlander|demonym
south|Southland|country|Southland
ada|Ada Quill|person|Ada Quill|||north|f
olga|Olga Fenn|person|Olga Fenn||||f
boris|Boris Marsh|person|Boris Marsh|||south|m
viktor|Viktor Pell|person|Viktor Pell||||m
union|River Union|organisation|River Union
";

/// Expressions of most kinds: polarity, agent and patient, or the factor.
pub(crate) const LEXICON: &str = "\
praised|cue|1|1|2
defended|cue||1|1
great|cue|3
bad|cue|-2
not|negator
never|negator
very|intensifier|||||1.5
perhaps|hedge
but|contrast
said|speech
according to|speech
";

/// Knowledge of these actors and expressions only.
pub(crate) fn knowledge(actors: &str, lexicon: &str) -> Knowledge {
    let table = |header: &str, rows: &str| format!("{header}\n{rows}").replace('|', "\t");
    let header = "actor_id|name|kind|alias|alias_kind|case|parent|gender|number|from|to";
    let mut registry = Registry::default();
    registry.layer("actors.tsv", &table(header, actors)).unwrap();
    let header = "term|kind|polarity|agent|patient|relation|factor";
    let mut expressions = Lexicon::default();
    expressions.layer("lexicon.tsv", &table(header, lexicon)).unwrap();
    let english = crate::shipped::knowledge().unwrap();
    english.with(registry, expressions, LearnedTable::default()).unwrap()
}

/// Annotates a text with a date, and passes the result to `look`.
pub(crate) fn read<R>(
    knowledge: &Knowledge,
    text: &str,
    date: Option<Date>,
    look: impl FnOnce(&Document, &WordTable<'_>, &Found) -> R,
) -> R {
    let mut words = WordTable::new(&knowledge.symbols, &knowledge.language, None);
    let sections = [Section { part: Part::Body, range: 0..text.len() }];
    let document = Document::new(text.to_owned(), &sections, &mut words);
    let found = find(&document, &words, knowledge, date, Resolve::All);
    look(&document, &words, &found)
}

/// The mentions of a text: the actor's id, how each was found, and its words.
pub(crate) fn mentions(knowledge: &Knowledge, text: &str, date: Option<Date>) -> Vec<String> {
    read(knowledge, text, date, |document, _, found| {
        let mention = |mention: &Mention| {
            let actor = knowledge.registry.actor(mention.actor);
            let words = &document.text[document.span(&mention.tokens)];
            format!("{} {}: {words}", actor.id, mention.found_by.name())
        };
        found.mentions.iter().map(mention).collect()
    })
}

/// The resolved pronouns of a text about [`ACTORS`].
pub(crate) fn pronouns(text: &str) -> Vec<String> {
    let mut found = mentions(&knowledge(ACTORS, LEXICON), text, None);
    found.retain(|mention| mention.contains(" pronoun: "));
    found
}
