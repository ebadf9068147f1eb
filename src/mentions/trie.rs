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

#[derive(Debug, Default)]
struct Node {
    aliases: Vec<u32>,
    entries: Vec<u32>,
}

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
    /// Whether any path goes on from the node.
    inner: Vec<bool>,
}

impl Default for Trie {
    fn default() -> Self {
        Self {
            edges: HashMap::default(),
            roots: Vec::new(),
            nodes: vec![Node::default()],
            inner: vec![false],
        }
    }
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

/// A word on which a phrase may run on.
#[derive(Debug, Clone, Copy)]
pub struct Follower<'w> {
    /// The word.
    pub info: &'w WordInfo,
    /// Whether a hyphen stands before it.
    pub hyphen: bool,
}

impl Trie {
    /// Adds a pattern: one symbol a token.
    pub fn insert(&mut self, pattern: &[Symbol], payload: Payload) {
        let mut node = 0u32;
        for &symbol in pattern {
            let next = self.nodes.len() as u32;
            let target = *self.edges.entry(edge(node, symbol)).or_insert(next);
            if target == next {
                self.nodes.push(Node::default());
                self.inner.push(false);
                self.inner[node as usize] = true;
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
        match payload {
            Payload::Alias(number) => self.nodes[node as usize].aliases.push(number),
            Payload::Entry(number) => self.nodes[node as usize].entries.push(number),
        }
    }

    /// The aliases of a match.
    pub fn aliases(&self, found: &Match) -> &[u32] {
        &self.nodes[found.node as usize].aliases
    }

    /// The lexicon entries of a match.
    pub fn entries(&self, found: &Match) -> &[u32] {
        &self.nodes[found.node as usize].entries
    }

    fn root(&self, symbol: Symbol) -> u32 {
        self.roots.get(symbol.0 as usize).copied().unwrap_or(0)
    }

    fn next(&self, node: u32, symbol: Symbol) -> u32 {
        if symbol == Symbol::NONE { 0 } else { self.edges.get(&edge(node, symbol)).copied().unwrap_or(0) }
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
            if !here.aliases.is_empty()
                && length > best_alias.length
                && here.aliases.iter().any(|&alias| accept(alias))
            {
                best_alias = Match { length, stems, node };
            }
            if !here.entries.is_empty() && better(&best_entry) {
                best_entry = Match { length, stems, node };
            }
            if self.inner[node as usize]
                && let Some(Follower { info, hyphen }) = word(length)
            {
                for (symbol, stem) in [(info.stem, 1), (info.lower, 0), (info.exact, 0)] {
                    paths.push(self.next(node, symbol), length + 1, stems + stem);
                    if hyphen && symbol != Symbol::NONE {
                        paths.push(self.next(node, hyphened(symbol)), length + 1, stems + stem);
                    }
                }
            }
        }
        (best_alias, best_entry)
    }
}

/// Paths yet to be followed. Patterns share their beginnings, so there are never many at once.
struct Paths {
    stack: [(u32, usize, u32); 24],
    depth: usize,
}

impl Default for Paths {
    fn default() -> Self {
        Self { stack: [(0, 0, 0); 24], depth: 0 }
    }
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
