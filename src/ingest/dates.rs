//! Dates of publication. What may mean two days is not guessed.

use super::date_column::DateColumn;
use super::date_forms::{DateSite, NumericDate, Reading, Written, written};
use super::date_leaning::LeaningKind;
use super::date_order::{DateFault, DateOrder, SettledOrder};
use crate::text::Language;
use jiff::civil::Date;
use std::sync::Arc;

/// What stands in a field for no date, in any case of letters.
const MISSING: [&str; 11] = ["", "-", "--", "—", "n/a", "na", "nan", "nat", "nil", "none", "null"];

/// Another, that of `MySQL`, perhaps with a time behind it.
const ZERO: &str = "0000-00-00";

/// The day that a short line of a text says, if it says one: ISO dates with or without a time and zone, `March 19,
/// 2023`, `19 March 2023`, a weekday before either, in the words of `language`. The day is the one written; no zone is
/// applied.
#[must_use]
pub fn parse_date(text: &str, language: &Language) -> Option<Date> {
    match written(text, language, DateSite::Line)? {
        Written::Day(day) => Some(day),
        Written::Numeric(date) => in_any_order(date).ok(),
    }
}

/// The day of a date whose column is not known.
fn in_any_order(date: NumericDate) -> Result<Date, DateFault> {
    match date.reading() {
        Reading::Same(day) | Reading::Only(_, day) => Ok(day),
        Reading::Either if date.dotted => date.day(DateOrder::DayFirst).ok_or(DateFault::Unknown),
        Reading::Either => Err(DateFault::Undecided),
        Reading::Nothing => Err(DateFault::Unknown),
    }
}

/// A day that was read, and what settled the order of its numbers if that is worth saying.
pub(super) type ReadDay = (Date, Option<Arc<SettledOrder>>);

/// The day that a field of metadata says; none if it says that there is none.
///
/// # Errors
/// It cannot be read.
pub(super) fn read_date(
    text: &str,
    language: &Language,
    column: Option<&DateColumn>,
    site: DateSite,
) -> Result<Option<ReadDay>, DateFault> {
    let plain = text.trim();
    let missing = |missing: &&str| plain.eq_ignore_ascii_case(missing);
    if MISSING.iter().any(missing) || plain.starts_with(ZERO) {
        return Ok(None);
    }
    let read = match (written(plain, language, site).ok_or(DateFault::Unknown)?, column) {
        (Written::Day(day), _) => (day, None),
        (Written::Numeric(date), Some(column)) => column.read(date)?,
        (Written::Numeric(date), None) => (in_any_order(date)?, None),
    };
    Ok(Some(read))
}

