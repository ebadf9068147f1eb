//! `standpoint analyze`: writes every table of the inputs into a directory.

use super::arguments::{Analyze, InputArgs, TopicCount};
use super::boilerplate;
use super::conclude::conclude;
use super::discovered::Discovered;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::notice::Notice;
use super::warning::Warning;
use super::{interrupt, setup};
use serde_json::{Value, json};
use standpoint::output::{DIGEST_FILE, Directory, Existing, OutputFault, REPORT_FILE, name_in};
use standpoint::pipeline::{AnalyzeOptions, Engine, Interrupt, Resumed};
use standpoint::tables::{WideActors, all_tables};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

pub fn run(options: Analyze, messages: &Messages) -> Result<Success, Failure> {
    if options.tables.iter().any(|format| !format.is_built()) {
        return Err(Failure::usage("--tables parquet: this program was built without Parquet")
            .hint("build it with cargo build --release --features parquet, or read the CSV"));
    }
    let interrupt = interrupt::watch();
    // First of all: what an ended run left of a result is recovered even if this one fails.
    let directory = directory(&options, &interrupt, messages)?;
    let keeps = boilerplate::is_asked(&options.input);
    let discovered = Discovered::load(options.discover, keeps, &options.input, &options.knowledge, messages)?;
    let settings = setup::scoring_settings(&options.input, &options.mentions, &discovered.knowledge)?;
    let inputs = discovered.inputs(&options.input)?;
    let analyze_options = AnalyzeOptions {
        topics: setup::topic_choice(options.k),
        terms: options.top,
        sentences: usize::from(options.sentences),
        names: options.names,
        evidence: options.evidence,
        count_duplicates: options.count_duplicates,
        period: options.period,
        dialect: setup::dialect(&options.format),
        workbook: options.workbook.clone(),
        formats: options.tables.clone(),
        wide_actors: options.wide.is_some(),
        report: !options.no_report,
        settings: flags(&options),
    };
    let progress = messages.progress();
    let shown = progress.clone();
    let engine = Engine::new(Arc::clone(&discovered.knowledge), settings)
        .with_interrupt(interrupt)
        .with_progress(move |step| shown.show(step));
    let engine = if options.resume { engine.with_resume(&analyze_options, &options.output) } else { engine };
    messages.cache(engine.cache_note());
    let engine = boilerplate::looked_for(engine, &options.input, discovered.spool(), || {
        discovered.inputs(&options.input)
    })?;
    let draft = engine.analyze(inputs, &analyze_options, directory);
    progress.done();
    let mut draft = draft?;
    let success = conclude(&draft.outcome, &options.input, messages)?;
    boilerplate::say_if_not(&engine, &options.input, discovered.spool(), draft.outcome.documents, messages);
    messages.topics_found(
        options.k,
        draft.topics,
        draft.choices.iter().map(|(code, curve)| (code.as_deref(), curve)),
    );
    if draft.copies > 0 && !options.count_duplicates {
        messages.info(&Notice::CopiesFound {
            copies: draft.copies,
            documents: draft.outcome.documents,
            flag: true,
        });
    }
    if let Some(Resumed { taken, anew, fault }) = &draft.resumed {
        messages.info(&Notice::Resumed { taken: *taken, anew: *anew });
        if let Some(fault) = fault {
            messages.warn(&Warning::CacheNotWritten { fault });
        }
    }
    let analyzed = Notice::Analyzed {
        documents: draft.outcome.documents,
        topics: draft.topics,
        tables: draft.rows.len(),
        rows: draft.rows.values().sum(),
        directory: &options.output,
    };
    if draft.outlets_left_out > 0 {
        messages.warn(&Warning::OutletsLeftOut { outlets: draft.outlets_left_out });
    }
    let digest = std::mem::take(&mut draft.digest);
    let committed = draft.commit()?;
    for table in committed.cut {
        messages.warn(&Warning::SheetCut { table });
    }
    for path in &committed.aftermath.renamed {
        messages.info(&Notice::Renamed { path });
    }
    for (path, error) in &committed.aftermath.left {
        messages.info(&Notice::LeftBehind { path, error });
    }
    messages.digest(&digest);
    messages.info(&analyzed);
    Ok(success)
}

/// How often it is looked whether another run has ended.
const POLL: Duration = Duration::from_millis(200);

