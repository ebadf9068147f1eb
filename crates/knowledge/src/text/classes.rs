//! Word classes: stop words, auxiliaries, relative pronouns, titles and the like, one bit each.
//!
//! The members of a class are data: `classes.tsv` of the language has two columns, `word` and `classes` (separated by
//! blanks). Some classes are also derived from endings (`language.tsv`), some from other files of the language.

use crate::frozen::{Blob, Flat, Freeze, FrozenError, Index, Reader, Writer, hash_of};
use crate::tsv::{self, Hint, Located, TsvFault};

/// A word class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "snake_case")]
#[repr(u64)]
pub enum WordClass {
    /// Carries no topic: excluded from terms.
    Stop = 1,
    /// A form of *be* or *get*; with a participle it makes a passive.
    Be = 1 << 1,
    /// A form of *have*.
    Have = 1 << 2,
    /// Opens a relative clause (who, which, that).
    Relative = 1 << 3,
    /// Opens a subordinate clause (because, while, after).
    Subordinator = 1 << 4,
    /// A coordinating conjunction (and, or, but).
    Coordinator = 1 << 5,
    /// The *by* of a passive.
    By = 1 << 6,
    /// A title or office before a name (President, Mr, Senator).
    Title = 1 << 7,
    /// A weekday or month.
    Calendar = 1 << 8,
    /// A personal pronoun as subject (he, she, they, it, we, I, you).
    Subject = 1 << 9,
    /// A past participle; also told by its ending.
    Participle = 1 << 10,
    /// An article or possessive determiner.
    Determiner = 1 << 11,
    /// A preposition.
    Preposition = 1 << 12,
    /// An auxiliary that is not a form of be or have (do, will, would, can …).
    Auxiliary = 1 << 13,
    /// A prefix that takes a side for or against a name (pro-, anti-).
    Prefix = 1 << 14,
    /// An adverb that may come between an auxiliary and its verb; also told by its ending.
    Adverb = 1 << 15,
    /// First word of a reference to an actor (he, the bloc); from the file of references.
    Reference = 1 << 16,
    /// A given name of women; from the file of name words.
    GivenFemale = 1 << 17,
    /// A given name of men; from the file of name words.
    GivenMale = 1 << 18,
    /// A prefix that opposes what follows (anti-).
    Opposing = 1 << 19,
    /// The name of a place that is also a given name (Paris); from the file of name words.
    GivenPlace = 1 << 20,
    /// A finite verb not recognised by its ending (spoke, will).
    Past = 1 << 21,
    /// The definite article (the).
    Definite = 1 << 22,
    /// The preposition of possession and belonging (of).
    Of = 1 << 23,
    /// The particle of the infinitive (to).
    To = 1 << 24,
    /// The preposition of origin (from).
    From = 1 << 25,
    /// Opens an attribution followed by the speaker (according).
    According = 1 << 26,
    /// A negator inside a verb group (not, never).
    Not = 1 << 27,
    /// A conjunction of parallel members, which share a subject or object (and, or).
    Additive = 1 << 28,
    /// A relative pronoun of persons (who).
    Who = 1 << 29,
    /// A personal or possessive pronoun that can refer to an actor (he, her, they).
    Personal = 1 << 30,
    /// The verb form used as a noun (hiding); told by its ending.
    Gerund = 1 << 31,
    /// Has the ending of a gerund but is none (something); told by its ending.
    NoGerund = 1 << 32,
    /// Ends like a third-person verb or a plural (s); told by its ending.
    Inflected = 1 << 33,
    /// A contraction with a negator (n't); told by its ending.
    Contracted = 1 << 34,
    /// A regular past form, finite or participle (accused); told by its ending.
    Preterite = 1 << 35,
    /// A verb, other than *be*, that predicates its complement of its subject (seem, remain).
    Copula = 1 << 36,
    /// A noun of a person by what they do or are (liar, hero, critic).
    Person = 1 << 37,
    /// A noun of a person by their stance toward the possessor (critic, ally), who is its patient.
    Partisan = 1 << 38,
    /// A verb whose subject is the patient of the event noun that is its object (face criticism).
    Receive = 1 << 39,
    /// A preposition that leads from an event noun to its patient (of, on, against).
    Aimed = 1 << 40,
    /// A preposition of the reason after a passive (over, for).
    Cause = 1 << 41,
    /// A verb of weather and the like, whose subject *it* refers to nothing (rained, matters).
    Impersonal = 1 << 42,
    /// A word of extraposition: *it* before it announces a clause (it seems that, it takes an hour to, it is clear).
    Extraposed = 1 << 43,
    /// A title of women (Mrs, Queen).
    FemaleTitle = 1 << 44,
    /// A title of men (Mr, King).
    MaleTitle = 1 << 45,
    /// A noun for those who act for a state (government, army, troops).
    State = 1 << 46,
    /// The name of a news agency, as in credits.
    Agency = 1 << 47,
    /// Ends like an adjective of a country or people (Canadian, Spanish); told by its ending.
    Demonym = 1 << 48,
    /// A verb whose object is followed by *of* and a charge or the like (accuse somebody of it, clear them of it).
    ChargesOf = 1 << 56,
    /// A verb that opens what somebody says or thinks: a clause, a quotation or an object (said, claimed, announced).
    Reporting = 1 << 49,
    /// A reporting verb whose first object is the person told (told, warned).
    Telling = 1 << 50,
    /// A reporting verb that also opens content by a preposition (accused of, called for).
    Judging = 1 << 51,
    /// A reporting verb whose object may be a deed or a thing, which is no speech (reported a profit, pledged aid).
    Disclosing = 1 << 55,
    /// A judging verb that also gives a name (called, labelled).
    Naming = 1 << 63,
    /// A word of speech that opens no content (spoke, talked, an interview).
    Speaking = 1 << 52,
    /// A conjunction or question word that opens a clause as object (that, whether, how).
    Complementizer = 1 << 53,
    /// A word that leads from a verb to what its object is seen as (described as).
    Role = 1 << 54,
    /// A verb that brings its object to an end, so that the contrary holds (lift, drop, overturn).
    Undoing = 1 << 57,
    /// A verb that denies its object, which may be true all the same (deny, refute).
    Denying = 1 << 58,
    /// A verb that frees its object of what follows a preposition (clear, acquit).
    Clearing = 1 << 59,
    /// A word of lesser degree before an adjective (less).
    Lessening = 1 << 60,
    /// The word between what is compared and whom it is compared with (than).
    Comparing = 1 << 62,
    /// A noun for what is measured of a company or politician (shares, profits, ratings).
    Quantity = 1 << 61,
}

