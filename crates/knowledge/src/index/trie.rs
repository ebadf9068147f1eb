//! A trie over word symbols that holds aliases and lexicon expressions together.
//!
//! At each token it follows the edges of all three forms of the word, so it is exact: no failing longer match hides a
//! shorter one. Among the matches that begin at a token the longest wins, then the one with fewer stem matches.

use super::follower::{Follower, hyphened, plain};
use super::opening::Opening;
use super::path::{Path, Paths, push};
use crate::frozen::{Flat, FlatMap, Freeze, FrozenError, Reader, Writer};
use crate::text::{Symbol, Symbols, WordInfo};

/// The payload of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PatternId {
    /// An alias, by number.
    Alias(u32),
    /// An entry of the lexicon, by number.
    Entry(u32),
}

/// No payload.
const NONE: u32 = u32::MAX;

/// A node: index of its [`End`] plus one (0 where no pattern ends), and whether longer patterns continue. Small,
/// because it is read at nearly every word.
#[derive(Debug, Clone, Copy, Default)]
struct Node(u32);

impl Node {
    const GOES_ON: u32 = 1 << 31;

    fn goes_on(self) -> bool {
        self.0 & Self::GOES_ON != 0
    }

    fn end(self) -> Option<usize> {
        (self.0 & !Self::GOES_ON).checked_sub(1).map(|at| at as usize)
    }
}

/// Heads of the chains of aliases and of entries that end at a node, [`NONE`] for an empty chain.
type End = [u32; 2];

const NO_END: End = [NONE, NONE];

/// The matches that begin at one token: the longest of aliases and of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Match {
    /// Length in tokens, 0 for no match.
    pub length: usize,
    /// Words matched by their stem only.
    pub stems: u32,
    /// Index of its [`End`].
    end: u32,
}

/// The trie.
#[derive(Debug, Clone)]
pub struct Trie {
    /// Edges by node and symbol. Those of the root are stored with the symbols, as [`Opening`]s.
    edges: FlatMap,
    /// Bloom filter with one hash over the edges: rejects most look-ups that would fail.
    sieve: Flat<u64>,
    /// The nodes ([`Node`]); the first is unused.
    nodes: Flat<u32>,
    /// The payloads of the nodes where a pattern ends.
    ends: Flat<End>,
    /// For each alias by number, the next in its chain.
    next_alias: Flat<u32>,
    /// For each entry, the next in its chain.
    next_entry: Flat<u32>,
}

fn edge(node: u32, symbol: Symbol) -> u64 {
    u64::from(node) << 32 | u64::from(symbol.0)
}

/// log2 of the bits of the filter: 64 KiB fit the cache of a core, and one bit in ten is set.
const SIEVE_BITS: u32 = 19;

fn sieve_bit(edge: u64) -> (usize, u64) {
    // The multiplier is 2^64 divided by the golden ratio (Fibonacci hashing).
    let hash = edge.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - SIEVE_BITS);
    ((hash / 64) as usize, 1 << (hash % 64))
}

impl Trie {
    /// An empty trie with capacity for so many patterns.
    #[must_use]
    pub fn with_capacity(patterns: usize) -> Self {
        let mut nodes = Vec::with_capacity(patterns * 2);
        nodes.push(Node::default().0);
        Self {
            edges: FlatMap::with_capacity(patterns),
            sieve: vec![0; 1 << (SIEVE_BITS - 6)].into(),
            nodes: nodes.into(),
            ends: Vec::with_capacity(patterns).into(),
            next_alias: Vec::with_capacity(patterns).into(),
            next_entry: Vec::with_capacity(patterns).into(),
        }
    }

    /// Adds a pattern: one symbol a token. Of one kind of payload, those with lower numbers come first. The node where
    /// the patterns with its first symbol begin is noted in `symbols`.
    pub fn insert(&mut self, symbols: &mut Symbols, pattern: &[Symbol], payload: PatternId) {
        let Some((&first, others)) = pattern.split_first() else { return };
        let opening = Opening(symbols.opening(first));
        let mut node = if opening.node() == 0 { self.add_node() } else { opening.node() };
        let new = opening.with(node, others.is_empty());
        if new != opening {
            symbols.set_opening(first, new.0);
        }
        if let Some(&second) = others.first() {
            symbols.add_follower(first, plain(second));
        }
        for &symbol in others {
            let next = self.nodes.len() as u32;
            let edge = edge(node, symbol);
            let target = self.edges.get_or_insert(edge, next);
            if target == next {
                self.add_node();
                self.nodes.to_mut()[node as usize] |= Node::GOES_ON;
                let (at, bit) = sieve_bit(edge);
                self.sieve.to_mut()[at] |= bit;
            }
            node = target;
        }
        let node = &mut self.nodes.to_mut()[node as usize];
        let ends = self.ends.to_mut();
        let at = Node(*node).end().unwrap_or_else(|| {
            ends.push(NO_END);
            *node |= ends.len() as u32;
            ends.len() - 1
        });
        let [alias, entry] = &mut ends[at];
        match payload {
            PatternId::Alias(number) => append(alias, self.next_alias.to_mut(), number),
            PatternId::Entry(number) => append(entry, self.next_entry.to_mut(), number),
        }
    }

