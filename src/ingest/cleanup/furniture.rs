//! Boilerplate: lines of a page that are not body text (headline, byline, credits, site name), recognised by form.

use super::super::dates::parse_date;
use super::super::metadata::Metadata;
use super::paragraphs::Paragraph;
use super::rules::{CleanUp, CleanUpRule, RuleSet};
use crate::text::Language;
use crate::text::Part;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex::Regex;
use std::sync::LazyLock;

/// Maximum length of a boilerplate line, in bytes.
const LINE_MAX: usize = 220;
/// Maximum words of a headline.
const HEADLINE_WORDS: usize = 25;
/// Maximum words of a motto.
const MOTTO_WORDS: usize = 9;
/// Maximum words of a standfirst.
const STANDFIRST_WORDS: usize = 80;
/// Separators of a site's name and motto, which are rarer in headlines.
const MASTHEAD_MARKS: [&str; 5] = [" :: ", " | ", " » ", " • ", " · "];
/// Maximum distance in paragraphs from a headline to the first credit or date line below it.
const BLOCK: usize = 4;

#[expect(clippy::unwrap_used, reason = "constant patterns; a test compiles them")]
fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}

static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?x)
        ^(?:photo|photograph|photography|picture|pictures|image|images|illustration|graphic|credit|file\ photo)s?
            \s*(?:by|:|credit|courtesy|/|©)
        | \b(?i:image|photo|photograph|picture|illustration)s?\s+(?:by|courtesy\ of|credit)\s*:?\s+\p{Lu}
        | \((?:AP|AFP|Reuters|EPA|Getty)\ ?(?:Photo|Images|Pictures)?\s*/[^)]*\)\s*$
        | \b(?:Getty\ Images|Shutterstock|Unsplash|Pixabay|Wikimedia\ Commons|iStock|Alamy)\b[^.]*$
        | ^©
        | \[(?:photo|image|picture)[^\]]*\]\s*$
        ",
    )
});
static CREDIT_CASELESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?i)^(?:photo|photograph|picture|image|illustration|credit)s?\s*(?:by|:|credit|courtesy)")
});
// Names are checked by `is_name`: patterns that repeat classes of letters take long to compile.
static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:By|BY|Written by|Words by|Reporting by|Author:)\s+([^\s,|;]+(?:\s+[^\s,|;]+)+)(?:\s*[,|;](.*))?$",
    )
});
static WRITES: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?-u:\b)writes?\s+([^\s,|;]+(?:\s+[^\s,|;]+){1,3}?)\s*\.?$"));
static DATED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?i-u:published|updated|posted|last updated|date|on)?\s*:?\s*(.*?[0-9])(?:\s*(?:(?i-u:at)|,|\||-|–)?\s*[0-9]{1,2}[:.][0-9]{2}.*)?$",
    )
});
/// Maximum characters after the name in a byline.
const BYLINE_REST: usize = 80;
/// Maximum words of the names in a byline.
const BYLINE_NAMES: usize = 7;

/// Lower-case words inside a name, or between two.
const PARTICLES: [&str; 7] = ["and", "van", "von", "de", "der", "bin", "al"];

/// Whether words are one or more names: the first and most others begin with a capital, all are letters.
fn is_name(text: &str) -> bool {
    let plain = |c: char| c.is_alphabetic() || matches!(c, '.' | '’' | '\'' | '-');
    let capital = |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(plain);
    let mut words = text.split_whitespace();
    words.next().is_some_and(capital) && words.all(|word| PARTICLES.contains(&word) || capital(word))
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn ends_like_a_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '\'', '’', ')', ']']);
    text.ends_with(['.', '!', ':', ';', ',']) || text.ends_with('?') && words(text) > 14
}

fn is_headline(text: &str) -> bool {
    text.len() <= LINE_MAX
        && (2..=HEADLINE_WORDS).contains(&words(text))
        && !text.contains('\n')
        && !ends_like_a_sentence(text)
        && text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric())
}

/// Share of the longer words that begin with a capital, 0 to 1.
fn capitals(text: &str) -> f64 {
    let long: Vec<&str> = text.split_whitespace().filter(|word| word.chars().count() > 3).collect();
    let upper =
        long.iter().filter(|word| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase));
    if long.is_empty() { 0.0 } else { upper.count() as f64 / long.len() as f64 }
}

