//! Homographs: names with several senses, disambiguated by the words of the document.
//!
//! The file (`lexicons/en/homographs.tsv`) has a row for each sense of an alias: the actor, and the words that indicate
//! it. The sense without words is the default. One sense per document is assumed, so all its words count.

use crate::actors::{MASK, Registry};
use crate::frozen::{Flat, FlatMap, Freeze, FrozenError, Lists, Reader, Writer};
use crate::text::{Document, Form, Symbol, Symbols, WordTable};
use crate::tsv::{self, TsvError, TsvFault};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

const COLUMNS: [&str; 3] = ["alias", "actor_id", "words"];

/// Minimum number of indicator words in a document for a sense other than the default.
const ENOUGH: u32 = 2;

/// Maximum tokens of a short document, in which a name among the indicator words is enough. In 25,332 sentences that
/// decided 107 more homographs, of 30 drawn 29 rightly.
const SHORT: usize = 60;

/// The senses of all homographs.
#[derive(Debug, Clone, Default)]
pub struct Homographs {
    /// For each alias by number: its homograph plus one, 0 for none.
    by_alias: Flat<u16>,
    /// The senses of each: the actor plus one, 0 for no actor.
    senses: Lists,
    /// The default sense of each.
    usual: Flat<u32>,
    /// For each indicator word, its list in `votes`.
    words: FlatMap,
    /// Pairs of homograph and sense, concatenated.
    votes: Lists,
    /// Bit set over symbols: whether the word indicates any sense.
    speaking: Flat<u64>,
}

/// The senses of the homographs in a document, computed when the first is met.
#[derive(Debug, Default)]
pub struct Senses(Option<Vec<usize>>);

/// The rows of a file while it is read.
#[derive(Default)]
struct Rows {
    numbers: HashMap<String, u32, FixedState>,
    senses: Vec<Vec<u32>>,
    usual: Vec<u32>,
    votes: Vec<(Symbol, [u32; 2])>,
}

impl Homographs {
    /// Reads the file. Skips senses of actors that the registry does not have, and aliases that belong to an actor of
    /// the user's.
    ///
    /// # Errors
    /// The file is malformed.
    pub fn parse(
        path: &str,
        text: &str,
        registry: &Registry,
        symbols: &mut Symbols,
    ) -> Result<Self, TsvError> {
        let mut rows = Rows::default();
        tsv::parse(path, text, &COLUMNS, 2, |row| {
            let actor = match row.cell(1) {
                MASK => 0,
                id => match registry.get(id) {
                    Some(actor) => actor as u32 + 1,
                    None => return Ok::<(), TsvFault>(()),
                },
            };
            let new = rows.senses.len() as u32;
            let number = *rows.numbers.entry(row.cell(0).to_owned()).or_insert(new);
            if number == new {
                rows.senses.push(Vec::new());
                rows.usual.push(0);
            }
            let senses = &mut rows.senses[number as usize];
            let sense = senses.len() as u32;
            senses.push(actor);
            if row.cell(2).is_empty() {
                rows.usual[number as usize] = sense;
            }
            for word in row.cell(2).split_whitespace() {
                rows.votes.push((symbols.intern(Form::Exact, word), [number, sense]));
            }
            Ok(())
        })?;
        Ok(Self::of(rows, registry))
    }

    fn of(rows: Rows, registry: &Registry) -> Self {
        let mut homographs = Self { usual: rows.usual.into(), ..Self::default() };
        for (at, alias) in registry.aliases() {
            let actor = alias.actor.map_or(0, |actor| actor as u32 + 1);
            if let Some(&number) = rows.numbers.get(alias.text)
                && rows.senses[number as usize].contains(&actor)
            {
                let by_alias = homographs.by_alias.to_mut();
                by_alias.resize(by_alias.len().max(at + 1), 0);
                by_alias[at] = number as u16 + 1;
            }
        }
        homographs.senses = rows.senses.into_iter().collect();
        let mut votes: Vec<Vec<u32>> = Vec::new();
        for (symbol, vote) in rows.votes {
            let list = homographs.words.get_or_insert(u64::from(symbol.0), votes.len() as u32) as usize;
            if list == votes.len() {
                votes.push(Vec::new());
            }
            votes[list].extend(vote);
            let (at, bit) = (symbol.0 as usize / 64, 1 << (symbol.0 % 64));
            let speaking = homographs.speaking.to_mut();
            speaking.resize(speaking.len().max(at + 1), 0);
            speaking[at] |= bit;
        }
        homographs.votes = votes.into_iter().collect();
        homographs
    }

