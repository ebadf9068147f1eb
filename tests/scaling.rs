//! The work on a text grows with its length and no faster, whatever its shape: allocations, and bytes allocated, are
//! counted at n and at 2n. Time is not looked at; but the longest texts here took minutes where a loop was quadratic
//! without an allocation in it, so that such a loop is noticed as well.
//!
//! A binary of its own, and one test, for the counts are those of the whole process.

#![allow(clippy::unwrap_used, reason = "a test whose files cannot be made or read has failed")]

use standpoint::ingest::{InputOptions, Inputs};
use standpoint::pipeline::Engine;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;
use std::convert::Infallible;
use std::fmt::Write;
use std::fs;
use std::path::Path;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Twice the text may be so much more work.
const MOST: f64 = 2.3;

/// A text of about so many bytes.
type Shape = fn(usize) -> String;

/// A pattern over and over.
fn repeated(pattern: &str, bytes: usize) -> String {
    pattern.repeat(bytes / pattern.len() + 1)
}

/// What `piece` makes of the numbers from 0.
fn numbered(bytes: usize, piece: impl Fn(&mut String, usize)) -> String {
    let mut text = String::with_capacity(bytes + 200);
    let mut number = 0;
    while text.len() < bytes {
        piece(&mut text, number);
        number += 1;
    }
    text
}

