//! The constants of the stance formula, in one place.
//!
//! Those of mentions were tuned on labelled mentions of political news (the train and dev parts of NewsMTSC, 9,517
//! together), one at a time, for macro-F1 by the rules alone; the biases, the factors of the two sides and the threshold
//! on 15,155 mentions of world and British news as it comes, seven in ten of them neutral: by maximum likelihood, and the
//! threshold for macro-F1. Those of documents were judged. `benches/ablation.rs` measures each part.

/// Every constant of the formula.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// Bias toward favourable, relative to neutral.
    pub prior_favourable: f64,
    /// Bias toward critical.
    pub prior_critical: f64,
    /// Factor of a positive number.
    pub favourable: f64,
    /// Factor of a negative number.
    pub critical: f64,
    /// Factor if the actor is the agent.
    pub agent: f64,
    /// Factor if the actor is the patient.
    pub patient: f64,
    /// Factor of the polarity of a cue whose roles belong to others.
    pub bystander: f64,
    /// Factor of a cue with roles in the lexicon, if none was found.
    pub unattached: f64,
    /// Score of a prefix in a compound (pro-, anti-). Judged: six labelled mentions of the train part have one, all
    /// with the stance of the prefix.
    pub prefix: f64,
    /// Distance in tokens at which a cue has half its weight: 1 / (1 + d / half).
    pub half_distance: f64,
    /// Factor of a cue in another clause.
    pub other_clause: f64,
    /// Factor if another actor is nearer to the cue.
    pub nearer_actor: f64,
    /// Factor of a negated positive number.
    pub negated_positive: f64,
    /// Factor of a negated negative number.
    pub negated_negative: f64,
    /// Scope of a negator in tokens, up to the end of its clause.
    pub negator_reach: usize,
    /// Factor of a cue in a clause with a hedge before it.
    pub hedged: f64,
    /// Factor of a cue before a contrast (*but*).
    pub before_contrast: f64,
    /// Factor of a cue after it.
    pub after_contrast: f64,
    /// Factor of a cue inside a quotation if the actor is outside.
    pub quoted_cue: f64,
    /// Factor of a cue in the actor's own words.
    pub own_words: f64,
    /// The threshold of the decision without a learned table.
    pub threshold: f64,
    /// Document: weight of a mention without a cue, times its certainty.
    pub silent_mention: f64,
    /// Document: share of the weight that critical and favourable sentences must have, each, for the label mixed.
    pub mixed: f64,
    /// Actor, row of the summary: share that critical and favourable documents must have, each, for the label mixed.
    pub mixed_documents: f64,
}

/// The shipped constants.
pub const WEIGHTS: Weights = Weights {
    prior_favourable: -2.46,
    prior_critical: -2.13,
    favourable: 2.97,
    critical: 1.88,
    agent: 0.75,
    patient: 0.40,
    bystander: 0.5,
    unattached: 0.33,
    prefix: 0.6,
    half_distance: 15.0,
    other_clause: 0.6,
    nearer_actor: 0.5,
    negated_positive: -0.70,
    negated_negative: 0.0,
    negator_reach: 4,
    hedged: 0.90,
    before_contrast: 0.8,
    after_contrast: 1.2,
    quoted_cue: 0.8,
    own_words: 0.5,
    threshold: 4.7,
    silent_mention: 0.2,
    mixed: 0.15,
    mixed_documents: 0.25,
};
