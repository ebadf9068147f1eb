//! Tokens: words and numbers with their byte offsets, and the gap before each.
//!
//! A token is a run of letters and digits. It includes an apostrophe between letters (`didn't`, `Russia's`), a point or
//! comma between digits (`24.2`), and the points of an initialism (`U.S.`), but not a hyphen: `US-led` is two tokens
//! with [`Gap::HYPHEN`] between them, so that the name in it is found. Addresses, handles, hashtags and names of files
//! are one token each. A run longer than any word ([`MAX_RUN_CHARS`]) is none: it is passed by, as if it were a mark.

use super::opaque::opaque;
use std::borrow::Cow;
use std::ops::Range;

/// The longest token of letters, in bytes; a longer run of letters is cut into several tokens.
pub const MAX_TOKEN_BYTES: usize = 128;

/// The longest run of letters and digits, or address, that is read, in characters: longer ones (hex dumps, DNA, base64)
/// are passed by whole.
pub const MAX_RUN_CHARS: usize = 1000;

/// The text between a token and the one before it, as a set of character classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Gap(pub u8);

impl Gap {
    /// White space.
    pub const SPACE: u8 = 1;
    /// A hyphen with no space around it.
    pub const HYPHEN: u8 = 2;
    /// A comma.
    pub const COMMA: u8 = 4;
    /// `;`, `:`, a dash, a bracket.
    pub const BREAK: u8 = 8;
    /// A quotation mark.
    pub const QUOTE: u8 = 16;
    /// `.`, `!`, `?` or an ellipsis.
    pub const STOP: u8 = 32;
    /// Two line ends or more.
    pub const PARAGRAPH: u8 = 64;
    /// Anything else.
    pub const OTHER: u8 = 128;

    /// Whether it contains any of `kinds`.
    #[must_use]
    #[inline]
    pub fn has(self, kinds: u8) -> bool {
        self.0 & kinds != 0
    }

    /// Whether a phrase may continue across the gap: it is empty, white space or a hyphen.
    #[must_use]
    #[inline]
    pub fn joins(self) -> bool {
        self.0 & !(Self::SPACE | Self::HYPHEN) == 0
    }

    /// Whether it may couple two names: it is a dash (or bracket) without white space.
    #[must_use]
    #[inline]
    pub fn couples(self) -> bool {
        self.0 == Self::BREAK
    }
}

/// A token of a document. Offsets are bytes of the scored text, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Index of the word form in the [`WordTable`](super::WordTable) that tokenised it.
    pub word: u32,
    /// The gap before it.
    pub gap: Gap,
}

const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const HIGH: u8 = 3;

/// Class of each byte: 0 gap, 1 ASCII letter, 2 digit, 3 part of a longer UTF-8 sequence.
static BYTE_CLASS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => DIGIT,
            0x80..=0xff => HIGH,
            _ => 0,
        };
        byte += 1;
    }
    table
};

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..).and_then(|rest| rest.chars().next())
}

/// Whether a character that is not ASCII belongs to a word: letters, digits and the marks that combine with them.
fn is_word_char(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{ad}')
        || is_sign(c)
}

/// Whether it is a sign inside the words of an Indic script that Unicode does not count as alphabetic: virama or nukta.
pub(super) fn is_sign(c: char) -> bool {
    // Each script has a block of 128 code points from Devanagari to Malayalam, with these signs in the same place.
    matches!(c, '\u{900}'..='\u{d7f}') && matches!(u32::from(c) & 0x7f, 0x3c | 0x4d)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02bc}')
}

/// The end of the initialism (`U.S.`, `U.A.E`) that starts at `start`, if one does: at least two single letters, each
/// followed by a point, optional after the last. Of a longer one, no more than `most` bytes are looked at.
fn initialism_end(bytes: &[u8], start: usize, most: usize) -> Option<usize> {
    let letter = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_alphabetic);
    let point = |i: usize| bytes.get(i) == Some(&b'.');
    let mut end = start;
    let mut letters = 0;
    while letter(end) && point(end + 1) {
        end += 2;
        letters += 1;
        if end - start >= most {
            return Some(end);
        }
    }
    if letters == 0 {
        return None;
    }
    let word_goes_on = bytes.get(end).is_some_and(|b| BYTE_CLASS[*b as usize] != 0);
    if word_goes_on {
        // `U.S` before a space is an initialism too; `e.gov` and `p.m.Monday` are not.
        let next_ends = bytes.get(end + 1).is_none_or(|b| BYTE_CLASS[*b as usize] == 0);
        return (letter(end) && next_ends).then_some(end + 1);
    }
    (letters >= 2).then_some(end)
}

