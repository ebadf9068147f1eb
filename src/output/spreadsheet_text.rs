//! Texts that a spreadsheet takes for a number, a date, a time, true, false or an error: how they are written to stay what
//! they are.

use std::sync::LazyLock;

/// Most characters of a text in a formula.
const LONGEST: usize = 255;
/// Most characters of a date in words.
const LONGEST_DATE: usize = 40;
/// Most words of one: day of the week, month, and half of the day, with a preposition.
const MOST_WORDS: usize = 4;

/// The words that mean a value.
struct Words {
    truth: Vec<&'static str>,
    month: Vec<&'static str>,
    time: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let rows = include_str!("spreadsheet_words.tsv").lines().filter_map(|line| line.split_once('\t'));
    let of_kind = |kind: &str| {
        let rows = rows.clone().filter(|(of, _)| *of == kind);
        rows.flat_map(|(_, words)| words.split(' ')).collect()
    };
    Words { truth: of_kind("truth"), month: of_kind("month"), time: of_kind("time") }
});

/// Signs that may stand in a number, a date, a time or an amount.
fn is_sign(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '.' | ',' | ':' | '/' | '\\' | '-' | '+' | '%' | '\u{2030}' | '(' | ')' | '\'')
        || matches!(c, '\u{2019}' | '\u{2212}' | '$' | '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20cf}')
}

/// Whether a spreadsheet might take a text for a value; a text too many is no harm. A text that begins a formula is not
/// meant, unless it is a number.
pub(super) fn is_taken_for_value(text: &str) -> bool {
    let text = text.trim();
    if text.len() > LONGEST || text.contains('"') {
        return false;
    }
    if !text.contains(char::is_numeric) {
        let lower = text.to_lowercase();
        return WORDS.truth.contains(&lower.as_str()) || is_error(text);
    }
    if !text.chars().all(|c| c.is_alphanumeric() || is_sign(c)) {
        return is_error(text);
    }
    let words = words_of(text);
    if words.is_empty() {
        return true;
    }
    if words.len() > MOST_WORDS || text.chars().count() > LONGEST_DATE {
        return false;
    }
    let is_month = |word: &String| WORDS.month.iter().any(|month| word.starts_with(month));
    let behind_digits = text.find(char::is_numeric).and_then(|at| text.get(at..)).unwrap_or_default();
    words.iter().any(is_month)
        || words_of(behind_digits).iter().any(|word| WORDS.time.contains(&word.as_str()))
        || is_power(text)
}

/// The words of a text, in lower case.
fn words_of(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Whether a text is a number with a power of ten: `1e5`.
fn is_power(text: &str) -> bool {
    let Some((number, power)) = text.split_once(['e', 'E', 'd', 'D']) else { return false };
    let digits = power.strip_prefix(['+', '-']).unwrap_or(power);
    number.ends_with(|c: char| c.is_numeric() || c == '.')
        && !digits.is_empty()
        && digits.chars().all(char::is_numeric)
        && number.chars().all(|c| c.is_numeric() || is_sign(c))
}

/// Whether a text is the name of an error: `#N/A`, `#DIV/0!`.
fn is_error(text: &str) -> bool {
    let name = text.strip_prefix('#').unwrap_or_default();
    name.contains(char::is_uppercase)
        && name.chars().all(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '/' | '!' | '?'))
}

/// `text` as a formula that says it.
pub(super) fn as_formula(text: &str) -> String {
    format!("=\"{text}\"")
}

/// The text that such a formula says, if it is one.
pub(super) fn of_formula(cell: &str) -> Option<&str> {
    let text = cell.strip_prefix("=\"")?.strip_suffix('"')?;
    (!text.contains('"')).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_change_is_known() {
        for text in [
            "00123",
            "123456789012345678",
            "1E5",
            "1.5e-3",
            "1/2",
            "1 1/2",
            "12:30",
            "50%",
            "(5)",
            "-17",
            "+44 20",
            "$5",
            "5 €",
            "1,234.5",
            "10.0.0.1",
            "2031-01",
            "2031",
            " 7 ",
            "March 5",
            "5. März 2031",
            "SEPT2",
            "5-may",
            "Monday, March 5, 2031",
            "3 pm",
            "5 de marzo de 2031",
            "2031年3月5日",
            "TRUE",
            "wahr",
            "Falsch",
            "ИСТИНА",
            "#N/A",
            "#DIV/0!",
            "１２３",
        ] {
            assert!(is_taken_for_value(text), "{text}");
        }
    }

    #[test]
    fn other_texts_are_left_alone() {
        for text in [
            "",
            "T1",
            "fr-T1",
            "C12",
            "M3_dc34wcm2t2r7kc",
            "2031-W05",
            "2031-Q1",
            "in/01.txt",
            "a.csv#3",
            "G20",
            "A320",
            "#1",
            "Covid-19",
            "Boeing 737",
            "March",
            "may",
            "true story",
            "NA",
            "NAM",
            "utf-8",
            "windows-1252",
            "5 per cent",
            "Peru bought 12 trains in March of that year",
            "byline=1",
            "=1+1",
            "@5",
            "4\" pipe",
            "#peace",
        ] {
            assert!(!is_taken_for_value(text), "{text}");
        }
    }

    #[test]
    fn a_text_in_a_formula_comes_back() {
        assert_eq!(of_formula(&as_formula("00123")), Some("00123"));
        for cell in ["", "=\"", "\"1\"", "=\"a\"&\"b\"", "'=\"1\"", "=1"] {
            assert_eq!(of_formula(cell), None, "{cell}");
        }
    }
}
