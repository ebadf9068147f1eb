//! Ties: how much more or less a cue counts by the way in which the grammar ties it to the actor.
//!
//! The learned table knows the attachment of a unit as one relation among many, and adds it up with them; the penalty of
//! the fit keeps the rarer ones near 0. That a direct object and a relative clause are about the name and nobody else, and
//! that what is two clauses or two names away rarely is, can be said besides. Chosen on the dev parts of the labelled data,
//! where each is level or better on all four.

use super::evidence::shift;
use super::relation::Standing;
use super::roles::Role;
use super::turn::Turn;
use crate::index::relation::Relation;
use crate::syntax::{Attached, Attachment};

/// The factor by the rules alone if the actor is the subject, also that of a relative clause.
const SUBJECT: f64 = 1.3;
/// If it is the subject of a passive, or of the verb whose object or complement the cue is.
const GOVERNED: f64 = 1.5;
/// If it is the direct object.
const OBJECT: f64 = 1.8;
/// If nothing ties the cue to it and another name or noun is closer.
const LOOSE: f64 = 0.7;

/// The factor beside the learned table if the actor is the direct object.
const LEARNED_OBJECT: f64 = 1.2;
/// If it is itself the patient of the cue, and near, and the lexicon has a number as large as this for its patient: a stance,
/// and no deed that hits a victim.
const LEARNED_PATIENT: f64 = 1.5;
const LEAST_STANCE: f64 = 0.5;
/// Tokens between them at most.
const NEAR: usize = 1;
/// If it is what a relative clause is about.
const LEARNED_RELATIVE: f64 = 1.5;
/// If the cue describes it: as its attribute, complement or apposition.
const LEARNED_DESCRIBED: f64 = 1.3;
/// If nothing ties the cue to it and another name or noun is closer.
const LEARNED_LOOSE: f64 = 0.85;
/// If two or more clauses are between, and if two or more other names are.
const LEARNED_FAR: f64 = 0.85;
const FAR: u16 = 2;

/// The factor of a cue by the rules alone, and the bit that names it.
pub(super) fn tie_by_rules(attached: Attached) -> (f64, u16) {
    match (attached.attachment, attached.held_by_other) {
        (Attachment::Subject | Attachment::Relative, false) => (SUBJECT, shift::SUBJECT),
        (Attachment::PassiveSubject | Attachment::SubjectOfGoverningVerb, false) => {
            (GOVERNED, shift::GOVERNED)
        }
        (Attachment::Object, false) => (OBJECT, shift::OBJECT),
        (Attachment::Elsewhere, true) => (LOOSE, shift::LOOSE),
        _ => (1.0, 0),
    }
}

/// A turn with the factor of the tie beside the learned table. `number` is that of the lexicon for the role of the actor, which
/// counts for nothing where the turn swaps the sides.
pub(super) fn tied(turn: Turn, standing: &Standing, number: f64) -> Turn {
    turn.times(tie(standing, if turn.swapped { 0.0 } else { number }))
}

/// The factor of a unit for which the lexicon has that number for the role of the actor.
fn tie(standing: &Standing, number: f64) -> f64 {
    let far = standing
        .relations
        .iter()
        .filter(|relation| matches!(relation, Relation::Clauses(_, FAR..) | Relation::Names(_, FAR..)));
    let itself = standing.attached.is_some_and(|attached| !attached.held_by_other);
    let stance = itself && number.abs() >= LEAST_STANCE;
    let patient = stance && standing.role == Some(Role::Patient) && standing.distance <= NEAR;
    let tied = standing.attached.map_or(1.0, learned_tie);
    let tied = if patient { tied.max(LEARNED_PATIENT) } else { tied };
    far.fold(tied, |factor, _| factor * LEARNED_FAR)
}

fn learned_tie(attached: Attached) -> f64 {
    match (attached.attachment, attached.held_by_other) {
        (Attachment::Object, false) => LEARNED_OBJECT,
        (Attachment::Relative, false) => LEARNED_RELATIVE,
        (Attachment::Attribute | Attachment::Complement | Attachment::Apposition, false) => LEARNED_DESCRIBED,
        (Attachment::Elsewhere, true) => LEARNED_LOOSE,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::relation::Side;

    #[test]
    fn two_clauses_or_two_names_between_each_make_a_cue_count_less() {
        let far = |clauses, names| {
            tie(
                &Standing {
                    relations: vec![
                        Relation::Clauses(Side::After, clauses),
                        Relation::Names(Side::After, names),
                    ],
                    attached: Some(Attached { attachment: Attachment::Object, held_by_other: false }),
                    ..Standing::default()
                },
                0.0,
            )
        };
        assert!((far(1, 1) - LEARNED_OBJECT).abs() < 1e-12);
        assert!((far(2, 1) - LEARNED_OBJECT * LEARNED_FAR).abs() < 1e-12);
        assert!((far(3, 2) - LEARNED_OBJECT * LEARNED_FAR * LEARNED_FAR).abs() < 1e-12);
    }

    #[test]
    fn the_patient_counts_more_if_it_is_near() {
        let attached = Some(Attached { attachment: Attachment::Toward, held_by_other: false });
        let of = |role, distance| {
            tie(&Standing { role, distance, attached, ..Standing::default() }, -LEAST_STANCE)
        };
        assert!((of(Some(Role::Patient), NEAR) - LEARNED_PATIENT).abs() < 1e-12);
        assert!((of(Some(Role::Patient), NEAR + 1) - 1.0).abs() < 1e-12);
        assert!((of(Some(Role::Agent), 0) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn the_object_counts_most_and_what_belongs_to_others_least() {
        let by_rules = |attachment, held_by_other| tie_by_rules(Attached { attachment, held_by_other }).0;
        assert!(by_rules(Attachment::Object, false) > by_rules(Attachment::Subject, false));
        assert!(by_rules(Attachment::Subject, false) > by_rules(Attachment::Subject, true));
        assert!(by_rules(Attachment::Elsewhere, true) < by_rules(Attachment::Elsewhere, false));
        let learned = |attachment, held_by_other| learned_tie(Attached { attachment, held_by_other });
        assert!(learned(Attachment::Relative, false) > learned(Attachment::Relative, true));
        assert!(learned(Attachment::Complement, false) > learned(Attachment::Elsewhere, false));
        assert!(learned(Attachment::Elsewhere, true) < learned(Attachment::Elsewhere, false));
    }
}
