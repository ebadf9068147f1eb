//! The words that decide mentions, counted in bounded memory (lossy counting: Manku & Motwani 2002).

use super::actor::Word;
use super::sentence::Side;
use std::collections::BTreeMap;

/// Most words of an actor on a side that are counted at a time.
const COUNTED: usize = 128;

/// A count, and how many occurrences before it were given up at the most.
#[derive(Debug, Clone, Copy)]
struct Count {
    count: u64,
    missed: u64,
}

/// Counts of words on one side.
#[derive(Debug, Default)]
pub struct Words {
    counts: BTreeMap<String, Count>,
    given_up: u64,
}

impl Words {
    /// Counts a word.
    pub fn add(&mut self, word: String) {
        let missed = self.given_up;
        self.counts.entry(word).or_insert(Count { count: 0, missed }).count += 1;
        while self.counts.len() > COUNTED {
            self.given_up += 1;
            let given_up = self.given_up;
            self.counts.retain(|_, count| count.count + count.missed > given_up);
        }
    }

    /// The `most` frequent words, of one count in the order of the alphabet.
    pub fn most_frequent(&self, side: Side, most: usize) -> Vec<Word> {
        let mut counts: Vec<(&String, &Count)> = self.counts.iter().collect();
        counts.sort_by(|a, b| b.1.count.cmp(&a.1.count).then(a.0.cmp(b.0)));
        let words = counts.into_iter().take(most).map(|(cue, count)| Word {
            cue: cue.clone(),
            mentions: count.count,
            at_least: count.missed > 0,
            side,
        });
        words.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_words_stay_among_any_number_of_rare_ones() {
        let mut words = Words::default();
        for n in 0..5_000 {
            words.add(format!("rare {n}"));
            words.add("warns".to_owned());
        }
        assert!(words.counts.len() <= COUNTED);
        let first = words.most_frequent(Side::Critical, 1).remove(0);
        assert_eq!((first.cue.as_str(), first.mentions, first.at_least), ("warns", 5_000, false));
    }
}