/// Calls `emit(start, end, gap)` for every token of `text`, in order, in one pass. Returns the number of runs that were
/// passed by because they are longer than [`MAX_RUN_CHARS`].
pub fn tokenize_with(text: &str, mut emit: impl FnMut(usize, usize, Gap)) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut gap = 0u8;
    let mut newlines = 0u8;
    let mut passed = 0;
    let mut opaque = opaque(text);
    let mut next = opaque.next();
    while at < bytes.len() {
        let limit = next.as_ref().map_or(bytes.len(), |next| next.start);
        if at == limit
            && let Some(token) = next
        {
            if is_too_long(text, &token) {
                passed += 1;
                gap |= Gap::OTHER;
            } else {
                emit(token.start, token.end, Gap(gap));
                gap = 0;
            }
            at = token.end;
            newlines = 0;
            next = opaque.next();
            continue;
        }
        let class = BYTE_CLASS[bytes[at] as usize];
        if bytes[at] == b' ' {
            gap |= Gap::SPACE;
            at += 1;
            continue;
        }
        if class == 0 {
            gap |= match bytes[at] {
                b'\t' | b'\r' => Gap::SPACE,
                b'\n' => {
                    newlines = newlines.saturating_add(1);
                    if newlines > 1 { Gap::SPACE | Gap::PARAGRAPH } else { Gap::SPACE }
                }
                b'-' => hyphen_or_dash(text, at),
                b',' => Gap::COMMA,
                b';' | b':' | b'(' | b')' | b'[' | b']' => Gap::BREAK,
                b'"' | b'\'' => Gap::QUOTE,
                b'.' | b'!' | b'?' => Gap::STOP,
                _ => Gap::OTHER,
            };
            at += 1;
            continue;
        }
        if class == HIGH {
            let Some(c) = char_at(text, at) else { break };
            if !is_word_char(c) {
                gap |= match c {
                    '\u{2018}' | '\u{2019}' | '\u{201a}'..='\u{201f}' | '\u{ab}' | '\u{bb}' => Gap::QUOTE,
                    '\u{2010}' | '\u{2011}' => hyphen_or_dash(text, at),
                    '\u{2012}'..='\u{2015}' => Gap::BREAK,
                    '\u{2026}' => Gap::STOP,
                    '\u{2028}' | '\u{2029}' => Gap::SPACE | Gap::PARAGRAPH,
                    c if c.is_whitespace() => Gap::SPACE,
                    _ => Gap::OTHER,
                };
                at += c.len_utf8();
                continue;
            }
        }
        if class == LETTER {
            // Most tokens are letters only, followed by a blank.
            let window = &bytes[at..bytes.len().min(at + MAX_TOKEN_BYTES)];
            let run = window.iter().take_while(|byte| BYTE_CLASS[**byte as usize] == LETTER).count();
            if run < MAX_TOKEN_BYTES && bytes.get(at + run) == Some(&b' ') && at + run < limit {
                emit(at, at + run, Gap(gap));
                at += run + 1;
                gap = Gap::SPACE;
                newlines = 0;
                continue;
            }
        }
        let end = token_end(text, at, MAX_TOKEN_BYTES).min(limit);
        if end - at >= MAX_TOKEN_BYTES {
            // A character has at most four bytes. What is left of a run that is cut is always short enough.
            let end = token_end(text, at, 4 * MAX_RUN_CHARS + 1).min(limit);
            if is_too_long(text, &(at..end)) {
                passed += 1;
                gap |= Gap::OTHER;
                at = token_end(text, at, usize::MAX).min(limit);
                newlines = 0;
                continue;
            }
        }
        emit(at, end, Gap(gap));
        at = end;
        gap = 0;
        newlines = 0;
    }
    passed
}