    /// Adds a pattern, unless one of its kind ends there already.
    pub fn insert_where_free(&mut self, symbols: &mut Symbols, pattern: &[Symbol], payload: PatternId) {
        let taken = |trie: &Self| {
            let (&first, others) = pattern.split_first()?;
            let mut node = Opening(symbols.opening(first)).node();
            for &symbol in others {
                node = trie.next(node, symbol);
            }
            let [alias, entry] = trie.ends[Node(*trie.nodes.get(node as usize)?).end()?];
            let there = if matches!(payload, PatternId::Alias(_)) { alias } else { entry };
            (there != NONE).then_some(())
        };
        if taken(self).is_none() {
            self.insert(symbols, pattern, payload);
        }
    }

    fn add_node(&mut self) -> u32 {
        let nodes = self.nodes.to_mut();
        nodes.push(Node::default().0);
        nodes.len() as u32 - 1
    }

    /// The aliases of a match, by number; none where nothing was matched.
    pub fn aliases(&self, found: &Match) -> impl Iterator<Item = u32> + Clone + '_ {
        chain(self.end_of(found)[0], &self.next_alias)
    }

    /// The lexicon entries of a match, by number; none where nothing was matched.
    pub fn entries(&self, found: &Match) -> impl Iterator<Item = u32> + Clone + '_ {
        chain(self.end_of(found)[1], &self.next_entry)
    }

    fn end_of(&self, found: &Match) -> End {
        if found.length == 0 { NO_END } else { self.ends[found.end as usize] }
    }

    #[inline]
    fn next(&self, node: u32, symbol: Symbol) -> u32 {
        let edge = edge(node, symbol);
        let (at, bit) = sieve_bit(edge);
        if self.sieve.get(at).is_none_or(|bits| bits & bit == 0) {
            return 0;
        }
        self.edges.get(edge).unwrap_or(0)
    }

    /// Pushes the paths from a partial match over the next word.
    #[inline]
    fn follow(&self, path: Path, next: &Follower<'_>, paths: &mut Paths) {
        for (symbol, stem) in [(next.info.stem, 1), (next.info.lower, 0), (next.info.exact, 0)] {
            if symbol == Symbol::NONE {
                continue;
            }
            push(paths, path.over(self.next(path.node, symbol), stem));
            if next.hyphen {
                push(paths, path.over(self.next(path.node, hyphened(symbol)), stem));
            }
        }
    }

    /// Matches from the word `first` on; `word(n)` gives the n-th word after it, as long as a phrase may continue. Between
    /// the words of an entry one adverb may be inserted (punched *well* above its weight), but not in an alias.
    /// `accept` tells whether an alias is valid here (its dates, say); `paths` is a reused buffer. Returns the best
    /// alias and the best entry.
    pub fn matches<'w>(
        &self,
        first: &WordInfo,
        paths: &mut Paths,
        mut word: impl FnMut(usize) -> Option<Follower<'w>>,
        accept: impl Fn(u32) -> bool,
    ) -> (Match, Match) {
        let mut best_alias = Match::default();
        let mut best_entry = Match::default();
        if !first.opens() {
            return (best_alias, best_entry);
        }
        paths.clear();
        let mut end = |path: Path| {
            let (length, stems) = (path.length as usize, path.stems);
            let node = Node(self.nodes[path.node as usize]);
            let Some(end) = node.end() else { return node.goes_on() };
            let ([alias, entry], end) = (self.ends[end], end as u32);
            let is_alias = alias != NONE && !path.is_interrupted();
            if is_alias && length > best_alias.length && chain(alias, &self.next_alias).any(&accept) {
                best_alias = Match { length, stems, end };
            }
            let better =
                length > best_entry.length || length == best_entry.length && stems < best_entry.stems;
            if entry != NONE && better {
                best_entry = Match { length, stems, end };
            }
            node.goes_on()
        };
        let [stem, lower, exact] = first.openings.map(Opening);
        // The exact form takes precedence.
        for (opening, stems) in [(exact, 0), (lower, 0), (stem, 1)] {
            if opening.has(Opening::ENDS) {
                end(Path { node: opening.node(), length: 1, stems });
            }
        }
        if Opening(stem.0 | lower.0 | exact.0).has(Opening::GOES_ON)
            && let Some(second) = word(1)
        {
            let after = second.info.inserted.then(|| word(2)).flatten();
            let openings = [(stem, 1), (lower, 0), (exact, 0)].into_iter();
            for (opening, stems) in openings.filter(|(opening, _)| opening.has(Opening::GOES_ON)) {
                let path = Path { node: opening.node(), length: 1, stems };
                if second.info.may_follow(first) {
                    self.follow(path, &second, paths);
                }
                if let Some(after) = after
                    && after.info.may_follow(first)
                {
                    self.follow(path.interrupted(), &after, paths);
                }
            }
        }
        while let Some(path) = paths.pop() {
            let length = path.length as usize;
            if end(path)
                && let Some(next) = word(length)
            {
                self.follow(path, &next, paths);
                if next.info.inserted
                    && !path.is_interrupted()
                    && let Some(after) = word(length + 1)
                {
                    self.follow(path.interrupted(), &after, paths);
                }
            }
        }
        (best_alias, best_entry)
    }
}

