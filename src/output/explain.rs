//! An explanation as text: marked with colours on a terminal, with brackets and signs elsewhere.

use super::sanitize::sanitize;
use crate::tables::{ActorArithmetic, Explanation, Mark, MarkedSentence, MentionArithmetic, Span};
use anstyle::{AnsiColor, Style};
use std::borrow::Cow;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// The style of an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExplainStyle {
    /// Marks by colour; otherwise `[name|id]`, `+favourable+` and `-critical-`.
    pub color: bool,
    /// Width of the page in columns.
    pub width: usize,
    /// Whether control characters are escaped, as needed on a terminal.
    pub sanitize: bool,
}

const MENTION: Style = AnsiColor::Cyan.on_default().bold();
const FAVOURABLE: Style = AnsiColor::Green.on_default().bold();
const CRITICAL: Style = AnsiColor::Red.on_default().bold();
const HEADING: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// Minimum width of the page.
const MIN_WIDTH: usize = 60;
/// Maximum width of a cue, and of its context.
const WIDEST_CUE: usize = 28;
const WIDEST_CONTEXT: usize = 48;

/// Writes `explanation` to `out`.
///
/// # Errors
/// The stream cannot be written.
pub fn write_explanation(
    out: &mut dyn Write,
    explanation: &Explanation,
    style: ExplainStyle,
) -> io::Result<()> {
    let page = Page { style };
    page.write(out, explanation)
}

struct Page {
    style: ExplainStyle,
}

/// One or more words that must not be separated, as printed, with their width.
struct Piece {
    text: String,
    width: usize,
    /// Whether white space precedes it.
    apart: bool,
}

impl Page {
    fn clean<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.style.sanitize { sanitize(text) } else { Cow::Borrowed(text) }
    }

    fn styled(&self, style: Style, text: &str) -> String {
        if self.style.color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    fn write(&self, out: &mut dyn Write, explanation: &Explanation) -> io::Result<()> {
        writeln!(out, "{}", self.styled(HEADING, &self.clean(&explanation.heading)))?;
        let mut facts = explanation.about.clone();
        if explanation.heading != explanation.doc_id {
            facts.push(explanation.doc_id.clone());
        }
        if !facts.is_empty() {
            writeln!(out, "{}", self.styled(FAINT, &self.clean(&facts.join(" · "))))?;
        }
        if !explanation.clean_up.is_empty() {
            let line = format!("clean-up: {}", explanation.clean_up.join(", "));
            writeln!(out, "{}", self.styled(FAINT, &line))?;
        }
        let legend = if self.style.color {
            format!(
                "{} names an actor, {} speaks for one, {} against one",
                self.styled(MENTION, "this"),
                self.styled(FAVOURABLE, "this"),
                self.styled(CRITICAL, "this")
            )
        } else {
            "[words|id] name an actor, +words+ speak for one, -words- against one".to_owned()
        };
        writeln!(out, "{legend}\n")?;
        for sentence in &explanation.sentences {
            self.sentence(out, sentence)?;
        }
        if explanation.actors.is_empty() {
            return writeln!(out, "\nNo actor of the registry is named here.\n");
        }
        writeln!(out, "\n{}", self.styled(HEADING, "Stance toward each actor"))?;
        for actor in &explanation.actors {
            self.actor(out, actor)?;
        }
        writeln!(out)
    }

    fn sentence(&self, out: &mut dyn Write, sentence: &MarkedSentence) -> io::Result<()> {
        let width = self.style.width.max(MIN_WIDTH);
        let margin = 5;
        if sentence.paragraph {
            writeln!(out)?;
        }
        let label = format!("{:<margin$}", sentence.sentence_id);
        write!(out, "{}", self.styled(FAINT, &label))?;
        let mut column = margin.max(label.width());
        for (at, piece) in self.pieces(&sentence.spans).into_iter().enumerate() {
            let blank = usize::from(piece.apart && at > 0);
            if piece.apart && column + blank + piece.width > width && column > margin {
                write!(out, "\n{:margin$}", "")?;
                column = margin;
            } else if blank > 0 {
                write!(out, " ")?;
                column += 1;
            }
            write!(out, "{}", piece.text)?;
            column += piece.width;
        }
        writeln!(out)
    }

    /// The spans, split at white space.
    fn pieces(&self, spans: &[Span]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut apart = false;
        for span in spans {
            let text = self.clean(&span.text);
            let count = text.split_whitespace().count();
            apart |= text.starts_with(char::is_whitespace);
            for (at, word) in text.split_whitespace().enumerate() {
                let (open, close, style) = match (&span.mark, self.style.color) {
                    (Mark::Plain, _) => ("", String::new(), None),
                    (Mark::Mention(_), true) => ("", String::new(), Some(MENTION)),
                    (Mark::Favourable, true) => ("", String::new(), Some(FAVOURABLE)),
                    (Mark::Critical, true) => ("", String::new(), Some(CRITICAL)),
                    (Mark::Mention(id), false) => ("[", format!("|{id}]"), None),
                    (Mark::Favourable, false) => ("+", "+".into(), None),
                    (Mark::Critical, false) => ("-", "-".into(), None),
                };
                let open = if at == 0 { open } else { "" };
                let close = if at + 1 == count { close.as_str() } else { "" };
                let plain = format!("{open}{word}{close}");
                let width = plain.width();
                let text = style.map_or_else(|| plain.clone(), |style| self.styled(style, &plain));
                pieces.push(Piece { text, width, apart: apart || at > 0 });
                apart = false;
            }
            apart |= text.ends_with(char::is_whitespace) || count == 0 && !text.is_empty();
        }
        pieces
    }

    fn actor(&self, out: &mut dyn Write, actor: &ActorArithmetic) -> io::Result<()> {
        let name = self.styled(HEADING, &self.clean(&actor.name));
        write!(out, "\n{name} ({})  ", self.clean(&actor.actor_id))?;
        let mentions = counted(actor.mentions, "mention");
        let Some(stance) = actor.stance else {
            return writeln!(out, "no evidence in {mentions}");
        };
        let style = match actor.label {
            "favourable" => FAVOURABLE,
            "critical" => CRITICAL,
            _ => Style::new(),
        };
        write!(out, "{}", self.styled(style, &format!("{} {}", signed(stance), actor.label)))?;
        if let Some((low, high)) = actor.interval {
            write!(out, ", 95 % {} to {}", signed(low), signed(high))?;
        }
        let silent = actor.mentions - actor.arithmetic.len();
        write!(out, "; {mentions}")?;
        if silent > 0 {
            write!(out, ", {silent} without a cue")?;
        }
        if let Some((cue, share)) = &actor.top_cue {
            write!(out, "; most by '{}' ({:.0} %)", self.clean(cue), share * 100.0)?;
        }
        writeln!(out)?;
        let cells = |pick: fn(&crate::tables::Line) -> &str| {
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
            mention.voice,
            signed(mention.stance)
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

pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

pub(super) fn signed(number: f64) -> String {
    let text = format!("{number:+.3}");
    if text.trim_start_matches(['+', '-', '0', '.']).is_empty() { "0.000".to_owned() } else { text }
}

pub(super) fn amount(number: f64) -> String {
    Some(signed(number)).filter(|text| text != "0.000").unwrap_or_default()
}

/// Pads or truncates `text` to a cell of this width.
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
