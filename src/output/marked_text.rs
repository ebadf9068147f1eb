//! What the texts of an explanation share: marked sentences on a page of some width, its head, and the line of an actor.

use super::figures::{counted, signed, verdict};
use super::sanitize::sanitize;
use crate::tables::{ActorArithmetic, Explanation, Mark, MarkedSentence, Span};
use anstyle::{AnsiColor, Style};
use std::borrow::Cow;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// How an explanation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExplainStyle {
    /// Marks by colour; else `[name|id]`, `+favourable+` and `-critical-`.
    pub color: bool,
    /// Columns of the page.
    pub width: usize,
    /// Whether control characters are escaped, as for a terminal.
    pub sanitize: bool,
}

pub(super) const MENTION: Style = AnsiColor::Cyan.on_default().bold();
const FAVOURABLE: Style = AnsiColor::Green.on_default().bold();
const CRITICAL: Style = AnsiColor::Red.on_default().bold();
pub(super) const HEADING: Style = Style::new().bold();
pub(super) const FAINT: Style = Style::new().dimmed();

/// Narrowest page.
const MIN_WIDTH: usize = 60;
/// Columns before the text of a sentence, for its number.
const MARGIN: usize = 5;

/// A page of text.
pub(super) struct Page {
    pub(super) style: ExplainStyle,
}

/// A word, or several that must not be parted, as it is printed, with its width.
struct Piece {
    text: String,
    width: usize,
    /// Whether white space stands before it.
    apart: bool,
}

impl Page {
    pub(super) fn clean<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.style.sanitize { sanitize(text) } else { Cow::Borrowed(text) }
    }

    pub(super) fn styled(&self, style: Style, text: &str) -> String {
        if self.style.color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// The title, what is known of the document, and what the marks mean.
    pub(super) fn head(&self, out: &mut dyn Write, explanation: &Explanation) -> io::Result<()> {
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
        writeln!(out, "{legend}\n")
    }

    /// A sentence after its number, in as many lines as it needs.
    pub(super) fn sentence(&self, out: &mut dyn Write, sentence: &MarkedSentence) -> io::Result<()> {
        let width = self.style.width.max(MIN_WIDTH);
        if sentence.paragraph {
            writeln!(out)?;
        }
        let label = format!("{:<MARGIN$}", sentence.sentence_id);
        write!(out, "{}", self.styled(FAINT, &label))?;
        let mut column = MARGIN.max(label.width());
        for (at, piece) in self.pieces(&sentence.spans).into_iter().enumerate() {
            let blank = usize::from(piece.apart && at > 0);
            if piece.apart && column + blank + piece.width > width && column > MARGIN {
                write!(out, "\n{:MARGIN$}", "")?;
                column = MARGIN;
            } else if blank > 0 {
                write!(out, " ")?;
                column += 1;
            }
            write!(out, "{}", piece.text)?;
            column += piece.width;
        }
        writeln!(out)
    }

    /// The spans cut at white space.
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

    /// Who takes a stance toward whom: a line an edge.
    pub(super) fn edges(&self, out: &mut dyn Write, explanation: &Explanation) -> io::Result<()> {
        if explanation.edges.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{}", self.styled(HEADING, "Who toward whom"))?;
        for edge in &explanation.edges {
            let style = if edge.stance > 0.0 { FAVOURABLE } else { CRITICAL };
            let cue =
                if edge.cue.is_empty() { String::new() } else { format!(" by '{}'", self.clean(&edge.cue)) };
            writeln!(
                out,
                "{:<MARGIN$}{} -> {}  {}{cue} ({}{})",
                edge.sentence_id,
                self.clean(&edge.source),
                self.clean(&edge.target),
                self.styled(style, &verdict(edge.stance, edge.label, Some(edge.confidence))),
                edge.rule,
                if edge.strict { ", strict" } else { "" }
            )?;
        }
        Ok(())
    }

    /// The line of an actor: its stance with label and confidence, and what that rests on.
    pub(super) fn actor_line(&self, actor: &ActorArithmetic) -> String {
        let name = self.styled(HEADING, &self.clean(&actor.name));
        let mut line = format!("{name} ({})  ", self.clean(&actor.actor_id));
        let mentions = counted(actor.mentions, "mention");
        let Some(stance) = actor.stance else {
            return line + &format!("no evidence in {mentions}");
        };
        let style = match actor.label {
            "favourable" => FAVOURABLE,
            "critical" => CRITICAL,
            _ => Style::new(),
        };
        line += &self.styled(style, &verdict(stance, actor.label, actor.confidence));
        if let Some((low, high)) = actor.interval {
            line += &format!("; 95 % {} to {}", signed(low), signed(high));
        }
        line += &format!("; {mentions}");
        let silent = actor.mentions.saturating_sub(actor.arithmetic.len());
        if silent > 0 {
            line += &format!(", {silent} without a cue");
        }
        if let Some((cue, share)) = &actor.top_cue {
            line += &format!("; most by '{}' ({:.0} %)", self.clean(cue), share * 100.0);
        }
        line
    }
}
