//! Credits of news agencies, and of the outlet itself: datelines, names in brackets behind a paragraph, lines of names.

use super::super::metadata::Metadata;
use crate::text::{Language, WordClass, WordingKind};
use std::borrow::Cow;
use std::ops::Range;

/// Longest text before the agency of a dateline, in bytes.
const PLACE_MAX: usize = 80;
/// Longest credit in brackets, in bytes.
const CREDIT_MAX: usize = 220;
/// Longest line of names, in bytes.
const LINE_MAX: usize = 80;
/// Shortest place in capitals that is one without a date or country beside it; shorter words may be abbreviations.
const PLACE_MIN: usize = 5;

/// Lower-case words within names of places.
const PARTICLES: [&str; 9] = ["de", "al", "el", "la", "au", "of", "the", "upon", "am"];

/// Tells names of agencies, in a language, for one article.
pub(super) struct Credits<'a> {
    language: &'a Language,
    /// The outlet of the article, in lower case and without an article before it.
    outlet: Option<String>,
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '\'' | '’'))
        .map(|word| word.trim_matches(['.', '\'', '’']))
        .filter(|word| !word.is_empty())
}

/// A name in lower case without the article before it.
fn bare<'n>(name: &'n str, language: &Language) -> &'n str {
    match name.split_once(' ') {
        Some((first, rest)) if language.classes.of(first) & WordClass::Determiner as u64 != 0 => rest,
        _ => name,
    }
}

/// A word in lower case.
fn lower(word: &str) -> Cow<'_, str> {
    let plain = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if plain { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―')
}

impl<'a> Credits<'a> {
    pub fn new(language: &'a Language, metadata: &Metadata) -> Self {
        let outlet = metadata.source.as_deref().map(str::trim).filter(|name| name.len() > 2);
        let outlet = outlet.map(|name| bare(&name.to_lowercase(), language).to_owned());
        Self { language, outlet }
    }

    /// Whether a word, with its capital, belongs to the name of an agency.
    fn is_agency_word(&self, word: &str) -> bool {
        word.starts_with(|c: char| c.is_uppercase() || c == 'd')
            && self.language.classes.of(&lower(word)) & WordClass::Agency as u64 != 0
    }

    /// Whether a text is the name of the outlet, with or without an article before it.
    fn is_outlet(&self, text: &str) -> bool {
        let Some(outlet) = &self.outlet else { return false };
        let text = text.trim();
        // Every line is asked about: most do not end in the name.
        if text.is_ascii() {
            let end = text.len().checked_sub(outlet.len()).and_then(|start| text.get(start..));
            if !end.is_some_and(|end| end.eq_ignore_ascii_case(outlet)) {
                return false;
            }
        }
        bare(&text.to_lowercase(), self.language) == outlet
    }

    /// Whether a text is names of agencies, or of the outlet, and words that stand beside those.
    fn is_source(&self, text: &str) -> bool {
        if self.is_outlet(text) {
            return true;
        }
        let beside = |word: &str| self.language.wordings.is_credit_word(&lower(word));
        let mut named = false;
        for word in words(text) {
            if self.is_agency_word(word) {
                named = true;
            } else if !beside(word) {
                return false;
            }
        }
        named
    }

    /// The length of a dateline at the start of a paragraph: `LONDON, March 3 (Reuters) - The …` then begins with
    /// *The*. Without an agency it counts only in the first paragraph.
    pub fn dateline(&self, text: &str, first: bool) -> Option<usize> {
        self.agency_dateline(text).or_else(|| if first { self.place_dateline(text) } else { None })
    }

    fn agency_dateline(&self, text: &str) -> Option<usize> {
        let start = text.as_bytes().get(..text.len().min(PLACE_MAX + 40))?;
        let end = memchr::memchr(b')', start)?;
        let (place, agency) = text.get(..end)?.rsplit_once('(')?;
        if place.len() > PLACE_MAX || !self.is_place(place) || !self.is_source(agency) {
            return None;
        }
        let rest = text.get(end + 1..)?;
        let body = rest.trim_start().trim_start_matches(is_dash);
        let dashed = body.len() < rest.trim_start().len();
        let body = body.trim_start();
        (dashed && !body.is_empty()).then(|| text.len() - body.len())
    }

