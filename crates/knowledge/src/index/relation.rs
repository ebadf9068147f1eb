//! Relations: the ways in which a unit stands to a mention, as numbers, and how a file spells them.
//!
//! Each is a feature of its own; nearly all say on which side of the mention the unit stands.

use super::closed::{ClosedWords, MOST};
use std::fmt::Write;

/// Where a unit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// After the mention.
    After,
    /// Before it.
    Before,
}

/// The kind of a token, or of what parts it from the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::VariantArray, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[repr(u16)]
pub enum Neighbour {
    /// The beginning or the end of the sentence.
    Edge,
    /// A comma.
    Comma,
    /// A quotation mark.
    Quote,
    /// A bracket, dash or other mark.
    Mark,
    /// The mention.
    Mention,
    /// The mention with a possessive ending.
    PossessiveMention,
    /// Another name.
    Name,
    /// Another name with a possessive ending.
    PossessiveName,
    /// A form of *be*.
    Be,
    /// The particle of the infinitive.
    To,
    /// Another auxiliary.
    Auxiliary,
    /// A determiner.
    Determiner,
    /// A word with a possessive ending.
    Possessive,
    /// The *by* of a passive.
    By,
    /// *of*.
    Of,
    /// Another preposition.
    Preposition,
    /// A coordinating conjunction.
    Coordinator,
    /// A relative pronoun.
    Relative,
    /// A subordinating conjunction.
    Subordinator,
    /// A personal pronoun.
    Pronoun,
    /// A negator.
    Negator,
    /// An adverb.
    Adverb,
    /// A reporting verb.
    Speech,
    /// A past form or participle.
    Participle,
    /// A gerund.
    Gerund,
    /// A third person or a plural.
    Inflected,
    /// A number.
    Number,
    /// A word with a capital.
    Capital,
    /// Any other word.
    Word,
}

/// A step on the path between unit and mention: a [`Neighbour`], coarser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::VariantArray, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[repr(u16)]
pub enum Step {
    /// The path has ended.
    End,
    /// Any number of further steps.
    Many,
    /// A comma.
    Comma,
    /// A quotation mark.
    Quote,
    /// A bracket, dash or other mark.
    Mark,
    /// A name.
    Name,
    /// A form of *be*.
    Be,
    /// Another auxiliary, or *to*.
    Auxiliary,
    /// A determiner.
    Determiner,
    /// *of*.
    Of,
    /// *by*.
    By,
    /// Another preposition.
    Preposition,
    /// A conjunction.
    Conjunction,
    /// A relative pronoun.
    Relative,
    /// A personal pronoun.
    Pronoun,
    /// An adverb or negator.
    Adverb,
    /// A reporting verb.
    Speech,
    /// A past form or participle.
    Participle,
    /// A gerund.
    Gerund,
    /// Any other word.
    Word,
}

impl Neighbour {
    /// The step of a path over it.
    #[must_use]
    pub fn step(self) -> Step {
        match self {
            Self::Edge | Self::Mark => Step::Mark,
            Self::Comma => Step::Comma,
            Self::Quote => Step::Quote,
            Self::Mention | Self::PossessiveMention | Self::Name | Self::PossessiveName => Step::Name,
            Self::Be => Step::Be,
            Self::To | Self::Auxiliary => Step::Auxiliary,
            Self::Determiner => Step::Determiner,
            Self::By => Step::By,
            Self::Of => Step::Of,
            Self::Preposition => Step::Preposition,
            Self::Coordinator | Self::Subordinator => Step::Conjunction,
            Self::Relative => Step::Relative,
            Self::Pronoun => Step::Pronoun,
            Self::Negator | Self::Adverb => Step::Adverb,
            Self::Speech => Step::Speech,
            Self::Participle => Step::Participle,
            Self::Gerund => Step::Gerund,
            Self::Possessive | Self::Inflected | Self::Number | Self::Capital | Self::Word => Step::Word,
        }
    }
}

/// How a unit ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::VariantArray, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[repr(u16)]
pub enum Ending {
    /// As a past participle.
    Participle,
    /// As a gerund.
    Gerund,
    /// As an adverb.
    Adverb,
    /// As a third person or a plural.
    Inflected,
    /// Otherwise.
    Plain,
}

/// Something between unit and mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::VariantArray, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[repr(u16)]
pub enum Between {
    /// A form of *be*.
    Be,
    /// A verb of speech.
    Speech,
    /// A contrast.
    Contrast,
}

/// The role of the actor to a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::VariantArray, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[repr(u16)]
pub enum VerbRole {
    /// It is the agent.
    Agent,
    /// It is the patient.
    Patient,
    /// Nobody named in the sentence has a role.
    Nobody,
    /// Others have the roles.
    Others,
}