fn append(head: &mut u32, next: &mut Vec<u32>, number: u32) {
    if next.len() <= number as usize {
        next.resize(number as usize + 1, NONE);
    }
    if *head == NONE {
        *head = number;
        return;
    }
    let mut last = *head;
    while next[last as usize] != NONE {
        last = next[last as usize];
    }
    next[last as usize] = number;
}

fn chain(head: u32, next: &[u32]) -> impl Iterator<Item = u32> + Clone + '_ {
    let known = |number: u32| (number != NONE).then_some(number);
    std::iter::successors(known(head), move |&at| next.get(at as usize).copied().and_then(known))
}

impl Freeze for Trie {
    fn freeze(&self, writer: &mut Writer) {
        self.edges.freeze(writer);
        writer.table(&self.sieve);
        writer.table(&self.nodes);
        writer.table(&self.ends);
        writer.table(&self.next_alias);
        writer.table(&self.next_entry);
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        Ok(Self {
            edges: FlatMap::thaw(reader)?,
            sieve: reader.table()?,
            nodes: reader.table()?,
            ends: reader.table()?,
            next_alias: reader.table()?,
            next_entry: reader.table()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::path::INTERRUPTED;
    use super::*;
    use crate::text::{Form, NO_TERM};

    /// A trie with the words of its patterns.
    struct Sample {
        trie: Trie,
        symbols: Symbols,
    }

    const ADVERBS: [&str; 2] = ["far", "well"];

    impl Sample {
        fn new() -> Self {
            Self { trie: Trie::with_capacity(8), symbols: Symbols::new() }
        }

        /// Adds a pattern of lower-case forms; `*` ends a word that is a stem, `-` begins one that must be hyphened.
        fn pattern(&mut self, words: &str) -> Vec<Symbol> {
            let mut symbol = |word: &str| {
                let plain = word.trim_start_matches('-');
                let symbol = match plain.strip_suffix('*') {
                    Some(stem) => self.symbols.intern(Form::Stem, stem),
                    None => self.symbols.intern(Form::Lower, plain),
                };
                if plain == word { symbol } else { hyphened(symbol) }
            };
            words.split(' ').map(&mut symbol).collect()
        }

        fn insert(&mut self, words: &str, payload: PatternId) {
            let pattern = self.pattern(words);
            self.trie.insert(&mut self.symbols, &pattern, payload);
        }

        /// A word in lower case whose stem is what stands before a final `ed`.
        fn info(&self, word: &str) -> WordInfo {
            let lower = self.symbols.get(Form::Lower, word);
            let stem = self.symbols.get(Form::Stem, word.strip_suffix("ed").unwrap_or(word));
            let opening = |symbol| self.symbols.opening(symbol);
            WordInfo {
                exact: Symbol::NONE,
                lower,
                stem,
                term: NO_TERM,
                classes: 0,
                capital: false,
                all_capitals: false,
                possessive: false,
                participle: false,
                inserted: ADVERBS.contains(&word),
                openings: [opening(stem), opening(lower), 0],
                followers: self.symbols.followers(stem) | self.symbols.followers(lower),
            }
        }

        /// The matches from the first word of a text; a word after a hyphen begins with `-`.
        fn matches(&self, text: &str, accept: impl Fn(u32) -> bool) -> (Match, Match) {
            let words: Vec<(WordInfo, bool)> = text
                .split(' ')
                .map(|word| (self.info(word.trim_start_matches('-')), word.starts_with('-')))
                .collect();
            let follower = |n: usize| words.get(n).map(|(info, hyphen)| Follower { info, hyphen: *hyphen });
            self.trie.matches(&words[0].0, &mut Paths::new(), follower, accept)
        }

        /// Length and numbers of the best alias.
        fn alias(&self, text: &str) -> (usize, Vec<u32>) {
            let (found, _) = self.matches(text, |_| true);
            (found.length, self.trie.aliases(&found).collect())
        }

        /// Length, stems and numbers of the best entry.
        fn entry(&self, text: &str) -> (usize, u32, Vec<u32>) {
            let (_, found) = self.matches(text, |_| true);
            (found.length, found.stems, self.trie.entries(&found).collect())
        }
    }

    #[test]
    fn the_longest_pattern_wins_and_one_that_fails_hides_none() {
        let mut sample = Sample::new();
        sample.insert("new york", PatternId::Alias(0));
        sample.insert("new york times square", PatternId::Alias(1));
        assert_eq!(sample.alias("new york times square today"), (4, vec![1]));
        assert_eq!(sample.alias("new york times today"), (2, vec![0]));
    }

    #[test]
    fn of_two_as_long_the_one_with_fewer_stems_wins() {
        let mut sample = Sample::new();
        sample.insert("back*", PatternId::Entry(0));
        sample.insert("backed", PatternId::Entry(1));
        sample.insert("back* down", PatternId::Entry(2));
        assert_eq!(sample.entry("backed it"), (1, 0, vec![1]));
        assert_eq!(sample.entry("back it"), (1, 1, vec![0]));
        assert_eq!(sample.entry("backed down"), (2, 1, vec![2]));
    }

    #[test]
    fn aliases_and_entries_do_not_hide_one_another() {
        let mut sample = Sample::new();
        sample.insert("great", PatternId::Entry(4));
        sample.insert("great lakes", PatternId::Alias(7));
        assert_eq!(sample.alias("great lakes"), (2, vec![7]));
        assert_eq!(sample.entry("great lakes"), (1, 0, vec![4]));
    }

    #[test]
    fn those_of_one_pattern_come_in_their_order_and_one_accepted_is_enough() {
        let mut sample = Sample::new();
        [3, 5, 9].into_iter().for_each(|alias| sample.insert("the crown", PatternId::Alias(alias)));
        assert_eq!(sample.alias("the crown"), (2, vec![3, 5, 9]));
        assert_eq!(sample.matches("the crown", |alias| alias == 9).0.length, 2);
        assert_eq!(sample.matches("the crown", |_| false).0, Match::default());
    }

    #[test]
    fn a_shorter_alias_stands_in_for_a_longer_one_that_is_not_accepted() {
        let mut sample = Sample::new();
        sample.insert("president", PatternId::Alias(0));
        sample.insert("president quill", PatternId::Alias(1));
        let (found, _) = sample.matches("president quill", |alias| alias == 0);
        assert_eq!((found.length, sample.trie.aliases(&found).collect::<Vec<_>>()), (1, vec![0]));
    }

    #[test]
    fn a_hyphen_that_a_pattern_asks_for_must_be_there() {
        let mut sample = Sample::new();
        sample.insert("made -up", PatternId::Entry(0));
        sample.insert("far right", PatternId::Entry(1));
        assert_eq!(sample.entry("made -up"), (2, 0, vec![0]));
        assert_eq!(sample.entry("made up"), (0, 0, vec![]));
        assert_eq!(sample.entry("far -right"), (2, 0, vec![1]));
        assert_eq!(sample.entry("far right"), (2, 0, vec![1]));
    }

    #[test]
    fn one_adverb_may_be_inserted_in_an_entry_and_none_in_an_alias() {
        let mut sample = Sample::new();
        sample.insert("punched above weight", PatternId::Entry(0));
        sample.insert("punched well above", PatternId::Entry(1));
        sample.insert("red cross", PatternId::Alias(0));
        assert_eq!(sample.entry("punched far above weight"), (4, INTERRUPTED, vec![0]));
        assert_eq!(sample.entry("punched above far weight"), (4, INTERRUPTED, vec![0]));
        assert_eq!(sample.entry("punched far above well weight"), (0, 0, vec![]));
        assert_eq!(sample.entry("punched hard above weight"), (0, 0, vec![]));
        assert_eq!(sample.entry("punched well above all"), (3, 0, vec![1]));
        assert_eq!(sample.alias("red far cross"), (0, vec![]));
    }

    #[test]
    fn an_alias_is_added_only_where_none_ends() {
        let mut sample = Sample::new();
        sample.insert("the union", PatternId::Alias(0));
        sample.insert("union", PatternId::Entry(0));
        for (words, alias) in [("the union", 1), ("union", 2), ("the union army", 3)] {
            let pattern = sample.pattern(words);
            sample.trie.insert_where_free(&mut sample.symbols, &pattern, PatternId::Alias(alias));
        }
        assert_eq!(sample.alias("the union"), (2, vec![0]));
        assert_eq!(sample.alias("union"), (1, vec![2]));
        assert_eq!(sample.alias("the union army"), (3, vec![3]));
    }
}
