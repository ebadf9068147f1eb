//! The English stemmer of Snowball (Porter 2) for words of the letters a to z, in a buffer on the stack.
//!
//! It gives what `rust_stemmers` gives, which is right for every word but allocates for each ending it takes off; forms
//! that are new to a table of words are so many in a large corpus that it shows.

use std::borrow::Cow;

/// The longest word that is stemmed here, in bytes.
const LONGEST: usize = 48;

/// Words whose stems the rules would miss.
const IRREGULAR: [(&str, &str); 18] = [
    ("andes", "andes"),
    ("atlas", "atlas"),
    ("bias", "bias"),
    ("cosmos", "cosmos"),
    ("dying", "die"),
    ("early", "earli"),
    ("gently", "gentl"),
    ("howe", "howe"),
    ("idly", "idl"),
    ("lying", "lie"),
    ("news", "news"),
    ("only", "onli"),
    ("singly", "singl"),
    ("skies", "sky"),
    ("skis", "ski"),
    ("sky", "sky"),
    ("tying", "tie"),
    ("ugly", "ugli"),
];

/// Words that are stems once a plural ending is gone.
const SETTLED: [&str; 8] =
    ["succeed", "proceed", "exceed", "canning", "inning", "earring", "herring", "outing"];

/// Beginnings behind which the first region begins.
const BEGINNINGS: [&str; 3] = ["arsen", "commun", "gener"];

