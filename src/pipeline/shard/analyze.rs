//! `analyze --model`: documents are put into the topics of a saved model, in the order of their ids.

use super::RECORDS;
use super::error::ShardError;
use super::head::Head;
use super::replay::in_order;
use super::spool::{SortError, Spool};
use crate::ingest::Inputs;
use crate::output::{BlockWriter, Directory};
use crate::pipeline::analyze::{Topical, Work, Worked};
use crate::pipeline::analyze_options::{AnalyzeError, AnalyzeOptions};
use crate::pipeline::draft::Draft;
use crate::pipeline::engine::Engine;
use crate::pipeline::flow::{Processed, RunError};
use crate::pipeline::placing::Placing;
use crate::pipeline::progress::Phase;
use crate::pipeline::results::{MadeWith, Results};
use crate::pipeline::resume::encode;
use crate::text::Vocabulary;
use crate::topics::TopicModel;

impl Engine {
    /// Computes every table of the inputs, whose documents are put into the topics of `model`.
    ///
    /// # Errors
    /// Those of [`analyze`](Engine::analyze), and under `--shard` a date whose order of day and month is not given.
    pub(in crate::pipeline) fn analyze_by_model(
        &self,
        inputs: Inputs,
        options: &AnalyzeOptions,
        model: &TopicModel,
        directory: Directory,
    ) -> Result<Draft, AnalyzeError> {
        let vocabulary = Vocabulary::new();
        let placing = Placing::new(model, &vocabulary);
        let resume = self.resume.as_deref();
        let work = Work { options, vocabulary: &vocabulary, placing: Some(&placing), resume };
        let settles = options.shard && !inputs.has_date_order();
        let mut spool = Spool::create(&directory)?;
        self.begin(Phase::Articles);
        let outcome = self.run(
            inputs,
            Some(&vocabulary),
            |analyst, raw| {
                let Processed { receipt, result: Worked { made, origin, leans } } = work.of(analyst, raw)?;
                let doc_id = made.results.document.doc_id.clone();
                let bytes = encode(&made, &vocabulary);
                Ok(Processed { receipt, result: (doc_id, bytes, origin, leans) })
            },
            |(doc_id, bytes, origin, leans)| {
                if leans && settles {
                    return Err(AnalyzeError::Shard(ShardError::DateOrder { doc_id }));
                }
                if let Some(resume) = resume {
                    resume.enter(origin);
                }
                // Rows are made, and memory can be compressed.
                Ok(spool.push(&doc_id, &bytes.unwrap_or_default())?)
            },
        );
        let outcome = outcome.map_err(|error| match error {
            RunError::Sink(error) => error,
            RunError::Input(error) => AnalyzeError::Run(RunError::Input(error)),
            RunError::Interrupted => AnalyzeError::Run(RunError::Interrupted),
        })?;
        let records = spool.sorted(&directory)?;
        let made_with = MadeWith::of(self.knowledge());
        let mut head = Head {
            version: Head::this_version(),
            settings: options.settings.clone(),
            lexicons: made_with.lexicons.clone(),
            actors: made_with.actors.clone(),
            least_relation: made_with.least_relation,
            topics: model.topics.clone(),
            documents: records.documents(),
            skips: outcome.ledger.skips.clone(),
            passed: outcome.ledger.passed.clone(),
        };
        super::head::sort(&mut head.skips);
        super::head::sort(&mut head.passed);
        let mut kept = options.shard.then(|| BlockWriter::create(&directory, RECORDS)).transpose()?;
        if let Some(kept) = &mut kept {
            kept.write(&head.bytes())?;
        }
        // Words get their numbers anew.
        let vocabulary = Vocabulary::new();
        let mut results = Results::create(directory, options)?;
        let replayed = self.replay(records, &mut results, &vocabulary, options.evidence, kept.as_mut())?;
        Spool::remove(results.directory())?;
        if let Some(kept) = kept {
            kept.close(results.directory())?;
            results.has_file(RECORDS);
        }
        let outcome = in_order(outcome, replayed);
        self.end(results, outcome, &vocabulary, Topical::Given(&model.topics), made_with, options)
    }
}

impl From<SortError> for AnalyzeError {
    fn from(error: SortError) -> Self {
        match error {
            SortError::Output(error) => error.into(),
            SortError::Shard(error) => error.into(),
        }
    }
}
