//! The `standpoint` command: a thin shell around the library.

mod cli;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    let messages = cli::Messages::new(&arguments);
    match cli::run(arguments, &messages) {
        Ok(success) => success.into(),
        Err(failure) => messages.failure(&failure),
    }
}