/// What becomes of an ending.
#[derive(Clone, Copy)]
enum Change {
    /// It is another one.
    To(&'static str),
    /// It is another one behind an `l`.
    BehindL(&'static str),
    /// It goes behind a letter that `li` may follow.
    BehindLi,
    /// It goes if it is in the second region.
    InSecond,
    /// It goes behind an `s` or a `t`.
    BehindST,
}

use Change::{BehindL, BehindLi, BehindST, InSecond, To};

/// Endings of the second step, the longest first.
const DERIVED: [(&str, Change); 24] = [
    ("ational", To("ate")),
    ("fulness", To("ful")),
    ("iveness", To("ive")),
    ("ization", To("ize")),
    ("ousness", To("ous")),
    ("biliti", To("ble")),
    ("lessli", To("less")),
    ("tional", To("tion")),
    ("alism", To("al")),
    ("aliti", To("al")),
    ("ation", To("ate")),
    ("entli", To("ent")),
    ("fulli", To("ful")),
    ("iviti", To("ive")),
    ("ousli", To("ous")),
    ("abli", To("able")),
    ("alli", To("al")),
    ("anci", To("ance")),
    ("ator", To("ate")),
    ("enci", To("ence")),
    ("izer", To("ize")),
    ("bli", To("ble")),
    ("ogi", BehindL("og")),
    ("li", BehindLi),
];

/// Endings of the third step, the longest first.
const ADJECTIVAL: [(&str, Change); 9] = [
    ("ational", To("ate")),
    ("tional", To("tion")),
    ("alize", To("al")),
    ("ative", InSecond),
    ("icate", To("ic")),
    ("iciti", To("ic")),
    ("ical", To("ic")),
    ("ness", To("")),
    ("ful", To("")),
];

/// Endings of the fourth step, the longest first.
const LAST: [(&str, Change); 18] = [
    ("ement", To("")),
    ("able", To("")),
    ("ance", To("")),
    ("ence", To("")),
    ("ible", To("")),
    ("ment", To("")),
    ("ant", To("")),
    ("ate", To("")),
    ("ent", To("")),
    ("ion", BehindST),
    ("ism", To("")),
    ("iti", To("")),
    ("ive", To("")),
    ("ize", To("")),
    ("ous", To("")),
    ("al", To("")),
    ("er", To("")),
    ("ic", To("")),
];

/// The stem of a word; none if the word has other signs than the letters a to z, or is too long.
pub(super) fn stem(lower: &str) -> Option<Cow<'_, str>> {
    if lower.len() > LONGEST || !lower.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    if let Some((_, stem)) = IRREGULAR.iter().find(|(word, _)| *word == lower) {
        return Some(Cow::Borrowed(*stem));
    }
    if lower.len() < 3 {
        return Some(Cow::Borrowed(lower));
    }
    let mut word = Word::of(lower);
    word.plural();
    if !SETTLED.iter().any(|settled| settled.as_bytes() == word.letters()) {
        word.past();
        word.final_y();
        word.change(&DERIVED, Region::First);
        word.change(&ADJECTIVAL, Region::First);
        word.change(&LAST, Region::Second);
        word.final_e();
    }
    word.bytes.make_ascii_lowercase();
    let letters = word.letters();
    // Most often the stem is the beginning of the word.
    match lower.get(..letters.len()).filter(|beginning| beginning.as_bytes() == letters) {
        Some(beginning) => Some(Cow::Borrowed(beginning)),
        None => std::str::from_utf8(letters).ok().map(|stem| Cow::Owned(stem.to_owned())),
    }
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// A part of the word that an ending has to be in.
#[derive(Clone, Copy)]
enum Region {
    First,
    Second,
}

/// A word that is stemmed. A `Y` is a consonant.
struct Word {
    bytes: [u8; LONGEST + 1],
    length: usize,
    /// Where the regions begin.
    first: usize,
    second: usize,
}

impl Word {
    fn of(lower: &str) -> Self {
        let mut bytes = [0; LONGEST + 1];
        let length = lower.len();
        bytes[..length].copy_from_slice(lower.as_bytes());
        if bytes[0] == b'y' {
            bytes[0] = b'Y';
        }
        for at in 1..length {
            if bytes[at] == b'y' && is_vowel(bytes[at - 1]) {
                bytes[at] = b'Y';
            }
        }
        let mut word = Self { bytes, length, first: length, second: length };
        let beginning = BEGINNINGS.iter().find(|beginning| word.letters().starts_with(beginning.as_bytes()));
        word.first = beginning.map_or_else(|| word.region_after(0), |beginning| beginning.len());
        word.second = word.region_after(word.first);
        word
    }

    fn letters(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    /// Behind the first consonant that follows a vowel, from `start` on; the end if there is none.
    fn region_after(&self, start: usize) -> usize {
        let letters = self.letters();
        let next = |from: usize, vowel: bool| {
            let there = letters.get(from..)?.iter().position(|letter| is_vowel(*letter) == vowel)?;
            Some(from + there + 1)
        };
        next(start, true).and_then(|from| next(from, false)).unwrap_or(self.length)
    }

    /// Where an ending begins.
    fn before(&self, ending: &str) -> Option<usize> {
        let letters = self.letters();
        let last = ending.as_bytes().last();
        (letters.last() == last && letters.ends_with(ending.as_bytes())).then(|| letters.len() - ending.len())
    }

    /// Puts an ending in place of what is from `at` on. It is never longer by more than a letter.
    fn put(&mut self, at: usize, ending: &str) {
        if let Some(place) = self.bytes.get_mut(at..at + ending.len()) {
            place.copy_from_slice(ending.as_bytes());
            self.length = at + ending.len();
        }
    }

    /// The letter that is so many before `end`.
    fn letter_before(&self, end: usize, back: usize) -> Option<u8> {
        self.letters().get(end.checked_sub(back)?).copied()
    }

    fn has_vowel(&self, end: usize) -> bool {
        self.letters().iter().take(end).any(|letter| is_vowel(*letter))
    }

    /// Whether the word up to `end` ends in a short syllable.
    fn is_short(&self, end: usize) -> bool {
        let [last, middle, first] = [1, 2, 3].map(|back| self.letter_before(end, back));
        let vowel = |letter: Option<u8>| letter.is_some_and(is_vowel);
        let consonant = |letter: Option<u8>| letter.is_some_and(|letter| !is_vowel(letter));
        if !consonant(last) || !vowel(middle) {
            return false;
        }
        end == 2 || consonant(first) && !matches!(last, Some(b'w' | b'x' | b'Y'))
    }

    fn plural(&mut self) {
        if self.letters().last() == Some(&b's') {
            if let Some(at) = self.before("sses") {
                self.put(at, "ss");
            } else if let Some(at) = self.before("ies") {
                self.put(at, if at >= 2 { "i" } else { "ie" });
            } else if let Some(at) = self.before("s") {
                let stays = matches!(self.letter_before(at, 1), Some(b's' | b'u'));
                if !stays && self.has_vowel(at.saturating_sub(1)) {
                    self.put(at, "");
                }
            }
        } else if let Some(at) = self.before("ied") {
            self.put(at, if at >= 2 { "i" } else { "ie" });
        }
    }

    fn past(&mut self) {
        if let Some(at) = self.before("eedly").or_else(|| self.before("eed")) {
            if self.first <= at {
                self.put(at, "ee");
            }
            return;
        }
        let ending = ["ingly", "edly", "ing", "ed"].iter().find_map(|ending| self.before(ending));
        let Some(at) = ending.filter(|at| self.has_vowel(*at)) else { return };
        self.put(at, "");
        let end = self.length;
        match [self.letter_before(end, 2), self.letter_before(end, 1)] {
            [Some(b'b'), Some(b'l')] | [Some(b'a'), Some(b't')] | [Some(b'i'), Some(b'z')] => {
                self.put(end, "e");
            }
            [Some(first), Some(second)]
                if first == second
                    && matches!(first, b'b' | b'd' | b'f' | b'g' | b'm' | b'n' | b'p' | b'r' | b't') =>
            {
                self.put(end - 1, "");
            }
            _ if end == self.first && self.is_short(end) => self.put(end, "e"),
            _ => {}
        }
    }

    fn final_y(&mut self) {
        let end = self.length;
        let after_consonant = end > 2 && self.letter_before(end, 2).is_some_and(|letter| !is_vowel(letter));
        if after_consonant && matches!(self.letter_before(end, 1), Some(b'y' | b'Y')) {
            self.put(end - 1, "i");
        }
    }

    /// Changes the longest of `endings` that the word has, if it is in the region.
    fn change(&mut self, endings: &[(&str, Change)], region: Region) {
        let found = endings.iter().find_map(|(ending, change)| Some((self.before(ending)?, *change)));
        let start = match region {
            Region::First => self.first,
            Region::Second => self.second,
        };
        let Some((at, change)) = found.filter(|(at, _)| start <= *at) else { return };
        let behind = self.letter_before(at, 1);
        match change {
            To(ending) => self.put(at, ending),
            BehindL(ending) if behind == Some(b'l') => self.put(at, ending),
            BehindLi
                if matches!(
                    behind,
                    Some(b'c' | b'd' | b'e' | b'g' | b'h' | b'k' | b'm' | b'n' | b'r' | b't')
                ) =>
            {
                self.put(at, "");
            }
            InSecond if self.second <= at => self.put(at, ""),
            BehindST if matches!(behind, Some(b's' | b't')) => self.put(at, ""),
            _ => {}
        }
    }

    fn final_e(&mut self) {
        let Some(at) = self.length.checked_sub(1) else { return };
        let goes = match self.letter_before(self.length, 1) {
            Some(b'e') => self.second <= at || self.first <= at && !self.is_short(at),
            Some(b'l') => self.second <= at && self.letter_before(at, 1) == Some(b'l'),
            _ => false,
        };
        if goes {
            self.put(at, "");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_stemmers::{Algorithm, Stemmer};

    /// Whether a word has the stem that `rust_stemmers` gives it, or is left to it.
    fn is_equal(known: &Stemmer, word: &str) -> bool {
        stem(word).is_none_or(|stem| stem == known.stem(word))
    }

    #[test]
    fn stems_are_those_of_snowball_for_the_words_of_the_lexicons() {
        let known = Stemmer::create(Algorithm::English);
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lexicons/en");
        let mut words = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap_or_default().to_lowercase();
            for word in text.split(|c: char| !c.is_alphanumeric()) {
                words += 1;
                assert!(is_equal(&known, word), "{word}");
            }
        }
        assert!(words > 100_000, "{words}");
    }

    #[test]
    fn stems_are_those_of_snowball_for_beginnings_with_every_pair_of_endings() {
        let known = Stemmer::create(Algorithm::English);
        let beginnings = [
            "", "a", "e", "y", "ay", "sky", "be", "gen", "gener", "commun", "arsen", "ris", "hop", "hopp",
            "tann", "controll", "fy", "boy", "say", "yoyo", "vex", "low", "cap", "syzyg", "succ", "proc",
            "out", "err", "nat", "rel", "decis", "vis", "anal", "apol", "abl", "tr", "sh", "l", "ly", "di",
            "ti", "skis", "us", "gas", "kiwis", "mess", "organ",
        ];
        let endings = [
            "s", "es", "ss", "us", "sses", "ied", "ies", "ed", "eed", "ing", "edly", "eedly", "ingly", "y",
            "bl", "at", "iz", "e", "l", "ll", "ee", "li", "ogi", "yy", "uy", "xed", "wed", "ying", "yed",
            "bb", "tt", "ie", "i", "ional",
        ];
        let tables = DERIVED.iter().chain(&ADJECTIVAL).chain(&LAST).map(|(ending, _)| *ending);
        let endings: Vec<&str> = endings.into_iter().chain(tables).chain(SETTLED).collect();
        let irregular = IRREGULAR.iter().map(|(word, _)| *word);
        for beginning in beginnings.into_iter().chain(SETTLED).chain(irregular) {
            assert!(is_equal(&known, beginning), "{beginning}");
            for first in &endings {
                for second in endings.iter().chain(&[""]) {
                    let word = format!("{beginning}{first}{second}");
                    assert!(is_equal(&known, &word), "{word}");
                }
            }
        }
    }

    #[test]
    fn words_with_other_signs_and_long_ones_are_left_alone() {
        assert_eq!(stem("café"), None);
        assert_eq!(stem("don't"), None);
        assert_eq!(stem("b2b"), None);
        assert_eq!(stem(&"a".repeat(LONGEST + 1)), None);
        assert_eq!(stem("policies").as_deref(), Some("polici"));
    }
}
