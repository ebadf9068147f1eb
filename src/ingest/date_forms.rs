//! The forms in which dates are written: words, numbers, numbers that count from an epoch; times and zones behind them.

use super::date_order::DateOrder;
use crate::text::Language;
use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use regex::Regex;
use std::sync::LazyLock;

/// Lengths of a date with all that may stand around it, in bytes.
const LENGTHS: std::ops::RangeInclusive<usize> = 5..=100;

/// Whole numbers that a column of dates may have from a spreadsheet: days, 1 being the first of January 1900; from
/// 1954 to 2064.
const SERIALS: std::ops::RangeInclusive<i32> = 20_000..=60_000;

/// Two-digit years up to this one are of this century, the others of the last (as POSIX has it).
const LAST_OF_CENTURY: i16 = 68;

/// What a date is written in, which says how freely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateSite {
    /// A short line of a text: it is a date alone, or it is a sentence that begins with one.
    Line,
    /// A field of metadata.
    Field,
    /// A cell of a column of dates: spreadsheet serials, too.
    Cell,
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// A day.
    Day(Date),
    /// Day and month in numbers.
    Numeric(NumericDate),
}

/// A date of three numbers with the year last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NumericDate {
    first: i8,
    second: i8,
    year: i16,
    /// Whether the year is written in two digits.
    short: bool,
    /// Whether there are points between the numbers.
    pub dotted: bool,
}

/// The readings that a [`NumericDate`] allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// None: there is no such day.
    Nothing,
    /// The same day in either order.
    Same(Date),
    /// One order only.
    Only(DateOrder, Date),
    /// Two days.
    Either,
}

impl NumericDate {
    /// The day in that order.
    pub fn day(self, order: DateOrder) -> Option<Date> {
        let (day, month) = match order {
            DateOrder::DayFirst => (self.first, self.second),
            DateOrder::MonthFirst => (self.second, self.first),
        };
        civil(self.year, month, day)
    }

    /// The readings that it allows.
    pub fn reading(self) -> Reading {
        match (self.day(DateOrder::DayFirst), self.day(DateOrder::MonthFirst)) {
            (None, None) => Reading::Nothing,
            (Some(day), Some(other)) if day == other => Reading::Same(day),
            (Some(_), Some(_)) => Reading::Either,
            (Some(day), None) => Reading::Only(DateOrder::DayFirst, day),
            (None, Some(day)) => Reading::Only(DateOrder::MonthFirst, day),
        }
    }
}

/// Three numbers with the year last at the start of `text`, or behind a first word, such as a weekday. It needs no
/// language, so that columns can be looked through before texts are read.
pub(super) fn numeric(text: &str) -> Option<NumericDate> {
    // Most columns are in ISO form.
    let text = text.trim();
    if !LENGTHS.contains(&text.len())
        || text.as_bytes().get(..4).is_some_and(|start| start.iter().all(u8::is_ascii_digit))
    {
        return None;
    }
    let mut words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let first = words.next()?;
    let word = if first.contains(|c: char| c.is_ascii_digit()) { first } else { words.next()? };
    Fields::of(word)?.numeric()
}

/// What is written in `text`, in the words of `language`.
pub(super) fn written(text: &str, language: &Language, site: DateSite) -> Option<Written> {
    let text =
        text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')).trim_end_matches('.');
    if !LENGTHS.contains(&text.len()) || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Some(day) = epoch(text, site) {
        return Some(Written::Day(day));
    }
    let words = words(text);
    let words = match words.split_first() {
        Some((first, rest)) if is_weekday(first, language) => rest,
        _ => &words,
    };
    let (first, rest) = words.split_first()?;
    let (found, tail) = match one_word(first, language) {
        Some(found) => (found, rest),
        None => named(words, language, site)?,
    };
    // A line of `13/12/11` may be a score.
    if matches!(found, Written::Numeric(date) if site == DateSite::Line && date.short) {
        return None;
    }
    is_tail(tail, language, site).then_some(found)
}

fn civil(year: i16, month: i8, day: i8) -> Option<Date> {
    (1000..=2999).contains(&year).then(|| Date::new(year, month, day).ok()).flatten()
}

/// Words, without the commas that end them. Commas within a time stay: they begin a fraction.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        if word.contains(':') {
            words.push(word.trim_end_matches(','));
        } else {
            words.extend(word.split(',').filter(|part| !part.is_empty()));
        }
    }
    words
}