/// Marks paragraphs that are not body text, and fills missing `metadata` from them.
pub fn recognise(
    source: &str,
    paragraphs: &mut [Paragraph],
    metadata: &mut Metadata,
    rules: RuleSet,
    language: &Language,
    clean_up: &mut CleanUp,
) {
    let mut anchors = Vec::new();
    for (index, paragraph) in paragraphs.iter_mut().enumerate() {
        if paragraph.left_out || paragraph.len() > LINE_MAX || paragraph.drop_cap {
            continue;
        }
        let text = paragraph.text(source);
        let Some(rule) = classify(&text, metadata, language) else { continue };
        if !rules.has(rule) {
            continue;
        }
        paragraph.left_out = true;
        clean_up.count(rule);
        anchors.push(index);
    }
    let title = rules
        .has(CleanUpRule::Headline)
        .then(|| find_title(source, paragraphs, metadata, &anchors))
        .flatten();
    if let Some(at) = title {
        if metadata.title.is_none() {
            metadata.title = Some(flat(&paragraphs[at].text(source)));
            paragraphs[at].part = Some(Part::Title);
        } else {
            // The text repeats the headline of the metadata.
            paragraphs[at].left_out = true;
        }
        clean_up.count(CleanUpRule::Headline);
    }
    if anchors.is_empty() {
        return;
    }
    if rules.has(CleanUpRule::SiteName) {
        mark_site_names(source, paragraphs, title.or(anchors.first().copied()), clean_up);
    }
    if rules.has(CleanUpRule::Headline)
        && let Some(last) = anchors.iter().copied().chain(title).max()
    {
        mark_standfirst(source, paragraphs, last, metadata, clean_up);
    }
}

/// Words one of which is in every picture credit. Most lines have none, which saves compiling a pattern.
const CREDIT_WORDS: [&str; 17] = [
    "photo",
    "image",
    "picture",
    "illustration",
    "graphic",
    "credit",
    "getty",
    "shutterstock",
    "unsplash",
    "pixabay",
    "wikimedia",
    "istock",
    "alamy",
    "(ap",
    "(afp",
    "(reuters",
    "(epa",
];

#[expect(clippy::unwrap_used, reason = "constant words; a test builds the search")]
static MAY_CREDIT: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .build(CREDIT_WORDS)
        .unwrap()
});

fn may_credit(text: &str) -> bool {
    text.starts_with('©') || MAY_CREDIT.is_match(text)
}

/// The name in a byline.
pub fn byline(text: &str) -> Option<&str> {
    let found = BYLINE.captures(text)?;
    let rest = found.get(2).map_or(0, |rest| rest.as_str().chars().count());
    let name = found.get(1)?.as_str();
    (rest <= BYLINE_REST && words(name) <= BYLINE_NAMES && is_name(name)).then_some(name)
}

/// Whether a line may have more around a date than a date may have: it ends in a digit, or has a time in it. Few lines
/// with a number do, and [`DATED`] is slow.
fn may_be_dated(text: &str) -> bool {
    let is_time = |part: &[u8]| {
        matches!(part, [hour, b':' | b'.', tens, ones]
            if hour.is_ascii_digit() && tens.is_ascii_digit() && ones.is_ascii_digit())
    };
    text.ends_with(|c: char| c.is_ascii_digit()) || text.as_bytes().windows(4).any(is_time)
}

/// What a short paragraph is, and what it tells.
fn classify(text: &str, metadata: &mut Metadata, language: &Language) -> Option<CleanUpRule> {
    if may_credit(text) && (CREDIT.is_match(text) || CREDIT_CASELESS.is_match(text)) {
        return Some(CleanUpRule::PictureCredit);
    }
    let may_sign = ["By", "BY", "W", "R", "A"].iter().any(|first| text.starts_with(first));
    if may_sign && let Some(name) = byline(text) {
        metadata.author.get_or_insert_with(|| name.to_owned());
        return Some(CleanUpRule::Byline);
    }
    if text.len() > 70 {
        return None;
    }
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let date = parse_date(text, language).or_else(|| {
        let found = if may_be_dated(text) { DATED.captures(text) } else { None };
        found
            .and_then(|found| found.get(1))
            .and_then(|day| parse_date(day.as_str().trim_end_matches([',', ' ']), language))
    });
    if let Some(date) = date {
        metadata.date.get_or_insert(date);
        return Some(CleanUpRule::DateLine);
    }
    None
}

