//! The arguments of `standpoint merge`.

use super::shared::ActorArgs;
use clap::Args;
use standpoint::output::TableFormat;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Merge {
    /// Results that 'analyze --model FILE --shard' has written with the same flags
    #[arg(value_name = "DIR", required = true)]
    pub results: Vec<PathBuf>,
    #[command(flatten)]
    pub actors: ActorArgs,
    /// Directory of the merged result; it appears whole or not at all, and files of your own in it stay
    #[arg(short, long, value_name = "DIR", help_heading = "Output")]
    pub output: PathBuf,
    /// Write into a directory that is no earlier result, and over a workbook; files that are in the way of a table get
    /// another name
    #[arg(short, long, help_heading = "Output")]
    pub force: bool,
    /// Wait while another run writes to the directory
    #[arg(long, help_heading = "Output")]
    pub wait: bool,
    /// Keep the records of the documents in the result, so that it can be merged with others
    #[arg(long, help_heading = "Output")]
    pub shard: bool,
    /// Write a workbook for readers too, as analyze does; in the directory it is a part of the result
    #[arg(long, value_name = "FILE.xlsx", help_heading = "Output")]
    pub workbook: Option<PathBuf>,
    /// Formats of the tables: csv, parquet or both. Parquet is in programs that were built with --features parquet
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        default_value = "csv",
        value_name = "FORMATS",
        help_heading = "Output"
    )]
    pub tables: Vec<TableFormat>,
    /// Leave out report.html, the page of the result
    #[arg(long, help_heading = "Output")]
    pub no_report: bool,
    /// Threads [default: all cores]
    #[arg(long, value_name = "N", help_heading = "Run")]
    pub threads: Option<usize>,
}
