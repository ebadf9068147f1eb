//! What reads foreign bytes, and the laws that hold whatever they are. Each target takes bytes, panics if a law does not
//! hold, and returns how many things it could read. The mutation test runs them, and so does `cargo fuzz` (`fuzz/`).

use standpoint::actors::{Registry, foreign as foreign_actors, to_file};
use standpoint::index::Knowledge;
use standpoint::ingest::{
    Article, CleanUpRule, Context, Decoding, InputOptions, Inputs, Item, Metadata, Offsets, Origin, Payload,
    Raw, RuleSet, Skip, load,
};
use standpoint::lexicon::foreign::{self, ForeignFormat, ForeignOptions, WordSide};
use standpoint::lexicon::{LearnedTable, Lexicon, Source};
use standpoint::text::{Document, Part, Section, WordTable, tokenize};
use standpoint::topics::TopicModel;
use standpoint::tsv::Located;
use std::error::Error;
use std::fs;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::LazyLock;
use tempfile::TempDir;

/// A target by its name. It returns the number of things that were read.
pub type Target = (&'static str, fn(&[u8]) -> usize);

/// All targets.
pub const TARGETS: [Target; 8] = [
    ("tokenize", tokens),
    ("clean_up", clean_up),
    ("table", table),
    ("json_lines", json_lines),
    ("front_matter", front_matter),
    ("tsv", tsv),
    ("foreign_lexicon", foreign_lexicon),
    ("model", model),
];

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| standpoint::shipped::knowledge().unwrap());

fn is_within(range: &Range<usize>, text: &str) -> bool {
    range.start <= range.end && text.get(range.clone()).is_some()
}

/// Tokens, sentences and quotations are ranges of the text, in order; every token is in one sentence.
pub fn tokens(bytes: &[u8]) -> usize {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut at = 0;
    for token in tokenize(&text) {
        assert!(token.start >= at && token.end > token.start && is_within(&token, &text), "token {token:?}");
        at = token.end;
    }
    let mut words = WordTable::new(&KNOWLEDGE.symbols, &KNOWLEDGE.language, None);
    let sections = [Section { part: Part::Body, range: 0..text.len() }];
    let document = Document::new(text, &sections, &mut words);
    hold_in(&document);
    document.tokens.len()
}

fn hold_in(document: &Document) {
    let Document { text, tokens, sentences, quotations, .. } = document;
    assert!(tokens.len() <= text.len());
    let (mut token, mut byte) = (0, 0);
    for sentence in sentences {
        assert!(is_within(&sentence.range, text) && sentence.range.start >= byte, "{sentence:?}");
        assert!(sentence.tokens.start == token && sentence.tokens.end >= token, "{sentence:?}");
        for token in &tokens[sentence.tokens.clone()] {
            let within =
                token.start as usize >= sentence.range.start && token.end as usize <= sentence.range.end;
            assert!(within, "{token:?} is outside of {sentence:?}");
        }
        (token, byte) = (sentence.tokens.end, sentence.range.end);
    }
    assert_eq!(token, tokens.len(), "tokens outside of sentences");
    let mut byte = 0;
    for quotation in quotations {
        assert!(is_within(&quotation.range, text) && quotation.range.start >= byte, "{quotation:?}");
        byte = quotation.range.end;
    }
}

/// The scored text is made of stretches of the source; its parts and offsets are within it.
pub fn clean_up(bytes: &[u8]) -> usize {
    let mut read = 0;
    let none = CleanUpRule::ALL.into_iter().fold(RuleSet::default(), RuleSet::without);
    for (lossy, rules) in [(false, RuleSet::default()), (true, RuleSet::default()), (true, none)] {
        let decoding = Decoding::new(None, lossy).unwrap();
        match load(raw(bytes), &decoding, rules, &KNOWLEDGE.language) {
            Ok(article) => {
                hold_of(&article);
                read += 1;
            }
            Err(skip) => told(&skip),
        }
    }
    read
}

fn raw(bytes: &[u8]) -> Raw {
    Raw {
        doc_id: "a".into(),
        path: "in/a.txt".into(),
        row: None,
        payload: Payload::Bytes(bytes.to_vec()),
        metadata: Metadata::default(),
        context: Context::default(),
    }
}

