//! The article out of a page.

use super::super::cleanup::byline;
use super::super::metadata::Metadata;
use super::fault::PageFault;
use super::guard::{check, check_tree};
use super::head::Head;
use super::plain::is_invisible;
use crate::text::Language;
use dom_smoothie::{Config, Readability, TextMode};

/// An article taken out of a page.
#[derive(Debug)]
pub(in crate::ingest) struct PageArticle {
    /// Its text, a blank line between paragraphs. Offsets in tables refer to this text.
    pub text: String,
    /// What the page says about it.
    pub metadata: Metadata,
}

/// Elements that are never a part of the text: menus, boxes beside it, captions of pictures, numbers of footnotes.
const OUTSIDE: &str = "nav, aside, footer, figcaption, dialog, template, noscript, sup a";
/// Characters of an article below which the extractor looks for more text in less likely places.
const SHORT: usize = 500;
/// The same for articles of a few lines.
const SHORTEST: usize = 60;
/// Letters of sentences that an article has at least.
const LEAST: usize = 20;
/// Links that are whole lines, from which on a page may be a list of links.
const LINKS: usize = 4;
/// Letters of sentences for each of these that an article has at least.
const BETWEEN_LINKS: usize = 400;
/// Letters of a link that may be the headline of another article.
const LINK: usize = 20;

/// Takes the article out of a page; dates are read in the words of `language`.
///
/// # Errors
/// The page is too long or too deep to be parsed, or holds no article.
pub(in crate::ingest) fn extract(page: &str, language: &Language) -> Result<PageArticle, PageFault> {
    check(page)?;
    let reader = |threshold| {
        let config = Config {
            char_threshold: threshold,
            disable_json_ld: true,
            text_mode: TextMode::Formatted,
            ..Config::default()
        };
        Readability::new(page, None, Some(config)).ok()
    };
    let nothing = || PageFault::NoArticle("no text that is not menu, link or script".to_owned());
    let mut parsed = reader(SHORT).ok_or_else(nothing)?;
    check_tree(&parsed)?;
    let Head { mut metadata, is_article } = Head::of(&parsed, page, language);
    let mut found = Found::of(&mut parsed);
    if found.as_ref().is_none_or(|found| found.text.chars().count() < SHORT) {
        // The looser attempts took in whatever they found: the strict one stands if no sentence is lost by it.
        let strict = reader(SHORTEST).and_then(|mut parsed| Found::of(&mut parsed));
        if let Some(strict) = strict.filter(|strict| strict.sentences >= LEAST)
            && found.as_ref().is_none_or(|found| found.sentences * 2 < strict.sentences * 3)
        {
            found = Some(strict);
        }
    }
    let found = found.filter(|found| found.sentences >= LEAST).ok_or_else(nothing)?;
    if !is_article && found.links >= LINKS && found.sentences < found.links * BETWEEN_LINKS {
        return Err(PageFault::NoArticle(format!("{} links to other pages, and little text", found.links)));
    }
    if metadata.author.is_none() {
        metadata.author = found.byline.as_deref().and_then(byline).map(str::to_owned);
    }
    // A standfirst within the text is not said twice.
    metadata.standfirst = metadata.standfirst.filter(|standfirst| !holds(&found.text, standfirst));
    Ok(PageArticle { text: found.text, metadata })
}

/// What the extractor made of a page.
struct Found {
    text: String,
    byline: Option<String>,
    /// Letters of the lines that end like a sentence.
    sentences: usize,
    /// Links that are whole lines.
    links: usize,
}

impl Found {
    fn of(page: &mut Readability) -> Option<Self> {
        page.doc.select(OUTSIDE).remove();
        for mark in page.doc.select("time").nodes() {
            // A day or an hour within a sentence stays.
            let beside = [mark.prev_sibling(), mark.next_sibling()];
            if beside.iter().flatten().all(|node| node.is_element() || node.text().trim().is_empty()) {
                mark.remove_from_parent();
            }
        }
        let article = page.parse().ok()?;
        let text = tidy(&article.text_content);
        let links = page.doc.select("#readability-page-1 a");
        let whole = links.nodes().iter().filter(|link| {
            let beside = [link.prev_sibling(), link.next_sibling()];
            beside.iter().flatten().all(|node| node.is_element() || node.text().trim().is_empty())
                && letters(&link.text()) >= LINK
        });
        let links = whole.count();
        Some(Self { sentences: sentences(&text), text, byline: article.byline, links })
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Letters of the lines that end like a sentence, in any script.
fn sentences(text: &str) -> usize {
    let closes =
        |c: char| matches!(c, '"' | '\'' | '”' | '’' | '»' | '«' | '“' | ')' | ']' | '」' | '』' | ' ');
    let ends = |line: &&str| {
        line.trim_end_matches(closes).ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '։'])
    };
    text.lines().filter(ends).map(letters).sum()
}

/// The text in lines without blanks at their ends, and with at most one blank line between two.
fn tidy(text: &str) -> String {
    let text = text.replace(is_invisible, "");
    let mut tidied = String::with_capacity(text.len());
    for line in text.lines().map(str::trim) {
        if line.is_empty() && (tidied.is_empty() || tidied.ends_with("\n\n")) {
            continue;
        }
        tidied.push_str(line);
        tidied.push('\n');
    }
    tidied.truncate(tidied.trim_end().len());
    tidied
}

/// Whether a line of `text` begins with this text.
fn holds(text: &str, part: &str) -> bool {
    text.lines().any(|line| line.starts_with(part) || line.len() > 20 && part.starts_with(line))
}
