#![doc = "placeholder"]
pub mod actors;
pub mod lexicon;
pub mod mentions;
pub mod stance;
pub mod text;
pub mod tsv;
