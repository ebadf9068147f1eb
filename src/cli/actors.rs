//! `standpoint actors`: lists, checks, discovers and converts actors.

use super::arguments::{ActorsCheck, ActorsCommand, ActorsConvert, ActorsDiscover, ActorsList};
use super::conclude::conclude;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::notice::Notice;
use super::print::{asked, print, print_rows};
use super::verdict::verdict_on;
use super::{interrupt, knowledge, setup};
use setup::usage;
use standpoint::Finding;
use standpoint::actors::foreign::{ActorFormat, read};
use standpoint::actors::{ActorError, AliasRow, HEADER, Registry, check, to_file};
use standpoint::discovery::{Discovery, file_of};
use standpoint::index::check_aliases;
use standpoint::ingest::counted;
use standpoint::output::write_file;
use standpoint::pipeline::{Engine, Settings};
use standpoint::tables::alias_line;
use standpoint::tsv::path_name;
use standpoint::tsv::{self, Hint};
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

pub fn run(command: ActorsCommand, messages: &Messages) -> Result<Success, Failure> {
    match command {
        ActorsCommand::List(options) => list(&options, messages),
        ActorsCommand::Check(options) => check_files(&options, messages),
        ActorsCommand::Discover(options) => discover_names(&options, messages),
        ActorsCommand::Convert(options) => convert(&options, messages),
    }
}

/// Reports errors of actor files, and entries that load but will not work as intended. Goes on after errors.
fn check_files(options: &ActorsCheck, messages: &Messages) -> Result<Success, Failure> {
    let mut registry = Registry::default();
    let mut findings = Vec::new();
    if options.files.is_empty() {
        registry = knowledge::shipped()?.registry;
    }
    for file in &options.files {
        let path = path_name(file);
        let text = tsv::read(file).map_err(usage)?;
        let wrong = registry.layer_lenient(&path, &text).map_err(usage)?;
        findings.extend(wrong.iter().map(finding));
    }
    findings.extend(check(&registry));
    let knowledge = knowledge::alone(registry)?;
    let mut success = Success::Done;
    let discovery = if options.corpus.is_empty() {
        None
    } else {
        let inputs = setup::corpus(&options.corpus)?;
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let settings = Settings { threads, ..Settings::new(&knowledge) };
        let engine = Engine::new(Arc::clone(&knowledge), settings).with_interrupt(interrupt::watch());
        let (discovery, outcome) = engine.discover(inputs)?;
        messages.ledger(&outcome.ledger);
        success = verdict_on(&outcome, &options.corpus, false)?;
        Some(discovery)
    };
    findings.extend(check_aliases(&knowledge, discovery.as_ref().map(Discovery::lower_case)));
    findings.sort_by(|a, b| (&a.path, a.line, &a.message).cmp(&(&b.path, b.line, &b.message)));
    let mut text = String::new();
    for finding in &findings {
        let _ = writeln!(text, "{}:{}: {}", finding.path, finding.line, finding.message);
    }
    let _ = writeln!(
        text,
        "{}, {}, {}",
        counted(knowledge.registry.actors().len(), "actor"),
        counted(knowledge.registry.aliases().count(), "alias"),
        counted(findings.len(), "finding")
    );
    print(&text).map(|()| success)
}

/// An error as a finding, with its hint.
fn finding(error: &ActorError) -> Finding {
    let message = match error.hint() {
        Some(hint) => format!("{}; {hint}", error.error),
        None => error.error.to_string(),
    };
    Finding { path: error.path.clone(), line: error.line.unwrap_or(0), message }
}

fn discover_names(options: &ActorsDiscover, messages: &Messages) -> Result<Success, Failure> {
    let inputs = setup::inputs(&options.input)?;
    let knowledge = knowledge::alone(knowledge::registry(&options.actors)?)?;
    let settings = setup::settings(&options.input, &knowledge)?;
    let progress = messages.progress();
    let shown = progress.clone();
    let engine = Engine::new(knowledge, settings)
        .with_interrupt(interrupt::watch())
        .with_progress(move |step| shown.show(step));
    let found = engine.discover(inputs);
    progress.done();
    let (discovery, outcome) = found?;
    let success = conclude(&outcome, &options.input, messages)?;
    let actors = engine.discovered(discovery, options.least);
    let shown = &actors[..options.top.min(actors.len())];
    print(&file_of(shown, "names of the texts; look them through"))?;
    messages.info(&Notice::NamesListed {
        documents: outcome.documents,
        names: actors.len(),
        least: options.least,
        listed: shown.len(),
    });
    Ok(success)
}

fn convert(options: &ActorsConvert, messages: &Messages) -> Result<Success, Failure> {
    let path = path_name(&options.file);
    let text = tsv::read(&options.file).map_err(usage)?;
    let is_ours = |line: &str| {
        let columns: Vec<&str> = line.split('\t').collect();
        ["actor_id", "name", "kind", "alias"].iter().all(|column| columns.contains(column))
    };
    if text.lines().find(|line| !line.starts_with('#')).is_some_and(is_ours) {
        return Err(Failure::usage(format!("{path}: is an actor file of standpoint already"))
            .hint("--actors takes it as it is"));
    }
    if let Some(output) = &options.output
        && same_file::is_same_file(&options.file, output).unwrap_or(false)
    {
        return Err(Failure::usage(format!("{path}: would be replaced by what is made of it"))
            .hint("name another file"));
    }
    let format = options.from.or_else(|| ActorFormat::detect(&text)).ok_or_else(|| {
        Failure::usage(format!("{path}: its format is not clear"))
            .hint(format!("name it with --from ({})", ActorFormat::list()))
    })?;
    let known = knowledge::shipped()?.registry;
    let imported = read(format, &path, &text, &known).map_err(usage)?;
    let name = options.file.file_name().map_or_else(|| path.clone(), |name| path_name(Path::new(name)));
    let id =
        options.file.file_stem().map_or_else(|| path.clone(), |stem| stem.to_string_lossy().into_owned());
    let native = to_file(&imported.rows, &id, &format!("{name} ({})", format.name()));
    match &options.output {
        Some(output) => write_file(output, native.as_bytes())?,
        None => print(&native)?,
    }
    for (line, note) in &imported.notes {
        messages.info(&Notice::ActorsNote { path: &path, line: *line, note });
    }
    let (aliases, notes) = (imported.rows.len(), imported.notes.len());
    messages.info(&Notice::ActorsRead { path: &path, format, aliases, notes });
    Ok(Success::Done)
}

fn list(options: &ActorsList, messages: &Messages) -> Result<Success, Failure> {
    let registry = knowledge::registry(&options.actors)?;
    let pattern = options.pattern.as_deref().unwrap_or_default().to_lowercase();
    let rows = registry.aliases().filter_map(|(_, alias)| {
        let actor = registry.find_actor(alias.actor?)?;
        let holds = |text: &str| text.to_lowercase().contains(&pattern);
        let is_asked_for = holds(actor.id) || holds(actor.name) || holds(alias.text);
        is_asked_for.then(|| AliasRow::of(&actor, &alias))
    });
    if let Some(format) = asked(&options.format) {
        return print_rows(rows.map(alias_line), format, messages).map(|()| Success::Done);
    }
    let mut text = format!("{HEADER}\n");
    for row in rows {
        let _ = writeln!(text, "{}", row.line());
    }
    print(&text).map(|()| Success::Done)
}
