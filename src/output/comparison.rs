//! The effect of leaving out a cue, as text: each actor's stance before and after, and the affected mentions.

use super::figures::{counted, signed};
use super::marked_text::ExplainStyle;
use super::sanitize::sanitize;
use crate::tables::{ActorArithmetic, Explanation, MentionArithmetic};
use anstyle::Style;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

const HEADING: Style = Style::new().bold();

/// Writes the differences between two explanations of a document: `before`, and `after` without the cues `left_out`.
///
/// # Errors
/// The stream cannot be written.
pub fn write_comparison(
    out: &mut dyn Write,
    before: &Explanation,
    after: &Explanation,
    left_out: &[String],
    style: ExplainStyle,
) -> io::Result<()> {
    let clean = |text: &str| -> String {
        if style.sanitize { sanitize(text) } else { Cow::Borrowed(text) }.into_owned()
    };
    let bold = |text: String| if style.color { format!("{HEADING}{text}{HEADING:#}") } else { text };
    writeln!(out, "{}", bold(clean(&before.heading)))?;
    if left_out.is_empty() {
        return writeln!(out, "none of the cues left out stands here\n");
    }
    writeln!(out, "without {}\n", clean(&left_out.join(", ")))?;
    let names: Vec<String> =
        before.actors.iter().map(|actor| clean(&format!("{} ({})", actor.name, actor.actor_id))).collect();
    let width = names.iter().map(|name| name.width()).max().unwrap_or(0);
    for (actor, name) in before.actors.iter().zip(&names) {
        let twin = after.actors.iter().find(|other| other.actor_id == actor.actor_id);
        let blanks = " ".repeat(width - name.width());
        let shift = change(&verdict(Some(actor)), &verdict(twin));
        writeln!(out, "{}{blanks}  {shift}", bold(name.clone()))?;
        for (mention, before, after) in affected(actor, twin) {
            let words = clean(&mention.mention);
            let shift = change(&value(before), &value(after));
            writeln!(out, "  {} \"{words}\" ({})  {shift}", mention.sentence_id, mention.voice)?;
        }
    }
    if before.actors.is_empty() {
        writeln!(out, "{}", before.nobody())?;
    }
    writeln!(out)
}

/// The mentions whose stance differs, in text order, with their stance before and after.
fn affected<'a>(
    before: &'a ActorArithmetic,
    after: Option<&'a ActorArithmetic>,
) -> Vec<(&'a MentionArithmetic, Option<f64>, Option<f64>)> {
    type Pair<'a> = (&'a MentionArithmetic, Option<f64>, Option<f64>);
    let mut mentions: BTreeMap<usize, Pair<'a>> = BTreeMap::new();
    for mention in &before.arithmetic {
        mentions.insert(mention.start, (mention, Some(mention.stance), None));
    }
    for mention in after.iter().flat_map(|actor| &actor.arithmetic) {
        mentions.entry(mention.start).or_insert((mention, None, None)).2 = Some(mention.stance);
    }
    mentions.into_values().filter(|(_, before, after)| value(*before) != value(*after)).collect()
}

fn value(stance: Option<f64>) -> String {
    stance.map_or_else(|| "no evidence".to_owned(), signed)
}

fn verdict(actor: Option<&ActorArithmetic>) -> String {
    match actor.and_then(|actor| Some((actor, actor.stance?))) {
        Some((actor, stance)) => format!("{} {}", signed(stance), actor.label),
        None => {
            let mentions = actor.map_or(0, |actor| actor.mentions);
            format!("no evidence in {}", counted(mentions, "mention"))
        }
    }
}

fn change(before: &str, after: &str) -> String {
    if before == after { format!("{before}, unchanged") } else { format!("{before} → {after}") }
}
