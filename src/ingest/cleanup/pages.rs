//! Page furniture: running heads, feet and page numbers of a text that was taken from pages.
//!
//! Pages are parted by form feeds, or by the page numbers themselves: at least three that count upward, each a line of
//! its own, with text between them.

use super::lines::Line;
use super::rules::{CleanUp, CleanUpRule};
use std::collections::BTreeMap;

/// Lines at the top and at the bottom of a page that may be heads or feet.
const EDGE: usize = 2;
/// A page of fewer lines has one line at each edge.
const SHORT_PAGE: usize = 6;
/// Maximum length of a running head, in bytes.
const HEAD_MAX: usize = 120;
/// Minimum number of page numbers where there are no form feeds.
const NUMBERS_MIN: usize = 3;
/// Minimum lines of text between two page numbers.
const PAGE_LINES: usize = 8;

/// Leaves the page furniture out of `lines`, and sets their pages.
pub fn leave_out(source: &str, lines: &mut [Line], clean_up: &mut CleanUp) {
    if lines.last().is_none_or(|last| last.page == 0) && !number_pages(source, lines, clean_up) {
        return;
    }
    let pages = pages(lines);
    let mut repeated: BTreeMap<String, usize> = BTreeMap::new();
    for page in &pages {
        let mut seen: Vec<String> =
            edges(page).into_iter().filter_map(|at| key(lines.get(at)?.text(source))).collect();
        seen.sort_unstable();
        seen.dedup();
        for key in seen {
            *repeated.entry(key).or_default() += 1;
        }
    }
    let enough = pages.len().div_ceil(3).max(2);
    for page in &pages {
        for at in edges(page) {
            let Some(line) = lines.get_mut(at) else { continue };
            let is_head =
                key(line.text(source)).and_then(|key| repeated.get(&key)).is_some_and(|n| *n >= enough);
            if is_head {
                line.left_out = true;
                clean_up.count(CleanUpRule::RunningHead);
            }
        }
    }
}

/// The lines of text of each page.
fn pages(lines: &[Line]) -> Vec<Vec<usize>> {
    let mut pages: Vec<Vec<usize>> = Vec::new();
    let mut last = None;
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_blank() && !line.left_out) {
        if last != Some(line.page) {
            pages.push(Vec::new());
            last = Some(line.page);
        }
        if let Some(page) = pages.last_mut() {
            page.push(at);
        }
    }
    pages
}

/// The first and last lines of a page.
fn edges(page: &[usize]) -> Vec<usize> {
    let edge = if page.len() < SHORT_PAGE { 1 } else { EDGE };
    let last = page.iter().skip(page.len().saturating_sub(edge).max(edge));
    page.iter().take(edge).chain(last).copied().collect()
}

/// What running heads have in common: the line in lower case, each number made the same.
fn key(text: &str) -> Option<String> {
    if text.len() > HEAD_MAX {
        return None;
    }
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_numeric() {
            if !key.ends_with('#') {
                key.push('#');
            }
        } else if c.is_whitespace() {
            if !key.ends_with(' ') {
                key.push(' ');
            }
        } else {
            key.extend(c.to_lowercase());
        }
    }
    Some(key)
}

/// The number that is the whole of a line, possibly between dashes.
fn number(text: &str) -> Option<u32> {
    if text.len() > 16 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—'));
    (digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// Leaves out page numbers where no form feed parts the pages, and makes pages of what is between them.
fn number_pages(source: &str, lines: &mut [Line], clean_up: &mut CleanUp) -> bool {
    let mut run: Vec<(usize, u32)> = Vec::new();
    let mut text = 0;
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_blank()) {
        match number(line.text(source)) {
            Some(number) if run.is_empty() => {
                run.push((at, number));
                text = 0;
            }
            Some(number) if run.last().is_some_and(|last| last.1 + 1 == number) && text >= PAGE_LINES => {
                run.push((at, number));
                text = 0;
            }
            _ => text += 1,
        }
    }
    if run.len() < NUMBERS_MIN {
        return false;
    }
    let mut numbers = run.iter().peekable();
    let mut page = 0;
    for (at, line) in lines.iter_mut().enumerate() {
        line.page = page;
        if numbers.next_if(|(number, _)| *number == at).is_some() {
            line.left_out = true;
            clean_up.count(CleanUpRule::RunningHead);
            page += 1;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    /// The lines that stay, and how many were left out.
    fn kept(source: &str) -> (Vec<&str>, u32) {
        let mut all = lines(source, 0);
        let mut clean_up = CleanUp::default();
        leave_out(source, &mut all, &mut clean_up);
        let kept = all.iter().filter(|line| !line.left_out && !line.is_blank()).map(|line| line.text(source));
        (kept.collect(), clean_up.counts().map(|(_, count)| count).sum())
    }

    #[test]
    fn what_every_page_begins_or_ends_with_is_no_text() {
        let pages = [("One", "a"), ("Two", "b"), ("Three", "c")];
        let page = |(n, (first, second)): (usize, &(&str, &str))| {
            format!("The Report 2031\n{first} line of text\n{second} line too\nPage {} of 3\n", n + 1)
        };
        let source = pages.iter().enumerate().map(page).collect::<Vec<_>>().join("\u{c}");
        let (lines, count) = kept(&source);
        assert_eq!(lines.len(), 6, "{lines:?}");
        assert!(lines.iter().all(|line| line.contains("line")));
        assert_eq!(count, 6);
    }

    #[test]
    fn page_numbers_that_count_upward_part_pages_without_form_feeds() {
        let text = |page: &str| -> String {
            (b'a'..=b'i').map(|c| format!("A line of text {} on the {page}.\n", char::from(c))).collect()
        };
        let (first, second, third) = (text("first"), text("second"), text("third"));
        let source = format!("{first}12\nThe Report\n{second}\n- 13 -\nThe Report\n{third}14\n");
        let (lines, count) = kept(&source);
        assert!(lines.iter().all(|line| line.starts_with("A line")), "{lines:?}");
        assert_eq!((lines.len(), count), (27, 5));
    }

    #[test]
    fn numbers_of_a_list_are_text() {
        let source = "1\nNorway\n2\nSweden\n3\nPoland\n";
        assert_eq!(kept(source), (source.trim().split('\n').collect(), 0));
        let year = "In the year\n2031\nit rained.";
        assert_eq!(kept(year).1, 0);
    }
}
