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
    pub fn matches(
        &self,
        first: &WordInfo,
        mut word: impl FnMut(usize) -> Option<WordInfo>,
        accept: impl Fn(u32) -> bool,
    ) -> (Match, Match) {
        let mut best_alias = Match::default();
        let mut best_entry = Match::default();
        let mut stack = [(0u32, 0usize, 0u32); 32];
        let mut depth = 0;
        let push = |stack: &mut [(u32, usize, u32); 32], depth: &mut usize, node: u32, length, stems| {
            if node != 0 && *depth < stack.len() {
                stack[*depth] = (node, length, stems);
                *depth += 1;
            }
        };
        push(&mut stack, &mut depth, self.root(first.stem), 1, 1);
        push(&mut stack, &mut depth, self.root(first.lower), 1, 0);
        push(&mut stack, &mut depth, self.root(first.exact), 1, 0);
        while depth > 0 {
            depth -= 1;
            let (node, length, stems) = stack[depth];
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
                && let Some(info) = word(length)
            {
                push(&mut stack, &mut depth, self.next(node, info.stem), length + 1, stems + 1);
                push(&mut stack, &mut depth, self.next(node, info.lower), length + 1, stems);
                push(&mut stack, &mut depth, self.next(node, info.exact), length + 1, stems);
            }
        }
        (best_alias, best_entry)
    }
}
