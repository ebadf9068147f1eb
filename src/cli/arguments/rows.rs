//! Arguments of the commands that print rows.

use clap::Args;

#[derive(Debug, Args)]
pub struct RowArgs {
    /// Print rows without a line of column names, so that the output of several runs can be put together
    #[arg(long, help_heading = "Output")]
    pub no_header: bool,
}
