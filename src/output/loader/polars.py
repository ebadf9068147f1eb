"""Loads a result of `standpoint analyze` into polars: texts, integers, numbers, dates.

    from load import load
    tables = load("results")        # a data frame for each table, by name
    python load.py results          # prints rows, keys and types
"""

import json
import sys
from pathlib import Path

import polars as pl

# SCHEMA

DTYPES = {"text": pl.String, "integer": pl.Int64, "number": pl.Float64, "date": pl.String}


def load(directory="."):
    """The tables of a result, by name. An empty cell is null; a text like NA is that text."""
    directory = Path(directory)
    if "\\r\\n" in (directory / "datapackage.json").read_text(encoding="utf-8"):
        raise ValueError(f"{directory} was written for a spreadsheet: run analyze without --for")
    tables = {}
    for name, columns in TABLES.items():
        path = directory / f"{name}.csv"
        table = pl.read_csv(
            path,
            schema_overrides={column: DTYPES[kind] for column, kind in columns.items()},
            null_values=[""],
            infer_schema=False,
        )
        if table.columns != list(columns):
            raise ValueError(f"{path} has other columns than this program: print the loader anew")
        dates = [column for column, kind in columns.items() if kind == "date"]
        tables[name] = table.with_columns(pl.col(dates).str.to_date("%Y-%m-%d")) if dates else table
    return tables


def broken(tables):
    """The keys that do not hold: of a table a key that is there twice, or a reference to a row that is not there."""
    found = []
    for name, key in KEYS.items():
        if tables[name].select(key).is_duplicated().any():
            found.append((name, key))
    for name, columns, target, key in REFERENCES:
        left = tables[name].select(columns).drop_nulls()
        if len(left.join(tables[target], left_on=columns, right_on=key, how="anti")):
            found.append((name, columns, target))
    return found


if __name__ == "__main__":
    loaded = load(*sys.argv[1:2])
    for name, table in loaded.items():
        print(name, len(table), json.dumps({column: str(kind) for column, kind in table.schema.items()}))
    print("broken keys:", broken(loaded))