    /// `None` if the alias is no homograph, else the actor it means in the document, if any.
    #[must_use]
    pub fn meant(
        &self,
        alias: u32,
        document: &Document,
        words: &WordTable<'_>,
        senses: &mut Senses,
    ) -> Option<Option<usize>> {
        let number = usize::from(self.by_alias.get(alias as usize)?.checked_sub(1)?);
        let decided = senses.0.get_or_insert_with(|| self.decide(document, words));
        let sense = *self.senses.get(number).get(*decided.get(number)?)?;
        Some(sense.checked_sub(1).map(|actor| actor as usize))
    }

    /// The sense of every homograph in a document.
    fn decide(&self, document: &Document, words: &WordTable<'_>) -> Vec<usize> {
        // All counts in one table, those of a homograph side by side.
        let mut starts = Vec::with_capacity(self.senses.len() + 1);
        let mut all = 0;
        for number in 0..self.senses.len() {
            starts.push(all);
            all += self.senses.get(number).len();
        }
        starts.push(all);
        let mut counts = vec![0u32; all];
        let short = document.tokens.len() <= SHORT;
        for token in &document.tokens {
            let info = words.info(token);
            let symbol = info.exact;
            let weight = if short && info.capital { ENOUGH } else { 1 };
            let bits = self.speaking.get(symbol.0 as usize / 64).copied().unwrap_or(0);
            if bits & 1 << (symbol.0 % 64) == 0 {
                continue;
            }
            let list =
                self.words.get(u64::from(symbol.0)).map_or(&[][..], |list| self.votes.get(list as usize));
            for vote in list.as_chunks::<2>().0 {
                counts[starts[vote[0] as usize] + vote[1] as usize] += weight;
            }
        }
        let usual = self.usual.iter().map(|&usual| usual as usize);
        let choose = |(range, usual): (&[usize], usize)| {
            let counts = &counts[range[0]..range[1]];
            let most = counts.iter().copied().max().unwrap_or(0);
            if most < ENOUGH {
                usual
            } else {
                counts.iter().position(|&count| count == most).unwrap_or(usual)
            }
        };
        starts.windows(2).zip(usual).map(choose).collect()
    }
}

impl Freeze for Homographs {
    fn freeze(&self, writer: &mut Writer) {
        writer.table(&self.by_alias);
        self.senses.freeze(writer);
        writer.table(&self.usual);
        self.words.freeze(writer);
        self.votes.freeze(writer);
        writer.table(&self.speaking);
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        Ok(Self {
            by_alias: reader.table()?,
            senses: Lists::thaw(reader)?,
            usual: reader.table()?,
            words: FlatMap::thaw(reader)?,
            votes: Lists::thaw(reader)?,
            speaking: reader.table()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn words_of_the_document_tell_the_senses_apart() {
        let mut registry = Registry::default();
        let head = "actor_id\tname\tkind\talias\n";
        let rows = "GEO\tGeorgia\tcountry\tGeorgia\ngeorgia-us\tGeorgia (US)\tplace\tState of Georgia\n";
        registry.layer("a.tsv", &format!("{head}{rows}")).unwrap();
        let mut symbols = Symbols::new();
        let file = "alias\tactor_id\twords\nGeorgia\tGEO\t\nGeorgia\tgeorgia-us\tAtlanta senator\n";
        let homographs = Homographs::parse("h.tsv", file, &registry, &mut symbols).unwrap();
        let language = Language::default();
        let mut words = WordTable::new(&symbols, &language, None);
        let mut meant = |text: &str| {
            let document = Document::of_tokens(text.to_owned(), &mut words);
            homographs.meant(0, &document, &words, &mut Senses::default())
        };
        assert_eq!(meant("Georgia"), Some(Some(0)));
        assert_eq!(meant("Georgia has a senator"), Some(Some(0)), "one word is not enough");
        assert_eq!(meant("Georgia, like Atlanta"), Some(Some(1)), "in a short text one name is");
        assert_eq!(meant("The senator of Georgia spoke in Atlanta"), Some(Some(1)));
        let long = format!("Georgia, like Atlanta. {}", "and so on ".repeat(SHORT));
        assert_eq!(meant(&long), Some(Some(0)));
        let document = Document::default();
        assert_eq!(homographs.meant(1, &document, &words, &mut Senses::default()), None);
    }
}
