//! Scores the stance of news text toward named actors through transparent lexicons, and finds its topics and terms.
//!
//! ```
//! use standpoint::pipeline::Engine;
//!
//! let engine = Engine::shipped()?;
//! let text = "The whistleblower was harassed, followed and finally dismissed by Russia, according to the complaint.";
//! let scored = engine.score(text);
//! for actor in &scored.actors {
//!     println!("{} ({}): {:?}", actor.name, actor.id, actor.stance);
//!     for piece in actor.mentions.iter().flat_map(|mention| &mention.evidence) {
//!         println!("  {} [{}] {:+.3} {:+.3}", piece.cue, piece.rule, piece.toward_favourable, piece.toward_critical);
//!     }
//! }
//! let russia = scored.actors.iter().find(|actor| actor.id == "RUS").ok_or("Russia is mentioned")?;
//! assert!(russia.stance.is_some_and(|stance| stance < 0.0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The modules, from input to output; `ARCHITECTURE.md` is the full map.
//!
//! - [`tsv`], [`lexicon`], [`actors`]: annotated tables, and the checked expressions and actors parsed from them.
//! - [`ingest`]: files and streams to articles; [`text`]: articles to tokens, sentences and quotations.
//! - [`language`]: the language of a text.
//! - [`mentions`]: which spans of a text refer to an actor; [`stance`]: the additive evidence on each mention.
//! - [`relations`]: which actor takes a stance toward which.
//! - [`copies`]: which documents print the same story, so that it counts once.
//! - [`terms`], [`topics`]: word counts, the key terms of a document, and clusters of documents.
//! - [`digest`]: a result in short, which reports are made of.
//! - [`tables`], [`output`]: rows with their schema, and the files they are written to.
//! - [`evaluate`], [`learn`]: how good the results are, and linear classifiers fitted to labelled mentions.
//! - [`pipeline`]: the order of these stages, behind one [`Engine`](pipeline::Engine).

pub mod copies;
pub mod digest;
pub mod discovery;
pub mod evaluate;
pub mod ingest;
pub mod language;
pub mod learn;
pub mod mentions;
pub mod output;
pub mod pipeline;
pub mod relations;
pub mod shipped;
pub mod stance;
pub mod statistics;
pub mod syntax;
pub mod tables;
pub mod terms;
pub mod topics;

pub use standpoint_knowledge::{Finding, actors, frozen, index, lexicon, text, tsv};
