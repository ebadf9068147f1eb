//! Markdown: the paragraphs, headings, items and cells of a text as stretches of its source, without marks.

use super::paragraphs::Paragraph;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};
use std::ops::Range;

/// The paragraphs of `source` from byte `begin` on. Pictures, code, HTML and bare addresses are left out.
pub fn split(source: &str, begin: usize) -> Vec<Paragraph> {
    let text = source.get(begin..).unwrap_or_default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut paragraphs = Vec::new();
    let mut open = Paragraph::default();
    // How many elements that are left out are open.
    let mut hidden: usize = 0;
    let mut tags: Vec<bool> = Vec::new();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let shift = |range: Range<usize>| range.start + begin..range.end + begin;
        match event {
            Event::Start(tag) => {
                if !is_inline(&tag) {
                    close(&mut open, &mut paragraphs);
                }
                let hides = is_hidden(&tag);
                hidden += usize::from(hides);
                tags.push(hides);
            }
            Event::End(end) => {
                hidden -= usize::from(tags.pop().unwrap_or(false) && hidden > 0);
                if !matches!(
                    end,
                    pulldown_cmark::TagEnd::Emphasis
                        | pulldown_cmark::TagEnd::Strong
                        | pulldown_cmark::TagEnd::Strikethrough
                        | pulldown_cmark::TagEnd::Link
                        | pulldown_cmark::TagEnd::Image
                ) {
                    close(&mut open, &mut paragraphs);
                }
            }
            Event::Text(said) | Event::Code(said) if hidden == 0 => {
                // An escaped or coded character may differ from its source.
                let there = text.get(range.clone()).unwrap_or_default();
                if let Some(at) = there.find(said.as_ref()) {
                    open.push(shift(range.start + at..range.start + at + said.len()));
                }
            }
            Event::SoftBreak | Event::HardBreak if hidden == 0 => {
                let there = text.get(range.clone()).unwrap_or_default();
                if let Some(at) = there.find('\n') {
                    open.push(shift(range.start + at..range.start + at + 1));
                }
            }
            Event::Rule => close(&mut open, &mut paragraphs),
            _ => {}
        }
    }
    close(&mut open, &mut paragraphs);
    paragraphs
}

/// Ends a paragraph.
fn close(open: &mut Paragraph, paragraphs: &mut Vec<Paragraph>) {
    if !open.pieces.is_empty() {
        paragraphs.push(std::mem::take(open));
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    let bare = |kind: &LinkType| matches!(kind, LinkType::Autolink | LinkType::Email);
    matches!(tag, Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_))
        || matches!(tag, Tag::Link { link_type, .. } if bare(link_type))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(source: &str, begin: usize) -> Vec<String> {
        split(source, begin).iter().map(|paragraph| paragraph.text(source).into_owned()).collect()
    }

    #[test]
    fn marks_are_no_text() {
        let source = "# Ports\n\nNorway **praised** [Poland](https://example.org/a) \\*.\nIt rained.\n\n> A quoted\n> line.\n\n\
             * One\n* Two `x`\n\n![a picture](p.png)\n\n```\ncode\n```\n\n<div>html</div>\n\n---\n\nSee <https://example.org>.\n";
        assert_eq!(
            paragraphs(source, 0),
            ["Ports", "Norway praised Poland *.\nIt rained.", "A quoted\nline.", "One", "Two x", "See ."]
        );
    }

    #[test]
    fn cells_of_a_table_are_paragraphs_and_the_start_is_left_to_others() {
        let source = "--\n| a | b |\n|---|---|\n| Norway | Poland |\n";
        assert_eq!(paragraphs(source, 3), ["a", "b", "Norway", "Poland"]);
        assert_eq!(paragraphs("", 0), [""; 0]);
    }

    #[test]
    fn deep_nesting_is_no_trouble() {
        assert_eq!(paragraphs(&("> ".repeat(20_000) + "deep"), 0).len(), 1);
        assert!(!paragraphs(&"[".repeat(100_000), 0).is_empty());
    }
}