/// The combined bits of several classes.
#[must_use]
pub const fn class_mask<const N: usize>(classes: [WordClass; N]) -> u64 {
    let (mut mask, mut at) = (0, 0);
    while at < N {
        mask |= classes[at] as u64;
        at += 1;
    }
    mask
}

const COLUMNS: [&str; 2] = ["word", "classes"];

/// A fault of a file of classes, with its position.
pub type ClassError = Located<ClassFault>;

/// A fault of a file of classes.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClassFault {
    /// The file is not well-formed TSV.
    #[error(transparent)]
    Form(#[from] TsvFault),
    /// A class that does not exist.
    #[error("unknown word class '{0}'")]
    Unknown(String),
}

impl Hint for ClassFault {
    fn hint(&self) -> Option<String> {
        match self {
            Self::Form(fault) => fault.hint(),
            Self::Unknown(_) => None,
        }
    }
}

/// The classes of the words of one language.
#[derive(Debug, Clone, Default)]
pub struct Classes {
    texts: Blob,
    /// The span of each word and its bits, low and high half.
    words: Flat<[u32; 4]>,
    index: Index,
}

impl Classes {
    /// Reads a file of classes.
    ///
    /// # Errors
    /// A malformed file or an unknown class, with its line.
    pub fn parse(path: &str, text: &str) -> Result<Self, ClassError> {
        let mut classes = Self::default();
        tsv::parse(path, text, &COLUMNS, COLUMNS.len(), |row| {
            for name in row.cell(1).split_whitespace() {
                let class = name.parse().map_err(|_| ClassFault::Unknown(name.to_owned()))?;
                classes.mark(row.cell(0), class);
            }
            Ok(())
        })?;
        Ok(classes)
    }

