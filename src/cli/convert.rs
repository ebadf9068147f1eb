//! `standpoint lexicon convert`: converts a lexicon of another tool.

use super::arguments::Convert;
use super::exit::{Failure, Success};
use super::knowledge::say_imported;
use super::messages::Messages;
use super::print::print;
use super::setup::usage;
use standpoint::lexicon::foreign::{ForeignFormat, ForeignOptions, detect_bytes, is_native, read, to_native};
use standpoint::lexicon::{LearnedTable, SourceError, SourceFault};
use standpoint::output::write_file;
use standpoint::tsv;
use standpoint::tsv::path_name;
use std::path::Path;

pub fn run(options: &Convert, messages: &Messages) -> Result<Success, Failure> {
    let path = path_name(&options.file);
    let bytes = tsv::read_bytes(&options.file).map_err(usage)?;
    refuse_own(&path, &bytes)?;
    if let Some(output) = &options.output
        && same_file::is_same_file(&options.file, output).unwrap_or(false)
    {
        return Err(Failure::usage(format!("{path}: would be replaced by what is made of it"))
            .hint("name another file"));
    }
    let format = match options.from {
        Some(format) => format,
        None => match detect_bytes(&path, &bytes).map_err(usage)? {
            Some(format) => format,
            None if options.side.is_some() => ForeignFormat::Words,
            None => return Err(usage(SourceError::file(&path, SourceFault::Unclear))),
        },
    };
    let are_named = !options.favourable.is_empty() || !options.critical.is_empty();
    if are_named && !format.has_categories() {
        let name = format.name();
        return Err(Failure::usage(format!("{path}: read as {name}, which has no categories"))
            .hint("leave --favourable and --critical out"));
    }
    if options.side.is_some() && format != ForeignFormat::Words {
        let name = format.name();
        return Err(Failure::usage(format!("{path}: read as {name}, which says the side of each word"))
            .hint("leave --as out"));
    }
    let (favourable, critical) = (options.favourable.clone(), options.critical.clone());
    let categories = ForeignOptions { favourable, critical, side: options.side };
    let imported = read(format, &path, &bytes, &categories).map_err(usage)?;
    let id = options.id.clone().unwrap_or_else(|| tsv::FileInfo::bare(&path, &bytes).id);
    let native = to_native(&imported, &id, &format!("{} ({})", name(&options.file), format.name()));
    match &options.output {
        Some(output) => write_file(output, native.as_bytes())?,
        None => print(&native)?,
    }
    say_imported(&path, format, &imported, messages);
    Ok(Success::Done)
}

/// Refuses files in our own format: readers of other formats would lose part of them.
fn refuse_own(path: &str, bytes: &[u8]) -> Result<(), Failure> {
    let text = String::from_utf8_lossy(bytes);
    if LearnedTable::is_learned(&text) {
        return Err(Failure::usage(format!("{path}: is a learned table of standpoint already"))
            .hint("--lexicon takes it as it is"));
    }
    if is_native(&text) {
        return Err(Failure::usage(format!("{path}: is a lexicon of standpoint already"))
            .hint("--lexicon takes it as it is"));
    }
    Ok(())
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path_name(path), |name| path_name(Path::new(name)))
}
