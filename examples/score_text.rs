//! Scores one text and prints why: each actor, its mentions, and the evidence of each.
//!
//! `cargo run --example score_text`

#![allow(clippy::print_stdout, reason = "an example prints")]

use standpoint::pipeline::Engine;

const TEXT: &str = "The whistleblower was harassed, followed and finally dismissed by Russia, according to the \
                    complaint. Norway was praised by both sides for its patience during the talks.";

/// Runs the example.
pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    let engine = Engine::shipped()?;
    for actor in engine.score(TEXT).actors {
        let stance = actor.stance.map_or("no evidence".to_owned(), |stance| format!("{stance:+.3}"));
        println!("{} ({}): {stance}", actor.name, actor.id);
        for mention in actor.mentions {
            println!("  \"{}\" in: {}", mention.mention, mention.sentence);
            for piece in mention.evidence {
                println!(
                    "    {:24} {:10} favourable {:+.3}  critical {:+.3}",
                    piece.cue, piece.rule, piece.toward_favourable, piece.toward_critical
                );
            }
        }
    }
    Ok(())
}
