//! The numbers that govern stance, in one place.
//!
//! Those of mentions were tuned on labelled mentions of political news (the train and dev parts of NewsMTSC, 9,517
//! together), one after the other, for macro-F1 by the rules alone; those of documents were judged. What a group of
//! them is worth there, as macro-F1 without it on the 8,734 of the train part (`benches/ablation.rs`), by the rules
//! alone (.628 with all) and beside a table fitted again and cross-validated (.700):
//!
//! | switched off | rules | with table |
//! |---|---|---|
//! | roles: only the polarity of a cue counts | .563 | .696 |
//! | negation | .624 | .698 |
//! | hedges | .628 | .701 |
//! | distance | .629 | .698 |
//! | the nearer actor | .628 | .698 |
//! | quotation | .629 | .698 |
//! | contrast | .630 | .700 |
//! | clauses | .630 | .701 |
//! | bystanders | .629 | .700 |
//!
//! Roles and negation carry the formula. The others are within the noise of half a point on single sentences; they
//! decide which of several actors a number goes to, and are kept for what a reader would say.

/// Every constant of the formula.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// Bias toward favourable, relative to neutral.
    pub prior_favourable: f64,
    /// Bias toward critical.
    pub prior_critical: f64,
    /// Scale of a positive number.
    pub favourable: f64,
    /// Scale of a negative number.
    pub critical: f64,
    /// Scale where the actor is the doer.
    pub agent: f64,
    /// Scale where the actor is the one done to.
    pub patient: f64,
    /// Scale of the polarity of a cue whose roles belong to others.
    pub bystander: f64,
    /// Scale of a cue that has roles, where none was found.
    pub unattached: f64,
    /// What a prefix of a compound says (pro-, anti-). Judged: six labelled mentions of the train part have one, all of
    /// which say what their prefix says.
    pub prefix: f64,
    /// Distance in tokens at which a cue counts half: 1 / (1 + d / half).
    pub half_distance: f64,
    /// Factor of a cue in another clause.
    pub other_clause: f64,
    /// Factor where another actor stands nearer to the cue.
    pub nearer_actor: f64,
    /// Factor of a negated positive number.
    pub negated_positive: f64,
    /// Factor of a negated negative number.
    pub negated_negative: f64,
    /// Tokens that a negator reaches, to the end of its clause.
    pub negator_reach: usize,
    /// Factor of a cue in a clause with a hedge before it.
    pub hedged: f64,
    /// Factor of a cue before a contrast (*but*).
    pub before_contrast: f64,
    /// Factor of a cue after it.
    pub after_contrast: f64,
    /// Factor of a cue inside a quotation, the actor outside.
    pub quoted_cue: f64,
    /// Factor of a cue in the actor's own words.
    pub own_words: f64,
    /// Document: weight of a mention without a cue, times its certainty.
    pub silent_mention: f64,
    /// Document: share of the weight that critical and favourable sentences must have, each, for the label mixed.
    pub mixed: f64,
    /// Actor, row of the summary: share that critical and favourable documents must have, each, for the label mixed.
    pub mixed_documents: f64,
}

/// The shipped constants.
pub const WEIGHTS: Weights = Weights {
    prior_favourable: 0.0,
    prior_critical: -0.05,
    favourable: 0.50,
    critical: 1.0,
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
    silent_mention: 0.2,
    mixed: 0.15,
    mixed_documents: 0.25,
};
