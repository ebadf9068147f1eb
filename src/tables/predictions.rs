//! The rows of predictions, as `evaluate mentions` writes them.

use super::rows::PredictionRow;
use crate::stance::ScoredMention;

/// What the scorer predicts for the labelled mention `id`; `label` is the likeliest class.
#[must_use]
pub fn prediction_row(id: String, label: &'static str, scored: &ScoredMention) -> PredictionRow {
    let [p_critical, p_neutral, p_favourable] = scored.probabilities();
    PredictionRow { id, label, p_critical, p_neutral, p_favourable, stance: scored.stance() }
}
