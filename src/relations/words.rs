//! Words of relations that are no entries of a stance lexicon: persons by their side (*an ally of*), what two share
//! (*alongside, at odds with*), and what is between two (*tensions between*). They are data of the language.

use crate::tsv::{self, Hint, Located, TsvFault};
use hashbrown::HashMap;

/// How a word relates two actors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString)]
#[strum(serialize_all = "lowercase")]
pub enum RelationWordKind {
    /// A person by their stance toward the possessor: *Northland's ally, an ally of Northland*.
    Person,
    /// Ties the name before it to the name after it, both ways: *alongside*.
    Joint,
    /// Ties the two names after it: *tensions between Northland and Southland*.
    Mutual,
    /// A verb of winning and losing, as in sport and elections (*beat, crushed*): hostile only beside a word of force.
    Contest,
    /// A word of force (*troops*).
    Force,
    /// A preposition that, behind the object of an expression, leads to what that is about, not to whom the expression hits:
    /// *criticised its record on, support for the government on*.
    About,
    /// A preposition before a place, though not before a state, that says where something is: *inmates at*.
    Site,
    /// What, joined to a place, says where somebody is from: *Norland-based*.
    Based,
}

/// A fault of the file, with its place.
pub type RelationWordError = Located<RelationWordFault>;

/// A fault of the file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RelationWordFault {
    /// The form of the file is wrong.
    #[error(transparent)]
    Form(#[from] TsvFault),
    /// A kind that does not exist.
    #[error("unknown kind '{0}'")]
    Kind(String),
    /// Not a number, or out of range.
    #[error("relation = '{0}' is not a number from -3 to 3")]
    Number(String),
}

impl Hint for RelationWordFault {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Form(fault) => fault.hint(),
            Self::Kind(_) => {
                Some("there are person, joint, mutual, contest, force, about, site, based".to_owned())
            }
            Self::Number(_) => None,
        }
    }
}

/// Columns of the file.
const COLUMNS: [&str; 3] = ["term", "kind", "relation"];
/// Most words of a term.
const LONGEST: usize = 4;

/// The words, by their spelling in lower case.
#[derive(Debug, Clone, Default)]
pub struct RelationWords {
    terms: HashMap<String, (RelationWordKind, f64)>,
    /// First words of terms, so that most words of a text are looked up once.
    first: HashMap<String, usize>,
    /// Words of the kinds that are told by the word alone.
    single: HashMap<String, Vec<RelationWordKind>>,
}

impl RelationWords {
    /// Reads the file of a language; an empty text has no words.
    ///
    /// # Errors
    /// The first fault, with its line.
    pub fn parse(path: &str, text: &str) -> Result<Self, RelationWordError> {
        let mut words = Self::default();
        if text.is_empty() {
            return Ok(words);
        }
        tsv::parse(path, text, &COLUMNS, COLUMNS.len(), |row| {
            let kind = row.cell(1).parse().map_err(|_| RelationWordFault::Kind(row.cell(1).to_owned()))?;
            let number = row.cell(2).parse::<f64>().ok().filter(|number| number.abs() <= 3.0);
            let number = number.ok_or_else(|| RelationWordFault::Number(row.cell(2).to_owned()))?;
            let term = row.cell(0);
            let relates =
                matches!(kind, RelationWordKind::Person | RelationWordKind::Joint | RelationWordKind::Mutual);
            if !relates {
                words.single.entry(term.to_owned()).or_default().push(kind);
                return Ok::<(), RelationWordFault>(());
            }
            let length = term.split(' ').count().min(LONGEST);
            let first = term.split(' ').next().unwrap_or_default();
            let most = words.first.entry(first.to_owned()).or_default();
            *most = length.max(*most);
            words.terms.insert(term.to_owned(), (kind, number));
            Ok::<(), RelationWordFault>(())
        })?;
        Ok(words)
    }

    /// Whether a word in lower case is of a kind that is told by the word alone.
    #[must_use]
    pub fn is(&self, kind: RelationWordKind, word: &str) -> bool {
        self.single.get(word).is_some_and(|kinds| kinds.contains(&kind))
    }

    /// The longest term that begins at a word: its number of words, its kind and number. `word(n)` gives the n-th word
    /// in lower case as long as a phrase may continue.
    pub fn at(&self, word: impl Fn(usize) -> Option<String>) -> Option<(usize, RelationWordKind, f64)> {
        let mut term = word(0)?;
        let most = *self.first.get(&term)?;
        let mut found = None;
        for length in 1..=most {
            if let Some(&(kind, number)) = self.terms.get(&term) {
                found = Some((length, kind, number));
            }
            let Some(next) = word(length) else { break };
            term.push(' ');
            term.push_str(&next);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "term\tkind\trelation\nally\tperson\t1.8\nat odds with\tjoint\t-1.5\n";

    fn found(text: &str) -> Option<(usize, RelationWordKind, f64)> {
        let words = RelationWords::parse("r.tsv", FILE).unwrap();
        words.at(|n| text.split(' ').nth(n).map(str::to_owned))
    }

    #[test]
    fn the_longest_term_is_found_at_its_first_word() {
        assert_eq!(found("ally of"), Some((1, RelationWordKind::Person, 1.8)));
        assert_eq!(found("at odds with it"), Some((3, RelationWordKind::Joint, -1.5)));
        assert_eq!((found("at odds"), found("odds with")), (None, None));
    }

    #[test]
    fn words_of_a_kind_that_relates_nobody_are_told_by_the_word_alone() {
        let words = RelationWords::parse("r.tsv", "term\tkind\trelation\non\tabout\t0\n").unwrap();
        assert!(words.is(RelationWordKind::About, "on") && !words.is(RelationWordKind::Site, "on"));
        assert_eq!(words.at(|_| Some("on".to_owned())), None);
    }

    #[test]
    fn a_fault_is_told_with_its_line() {
        for (row, message) in [
            ("x\tfriend\t1", "r.tsv:2: unknown kind 'friend'"),
            ("x\tjoint\t4", "r.tsv:2: relation = '4' is not a number from -3 to 3"),
        ] {
            let error = RelationWords::parse("r.tsv", &format!("term\tkind\trelation\n{row}\n")).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
    }
}
