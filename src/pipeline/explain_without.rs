//! Explanations of documents with and without some cues.

use super::Settings;
use super::analyst::Analysis;
use super::engine::Engine;
use super::flow::{Outcome, RunError};
use super::without::{NoSuchCue, cues_called, cues_described, without_expressions, without_learned};
use crate::index::{Knowledge, KnowledgeError};
use crate::ingest::Inputs;
use crate::stance::Scorer;
use crate::tables::{CueInText, Explanation, Shown};
use crate::tsv::Hint;
use std::sync::Arc;

/// A document explained twice.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// With every cue.
    pub before: Explanation,
    /// Without the cues that are left out.
    pub after: Explanation,
    /// Those of them that stand in the document, in words.
    pub cues: Vec<String>,
}

/// Why cues cannot be left out.
#[derive(Debug, thiserror::Error)]
pub enum WithoutError<E> {
    /// The inputs, or what is done with the explanations.
    #[error(transparent)]
    Run(#[from] RunError<E>),
    /// A name that no cue goes by.
    #[error(transparent)]
    NoSuchCue(#[from] NoSuchCue),
    /// The knowledge without the cues cannot be indexed, which does not happen to cues that were found with it.
    #[error(transparent)]
    Knowledge(#[from] KnowledgeError),
}

impl<E: Hint> Hint for WithoutError<E> {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Run(error) => error.hint(),
            Self::NoSuchCue(error) => error.hint(),
            Self::Knowledge(error) => error.hint(),
        }
    }
}

impl Engine {
    /// Explains each document of the inputs as it is and without the cues that `names` call, by their term or by the
    /// words of the texts. A cue may be in any of the documents, so all are kept until the last is read.
    ///
    /// # Errors
    /// Wrong inputs, what `sink` returns, an interruption, or a name that calls no cue.
    pub fn explain_without<E>(
        &self,
        inputs: Inputs,
        names: &[String],
        mut sink: impl FnMut(LeftOut) -> Result<(), E>,
    ) -> Result<Outcome, WithoutError<E>> {
        let mut analyzed: Vec<Analysis> = Vec::new();
        let outcome = self.analyses(inputs, |analysis| {
            analyzed.push(analysis);
            Ok::<(), E>(())
        })?;
        if analyzed.is_empty() {
            return Ok(outcome);
        }
        let knowledge = self.knowledge();
        let cues: Vec<Vec<CueInText>> =
            analyzed.iter().map(|analysis| analysis.view(knowledge).cues_in_text()).collect();
        let meant = cues_called(names, &cues.concat())?;
        let reduced = self.without(&meant)?;
        let mut analyst = reduced.analyst();
        for (analysis, there) in analyzed.into_iter().zip(&cues) {
            let before = analysis.view(knowledge).explanation(Shown::Strongest, 1.0);
            let after = analyst.again(analysis.article);
            let after = after.view(reduced.knowledge()).explanation(Shown::Strongest, 1.0);
            let cues = cues_described(&meant, there, knowledge);
            sink(LeftOut { before, after, cues }).map_err(RunError::Sink)?;
        }
        Ok(outcome)
    }

    /// The engine that does not know `cues`.
    fn without(&self, cues: &[CueInText]) -> Result<Self, KnowledgeError> {
        let full = self.knowledge();
        let (mut lexicon, mut learned) = (full.lexicon.clone(), full.learned.clone());
        without_expressions(&mut lexicon, cues)?;
        without_learned(&mut learned, cues)?;
        let reduced = Knowledge::clone(full).with(full.registry.clone(), lexicon, learned)?;
        let settings = Settings { scorer: Scorer::of(&reduced), ..self.settings.clone() };
        Ok(Self { knowledge: Arc::new(reduced), settings, ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::Registry;
    use crate::ingest::InputOptions;
    use crate::lexicon::{LearnedTable, Lexicon};
    use std::convert::Infallible;
    use std::fs;

    /// What leaving out `names` changes in a text with two cues.
    fn explained(names: &[&str]) -> Result<Vec<LeftOut>, WithoutError<Infallible>> {
        let mut registry = Registry::default();
        registry.layer("actors", "actor_id\tname\tkind\talias\nNAR\tNaruvia\tcountry\tNaruvia\n").unwrap();
        let mut lexicon = Lexicon::default();
        let cues = "term\tkind\tpolarity\tagent\tpatient\trelation\tfactor\n\
                    reckless\tcue\t-2\t\t\t\t\nharsh\tcue\t-1\t\t\t\t\n";
        lexicon.layer("cues", cues).unwrap();
        let shipped = crate::shipped::knowledge().unwrap();
        let knowledge = shipped.with(registry, lexicon, LearnedTable::default()).unwrap();
        let settings = Settings::new(&knowledge);
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        fs::write(&file, "The reckless Naruvia went on. The harsh Naruvia left.\n").unwrap();
        let inputs = Inputs::open(&[file], InputOptions::default()).unwrap();
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let mut found = Vec::new();
        Engine::new(knowledge, settings).explain_without(inputs, &names, |left_out| {
            found.push(left_out);
            Ok::<(), Infallible>(())
        })?;
        Ok(found)
    }

    #[test]
    fn a_cue_that_is_left_out_is_gone_afterwards_and_the_other_stays() {
        let found = explained(&["Reckless"]).unwrap();
        let [LeftOut { before, after, cues }] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(cues, &["reckless"]);
        let words = |explanation: &Explanation| -> Vec<String> {
            let mentions = explanation.actors.iter().flat_map(|actor| &actor.arithmetic);
            mentions.flat_map(|mention| &mention.lines).map(|line| line.cue.clone()).collect()
        };
        let has = |explanation: &Explanation, cue: &str| words(explanation).iter().any(|word| word == cue);
        assert!(has(before, "reckless") && has(before, "harsh"), "{before:?}");
        assert!(!has(after, "reckless") && has(after, "harsh"), "{after:?}");
    }

    #[test]
    fn a_name_that_calls_no_cue_is_refused() {
        let refused = explained(&["splendid"]);
        assert!(
            matches!(&refused, Err(WithoutError::NoSuchCue(cue)) if cue.name == "splendid"),
            "{refused:?}"
        );
    }
}
