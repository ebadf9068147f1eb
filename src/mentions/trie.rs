//! A trie over word symbols: aliases and lexicon expressions side by side.
//!
//! At each token it follows the edges of all three forms of the word, so it is exact: no shorter match is hidden
//! by a longer one that fails. Among the matches that begin at a token the longest wins, then the one with fewer
//! stems.

use crate::text::{Symbol, WordInfo};
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// What a pattern stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Payload {
    /// An alias, by number.
    Alias(u32),
    /// An entry of the lexicon, by number.
    Entry(u32),
}

/// No payload.
const NONE: u32 = u32::MAX;

/// Heads of the chains of aliases and of entries that end here.
#[derive(Debug, Clone, Copy)]
struct Node {
    alias: u32,
    entry: u32,
    /// One bit for each symbol that goes on from here (modulo 64): most words are turned away without a look-up.
    onward: u64,
}

const EMPTY: Node = Node { alias: NONE, entry: NONE, onward: 0 };

/// The matches that begin at one token: the longest of aliases and of entries.
#[derive(Debug, Clone, Copy, Default)]
pub struct Match {
    /// Tokens, 0 if there is none.
    pub length: usize,
    /// Words matched by their stem only.
    pub stems: u32,
    /// The node, for the payload.
    node: u32,
}

/// The trie.
#[derive(Debug)]
pub struct Trie {
    edges: HashMap<u64, u32, FixedState>,
    roots: Vec<u32>,
    nodes: Vec<Node>,
    /// The alias (by number) after each in its chain.
    next_alias: Vec<u32>,
    /// The entry after each in its chain.
    next_entry: Vec<u32>,
}

fn edge(node: u32, symbol: Symbol) -> u64 {
    u64::from(node) << 32 | u64::from(symbol.0)
}

/// Marks the symbol of a word that only a hyphen may join to the one before it (`made-up`, but not "made up").
const HYPHENED: u32 = 1 << 31;

/// The symbol of a word that follows a hyphen, where the hyphen must be there.
#[must_use]
pub fn hyphened(symbol: Symbol) -> Symbol {
    Symbol(symbol.0 | HYPHENED)
}

fn bit(symbol: Symbol) -> u64 {
    1 << (symbol.0 % 64)
}

/// A word on which a phrase may run on.
#[derive(Debug, Clone, Copy)]
pub struct Follower<'w> {
    /// The word.
    pub info: &'w WordInfo,
    /// Whether a hyphen stands before it.
    pub hyphen: bool,
}

impl Trie {
    /// An empty trie with room for so many patterns.
    #[must_use]
    pub fn with_capacity(patterns: usize) -> Self {
        let mut nodes = Vec::with_capacity(patterns * 2);
        nodes.push(EMPTY);
        Self {
            edges: HashMap::with_capacity_and_hasher(patterns * 2, FixedState::default()),
            roots: Vec::with_capacity(patterns),
            nodes,
            next_alias: Vec::with_capacity(patterns),
            next_entry: Vec::with_capacity(patterns),
        }
    }

    /// Adds a pattern: one symbol a token. Of one kind of payload, those with lower numbers come first.
    pub fn insert(&mut self, pattern: &[Symbol], payload: Payload) {
        let mut node = 0u32;
        for &symbol in pattern {
            let next = self.nodes.len() as u32;
            let target = *self.edges.entry(edge(node, symbol)).or_insert(next);
            if target == next {
                self.nodes.push(EMPTY);
                self.nodes[node as usize].onward |= bit(symbol);
                if node == 0 {
                    let slot = symbol.0 as usize;
                    if self.roots.len() <= slot {
                        self.roots.resize(slot + 1, 0);
                    }
                    self.roots[slot] = target;
                }
            }
            node = target;
        }
        let node = &mut self.nodes[node as usize];
        match payload {
            Payload::Alias(number) => append(&mut node.alias, &mut self.next_alias, number),
            Payload::Entry(number) => append(&mut node.entry, &mut self.next_entry, number),
        }
    }

    /// The aliases of a match, by number.
    pub fn aliases(&self, found: &Match) -> impl Iterator<Item = u32> + Clone + '_ {
        chain(self.nodes[found.node as usize].alias, &self.next_alias)
    }

    /// The lexicon entries of a match, by number.
    pub fn entries(&self, found: &Match) -> impl Iterator<Item = u32> + Clone + '_ {
        chain(self.nodes[found.node as usize].entry, &self.next_entry)
    }

    fn root(&self, symbol: Symbol) -> u32 {
        self.roots.get(symbol.0 as usize).copied().unwrap_or(0)
    }

    fn next(&self, node: u32, symbol: Symbol) -> u32 {
        self.edges.get(&edge(node, symbol)).copied().unwrap_or(0)
    }

    /// Matches from the word `first` on; `word(n)` gives the n-th word after it, as long as a phrase may go on.
    /// `accept` says whether an alias counts here (its dates, say). Returns the best alias and the best entry.
    pub fn matches<'w>(
        &self,
        first: &WordInfo,
        mut word: impl FnMut(usize) -> Option<Follower<'w>>,
        accept: impl Fn(u32) -> bool,
    ) -> (Match, Match) {
        let mut best_alias = Match::default();
        let mut best_entry = Match::default();
        let roots = [self.root(first.stem), self.root(first.lower), self.root(first.exact)];
        if roots == [0; 3] {
            // Most words begin nothing.
            return (best_alias, best_entry);
        }
        let mut paths = Paths::default();
        paths.push(roots[0], 1, 1);
        paths.push(roots[1], 1, 0);
        paths.push(roots[2], 1, 0);
        while let Some((node, length, stems)) = paths.pop() {
            let here = &self.nodes[node as usize];
            let better = |best: &Match| length > best.length || length == best.length && stems < best.stems;
            if here.alias != NONE
                && length > best_alias.length
                && chain(here.alias, &self.next_alias).any(&accept)
            {
                best_alias = Match { length, stems, node };
            }
            if here.entry != NONE && better(&best_entry) {
                best_entry = Match { length, stems, node };
            }
            if here.onward != 0
                && let Some(Follower { info, hyphen }) = word(length)
            {
                for (symbol, stem) in [(info.stem, 1), (info.lower, 0), (info.exact, 0)] {
                    if symbol == Symbol::NONE || here.onward & bit(symbol) == 0 {
                        continue;
                    }
                    paths.push(self.next(node, symbol), length + 1, stems + stem);
                    if hyphen {
                        paths.push(self.next(node, hyphened(symbol)), length + 1, stems + stem);
                    }
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

/// Paths yet to be followed. Patterns share their beginnings, so there are never many at once.
#[derive(Default)]
struct Paths {
    stack: [(u32, usize, u32); 24],
    depth: usize,
}

impl Paths {
    fn push(&mut self, node: u32, length: usize, stems: u32) {
        if node != 0
            && let Some(slot) = self.stack.get_mut(self.depth)
        {
            *slot = (node, length, stems);
            self.depth += 1;
        }
    }

    fn pop(&mut self) -> Option<(u32, usize, u32)> {
        self.depth = self.depth.checked_sub(1)?;
        self.stack.get(self.depth).copied()
    }
}
