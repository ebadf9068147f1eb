//! Homographs: names that mean several things, told apart by the words around them.
//!
//! The file (`lexicons/en/homographs.tsv`) has a row for each sense of an alias: the actor, and the words that speak
//! for it. The sense without words is meant where nothing speaks for another. A text uses a name in one sense, so all
//! words of the document count.

use crate::actors::{MASK, Registry};
use crate::text::{Document, Form, Symbol, Symbols, WordTable};
use crate::tsv::{self, FileHash, TsvError};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// The shipped homographs of English: name and text.
pub const SHIPPED_HOMOGRAPHS: (&str, &str) =
    ("lexicons/en/homographs.tsv", include_str!("../../lexicons/en/homographs.tsv"));

const COLUMNS: [&str; 3] = ["alias", "actor_id", "words"];

/// Words of a document that must speak for a sense that is not the usual one.
const ENOUGH: u32 = 2;

/// Why a file of homographs cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HomographError {
    /// The form of the file is wrong.
    #[error(transparent)]
    File(#[from] TsvError),
}

/// The senses of all homographs.
#[derive(Debug, Default)]
pub(super) struct Homographs {
    /// The homograph that an alias is, plus one, by the number of the alias.
    by_alias: Vec<u16>,
    /// The senses of each.
    senses: Vec<Vec<Option<usize>>>,
    /// The usual sense of each.
    usual: Vec<usize>,
    /// The senses that a word speaks for, by homograph and sense.
    speaks: HashMap<Symbol, Vec<(u32, u32)>, FixedState>,
    /// One bit for each symbol: whether it speaks for any.
    speaking: Vec<u64>,
}

/// What the homographs of a document mean: found out when the first is met.
#[derive(Debug, Default)]
pub(super) struct Senses(Option<Vec<usize>>);

impl Homographs {
    /// Reads the file. Senses of actors that the registry does not have, and of aliases that belong to an actor of the
    /// user's, are left out.
    pub fn parse(
        path: &str,
        text: &str,
        registry: &Registry,
        symbols: &mut Symbols,
    ) -> Result<Self, HomographError> {
        let mut homographs = Self::default();
        let mut numbers: HashMap<String, u32, FixedState> = HashMap::default();
        tsv::parse(path, text, FileHash::of(text.as_bytes()), &COLUMNS, 2, |row| {
            let actor = match row.cell(1) {
                MASK => None,
                id => match registry.get(id) {
                    Some(actor) => Some(actor),
                    None => return Ok::<(), HomographError>(()),
                },
            };
            let new = homographs.senses.len() as u32;
            let number = *numbers.entry(row.cell(0).to_owned()).or_insert(new);
            if number == new {
                homographs.senses.push(Vec::new());
                homographs.usual.push(0);
            }
            let senses = &mut homographs.senses[number as usize];
            let sense = senses.len();
            senses.push(actor);
            if row.cell(2).is_empty() {
                homographs.usual[number as usize] = sense;
            }
            for word in row.cell(2).split_whitespace() {
                let symbol = symbols.intern(Form::Exact, word);
                let (at, bit) = (symbol.0 as usize / 64, 1 << (symbol.0 % 64));
                homographs.speaking.resize(homographs.speaking.len().max(at + 1), 0);
                homographs.speaking[at] |= bit;
                homographs.speaks.entry(symbol).or_default().push((number, sense as u32));
            }
            Ok(())
        })?;
        for (at, alias) in registry.aliases() {
            if let Some(&number) = numbers.get(&alias.text)
                && homographs.senses[number as usize].contains(&alias.actor)
            {
                homographs.by_alias.resize(homographs.by_alias.len().max(at + 1), 0);
                homographs.by_alias[at] = number as u16 + 1;
            }
        }
        Ok(homographs)
    }

    /// Whether an alias is a homograph, and whom it means in the document if so.
    pub fn meant(
        &self,
        alias: u32,
        document: &Document,
        words: &WordTable<'_>,
        senses: &mut Senses,
    ) -> Option<Option<usize>> {
        let number = usize::from(self.by_alias.get(alias as usize)?.checked_sub(1)?);
        let decided = senses.0.get_or_insert_with(|| self.decide(document, words));
        Some(self.senses[number][decided[number]])
    }

    /// The sense of every homograph in a document.
    fn decide(&self, document: &Document, words: &WordTable<'_>) -> Vec<usize> {
        let mut counts: Vec<Vec<u32>> = self.senses.iter().map(|senses| vec![0; senses.len()]).collect();
        for token in &document.tokens {
            let symbol = words.info(token).exact;
            let bits = self.speaking.get(symbol.0 as usize / 64).copied().unwrap_or(0);
            if bits & 1 << (symbol.0 % 64) == 0 {
                continue;
            }
            for &(number, sense) in self.speaks.get(&symbol).into_iter().flatten() {
                counts[number as usize][sense as usize] += 1;
            }
        }
        let usual = self.usual.iter().copied();
        let choose = |(counts, usual): (Vec<u32>, usize)| {
            let most = counts.iter().copied().max().unwrap_or(0);
            if most < ENOUGH {
                usual
            } else {
                counts.iter().position(|&count| count == most).unwrap_or(usual)
            }
        };
        counts.into_iter().zip(usual).map(choose).collect()
    }
}
