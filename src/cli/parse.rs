//! From what was typed to arguments, or to a help or an error that is printed.

use super::arguments::Arguments;
use super::exit::FailureKind;
use super::system;
use clap::Parser;
use standpoint::output::sanitize;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

/// The arguments of the process.
///
/// # Errors
/// The exit code, after help, version or what is wrong with them was printed.
pub fn parse() -> Result<Arguments, ExitCode> {
    Arguments::try_parse().map_err(|error| {
        if !error.use_stderr() {
            let printed = error.print().and_then(|()| std::io::stdout().flush());
            return match printed {
                Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                    system::say(&format!("stdout: cannot be written: {error}"));
                    ExitCode::from(FailureKind::Run.code())
                }
                _ => ExitCode::SUCCESS,
            };
        }
        // What was typed may come from a script, or be the name of a file.
        let lines = error.to_string();
        if lines.lines().any(|line| sanitize(line) != line) {
            let lines: Vec<_> = lines.lines().map(sanitize).collect();
            let _ = writeln!(std::io::stderr(), "{}", lines.join("\n"));
        } else {
            let _ = error.print();
        }
        ExitCode::from(FailureKind::Usage.code())
    })
}