    fn find(&self, lower: &str) -> Option<usize> {
        let same = |at: u32| self.words.get(at as usize).is_some_and(|word| self.text(word) == lower);
        self.index.find(hash_of(lower), same).map(|at| at as usize)
    }

    fn text(&self, &[start, end, ..]: &[u32; 4]) -> &str {
        self.texts.get([start, end])
    }

    /// Adds a word, in lower case, to a class.
    pub fn mark(&mut self, lower: &str, class: WordClass) {
        let bits = class as u64;
        let (low, high) = (bits as u32, (bits >> 32) as u32);
        if let Some(at) = self.find(lower) {
            let word = &mut self.words.to_mut()[at];
            word[2] |= low;
            word[3] |= high;
            return;
        }
        let [start, end] = self.texts.add(lower);
        let words = self.words.to_mut();
        let at = words.len() as u32;
        words.push([start, end, low, high]);
        let (texts, words) = (&self.texts, &self.words);
        let rehash = |at: u32| {
            let [start, end, ..] = words[at as usize];
            hash_of(texts.get([start, end]))
        };
        self.index.insert(hash_of(lower), at, rehash);
    }

    /// The class bits of a word in lower case.
    #[must_use]
    pub fn of(&self, lower: &str) -> u64 {
        self.find(lower).and_then(|at| self.words.get(at)).map_or(0, bits)
    }

    /// The words that have any of the class bits `mask`, in alphabetical order.
    #[must_use]
    pub fn words_of(&self, mask: u64) -> Vec<&str> {
        let having = self.words.iter().filter(|word| bits(word) & mask != 0);
        let mut words: Vec<&str> = having.map(|word| self.text(word)).collect();
        words.sort_unstable();
        words
    }

    /// Whether any word has one of the class bits `mask`.
    #[must_use]
    pub fn has(&self, mask: u64) -> bool {
        self.words.iter().any(|word| bits(word) & mask != 0)
    }

    /// Whether the bits include the class of stop words.
    #[must_use]
    pub fn is_stop(&self, bits: u64) -> bool {
        bits & WordClass::Stop as u64 != 0
    }
}

fn bits(word: &[u32; 4]) -> u64 {
    u64::from(word[2]) | u64::from(word[3]) << 32
}

impl Freeze for Classes {
    fn freeze(&self, writer: &mut Writer) {
        self.texts.freeze(writer);
        writer.table(&self.words);
        self.index.freeze(writer);
    }

    fn thaw(reader: &mut Reader) -> Result<Self, FrozenError> {
        Ok(Self { texts: Blob::thaw(reader)?, words: reader.table()?, index: Index::thaw(reader)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_all_the_classes_that_any_line_gives_it() {
        let mut classes = Classes::parse("c.tsv", "word\tclasses\nof\tpreposition stop\nof\tof\n").unwrap();
        classes.mark("of", WordClass::Inflected);
        let all = [WordClass::Preposition, WordClass::Stop, WordClass::Of, WordClass::Inflected];
        assert_eq!(classes.of("of"), class_mask(all));
        assert_eq!((classes.of("off"), classes.words_of(WordClass::Of as u64)), (0, vec!["of"]));
    }

    #[test]
    fn a_class_that_does_not_exist_is_told_with_its_line() {
        let error = Classes::parse("c.tsv", "word\tclasses\n# x\nof\tprefixx\n").unwrap_err();
        assert_eq!(error.to_string(), "c.tsv:3: unknown word class 'prefixx'");
    }
}
