//! The fit: weights of the features of units, by two losses at once.
//!
//! A unit is a reason for the actor, against it, or none: multinomial logistic regression on the words that readers
//! underlined. A mention is favourable, critical or neutral: logistic regression on the sums of -ln(1 - p) over its units
//! ("noisy or", Pearl 1988), as the scorer adds them up. So a unit is also learned from where nobody underlined
//! anything: multiple-instance learning (Dietterich, Lathrop & Lozano-Pérez 1997). L2 penalty on all weights.

use super::examples::{Examples, Row, UnitExample};
use super::optimize::minimize;
use crate::index::key::Key;
use crate::lexicon::Context;
use crate::stance::surprisals;
use rayon::prelude::*;
use std::ops::Range;

/// How weights are fitted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LearnSettings {
    /// Minimum number of units that a feature occurs in.
    pub least: u32,
    /// Inverse strength of the penalty.
    pub cost: f64,
    /// Strength of the penalty on weights of words and phrases: half of it times the square of each weight.
    pub words: f64,
    /// That on weights of numbers and relations. It is stronger, for they hold of every word: what they take from a few
    /// texts is wrong in all others.
    pub relations: f64,
    /// Weight of the loss of units.
    pub units: f64,
    /// Weight of the loss of mentions.
    pub mentions: f64,
    /// Rows with both weights below this are left out.
    pub smallest: f64,
    /// Weight toward a side that makes a word a reason: others are no units in the second fit.
    pub reason: f64,
    /// Maximum number of rows of the table.
    pub rows: usize,
}

impl Default for LearnSettings {
    fn default() -> Self {
        Self {
            least: 3,
            cost: 0.02,
            words: 0.25,
            relations: 3.0,
            units: 1.0,
            mentions: 2.0,
            smallest: 0.01,
            reason: 0.05,
            rows: 25_000,
        }
    }
}

/// Fitted weights of units.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Key, weight toward favourable, weight toward critical, support; sorted by key.
    pub rows: Vec<(Key, f64, f64, u32)>,
    /// Biases of a unit toward favourable and toward critical.
    pub unit: [f64; 2],
}

impl Fit {
    /// Whether a unit can be a reason, as for the scorer: an expression of the lexicon, or a word with a row.
    #[must_use]
    pub fn counts(&self, unit: &UnitExample) -> bool {
        unit.expression || unit.features.iter().any(|(key, _)| is_word(*key) && self.weight(*key).is_some())
    }

    /// The weight of a key toward the side that it speaks for most; none where it has no row.
    #[must_use]
    pub fn weight(&self, key: Key) -> Option<f64> {
        let at = self.rows.binary_search_by_key(&key, |row| row.0).ok()?;
        self.rows.get(at).map(|row| row.1.max(row.2))
    }

    /// The logits of a unit toward favourable and critical.
    #[must_use]
    pub fn logits(&self, features: &[(Key, f64)]) -> [f64; 2] {
        let mut sums = self.unit;
        for (key, value) in features {
            if let Ok(at) = self.rows.binary_search_by_key(key, |row| row.0) {
                sums[0] += self.rows[at].1 * value;
                sums[1] += self.rows[at].2 * value;
            }
        }
        sums
    }
}

/// Whether a key is that of a word by itself.
#[must_use]
pub fn is_word(key: Key) -> bool {
    key.context() == Some(Context::Word)
}

/// Where the parameters lie in a point: two weights a column, then the rest.
#[derive(Debug, Clone, Copy)]
struct Layout {
    columns: usize,
    files: usize,
    forms: usize,
}

impl Layout {
    /// Biases of a unit.
    fn unit(self) -> usize {
        2 * self.columns
    }

    /// Scales of the sums of a mention.
    fn scale(self) -> usize {
        self.unit() + 2
    }

    /// Biases of the mentions of a file.
    fn prior(self, file: usize) -> usize {
        self.scale() + 2 + 2 * file
    }

    /// Weights of the sentence.
    fn form(self) -> usize {
        self.prior(self.files)
    }

