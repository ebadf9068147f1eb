//! The learned table by key: finds the rows that match the features of a mention.
//!
//! Most look-ups need no hashing: single words are indexed by symbol, terms that are not words by number.

use super::closed::ClosedWords;
use super::key::{CLOSED, Key, NAME, SCALES, TARGET};
use super::spelling::KeySpelling;
use crate::frozen::{Flat, FlatMap, Freeze, FrozenError, Reader, Writer};
use crate::lexicon::{Context, LearnedTable};
use crate::text::{Symbol, Symbols};

/// A row of the table, as scoring uses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weighted {
    /// Its number in the table.
    pub number: u32,
    /// Its weight toward favourable, in millionths.
    pub favourable: i32,
    /// Its weight toward critical, in millionths.
    pub critical: i32,
    /// Whether its feature contains a content word; the others are reported as `context`.
    pub speaks: bool,
}

/// The contexts in which the table has rows for a symbol.
#[derive(Debug, Clone, Copy, Default)]
pub struct SymbolRows {
    /// Bit set of the contexts in which it is the first word.
    contexts: u32,
    /// Its first row; then one for each context except pairs, in context order.
    first: u32,
}

impl SymbolRows {
    /// Bit set of its single-word contexts.
    #[must_use]
    pub fn singles(self) -> u32 {
        self.contexts & !Context::Pair.bit()
    }

    /// Whether it is the first word of a pair.
    #[must_use]
    pub fn has_pairs(self) -> bool {
        self.contexts & Context::Pair.bit() != 0
    }

    /// The position of its row for one context, given as its bit.
    #[must_use]
    pub fn place(self, bit: u32) -> u32 {
        self.first + (self.singles() & (bit - 1)).count_ones()
    }
}

/// No row.
const NONE: u32 = u32::MAX;

/// The rows of a learned table, by key.
#[derive(Debug, Clone, Default)]
pub struct LearnedIndex {
    /// Number, weights toward favourable and critical, content-word flag; rows of single words first, by symbol and
    /// context.
    rows: Flat<[i32; 4]>,
    /// Contexts and first row of each symbol. Those of learned words are contiguous.
    by_symbol: Flat<[u32; 2]>,
    /// Rows of pairs, patterns and masked names.
    others: FlatMap,
    /// Rows of terms that are not words, by number.
    closed: Flat<u32>,
    /// Weights toward favourable and critical of the rule evidence of an expression, by [`Key::scale`].
    scales: Flat<[f64; 2]>,
    /// Bit set of the contexts in which a masked name is the first word.
    masked: u32,
    prior: [f64; 2],
    /// Rows whose term can never match.
    dead: Flat<u32>,
}

/// Converts a weight to millionths.
fn micro(weight: f64) -> i32 {
    (weight * 1e6).round() as i32
}

impl LearnedIndex {
    /// Indexes a table, whose words `symbols` contains; `speaking` tells for each row whether it contains content
    /// words. Empty without a table.
    #[must_use]
    pub fn of(
        table: &LearnedTable,
        speaking: &[u8],
        symbols: &Symbols,
        closed_words: &ClosedWords,
    ) -> Option<Self> {
        let (favourable, critical) = table.prior()?;
        let spelling = KeySpelling::new(closed_words);
        let (mut closed, mut scales) = (vec![NONE; CLOSED], vec![[0.0; 2]; SCALES]);
        let (mut rows, mut dead) = (Vec::with_capacity(table.len()), Vec::new());
        let mut words: Vec<(Symbol, Context, u32)> = Vec::with_capacity(table.len());
        let mut keys: Vec<(Key, u32)> = Vec::with_capacity(table.len() / 2);
        let mut index = Self { prior: [favourable, critical], ..Self::default() };
        for (number, row) in (0u32..).zip(table.rows()) {
            let Some(key) = spelling.key(row.context, row.term, symbols) else {
                dead.push(number);
                continue;
            };
            if let Some(scale) = key.scale().and_then(|scale| scales.get_mut(scale)) {
                *scale = [row.favourable, row.critical];
            }
            if micro(row.favourable) == 0 && micro(row.critical) == 0 {
                continue;
            }
            match key.single() {
                Some((context, symbol)) => words.push((symbol, context, number)),
                None => keys.push((key, number)),
            }
            if let Some(symbol) = key.first() {
                index.note(symbol, row.context);
            }
        }
        words.sort_unstable();
        let mut add = |number: u32| {
            let row = table.find_row(number as usize);
            let weights = row.map_or([0, 0], |row| [micro(row.favourable), micro(row.critical)]);
            let speaks = speaking.get(number as usize).copied().unwrap_or(0);
            rows.push([number as i32, weights[0], weights[1], i32::from(speaks)]);
            rows.len() as u32 - 1
        };
        let mut last = Symbol::NONE;
        for (symbol, _, number) in words {
            let at = add(number);
            if symbol != last {
                index.by_symbol.to_mut()[symbol.0 as usize][1] = at;
                last = symbol;
            }
        }
        index.others = FlatMap::with_capacity(keys.len());
        for (key, number) in keys {
            let at = add(number);
            match key.closed().and_then(|number| closed.get_mut(number)) {
                Some(slot) => *slot = at,
                None => {
                    index.others.get_or_insert(key.bits(), at);
                }
            }
        }
        (index.rows, index.closed, index.scales) = (rows.into(), closed.into(), scales.into());
        index.dead = dead.into();
        Some(index)
    }

