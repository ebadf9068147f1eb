//! Patterns of paths: outlet, date, title, author and id in the names of files and folders.

use super::compression;
use super::path_fields::PathFields;
use std::fmt;
use std::str::FromStr;

/// A field of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Source,
    Date,
    Title,
    Author,
    Id,
    Year,
    Month,
    Day,
}

/// The names of fields, as they stand in braces.
const FIELDS: [(&str, Field); 8] = [
    ("source", Field::Source),
    ("date", Field::Date),
    ("title", Field::Title),
    ("author", Field::Author),
    ("id", Field::Id),
    ("year", Field::Year),
    ("month", Field::Month),
    ("day", Field::Day),
];

/// A part of the name of a file or folder.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// These characters.
    Text(String),
    /// Any characters, or none.
    Any,
    /// A field, of one character at least.
    Field(Field),
}

impl Part {
    /// Whether its form does not say where it ends.
    fn is_free(&self) -> bool {
        match self {
            Self::Text(_) | Self::Field(Field::Date | Field::Year | Field::Month | Field::Day) => false,
            Self::Any | Self::Field(_) => true,
        }
    }
}

/// A pattern such as `{source}/{date}-*`. It is laid against the end of a path: its last part against the name of the
/// file, with or without its ending, the parts before against the folders above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathPattern {
    text: String,
    names: Vec<Vec<Part>>,
}

/// Files whose paths a pattern does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmatched {
    /// The pattern.
    pub pattern: String,
    /// How many files.
    pub files: usize,
    /// Of so many.
    pub of: usize,
    /// The first of them.
    pub example: String,
}

/// What is wrong with a pattern, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("at character {at}: {what}")]
pub struct PatternError {
    /// The character, from 1.
    pub at: usize,
    /// What is wrong there.
    pub what: String,
}

impl fmt::Display for PathPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for PathPattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, PatternError> {
        let wrong = |byte: usize, what: String| {
            let before = text.get(..byte).unwrap_or_default();
            Err(PatternError { at: before.chars().count() + 1, what })
        };
        let mut names = Vec::new();
        let mut seen: Vec<Field> = Vec::new();
        let mut at = 0;
        for name in text.split('/') {
            if name.is_empty() {
                return wrong(at, "a name is missing: folders are written as in {source}/{date}".to_owned());
            }
            let mut parts: Vec<Part> = Vec::new();
            let mut rest = name;
            while let Some(first) = rest.chars().next() {
                let here = at + (name.len() - rest.len());
                let (part, length) = match first {
                    '*' => (Part::Any, 1),
                    '}' => return wrong(here, "no { before this }".to_owned()),
                    '{' => {
                        let Some(end) = rest.find('}') else {
                            return wrong(here, "no } after this {".to_owned());
                        };
                        let inner = rest.get(1..end).unwrap_or_default();
                        match FIELDS.iter().find(|(known, _)| *known == inner) {
                            _ if inner == "*" => (Part::Any, end + 1),
                            Some((_, field)) if seen.contains(field) => {
                                return wrong(here, format!("{{{inner}}} for the second time"));
                            }
                            Some((_, field)) => {
                                seen.push(*field);
                                (Part::Field(*field), end + 1)
                            }
                            None => {
                                let known = FIELDS.map(|(name, _)| format!("{{{name}}}")).join(", ");
                                let what = format!("there is no field {{{inner}}}; there are {known}, and *");
                                return wrong(here, what);
                            }
                        }
                    }
                    _ => {
                        let end = rest.find(['*', '{', '}']).unwrap_or(rest.len());
                        (Part::Text(rest.get(..end).unwrap_or_default().to_owned()), end)
                    }
                };
                if part.is_free() && parts.last().is_some_and(Part::is_free) {
                    let what = "something must stand between two fields, or between a field and *";
                    return wrong(here, what.to_owned());
                }
                parts.push(part);
                rest = rest.get(length..).unwrap_or_default();
            }
            at += name.len() + 1;
            names.push(parts);
        }
        if seen.is_empty() {
            return wrong(0, "no field: {date}, {source}".to_owned());
        }
        Ok(Self { text: text.to_owned(), names })
    }
}

