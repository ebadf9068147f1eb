//! Whether the actors that a run looked for were found, and which names it met instead.

use super::analyst::Analysis;
use std::collections::BTreeSet;

/// Maximum number of names that are told apart; more are not counted.
const MOST: usize = 10_000;

/// The mentions of a run. Names that the registry does not have are kept only as long as there is no mention.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    /// Number of mentions.
    pub mentions: u64,
    /// Number of documents without any.
    pub without: u64,
    pub(super) names: BTreeSet<String>,
}

impl Sought {
    /// Those of an analysed article.
    pub(super) fn of(analysis: &Analysis) -> Self {
        let mentions = analysis.found.mentions.len() as u64;
        if mentions > 0 {
            return Self { mentions, without: 0, names: BTreeSet::new() };
        }
        let document = &analysis.document;
        let name = |text: &str| text.trim_end_matches("'s").trim_end_matches("’s").to_owned();
        let texts = analysis.found.unlisted.iter().filter_map(|unlisted| {
            let text = document.text.get(document.span(&unlisted.tokens))?;
            Some(name(text))
        });
        Self { mentions, without: 1, names: texts.take(MOST).collect() }
    }

    /// Adds those of the next article.
    pub(super) fn add(&mut self, other: Self) {
        self.mentions += other.mentions;
        self.without += other.without;
        if self.mentions > 0 {
            self.names.clear();
        } else if self.names.len() < MOST {
            self.names.extend(other.names);
        }
    }

    /// The number of different names that no actor goes by, if no actor was found.
    #[must_use]
    pub fn unlisted(&self) -> usize {
        self.names.len()
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::{InputOptions, Inputs};
    use crate::pipeline::{Engine, Sought};
    use std::convert::Infallible;
    use std::fs;

    fn sought(text: &str) -> Sought {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        fs::write(&file, text).unwrap();
        let inputs = Inputs::open(&[file], InputOptions::default()).unwrap();
        let outcome = Engine::shipped().unwrap().stance(inputs, |_| Ok::<(), Infallible>(())).unwrap();
        outcome.sought.unwrap()
    }

    #[test]
    fn names_are_counted_where_nobody_is_found() {
        let local = sought("They thanked Imran Sadiq and Jane Rowe. Then Jane Rowe's plan failed.\n");
        assert_eq!((local.mentions, local.without, local.unlisted()), (0, 1, 2));
        let world = sought("They thanked Imran Sadiq and Norway.\n");
        assert_eq!((world.mentions, world.without, world.unlisted()), (1, 0, 0));
    }
}
