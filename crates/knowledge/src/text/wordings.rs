//! Wordings of lines that are not the article: teasers, notices of cookies, newsletters, copyright and the like.
//!
//! A wording is written in lower case, as words with wildcards: `*` any words, `…` any words of a line that does not
//! end in a full stop, `:` a colon, bar, dash or arrow, `Name` a word with a capital. Without a wildcard it is the whole
//! line. Numbers and other marks in a line do not matter.

use crate::frozen::{Freeze, FrozenError, Reader, Writer};
use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};
use std::sync::OnceLock;

/// What a line with a certain wording is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "snake_case")]
pub enum WordingKind {
    /// Points to another article, or to another part of the page.
    Teaser,
    /// The heading of a list of teasers: short lines below it are teasers too.
    TeaserList,
    /// Buttons that share, print or comment on.
    Share,
    /// Words of which buttons in a row consist; each value has several.
    ShareWords,
    /// A notice about cookies and consent.
    Cookie,
    /// Asks to subscribe, to register or to give.
    Newsletter,
    /// A notice of rights.
    Copyright,
    /// Says who reported, wrote and edited.
    ReportingCredit,
    /// Says where a text is from, before the name of an agency.
    AgencyCredit,
}

/// Longest line that is looked at, in bytes.
const LINE_MAX: usize = 480;

impl WordingKind {
    /// Longest line of the kind, in bytes: behind a longer teaser or credit there is text.
    fn longest(self) -> usize {
        match self {
            Self::Teaser | Self::TeaserList | Self::Share | Self::ShareWords | Self::AgencyCredit => 180,
            Self::ReportingCredit => 240,
            Self::Cookie | Self::Newsletter | Self::Copyright => LINE_MAX,
        }
    }
}

/// A part of a wording.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Word(String),
    Name,
    Break,
    Any,
}

/// A wording, ready to be matched.
#[derive(Debug, Clone)]
struct Wording {
    kind: WordingKind,
    parts: Vec<Part>,
    /// Whether a line that ends in a full stop has another meaning.
    unstopped: bool,
}

/// What is looked up of the wordings.
#[derive(Debug, Clone, Default)]
struct Lookup {
    wordings: Vec<Wording>,
    /// Wordings by their first word, and those that begin with a wildcard by their longest word.
    first: HashMap<String, Vec<usize>, FixedState>,
    inner: HashMap<String, Vec<usize>, FixedState>,
    /// For each wording the [`Marks`] of its words.
    marks: Vec<Marks>,
    /// Lengths of the words of `inner` as bits, by the first byte: most words of a line need no look-up.
    lengths: Vec<u64>,
    share_words: Vec<String>,
    /// The words of credits of agencies.
    credit_words: HashSet<String, FixedState>,
}

/// The wordings of a language.
#[derive(Debug, Clone, Default)]
pub struct Wordings {
    rows: Vec<(WordingKind, String)>,
    lookup: OnceLock<Box<Lookup>>,
}

/// A word of a line, or a break between two parts of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct LineWord {
    /// In lower case; empty for a break.
    lower: String,
    capital: bool,
}

fn is_break(c: char) -> bool {
    matches!(c, ':' | '|' | '»' | '›' | '→' | '>' | '–' | '—' | '▶' | '►')
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’' | '©')
}