impl PathPattern {
    /// The fields in a path, with `/` between its names; none if the pattern does not fit it. Dates in numbers come
    /// first: whether a word is the name of a month is not known here.
    pub(super) fn fields(&self, path: &str) -> Option<PathFields> {
        [false, true].into_iter().find_map(|words| self.fields_with(path, words))
    }

    fn fields_with(&self, path: &str, words: bool) -> Option<PathFields> {
        let mut names: Vec<&str> = path.split('/').collect();
        let skipped = names.len().checked_sub(self.names.len())?;
        let file = names.pop()?;
        let (last, folders) = self.names.split_last()?;
        let mut found = Vec::new();
        for (parts, name) in folders.iter().zip(names.get(skipped..)?) {
            if !fits(parts, name, None, words, &mut found) {
                return None;
            }
        }
        let above = found.len();
        let fits_file = [stem(file), file].into_iter().any(|name| {
            found.truncate(above);
            fits(last, name, None, words, &mut found)
        });
        fits_file.then(|| gathered(&found))
    }
}

/// The name of a file without its ending, and without that of its compression.
fn stem(file: &str) -> &str {
    let packed = |ending: &&str| file.strip_suffix(*ending)?.strip_suffix('.');
    let file = compression::ENDINGS.iter().find_map(packed).unwrap_or(file);
    let ending = |ending: &str| ending.len() <= 6 && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    match file.rsplit_once('.') {
        Some((stem, after)) if !stem.is_empty() && ending(after) => stem,
        _ => file,
    }
}

/// Whether `parts` fit the whole of `text`, which stands behind `before`; the fields are added to `found`. With `words`
/// a month may be a word.
fn fits<'t>(
    parts: &[Part],
    text: &'t str,
    before: Option<char>,
    words: bool,
    found: &mut Vec<(Field, &'t str)>,
) -> bool {
    let Some((part, rest)) = parts.split_first() else { return text.is_empty() };
    let ends = || text.char_indices().map(|(at, c)| at + c.len_utf8());
    let mut fits_from = |end: usize, field: Option<Field>| {
        let (Some(taken), Some(after)) = (text.get(..end), text.get(end..)) else { return false };
        let length = found.len();
        found.extend(field.map(|field| (field, taken)));
        let fits = fits(rest, after, taken.chars().next_back().or(before), words, found);
        if !fits {
            found.truncate(length);
        }
        fits
    };
    match part {
        Part::Text(wanted) => text.starts_with(wanted.as_str()) && fits_from(wanted.len(), None),
        Part::Any => std::iter::once(0).chain(ends()).any(|end| fits_from(end, None)),
        Part::Field(field @ (Field::Date | Field::Year | Field::Month | Field::Day)) => {
            // Longest first: 2024-05-27, not 2024-05-2.
            let ends: Vec<usize> = ends().collect();
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            ends.into_iter().rev().any(|end| {
                let (Some(taken), Some(after)) = (text.get(..end), text.get(end..)) else { return false };
                let cut = digit(before) && digit(taken.chars().next())
                    || digit(taken.chars().next_back()) && digit(after.chars().next());
                !cut && is_dated(*field, taken, words) && fits_from(end, Some(*field))
            })
        }
        Part::Field(field) => ends().any(|end| fits_from(end, Some(*field))),
    }
}

