//! Converts arguments to checked settings of the library.

use super::arguments::{FormatArgs, InputArgs, MentionArgs, TopicCount};
use super::exit::{Failure, FailureKind};
use super::machine;
use standpoint::index::Knowledge;
use standpoint::ingest::{CleanUpRule, Columns, Decoding, InputOptions, Inputs, RuleSet, Spool};
use standpoint::output::{Dialect, TableFormat};
use standpoint::pipeline::{LanguageChoice, Settings};
use standpoint::topics::Choice;
use standpoint::tsv::Hint;
use standpoint::tsv::path_name;
use std::error::Error;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The message if there is no input.
pub const NOTHING: &str =
    "nothing to read: name a file or a directory, or pipe a text in (standpoint --help has examples)";

/// What the library finds wrong with what was typed or named, and what can be done about it.
pub fn usage(error: impl Error + Hint + Send + Sync + 'static) -> Failure {
    Failure::of(FailureKind::Usage, error)
}

/// The settings of a run.
pub fn settings(options: &InputArgs, knowledge: &Knowledge) -> Result<Settings, Failure> {
    let language = match &options.language {
        None => LanguageChoice::Detect,
        Some(code) => LanguageChoice::of_code(code, knowledge).ok_or_else(|| {
            let all = standpoint::shipped::languages().all().iter();
            let codes: Vec<&str> = all.map(|counted| counted.language.code.as_str()).collect();
            Failure::usage(format!("--language {code}: there is no such language")).hint(format!(
                "{} ({}) has stances; terms and topics have {}",
                knowledge.language.name,
                knowledge.language.code,
                codes.join(", ")
            ))
        })?,
    };
    let mut rules = RuleSet::default();
    for name in &options.no_clean_up {
        if name == "all" {
            rules = CleanUpRule::ALL.into_iter().fold(rules, RuleSet::without);
            continue;
        }
        let Some(rule) = CleanUpRule::from_name(name) else {
            let known = CleanUpRule::ALL.map(CleanUpRule::name).join(", ");
            return Err(Failure::usage(format!("unknown clean-up rule '{name}'"))
                .hint(format!("there are all, {known}")));
        };
        rules = rules.without(rule);
    }
    let threads = threads(options.threads)?;
    let decoding = decoding(options)?;
    let memory = options.memory.unwrap_or_else(|| memory(threads));
    Ok(Settings {
        threads,
        memory,
        seed: options.seed,
        decoding,
        rules,
        language,
        ..Settings::new(knowledge)
    })
}

/// The number of threads: all cores, if none is given.
fn threads(given: Option<usize>) -> Result<usize, Failure> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = given.unwrap_or(cores);
    if threads == 0 || threads > 1024 {
        return Err(Failure::usage(format!("--threads {threads}: it takes a number from 1 to 1024")));
    }
    Ok(threads)
}

/// The memory of what is processed at the same time, if none is given: enough for a text of the largest size on every
/// thread, by the estimate of what a byte of it takes.
fn memory(threads: usize) -> u64 {
    (machine::memory() / 4).min((512 << 20) * threads as u64)
}

/// The settings of a run that reads results.
pub fn settings_of_merge(given: Option<usize>, knowledge: &Knowledge) -> Result<Settings, Failure> {
    let threads = threads(given)?;
    Ok(Settings { threads, memory: memory(threads), ..Settings::new(knowledge) })
}

/// The settings of a run that scores.
pub fn scoring_settings(
    input: &InputArgs,
    options: &MentionArgs,
    knowledge: &Knowledge,
) -> Result<Settings, Failure> {
    let (resolve, voices, rollup) = (options.resolve, options.voices, options.rollup.is_some());
    Ok(Settings { resolve, voices, rollup, ..settings(input, knowledge)? })
}

fn decoding(options: &InputArgs) -> Result<Decoding, Failure> {
    let decoding = Decoding::new(options.encoding.as_deref(), options.lossy).map_err(usage)?;
    Ok(Decoding { max_unpacked: options.max_unpacked, ..decoding })
}