fn hold_of(article: &Article) {
    let Article { text, source, sections, pieces, metadata, .. } = article;
    for section in sections {
        assert!(is_within(&section.range, text), "{section:?}");
    }
    let ends = pieces.iter().skip(1).map(|piece| piece.at).chain([text.len()]);
    for (piece, end) in pieces.iter().zip(ends) {
        assert!(is_within(&(piece.at..end), text), "{piece:?}");
        if piece.origin == Origin::Source {
            let stretch = text[piece.at..end].trim_end();
            let from = source.get(piece.from..).unwrap_or_default();
            assert!(from.starts_with(stretch), "{piece:?}: {stretch:?} is not in the source there");
        }
    }
    let points = source.chars().count().max(text.chars().count());
    let offsets = Offsets::new(article);
    for token in tokenize(text) {
        let (start, end) = offsets.range(&token);
        assert!(start <= end && end <= points, "{token:?} is {start}..{end} of {points}");
    }
    for field in [&metadata.title, &metadata.standfirst, &metadata.source, &metadata.author] {
        assert!(field.as_deref().is_none_or(|text| !text.is_empty() && !text.contains(['\n', '\r'])));
    }
}

/// A skip says where it is.
fn told(skip: &Skip) {
    assert!(!skip.path.is_empty() && skip.row != Some(0), "{skip:?}");
}

thread_local! {
    static FOLDER: TempDir = tempfile::tempdir().unwrap();
}

/// The documents of a file with this ending: rows ascend, and there are no more of them than bytes.
fn documents(ending: &str, bytes: &[u8], lines: bool) -> usize {
    let path: PathBuf = FOLDER.with(|folder| folder.path().join("a").with_extension(ending));
    fs::write(&path, bytes).unwrap();
    let inputs = Inputs::open(&[path], InputOptions { lines, ..InputOptions::default() }).unwrap();
    let (mut row, mut items, mut read) = (0, 0, 0);
    for item in inputs {
        items += 1;
        match item {
            Item::Document(raw) => {
                assert!(raw.row.is_none_or(|found| found > row), "row {:?} after {row}", raw.row);
                row = raw.row.unwrap_or(row);
                match load(*raw, &Decoding::default(), RuleSet::default(), &KNOWLEDGE.language) {
                    Ok(article) => {
                        hold_of(&article);
                        read += 1;
                    }
                    Err(skip) => told(&skip),
                }
            }
            Item::Skip(skip) => told(&skip),
            Item::AsRead(_) | Item::Wrong(_) => {}
        }
    }
    assert!(items <= bytes.len() + 2, "{items} items of {} bytes", bytes.len());
    read
}

/// Tables of any delimiter.
pub fn table(bytes: &[u8]) -> usize {
    documents(if bytes.len().is_multiple_of(3) { "tsv" } else { "csv" }, bytes, false)
}

/// JSON lines, JSON, and lines of text, by what the bytes begin with.
pub fn json_lines(bytes: &[u8]) -> usize {
    match bytes.first() {
        Some(b'{') if bytes.contains(&b'\n') => documents("jsonl", bytes, false),
        Some(b'{' | b'[') => documents("json", bytes, false),
        _ => documents("txt", bytes, true),
    }
}

/// Front matter, Markdown, subtitles and downloads of press databases, by what the bytes begin with.
pub fn front_matter(bytes: &[u8]) -> usize {
    let ending = match bytes {
        [b'#' | b'*', ..] => "md",
        [b'1' | b'W', ..] => "srt",
        _ => "txt",
    };
    documents(ending, bytes, false)
}

/// An error about a file says its path, and its line if it is about one.
fn placed<E: Error + 'static>(error: &Located<E>, text: &str) {
    // Lines may end in any way, and differently in one file.
    let lines = text.matches(['\n', '\r']).count() as u64 + 1;
    assert_eq!(error.path, "a.tsv");
    assert!(error.line.is_none_or(|line| 0 < line && line <= lines), "{error} of {lines} lines");
}

/// Lexicons, learned tables and actor files of our own.
pub fn tsv(bytes: &[u8]) -> usize {
    let mut read = 0;
    let text = String::from_utf8_lossy(bytes);
    let mut registry = Registry::default();
    match registry.layer("a.tsv", &text) {
        Ok(()) => {
            assert!(registry.aliases().count() <= text.len());
            read += 1;
        }
        Err(error) => placed(&error, &text),
    }
    let mut lenient = Registry::default();
    match lenient.layer_lenient("a.tsv", &text) {
        Ok(errors) => errors.iter().for_each(|error| placed(error, &text)),
        Err(error) => placed(&error, &text),
    }
    let mut lexicon = Lexicon::default();
    match lexicon.layer("a.tsv", &text) {
        Ok(()) => {
            for entry in lexicon.entries() {
                let numbers = [entry.polarity, entry.agent, entry.patient, entry.relation, entry.factor];
                assert!(numbers.iter().all(|number| number.is_finite()), "{entry:?}");
            }
            read += 1;
        }
        Err(error) => placed(&error, &text),
    }
    let mut learned = LearnedTable::default();
    match learned.layer("a.tsv", &text) {
        Ok(()) => {
            assert!(learned.rows().all(|row| row.favourable.is_finite() && row.critical.is_finite()));
            read += 1;
        }
        Err(error) => placed(&error, &text),
    }
    match Source::new("a.tsv", bytes.to_vec()) {
        Ok(_) => read += 1,
        Err(error) => placed(&error, &text),
    }
    read
}