    fn len(self) -> usize {
        self.form() + self.forms
    }
}

/// Fits weights to the units of mentions.
#[must_use]
pub fn fit(examples: &Examples, settings: &LearnSettings) -> Fit {
    let layout = Layout { columns: examples.keys.len(), files: examples.files, forms: examples.forms.len() };
    let mut start = vec![0.0; layout.len()];
    start[layout.unit()..layout.scale()].fill(-3.0);
    start[layout.scale()..layout.prior(0)].fill(1.0);
    start[layout.prior(0)..layout.form()].fill(-1.5);
    let penalties: Vec<f64> = examples.keys.iter().map(|key| penalty_of(*key, settings)).collect();
    let found =
        minimize(|point, gradient| objective(examples, settings, &penalties, layout, point, gradient), start);
    let round = |x: f64| (x * 1e4).round() / 1e4;
    let pair = |place: usize| [round(found[place]), round(found[place + 1])];
    let rows = examples.keys.iter().zip(&examples.support).enumerate();
    let rows = rows.map(|(at, (&key, &support))| {
        let [favourable, critical] = pair(2 * at);
        (key, favourable, critical, support)
    });
    let size = |row: &(Key, f64, f64, u32)| row.1.abs().max(row.2.abs());
    // Words stay whatever their weight: the row of a word is what makes it a unit.
    let mut rows: Vec<(Key, f64, f64, u32)> =
        rows.filter(|row| is_word(row.0) || size(row) >= settings.smallest).collect();
    if rows.len() > settings.rows {
        rows.sort_by(|a, b| size(b).total_cmp(&size(a)).then(a.0.cmp(&b.0)));
        rows.truncate(settings.rows);
        rows.sort_by_key(|row| row.0);
    }
    Fit { rows, unit: pair(layout.unit()) }
}

/// How strong the penalty on the weights of a key is.
fn penalty_of(key: Key, settings: &LearnSettings) -> f64 {
    let is_word = key.context().is_some_and(|context| context.has_stems() || context == Context::Phrase);
    if is_word { settings.words } else { settings.relations }
}

/// Number of parts that the loss is summed in. It is fixed, and the parts are added in order: the sums do not depend on
/// which thread is faster.
const PARTS: usize = 8;

fn objective(
    examples: &Examples,
    settings: &LearnSettings,
    penalties: &[f64],
    layout: Layout,
    point: &[f64],
    gradient: &mut [f64],
) -> f64 {
    let count = examples.mentions.len();
    let size = count.div_ceil(PARTS).max(1);
    let parts: Vec<(f64, Vec<f64>)> = (0..PARTS)
        .into_par_iter()
        .map(|part| {
            let range = (part * size).min(count)..((part + 1) * size).min(count);
            let mut loss =
                Loss { examples, settings, layout, point, value: 0.0, gradient: vec![0.0; layout.len()] };
            loss.add(range);
            (loss.value, loss.gradient)
        })
        .collect();
    gradient.fill(0.0);
    let mut value = 0.0;
    for (column, weight) in penalties.iter().enumerate() {
        for place in [2 * column, 2 * column + 1] {
            gradient[place] = weight * point[place];
            value += 0.5 * weight * point[place] * point[place];
        }
    }
    // On scales and weights of the sentence the penalty is as strong as the loss.
    let mut penalty = |range: Range<usize>, weight: f64, from: f64| {
        for (slot, x) in gradient[range.clone()].iter_mut().zip(&point[range]) {
            *slot = weight * (x - from);
            value += 0.5 * weight * (x - from) * (x - from);
        }
    };
    penalty(layout.scale()..layout.prior(0), settings.cost, 1.0);
    penalty(layout.form()..layout.len(), settings.cost, 0.0);
    for (loss, part) in parts {
        value += loss;
        gradient.iter_mut().zip(part).for_each(|(sum, x)| *sum += x);
    }
    value
}

/// The loss of some mentions, with its gradient.
struct Loss<'e> {
    examples: &'e Examples,
    settings: &'e LearnSettings,
    layout: Layout,
    point: &'e [f64],
    value: f64,
    gradient: Vec<f64>,
}