/// Whether `text` has the form of a date, or of the part of one.
fn is_dated(field: Field, text: &str, words: bool) -> bool {
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty();
    let word = |text: &str| words && text.len() >= 3 && text.chars().all(char::is_alphabetic);
    let small = |text: &str| number(text) && text.len() <= 2;
    match field {
        Field::Year => number(text) && text.len() == 4,
        Field::Month => small(text) || word(text),
        Field::Day => small(text),
        _ => {
            let fields: Vec<&str> =
                text.split(['-', '_', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
            let begins_and_ends =
                text.starts_with(char::is_alphanumeric) && text.ends_with(char::is_alphanumeric);
            begins_and_ends
                && match fields[..] {
                    [whole] => number(whole) && whole.len() == 8,
                    [year, month, day] if number(year) && year.len() == 4 => {
                        (small(month) || word(month)) && small(day)
                    }
                    [first, second, year] => {
                        let year_fits = number(year) && matches!(year.len(), 2 | 4);
                        let month = |text| small(text) || word(text);
                        year_fits && (small(first) && month(second) || word(first) && small(second))
                    }
                    _ => false,
                }
        }
    }
}

fn gathered(found: &[(Field, &str)]) -> PathFields {
    let get = |field: Field| found.iter().find(|(of, _)| *of == field).map(|(_, text)| *text);
    let text = |field: Field| get(field).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let parts = || {
        let (year, month, day) = (get(Field::Year)?, get(Field::Month)?, get(Field::Day)?);
        Some(format!("{year}-{month}-{day}"))
    };
    PathFields {
        source: text(Field::Source),
        date: get(Field::Date).map(|date| date.replace('_', "-")).or_else(parts),
        title: text(Field::Title).map(unslugged),
        author: text(Field::Author).map(unslugged),
        id: text(Field::Id),
    }
}

/// Names of files have hyphens or underscores for blanks.
fn unslugged(text: String) -> String {
    if text.contains(' ') { text } else { text.replace(['-', '_'], " ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pattern: &str, path: &str) -> Option<[String; 5]> {
        let pattern: PathPattern = pattern.parse().unwrap();
        let PathFields { source, date, title, author, id } = pattern.fields(path)?;
        Some([source, date, title, author, id].map(Option::unwrap_or_default))
    }

    fn source_and_date(pattern: &str, path: &str) -> Option<(String, String)> {
        let [source, date, ..] = fields(pattern, path)?;
        Some((source, date))
    }

    #[test]
    fn outlet_and_date() {
        for (pattern, path, source, date) in [
            ("{source}/{date}-*", "Courier/2031-05-02-port.txt", "Courier", "2031-05-02"),
            ("{source}/{date}_*", "Le Courrier/2031-05-02_a.txt", "Le Courrier", "2031-05-02"),
            ("{source}/{date}", "a/b/Courier/20310502.txt.gz", "Courier", "20310502"),
            ("{source}/{date}.txt", "Courier/2031_05_02.txt", "Courier", "2031-05-02"),
            ("{source}-{date}-*", "north-post-02-05-2031-x.txt", "north-post", "02-05-2031"),
            ("{source}{date}*", "Courier5-May-31port.txt", "Courier", "5-May-31"),
            ("*{date}*", "x12031-05-02.txt", "", ""),
            ("{source}/{year}/{month}/{day}-*", "Courier/2031/5/02-port.txt", "Courier", "2031-5-02"),
            ("{source}/*/{*}", "Courier/x/y.txt", "Courier", ""),
        ] {
            let expected =
                (!source.is_empty() || !date.is_empty()).then(|| (source.to_owned(), date.to_owned()));
            assert_eq!(source_and_date(pattern, path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn the_other_fields() {
        let found = fields("{id}_{author}_{title}", "a17_Ada-Brandt_the-long-quarrel.txt").unwrap();
        assert_eq!(found, ["", "", "the long quarrel", "Ada Brandt", "a17"]);
        assert_eq!(fields("{title}", "One. Two (Three)").unwrap()[2], "One. Two (Three)");
    }

    #[test]
    fn what_does_not_fit() {
        for (pattern, path) in [
            ("{source}/{date}-*", "2031-05-02-port.txt"),
            ("{date}-*", "port-2031-05-02.txt"),
            ("{date}", "20310502123.txt"),
            ("{date}", "2031-05.txt"),
            ("{source}_{date}", "_2031-05-02.txt"),
        ] {
            assert_eq!(fields(pattern, path), None, "{pattern} {path}");
        }
    }

    #[test]
    fn a_bad_pattern_is_placed() {
        for (pattern, at, says) in [
            ("{sorce}/{date}", 1, "{source}, {date}"),
            ("é/{date", 3, "no }"),
            ("{date}}", 7, "no {"),
            ("{source}//{date}", 10, "missing"),
            ("/{date}", 1, "missing"),
            ("", 1, "missing"),
            ("{source}*/{date}", 9, "between"),
            ("{source}{title}", 9, "between"),
            ("{date}/{date}", 8, "second time"),
            ("*.txt", 1, "no field"),
        ] {
            let error = pattern.parse::<PathPattern>().unwrap_err();
            assert_eq!(error.at, at, "{pattern}: {error}");
            assert!(error.to_string().contains(says), "{pattern}: {error}");
        }
    }
}
