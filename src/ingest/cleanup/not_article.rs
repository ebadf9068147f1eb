//! Lines that are not the article wherever they stand: told by their wording, or as credits of an agency.
//!
//! Whole paragraphs are left out, and so are such lines within a block of lines, and credits before or behind the text
//! of a paragraph.

use super::super::metadata::Metadata;
use super::credits::Credits;
use super::furniture::byline;
use super::paragraphs::Paragraph;
use super::rules::{CleanUp, CleanUpRule, RuleSet};
use crate::text::{Language, WordingKind};
use std::ops::Range;

/// Maximum lines of a block that are looked at one by one.
const LINES_MAX: usize = 400;

/// The rule that leaves out a kind of line.
fn rule_of(kind: WordingKind) -> CleanUpRule {
    match kind {
        WordingKind::Teaser | WordingKind::TeaserList => CleanUpRule::Teaser,
        WordingKind::Share | WordingKind::ShareWords => CleanUpRule::Share,
        WordingKind::Cookie => CleanUpRule::Cookie,
        WordingKind::Newsletter => CleanUpRule::Newsletter,
        WordingKind::Copyright => CleanUpRule::Copyright,
        WordingKind::ReportingCredit => CleanUpRule::ReportingCredit,
        WordingKind::AgencyCredit => CleanUpRule::AgencyCredit,
    }
}

/// The search of one article.
struct Search<'a> {
    source: &'a str,
    rules: RuleSet,
    language: &'a Language,
    credits: Credits<'a>,
}

/// Leaves out lines that are not the article, and credits around the text of paragraphs.
pub(super) fn leave_out(
    source: &str,
    paragraphs: &mut [Paragraph],
    metadata: &Metadata,
    rules: RuleSet,
    language: &Language,
    clean_up: &mut CleanUp,
) {
    let search = Search { source, rules, language, credits: Credits::new(language, metadata) };
    // The first line may be the headline, and headlines have labels (Watch: …).
    let mut headline = metadata.title.is_none();
    // A text of one line is what its author wanted to have read.
    let alone = paragraphs.len() == 1;
    let mut first = true;
    let mut list = false;
    for paragraph in paragraphs.iter_mut().filter(|paragraph| !paragraph.left_out && !paragraph.drop_cap) {
        let [piece] = paragraph.pieces.as_slice() else { continue };
        let piece = piece.clone();
        let text = source.get(piece.clone()).unwrap_or_default();
        if text.contains('\n') {
            search.block(paragraph, clean_up);
        } else if !alone
            && let Some(rule) =
                search.rule_in(text, &mut list).filter(|rule| !(headline && labelled(text, *rule)))
        {
            paragraph.left_out = true;
            paragraph.furniture = true;
            clean_up.count(rule);
        }
        // Above the text a list is one of sections, and the headline follows it.
        list &= !first;
        if paragraph.left_out {
            continue;
        }
        headline = false;
        search.cut(paragraph, first, clean_up);
        // A dateline without an agency is expected below the headline, at the start of the first sentences.
        first = first && text.len() < SENTENCE_MIN;
    }
}

/// Whether a teaser has more words than a button or a name of a section.
fn labelled(line: &str, rule: CleanUpRule) -> bool {
    rule == CleanUpRule::Teaser && line.split_whitespace().nth(3).is_some()
}

/// Shortest paragraph that is text, in bytes.
const SENTENCE_MIN: usize = 100;

/// Longest line of a list of teasers, in bytes.
const TEASER_MAX: usize = 160;

/// Whether a line may be the headline of another article.
fn is_item(line: &str) -> bool {
    line.len() <= TEASER_MAX
        && !line.starts_with(char::is_lowercase)
        && !line.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', ':', ';', ','])
}

