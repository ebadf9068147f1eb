"""Loads a result of `standpoint analyze` into pandas: texts, nullable integers, numbers, dates.

    from load import load
    tables = load("results")        # a data frame for each table, by name
    python load.py results          # prints rows, keys and types
"""

import json
import sys
from pathlib import Path

import pandas as pd

# SCHEMA

DTYPES = {"text": "string", "integer": "Int64", "number": "float64", "date": "string"}


def load(directory="."):
    """The tables of a result, by name. An empty cell is missing; a text like NA is that text."""
    directory = Path(directory)
    if "\\r\\n" in (directory / "datapackage.json").read_text(encoding="utf-8"):
        raise ValueError(f"{directory} was written for a spreadsheet: run analyze without --for")
    tables = {}
    for name, columns in TABLES.items():
        path = directory / f"{name}.csv"
        table = pd.read_csv(
            path,
            dtype={column: DTYPES[kind] for column, kind in columns.items()},
            keep_default_na=False,
            na_values=[""],
            encoding="utf-8",
        )
        if list(table.columns) != list(columns):
            raise ValueError(f"{path} has other columns than this program: print the loader anew")
        for column, kind in columns.items():
            if kind == "date":
                table[column] = pd.to_datetime(table[column], format="%Y-%m-%d")
        tables[name] = table
    return tables


def broken(tables):
    """The keys that do not hold: of a table a key that is there twice, or a reference to a row that is not there."""
    found = []
    for name, key in KEYS.items():
        if tables[name].duplicated(key).any():
            found.append((name, key))
    for name, columns, target, key in REFERENCES:
        left = tables[name][columns].dropna().drop_duplicates()
        left.columns = key
        if len(left.merge(tables[target][key].drop_duplicates(), on=key)) < len(left):
            found.append((name, columns, target))
    return found


if __name__ == "__main__":
    loaded = load(*sys.argv[1:2])
    for name, table in loaded.items():
        print(name, len(table), json.dumps({column: str(kind) for column, kind in table.dtypes.items()}))
    print("broken keys:", broken(loaded))
