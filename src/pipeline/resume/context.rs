//! What the results of every document depend on: the program, its settings, and what it looks up.

use crate::index::Knowledge;
use crate::output::{CacheContext, program_hash};
use crate::pipeline::Settings;
use crate::stance::Scorer;
use crate::tables::EvidenceRows;
use crate::topics::TopicModel;
use sha2::{Digest, Sha256};

/// A hash of all that: the version and the file of the program, the settings that change the results of a document, and
/// the bytes of lexicons, learned tables, actors and the topic model. Boilerplate is not in it, for it differs by document.
pub fn context(
    knowledge: &Knowledge,
    settings: &Settings,
    evidence: EvidenceRows,
    sentences: usize,
    model: Option<&TopicModel>,
) -> CacheContext {
    let Settings {
        threads: _,
        memory: _,
        seed,
        decoding,
        rules,
        scorer: Scorer { weights, learned },
        resolve,
        voices,
        rollup,
        boilerplate: _,
        language,
    } = settings;
    let mut hasher = Sha256::new();
    let mut add = |part: String| {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    };
    add(env!("CARGO_PKG_VERSION").to_owned());
    add(format!("{:?}", program_hash()));
    add(format!("{seed} {decoding:?} {rules:?} {weights:?} {}", learned.is_some()));
    add(format!("{resolve:?} {voices:?} {rollup} {language:?} {evidence:?} {sentences}"));
    add(model.map(|model| format!("{:?}", model.to_bytes().ok().map(Sha256::digest))).unwrap_or_default());
    for files in [
        knowledge.registry.files(),
        knowledge.lexicon.files(),
        knowledge.learned.files(),
        knowledge.pairs.files(),
    ] {
        add(files.len().to_string());
        for file in files {
            add(file.id.clone());
            add(file.sha256.clone());
        }
    }
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{CleanUpRule, Decoding, RuleSet};
    use crate::mentions::Resolve;
    use crate::pipeline::LanguageChoice;
    use crate::stance::Voices;
    use std::collections::HashSet;

    #[test]
    fn whatever_changes_the_results_of_a_document_makes_another_context() {
        let knowledge = crate::shipped::knowledge().unwrap();
        let settings = Settings::new(&knowledge);
        let context_of = |settings: &Settings| context(&knowledge, settings, EvidenceRows::Cues, 1, None);
        let of = |change: &dyn Fn(&mut Settings)| {
            let mut settings = settings.clone();
            change(&mut settings);
            context_of(&settings)
        };
        let threads = of(&|settings| settings.threads = 7);
        let mut all = vec![
            threads,
            of(&|settings| settings.seed = 2),
            of(&|settings| settings.decoding = Decoding::new(None, true).unwrap()),
            of(&|settings| settings.decoding = Decoding::new(Some("koi8-r"), false).unwrap()),
            of(&|settings| settings.rules = RuleSet::default().without(CleanUpRule::Byline)),
            of(&|settings| settings.scorer.weights.threshold += 1e-12),
            of(&|settings| settings.scorer.learned = None),
            of(&|settings| settings.resolve = Resolve::Names),
            of(&|settings| settings.voices = Voices::Narration),
            of(&|settings| settings.rollup = true),
            of(&|settings| settings.language = LanguageChoice::Scored),
            context(&knowledge, &settings, EvidenceRows::All, 1, None),
            context(&knowledge, &settings, EvidenceRows::Cues, 2, None),
        ];
        let mut registry = knowledge.registry.clone();
        registry.layer("mine", "actor_id\tname\tkind\talias\nNAR\tNaruvia\tcountry\tNaruvia\n").unwrap();
        let shipped = crate::shipped::knowledge().unwrap();
        let more = shipped.with(registry, knowledge.lexicon.clone(), knowledge.learned.clone()).unwrap();
        all.push(context(&more, &settings, EvidenceRows::Cues, 1, None));
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
        assert_eq!(threads, context_of(&settings));
    }
}
