//! Lines of the headers of articles: fields with a key, dates, numbers of words.

/// A line `Key: value` with one of `keys`, in any case of letters.
pub fn field<'k, 'l>(line: &'l str, keys: &[&'k str]) -> Option<(&'k str, &'l str)> {
    let (key, value) = line.trim().split_once(':')?;
    let known = keys.iter().find(|known| known.eq_ignore_ascii_case(key.trim()))?;
    Some((*known, value.trim()))
}

/// The day that a line says, up to its year: a weekday and a time of day behind it are left. None if the line has no
/// day and year in it, or is too long for a date.
pub fn written_date(line: &str) -> Option<String> {
    let line = line.trim();
    if line.len() > 80 {
        return None;
    }
    let mut words: Vec<&str> = line.split_whitespace().collect();
    let year = words.iter().position(|word| {
        let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
        digits.len() == 4 && word.len() <= 5 && (digits.starts_with("19") || digits.starts_with("20"))
    });
    match year {
        Some(year) if (1..=4).contains(&year) => {
            let day = words.iter().take(year).any(|word| {
                let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
                (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
            });
            words.truncate(year + 1);
            day.then(|| words.join(" ").trim_end_matches(',').to_owned())
        }
        Some(_) => None,
        // 2024-05-02
        None => {
            let first = words.first()?;
            let numbers: Vec<&str> = first.split(['-', '/', '.']).collect();
            let is_date = numbers.len() == 3
                && numbers.iter().all(|number| {
                    !number.is_empty()
                        && number.len() <= 4
                        && number.bytes().all(|byte| byte.is_ascii_digit())
                });
            is_date.then(|| (*first).to_owned())
        }
    }
}

/// Whether a line is a number of words: `1,234 words`.
pub fn is_word_count(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let number = words.next().is_some_and(|number| {
        number.starts_with(|c: char| c.is_ascii_digit())
            && number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'))
    });
    number && words.next().is_some_and(|word| ["words", "word"].contains(&word)) && words.next().is_none()
}

/// An author without the word before the name.
pub fn author(value: &str) -> Option<String> {
    let name = ["By ", "BY ", "by "].iter().find_map(|by| value.strip_prefix(by)).unwrap_or(value).trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// A value, if there is one.
pub fn value(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_up_to_its_year() {
        for (line, date) in [
            ("   May 2, 2024 Thursday", Some("May 2, 2024")),
            ("Thursday 2 May 2024 10:15 AM GMT", Some("Thursday 2 May 2024")),
            ("2 May 2024", Some("2 May 2024")),
            ("2024-05-02", Some("2024-05-02")),
            ("May 2024", None),
            ("The Post 2024", None),
            (
                "It rained on 3 of the days in the year 2024, they said in the old town hall and went home.",
                None,
            ),
            ("The Coast Post (Norway)", None),
        ] {
            assert_eq!(written_date(line).as_deref(), date, "{line}");
        }
    }

    #[test]
    fn fields_and_numbers_of_words() {
        assert_eq!(field("BYLINE: Ana Lenz", &["Byline"]), Some(("Byline", "Ana Lenz")));
        assert_eq!(field("He said: no", &["Byline"]), None);
        assert!(
            is_word_count(" 1,234 words ") && !is_word_count("12 words of it") && !is_word_count("words")
        );
        assert_eq!(author("By Ana Lenz").as_deref(), Some("Ana Lenz"));
    }
}
