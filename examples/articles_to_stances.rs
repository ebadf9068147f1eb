//! From a CSV of articles, one per row, to a CSV of their stances toward the actors they mention.
//!
//! `cargo run --example articles_to_stances`

#![allow(clippy::print_stdout, reason = "an example prints")]

use standpoint::ingest::{InputOptions, Inputs};
use standpoint::output::{CsvWriter, Dialect};
use standpoint::pipeline::Engine;
use standpoint::tables::StanceRow;
use std::path::Path;

/// Columns are found by name; other names can be set in `InputOptions::columns`.
const ARTICLES: &str = "\
id,date,source,title,text
a1,2031-02-14,Harbour Tribune,Talks in Oslo,\"Norway was praised by both sides for its patience during the talks.\"
a2,2031-02-15,Harbour Tribune,A complaint,\"The whistleblower was dismissed by Russia, according to the complaint.\"
";

/// Runs the example.
pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let articles = folder.path().join("articles.csv");
    std::fs::write(&articles, ARTICLES)?;

    let engine = Engine::shipped()?;
    let inputs = Inputs::open(&[articles], InputOptions::default())?;
    let mut table =
        CsvWriter::new::<StanceRow>(Vec::<u8>::new(), Dialect::default(), Path::new("stances.csv"))?;
    let outcome = engine.stance(inputs, |row| table.write(&row))?;
    print!("{}", String::from_utf8_lossy(&table.finish()?));

    // Unreadable rows are skipped, not errors.
    for skip in &outcome.ledger.skips {
        println!("skipped: {}: {}", skip.path, skip.detail);
    }
    println!("{} articles", outcome.documents);
    Ok(())
}
