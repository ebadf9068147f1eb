//! The learned table by key: how its rows are found from the features of a unit.
//!
//! Most keys are found without hashing: stems by their symbol, what is no word by its number. The weights of a relation
//! in all contexts stand side by side, for a unit asks for several of them at once.

use super::closed::ClosedWords;
use super::key::{CLOSED, Key, Spelling};
use super::relation::{RELATIONS, Relation};
use crate::frozen::{Flat, FlatMap, Freeze, FrozenError, Reader, Writer};
use crate::lexicon::{Context, LearnedHeader, LearnedTable, Lexicon};
use crate::text::Symbols;

/// No row.
const NONE: u32 = u32::MAX;
/// No weight in any context.
const NO_WEIGHTS: u16 = u16::MAX;
/// Number of contexts in which a relation has weights.
const CROSSINGS: usize = Context::Form as usize - Context::Relation as usize;

/// How many times as many symbols as stems lie between the first and the last where rows are found by symbol.
const SPREAD: usize = 8;

/// The rows of stems, given by symbol, as a table from the first symbol on, each plus one; empty where they are spread out.
fn side_by_side(of_stems: &[(u32, u32)]) -> (u64, Vec<u32>) {
    let symbols = of_stems.iter().map(|(symbol, _)| *symbol);
    let (Some(first), Some(last)) = (symbols.clone().min(), symbols.max()) else { return (0, Vec::new()) };
    let span = (last - first) as usize + 1;
    if span > SPREAD * of_stems.len() {
        return (0, Vec::new());
    }
    let mut stems = vec![0; span];
    for &(symbol, row) in of_stems {
        if let Some(slot) = stems.get_mut((symbol - first) as usize) {
            *slot = row + 1;
        }
    }
    (u64::from(first), stems)
}

/// The place of a context among those of relations.
fn crossing(context: Context) -> Option<usize> {
    (context as usize).checked_sub(Context::Relation as usize).filter(|&place| place < CROSSINGS)
}

/// The rows of a learned table, by key.
#[derive(Debug, Clone, Default)]
pub struct LearnedIndex {
    /// Weights toward favourable and critical, by row.
    weights: Flat<[f64; 2]>,
    /// Rows of stems and phrases.
    words: FlatMap,
    /// Those of stems in [`Context::Word`] once more, which every word is asked for: by symbol, from the first on, plus
    /// one. Empty where the symbols lie too far apart.
    stems: Flat<u32>,
    first_stem: u64,
    /// Rows of what is no word, by number.
    closed: Flat<u32>,
    /// Where the weights of each relation begin among `crossed`, in blocks of [`CROSSINGS`].
    blocks: Flat<u16>,
    /// Weights of relations, by block and context.
    crossed: Flat<[f64; 2]>,
    /// The numbers at the head of the table.
    header: LearnedHeader,
    /// Rows whose term can never match.
    dead: Flat<u32>,
}

impl LearnedIndex {
    /// The index of a table, whose stems `symbols` knows and whose phrases `lexicon` has. None without a table.
    #[must_use]
    pub fn of(
        table: &LearnedTable,
        symbols: &Symbols,
        closed_words: &ClosedWords,
        lexicon: &Lexicon,
    ) -> Option<Self> {
        let header = table.header()?;
        let spelling = Spelling::new(closed_words);
        let mut closed = vec![NONE; CLOSED];
        let (mut weights, mut dead) = (Vec::with_capacity(table.len()), Vec::new());
        let mut words = FlatMap::with_capacity(table.len());
        let mut of_stems: Vec<(u32, u32)> = Vec::new();
        let (mut blocks, mut crossed) = (vec![NO_WEIGHTS; RELATIONS], Vec::new());
        for (number, row) in (0u32..).zip(table.rows()) {
            weights.push([row.favourable, row.critical]);
            let Some(key) = spelling.key(row.context, row.term, symbols, lexicon) else {
                dead.push(number);
                continue;
            };
            if let (Some(place), Some(block)) =
                (crossing(row.context), key.relation_number().and_then(|number| blocks.get_mut(number)))
            {
                if *block == NO_WEIGHTS {
                    *block = (crossed.len() / CROSSINGS) as u16;
                    crossed.resize(crossed.len() + CROSSINGS, [0.0; 2]);
                }
                crossed[usize::from(*block) * CROSSINGS + place] = [row.favourable, row.critical];
            }
            match key.closed().and_then(|place| closed.get_mut(place)) {
                Some(slot) => *slot = number,
                None => {
                    let row = words.get_or_insert(key.bits(), number);
                    if let Some((Context::Word, stem)) = key.single() {
                        of_stems.push((stem.0, row));
                    }
                }
            }
        }
        let (first_stem, stems) = side_by_side(&of_stems);
        Some(Self {
            weights: weights.into(),
            words,
            stems: stems.into(),
            first_stem,
            closed: closed.into(),
            blocks: blocks.into(),
            crossed: crossed.into(),
            header,
            dead: dead.into(),
        })
    }

