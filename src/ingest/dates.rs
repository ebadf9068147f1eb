//! Dates of publication, in the forms of metadata and date lines. Ambiguous forms are not guessed.

use crate::text::Language;
use jiff::civil::Date;

/// Forms tried, in this order; `M` stands before the number of a month that was written as a name. Numbers alone with
/// slashes are left: 3/4 is March or April.
const FORMS: [&str; 7] =
    ["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "M%m %d, %Y", "M%m %d %Y", "%d M%m %Y", "%d.%m.%Y"];

/// The day that `text` says, if it says one: ISO dates with or without a time and zone, `March 19, 2023`, `19 March
/// 2023`, a weekday before either, in the words of `language`. The day is the one written; no zone is applied.
#[must_use]
pub fn parse_date(text: &str, language: &Language) -> Option<Date> {
    let text = text.trim().trim_end_matches('.');
    if !(6..=60).contains(&text.len()) || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    if let Some(day) = text.get(..10)
        && matches!(text.as_bytes().get(10), Some(b'T' | b' '))
        && let Ok(date) = Date::strptime("%Y-%m-%d", day)
    {
        return plausible(date);
    }
    let mut words: Vec<&str> = text.split_whitespace().collect();
    if words.first().is_some_and(|word| is_weekday(word, language)) {
        words.remove(0);
    }
    let plain = words.iter().map(|word| plain(word, language)).collect::<Vec<_>>().join(" ");
    FORMS.iter().find_map(|form| Date::strptime(form, &plain).ok()).and_then(plausible)
}

fn plausible(date: Date) -> Option<Date> {
    (1000..=2999).contains(&date.year()).then_some(date)
}

fn is_weekday(word: &str, language: &Language) -> bool {
    let word = word.trim_end_matches([',', '.']).to_lowercase();
    word.len() >= 3 && language.weekdays.iter().any(|day| day.starts_with(&word))
}

/// A word of a date in numbers: `19th` is `19`, `March` is `M03`. A comma behind it stays.
fn plain(word: &str, language: &Language) -> String {
    let (body, comma) = match word.strip_suffix(',') {
        Some(body) => (body, ","),
        None => (word, ""),
    };
    let lower = body.to_lowercase();
    let is_month = |names: &String| names.split(' ').any(|name| name == lower);
    if let Some(month) = language.months.iter().position(is_month) {
        return format!("M{:02}{comma}", month + 1);
    }
    let digits = body.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = body.get(digits.len()..).unwrap_or_default();
    let is_ordinal = language.ordinals.iter().any(|ordinal| ordinal == ending);
    if !digits.is_empty() && is_ordinal && digits.bytes().all(|b| b.is_ascii_digit()) {
        return format!("{digits}{comma}");
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<Date> {
        parse_date(text, &crate::ingest::english())
    }

    #[test]
    fn the_forms_of_news() {
        for text in [
            "2023-03-19",
            "March 19, 2023",
            "19 March 2023",
            "Sunday, March 19, 2023",
            "Mar 19, 2023",
            "19th March 2023",
            "2023-03-19T23:30:00-08:00",
            "20230319",
        ] {
            assert_eq!(parsed(text), Some(Date::constant(2023, 3, 19)), "{text}");
        }
    }

    #[test]
    fn no_guess() {
        for text in ["03/04/2023", "2023", "0000-01-01", "March", "2023-13-01", "yesterday", "May 2023", ""] {
            assert_eq!(parsed(text), None, "{text}");
        }
    }
}
