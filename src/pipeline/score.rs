//! Scores one text in memory, without files.

use super::analyst::Analyst;
use super::engine::Engine;
use super::scored::Scored;
use crate::ingest::{Context, Decoded, MAX_TEXT_BYTES, Metadata, Payload, Raw};

/// The id of the text: that of stdin, so that intervals equal those of the command.
const ID: &str = "stdin";

impl Engine {
    /// Scores one text: the same numbers as `standpoint stance` with the text on stdin. For many texts use
    /// [`Engine::analyst`].
    #[must_use]
    pub fn score(&self, text: &str) -> Scored {
        self.analyst().score(text)
    }
}

impl Analyst<'_> {
    /// Scores one text, up to its first 16 MiB.
    #[must_use]
    pub fn score(&mut self, text: &str) -> Scored {
        let end = text.floor_char_boundary(usize::try_from(MAX_TEXT_BYTES).unwrap_or(usize::MAX));
        let raw = Raw {
            doc_id: ID.to_owned(),
            path: ID.to_owned(),
            row: None,
            payload: Payload::Text(Decoded::of_text(text.get(..end).unwrap_or(text))),
            metadata: Metadata::default(),
            context: Context::default(),
        };
        // Text in memory is never skipped.
        let analysis = self.analyze(raw);
        analysis.map(|analysis| Scored::of(&analysis.view(self.knowledge))).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::*;
    use crate::actors::Registry;
    use crate::lexicon::{LearnedTable, Lexicon};
    use crate::stance::Label;

    /// An engine with one actor and one lexicon entry.
    fn engine() -> Engine {
        let mut registry = Registry::default();
        registry.layer("actors", "actor_id\tname\tkind\talias\nNAR\tNaruvia\tcountry\tNaruvia\n").unwrap();
        let mut lexicon = Lexicon::default();
        lexicon
            .layer(
                "cues",
                "term\tkind\tpolarity\tagent\tpatient\trelation\tfactor\nreckless\tcue\t-2\t\t\t\t\n",
            )
            .unwrap();
        let knowledge =
            crate::shipped::knowledge().unwrap().with(registry, lexicon, LearnedTable::default()).unwrap();
        let settings = Settings::new(&knowledge);
        Engine::new(knowledge, settings)
    }

    #[test]
    fn a_text_has_its_actors_with_mentions_sentences_and_evidence_that_adds_up() {
        let scored = engine().score("Nobody saw it. The reckless Naruvia went on.\r\nNaruvia is a country.");
        let [actor] = scored.actors.as_slice() else { panic!("{scored:?}") };
        assert_eq!((actor.id.as_str(), actor.name.as_str()), ("NAR", "Naruvia"));
        assert_eq!(actor.label, Some(Label::Critical));
        assert!(actor.stance.is_some_and(|stance| stance < 0.0));
        assert_eq!(actor.mentions.len(), 2);
        let first = &actor.mentions[0];
        assert_eq!(first.sentence, "The reckless Naruvia went on.");
        let cue = first.evidence.iter().find(|piece| piece.cue == "reckless").unwrap();
        assert!(cue.toward_critical > 0.0);
        assert_eq!(actor.mentions[1].stance, None);
    }

    #[test]
    fn a_text_without_actors_and_an_empty_one_have_no_score() {
        let engine = engine();
        assert_eq!(engine.score("It rained."), Scored::default());
        assert_eq!(engine.score(""), Scored::default());
        assert_eq!(engine.score("\u{0}\u{1}\u{2}"), Scored::default());
    }
}
