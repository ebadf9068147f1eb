//! `standpoint analyze`: writes every table of the inputs into a directory.

use super::arguments::{Analyze, InputArgs, TopicCount};
use super::boilerplate;
use super::conclude::conclude;
use super::discovered::Discovered;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::notice::Notice;
use super::place::{self, Target};
use super::warning::Warning;
use super::{interrupt, saved_model, setup};
use serde_json::{Value, json};
use standpoint::pipeline::{AnalyzeOptions, Draft, Engine, Resumed};
use std::collections::BTreeMap;
use std::sync::Arc;

pub fn run(options: Analyze, messages: &Messages) -> Result<Success, Failure> {
    setup::refuse_unbuilt(&options.tables)?;
    let interrupt = interrupt::watch();
    // First of all: what an ended run left of a result is recovered even if this one fails.
    let target = Target {
        output: &options.output,
        workbook: options.workbook.as_deref(),
        force: options.force,
        wait: options.wait,
        inputs: &options.input.inputs,
        tables: &options.tables,
        wide: options.wide.is_some(),
        report: !options.no_report,
        shard: options.shard,
    };
    let directory = target.directory(&interrupt, messages)?;
    let model = options.model.as_deref().map(saved_model::read).transpose()?;
    let (model, sha256) = model.unzip();
    let keeps = model.is_none() && boilerplate::is_asked(&options.input);
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
        model: model.map(Arc::new),
        shard: options.shard,
        settings: flags(&options, sha256.as_deref()),
    };
    let progress = messages.progress();
    let shown = progress.clone();
    let engine = Engine::new(Arc::clone(&discovered.knowledge), settings)
        .with_interrupt(interrupt)
        .with_progress(move |step| shown.show(step));
    let engine = if options.resume { engine.with_resume(&analyze_options, &options.output) } else { engine };
    messages.cache(engine.cache_note());
    let engine = match &analyze_options.model {
        Some(model) => engine.without_boilerplate_of(model),
        None => boilerplate::looked_for(engine, &options.input, discovered.spool(), || {
            discovered.inputs(&options.input)
        })?,
    };
    let draft = engine.analyze(inputs, &analyze_options, directory);
    progress.done();
    let mut draft = draft?;
    let success = conclude(&draft.outcome, &options.input, messages)?;
    if options.model.is_some() {
        say_in_no_topic(&draft, messages);
    } else {
        let documents = draft.outcome.documents;
        boilerplate::say_if_not(&engine, &options.input, discovered.spool(), documents, messages);
        messages.topics_found(
            options.k,
            draft.topics,
            draft.choices.iter().map(|(code, curve)| (code.as_deref(), curve)),
        );
    }
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
        page: !options.no_report,
    };
    if draft.outlets_left_out > 0 {
        messages.warn(&Warning::OutletsLeftOut { outlets: draft.outlets_left_out });
    }
    let digest = std::mem::take(&mut draft.digest);
    place::put(draft, messages)?;
    messages.digest(&digest);
    messages.info(&analyzed);
    Ok(success)
}

/// Reports documents that are in none of the topics of a model.
pub fn say_in_no_topic(draft: &Draft, messages: &Messages) {
    if draft.in_no_topic > 0 {
        let documents = usize::try_from(draft.outcome.documents).unwrap_or(usize::MAX);
        messages.info(&Notice::InNoTopic { without: draft.in_no_topic, documents, topics: draft.topics });
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
fn flags(options: &Analyze, model: Option<&str>) -> BTreeMap<String, Value> {
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
        partial_ok: _,
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
        ("model".to_owned(), json!(model)),
        ("names".to_owned(), json!(options.names)),
        ("no_clean_up".to_owned(), json!(no_clean_up)),
        ("no_default_actors".to_owned(), json!(options.knowledge.actors.no_default_actors)),
        ("resolve".to_owned(), choice(&options.mentions.resolve)),
        ("voice".to_owned(), choice(&options.mentions.voices)),
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
