//! What was found in a sentence already: frames and subjects of verbs, verbs of phrases and attachments of units, which
//! every mention asks for again.

use super::attached::Attached;
use super::frame::{Filling, VerbFrame};
use super::governing::Governing;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

/// The tokens of a unit, and the index of a name.
type Asked = (usize, usize, usize);

/// What was found for each phrase, verb group or the like, by its index.
type ByIndex<T> = RefCell<Vec<Option<T>>>;

/// Frames by verb group and end of the expression, and direct attachments by unit and name.
#[derive(Default)]
pub(super) struct FoundAlready {
    frames: RefCell<Vec<(usize, usize, Rc<VerbFrame>)>>,
    /// The tokens of the sentence, and the number of its names.
    tokens: Range<usize>,
    names: usize,
    /// The attachments of units of one token, which most are: by token and name.
    of_tokens: ByIndex<Option<Attached>>,
    /// Those of longer ones.
    of_longer: RefCell<HashMap<Asked, Option<Attached>, FixedState>>,
    /// The verbs that govern phrases.
    governing: ByIndex<Option<Governing>>,
    /// The subjects of verb groups.
    subjects: ByIndex<Rc<Filling>>,
}

fn known<T: Clone>(of: &ByIndex<T>, index: usize) -> Option<T> {
    of.borrow().get(index).cloned().flatten()
}

/// Keeps what was found for one of `count` things, or of more.
fn keep<T: Clone>(of: &ByIndex<T>, index: usize, count: usize, found: T) {
    let mut of = of.borrow_mut();
    if of.len() <= index {
        of.resize(count.max(index + 1), None);
    }
    if let Some(place) = of.get_mut(index) {
        *place = Some(found);
    }
}

impl FoundAlready {
    /// Nothing as yet, of a sentence of these tokens with so many names.
    pub(super) fn of(tokens: Range<usize>, names: usize) -> Self {
        Self { tokens, names, ..Self::default() }
    }

    /// The place of a unit of one token and a name among [`of_tokens`](Self::of_tokens).
    fn place(&self, unit: &Range<usize>, name: usize) -> Option<usize> {
        let is_one = unit.len() == 1 && self.tokens.contains(&unit.start) && name < self.names;
        is_one.then(|| (unit.start - self.tokens.start) * self.names + name)
    }

    pub(super) fn frame(&self, group: usize, end: usize) -> Option<Rc<VerbFrame>> {
        let frames = self.frames.borrow();
        let known = frames.iter().find(|(of, to, _)| (*of, *to) == (group, end));
        known.map(|(_, _, frame)| Rc::clone(frame))
    }

    pub(super) fn keep_frame(&self, group: usize, end: usize, frame: &Rc<VerbFrame>) {
        self.frames.borrow_mut().push((group, end, Rc::clone(frame)));
    }

    pub(super) fn governing(&self, phrase: usize) -> Option<Option<Governing>> {
        known(&self.governing, phrase)
    }

    pub(super) fn keep_governing(&self, phrase: usize, found: Option<Governing>) {
        keep(&self.governing, phrase, 0, found);
    }

    pub(super) fn subject(&self, group: usize) -> Option<Rc<Filling>> {
        known(&self.subjects, group)
    }

    pub(super) fn keep_subject(&self, group: usize, found: &Rc<Filling>) {
        keep(&self.subjects, group, 0, Rc::clone(found));
    }

    pub(super) fn attachment(&self, unit: &Range<usize>, name: usize) -> Option<Option<Attached>> {
        match self.place(unit, name) {
            Some(place) => known(&self.of_tokens, place),
            None => self.of_longer.borrow().get(&(unit.start, unit.end, name)).copied(),
        }
    }

    pub(super) fn keep_attachment(&self, unit: &Range<usize>, name: usize, attached: Option<Attached>) {
        match self.place(unit, name) {
            Some(place) => keep(&self.of_tokens, place, self.tokens.len() * self.names, attached),
            None => {
                self.of_longer.borrow_mut().insert((unit.start, unit.end, name), attached);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::attached::Attachment;
    use super::*;

    #[test]
    fn attachments_are_kept_by_unit_and_name_however_long_the_unit_is() {
        let found = FoundAlready::of(10..14, 2);
        let of = |attachment| Some(Attached { attachment, held_by_other: false });
        // The last is outside the sentence.
        let units = [10..11, 13..14, 10..12, 10..13, 14..15];
        let kept = |unit: usize, name: usize| match (unit + name) % 3 {
            0 => None,
            1 => of(Attachment::Subject),
            _ => of(Attachment::Object),
        };
        for (number, unit) in units.iter().enumerate() {
            for name in 0..3 {
                assert_eq!(found.attachment(unit, name), None);
                found.keep_attachment(unit, name, kept(number, name));
            }
        }
        for (number, unit) in units.iter().enumerate() {
            for name in 0..3 {
                assert_eq!(found.attachment(unit, name), Some(kept(number, name)));
            }
        }
    }
}
