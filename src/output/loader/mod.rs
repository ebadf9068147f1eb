//! Scripts that load a result into other programs, with the types and keys of the schema.

mod duckdb;

use crate::tables::{ColumnType, ForeignKey, SCHEMA_VERSION, Table};
use std::fmt::Write;

/// A program that a result is loaded into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Loader {
    /// DuckDB, by a script in SQL.
    #[cfg_attr(feature = "cli", value(help = None))]
    Duckdb,
    /// pandas, by a module of Python.
    #[cfg_attr(feature = "cli", value(help = None))]
    Pandas,
    /// polars, by a module of Python.
    #[cfg_attr(feature = "cli", value(help = None))]
    Polars,
    /// R.
    #[cfg_attr(feature = "cli", value(help = None))]
    R,
    /// Spark, by a module of Python.
    #[cfg_attr(feature = "cli", value(help = None))]
    Spark,
}

/// Where a script has the schema.
const SCHEMA: &str = "# SCHEMA\n";

/// The script that loads `tables` into a program. References to other tables are left out.
#[must_use]
pub fn loader(program: Loader, tables: &[&Table]) -> String {
    match program {
        Loader::Duckdb => duckdb::script(tables),
        Loader::Pandas => include_str!("pandas.py").replace(SCHEMA, &python(tables)),
        Loader::Polars => include_str!("polars.py").replace(SCHEMA, &python(tables)),
        Loader::R => include_str!("load.R").replace(SCHEMA, &r(tables)),
        Loader::Spark => include_str!("spark.py").replace(SCHEMA, &python(tables)),
    }
}

/// The references of a table to tables that are there.
fn references(table: &Table, tables: &[&Table]) -> impl Iterator<Item = &'static ForeignKey> {
    table.foreign_keys.iter().filter(|key| tables.iter().any(|there| there.name == key.table))
}

/// Names in quotation marks, between commas.
fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

fn python(tables: &[&Table]) -> String {
    let kind = |kind| match kind {
        ColumnType::Id | ColumnType::Text => "text",
        ColumnType::Integer => "integer",
        ColumnType::Number => "number",
        ColumnType::Date => "date",
    };
    let mut text =
        format!("# Schema {SCHEMA_VERSION}: the columns of each table with their types.\nTABLES = {{\n");
    for table in tables {
        let _ = writeln!(text, "    \"{}\": {{", table.name);
        for column in table.columns {
            let _ = writeln!(text, "        \"{}\": \"{}\",", column.name, kind(column.kind));
        }
        text.push_str("    },\n");
    }
    text.push_str("}\n\n# The columns that identify a row.\nKEYS = {\n");
    for table in tables.iter().filter(|table| !table.key.is_empty()) {
        let _ = writeln!(text, "    \"{}\": [{}],", table.name, quoted(table.key));
    }
    text.push_str("}\n\n# Columns of a table that refer to those of another.\nREFERENCES = [\n");
    for table in tables {
        for key in references(table, tables) {
            let (columns, targets) = (quoted(key.columns), quoted(key.targets));
            let _ = writeln!(text, "    (\"{}\", [{columns}], \"{}\", [{targets}]),", table.name, key.table);
        }
    }
    text.push_str("]\n");
    text
}

fn r(tables: &[&Table]) -> String {
    let kind = |kind| match kind {
        ColumnType::Id | ColumnType::Text => "character",
        ColumnType::Integer => "integer",
        ColumnType::Number => "numeric",
        ColumnType::Date => "Date",
    };
    let columns = |table: &&Table| {
        let columns = table.columns.iter().map(|c| format!("    `{}` = \"{}\"", c.name, kind(c.kind)));
        format!("  {} = c(\n{}\n  )", table.name, columns.collect::<Vec<_>>().join(",\n"))
    };
    let key = |table: &&Table| format!("  {} = c({})", table.name, quoted(table.key));
    let all: Vec<String> = tables.iter().map(columns).collect();
    let keys: Vec<String> = tables.iter().filter(|table| !table.key.is_empty()).map(key).collect();
    format!(
        "# Schema {SCHEMA_VERSION}: the columns of each table with their types.\n\
         tables_of_results <- list(\n{}\n)\n\n\
         # The columns that identify a row.\nkeys_of_results <- list(\n{}\n)\n",
        all.join(",\n"),
        keys.join(",\n"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::all_tables;

    #[test]
    fn every_script_has_every_column_and_the_schema_in_place_of_its_mark() {
        for program in [Loader::Duckdb, Loader::Pandas, Loader::Polars, Loader::R, Loader::Spark] {
            let script = loader(program, &all_tables());
            assert!(!script.contains(SCHEMA), "{program:?}");
            for table in all_tables() {
                assert!(script.contains(table.name), "{program:?} {}", table.name);
                for column in table.columns {
                    assert!(script.contains(column.name), "{program:?} {}", column.name);
                }
            }
        }
    }
}
