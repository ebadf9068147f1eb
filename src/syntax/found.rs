//! What was found in a sentence already: frames of verbs and attachments of units, which every mention asks for again.

use super::attached::Attached;
use super::frame::VerbFrame;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

/// The tokens of a unit, and the index of a name.
type Asked = (usize, usize, usize);

/// Frames by verb group and end of the expression, and direct attachments by unit and name.
#[derive(Default)]
pub(super) struct FoundAlready {
    frames: RefCell<Vec<(usize, usize, Rc<VerbFrame>)>>,
    attachments: RefCell<HashMap<Asked, Option<Attached>, FixedState>>,
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

    pub(super) fn attachment(&self, unit: &Range<usize>, name: usize) -> Option<Option<Attached>> {
        self.attachments.borrow().get(&(unit.start, unit.end, name)).copied()
    }

    pub(super) fn keep_attachment(&self, unit: &Range<usize>, name: usize, attached: Option<Attached>) {
        self.attachments.borrow_mut().insert((unit.start, unit.end, name), attached);
    }
}