/// The directory of the results, once no other run writes to it.
fn directory(options: &Analyze, interrupt: &Interrupt, messages: &Messages) -> Result<Directory, Failure> {
    let existing = if options.force { Existing::Any } else { Existing::Ours };
    let names =
        all_tables().map(|table| table.name).into_iter().chain(options.wide.map(|_| WideActors::NAME));
    let mut files: Vec<String> =
        names.flat_map(|name| options.tables.iter().map(move |format| format.file(name))).collect();
    files.push(DIGEST_FILE.to_owned());
    files.extend((!options.no_report).then(|| REPORT_FILE.to_owned()));
    if let Some(workbook) = &options.workbook {
        setup::refuse_other_workbook(workbook)?;
        files.extend(name_in(&options.output, workbook));
    }
    let mut waits = false;
    loop {
        match Directory::create(&options.output, existing, &options.input.inputs, &files) {
            Err(error) if options.wait && matches!(*error.error, OutputFault::Busy) => {
                if !waits {
                    messages.info(&Notice::Waiting { directory: &options.output });
                }
                waits = true;
            }
            created => {
                let directory = created?;
                match &options.workbook {
                    Some(path) if name_in(&options.output, path).is_none() => {
                        setup::refuse_clash(path, options.force)?;
                    }
                    _ => {}
                }
                return Ok(directory);
            }
        }
        std::thread::sleep(POLL);
        if interrupt.is_set() {
            return Err(Failure::interrupted());
        }
    }
}

/// The number of topics, as typed on the command line.
fn shown(topics: TopicCount) -> String {
    match topics {
        TopicCount::Auto(None) => "auto".to_owned(),
        TopicCount::Auto(Some((least, most))) => format!("{least}..{most}"),
        TopicCount::Fixed(k) => k.to_string(),
    }
}

/// The flags that change results, for the manifest.
fn flags(options: &Analyze) -> BTreeMap<String, Value> {
    let InputArgs {
        inputs: _,
        format,
        lines,
        encoding,
        max_unpacked,
        lossy,
        delimiter,
        text_column,
        id_column,
        title_column,
        date_column,
        date_order,
        source_column,
        path_pattern,
        follow,
        language,
        no_clean_up,
        strict: _,
        threads: _,
        memory: _,
        timings: _,
        seed,
    } = &options.input;
    let name = |value: Option<String>| value.map_or(Value::Null, Value::from);
    let columns = [text_column, id_column, title_column, date_column, source_column];
    let columns: Vec<Value> = columns.iter().map(|column| name((*column).clone())).collect();
    let choice = |value: &dyn std::fmt::Debug| json!(format!("{value:?}").to_lowercase());
    BTreeMap::from([
        ("columns".to_owned(), Value::from(columns)),
        ("count_duplicates".to_owned(), json!(options.count_duplicates)),
        ("date_order".to_owned(), date_order.map_or(Value::Null, |order| json!(order.name()))),
        ("delimiter".to_owned(), delimiter.map_or(Value::Null, |sign| json!(char::from(sign)))),
        ("discover".to_owned(), json!(options.discover)),
        ("encoding".to_owned(), name(encoding.clone())),
        ("evidence".to_owned(), choice(&options.evidence)),
        ("follow".to_owned(), json!(follow)),
        ("for".to_owned(), options.format.program.map_or(Value::Null, |program| choice(&program))),
        ("format".to_owned(), format.map_or(Value::Null, |format| json!(format.name))),
        ("k".to_owned(), json!(shown(options.k))),
        ("language".to_owned(), name(language.clone())),
        ("lines".to_owned(), json!(lines)),
        ("lossy".to_owned(), json!(lossy)),
        ("max_unpacked".to_owned(), json!(max_unpacked)),
        ("names".to_owned(), json!(options.names)),
        ("no_clean_up".to_owned(), json!(no_clean_up)),
        ("no_default_actors".to_owned(), json!(options.knowledge.actors.no_default_actors)),
        ("resolve".to_owned(), choice(&options.mentions.resolve)),
        ("rollup".to_owned(), options.mentions.rollup.map_or(Value::Null, |rollup| choice(&rollup))),
        ("no_default_lexicon".to_owned(), json!(options.knowledge.lexicon.no_default_lexicon)),
        ("rules_only".to_owned(), json!(options.knowledge.rules_only)),
        ("path_pattern".to_owned(), name(path_pattern.as_ref().map(ToString::to_string))),
        ("period".to_owned(), choice(&options.period)),
        ("raw_text".to_owned(), json!(options.format.raw_text)),
        ("seed".to_owned(), json!(seed)),
        ("wide".to_owned(), options.wide.map_or(Value::Null, |wide| choice(&wide))),
        ("sentences".to_owned(), json!(options.sentences)),
        ("top".to_owned(), json!(options.top)),
    ])
}