/// The inputs; stdin if none is given and it is not a terminal.
pub fn inputs(options: &InputArgs) -> Result<Inputs, Failure> {
    inputs_with(options, None)
}

/// The paths of the inputs; `-`, which is stdin, if none is given.
pub fn paths(options: &InputArgs) -> Vec<PathBuf> {
    if options.inputs.is_empty() { vec![PathBuf::from("-")] } else { options.inputs.clone() }
}

/// [`inputs`], with copies of those that can be read only once.
pub fn inputs_with(options: &InputArgs, spool: Option<&Arc<Spool>>) -> Result<Inputs, Failure> {
    if options.inputs.is_empty() && spool.is_none() && std::io::stdin().is_terminal() {
        return Err(Failure::usage(NOTHING));
    }
    let paths = paths(options);
    let mut columns = Columns::default();
    for (flag, given, slot) in [
        ("--text-column", &options.text_column, &mut columns.text),
        ("--id-column", &options.id_column, &mut columns.id),
        ("--title-column", &options.title_column, &mut columns.title),
        ("--date-column", &options.date_column, &mut columns.date),
        ("--source-column", &options.source_column, &mut columns.source),
    ] {
        if let Some(name) = given {
            slot.clone_from(name);
            columns.required.push((flag, name.clone()));
        }
    }
    let options = InputOptions {
        format: options.format,
        lines: options.lines,
        columns,
        delimiter: options.delimiter,
        decoding: decoding(options)?,
        follow: options.follow,
        spool: spool.map(Arc::clone),
        date_order: options.date_order,
        path_pattern: options.path_pattern.clone(),
    };
    Inputs::open(&paths, options).map_err(Failure::from)
}

/// The inputs of --corpus, without further options.
pub fn corpus(paths: &[PathBuf]) -> Result<Inputs, Failure> {
    Inputs::open(paths, InputOptions::default()).map_err(Failure::from)
}

/// How the number of topics is chosen.
pub fn topic_choice(topics: TopicCount) -> Choice {
    match topics {
        TopicCount::Auto(None) => Choice::default(),
        TopicCount::Auto(Some((least, most))) => Choice::Auto { least, most },
        TopicCount::Fixed(k) => Choice::Fixed(k),
    }
}

/// Refuses formats of tables that this program does not write.
pub fn refuse_unbuilt(formats: &[TableFormat]) -> Result<(), Failure> {
    if formats.iter().all(|format| format.is_built()) {
        return Ok(());
    }
    Err(Failure::usage("--tables parquet: this program was built without Parquet")
        .hint("build it with cargo build --release --features parquet, or read the CSV"))
}

/// Refuses a name that is not one of a workbook.
pub fn refuse_other_workbook(path: &Path) -> Result<(), Failure> {
    let shown = path_name(path);
    if path.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("xlsx")) {
        return Err(Failure::usage(format!("{shown}: a workbook's name ends in .xlsx")));
    }
    if path.file_name().is_some_and(|name| name.to_str().is_none()) {
        return Err(Failure::usage(format!("{shown}: a workbook's name is UTF-8")));
    }
    Ok(())
}

/// Refuses to overwrite a file unless forced, or to write into a missing directory.
pub fn refuse_clash(path: &Path, force: bool) -> Result<(), Failure> {
    let shown = path_name(path);
    if path.is_dir() {
        return Err(Failure::usage(format!("{shown}: is a directory")).hint("name a file"));
    }
    if path.exists() && !force {
        return Err(Failure::usage(format!("{shown}: is there already"))
            .hint("name another file, or replace it with --force"));
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    if let Some(parent) = parent.filter(|parent| !parent.is_dir()) {
        return Err(Failure::usage(format!("{shown}: there is no directory {}", path_name(parent))));
    }
    Ok(())
}

/// The dialect of tables.
pub fn dialect(options: &FormatArgs) -> Dialect {
    Dialect { spreadsheet: options.program.unwrap_or_default(), raw_text: options.raw_text }
}
