//! `standpoint lexicon`: lists, checks, converts and learns lexicons.

use super::arguments::LexiconCommand;
use super::exit::{Failure, Success};
use super::messages::Messages;
use super::print::{asked, print, print_rows};
use super::{convert, knowledge, learn, lexicon_check};
use standpoint::output::format_number;
use standpoint::tables::entry_row;
use std::fmt::Write;

pub fn run(command: LexiconCommand, messages: &Messages) -> Result<Success, Failure> {
    match command {
        LexiconCommand::Learn(options) => learn::run(&options, messages),
        LexiconCommand::Convert(options) => convert::run(&options, messages),
        LexiconCommand::Check(options) => lexicon_check::run(&options, messages),
        LexiconCommand::List(options) => {
            let sources = knowledge::sources(&options.lexicon, messages)?;
            let lexicon = knowledge::lexicon(&options.lexicon, &sources)?;
            let pattern = options.pattern.unwrap_or_default().to_lowercase();
            if let Some(format) = asked(&options.format) {
                let entries = lexicon.entries().filter(|entry| entry.term.contains(&pattern));
                let rows = entries.map(|entry| entry_row(&entry));
                return print_rows(rows, format, messages).map(|()| Success::Done);
            }
            let mut text = String::from("term\tkind\tpolarity\tagent\tpatient\trelation\tfactor\tnote\n");
            for entry in lexicon.entries().filter(|entry| entry.term.contains(&pattern)) {
                let numbers = [entry.polarity, entry.agent, entry.patient, entry.relation, entry.factor];
                let cells =
                    numbers.map(|number| if number == 0.0 { String::new() } else { format_number(number) });
                let _ = writeln!(text, "{}\t{}\t{}\t", entry.term, entry.kind.name(), cells.join("\t"));
            }
            print(&text).map(|()| Success::Done)
        }
    }
}