/// Probabilities of favourable, critical and none.
fn softmax([favourable, critical]: [f64; 2]) -> [f64; 3] {
    let largest = favourable.max(critical).max(0.0);
    let powers = [favourable, critical, 0.0].map(|sum| libm::exp(sum - largest));
    let total: f64 = powers.iter().sum();
    powers.map(|power| power / total)
}

impl Loss<'_> {
    fn add(&mut self, mentions: Range<usize>) {
        let (examples, layout, point) = (self.examples, self.layout, self.point);
        let mut units: Vec<[f64; 3]> = Vec::new();
        let mut errors: Vec<[f64; 2]> = Vec::new();
        for mention in &examples.mentions[mentions] {
            units.clear();
            errors.clear();
            let mut sums = [0.0; 2];
            for at in mention.units.clone() {
                let mut logits = [point[layout.unit()], point[layout.unit() + 1]];
                for &(column, x) in examples.row(at) {
                    let (place, x) = (2 * column as usize, f64::from(x));
                    logits[0] += point[place] * x;
                    logits[1] += point[place + 1] * x;
                }
                let [favourable, critical] = examples.turns[at].of(surprisals(logits[0], logits[1]));
                sums[0] += favourable;
                sums[1] += critical;
                units.push(softmax(logits));
            }
            self.units(mention.units.clone(), mention.weight, mention.has_reasons, &units, &mut errors);
            self.mention(mention, sums, &units, &mut errors);
            for (at, [favourable, critical]) in mention.units.clone().zip(&errors) {
                self.gradient[layout.unit()] += favourable;
                self.gradient[layout.unit() + 1] += critical;
                for &(column, x) in examples.row(at) {
                    let (place, x) = (2 * column as usize, f64::from(x));
                    self.gradient[place] += favourable * x;
                    self.gradient[place + 1] += critical * x;
                }
            }
        }
    }

    /// The loss of units; without underlined words they tell nothing.
    fn units(
        &mut self,
        range: Range<usize>,
        weight: f64,
        has_reasons: bool,
        units: &[[f64; 3]],
        errors: &mut Vec<[f64; 2]>,
    ) {
        let weight = if has_reasons { weight * self.settings.cost * self.settings.units } else { 0.0 };
        for (at, p) in range.zip(units) {
            let label = self.examples.labels[at];
            self.value -= weight * libm::log(p[label].max(1e-12));
            let error = |side: usize| weight * (p[side] - if label == side { 1.0 } else { 0.0 });
            errors.push([error(0), error(1)]);
        }
    }

    /// The loss of a mention, handed down to its units.
    fn mention(&mut self, mention: &Row, sums: [f64; 2], units: &[[f64; 3]], errors: &mut [[f64; 2]]) {
        let (layout, point) = (self.layout, self.point);
        let weight = mention.weight * self.settings.cost * self.settings.mentions;
        let (prior, scale, form) = (layout.prior(mention.file), layout.scale(), layout.form());
        let shift: f64 = mention.form.iter().map(|&at| point[form + at as usize]).sum();
        let p = softmax([
            point[prior] + point[scale] * sums[0] + shift,
            point[prior + 1] + point[scale + 1] * sums[1] + shift,
        ]);
        self.value -= weight * libm::log(p[mention.label].max(1e-12));
        let error = [0, 1].map(|side| weight * (p[side] - if mention.label == side { 1.0 } else { 0.0 }));
        for side in 0..2 {
            self.gradient[prior + side] += error[side];
            self.gradient[scale + side] += error[side] * sums[side];
        }
        for &at in &mention.form {
            self.gradient[form + at as usize] += error[0] + error[1];
        }
        // -ln(1 - p) of a side grows by p with its own logit, and falls by p * q / (1 - p) with the other's, q.
        let toward = [error[0] * point[scale], error[1] * point[scale + 1]];
        let turns = mention.units.clone().map(|at| self.examples.turns[at]);
        for (([f, c, _], slot), turn) in units.iter().zip(errors).zip(turns) {
            let toward = turn.of(toward);
            let both = f * c;
            slot[0] += toward[0] * f - toward[1] * both / (1.0 - c).max(1e-9);
            slot[1] += toward[1] * c - toward[0] * both / (1.0 - f).max(1e-9);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::{MentionExample, UnitExample};
    use super::*;
    use crate::evaluate::Class;
    use crate::index::key::{FormTerm, Key, NumberTerm};
    use crate::stance::Turn;

    fn key(positive: bool, negated: bool) -> Key {
        Key::number(NumberTerm::Role, positive, negated)
    }

    /// Mentions: whatever has a positive number is underlined for, a negative one against, and else nothing.
    fn mentions() -> Vec<MentionExample> {
        let unit = |underlined, key| UnitExample {
            expression: true,
            underlined,
            turn: Turn::NONE,
            features: vec![(key, 1.0)],
        };
        let mention = |label, text, units| MentionExample {
            label,
            text,
            file: text % 2,
            weight: 1.0,
            units,
            form: vec![Key::form(FormTerm::Names((text % 3) as u16))],
            has_reasons: true,
        };
        let some = (0..160usize).map(|text| match text % 4 {
            0 => mention(
                Class::Favourable,
                text,
                vec![unit(true, key(true, false)), unit(false, key(true, true))],
            ),
            1 => mention(
                Class::Critical,
                text,
                vec![unit(true, key(false, false)), unit(false, key(true, true))],
            ),
            _ => mention(Class::Neutral, text, vec![unit(false, key(true, true))]),
        });
        some.collect()
    }

    #[test]
    fn the_gradient_is_that_of_the_loss() {
        let examples = Examples::new(&mentions(), 1, |_| true);
        let (settings, files) = (LearnSettings::default(), examples.files);
        let layout = Layout { columns: examples.keys.len(), files, forms: examples.forms.len() };
        let point: Vec<f64> = (0..layout.len()).map(|at| 0.3 + 0.17 * (at % 5) as f64).collect();
        let penalties: Vec<f64> = (0..layout.columns).map(|column| 0.5 + column as f64).collect();
        let value = |point: &[f64]| {
            let mut gradient = vec![0.0; point.len()];
            let value = objective(&examples, &settings, &penalties, layout, point, &mut gradient);
            (value, gradient)
        };
        let (_, gradient) = value(&point);
        for at in 0..point.len() {
            let moved = |by: f64| {
                let mut moved = point.clone();
                moved[at] += by;
                value(&moved).0
            };
            let slope = (moved(1e-5) - moved(-1e-5)) / 2e-5;
            assert!((slope - gradient[at]).abs() < 1e-5, "{at}: {slope} {}", gradient[at]);
        }
    }

    #[test]
    fn a_stronger_penalty_leaves_less_weight() {
        let weight = |relations| {
            let settings = LearnSettings { least: 1, cost: 10.0, relations, ..LearnSettings::default() };
            let fitted = fit(&Examples::new(&mentions(), 1, |_| true), &settings);
            fitted.weight(key(true, false)).unwrap()
        };
        assert!(weight(20.0) < 0.8 * weight(1.0), "{} {}", weight(20.0), weight(1.0));
    }

    #[test]
    fn what_is_underlined_for_a_side_has_weight_on_it() {
        let settings = LearnSettings { least: 1, cost: 10.0, ..LearnSettings::default() };
        let fitted = fit(&Examples::new(&mentions(), 1, |_| true), &settings);
        let [favourable, critical] = fitted.logits(&[(key(true, false), 1.0)]);
        assert!(favourable > 1.0 && critical < 0.0, "{favourable} {critical}");
        let [favourable, critical] = fitted.logits(&[(key(false, false), 1.0)]);
        assert!(critical > 1.0 && favourable < 0.0, "{favourable} {critical}");
        let [favourable, critical] = fitted.logits(&[(key(true, true), 1.0)]);
        assert!(favourable < 0.0 && critical < 0.0, "{favourable} {critical}");
    }
}
