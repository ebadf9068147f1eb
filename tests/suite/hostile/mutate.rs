//! Mutations of seeds, the same for the same number.

use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// Bytes of an input at the most.
const LONGEST: usize = 1 << 14;

/// Bytes at which readers turn.
const TURNS: &[u8] = b"\0\n\r\t\"',;|\\/{}[]<>&#%*:=-+.0129 \x1b\x7f\x80\xbf\xc3\xe2\xed\xf0\xff\xfe";

/// Tokens of the grammars, and what readers have stumbled over elsewhere.
const TOKENS: &[&str] = &[
    "\r\n",
    "\n\n",
    "\"\"",
    "\"",
    "'",
    "---\n",
    "title: ",
    "date: ",
    "text",
    "\\u0000",
    "\\ud800",
    "\\n",
    "null",
    "true",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\t",
    "<p>",
    "</p>",
    "<script>",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "<!--",
    "%",
    "(02 134)125/464",
    "1e999",
    "-1e999",
    "NaN",
    "inf",
    "-0",
    "99999999999999999999",
    "0x1",
    "31/12/2031",
    "2031-02-30",
    "9999-99-99",
    "\u{feff}",
    "\u{2028}",
    "\u{202e}",
    "\u{200b}",
    "\u{ad}",
    "U.S.",
    "“",
    "”",
    "«",
    "…",
    "e\u{301}",
    "İ",
    "ß",
    "\u{1f469}\u{200d}\u{1f52c}",
    "didn't",
    "$",
    "#!",
    "#! id = a",
    "term\tkind\tpolarity\n",
    "cue",
    "amplifier",
    "negator",
    "*",
    "?",
    "a*",
    "_",
    "+",
    "sep=;\n",
    "- ",
    "  - ",
    "&a ",
    "*a",
    "<<: ",
    "|\n",
    ">\n",
    "WEBVTT\n",
    "00:00:01,000 --> 00:00:02,000\n",
    "Document 1 of 2\n",
    "Copyright",
    "http://a.b/c?d=e#f",
    "@a",
    "#a",
    "\x1f\u{8b}",
    "(\u{b5}/",
    "PK\x03\x04",
    "%PDF-",
    "{\\rtf1",
    "sha256",
    "data_offsets",
    "F32",
    "known",
    "centers",
];

/// The `number`-th mutation of the seeds: one of them with up to eight changes.
pub fn mutation(seeds: &[Vec<u8>], number: u64) -> Vec<u8> {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(number);
    let mut bytes = pick(seeds, &mut random).clone();
    for _ in 0..random.gen_range(1..=8) {
        change(&mut bytes, seeds, &mut random);
        bytes.truncate(LONGEST);
    }
    bytes
}

fn pick<'s, T>(from: &'s [T], random: &mut impl Rng) -> &'s T {
    &from[random.gen_range(0..from.len())]
}

fn change(bytes: &mut Vec<u8>, seeds: &[Vec<u8>], random: &mut impl Rng) {
    let at = random.gen_range(0..=bytes.len());
    let length = 1 << random.gen_range(0..10);
    let end = (at + random.gen_range(0..=length)).min(bytes.len());
    match random.gen_range(0..9) {
        0 if at < bytes.len() => bytes[at] ^= 1 << random.gen_range(0..8),
        1 if at < bytes.len() => bytes[at] = *pick(TURNS, random),
        2 => bytes.truncate(at),
        3 => {
            bytes.drain(at..end);
        }
        4 => {
            let piece = bytes[at..end].to_vec();
            let times = random.gen_range(1..=30);
            (0..times).for_each(|_| insert(bytes, at, &piece));
        }
        5 => {
            let other = pick(seeds, random);
            let from = random.gen_range(0..=other.len());
            let piece = &other[from..(from + length).min(other.len())];
            insert(bytes, at, piece);
        }
        6 => {
            let other = pick(seeds, random);
            let from = random.gen_range(0..=other.len());
            bytes.truncate(at);
            bytes.extend_from_slice(&other[from..]);
        }
        7 => {
            let times = if random.gen_range(0..20) == 0 { 500 } else { 1 };
            insert(bytes, at, pick(TOKENS, random).repeat(times).as_bytes());
        }
        _ => insert(bytes, at, pick(TOKENS, random).as_bytes()),
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
    if bytes.len() + piece.len() <= LONGEST {
        bytes.splice(at..at, piece.iter().copied());
    }
}
