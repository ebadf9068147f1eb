//! Tables in Apache Parquet: the files of CSV anew, column by column, with the types of the schema. Every column is
//! optional, and an empty cell is null. The same table gives the same bytes.

use super::dialect::{Dialect, Spreadsheet};
use super::failure::{OutputError, OutputFault};
use crate::tables::ColumnType;
use jiff::civil::Date;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;

/// Rows of a row group.
const ROWS: usize = 100_000;
/// Bytes of cells after which a row group ends.
const BYTES: usize = 32 << 20;

const EPOCH: Date = Date::constant(1970, 1, 1);

/// The cells of a column in a row group. `levels` has 1 for each cell that is there and 0 for each that is not.
struct Cells {
    levels: Vec<i16>,
    values: Values,
}

enum Values {
    Text(Vec<ByteArray>),
    Integer(Vec<i64>),
    Number(Vec<f64>),
    Date(Vec<i32>),
}

impl Cells {
    fn new(kind: ColumnType) -> Self {
        let values = match kind {
            ColumnType::Id | ColumnType::Text => Values::Text(Vec::new()),
            ColumnType::Integer => Values::Integer(Vec::new()),
            ColumnType::Number => Values::Number(Vec::new()),
            ColumnType::Date => Values::Date(Vec::new()),
        };
        Self { levels: Vec::new(), values }
    }

    /// Appends a cell. None if it is not of the column's type.
    fn push(&mut self, cell: &str) -> Option<()> {
        self.levels.push(i16::from(!cell.is_empty()));
        if cell.is_empty() {
            return Some(());
        }
        match &mut self.values {
            Values::Text(values) => values.push(ByteArray::from(cell)),
            Values::Integer(values) => values.push(cell.parse().ok()?),
            Values::Number(values) => values.push(cell.parse().ok()?),
            Values::Date(values) => values.push((cell.parse::<Date>().ok()? - EPOCH).get_days()),
        }
        Some(())
    }

    fn write(self, column: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let levels = Some(self.levels.as_slice());
        match &self.values {
            Values::Text(values) => column.typed::<ByteArrayType>().write_batch(values, levels, None)?,
            Values::Integer(values) => column.typed::<Int64Type>().write_batch(values, levels, None)?,
            Values::Number(values) => column.typed::<DoubleType>().write_batch(values, levels, None)?,
            Values::Date(values) => column.typed::<Int32Type>().write_batch(values, levels, None)?,
        };
        Ok(())
    }
}

fn schema(columns: &[(String, ColumnType)]) -> Result<TypePtr, ParquetError> {
    let field = |(name, kind): &(String, ColumnType)| {
        let (physical, logical) = match kind {
            ColumnType::Id | ColumnType::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            ColumnType::Integer => (Physical::INT64, None),
            ColumnType::Number => (Physical::DOUBLE, None),
            ColumnType::Date => (Physical::INT32, Some(LogicalType::Date)),
        };
        let field = Type::primitive_type_builder(name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical)
            .build()?;
        Ok(Arc::new(field))
    };
    let fields = columns.iter().map(field).collect::<Result<Vec<_>, ParquetError>>()?;
    Ok(Arc::new(Type::group_type_builder("row").with_fields(fields).build()?))
}

/// Writes a table of CSV, read from `csv` in its dialect, to `file`; `target` is for messages.
///
/// # Errors
/// A file cannot be read or written.
pub(super) fn write_parquet(
    mut csv: csv::Reader<impl Read>,
    dialect: Dialect,
    columns: &[(String, ColumnType)],
    file: impl Write + Send,
    target: &Path,
) -> Result<(), OutputError> {
    let fail = |error: ParquetError| OutputFault::write(target)(of_system(error));
    let level = Compression::ZSTD(Default::default());
    let properties = WriterProperties::builder().set_compression(level).build();
    let mut writer = SerializedFileWriter::new(file, schema(columns).map_err(fail)?, Arc::new(properties))
        .map_err(fail)?;
    let comma = dialect.spreadsheet == Spreadsheet::ExcelEu;
    let mut record = csv::StringRecord::new();
    let mut more = true;
    while more {
        let mut group: Vec<Cells> = columns.iter().map(|(_, kind)| Cells::new(*kind)).collect();
        let (mut rows, mut bytes) = (0, 0);
        while rows < ROWS && bytes < BYTES {
            more = csv.read_record(&mut record).map_err(OutputFault::write_csv(target))?;
            if !more {
                break;
            }
            for ((cells, (_, kind)), cell) in group.iter_mut().zip(columns).zip(&record) {
                let pushed = match kind {
                    ColumnType::Number if comma => cells.push(&cell.replace(',', ".")),
                    kind => cells.push(dialect.plain(cell, *kind)),
                };
                pushed.ok_or_else(|| {
                    fail(ParquetError::General(format!("'{cell}' is not of its column's type")))
                })?;
                bytes += cell.len();
            }
            rows += 1;
        }
        if rows == 0 {
            break;
        }
        let mut row_group = writer.next_row_group().map_err(fail)?;
        for cells in group {
            let Some(mut column) = row_group.next_column().map_err(fail)? else { break };
            cells.write(&mut column).map_err(fail)?;
            column.close().map_err(fail)?;
        }
        row_group.close().map_err(fail)?;
    }
    writer.close().map_err(fail)?;
    Ok(())
}

/// What the system said, if it did.
fn of_system(error: ParquetError) -> std::io::Error {
    match error {
        ParquetError::External(source) => match source.downcast::<std::io::Error>() {
            Ok(source) => *source,
            Err(source) => std::io::Error::other(source),
        },
        error => std::io::Error::other(error),
    }
}
