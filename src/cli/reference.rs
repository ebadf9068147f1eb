//! `standpoint schema`, `completions`, `man`: reference output about the program.

use super::arguments::{Arguments, Completions, Man, Schema};
use super::exit::{Failure, Success};
use super::print::print;
use clap::CommandFactory;
use standpoint::tables::{all_tables, printed_tables};
use standpoint::tsv::path_name;
use std::fmt::Write;

pub fn schema(options: &Schema) -> Result<Success, Failure> {
    let known = || all_tables().into_iter().chain(printed_tables());
    let tables: Vec<_> =
        known().filter(|t| options.table.as_deref().is_none_or(|name| name == t.name)).collect();
    if tables.is_empty() {
        let known: Vec<&str> = known().map(|table| table.name).collect();
        return Err(Failure::usage("no such table").hint(format!("there are {}", known.join(", "))));
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
                serde_json::json!({ "name": table.name, "description": table.meaning, "key": table.key, "fields": columns })
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

pub fn completions(options: &Completions) -> Result<Success, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "standpoint", &mut script);
    print(&String::from_utf8_lossy(&script)).map(|()| Success::Done)
}

pub fn man(options: &Man) -> Result<Success, Failure> {
    let command = Arguments::command();
    if let Some(directory) = &options.output {
        let fail =
            |error: std::io::Error| Failure::run(format!("{}: {error}", path_name(directory))).because(error);
        std::fs::create_dir_all(directory).map_err(fail)?;
        clap_mangen::generate_to(command, directory).map_err(fail)?;
        return Ok(Success::Done);
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command)
        .render(&mut page)
        .map_err(|error| Failure::run(error.to_string()).because(error))?;
    print(&String::from_utf8_lossy(&page)).map(|()| Success::Done)
}