/// The headline: the most likely line shortly before the first credit, byline or date line; without any of those the
/// first paragraph, if a longer one follows.
fn find_title(
    source: &str,
    paragraphs: &[Paragraph],
    metadata: &Metadata,
    anchors: &[usize],
) -> Option<usize> {
    let free = |at: &usize| paragraphs.get(*at).is_some_and(|p| !p.left_out && !p.drop_cap);
    let text = |at: usize| paragraphs[at].text(source);
    if let Some(title) = &metadata.title {
        let first = (0..paragraphs.len()).find(free)?;
        return text(first).split_whitespace().eq(title.split_whitespace()).then_some(first);
    }
    if let Some(&anchor) = anchors.first() {
        let block = anchor.saturating_sub(BLOCK)..anchor;
        let best = block.filter(free).filter(|&at| is_headline(&text(at))).max_by(|&a, &b| {
            let (a_text, b_text) = (text(a), text(b));
            let headline = |text: &str| !MASTHEAD_MARKS.iter().any(|mark| text.contains(mark));
            headline(&a_text)
                .cmp(&headline(&b_text))
                .then(capitals(&a_text).total_cmp(&capitals(&b_text)))
                .then(a.cmp(&b))
        });
        if best.is_some() {
            return best;
        }
    }
    let first = (0..paragraphs.len()).find(free)?;
    let next = (first + 1..paragraphs.len()).find(|at| paragraphs.get(*at).is_some_and(|p| !p.left_out))?;
    let headline = text(first);
    let longer = paragraphs[next].len() > headline.len() || ends_like_a_sentence(&text(next));
    (is_headline(&headline) && longer).then_some(first)
}

/// Short lines without a full stop just above the headline are the site's name or motto.
fn mark_site_names(source: &str, paragraphs: &mut [Paragraph], title: Option<usize>, clean_up: &mut CleanUp) {
    let Some(title) = title else { return };
    for at in (title.saturating_sub(2)..title).rev() {
        let paragraph = &paragraphs[at];
        if paragraph.furniture {
            continue;
        }
        let text = paragraph.text(source);
        let motto = !paragraph.left_out
            && paragraph.part.is_none()
            && !paragraph.drop_cap
            && words(&text) <= MOTTO_WORDS
            && !ends_like_a_sentence(&text);
        if !motto {
            break;
        }
        paragraphs[at].left_out = true;
        clean_up.count(CleanUpRule::SiteName);
    }
}

/// The paragraph between boilerplate and body, if it is short and either names its author or the text starts over after
/// it.
fn mark_standfirst(
    source: &str,
    paragraphs: &mut [Paragraph],
    last: usize,
    metadata: &mut Metadata,
    clean_up: &mut CleanUp,
) {
    let at = last + 1;
    let Some(paragraph) = paragraphs.get(at) else { return };
    let text = paragraph.text(source);
    if paragraph.left_out || paragraph.drop_cap || paragraph.part.is_some() || words(&text) > STANDFIRST_WORDS
    {
        return;
    }
    let writer = WRITES
        .captures(&text)
        .and_then(|found| found.get(1))
        .map(|name| name.as_str().trim_end_matches('.').to_owned())
        .filter(|name| is_name(name));
    let begins_anew =
        paragraphs.get(at + 1).is_some_and(|next| next.drop_cap || next.left_out && !next.furniture);
    if writer.is_none() && !begins_anew {
        return;
    }
    if metadata.author.is_none() {
        metadata.author = writer;
    }
    if metadata.standfirst.is_none() {
        metadata.standfirst = Some(flat(&text));
    }
    paragraphs[at].part = Some(Part::Standfirst);
    clean_up.count(CleanUpRule::Headline);
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(text: &str) -> Option<CleanUpRule> {
        classify(text, &mut Metadata::default(), &crate::ingest::english())
    }

    #[test]
    fn furniture_is_told_by_its_form() {
        for credit in [
            "Astana. Image by Людмила Помазанова from Pixabay",
            "Photo: A. Smith",
            "A minister speaks. (AP Photo/Jane Doe)",
            "PHOTOGRAPH BY J. DOE",
            "© Someone 2031",
        ] {
            assert_eq!(rule(credit), Some(CleanUpRule::PictureCredit), "{credit}");
        }
        for date in ["March 19, 2023", "Published: 19 March 2023", "Sunday, March 19, 2023 at 10:30 GMT"] {
            assert_eq!(rule(date), Some(CleanUpRule::DateLine), "{date}");
        }
        assert_eq!(rule("By Jane Doe and John Roe"), Some(CleanUpRule::Byline));
    }

    #[test]
    fn text_is_not() {
        for text in [
            "The image by which he is known is false.",
            "By Friday the army had left.",
            "He said the photo was taken in March 2023.",
            "In 2023 it rained.",
            "The picture: bleak",
        ] {
            let furniture = rule(text);
            assert!(furniture.is_none() || text.starts_with("The picture"), "{text}: {furniture:?}");
        }
    }
}
