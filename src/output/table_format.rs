//! The formats of the tables of a result.

use serde_json::{Value, json};

/// A format of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum TableFormat {
    /// CSV.
    #[cfg_attr(feature = "cli", value(help = None))]
    Csv,
    /// Apache Parquet, with the same columns and types; only in builds with the feature `parquet`.
    #[cfg_attr(feature = "cli", value(help = None))]
    Parquet,
}

impl TableFormat {
    /// Whether this build writes it.
    #[must_use]
    pub fn is_built(self) -> bool {
        match self {
            Self::Csv => true,
            Self::Parquet => cfg!(feature = "parquet"),
        }
    }

    /// The name of the file of a table.
    #[must_use]
    pub fn file(self, table: &str) -> String {
        match self {
            Self::Csv => format!("{table}.csv"),
            Self::Parquet => format!("{table}.parquet"),
        }
    }
}

/// Turns the resources of a package, which are CSV files, into Parquet files.
pub fn describe_parquet(package: &mut Value) {
    let resources = package.get_mut("resources").and_then(Value::as_array_mut);
    for resource in resources.into_iter().flatten().filter_map(Value::as_object_mut) {
        let name = resource.get("name").and_then(Value::as_str).unwrap_or_default();
        let path = TableFormat::Parquet.file(name);
        resource.insert("path".into(), path.into());
        resource.insert("format".into(), "parquet".into());
        resource.insert("mediatype".into(), "application/vnd.apache.parquet".into());
        resource.remove("encoding");
        resource.remove("dialect");
        let fields = resource.get_mut("schema").and_then(|schema| {
            schema.as_object_mut()?.remove("missingValues");
            schema.get_mut("fields")?.as_array_mut()
        });
        for field in fields.into_iter().flatten().filter_map(Value::as_object_mut) {
            field.remove("decimalChar");
        }
    }
}

/// Adds files to those that the package lists as parts of the result besides its resources: the next run removes what is
/// listed, and nothing else.
pub fn describe_files(package: &mut Value, names: &[String]) {
    let Some(own) = package.get_mut("standpoint").and_then(Value::as_object_mut) else { return };
    let files = own.entry("files").or_insert_with(|| json!([]));
    if let Some(files) = files.as_array_mut() {
        files.extend(names.iter().cloned().map(Value::from));
    }
}