/// A way in which a unit stands to a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Distance in tokens, in [`DISTANCES`].
    Distance(Side, u16),
    /// Other names between: 0, 1, 2 or more.
    Names(Side, u16),
    /// Clauses between: 0 to 3 or more.
    Clauses(Side, u16),
    /// Commas between: 0 to 3 or more.
    Commas(Side, u16),
    /// A preposition beside the unit, toward the mention.
    Beside(Side, u8),
    /// A preposition between.
    Inside(Side, u8),
    /// A preposition before the mention.
    Governs(Side, u8),
    /// Something between.
    Between(Side, Between),
    /// How the unit ends.
    Ends(Side, Ending),
    /// The token before the unit.
    Follows(Side, Neighbour),
    /// The token after it.
    Precedes(Side, Neighbour),
    /// A closed-class word before the unit.
    FollowsWord(Side, u8),
    /// A closed-class word after it.
    PrecedesWord(Side, u8),
    /// The token before the mention.
    MentionFollows(Side, Neighbour),
    /// The token after the mention.
    MentionPrecedes(Side, Neighbour),
    /// A closed-class word after the mention.
    MentionPrecedesWord(Side, u8),
    /// The tokens between, from left to right.
    Path(Side, [Step; 3]),
    /// The attachment of the unit to the mention, by its number, and whether another name or noun is closer to it.
    Attached(u8, bool),
    /// The mention is an adjective of a country or people.
    Demonym,
    /// The attachment, on one side.
    AttachedOn(Side, u8, bool),
    /// Whether the unit and the mention stand in quotations.
    Quoted(Side, bool, bool),
    /// The mention has a possessive ending; distance, 1 to 4.
    Possessed(Side, u16),
    /// Another name is nearer to the unit.
    OtherNearer,
    /// Other names are farther.
    OthersFarther,
    /// The actor speaks in the sentence.
    Speaks(Side),
    /// Somebody else speaks.
    OtherSpeaks(Side),
    /// The role to a verb of the lexicon.
    Role(VerbRole),
    /// The unit is a verb in the passive.
    Passive(Side),
    /// The unit is an infinitive.
    Infinitive(Side),
    /// A hedge stands before the unit.
    Hedged,
    /// Behind a negator.
    Negated,
}

/// Upper ends of the steps of distance in tokens; the last has none.
pub const DISTANCES: [usize; 6] = [1, 2, 4, 7, 12, 20];
const DISTANCE_NAMES: [&str; 7] = ["1", "2", "3-4", "5-7", "8-12", "13-20", "21+"];

/// Numbers of one kind of relation.
const BLOCK: u16 = 2 * MOST as u16;
/// One more than the largest number of a relation.
pub const RELATIONS: usize = PATHS as usize + 2 * (STEPS as usize).pow(3);
/// The number of the first path.
const PATHS: u16 = 28 * BLOCK;
const STEPS: u16 = 20;

/// The attachments of a unit to a mention, by their numbers: those that syntax finds.
pub const ATTACHMENTS: [&str; 14] = [
    "subject",
    "passive_subject",
    "object",
    "by_agent",
    "complement",
    "attribute",
    "apposition",
    "possessor",
    "of",
    "toward",
    "relative",
    "subject_of_governing_verb",
    "object_of_governing_verb",
    "elsewhere",
];

impl Relation {
    /// Its number, below [`RELATIONS`].
    #[must_use]
    #[inline]
    pub fn number(self) -> u16 {
        let (kind, side, rest) = match self {
            Self::Distance(side, step) => (0, side, step),
            Self::Names(side, count) => (1, side, count),
            Self::Clauses(side, count) => (2, side, count),
            Self::Commas(side, count) => (3, side, count),
            Self::Beside(side, word) => (4, side, u16::from(word)),
            Self::Inside(side, word) => (5, side, u16::from(word)),
            Self::Governs(side, word) => (6, side, u16::from(word)),
            Self::Between(side, what) => (7, side, what as u16),
            Self::Ends(side, ending) => (8, side, ending as u16),
            Self::Follows(side, what) => (9, side, what as u16),
            Self::Precedes(side, what) => (10, side, what as u16),
            Self::Quoted(side, unit, mention) => (11, side, u16::from(unit) * 2 + u16::from(mention)),
            Self::Possessed(side, step) => (12, side, step),
            Self::OtherNearer => (13, Side::After, 0),
            Self::OthersFarther => (14, Side::After, 0),
            Self::Speaks(side) => (15, side, 0),
            Self::OtherSpeaks(side) => (16, side, 0),
            Self::Role(role) => (17, Side::After, role as u16),
            Self::Passive(side) => (18, side, 0),
            Self::Infinitive(side) => (19, side, 0),
            Self::Hedged => (20, Side::After, 0),
            Self::Negated => (21, Side::After, 0),
            Self::FollowsWord(side, word) => (22, side, u16::from(word)),
            Self::PrecedesWord(side, word) => (23, side, u16::from(word)),
            Self::MentionFollows(side, what) => (24, side, what as u16),
            Self::MentionPrecedes(side, what) => (24, side, 100 + what as u16),
            Self::MentionPrecedesWord(side, word) => (25, side, u16::from(word)),
            Self::Attached(attachment, held) => {
                (26, if held { Side::Before } else { Side::After }, u16::from(attachment))
            }
            Self::Demonym => (14, Side::Before, 1),
            Self::AttachedOn(side, attachment, held) => {
                (27, side, u16::from(attachment) * 2 + u16::from(held))
            }
            Self::Path(side, [first, second, third]) => {
                let path = (first as u16 * STEPS + second as u16) * STEPS + third as u16;
                return PATHS + path * 2 + side as u16;
            }
        };
        kind * BLOCK + rest * 2 + side as u16
    }
}