/// The bytes of words.
const WORD_BYTES: [bool; 256] = {
    let (mut is_word, mut byte) = ([false; 256], 0u8);
    loop {
        is_word[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'\'' || byte >= 0x80;
        if byte == u8::MAX {
            break is_word;
        }
        byte += 1;
    }
};

fn is_word_byte(byte: u8) -> bool {
    WORD_BYTES[usize::from(byte)]
}

/// A run of word bytes without what is no letter at its ends.
fn trimmed(run: &str) -> &str {
    let bytes = run.as_bytes();
    let letter = |byte: &u8| byte.is_ascii_alphabetic();
    match (bytes.first(), bytes.last()) {
        (Some(first), Some(last)) if letter(first) && letter(last) => run,
        _ => run.trim_matches(|c: char| !c.is_alphabetic()),
    }
}

/// Whether a line has the mark of rights, or letters for it.
fn has_copyright_mark(line: &str) -> bool {
    let bytes = line.as_bytes();
    memchr::memchr_iter(b'(', bytes).any(|at| matches!(bytes.get(at + 1..at + 3), Some([b'c' | b'C', b')'])))
        || !line.is_ascii() && line.contains('©')
}

/// A Bloom filter of words, with one bit for each: a line with a wording has the marks of all its words.
#[derive(Debug, Clone, Copy, Default)]
struct Marks([u64; 4]);

impl Marks {
    /// Every mark.
    const ALL: Self = Self([u64::MAX; 4]);

    /// Adds the mark of an ASCII word, by its ends and its length.
    fn add(&mut self, word: &str) {
        let bytes = word.as_bytes();
        let end = |byte: Option<&u8>| usize::from(byte.map_or(0, u8::to_ascii_lowercase));
        let mark = end(bytes.first()) * 7 + end(bytes.last()) * 29 + word.len() * 83;
        if let Some(part) = self.0.get_mut((mark >> 6) & 3) {
            *part |= 1 << (mark & 63);
        }
    }

    /// Whether all marks of `others` are among these.
    fn hold(&self, others: &Self) -> bool {
        self.0.iter().zip(&others.0).all(|(here, there)| there & !here == 0)
    }
}

/// Whether a word is the same however a line is divided into words.
fn is_plain(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether a text begins with `(c)` and has a year; else it numbers something.
fn is_copyright_mark(text: &str) -> bool {
    let year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    text.get(..3).is_some_and(|mark| mark.eq_ignore_ascii_case("(c)"))
        && text.split(|c: char| !c.is_alphanumeric()).any(year)
}

/// The words and breaks of a line, numbers left out.
fn line_words(line: &str) -> Vec<LineWord> {
    let mut words: Vec<LineWord> = Vec::new();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if is_copyright_mark(rest) {
            words.push(LineWord { lower: "©".to_owned(), capital: false });
            rest = rest.get(3..).unwrap_or_default();
        } else if c == '©' {
            words.push(LineWord { lower: "©".to_owned(), capital: false });
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        } else if is_word(c) {
            let end = rest.find(|c| !is_word(c) || c == '©').unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            let word = word.trim_matches(['\'', '’']);
            if word.contains(char::is_alphabetic) {
                let capital = word.starts_with(char::is_uppercase);
                let lower = if word.is_ascii() {
                    word.to_ascii_lowercase()
                } else {
                    word.to_lowercase().replace('’', "'")
                };
                words.push(LineWord { lower, capital });
            }
            rest = after;
        } else {
            let spaced_hyphen = c == '-' && rest.get(1..).is_none_or(|after| after.starts_with(' '));
            let broken = words.last().is_some_and(|last| !last.lower.is_empty());
            if (is_break(c) || spaced_hyphen) && broken {
                words.push(LineWord { lower: String::new(), capital: false });
            }
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    words
}

/// Whether a line ends as a sentence does.
fn is_stopped(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '”', '’', ')', ' ']);
    line.ends_with(['.', ';', ',']) && !line.ends_with("...")
}

impl Wording {
    fn parse(kind: WordingKind, value: &str) -> Self {
        let mut parts = Vec::new();
        let mut unstopped = false;
        for part in value.split_whitespace() {
            match part {
                "*" => parts.push(Part::Any),
                "…" => {
                    parts.push(Part::Any);
                    unstopped = true;
                }
                ":" => parts.push(Part::Break),
                "Name" => parts.push(Part::Name),
                words => parts.extend(line_words(words).into_iter().map(|word| Part::Word(word.lower))),
            }
        }
        Self { kind, parts, unstopped }
    }
}

/// Whether words have the parts of a wording, in order. Wildcards are retried from the last one only, so that no line
/// takes long.
fn matches(parts: &[Part], words: &[LineWord]) -> bool {
    let (mut part, mut word) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while word < words.len() || part < parts.len() {
        let fits = match (parts.get(part), words.get(word)) {
            (Some(Part::Any), _) => {
                retry = Some((part, word));
                part += 1;
                continue;
            }
            (Some(Part::Word(wanted)), Some(there)) => *wanted == there.lower,
            (Some(Part::Name), Some(there)) => there.capital,
            (Some(Part::Break), Some(there)) => there.lower.is_empty(),
            // A break at the end of a line says nothing.
            (None, Some(there)) if there.lower.is_empty() && word + 1 == words.len() => return true,
            _ => false,
        };
        if fits {
            part += 1;
            word += 1;
        } else if let Some((any, from)) = retry.filter(|(_, from)| *from < words.len()) {
            retry = Some((any, from + 1));
            part = any + 1;
            word = from + 1;
        } else {
            return false;
        }
    }
    true
}

/// Lists of wordings that a line may have in common with the table, for which there is room at once.
const LISTS: usize = 8;

impl Lookup {
    fn of(rows: &[(WordingKind, String)]) -> Self {
        let mut lookup = Self { lengths: vec![0; 256], ..Self::default() };
        for (kind, value) in rows {
            if *kind == WordingKind::ShareWords {
                lookup.share_words.extend(value.split_whitespace().map(str::to_owned));
                continue;
            }
            if *kind == WordingKind::AgencyCredit {
                lookup.credit_words.extend(value.split(' ').map(str::to_owned));
            }
            let wording = Wording::parse(*kind, value);
            let number = lookup.wordings.len();
            let words = || {
                wording.parts.iter().filter_map(|part| match part {
                    Part::Word(word) => Some(word),
                    _ => None,
                })
            };
            let mut marks = Marks::default();
            words().filter(|word| is_plain(word)).for_each(|word| marks.add(word));
            lookup.marks.push(marks);
            if let Some(Part::Word(word)) = wording.parts.first() {
                lookup.first.entry(word.clone()).or_default().push(number);
            } else if let Some(longest) = words().rev().max_by_key(|word| (*word == "©", word.len())) {
                // The longest is the rarest, but for the mark of rights.
                let lengths =
                    longest.bytes().next().and_then(|byte| lookup.lengths.get_mut(usize::from(byte)));
                if let Some(lengths) = lengths {
                    *lengths |= 1 << longest.len().min(63);
                }
                lookup.inner.entry(longest.clone()).or_default().push(number);
            }
            lookup.wordings.push(wording);
        }
        lookup
    }

    /// The wordings that a line may have. Bytes are looked at, and only words of the right length are looked up: most
    /// lines are text.
    fn candidates<'l>(&'l self, line: &str) -> Vec<usize> {
        let bytes = line.as_bytes();
        // Of most lines the marks rule all of them out, so nothing is gathered before those are known.
        let mut lists: [&[usize]; LISTS] = [&[]; LISTS];
        let (mut count, mut more) = (0, Vec::new());
        let mut add = |list: Option<&'l Vec<usize>>| match (list, lists.get_mut(count)) {
            (None, _) => {}
            (Some(list), Some(free)) => {
                *free = list;
                count += 1;
            }
            (Some(list), None) => more.extend(list),
        };
        let (mut at, mut first) = (0, true);
        // Of other lines not every word is found below as it is when the wording is looked for.
        let mut marks = if line.is_ascii() { Marks::default() } else { Marks::ALL };
        let mut lower = String::new();
        while at < bytes.len() {
            let run = bytes.get(at..).unwrap_or_default();
            let length = run.iter().position(|byte| !is_word_byte(*byte)).unwrap_or(run.len());
            if length == 0 {
                at += 1;
                continue;
            }
            let word = line.get(at..at + length).unwrap_or_default();
            at += length;
            let word = trimmed(word);
            let Some(byte) = word.bytes().next() else { continue };
            marks.add(word);
            let lengths =
                self.lengths.get(usize::from(byte.to_ascii_lowercase())).copied().unwrap_or_default();
            let inner = (lengths >> word.len().min(63)) & 1 == 1;
            if first || inner {
                if word.is_ascii() {
                    lower.clear();
                    lower.push_str(word);
                    lower.make_ascii_lowercase();
                } else {
                    lower = word.to_lowercase().replace('’', "'");
                }
                if first {
                    add(self.first.get(&lower));
                }
                add(self.inner.get(&lower));
                first = false;
            }
        }
        if has_copyright_mark(line) {
            add(self.first.get("©"));
            add(self.inner.get("©"));
        }
        let all = lists.into_iter().flatten().chain(&more);
        let fits = |number: &&usize| self.marks.get(**number).is_some_and(|wanted| marks.hold(wanted));
        let mut found: Vec<usize> = all.filter(fits).copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether a line has two words or more and all of them are words of buttons.
    fn is_button_row(&self, line: &str) -> bool {
        let mut words = line.split(|c| !is_word(c)).filter(|word| word.contains(char::is_alphabetic));
        let is_button = |word: &str| {
            let same = |known: &String| known.len() == word.len() && known.eq_ignore_ascii_case(word);
            self.share_words.iter().any(same)
        };
        words.next().is_some_and(is_button) && words.next().is_some_and(is_button) && words.all(is_button)
    }
}

