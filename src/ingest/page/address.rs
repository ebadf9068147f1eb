//! Addresses of pages: which one is theirs, its host, and the day in its path.

use super::super::dates::parse_date;
use crate::text::Language;
use jiff::civil::Date;

/// An address of a page on the web, if `text` is one: `https://…`.
pub fn absolute(text: &str) -> Option<&str> {
    let text = text.trim();
    let (scheme, host) = text.split_once("://")?;
    let web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    (web && host.starts_with(|c: char| c.is_alphanumeric()) && !text.contains(char::is_whitespace))
        .then_some(text)
}

/// The host of an address, without `www.`.
pub fn host(address: &str) -> Option<&str> {
    let behind = address.split_once("://")?.1;
    let host = behind.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

/// The address that browsers write into pages that they save: `<!-- saved from url=(0031)https://… -->`.
pub fn saved_from(page: &str) -> Option<&str> {
    const MARK: &str = "saved from url=";
    let mut end = page.len().min(2048);
    while !page.is_char_boundary(end) {
        end -= 1;
    }
    let head = page.get(..end)?;
    let behind = head.get(head.find(MARK)? + MARK.len()..)?;
    let behind = behind.strip_prefix('(').and_then(|rest| Some(rest.split_once(')')?.1)).unwrap_or(behind);
    absolute(behind.split(|c: char| c.is_whitespace() || c == '>').next()?)
}

/// The day in the path of an address: `/2031/03/05/`, `/2031/mar/05/`, `/2031-03-05-a-title`, `/20310305/`.
pub fn day(address: &str, language: &Language) -> Option<Date> {
    let path = address.split_once("://")?.1.split_once('/')?.1;
    let path = path.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).filter(|part| !part.is_empty()).collect();
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    let plausible = |date: &Date| (1990..=2100).contains(&date.year());
    let three = parts.windows(3).find_map(|three| {
        let [year, month, day] = *three else { return None };
        if !digits(year, 4) || !(digits(day, 1) || digits(day, 2)) {
            return None;
        }
        let text = if digits(month, 1) || digits(month, 2) {
            format!("{year}-{month:0>2}-{day:0>2}")
        } else {
            format!("{day} {month} {year}")
        };
        parse_date(&text, language).filter(plausible)
    });
    three.or_else(|| {
        parts
            .iter()
            .filter(|part| digits(part, 8))
            .find_map(|part| parse_date(part, language).filter(plausible))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_in_a_path() {
        let language = crate::ingest::english();
        for address in [
            "https://a.example/world/2031/03/05/steel.html",
            "https://a.example/world/2031/mar/5/steel",
            "https://a.example/2031-03-05-steel",
            "https://a.example/steel-20310305.html",
            "https://a.example/steel_2031_3_5?id=20290101",
        ] {
            assert_eq!(day(address, &language), Some(Date::constant(2031, 3, 5)), "{address}");
        }
        for address in [
            "https://a.example/2031/03/",
            "https://a.example/steel-12345678",
            "https://a.example/?date=2031-03-05",
            "https://2031-03-05.example",
            "/2031/03/05/",
        ] {
            assert_eq!(day(address, &language), None, "{address}");
        }
    }

    #[test]
    fn an_address_is_whole() {
        assert_eq!(absolute(" https://a.example/b "), Some("https://a.example/b"));
        for text in ["/b", "a.example", "javascript:alert(1)", "https://", "https://a b"] {
            assert_eq!(absolute(text), None, "{text}");
        }
        assert_eq!(host("https://www.a.example:80/b"), Some("a.example"));
        let page = "<!DOCTYPE html>\n<!-- saved from url=(0021)https://a.example/b/c -->\n<html>";
        assert_eq!(saved_from(page), Some("https://a.example/b/c"));
        assert_eq!(saved_from("<html>"), None);
    }
}
