//! `standpoint lexicon check`: reports errors and ineffective entries of lexicons.

use super::arguments::LexiconCheck;
use super::exit::{Failure, Success};
use super::knowledge::{layer, layer_learned, say_imported, shipped};
use super::messages::Messages;
use super::print::print;
use super::setup::{self, usage};
use super::{interrupt, verdict};
use standpoint::index::{self, Knowledge};
use standpoint::ingest::counted;
use standpoint::lexicon::{Content, Entry, Kind, LearnedTable, Lexicon, PairTable, Source, check};
use standpoint::pipeline::{Coverage, Engine, Settings};
use standpoint::tsv::FileInfo;
use std::fmt::Write;
use std::sync::Arc;

/// Number of most frequent entries listed.
const FREQUENT: usize = 10;

pub fn run(options: &LexiconCheck, messages: &Messages) -> Result<Success, Failure> {
    let sources = read(options, messages)?;
    let is_learned = |source: &Source| matches!(source.content, Content::Learned(_) | Content::Pairs(_));
    // A learned table alone is checked with the shipped lexicon, which itself is then not checked.
    let lexicon_is_asked = sources.is_empty() || !sources.iter().all(is_learned);
    let mut lexicon = Lexicon::default();
    let mut learned = LearnedTable::default();
    if sources.is_empty() || !lexicon_is_asked {
        lexicon = shipped()?.lexicon;
    }
    if sources.is_empty() {
        learned = shipped()?.learned;
    }
    layer(&mut lexicon, &sources)?;
    layer_learned(&mut learned, &sources)?;
    let mut pairs = PairTable::default();
    for source in &sources {
        if let Content::Pairs(text) = &source.content {
            pairs.layer(&source.path, text).map_err(usage)?;
        }
    }
    let shipped = shipped()?;
    let registry = shipped.registry.clone();
    let knowledge = Arc::new(shipped.with(registry, lexicon, learned).map_err(usage)?);

    let mut text = String::new();
    let mut findings = index::check_learned(&knowledge);
    if lexicon_is_asked {
        for (number, file) in knowledge.lexicon.files().iter().enumerate() {
            describe(&mut text, file, &kinds(&knowledge.lexicon, number));
        }
        findings.extend(check(&knowledge.lexicon));
        findings.extend(index::check(&knowledge));
    }
    for (number, file) in knowledge.learned.files().iter().enumerate() {
        let rows = knowledge.learned.rows().filter(|row| row.file == number).count();
        let rows = counted(rows, "learned row");
        describe(&mut text, file, &format!("{rows}, {}", beside(file, &knowledge.lexicon, &sources)?));
    }
    for file in pairs.files() {
        describe(&mut text, file, &counted(pairs.len(), "learned row of pairs"));
    }
    findings.sort();
    for finding in &findings {
        let _ = writeln!(text, "{}:{}: {}", finding.path, finding.line, finding.message);
    }
    let entries = if lexicon_is_asked { knowledge.lexicon.entries().count() } else { 0 };
    let _ = writeln!(text, "{}, {}", counted(entries, "entry"), counted(findings.len(), "finding"));
    if options.corpus.is_empty() {
        return print(&text).map(|()| Success::Done);
    }
    let success = count(options, &knowledge, &mut text, messages)?;
    print(&text).map(|()| success)
}

fn read(options: &LexiconCheck, messages: &Messages) -> Result<Vec<Source>, Failure> {
    let mut sources = Vec::new();
    for file in &options.files {
        let source = Source::read(file).map_err(usage)?;
        if let Content::Foreign { format, imported, .. } = &source.content {
            say_imported(&source.path, *format, imported, messages);
        }
        sources.push(source);
    }
    Ok(sources)
}

fn describe(text: &mut String, file: &FileInfo, holds: &str) {
    let license = if file.license.is_empty() {
        "no licence stated".to_owned()
    } else {
        format!("licence: {}", file.license)
    };
    let _ = writeln!(text, "{}: {}, {license}, {holds}", file.path, file.id);
}

/// The number of entries of a file by kind.
fn kinds(lexicon: &Lexicon, file: usize) -> String {
    let count =
        |fits: &dyn Fn(&Entry<'_>) -> bool| lexicon.entries().filter(|e| e.file == file && fits(e)).count();
    let all = count(&|_| true);
    let kinds = Kind::ALL.iter().map(|&kind| (kind, count(&|entry| entry.kind == kind)));
    let kinds: Vec<String> =
        kinds.filter(|kind| kind.1 > 0).map(|(kind, count)| format!("{count} {}", kind.name())).collect();
    match kinds.as_slice() {
        [] => counted(all, "entry"),
        kinds => format!("{} ({})", counted(all, "entry"), kinds.join(", ")),
    }
}

/// Whether a learned table was fitted with `lexicon`, or with the `sources` layered over the shipped one.
fn beside(file: &FileInfo, lexicon: &Lexicon, sources: &[Source]) -> Result<&'static str, Failure> {
    let Some(hash) = file.keys.get("beside") else {
        return Ok("does not say beside which lexicon it was fitted");
    };
    let mut layered = shipped()?.lexicon;
    layer(&mut layered, sources)?;
    let fits = *hash == lexicon.sha256() || *hash == layered.sha256();
    Ok(if fits { "fitted beside this lexicon" } else { "fitted beside another lexicon" })
}

/// Counts the entries in the texts of --corpus.
fn count(
    options: &LexiconCheck,
    knowledge: &Arc<Knowledge>,
    text: &mut String,
    messages: &Messages,
) -> Result<Success, Failure> {
    let inputs = setup::corpus(&options.corpus)?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let settings = Settings { threads, ..Settings::new(knowledge) };
    let engine = Engine::new(Arc::clone(knowledge), settings).with_interrupt(interrupt::watch());
    let (found, outcome) = engine.coverage(inputs)?;
    messages.ledger(&outcome.ledger);
    let success = verdict::verdict_on(&outcome, &options.corpus, false)?;
    report(text, &found, outcome.documents, knowledge);
    Ok(success)
}

fn report(text: &mut String, found: &Coverage, documents: u64, knowledge: &Knowledge) {
    let lexicon = &knowledge.lexicon;
    let (documents, tokens) = (counted(documents, "document"), counted(found.tokens, "token"));
    let entries = counted(lexicon.entries().count(), "entry");
    let _ = writeln!(text, "\n{documents}, {tokens}: {} of {entries} occur", found.entries.len());
    let _ = writeln!(text, "{:.1} tokens in 1,000 are cues", found.cues_per_thousand());
    for (number, file) in lexicon.files().iter().enumerate() {
        let of_file = |entry: &Entry<'_>| entry.file == number;
        let all = lexicon.entries().filter(|entry| of_file(entry)).count();
        let occur = found.entries.keys().filter(|entry| of_file(&knowledge.entry(**entry))).count();
        let share = 100.0 * occur as f64 / all.max(1) as f64;
        let _ = writeln!(text, "{}: {occur} of {} occur ({share:.1} %)", file.path, counted(all, "entry"));
    }
    let frequent = found.most_frequent();
    if !frequent.is_empty() {
        text.push_str("most frequent:\n");
    }
    for &(number, count) in frequent.iter().take(FREQUENT) {
        let entry = knowledge.entry(number);
        let _ = writeln!(text, "{count:>7}  {} ({})", entry.term, entry.kind.name());
    }
}