/// What the reading of a field of metadata depends on, after it was read.
pub(super) fn leaning(text: &str, language: &Language, column: &DateColumn) -> Option<LeaningKind> {
    match written(text.trim(), language, DateSite::Field)? {
        Written::Day(_) => None,
        Written::Numeric(date) => column.leaning(date),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<Date> {
        parse_date(text, &crate::ingest::english())
    }

    fn read(text: &str, site: DateSite) -> Result<Option<String>, DateFault> {
        let read = read_date(text, &crate::ingest::english(), None, site)?;
        Ok(read.map(|(day, _)| day.to_string()))
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
            "19.3.2023",
            "19/03/2023",
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

    #[test]
    fn a_line_that_goes_on_is_no_date() {
        for text in [
            "March 19, 2023 was a quiet day",
            "2023-03-19 was a quiet day",
            "19 March 2023 Tuesday Final Edition",
            "13/12/11",
            "1679184000",
            "45004",
        ] {
            assert_eq!(parsed(text), None, "{text}");
        }
    }

    #[test]
    fn the_forms_of_feeds_interfaces_and_databases() {
        for text in [
            "Tue, 05 Mar 2024 10:22:31 GMT",
            "Tue, 5 Mar 2024 23:59:00 -0800 (PST)",
            "2024-03-05T10:22:31.123456Z",
            "2024-03-05T10:22:31,123+01:00",
            "2024-03-05 10:22:31.5+00",
            "2024-03-05 10:22:31 UTC",
            "2024-03-05+01:00",
            "2024-03-05Z",
            "20240305T102231Z",
            "20240305102231",
            "202403051022",
            "2024/03/05",
            "2024.03.05",
            "2024-3-5",
            "2024-Mar-05",
            "March 5, 2024 Tuesday",
            "March 5, 2024 Tuesday 10:14 AM GMT",
            "March 5, 2024, Tuesday",
            "5 March 2024 Tuesday Final Edition",
            "March 5, 2024 Tuesday Edition 1; National Edition",
            "5-Mar-24",
            "5 Mar '24",
            "05MAR2024",
            "Mar. 5, 2024",
            "March 5,2024",
            "Tue Mar 05 2024 10:22:31 GMT+0100 (Central European Standard Time)",
            "Tue Mar  5 10:22:31 UTC 2024",
            "Tue Mar 05 10:22:31 +0000 2024",
            "Tuesday 5 March 2024 10.22am",
            "March 5, 2024 at 10 pm",
            "1709634151",
            "1709634151.25",
            "1709634151000",
            " \"2024-03-05\" ",
        ] {
            assert_eq!(read(text, DateSite::Field), Ok(Some("2024-03-05".into())), "{text}");
        }
        assert_eq!(read("Sept. 5, 2024", DateSite::Field), Ok(Some("2024-09-05".into())));
    }

    #[test]
    fn spreadsheet_serials_are_read_in_cells_alone() {
        for text in ["45356", "45356.0"] {
            assert_eq!(read(text, DateSite::Cell), Ok(Some("2024-03-05".into())), "{text}");
            assert_eq!(read(text, DateSite::Field), Err(DateFault::Unknown), "{text}");
        }
        for text in ["45356.5", "19999", "60001", "4535", "453560"] {
            assert_eq!(read(text, DateSite::Cell), Err(DateFault::Unknown), "{text}");
        }
    }

    #[test]
    fn numbers_in_an_order_that_is_open_are_not_read() {
        for (text, day) in
            [("13/05/2024", "2024-05-13"), ("05-13-2024 10:22", "2024-05-13"), ("5/5/24", "2024-05-05")]
        {
            assert_eq!(read(text, DateSite::Field), Ok(Some(day.into())), "{text}");
        }
        assert_eq!(read("5.3.2024", DateSite::Field), Ok(Some("2024-03-05".into())));
        assert_eq!(read("Tue 05/03/2024", DateSite::Field), Err(DateFault::Undecided));
        assert_eq!(read("13/13/2024", DateSite::Field), Err(DateFault::Unknown));
    }

    #[test]
    fn two_digit_years_turn_at_1969() {
        for (text, day) in
            [("5-Mar-68", "2068-03-05"), ("5-Mar-69", "1969-03-05"), ("25/12/99", "1999-12-25")]
        {
            assert_eq!(read(text, DateSite::Field), Ok(Some(day.into())), "{text}");
        }
    }

    #[test]
    fn what_stands_for_no_date_is_no_fault() {
        for text in ["", " ", "NaN", "null", "N/A", "None", "NaT", "0000-00-00", "0000-00-00 00:00:00"] {
            assert_eq!(read(text, DateSite::Cell), Ok(None), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_a_fault() {
        for text in [
            "Spring 2024",
            "2024",
            "March 2024",
            "2024-03",
            "2024-02-30",
            "5 March 2024 - 9 March 2024",
            "March 5, 2024 to March 9, 2024",
            "05/03/2024 - 09/03/2024",
            "5 March 2024 9",
            "2024030512",
            "20241350",
            "None given",
            "nan 2024",
            "-1709634151",
        ] {
            assert_eq!(read(text, DateSite::Cell), Err(DateFault::Unknown), "{text}");
        }
    }
}