/// Whether it has more characters than [`MAX_RUN_CHARS`].
fn is_too_long(text: &str, run: &Range<usize>) -> bool {
    run.len() > MAX_RUN_CHARS
        && text.get(run.clone()).is_some_and(|run| run.chars().nth(MAX_RUN_CHARS).is_some())
}

/// A hyphen joins two words; with space on either side it is a dash.
fn hyphen_or_dash(text: &str, at: usize) -> u8 {
    let is_word = |c: Option<char>| c.is_some_and(|c| is_word_char(c) || c == '.');
    let before = text.get(..at).and_then(|t| t.chars().next_back());
    let after = text.get(at..).and_then(|t| t.chars().nth(1));
    if is_word(before) && is_word(after) { Gap::HYPHEN } else { Gap::BREAK }
}

/// The end of the run that starts at `start`, or where it has `most` bytes.
fn token_end(text: &str, start: usize, most: usize) -> usize {
    let bytes = text.as_bytes();
    if BYTE_CLASS[bytes[start] as usize] == LETTER
        && bytes.get(start + 1) == Some(&b'.')
        && let Some(end) = initialism_end(bytes, start, most)
    {
        return end.min(start.saturating_add(most));
    }
    let limit = start.saturating_add(most);
    let mut at = start;
    let mut letter_before = false;
    let mut digit_before = false;
    while at < bytes.len() {
        let byte = bytes[at];
        match BYTE_CLASS[byte as usize] {
            LETTER => {
                at += 1;
                (letter_before, digit_before) = (true, false);
            }
            DIGIT => {
                at += 1;
                (letter_before, digit_before) = (false, true);
            }
            HIGH => {
                let Some(c) = char_at(text, at) else { break };
                if is_word_char(c) {
                    at += c.len_utf8();
                    (letter_before, digit_before) = (true, false);
                } else if is_apostrophe(c) && letter_before && letter_at(text, at + c.len_utf8()) {
                    at += c.len_utf8();
                } else {
                    break;
                }
            }
            _ if byte == b'\'' && letter_before && letter_at(text, at + 1) => at += 1,
            _ if (byte == b'.' || byte == b',')
                && digit_before
                && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) =>
            {
                at += 1;
            }
            _ => break,
        }
        if at >= limit {
            break;
        }
    }
    at
}

fn letter_at(text: &str, at: usize) -> bool {
    char_at(text, at).is_some_and(char::is_alphabetic)
}

/// The tokens of `text` as byte ranges.
#[must_use]
pub fn tokenize(text: &str) -> Vec<Range<usize>> {
    let mut tokens = Vec::new();
    tokenize_with(text, |start, end, _| tokens.push(start..end));
    tokens
}

/// The normal form of a token, for look-ups: apostrophes straightened, a possessive `'s` and the last point of an
/// initialism removed, soft hyphens and joiners dropped. The second value is whether there was a possessive.
#[must_use]
pub fn normalize(token: &str) -> (Cow<'_, str>, bool) {
    let plain = token.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'\'' || byte == b'.');
    let mut form: Cow<'_, str> = if plain {
        Cow::Borrowed(token)
    } else {
        token
            .chars()
            .filter(|c| !matches!(c, '\u{200c}' | '\u{200d}' | '\u{ad}'))
            .map(|c| if is_apostrophe(c) { '\'' } else { c })
            .collect::<String>()
            .into()
    };
    let possessive = form.len() > 2 && (form.ends_with("'s") || form.ends_with("'S"));
    let mut end = form.len() - if possessive { 2 } else { 0 };
    if form.get(..end).is_some_and(|kept| kept.ends_with('.')) {
        end -= 1;
    }
    match &mut form {
        Cow::Borrowed(text) => *text = text.get(..end).unwrap_or(text),
        Cow::Owned(text) => text.truncate(end),
    }
    (form, possessive)
}