/// Lexicons and actor lists of other tools: what is imported can be layered.
pub fn foreign_lexicon(bytes: &[u8]) -> usize {
    let mut read = 0;
    let text = String::from_utf8_lossy(bytes);
    // A format that is detected may still be refused; that it is looked for is part of the target.
    let _ = foreign::detect_bytes("a.tsv", bytes);
    for side in [None, Some(WordSide::Critical)] {
        let options = ForeignOptions { side, ..ForeignOptions::default() };
        for &format in ForeignFormat::ALL {
            let imported = match foreign::read(format, "a.tsv", bytes, &options) {
                Ok(imported) => imported,
                Err(error) => {
                    placed(&error, &text);
                    continue;
                }
            };
            read += 1;
            let in_range = |polarity: f64| polarity.abs() <= 3.0 && polarity != 0.0;
            assert!(imported.entries.iter().all(|entry| in_range(entry.polarity) && entry.line > 0));
            let native = foreign::to_native(&imported, "a", "b");
            if let Err(error) = Lexicon::default().layer("a.tsv", &native) {
                panic!("{format:?} becomes a lexicon that is refused: {error}\n{native}");
            }
        }
    }
    for &format in foreign_actors::ActorFormat::ALL {
        match foreign_actors::read(format, "a.tsv", &text, &KNOWLEDGE.registry) {
            Ok(imported) => {
                assert!(imported.notes.iter().all(|(line, _)| *line > 0));
                let native = to_file(&imported.rows, "a", "b");
                if let Err(error) = Registry::default().layer("a.tsv", &native) {
                    panic!("{format:?} becomes actors that are refused: {error}\n{native}");
                }
                read += 1;
            }
            Err(error) => placed(&error, &text),
        }
    }
    read
}

/// A topic model: what is read assigns documents without a number that is none.
pub fn model(bytes: &[u8]) -> usize {
    let mut read = 0;
    let signed = signed(bytes);
    for bytes in std::iter::once(bytes).chain(signed.as_deref()) {
        let model = match TopicModel::from_bytes("a.tsv", bytes) {
            Ok(model) => model,
            Err(error) => {
                placed(&error, "");
                continue;
            }
        };
        let row = |many: usize| {
            let stems = model.stems.iter().take(many).map(|stem| (&**stem, 2));
            model.columns().row(stems.chain([("elsewhere", 1)]))
        };
        for many in [0, 1, 5, usize::MAX] {
            if let Some(found) = model.assign(&row(many)) {
                assert!(found.topic < model.k() && (0.0..=1.0).contains(&found.strength), "{found:?}");
            }
        }
        assert_eq!(TopicModel::from_bytes("a.tsv", &model.to_bytes().unwrap()).unwrap(), model);
        read += 1;
    }
    read
}

/// The model with the checksum of what it holds, so that more than the checksum is tried.
fn signed(bytes: &[u8]) -> Option<Vec<u8>> {
    let length = u64::from_le_bytes(bytes.get(..8)?.try_into().ok()?);
    let data = 8usize.checked_add(usize::try_from(length).ok()?)?;
    let mut header: serde_json::Value = serde_json::from_slice(bytes.get(8..data)?).ok()?;
    let about = header.get("__metadata__")?.get("standpoint")?.as_str()?.to_owned();
    let at = about.rfind("\"sha256\":\"")? + "\"sha256\":\"".len();
    let unsigned = format!("{}{}", about.get(..at)?, about.get(at + 64..)?);
    let mut all = unsigned.clone().into_bytes();
    for name in ["axes", "boilerplate", "centers", "document_frequency", "known", "scales", "topics", "words"]
    {
        let offsets = header.get(name)?.get("data_offsets")?;
        let offset = |at: usize| usize::try_from(offsets.get(at)?.as_u64()?).ok()?.checked_add(data);
        all.extend_from_slice(bytes.get(offset(0)?..offset(1)?)?);
    }
    let hash = standpoint::tsv::sha256(&all);
    let about = format!("{}{hash}{}", unsigned.get(..at)?, unsigned.get(at..)?);
    *header.get_mut("__metadata__")?.get_mut("standpoint")? = serde_json::Value::String(about);
    let mut text = serde_json::to_vec(&header).ok()?;
    text.resize(text.len().next_multiple_of(8), b' ');
    let mut signed = (text.len() as u64).to_le_bytes().to_vec();
    signed.extend_from_slice(&text);
    signed.extend_from_slice(bytes.get(data..)?);
    Some(signed)
}