fn digits(text: &str, lengths: std::ops::RangeInclusive<usize>) -> Option<i16> {
    (lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

fn small(text: &str) -> Option<i8> {
    digits(text, 1..=2).and_then(|number| i8::try_from(number).ok())
}

/// A year of four digits or two.
fn year(text: &str) -> Option<i16> {
    let century = |year: i16| if year <= LAST_OF_CENTURY { 2000 + year } else { 1900 + year };
    digits(text, 4..=4).or_else(|| digits(text, 2..=2).map(century))
}

fn is_weekday(word: &str, language: &Language) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    word.len() >= 3 && language.weekdays.iter().any(|day| day.starts_with(&word))
}

fn month(word: &str, language: &Language) -> Option<i8> {
    if !word.starts_with(char::is_alphabetic) {
        return None;
    }
    let word = word.trim_end_matches('.').to_lowercase();
    let at = language.months.iter().position(|names| names.split(' ').any(|name| name == word))?;
    i8::try_from(at + 1).ok()
}

/// A day of a month, perhaps as an ordinal.
fn day(word: &str, language: &Language) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let number = word.trim_end_matches(|c: char| c.is_alphabetic());
    let ending = word.get(number.len()..).unwrap_or_default();
    (ending.is_empty() || language.ordinals.iter().any(|ordinal| ordinal == ending))
        .then(|| small(number))
        .flatten()
}

/// Days, seconds or milliseconds since an epoch, and days and times in digits alone.
fn epoch(text: &str, site: DateSite) -> Option<Date> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if matches!(whole.len(), 8 | 12 | 14) && fraction.is_empty() {
        return compact(whole);
    }
    if site == DateSite::Line {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    match whole.len() {
        5 if site == DateSite::Cell && fraction.bytes().all(|byte| byte == b'0') => {
            let days = i32::try_from(number).ok().filter(|days| SERIALS.contains(days))?;
            Date::constant(1899, 12, 30).checked_add(days.days()).ok()
        }
        // Ten digits may also be a day and an hour.
        10 if (whole.starts_with("19") || whole.starts_with("20")) && compact(whole).is_some() => None,
        9 | 10 => Some(utc(Timestamp::from_second(number).ok()?)),
        13 => Some(utc(Timestamp::from_millisecond(number).ok()?)),
        _ => None,
    }
}

fn utc(time: Timestamp) -> Date {
    Offset::UTC.to_datetime(time).date()
}

/// `20240305`, or with an hour, a minute and a second behind it.
fn compact(text: &str) -> Option<Date> {
    let number = |from: usize, to: usize| text.get(from..to).and_then(|part| digits(part, 1..=4));
    let below = |from: usize, limit: i16| {
        from >= text.len() || number(from, from + 2).is_some_and(|number| number < limit)
    };
    let year = number(0, 4).filter(|year| (1000..=2999).contains(year))?;
    let (month, day) = (number(4, 6)?, number(6, 8)?);
    (below(8, 24) && below(10, 60) && below(12, 61))
        .then(|| civil(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?))
        .flatten()
}

/// Three fields of a word with the same separator between them, and what stands behind the last.
#[derive(Debug, Clone, Copy)]
struct Fields<'a> {
    first: &'a str,
    second: &'a str,
    third: &'a str,
    dotted: bool,
    rest: &'a str,
}

impl<'a> Fields<'a> {
    fn of(word: &'a str) -> Option<Self> {
        let separator = word.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
        let mut fields = word.splitn(3, separator);
        let (first, second, last) = (fields.next()?, fields.next()?, fields.next()?);
        let end = last.bytes().take_while(u8::is_ascii_digit).count();
        let (third, rest) = last.split_at_checked(end)?;
        let all = !first.is_empty() && !second.is_empty() && !third.is_empty();
        all.then_some(Self { first, second, third, dotted: separator == '.', rest })
    }

    fn numeric(self) -> Option<NumericDate> {
        let (first, second, year) = (small(self.first)?, small(self.second)?, year(self.third)?);
        let (short, dotted) = (self.third.len() == 2, self.dotted);
        Some(NumericDate { first, second, year, short, dotted })
    }

    fn written(self, language: &Language) -> Option<Written> {
        if let Some(date) = self.numeric() {
            return Some(Written::Numeric(date));
        }
        let Self { first, second, third, .. } = self;
        let day = if let Some(year) = digits(first, 4..=4) {
            civil(year, small(second).or_else(|| month(second, language))?, small(third)?)
        } else if let Some(month) = month(second, language) {
            civil(year(third)?, month, small(first)?)
        } else {
            civil(year(third)?, month(first, language)?, small(second)?)
        };
        day.map(Written::Day)
    }
}

/// A date in one word, perhaps with a time or zone after it: `2024-03-05T10:00Z`, `5-Mar-24`, `05MAR2024`.
fn one_word(word: &str, language: &Language) -> Option<Written> {
    if let Some(fields) = Fields::of(word)
        && let Some(found) = fields.written(language)
    {
        return is_rest(fields.rest).then_some(found);
    }
    if let Some((start, rest)) = word.split_at_checked(8)
        && let Some(day) = compact(start)
    {
        return is_rest(rest).then_some(Written::Day(day));
    }
    let number = word.bytes().take_while(u8::is_ascii_digit).count();
    let (first, rest) = word.split_at_checked(number)?;
    let name = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let last = rest.get(name.len()..)?;
    civil(year(last)?, month(name, language)?, small(first)?).map(Written::Day)
}

