//! `standpoint schema`, `completions`, `man`: reference output about the program.

use super::arguments::{Arguments, Completions, Man, Schema};
use super::exit::{Failure, Success};
use super::print::print;
use clap::CommandFactory;
use standpoint::output::{create_folders, loader, write_file};
use standpoint::tables::{Table, all_tables, printed_tables};
use std::fmt::Write;
use std::path::Path;

pub fn schema(options: &Schema) -> Result<Success, Failure> {
    let known = || all_tables().into_iter().chain(printed_tables());
    let tables: Vec<_> =
        known().filter(|t| options.table.as_deref().is_none_or(|name| name == t.name)).collect();
    if tables.is_empty() {
        let known: Vec<&str> = known().map(|table| table.name).collect();
        return Err(Failure::usage("no such table").hint(format!("there are {}", known.join(", "))));
    }
    if let Some(program) = options.program {
        return print(&loader(program, &of_result(options)?)).map(|()| Success::Done);
    }
    if options.json {
        let fields: Vec<_> = tables
            .iter()
            .map(|table| {
                let columns: Vec<_> = table
                    .columns
                    .iter()
                    .map(|c| serde_json::json!({ "name": c.name, "type": c.kind, "description": c.meaning }))
                    .collect();
                let foreign: Vec<_> = table
                    .foreign_keys
                    .iter()
                    .map(|key| {
                        serde_json::json!({ "columns": key.columns, "table": key.table, "targets": key.targets })
                    })
                    .collect();
                serde_json::json!({
                    "name": table.name, "description": table.meaning, "key": table.key,
                    "key_is_full": table.key_is_full, "foreign_keys": foreign, "fields": columns,
                })
            })
            .collect();
        return print(&format!("{:#}\n", serde_json::Value::from(fields))).map(|()| Success::Done);
    }
    let mut text = String::new();
    for table in tables {
        let _ = writeln!(text, "{}.csv: {}", table.name, table.meaning);
        for column in table.columns {
            let mark = if table.key.contains(&column.name) { "*" } else { " " };
            let _ = writeln!(text, " {mark} {:<18} {}", column.name, column.meaning);
        }
        text.push('\n');
    }
    print(&text).map(|()| Success::Done)
}

/// The tables of a result that were asked for.
fn of_result(options: &Schema) -> Result<Vec<&'static Table>, Failure> {
    let tables: Vec<_> = all_tables()
        .into_iter()
        .filter(|t| options.table.as_deref().is_none_or(|name| name == t.name))
        .collect();
    if tables.is_empty() {
        let known: Vec<&str> = all_tables().iter().map(|table| table.name).collect();
        return Err(
            Failure::usage("no such table in a result").hint(format!("there are {}", known.join(", ")))
        );
    }
    Ok(tables)
}

pub fn completions(options: &Completions) -> Result<Success, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "standpoint", &mut script);
    print(&String::from_utf8_lossy(&script)).map(|()| Success::Done)
}

pub fn man(options: &Man) -> Result<Success, Failure> {
    let command = Arguments::command();
    if let Some(directory) = &options.output {
        let mut command = command.disable_help_subcommand(true);
        command.build();
        create_folders(directory)?;
        write_pages(&command, directory)?;
        return Ok(Success::Done);
    }
    print(&String::from_utf8_lossy(&page(&clap_mangen::Man::new(command))?)).map(|()| Success::Done)
}

/// The manual pages of a command and of the commands below it, a file each.
fn write_pages(command: &clap::Command, directory: &Path) -> Result<(), Failure> {
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        write_pages(below, directory)?;
    }
    let manual = clap_mangen::Man::new(command.clone());
    Ok(write_file(&directory.join(manual.get_filename()), &page(&manual)?)?)
}

fn page(manual: &clap_mangen::Man) -> Result<Vec<u8>, Failure> {
    let mut page = Vec::new();
    manual.render(&mut page).map_err(|error| Failure::run(error.to_string()).because(error))?;
    Ok(page)
}
