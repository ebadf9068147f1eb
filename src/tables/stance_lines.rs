//! Stances as a reader is shown them: with the name of the actor and the sentence that made it.

use super::build::{View, one_line};
use super::rows::StanceRow;
use crate::stance::ActorStance;

/// A row of `stance.csv` with what a reader wants beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct StanceLine {
    /// The row.
    pub row: StanceRow,
    /// Name of the actor.
    pub actor: String,
    /// The sentence that speaks most for the side that the stance is on; empty without evidence.
    pub sentence: String,
}

impl View<'_> {
    /// The rows of `stance.csv` with names and sentences.
    #[must_use]
    pub fn stance_lines(&self) -> Vec<StanceLine> {
        let lines = self.stance_rows().into_iter().zip(self.stances).map(|(row, stance)| StanceLine {
            row,
            actor: self.actor(stance.actor).name.to_owned(),
            sentence: self.made_by(stance),
        });
        lines.collect()
    }

    /// The first of the sentences with the largest stance of a mention toward that side.
    fn made_by(&self, stance: &ActorStance) -> String {
        let Some(side) = stance.stance() else { return String::new() };
        let mentions = self.found.mentions.iter().zip(self.scored).filter(|(m, _)| m.actor == stance.actor);
        let strongest = mentions
            .filter_map(|(mention, scored)| Some((scored.stance()? * side.signum(), mention.sentence)))
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        let sentence = strongest.and_then(|(_, at)| self.document.sentences.get(at));
        sentence.map(|sentence| one_line(self.span(&sentence.range))).unwrap_or_default()
    }
}