    /// `KYIV, Ukraine — The …`: capitals and a dash.
    fn place_dateline(&self, text: &str) -> Option<usize> {
        let at = text.char_indices().take(PLACE_MAX).find(|(_, c)| matches!(c, '—' | '–'))?.0;
        let place = text.get(..at)?;
        let body = text.get(at..)?.trim_start_matches(is_dash).trim_start();
        let capital = body.trim_start_matches(['"', '“', '‘']).starts_with(char::is_uppercase);
        if !capital || !self.is_place(place) {
            return None;
        }
        let (name, rest) =
            place.split_once(',').map_or((place.trim(), None), |(name, rest)| (name, Some(rest)));
        let shouted = name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase);
        let dated = |rest: &str| rest.contains(|c: char| c.is_ascii_digit()) || !rest.trim().is_empty();
        let told = rest.is_some_and(dated) || name.len() >= PLACE_MIN;
        (shouted && told).then(|| text.len() - body.len())
    }

    /// Whether words may be the place and day before a dash: each has a capital or is a number.
    fn is_place(&self, text: &str) -> bool {
        let capital = |word: &str| {
            word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || PARTICLES.contains(&word)
        };
        let determiner =
            |word: &str| self.language.classes.of(&word.to_lowercase()) & WordClass::Determiner as u64 != 0;
        !text.contains(['!', '?', ';', ':', '"', '“', '(', ')'])
            && words(text).all(capital)
            && words(text).count() <= 9
            && !words(text).next().is_some_and(determiner)
    }

    /// The range of a credit at the end of a paragraph, with the blank before it: `(AFP)`, `– Reuters`, `(Reporting by
    /// …; Editing by …)`; and what it is.
    pub fn ending(&self, text: &str) -> Option<(Range<usize>, WordingKind)> {
        let trimmed = text.trim_end_matches(['.', ' ']);
        if let Some(inside) = trimmed.strip_suffix(')') {
            let open = inside.rfind('(')?;
            let credit = inside.get(open + 1..)?;
            let before = text.get(..open)?.trim_end();
            if before.is_empty() || credit.len() > CREDIT_MAX {
                return None;
            }
            if self.is_source(credit) {
                return Some((before.len()..text.len(), WordingKind::AgencyCredit));
            }
            let staff = self.language.wordings.kind(credit) == Some(WordingKind::ReportingCredit);
            return staff.then_some((before.len()..text.len(), WordingKind::ReportingCredit));
        }
        // `… fell silent. – AFP`
        let tail = trimmed.len().saturating_sub(LINE_MAX / 2);
        let tail = (tail..=trimmed.len()).find(|&at| trimmed.is_char_boundary(at))?;
        let (at, dash) = trimmed.get(tail..)?.char_indices().rev().find(|(_, c)| is_dash(*c) || *c == '/')?;
        let before = text.get(..tail + at)?.trim_end();
        let name = trimmed.get(tail + at + dash.len_utf8()..)?;
        let stopped = before.ends_with(['.', '!', '?', '"', '”']);
        (stopped && self.is_source(name)).then_some((before.len()..text.len(), WordingKind::AgencyCredit))
    }

    /// Whether a line is only the names of agencies, or of the outlet: `AFP/Reuters`, `Source: dpa`, `ab/cd (AFP, dpa)`.
    pub fn is_line(&self, text: &str) -> bool {
        if text.len() > LINE_MAX || text.ends_with(['?', '!']) {
            return false;
        }
        let line = text.trim_matches(|c: char| !c.is_alphanumeric());
        if self.is_source(line) {
            return true;
        }
        // Initials of the staff stand before names in brackets.
        let Some((initials, names)) = text.trim_end_matches(['.', ' ', ')']).split_once('(') else {
            return false;
        };
        let short = |word: &str| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        initials.contains('/') && words(initials).all(short) && self.is_source(names)
    }

    /// Whether a line is the outlet's own: its name, alone or beside a section (`Coast Post | World`).
    pub fn is_masthead(&self, text: &str) -> bool {
        if text.len() > LINE_MAX || self.outlet.is_none() {
            return false;
        }
        if text.is_ascii() && !text.contains('|') {
            return self.is_outlet(text);
        }
        let mut parts = text.split(['|', '»', '›', '·', '•']);
        let several = parts.clone().nth(1).is_some();
        parts.any(|part| self.is_outlet(part)) && (several || self.is_outlet(text))
    }

    /// The length of a headline without the outlet's name behind it (`Strike ends - Coast Post`).
    pub fn headline(&self, title: &str) -> usize {
        if self.outlet.is_none() {
            return title.len();
        }
        let cut = [" - ", " | ", " – ", " — ", " :: ", " · "]
            .iter()
            .filter_map(|mark| title.rfind(mark).map(|at| (at, mark)));
        let Some((at, mark)) = cut.max() else { return title.len() };
        let name = title.get(at + mark.len()..).unwrap_or_default();
        if self.is_outlet(name) { at } else { title.len() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Classes;

    /// What `check` says of the credits of an article by that outlet.
    fn with<T>(outlet: Option<&str>, check: impl FnOnce(Credits<'_>) -> T) -> T {
        let metadata = Metadata { source: outlet.map(str::to_owned), ..Metadata::default() };
        let mut english = crate::ingest::english();
        let classes = include_str!("../../../lexicons/en/classes.tsv");
        english.classes = Classes::parse("classes.tsv", classes).unwrap();
        check(Credits::new(&english, &metadata))
    }

    #[test]
    fn datelines_are_cut_and_sentences_are_not() {
        let rest = |text: &str, outlet: Option<&str>| {
            with(outlet, |credits| credits.dateline(text, true)).map(|length| text[length..].to_owned())
        };
        for text in [
            "LONDON (Reuters) - The army left.",
            "PARIS, March 3 (Reuters) — The army left.",
            "Paris (AFP) – The army left.",
            "(Reuters) - The army left.",
            "Port-au-Prince, Haiti (AP) -- The army left.",
            "QUILLTOWN, Northland — The army left.",
            "QUILLTOWN – The army left.",
            "OSLO, Feb. 2 – The army left.",
        ] {
            assert_eq!(rest(text, None).as_deref(), Some("The army left."), "{text}");
        }
        let own = "QUILLTOWN (Coast Post) - The army left.";
        assert_eq!(rest(own, None), None);
        assert_eq!(rest(own, Some("The Coast Post")).as_deref(), Some("The army left."));
        for text in [
            "The agency (Reuters) - which is old - fell silent.",
            "Northland (a member) - The rest left.",
            "NATO — The alliance is old.",
            "Northland — The country is old.",
            "It left – The army.",
            "He asked (AP) why.",
        ] {
            assert_eq!(rest(text, None), None, "{text}");
        }
    }

    #[test]
    fn credits_behind_a_paragraph_are_cut() {
        let rest = |text: &str| {
            with(Some("Coast Post"), |credits| credits.ending(text))
                .map(|(range, _)| text[..range.start].to_owned())
        };
        for text in [
            "It fell. (AFP)",
            "It fell. (Reuters/AP)",
            "It fell. (with AFP and dpa)",
            "It fell. – AFP",
            "It fell. / Reuters",
            "It fell. (Coast Post)",
            "It fell. (Additional reporting by Ana Lenz; Editing by Jo Marr)",
        ] {
            assert_eq!(rest(text).as_deref(), Some("It fell."), "{text}");
        }
        for text in
            ["It fell (in May).", "He left the agency – AFP", "It fell. (Northland)", "(AFP)", "It fell."]
        {
            assert_eq!(rest(text), None, "{text}");
        }
    }

    #[test]
    fn lines_of_names_are_told() {
        with(Some("Coast Post"), |credits| {
            for line in
                ["AFP", "Source: Reuters", "AFP/AP", "jd/rl (AFP, dpa)", "The Associated Press", "Coast Post"]
            {
                assert!(credits.is_line(line), "{line}");
            }
            for line in ["Reuters fell silent.", "Source: a friend", "Press", "The Coast", "(May)"] {
                assert!(!credits.is_line(line), "{line}");
            }
            assert!(credits.is_masthead("Coast Post | World") && !credits.is_masthead("Coast Post fell"));
            assert_eq!(credits.headline("Strike ends - The Coast Post"), "Strike ends".len());
            assert_eq!(credits.headline("Strike - then peace"), "Strike - then peace".len());
        });
    }
}
