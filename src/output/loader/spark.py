"""Loads a result of `standpoint analyze` into Spark: strings, longs, doubles, dates.

    from load import load
    tables = load(spark, "results")     # a data frame for each table, by name
    spark-submit load.py results        # prints rows, keys and types
"""

import json
import sys
from pathlib import Path

from pyspark.sql import SparkSession
from pyspark.sql import types as t

# SCHEMA

DTYPES = {"text": t.StringType(), "integer": t.LongType(), "number": t.DoubleType(), "date": t.DateType()}


def schema(name):
    """The schema of a table."""
    return t.StructType([t.StructField(column, DTYPES[kind]) for column, kind in TABLES[name].items()])


def load(spark, directory="."):
    """The tables of a result, by name. An empty cell is null; a text like NA is that text."""
    package = Path(directory, "datapackage.json")
    # On a cluster the result is not always a local folder.
    if package.exists() and "\\r\\n" in package.read_text(encoding="utf-8"):
        raise ValueError(f"{directory} was written for a spreadsheet: run analyze without --for")
    return {
        name: spark.read.csv(
            f"{directory}/{name}.csv",
            schema=schema(name),
            header=True,
            enforceSchema=False,
            multiLine=True,
            quote='"',
            escape='"',
            nullValue="",
            dateFormat="yyyy-MM-dd",
            encoding="UTF-8",
            mode="FAILFAST",
        )
        for name in TABLES
    }


def broken(tables):
    """The keys that do not hold: of a table a key that is there twice, or a reference to a row that is not there."""
    found = []
    for name, key in KEYS.items():
        if tables[name].groupBy(*key).count().filter("count > 1").limit(1).count():
            found.append((name, key))
    for name, columns, target, key in REFERENCES:
        left = tables[name].select(*columns).dropna().toDF(*key)
        if left.join(tables[target], key, "left_anti").limit(1).count():
            found.append((name, columns, target))
    return found


if __name__ == "__main__":
    loaded = load(SparkSession.builder.getOrCreate(), *sys.argv[1:2])
    for name, table in loaded.items():
        print(name, table.count(), json.dumps(dict(table.dtypes)))
    print("broken keys:", broken(loaded))
