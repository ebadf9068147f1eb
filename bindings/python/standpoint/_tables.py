"""Tables of a result: their types from the schema, as data frames or as lists of dicts."""

from __future__ import annotations

import csv
import datetime
import io
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List, Mapping, Sequence, Union

from ._binary import run

#: A ``pandas.DataFrame``, or a list of dicts.
Table = Union[List[Dict[str, Any]], Any]
#: The type of each column; what is not integer, number or date is text.
Types = Mapping[str, str]

_CSV_LIMIT = 2**31 - 1


class Tables(Dict[str, Table]):
    """The tables of a result by name, and what the program said of them (``messages``)."""

    messages: str = ""


def read_tables(
    directory: str | os.PathLike[str],
    *,
    frames: bool | None = None,
    tables: Sequence[str] | None = None,
    messages: str = "",
) -> Tables:
    """The tables of a directory that ``standpoint analyze`` wrote, with the types of its ``datapackage.json``.

    ``frames`` and ``tables`` are as in ``analyze``. Empty cells are missing values (``None`` in lists of dicts).
    Raises ``KeyError`` for a table that is not there, ``ValueError`` for a result that was written for a spreadsheet.
    """
    package = json.loads(Path(directory, "datapackage.json").read_text(encoding="utf-8"))
    if any(resource.get("dialect", {}).get("lineTerminator", "\n") != "\n" for resource in package["resources"]):
        raise ValueError(f"{os.fspath(directory)} was written for a spreadsheet: run analyze without --for")
    resources = {resource["name"]: resource for resource in package["resources"]}
    read = Tables()
    read.messages = messages
    for name in resources if tables is None else tables:
        if name not in resources:
            raise KeyError(f"there is no table '{name}'; there are {', '.join(resources)}")
        resource = resources[name]
        text = Path(directory, resource["path"]).read_text(encoding="utf-8")
        read[name] = read_csv_text(text, _types(resource["schema"]["fields"]), frames)
    return read


@lru_cache(maxsize=None)
def types_of(table: str) -> Types:
    """The types of a table by the schema of the program."""
    printed, _ = run(["schema", table, "--json"])
    return _types(json.loads(printed)[0]["fields"])


def _types(fields: Sequence[Mapping[str, Any]]) -> Types:
    return {field["name"]: field["type"] for field in fields}


def read_csv_text(text: str, types: Types, frames: bool | None) -> Table:
    """A table with these types."""
    pandas = _pandas(frames)
    if pandas is None:
        return _dicts(text, types)
    header = next(csv.reader(io.StringIO(text)), [])
    kinds = {"integer": "Int64", "number": "float64"}
    frame = pandas.read_csv(
        io.StringIO(text),
        dtype={column: kinds.get(types.get(column, ""), "string") for column in header},
        keep_default_na=False,
        na_values=[""],
    )
    for column in header:
        if types.get(column) == "date":
            frame[column] = pandas.to_datetime(frame[column], format="%Y-%m-%d")
    return frame


def _pandas(frames: bool | None) -> Any:
    if frames is False:
        return None
    try:
        import pandas
    except ImportError:
        if frames:
            raise
        return None
    return pandas


def _dicts(text: str, types: Types) -> list[dict[str, Any]]:
    csv.field_size_limit(_CSV_LIMIT)
    rows = csv.DictReader(io.StringIO(text, newline=""))
    read = {"integer": int, "number": float, "date": datetime.date.fromisoformat}
    convert = {column: read.get(kind, str) for column, kind in types.items()}
    return [
        {column: None if cell == "" else convert.get(column, str)(cell) for column, cell in row.items()}
        for row in rows
    ]
