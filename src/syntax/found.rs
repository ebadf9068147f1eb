//! What was found in a sentence already: frames and subjects of verbs, verbs of phrases and attachments of units, which
//! every mention asks for again.

use super::attached::Attached;
use super::frame::VerbFrame;
use super::governing::Governing;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

/// Attachments for which there is room at once: a sentence with names is asked for about as many.
const ATTACHMENTS: usize = 56;

/// The tokens of a unit, and the index of a name.
type Asked = (usize, usize, usize);

/// What was found for each phrase or verb group, by its index.
type ByIndex<T> = RefCell<Vec<Option<Option<T>>>>;

/// Frames by verb group and end of the expression, and direct attachments by unit and name.
#[derive(Default)]
pub(super) struct FoundAlready {
    frames: RefCell<Vec<(usize, usize, Rc<VerbFrame>)>>,
    attachments: RefCell<HashMap<Asked, Option<Attached>, FixedState>>,
    /// The verbs that govern phrases.
    governing: ByIndex<Governing>,
    /// The phrases that are subjects of verb groups.
    subjects: ByIndex<usize>,
}

fn known<T: Copy>(of: &ByIndex<T>, index: usize) -> Option<Option<T>> {
    of.borrow().get(index).copied().flatten()
}

fn keep<T: Copy>(of: &ByIndex<T>, index: usize, found: Option<T>) {
    let mut of = of.borrow_mut();
    if of.len() <= index {
        of.resize(index + 1, None);
    }
    if let Some(place) = of.get_mut(index) {
        *place = Some(found);
    }
}

impl FoundAlready {
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
        keep(&self.governing, phrase, found);
    }

    pub(super) fn subject_phrase(&self, group: usize) -> Option<Option<usize>> {
        known(&self.subjects, group)
    }

    pub(super) fn keep_subject_phrase(&self, group: usize, found: Option<usize>) {
        keep(&self.subjects, group, found);
    }

    pub(super) fn attachment(&self, unit: &Range<usize>, name: usize) -> Option<Option<Attached>> {
        self.attachments.borrow().get(&(unit.start, unit.end, name)).copied()
    }

    pub(super) fn keep_attachment(&self, unit: &Range<usize>, name: usize, attached: Option<Attached>) {
        let mut attachments = self.attachments.borrow_mut();
        if attachments.is_empty() {
            attachments.reserve(ATTACHMENTS);
        }
        attachments.insert((unit.start, unit.end, name), attached);
    }
}