impl Search<'_> {
    /// The rule, if it is on, that leaves a line out; `list` is whether the line stands in a list of teasers.
    fn rule_in(&self, line: &str, list: &mut bool) -> Option<CleanUpRule> {
        let rule = self.rule(line);
        if rule.is_none() {
            *list &= is_item(line) && self.rules.has(CleanUpRule::Teaser);
            return list.then_some(CleanUpRule::Teaser);
        }
        *list |= self.language.wordings.kind(line) == Some(WordingKind::TeaserList);
        rule
    }

    /// The rule, if it is on, that leaves a line out.
    fn rule(&self, line: &str) -> Option<CleanUpRule> {
        let kind = self.language.wordings.kind(line);
        let rule = match kind {
            // A byline gives the author.
            Some(WordingKind::ReportingCredit) if byline(line).is_some() => return None,
            Some(kind) => rule_of(kind),
            None if self.credits.is_masthead(line) => CleanUpRule::SiteName,
            None if self.credits.is_line(line) => CleanUpRule::AgencyCredit,
            None => return None,
        };
        self.rules.has(rule).then_some(rule)
    }

    /// Leaves out lines of a block, unless a sentence may run through them.
    fn block(&self, paragraph: &mut Paragraph, clean_up: &mut CleanUp) {
        let Some(whole) = paragraph.pieces.first().cloned() else { return };
        let mut lines: Vec<Range<usize>> = Vec::new();
        let mut at = whole.start;
        for line in self.source.get(whole.clone()).unwrap_or_default().split_inclusive('\n') {
            lines.push(at..at + line.len());
            at += line.len();
        }
        if lines.len() > LINES_MAX {
            return;
        }
        let text = |at: usize| {
            lines.get(at).and_then(|line| self.source.get(line.clone())).unwrap_or_default().trim()
        };
        let mut list = false;
        let rules: Vec<Option<CleanUpRule>> = (0..lines.len())
            .map(|at| if text(at).is_empty() { None } else { self.rule_in(text(at), &mut list) })
            .collect();
        if rules.iter().all(Option::is_none) {
            return;
        }
        let told = |at: usize| rules.get(at).copied().flatten();
        let mut out: Vec<Option<CleanUpRule>> = Vec::with_capacity(lines.len());
        for at in 0..lines.len() {
            let closed = at == 0
                || told(at - 1).is_some()
                || text(at - 1).is_empty()
                || text(at - 1).ends_with(['.', '!', '?', '"', '”', ':', ')']);
            let opens = told(at + 1).is_some() || !text(at + 1).starts_with(char::is_lowercase);
            out.push(told(at).filter(|_| closed && opens));
        }
        let mut kept: Vec<Range<usize>> = Vec::new();
        for (line, rule) in lines.iter().zip(&out) {
            if let Some(rule) = rule {
                clean_up.count(*rule);
                continue;
            }
            match kept.last_mut() {
                Some(last) if last.end == line.start => last.end = line.end,
                _ => kept.push(line.clone()),
            }
        }
        if let Some(last) = kept.last_mut() {
            let text = self.source.get(last.clone()).unwrap_or_default();
            last.end = last.start + text.trim_end().len();
        }
        kept.retain(|piece| !piece.is_empty());
        if kept.is_empty() {
            paragraph.left_out = true;
            paragraph.furniture = true;
        } else {
            paragraph.pieces = kept;
        }
    }

    /// Cuts the dateline before the text of a paragraph and the credits behind it.
    fn cut(&self, paragraph: &mut Paragraph, first: bool, clean_up: &mut CleanUp) {
        if self.rules.has(CleanUpRule::DateLine)
            && let Some(piece) = paragraph.pieces.first_mut()
            && let Some(length) =
                self.credits.dateline(self.source.get(piece.clone()).unwrap_or_default(), first)
        {
            piece.start += length;
            clean_up.count(CleanUpRule::DateLine);
        }
        // An agency may stand behind the staff.
        for _ in 0..2 {
            let Some(piece) = paragraph.pieces.last_mut() else { return };
            let text = self.source.get(piece.clone()).unwrap_or_default();
            let Some((credit, kind)) = self.credits.ending(text) else { return };
            let rule = rule_of(kind);
            if !self.rules.has(rule) || credit.start == 0 {
                return;
            }
            piece.end = piece.start + credit.start;
            clean_up.count(rule);
        }
    }
}
