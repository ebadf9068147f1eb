//! The names in the tables that are no texts, which a record holds as numbers.

/// Every name, at the place of its number.
const NAMES: &[&str] = &[
    "",
    // Parts of a text.
    "title",
    "standfirst",
    "body",
    // How a mention was found, and whose words it is in.
    "name",
    "surname",
    "descriptor",
    "pronoun",
    "prefix",
    "narration",
    "quoted",
    "reported",
    // Labels.
    "favourable",
    "neutral",
    "critical",
    "mixed",
    // Rules of evidence.
    "prior",
    "agent",
    "patient",
    "polarity",
    "learned",
    "context",
    "rest",
    // Rules of evidence of relations.
    "verb",
    "event",
    "speech",
    "joint",
    "between",
    // How date, encoding and language were found.
    "json_ld",
    "meta",
    "time",
    "address",
    "column",
    "front_matter",
    "text",
    "path",
    "mark",
    "option",
    "utf8",
    "declared",
    "detected",
    "default",
    "no_lexicon",
    // What tells an attribution; label and column are above.
    "after",
    "before",
    "according",
    "label",
    "dash",
    "colon",
    "continued",
    "turn",
    "marks",
];

/// The number of a name; that of none if it is not known, so that its record is never used.
pub fn number(name: &str) -> usize {
    NAMES.iter().position(|known| *known == name).unwrap_or(NAMES.len())
}

/// The name with a number.
pub fn name(number: usize) -> Option<&'static str> {
    NAMES.get(number).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{DateBy, EncodingBy, LanguageBy};
    use crate::mentions::{AttributionRule, FoundBy};
    use crate::relations::RelationRule;
    use crate::stance::{Label, Rule};
    use crate::text::Voice;

    #[test]
    fn every_name_of_a_cell_is_known() {
        let found_by =
            [FoundBy::Name, FoundBy::Surname, FoundBy::Descriptor, FoundBy::Pronoun, FoundBy::Prefix];
        let dates = [
            DateBy::JsonLd,
            DateBy::Meta,
            DateBy::Time,
            DateBy::Address,
            DateBy::Column,
            DateBy::FrontMatter,
            DateBy::Text,
            DateBy::Path,
        ];
        let encodings = [
            EncodingBy::Mark,
            EncodingBy::Option,
            EncodingBy::Utf8,
            EncodingBy::Declared,
            EncodingBy::Detected,
        ];
        let languages = [LanguageBy::Option, LanguageBy::Declared, LanguageBy::Detected, LanguageBy::Default];
        let rules = [
            Rule::Prior,
            Rule::Agent,
            Rule::Patient,
            Rule::Polarity,
            Rule::Prefix,
            Rule::Learned,
            Rule::Context,
            Rule::Rest,
        ];
        let names = (found_by.map(FoundBy::name).into_iter())
            .chain([Voice::Narration, Voice::Quoted, Voice::Reported].map(Voice::name))
            .chain([Label::Favourable, Label::Neutral, Label::Critical, Label::Mixed].map(Label::name))
            .chain(rules.map(Rule::name))
            .chain(RelationRule::ALL.map(RelationRule::name))
            .chain(dates.map(DateBy::name))
            .chain(AttributionRule::ALL.map(AttributionRule::name))
            .chain(encodings.map(EncodingBy::name))
            .chain(languages.map(LanguageBy::name));
        for known in names {
            assert_eq!(name(number(known)), Some(known));
        }
    }

    #[test]
    fn an_unknown_name_has_no_number() {
        assert_eq!(name(number("sideways")), None);
    }
}
