//! Where the sentences of a number stand on the page: an anchor for each actor, actor and outlet, actor and period.

use crate::digest::{Digest, EvidenceSentence};
use std::collections::BTreeSet;

/// The anchors that the page has.
#[derive(Debug, Default)]
pub struct Links {
    anchors: BTreeSet<String>,
}

/// The anchor of an actor's panel, by its index.
pub fn of_actor(actor: usize) -> String {
    format!("e{actor}")
}

/// The anchors that an actor's sentences give it: the first of an outlet and of a period is where they are found.
pub fn of_sentence(digest: &Digest, actor: usize, sentence: &EvidenceSentence) -> Vec<String> {
    let outlet = digest.outlets.iter().position(|outlet| Some(&outlet.outlet) == sentence.outlet.as_ref());
    let period = digest.periods.iter().position(|period| period.period == sentence.period);
    [outlet.map(|at| format!("e{actor}-o{at}")), period.map(|at| format!("e{actor}-p{at}"))]
        .into_iter()
        .flatten()
        .collect()
}

impl Links {
    /// Takes an anchor into the page; false where it has it.
    pub fn add(&mut self, anchor: &str) -> bool {
        self.anchors.insert(anchor.to_owned())
    }

    /// A link to the panel of an actor; none where it has none.
    pub fn actor(&self, actor: usize) -> Option<String> {
        self.found(of_actor(actor))
    }

    /// A link to the sentences of an actor in an outlet, by its index; where there are none, to its panel.
    pub fn outlet(&self, actor: usize, outlet: usize) -> Option<String> {
        self.found(format!("e{actor}-o{outlet}")).or_else(|| self.actor(actor))
    }

    /// The same in a period.
    pub fn period(&self, actor: usize, period: usize) -> Option<String> {
        self.found(format!("e{actor}-p{period}")).or_else(|| self.actor(actor))
    }

    fn found(&self, anchor: String) -> Option<String> {
        self.anchors.contains(&anchor).then(|| format!("#{anchor}"))
    }
}
