//! Dates in paths that nothing asks for: the message says how to read them.

/// Documents without a date whose path holds one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatesInPaths {
    /// How many.
    pub documents: usize,
    /// The path of the first of them.
    pub example: String,
    /// The pattern for the name of its file.
    pub pattern: String,
}

/// The pattern for a file whose name holds a date in ISO form; none if it holds none.
pub(super) fn pattern_of(path: &str) -> Option<String> {
    let name = path.rsplit('/').next()?;
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let bytes = stem.as_bytes();
    let (at, end) = (0..bytes.len()).find_map(|at| Some((at, at + date_length(bytes.get(at..)?)?)))?;
    let outside = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_digit());
    if !(outside(at.checked_sub(1).and_then(|before| bytes.get(before))) && outside(bytes.get(end))) {
        return None;
    }
    let (before, after) = (stem.get(..at)?, stem.get(end..)?);
    let mark =
        |c: Option<char>| c.filter(|c| matches!(c, '-' | '_' | ' ')).map(String::from).unwrap_or_default();
    let before =
        if before.is_empty() { String::new() } else { format!("*{}", mark(before.chars().next_back())) };
    let after = if after.is_empty() { String::new() } else { format!("{}*", mark(after.chars().next())) };
    Some(format!("{before}{{date}}{after}"))
}

/// The length of the date that `bytes` begin with: `2024-05-02`, or the same without hyphens.
fn date_length(bytes: &[u8]) -> Option<usize> {
    let number = |from: usize, to: usize| {
        let digits = bytes.get(from..to)?;
        digits
            .iter()
            .try_fold(0_u32, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0')))
    };
    let fits = |month: usize, day: usize| {
        let year = number(0, 4).is_some_and(|year| (1800..=2100).contains(&year));
        let month = number(month, month + 2).is_some_and(|month| (1..=12).contains(&month));
        year && month && number(day, day + 2).is_some_and(|day| (1..=31).contains(&day))
    };
    match bytes.get(4)? {
        mark @ (b'-' | b'_') if bytes.get(7) == Some(mark) && fits(5, 8) => Some(10),
        digit if digit.is_ascii_digit() && fits(4, 6) => Some(8),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_a_name_has_a_pattern_that_finds_it() {
        for (path, pattern) in [
            ("in/Courier/2031-05-02_port.txt", "{date}_*"),
            ("in/2031-05-02.txt.gz", "{date}"),
            ("in/north-20310502-port.txt", "*-{date}-*"),
            ("in/port2031_05_02x.txt", "*{date}*"),
        ] {
            let found = pattern_of(path).unwrap();
            assert_eq!(found, pattern, "{path}");
            let fields = found.parse::<super::super::PathPattern>().unwrap().fields(path);
            assert!(fields.is_some_and(|fields| fields.date.is_some()), "{path}");
        }
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for path in
            ["in/a.txt", "2031-05-02/a.txt", "in/120310502.txt", "in/20311502.txt", "in/2031-05.txt", "é"]
        {
            assert_eq!(pattern_of(path), None, "{path}");
        }
    }
}