/// `text` in lower case.
#[must_use]
pub fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn words_numbers_and_initialisms() {
        assert_eq!(
            words("The U.S. didn't pay $12,7 or 24.2."),
            ["The", "U.S.", "didn't", "pay", "12,7", "or", "24.2"]
        );
        assert_eq!(words("Russia’s US-led plan"), ["Russia’s", "US", "led", "plan"]);
        assert_eq!(words("at 5 p.m. Monday, A. Smith"), ["at", "5", "p.m.", "Monday", "A", "Smith"]);
        assert_eq!(words("Ель и Åland"), ["Ель", "и", "Åland"]);
        assert_eq!(words("தமிழ் நாடு, हिन्दी"), ["தமிழ்", "நாடு", "हिन्दी"]);
        assert_eq!(words("'quoted' rock'n'roll"), ["quoted", "rock'n'roll"]);
    }

    #[test]
    fn gaps_say_what_stands_between() {
        let mut gaps = Vec::new();
        tokenize_with("a-b, c - d\n\n“e”", |_, _, gap| gaps.push(gap));
        assert_eq!(gaps[1], Gap(Gap::HYPHEN));
        assert_eq!(gaps[2], Gap(Gap::COMMA | Gap::SPACE));
        assert_eq!(gaps[3], Gap(Gap::SPACE | Gap::BREAK));
        assert!(gaps[4].has(Gap::PARAGRAPH) && gaps[4].has(Gap::QUOTE));
    }

    #[test]
    fn normal_forms() {
        assert_eq!(normalize("Russia’s"), ("Russia".into(), true));
        assert_eq!(normalize("U.S."), ("U.S".into(), false));
        assert_eq!(normalize("didn’t"), ("didn't".into(), false));
    }

    #[test]
    fn a_long_run_is_cut_and_a_longer_one_is_passed_by() {
        let mut found = Vec::new();
        for run in ["x", "U.", "ж", "1,", "\u{10400}", "e\u{301}", "x'"] {
            let times = |chars: usize| run.repeat(chars / run.chars().count());
            let long = tokenize(&times(MAX_RUN_CHARS));
            assert!(!long.is_empty() && long.iter().all(|r| r.len() < MAX_TOKEN_BYTES + 4), "{run}");
            for chars in [MAX_RUN_CHARS + 2, 30 * MAX_RUN_CHARS] {
                let text = format!("Northland {} praised", times(chars));
                found.clear();
                let passed = tokenize_with(&text, |start, end, gap| found.push((start..end, gap)));
                let words: Vec<&str> = found.iter().map(|(range, _)| &text[range.clone()]).collect();
                assert_eq!((passed, words.as_slice()), (1, &["Northland", "praised"][..]), "{run} {chars}");
                assert!(!found[1].1.joins(), "what is passed by parts the words around it");
            }
        }
    }

    #[test]
    fn addresses_handles_and_names_of_files_are_one_token_each() {
        assert_eq!(
            words("See https://wire.example/world/union-warns, @UN and a_war.pdf; the U.S. and/or 24/7."),
            [
                "See",
                "https://wire.example/world/union-warns",
                "@UN",
                "and",
                "a_war.pdf",
                "the",
                "U.S.",
                "and",
                "or",
                "24",
                "7"
            ]
        );
        let address = |times| format!("www.wire.example/{}", "war-".repeat(times));
        assert_eq!(words(&address(200)).len(), 1);
        assert_eq!(tokenize_with(&address(500), |_, _, _| {}), 1);
    }

    proptest! {
        #[test]
        fn tokens_plus_gaps_give_the_text_back(text in any::<String>()) {
            let mut rebuilt = String::new();
            let mut last = 0;
            for range in tokenize(&text) {
                prop_assert!(range.start >= last && range.end > range.start);
                rebuilt.push_str(&text[last..range.start]);
                rebuilt.push_str(&text[range.clone()]);
                last = range.end;
            }
            rebuilt.push_str(&text[last..]);
            prop_assert_eq!(rebuilt, text);
        }

        #[test]
        fn no_letter_is_lost_in_a_gap(text in "[a-zA-Z0-9 .,'’“”é-]{0,80}") {
            let mut last = 0;
            for range in tokenize(&text) {
                prop_assert!(!text[last..range.start].chars().any(char::is_alphanumeric));
                last = range.end;
            }
            prop_assert!(!text[last..].chars().any(char::is_alphanumeric));
        }
    }
}
