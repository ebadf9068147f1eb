//! `merge`: the results of parts of a corpus become that of one run over all of it.

use super::RECORDS;
use super::differences::files;
use super::error::ShardError;
use super::replay::of_heads;
use super::shards::Shards;
use crate::output::{BlockFault, BlockWriter, Dialect, Directory, Spreadsheet, TableFormat};
use crate::pipeline::analyze::Topical;
use crate::pipeline::analyze_options::{AnalyzeError, AnalyzeOptions};
use crate::pipeline::draft::Draft;
use crate::pipeline::engine::Engine;
use crate::pipeline::results::{MadeWith, Results};
use crate::tables::{EvidenceRows, Period};
use crate::text::Vocabulary;
use crate::tsv::path_name;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Options of [`Engine::merge`]: which files are written.
#[derive(Debug, Clone)]
pub struct MergeOptions {
    /// Whether the records are kept, so that the result can be merged again.
    pub shard: bool,
    /// Where a workbook is written.
    pub workbook: Option<PathBuf>,
    /// The formats of the tables.
    pub formats: Vec<TableFormat>,
    /// Whether the page of the result is written.
    pub report: bool,
}

impl Engine {
    /// Merges results that [`analyze`](Engine::analyze) has written with a model and [`AnalyzeOptions::shard`]: the tables
    /// become those of one run over all their documents, with its settings. Of the settings of the engine, threads and memory count.
    ///
    /// # Errors
    /// Results that cannot be read, were not made alike, or share a document; actors that are not theirs; a directory that
    /// cannot be written, or an interruption.
    pub fn merge(
        &self,
        results: &[PathBuf],
        merge: MergeOptions,
        directory: Directory,
    ) -> Result<Draft, AnalyzeError> {
        let (records, head) = Shards::open(results)?;
        let first = results.first().map(PathBuf::as_path).unwrap_or(Path::new(""));
        let made_with = MadeWith {
            lexicons: head.lexicons.clone(),
            actors: head.actors.clone(),
            least_relation: head.least_relation,
        };
        let given = MadeWith::of(self.knowledge());
        if given.actors != made_with.actors {
            return Err(AnalyzeError::Shard(ShardError::OtherActors {
                shard: path_name(first),
                made_with: files(&made_with.actors),
                given: files(&given.actors),
            }));
        }
        let unreadable = || {
            let detail = "its settings are not those of this version".to_owned();
            ShardError::from(BlockFault::Damaged { detail }.at(&first.join(RECORDS)))
        };
        let (seed, options) = options_of(&head.settings).ok_or_else(unreadable)?;
        let MergeOptions { shard, workbook, formats, report } = merge;
        let options = AnalyzeOptions { shard, workbook, formats, report, ..options };
        let mut engine = self.clone();
        engine.settings.seed = seed;
        let mut kept = shard.then(|| BlockWriter::create(&directory, RECORDS)).transpose()?;
        if let Some(kept) = &mut kept {
            kept.write(&head.bytes())?;
        }
        let vocabulary = Vocabulary::new();
        let mut results = Results::create(directory, &options)?;
        let replayed = engine.replay(records, &mut results, &vocabulary, options.evidence, kept.as_mut())?;
        if let Some(kept) = kept {
            kept.close(results.directory())?;
            results.has_file(RECORDS);
        }
        let outcome = of_heads(replayed, head.skips, head.passed);
        engine.end(results, outcome, &vocabulary, Topical::Given(&head.topics), made_with, &options)
    }
}

/// The seed and the options with these settings of a manifest; none if there is one that is not understood.
fn options_of(settings: &BTreeMap<String, Value>) -> Option<(u64, AnalyzeOptions)> {
    let number = |name: &str| settings.get(name).and_then(Value::as_u64);
    let count = |name: &str| number(name).and_then(|number| usize::try_from(number).ok());
    let is = |name: &str| settings.get(name).and_then(Value::as_bool);
    let text = |name: &str| settings.get(name).and_then(Value::as_str);
    let named = |name: &str, value: &dyn std::fmt::Debug| {
        text(name).is_some_and(|text| text == format!("{value:?}").to_lowercase())
    };
    let spreadsheet = match settings.get("for") {
        Some(Value::Null) => Spreadsheet::Plain,
        _ => {
            [Spreadsheet::Excel, Spreadsheet::ExcelEu].into_iter().find(|&program| named("for", &program))?
        }
    };
    let periods = [Period::Day, Period::Week, Period::Month, Period::Quarter, Period::Year];
    let evidence = [EvidenceRows::Cues, EvidenceRows::All, EvidenceRows::None];
    let options = AnalyzeOptions {
        terms: count("top")?,
        names: is("names")?,
        evidence: evidence.into_iter().find(|&which| named("evidence", &which))?,
        period: periods.into_iter().find(|&period| named("period", &period))?,
        sentences: count("sentences")?,
        count_duplicates: is("count_duplicates")?,
        wide_actors: text("wide").is_some(),
        dialect: Dialect { spreadsheet, raw_text: is("raw_text")? },
        settings: settings.clone(),
        ..AnalyzeOptions::default()
    };
    Some((number("seed")?, options))
}
