//! The command line: arguments to checked settings to the library, and its results to stdout. No logic of its own.

mod actors;
mod analyze;
mod arguments;
mod boilerplate;
mod conclude;
mod convert;
mod dates_not_read;
mod discovered;
mod evaluate;
mod exit;
mod explain;
mod file_size;
mod interrupt;
mod knowledge;
mod labels;
mod learn;
mod learn_relations;
mod lexicon;
mod lexicon_check;
mod machine;
mod merge;
mod message;
mod messages;
mod notice;
mod once;
mod parse;
mod passed_over;
mod place;
mod print;
mod progress;
mod reference;
mod relations;
mod remedy;
mod sample;
mod saved_model;
mod setup;
mod signal;
mod stance;
mod stdout;
mod system;
mod terms;
mod timings;
mod topics;
mod used;
mod verdict;
mod warning;

pub use arguments::Arguments;
pub use exit::{Failure, Success};
pub use file_size::report_limit;
pub use messages::Messages;
pub use parse::parse;
pub use system::{check_system, use_small_pages};

use arguments::Command;

/// Runs the command.
pub fn run(arguments: Arguments, messages: &Messages) -> Result<Success, Failure> {
    if let Some(input) = arguments.input() {
        messages.pipes(input);
    }
    match arguments.command {
        Command::Analyze(options) => analyze::run(*options, messages),
        Command::Merge(options) => merge::run(options, messages),
        Command::Evaluate(command) => evaluate::run(command, messages),
        Command::Topics(options) => topics::run(options, messages),
        Command::Explain(options) => explain::run(options, messages),
        Command::Stance(options) => stance::run(options, messages),
        Command::Relations(options) => relations::run(*options, messages),
        Command::Terms(options) => terms::run(options, messages),
        Command::Actors(command) => actors::run(command, messages),
        Command::Lexicon(command) => lexicon::run(command, messages),
        Command::Sample(options) => sample::run(&options, messages),
        Command::Schema(options) => reference::schema(&options),
        Command::Completions(options) => reference::completions(&options),
        Command::Man(options) => reference::man(&options),
    }
}
