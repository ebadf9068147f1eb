//! The arguments of `standpoint schema`, `completions` and `man`.

use clap::Args;
use standpoint::output::Loader;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Schema {
    /// Only this table
    pub table: Option<String>,
    /// As a Frictionless data package
    #[arg(long)]
    pub json: bool,
    /// A script that loads a result with these types and keys into a program
    #[arg(long = "for", value_enum, value_name = "PROGRAM", conflicts_with = "json")]
    pub program: Option<Loader>,
}

#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct Man {
    /// Write a page for each command into this directory
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}