impl Wordings {
    /// Adds a row of the language file.
    pub(super) fn push(&mut self, kind: WordingKind, value: String) {
        self.rows.push((kind, value));
        self.lookup = OnceLock::new();
    }

    /// What a line is by its wording; of several the first in the file.
    #[must_use]
    pub fn kind(&self, line: &str) -> Option<WordingKind> {
        if line.len() > LINE_MAX || self.rows.is_empty() {
            return None;
        }
        let lookup = self.lookup.get_or_init(|| Box::new(Lookup::of(&self.rows)));
        let candidates = lookup.candidates(line);
        if candidates.is_empty() {
            return lookup.is_button_row(line).then_some(WordingKind::Share);
        }
        let words = line_words(line);
        let stopped = is_stopped(line);
        let found = candidates
            .into_iter()
            .filter_map(|number| lookup.wordings.get(number))
            .filter(|wording| line.len() <= wording.kind.longest() && !(wording.unstopped && stopped))
            .find(|wording| matches(&wording.parts, &words));
        found.map(|wording| wording.kind).or_else(|| lookup.is_button_row(line).then_some(WordingKind::Share))
    }

    /// Whether a word in lower case stands in credits of agencies.
    #[must_use]
    pub fn is_credit_word(&self, lower: &str) -> bool {
        let lookup = self.lookup.get_or_init(|| Box::new(Lookup::of(&self.rows)));
        lookup.credit_words.contains(lower)
    }

    /// The words of a kind whose values are single words, or begin with one.
    pub fn values(&self, kind: WordingKind) -> impl Iterator<Item = &str> {
        self.rows.iter().filter(move |(of, _)| *of == kind).map(|(_, value)| value.as_str())
    }
}

impl Freeze for Wordings {
    fn freeze(&self, writer: &mut Writer) {
        writer.number(self.rows.len() as u64);
        for (kind, value) in &self.rows {
            writer.text((*kind).into());
            writer.text(value);
        }
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        let mut wordings = Self::default();
        for _ in 0..reader.number()? {
            let kind = reader.text()?.parse().ok();
            let value = reader.text()?.to_owned();
            wordings.rows.extend(kind.map(|kind| (kind, value)));
        }
        Ok(wordings)
    }
}

#[cfg(test)]
mod tests;
