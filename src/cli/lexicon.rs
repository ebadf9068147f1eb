//! `standpoint lexicon`

use super::arguments::LexiconCommand;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::print::print;
use super::{learn, setup};
use standpoint::ingest::counted;
use standpoint::lexicon::{Lexicon, check};
use standpoint::output::format_number;
use std::fmt::Write;

pub fn run(command: LexiconCommand, messages: &Messages) -> Result<Success, Failure> {
    match command {
        LexiconCommand::Learn(options) => learn::run(&options, messages),
        LexiconCommand::List(options) => {
            let lexicon = setup::lexicon(&options.lexicon)?;
            let pattern = options.pattern.unwrap_or_default().to_lowercase();
            let mut text = String::from("term\tkind\tpolarity\tagent\tpatient\trelation\tfactor\tnote\n");
            for entry in lexicon.entries().filter(|entry| entry.term.contains(&pattern)) {
                let numbers = [entry.polarity, entry.agent, entry.patient, entry.relation, entry.factor];
                let cells =
                    numbers.map(|number| if number == 0.0 { String::new() } else { format_number(number) });
                let _ = writeln!(text, "{}\t{}\t{}\t", entry.term, entry.kind.name(), cells.join("\t"));
            }
            print(&text).map(|()| Success::Done)
        }
        LexiconCommand::Check(options) => {
            let mut lexicon = Lexicon::default();
            if options.files.is_empty() {
                lexicon = Lexicon::shipped().map_err(setup::usage)?;
            }
            for file in &options.files {
                lexicon.layer_file(file).map_err(setup::usage)?;
            }
            let findings = check(&lexicon);
            let mut text = String::new();
            for finding in &findings {
                let _ = writeln!(text, "{}:{}: {}", finding.path, finding.line, finding.message);
            }
            let _ = writeln!(
                text,
                "{}, {}",
                counted(lexicon.entries().count(), "entry"),
                counted(findings.len(), "finding")
            );
            print(&text).map(|()| Success::Done)
        }
    }
}
