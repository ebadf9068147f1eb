//! Dates of publication, in the forms of metadata and date lines. Ambiguous forms are not guessed.

use jiff::civil::Date;

/// Formats, tried in this order. Numeric dates with slashes are left out: 3/4 is March or April.
const FORMS: [&str; 10] = [
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y%m%d",
    "%B %d, %Y",
    "%b %d, %Y",
    "%B %d %Y",
    "%b %d %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%d.%m.%Y",
];

/// Parses a date: ISO dates with or without a time and zone, `March 19, 2023`, `19 March 2023`, a weekday before
/// either; none for other forms. The day is the one written; no zone is applied.
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
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
    if words.first().is_some_and(|word| is_weekday(word)) {
        words.remove(0);
    }
    let plain = words.iter().map(|word| without_ordinal(word)).collect::<Vec<_>>().join(" ");
    FORMS.iter().find_map(|form| Date::strptime(form, &plain).ok()).and_then(plausible)
}

fn plausible(date: Date) -> Option<Date> {
    (1000..=2999).contains(&date.year()).then_some(date)
}

fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches([',', '.']).to_lowercase();
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    word.len() >= 3 && days.iter().any(|day| day.starts_with(&word))
}

/// Turns `19th` into `19`.
fn without_ordinal(word: &str) -> String {
    let (body, comma) = match word.strip_suffix(',') {
        Some(body) => (body, ","),
        None => (word, ""),
    };
    let digits = body.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = body.get(digits.len()..).unwrap_or_default();
    if !digits.is_empty()
        && matches!(ending, "st" | "nd" | "rd" | "th")
        && digits.bytes().all(|b| b.is_ascii_digit())
    {
        return format!("{digits}{comma}");
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(parse_date(text), Some(Date::constant(2023, 3, 19)), "{text}");
        }
    }

    #[test]
    fn no_guess() {
        for text in ["03/04/2023", "2023", "0000-01-01", "March", "2023-13-01", "yesterday", "May 2023", ""] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
