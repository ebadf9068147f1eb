//! An explanation as text: marked with colours on a terminal, with brackets and signs elsewhere.

use super::figures::{amount, signed, verdict};
use super::marked_text::{ExplainStyle, FAINT, HEADING, MENTION, Page};
use crate::tables::{ActorArithmetic, Explanation, Line, MentionArithmetic};
use anstyle::AnsiColor;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Widest cell of a cue, and of its context.
const WIDEST_CUE: usize = 28;
const WIDEST_CONTEXT: usize = 48;

/// Writes `explanation` to `out`: the whole text, and every line of the arithmetic.
///
/// # Errors
/// The stream cannot be written.
pub fn write_explanation(
    out: &mut dyn Write,
    explanation: &Explanation,
    style: ExplainStyle,
) -> io::Result<()> {
    let page = Page { style };
    page.head(out, explanation)?;
    for sentence in &explanation.sentences {
        page.sentence(out, sentence)?;
    }
    if explanation.actors.is_empty() {
        return writeln!(out, "\n{}\n", explanation.nobody());
    }
    writeln!(out, "\n{}", page.styled(HEADING, "Stance toward each actor"))?;
    for actor in &explanation.actors {
        page.actor(out, actor)?;
    }
    page.edges(out, explanation)?;
    writeln!(out)
}

impl Page {
    fn actor(&self, out: &mut dyn Write, actor: &ActorArithmetic) -> io::Result<()> {
        writeln!(out, "\n{}", self.actor_line(actor))?;
        let cells = |pick: fn(&Line) -> &str| {
            actor.arithmetic.iter().flat_map(|m| &m.lines).map(|line| pick(line).width()).max().unwrap_or(0)
        };
        let widths = (
            cells(|l| &l.cue).clamp("(prior)".len(), WIDEST_CUE),
            cells(|l| &l.context).clamp("context".len(), WIDEST_CONTEXT),
        );
        actor.arithmetic.iter().try_for_each(|mention| self.mention(out, mention, widths))
    }

    fn mention(
        &self,
        out: &mut dyn Write,
        mention: &MentionArithmetic,
        (cue, context): (usize, usize),
    ) -> io::Result<()> {
        writeln!(
            out,
            "  {} \"{}\" ({}, {})  {}",
            mention.sentence_id,
            self.styled(MENTION, &self.clean(&mention.mention)),
            mention.found_by,
            self.clean(&mention.spoken()),
            verdict(mention.stance, mention.label, Some(mention.confidence))
        )?;
        let head =
            format!("    {:<cue$}  {:<8}  {:<context$}  favourable  critical", "cue", "rule", "context");
        writeln!(out, "{}", self.styled(FAINT, &head))?;
        for line in &mention.lines {
            let text = format!(
                "    {}  {:<8}  {}  {:>10}  {:>8}",
                fit(&self.clean(&line.cue), cue),
                line.rule,
                fit(&line.context, context),
                amount(line.toward_favourable),
                amount(line.toward_critical)
            );
            let style = match line.toward_favourable - line.toward_critical {
                _ if matches!(line.rule, "prior" | "rest") => FAINT,
                balance if balance > 0.0 => AnsiColor::Green.on_default(),
                _ => AnsiColor::Red.on_default(),
            };
            writeln!(out, "{}", self.styled(style, text.trim_end()))?;
        }
        let (favourable, critical) = mention.sums;
        writeln!(
            out,
            "    {:<cue$}  {:<8}  {:<context$}  {:>10}  {:>8}",
            "sum",
            "",
            "",
            signed(favourable),
            signed(critical)
        )
    }
}

/// `text` in a cell of that width.
fn fit(text: &str, width: usize) -> String {
    let mut shown = text.to_owned();
    if shown.width() > width {
        while shown.width() + 1 > width {
            shown.pop();
        }
        shown.push('…');
    }
    let blanks = width.saturating_sub(shown.width());
    shown + &" ".repeat(blanks)
}