/// A date in three words, one of them the name of a month; the second value is what stands behind it.
fn named<'w, 't>(
    words: &'w [&'t str],
    language: &Language,
    site: DateSite,
) -> Option<(Written, &'w [&'t str])> {
    let [first, second, ..] = *words else { return None };
    let third = words.get(2).copied().unwrap_or_default();
    let tail = words.get(3..).unwrap_or_default();
    let year = |word: &str| match site {
        DateSite::Line => digits(word, 4..=4),
        DateSite::Field | DateSite::Cell => year(word.trim_start_matches(['\'', '’'])),
    };
    let found = |date: Option<Date>, tail| date.map(|date| (Written::Day(date), tail));
    if let (Some(month), Some(day)) = (month(first, language), day(second, language)) {
        if let Some(year) = year(third) {
            return found(civil(year, month, day), tail);
        }
        // `Mar 5 10:00:00 UTC 2024`
        let (last, between) = words.get(2..)?.split_last()?;
        let only_time = is_time(third) && between.iter().skip(1).all(|word| is_zone(word));
        return only_time.then(|| found(civil(digits(last, 4..=4)?, month, day), &[][..])).flatten();
    }
    if let (Some(day), Some(month)) = (day(first, language), month(second, language)) {
        return found(civil(year(third)?, month, day), tail);
    }
    let (year, month) = (digits(first, 4..=4)?, month(second, language)?);
    found(civil(year, month, day(third, language)?), tail)
}

#[expect(clippy::unwrap_used, reason = "constant pattern; a test compiles it")]
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    let half = r"(?:[ap]\.?m\.?)";
    let fraction = r"(?:[.,][0-9]{1,9})?";
    let clock = format!(r"t?[0-9]{{1,2}}(?:[:.h][0-9]{{2}}){{1,2}}{fraction}{half}?");
    let hour = format!(r"[0-9]{{1,2}}(?:{half}|h)");
    let compact = format!(r"t[0-9]{{2}}(?:[0-9]{{2}}){{0,2}}{fraction}");
    let zone = r"(?:z|utc|gmt)?(?:[+-][0-9]{1,2}(?::?[0-9]{2})?)?";
    Regex::new(&format!(r"(?i)^(?:{clock}|{hour}|{compact}){zone}$")).unwrap()
});

/// A time of day, perhaps with a zone.
fn is_time(word: &str) -> bool {
    TIME.is_match(word)
}

/// A zone: letters, an offset from UTC, or both.
fn is_zone(word: &str) -> bool {
    let word = word.trim_matches(['(', ')']);
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let Some((name, offset)) = word.split_at_checked(letters) else { return false };
    let offset_fits = match offset.strip_prefix(['+', '-']) {
        Some(offset) => {
            (1..=5).contains(&offset.len())
                && offset.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
        }
        None => offset.is_empty() && !name.is_empty(),
    };
    offset_fits && name.len() <= 5 && name.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// What may stand right behind the last number of a date.
fn is_rest(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('T') && is_time(rest) || is_zone(rest)
}

/// Whether words behind a date are a time, a zone, a weekday, an edition: no second date, and no other number.
fn is_tail(tail: &[&str], language: &Language, site: DateSite) -> bool {
    let plain =
        |word: &&str| word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '+' | '-')).to_owned();
    let half = |word: &str| matches!(word.to_ascii_lowercase().as_str(), "am" | "pm" | "a.m" | "p.m");
    let words: Vec<String> = tail.iter().map(plain).collect();
    let words: Vec<&str> =
        words.iter().map(|word| word.trim_end_matches('-')).filter(|w| !w.is_empty()).collect();
    let (mut after_time, mut after_word) = (false, false);
    for (at, word) in words.iter().enumerate() {
        if is_time(word) || word.starts_with(['+', '-']) && is_zone(word) {
            after_time = true;
        } else if word.bytes().any(|byte| byte.is_ascii_digit()) {
            let short = small(word).is_some();
            let hour = short && words.get(at + 1).is_some_and(|next| half(next));
            let edition = short && after_word && site != DateSite::Line;
            if !(hour || edition || after_time && is_zone(word)) {
                return false;
            }
            after_time |= hour;
        } else if month(word, language).is_some() {
            return false;
        } else if site == DateSite::Line {
            if !after_time || !(half(word) || is_zone(word)) {
                return false;
            }
        } else {
            after_word = true;
        }
    }
    true
}
