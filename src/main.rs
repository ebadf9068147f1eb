//! The `standpoint` command: a thin shell around the library.

mod cli;

use clap::Parser;
use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Loading lexicons and tokenising texts make many small allocations.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    cli::report_limit();
    let arguments = cli::Arguments::parse();
    let messages = cli::Messages::new(&arguments);
    match cli::run(arguments, &messages) {
        Ok(success) => success.into(),
        Err(failure) => messages.failure(&failure),
    }
}