    fn note(&mut self, symbol: Symbol, context: Context) {
        if symbol == TARGET || symbol == NAME {
            self.masked |= context.bit();
            return;
        }
        let at = symbol.0 as usize;
        let by_symbol = self.by_symbol.to_mut();
        if by_symbol.len() <= at {
            by_symbol.resize(at + 1, [0; 2]);
        }
        by_symbol[at][0] |= context.bit();
    }

    /// The contexts of a symbol.
    #[inline]
    #[must_use]
    pub fn symbol(&self, symbol: Symbol) -> SymbolRows {
        let [contexts, first] = self.by_symbol.get(symbol.0 as usize).copied().unwrap_or_default();
        SymbolRows { contexts, first }
    }

    /// Number of rows; positions are below it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it holds no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row at a position.
    #[must_use]
    pub fn row(&self, place: u32) -> Option<Weighted> {
        let &[number, favourable, critical, speaks] = self.rows.get(place as usize)?;
        Some(Weighted { number: number as u32, favourable, critical, speaks: speaks != 0 })
    }

    /// The position of the row of a key.
    #[must_use]
    pub fn place(&self, key: Key) -> Option<u32> {
        if let Some((context, symbol)) = key.single() {
            let rows = self.symbol(symbol);
            return (rows.singles() & context.bit() != 0).then(|| rows.place(context.bit()));
        }
        let at = match key.closed() {
            Some(number) => *self.closed.get(number)?,
            None => self.others.get(key.bits())?,
        };
        (at != NONE).then_some(at)
    }

    /// The weights toward favourable and critical of a feature of the rule evidence of an expression.
    #[must_use]
    pub fn scale(&self, key: Key) -> Option<(f64, f64)> {
        self.scales.get(key.scale()?).map(|&[favourable, critical]| (favourable, critical))
    }

    /// Bit set of the contexts in which a masked name is the first word.
    #[must_use]
    pub fn masked(&self) -> u32 {
        self.masked
    }

    /// The biases toward favourable and toward critical.
    #[must_use]
    pub fn prior(&self) -> (f64, f64) {
        (self.prior[0], self.prior[1])
    }

    /// Numbers of the rows whose term can never match.
    #[must_use]
    pub fn dead(&self) -> &[u32] {
        &self.dead
    }
}

impl Freeze for LearnedIndex {
    fn freeze(&self, writer: &mut Writer) {
        writer.table(&self.rows);
        writer.table(&self.by_symbol);
        self.others.freeze(writer);
        writer.table(&self.closed);
        writer.table(&self.scales);
        writer.number(u64::from(self.masked));
        writer.table(&self.prior);
        writer.table(&self.dead);
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        let mut index = Self {
            rows: reader.table()?,
            by_symbol: reader.table()?,
            others: FlatMap::thaw(reader)?,
            closed: reader.table()?,
            scales: reader.table()?,
            masked: reader.number()? as u32,
            ..Self::default()
        };
        if let [favourable, critical] = *reader.table::<f64>()? {
            index.prior = [favourable, critical];
        }
        index.dead = reader.table()?;
        Ok(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Classes, Form};

    #[test]
    fn rows_are_found_by_their_keys_and_dead_ones_are_told() {
        let head = "#! format = 2\n#! prior_favourable = -0.5\n#! prior_critical = -0.4\n\
                    term\tcontext\tfavourable\tcritical\n";
        let rows = "lost\tsentence\t-0.1\t0.5\nlost\tnear\t0\t0.25\nlost TARGET\tpair\t1\t0\nunknown\tnear\t1\t0\n\
                    agent +\tnumber\t0.5\t-0.5\nnothing\tbalance\t1\t1\n";
        let mut table = LearnedTable::default();
        table.layer("t.tsv", &format!("{head}{rows}")).unwrap();
        let mut symbols = Symbols::new();
        let lost = symbols.intern(Form::Stem, "lost");
        let closed = ClosedWords::new(&Classes::default(), &mut symbols);
        let index = LearnedIndex::of(&table, &[1, 1, 1, 1, 0, 0], &symbols, &closed).unwrap();
        let critical = |key| index.row(index.place(key)?).map(|row| (row.critical, row.speaks));
        assert_eq!(critical(Key::word(Context::Sentence, lost)), Some((500_000, true)));
        assert_eq!(critical(Key::word(Context::Near, lost)), Some((250_000, true)));
        assert_eq!(critical(Key::word(Context::After, lost)), None);
        assert_eq!(critical(Key::pair(lost, TARGET)), Some((0, true)));
        assert_eq!(critical(Key::pair(lost, NAME)), None);
        assert!(index.symbol(lost).has_pairs());
        assert_eq!(index.dead(), [3, 5]);
        assert_eq!(index.prior(), (-0.5, -0.4));
    }
}
