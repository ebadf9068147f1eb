//! The short explanation as text: each actor with its stance and the sentences that say most of it.

use super::marked_text::{ExplainStyle, FAINT, Page};
use crate::tables::{ActorArithmetic, Explanation};
use std::io::{self, Write};

/// Writes the short form of `explanation` to `out`: for each actor its stance with label and confidence, and its
/// strongest sentences with the cues that speak of it marked. Actors that no cue speaks of are only named.
///
/// # Errors
/// The stream refuses.
pub fn write_brief(out: &mut dyn Write, explanation: &Explanation, style: ExplainStyle) -> io::Result<()> {
    let page = Page { style };
    page.head(out, explanation)?;
    if explanation.actors.is_empty() {
        return writeln!(out, "{}\n", explanation.nobody());
    }
    let (decided, silent): (Vec<&ActorArithmetic>, Vec<&ActorArithmetic>) =
        explanation.actors.iter().partition(|actor| actor.stance.is_some());
    for actor in decided {
        writeln!(out, "{}", page.actor_line(actor))?;
        for sentence in &actor.strongest {
            page.sentence(out, sentence)?;
        }
        writeln!(out)?;
    }
    if !silent.is_empty() {
        let names: Vec<String> =
            silent.iter().map(|actor| format!("{} ({})", actor.name, actor.actor_id)).collect();
        let line = format!("No cue speaks of {}.", names.join(", "));
        writeln!(out, "{}\n", page.styled(FAINT, &page.clean(&line)))?;
    }
    if !explanation.edges.is_empty() {
        page.edges(out, explanation)?;
        writeln!(out)?;
    }
    Ok(())
}