    /// The number of the row of a key.
    #[inline]
    #[must_use]
    pub fn row(&self, key: Key) -> Option<u32> {
        if let Some(place) = key.closed() {
            return self.closed.get(place).copied().filter(|&row| row != NONE);
        }
        match key.single() {
            Some((Context::Word, stem)) if !self.stems.is_empty() => {
                let place = u64::from(stem.0).checked_sub(self.first_stem)?;
                self.stems.get(usize::try_from(place).ok()?)?.checked_sub(1)
            }
            _ => self.words.get(key.bits()),
        }
    }

    /// The sum of the weights toward favourable and critical of `relations` in each of `contexts`.
    #[must_use]
    pub fn related(&self, relations: &[Relation], contexts: &[Context]) -> [f64; 2] {
        let mut sums = [0.0; 2];
        for relation in relations {
            let block = self.blocks.get(usize::from(relation.number())).copied().unwrap_or(NO_WEIGHTS);
            let first = usize::from(block) * CROSSINGS;
            let Some(weights) = self.crossed.get(first..first + CROSSINGS) else { continue };
            for &context in contexts {
                let weight = crossing(context).and_then(|place| weights.get(place));
                let [favourable, critical] = weight.copied().unwrap_or_default();
                sums[0] += favourable;
                sums[1] += critical;
            }
        }
        sums
    }

    /// The weights toward favourable and critical of a row.
    #[inline]
    #[must_use]
    pub fn weights(&self, row: u32) -> [f64; 2] {
        self.weights.get(row as usize).copied().unwrap_or_default()
    }

    /// The numbers at the head of the table.
    #[must_use]
    pub fn header(&self) -> LearnedHeader {
        self.header
    }

    /// Numbers of the rows whose term can never match.
    #[must_use]
    pub fn dead(&self) -> &[u32] {
        &self.dead
    }
}

impl Freeze for LearnedIndex {
    fn freeze(&self, writer: &mut Writer) {
        writer.table(&self.weights);
        self.words.freeze(writer);
        writer.number(self.first_stem);
        writer.table(&self.stems);
        writer.table(&self.closed);
        writer.table(&self.blocks);
        writer.table(&self.crossed);
        self.header.freeze(writer);
        writer.table(&self.dead);
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        let mut index = Self {
            weights: reader.table()?,
            words: FlatMap::thaw(reader)?,
            first_stem: reader.number()?,
            stems: reader.table()?,
            closed: reader.table()?,
            blocks: reader.table()?,
            crossed: reader.table()?,
            ..Self::default()
        };
        index.header = LearnedHeader::thaw(reader)?;
        index.dead = reader.table()?;
        Ok(index)
    }
}

#[cfg(test)]
mod tests {
    use super::super::key::NumberTerm;
    use super::*;
    use crate::lexicon::Context;
    use crate::text::{Classes, Form};

    #[test]
    fn rows_are_found_by_their_keys_and_dead_ones_are_told() {
        let head = "#! format = 3\n#! prior_favourable = -0.5\n#! prior_critical = -0.4\n\
                    term\tcontext\tfavourable\tcritical\n";
        let rows = "lost\tword\t-0.1\t0.5\nlost\tnegated_word\t0\t0.25\nunknown\tword\t1\t0\nfar away\tphrase\t1\t0\n\
                    no such\tphrase\t1\t0\nagent +\tnumber\t0.5\t-0.5\nnothing\trelation\t1\t1\n";
        let mut table = LearnedTable::default();
        table.layer("t.tsv", &format!("{head}{rows}")).unwrap();
        let mut lexicon = Lexicon::default();
        lexicon.layer("l.tsv", "term\tkind\tpolarity\nfar away\tcue\t1\n").unwrap();
        let mut symbols = Symbols::new();
        let lost = symbols.intern(Form::Stem, "lost");
        let closed = ClosedWords::new(&Classes::default(), &mut symbols);
        let index = LearnedIndex::of(&table, &symbols, &closed, &lexicon).unwrap();
        assert_eq!(index.row(Key::word(Context::Word, lost)), Some(0));
        assert_eq!(index.row(Key::word(Context::NegatedWord, lost)), Some(1));
        assert_eq!(index.row(Key::phrase(0)), Some(3));
        assert_eq!(index.row(Key::number(NumberTerm::Agent, true, false)), Some(5));
        assert_eq!(index.row(Key::number(NumberTerm::Agent, false, false)), None);
        assert_eq!(index.weights(5).map(f64::to_bits), [0.5f64, -0.5].map(f64::to_bits));
        assert_eq!(index.dead(), [2, 4, 6]);
        assert_eq!(index.header().scale.map(f64::to_bits), [1.0f64; 2].map(f64::to_bits));
    }
}