/// A number in letters.
fn letters(mut number: usize) -> String {
    let mut name = String::new();
    number += 26;
    while number > 0 {
        name.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    name
}

/// A sentence that no other number has.
fn sentence(text: &mut String, number: usize) {
    let name = letters(number);
    let _ = write!(
        text,
        "The {name} council of Spain praised the {name} plan that France condemned in {number}. "
    );
}

/// Shapes of plain text that were slow, or are likely to be.
const TEXTS: &[(&str, Shape)] = &[
    ("one token", |n| format!("France praised {} Spain.", "x".repeat(n))),
    ("one token in capitals", |n| format!("France praised {} Spain.", "X".repeat(n))),
    ("one token of hexadecimals", |n| format!("France praised {} Spain.", repeated("0a1b2c3d4e5f", n))),
    ("one initialism", |n| repeated("U.", n)),
    ("joiners", |n| repeated("\u{200d}", n)),
    ("blanks that do not break", |n| repeated("\u{a0}", n)),
    ("accents", |n| format!("e{} France praised Spain.", "\u{301}".repeat(n / 2))),
    ("an address", |n| format!("France http://a.b/{} Spain.", "x-".repeat(n / 2))),
    ("hosts and mail", |n| repeated("a.b@c.de/x ", n)),
    ("short words", |n| repeated("a ", n)),
    ("lines of one word", |n| repeated("a\n", n)),
    ("paragraphs of one word", |n| repeated("a\n\n", n)),
    ("marks without words", |n| repeated("- ", n)),
    ("distinct paragraphs", |n| {
        numbered(n, |text, number| {
            sentence(text, number);
            text.push_str("\n\n");
        })
    }),
    ("distinct paragraphs that begin alike", |n| {
        numbered(n, |text, number| {
            let _ = write!(text, "The minister of France praised the plan for the harbour {number}.\n\n");
        })
    }),
    ("paragraphs that repeat", |n| {
        repeated("The minister of France praised the plan for the harbour.\n\n", n)
    }),
    ("lines that are divided", |n| {
        repeated("France praised the govern-\nment of Spain and the har-\nbour ", n)
    }),
    ("one line", |n| repeated("France praised Spain. ", n)),
    ("one sentence", |n| repeated("France praised Spain and ", n)),
    ("one sentence of names", |n| repeated("France, Spain, ", n)),
    ("clauses", |n| repeated("which France said that Spain, because ", n)),
    ("hyphens", |n| repeated("France-", n)),
    ("quotations in quotations", |n| {
        format!("{}France praised Spain.{}", "“".repeat(n / 6), "”".repeat(n / 6))
    }),
    ("quotations without end", |n| repeated("“France said “Spain condemned ", n)),
    ("quotations", |n| repeated("\"France praised Spain,\" it said. ", n)),
    ("brackets without end", |n| repeated("(France praised ", n)),
    ("brackets in brackets", |n| format!("{}France{}", "(".repeat(n / 2), ")".repeat(n / 2))),
    ("names", |n| {
        numbered(n, |text, number| {
            let name = letters(number);
            let _ = write!(text, "Ada Q{name} praised Boris M{name}. ");
        })
    }),
    ("abbreviations that are introduced", |n| repeated("The European Union (EU) met. The EU voted. ", n)),
    ("pronouns", |n| repeated("He said they praised it. ", n)),
    ("pronouns behind a name", |n| {
        format!("Emmanuel Macron spoke. {}", repeated("It said he praised them. ", n))
    }),
    ("descriptions", |n| repeated("The president praised the prime minister. ", n)),
    ("speakers", |n| {
        numbered(n, |text, number| {
            let name = letters(number % 5000).to_uppercase();
            let _ = write!(text, "ADA {name}: We praise France.\n\n");
        })
    }),
    ("headlines", |n| {
        numbered(n, |text, number| {
            let _ = write!(text, "The Plan of Spain {number}\n\n");
        })
    }),
    ("markup", |n| repeated("<b>France</b> praised &amp; ", n)),
    ("tags without end", |n| repeated("<a href=\"", n)),
];

/// Shapes of other formats, by the ending of their files.
const FORMATS: &[(&str, &str, Shape)] = &[
    ("a cell", "csv", |n| format!("id,text\n1,\"{}\"\n", repeated("France praised Spain. ", n))),
    ("a cell of quotation marks", "csv", |n| format!("id,text\n1,\"{}\"\n", "\"\"".repeat(n / 2))),
    ("rows", "csv", |n| format!("text\n{}", repeated("France praised Spain.\n", n))),
    ("columns", "csv", |n| {
        let names = numbered(n, |text, number| {
            let _ = write!(text, "c{number},");
        });
        format!("{names}text\n{}France praised Spain.\n", ",".repeat(names.matches(',').count()))
    }),
    ("a string", "jsonl", |n| {
        format!("{{\"text\": \"{}\"}}\n", repeated("France \\u00e9 praised Spain.\\n", n))
    }),
    ("keys", "jsonl", |n| {
        let keys = numbered(n, |text, number| {
            let _ = write!(text, ", \"k{number}\": 1");
        });
        format!("{{\"text\": \"France praised Spain.\"{keys}}}\n")
    }),
    ("brackets", "jsonl", |n| format!("{{\"text\": \"France praised Spain.\", \"a\": {}}}\n", "[".repeat(n))),
    ("a paragraph", "html", |n| {
        format!("<html><body><p>{}</p>", repeated("France praised Spain for it. ", n))
    }),
    ("paragraphs", "html", |n| {
        format!("<html><body><article>{}", repeated("<p>France praised Spain for it.</p>", n / 4))
    }),
    ("an element in an element", "html", |n| format!("<html><body>{}France", "<div>".repeat(n / 5))),
    ("an attribute", "html", |n| {
        format!("<html><body class='{}'><p>France praised Spain.", "a ".repeat(n / 2))
    }),
    ("emphasis without end", "md", |n| repeated("*a ", n)),
    ("links without end", "md", |n| repeated("[a](", n)),
    ("code without end", "md", |n| {
        numbered(n, |text, number| {
            text.push_str(&"`".repeat(number % 200 + 1));
            text.push_str(" a ");
        })
    }),
    ("quotes", "md", |n| repeated("> ", n)),
    ("lines", "srt", |n| repeated("1\n00:00:01,000 --> 00:00:02,000\nFrance praised Spain.\n\n", n)),
    ("a header", "txt", |n| format!("---\n{}---\nFrance praised Spain.\n", repeated("k: v\n", n))),
];

/// Allocations and allocated bytes of the stances of a file. A text is scored; what is no text may be skipped.
fn work(engine: &Engine, file: &Path) -> [f64; 2] {
    let region = Region::new(ALLOCATOR);
    let inputs = Inputs::open(&[file.to_path_buf()], InputOptions::default()).unwrap();
    let outcome = engine.stance(inputs, |_| Ok::<(), Infallible>(())).unwrap();
    let is_text = file.extension().is_some_and(|ending| ending == "txt");
    assert!(!is_text || outcome.documents == 1, "{:?}", outcome.ledger.skips);
    let stats = region.change();
    [(stats.allocations + stats.reallocations) as f64, stats.bytes_allocated as f64]
}

#[test]
fn twice_the_text_is_twice_the_work() {
    let engine = Engine::shipped().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let of_text = |name: &str, text: &str| {
        let file = folder.path().join(name);
        fs::write(&file, text).unwrap();
        let work = work(&engine, &file);
        fs::remove_file(&file).unwrap();
        work
    };
    // What is made once is made here.
    of_text("first.txt", "France praised Spain.");
    let texts = TEXTS.iter().map(|&(name, shape)| (name, "txt", shape));
    let mut slow = String::new();
    for (name, ending, shape) in texts.chain(FORMATS.iter().copied()) {
        let file = format!("a.{ending}");
        // The first run makes what is made once, such as the words of a language.
        let [_, least, once, twice] = [1, 0, 1, 2].map(|times| of_text(&file, &shape(times * BYTES + 100)));
        for (what, at) in [("allocations", 0), ("bytes", 1)] {
            // A short text may be read as what a longer one is not, and be more work.
            let least = if least[at] < once[at] { least[at] } else { 0.0 };
            let (once, twice) = (once[at] - least, twice[at] - least);
            // Less than this is chance: one growth of a vector more.
            let free = [2000.0, 2_000_000.0][at];
            if twice - free > once * MOST {
                let _ = writeln!(slow, "{ending}, {name}: {once} {what}, and {twice} for twice the text");
            }
        }
    }
    assert!(slow.is_empty(), "{slow}");
    // Far longer than any word; each was quadratic, without an allocation more.
    for (name, shape) in TEXTS.iter().take(6) {
        let work = of_text("long.txt", &shape(2 << 20));
        assert!(work[0] < 100_000.0, "{name}: {work:?}");
    }
}

/// The length of a text; twice as long it is still shorter than the limits.
const BYTES: usize = 40_000;