/// The step of a distance in tokens.
#[must_use]
#[inline]
pub fn distance_step(tokens: usize) -> u16 {
    DISTANCES.iter().position(|&end| tokens <= end).unwrap_or(DISTANCES.len()) as u16
}

/// Every relation with its name, for the closed words of a language.
#[must_use]
pub fn relations(closed: &ClosedWords) -> Vec<(Relation, String)> {
    use strum::VariantArray;
    let mut all: Vec<(Relation, String)> = Vec::new();
    for (side, place) in [(Side::After, "after"), (Side::Before, "before")] {
        let mut put = |relation: Relation, name: &str| all.push((relation, format!("{place}, {name}")));
        for (step, name) in (0u16..).zip(DISTANCE_NAMES) {
            put(Relation::Distance(side, step), &format!("{name} tokens"));
        }
        for count in 0..4u16 {
            let more = |most: u16| if count == most { "+" } else { "" };
            if count < 3 {
                put(Relation::Names(side, count), &format!("{count}{} names between", more(2)));
            }
            put(Relation::Clauses(side, count), &format!("{count}{} clauses between", more(3)));
            put(Relation::Commas(side, count), &format!("{count}{} commas between", more(3)));
            put(Relation::Possessed(side, count + 1), &format!("possessive mention, step {}", count + 1));
            let (unit, mention) = (count / 2 == 1, count % 2 == 1);
            let quoted = |is: bool| if is { "quoted" } else { "unquoted" };
            let name = format!("unit {}, mention {}", quoted(unit), quoted(mention));
            put(Relation::Quoted(side, unit, mention), &name);
        }
        for (number, word) in (0u8..).zip(closed.words()) {
            put(Relation::Beside(side, number), &format!("{word} beside"));
            put(Relation::Inside(side, number), &format!("{word} between"));
            put(Relation::Governs(side, number), &format!("{word} MENTION"));
        }
        for &what in Between::VARIANTS {
            put(Relation::Between(side, what), &format!("{} between them", <&str>::from(what)));
        }
        for &ending in Ending::VARIANTS {
            put(Relation::Ends(side, ending), &format!("{} ending", <&str>::from(ending)));
        }
        for &what in Neighbour::VARIANTS {
            let name = <&str>::from(what);
            put(Relation::Follows(side, what), &format!("behind {name}"));
            put(Relation::Precedes(side, what), &format!("ahead of {name}"));
            put(Relation::MentionFollows(side, what), &format!("MENTION behind {name}"));
            put(Relation::MentionPrecedes(side, what), &format!("MENTION ahead of {name}"));
        }
        for (number, word) in (0u8..).zip(closed.words()) {
            put(Relation::FollowsWord(side, number), &format!("behind '{word}'"));
            put(Relation::PrecedesWord(side, number), &format!("ahead of '{word}'"));
            put(Relation::MentionPrecedesWord(side, number), &format!("MENTION {word}"));
        }
        for (number, attachment) in (0u8..).zip(ATTACHMENTS) {
            put(Relation::AttachedOn(side, number, false), &format!("as {attachment}"));
            put(Relation::AttachedOn(side, number, true), &format!("as {attachment}, another is closer"));
        }
        for &first in Step::VARIANTS {
            for &second in Step::VARIANTS {
                for &third in Step::VARIANTS {
                    let [a, b, c] = [first, second, third].map(<&str>::from);
                    put(Relation::Path(side, [first, second, third]), &format!("path {a} {b} {c}"));
                }
            }
        }
        put(Relation::Speaks(side), "the actor speaks");
        put(Relation::OtherSpeaks(side), "another speaks");
        put(Relation::Passive(side), "passive");
        put(Relation::Infinitive(side), "infinitive");
    }
    for (number, attachment) in (0u8..).zip(ATTACHMENTS) {
        all.push((Relation::Attached(number, false), format!("attached as {attachment}")));
        all.push((Relation::Attached(number, true), format!("attached as {attachment}, another is closer")));
    }
    all.push((Relation::OtherNearer, "another name is nearer".to_owned()));
    all.push((Relation::OthersFarther, "other names are farther".to_owned()));
    for &role in VerbRole::VARIANTS {
        let mut name = String::from("role: ");
        let _ = write!(name, "{}", <&str>::from(role));
        all.push((Relation::Role(role), name));
    }
    all.push((Relation::Demonym, "MENTION is an adjective of a people".to_owned()));
    all.push((Relation::Hedged, "hedged".to_owned()));
    all.push((Relation::Negated, "negated".to_owned()));
    all
}
