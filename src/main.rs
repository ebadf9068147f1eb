//! The `standpoint` command: a thin shell around the library.

mod cli;

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Loading lexicons and tokenising texts make many small allocations.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    cli::use_small_pages();
    cli::report_limit();
    if let Err(code) = cli::check_system() {
        return code;
    }
    let arguments = match cli::parse() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let messages = cli::Messages::new(&arguments);
    match cli::run(arguments, &messages) {
        Ok(success) => success.into(),
        Err(failure) => messages.failure(&failure),
    }
}
