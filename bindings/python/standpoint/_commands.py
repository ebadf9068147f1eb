"""The commands that read texts: what Python has becomes input, and flags."""

from __future__ import annotations

import datetime
import json
import os
import tempfile
from typing import Any, Iterable, Mapping, Sequence, Union

from ._binary import run
from ._tables import Table, Tables, read_csv_text, read_tables, types_of

#: A text, or an article with its metadata: ``text``, and perhaps ``id``, ``title``, ``date``, ``source``.
Article = Union[str, Mapping[str, Any]]
#: A text; texts or articles; a pandas data frame of articles; a file or folder as a path; several of them.
Texts = Union[str, "os.PathLike[str]", Iterable[Union[Article, "os.PathLike[str]"]], Any]
#: The value of a flag: ``True`` gives the flag alone, ``False`` and ``None`` leave it out, a list repeats it.
Flag = Union[str, int, float, bool, None, "os.PathLike[str]", Sequence[Union[str, "os.PathLike[str]"]]]


def analyze(
    texts: Texts,
    *,
    output: str | os.PathLike[str] | None = None,
    frames: bool | None = None,
    tables: Sequence[str] | None = None,
    **flags: Flag,
) -> Tables:
    """Every table about some texts, by name: ``documents``, ``mentions``, ``evidence``, ``stance``, ``actors``,
    ``topics`` and the others that ``standpoint schema`` explains.

    ``texts`` is a text, or texts, or articles as dicts (``text``, and perhaps ``id``, ``title``, ``date``, ``source``),
    or a data frame with such columns, or paths of files and folders as ``pathlib.Path``. An article without an id has
    its position, from 0, for one.

    ``output`` keeps the result in a directory; without it there is none. ``frames`` asks for data frames (True) or for
    lists of dicts (False); by default it is data frames if pandas is there. ``tables`` loads these tables only.
    Each other keyword is a flag of the command: ``k=6`` is ``--k 6``, ``rules_only=True`` is ``--rules-only``,
    ``lexicon=["a.tsv", "b.tsv"]`` is given twice.

    Raises ``StandpointError`` with the message of the program; warns (``StandpointWarning``) if inputs were skipped.
    """
    given, inputs = _given(texts)
    with tempfile.TemporaryDirectory(prefix="standpoint-") as scratch:
        directory = os.path.join(scratch, "result") if output is None else os.fspath(output)
        _, said = run(["analyze", "--output", directory, "--raw-text", *_flags(flags), *inputs], given)
        return read_tables(directory, frames=frames, tables=tables, messages=said)


def stance(texts: Texts, *, frames: bool | None = None, **flags: Flag) -> Table:
    """The stance of each text toward each actor that it names. Takes what ``analyze`` takes."""
    return _printed("stance", "stance", texts, frames, flags)


def topics(texts: Texts, *, frames: bool | None = None, **flags: Flag) -> Table:
    """The topic of each text. Takes what ``analyze`` takes."""
    return _printed("topics", "documents", texts, frames, flags)


def terms(texts: Texts, *, frames: bool | None = None, **flags: Flag) -> Table:
    """The terms that set each text apart. Takes what ``analyze`` takes."""
    return _printed("terms", "terms", texts, frames, flags)


def _printed(command: str, table: str, texts: Texts, frames: bool | None, flags: Mapping[str, Flag]) -> Table:
    given, inputs = _given(texts)
    printed, _ = run([command, "--raw-text", *_flags(flags), *inputs], given)
    return read_csv_text(printed.decode("utf-8"), types_of(table), frames)


def _flags(flags: Mapping[str, Flag]) -> list[str]:
    words: list[str] = []
    for name, value in flags.items():
        flag = "--" + name.strip("_").replace("_", "-")
        if value is None or value is False:
            continue
        if value is True:
            words.append(flag)
            continue
        values = [value] if isinstance(value, (str, int, float, os.PathLike)) else list(value)
        # One word, so that a value may begin with a dash.
        words.extend(f"{flag}={os.fspath(one) if isinstance(one, os.PathLike) else one}" for one in values)
    return words


def _given(texts: Texts) -> tuple[bytes | None, list[str]]:
    """What goes to the standard input, and the arguments that name the input."""
    if isinstance(texts, (str, os.PathLike)) or isinstance(texts, Mapping):
        texts = [texts]
    elif hasattr(texts, "to_dict") and hasattr(texts, "columns"):
        texts = texts.to_dict("records")
    elif isinstance(texts, (bytes, bytearray)) or not isinstance(texts, Iterable):
        raise TypeError(f"texts are strings, dicts, paths or a data frame, not {type(texts).__name__}")
    listed = list(texts)
    if listed and all(isinstance(text, os.PathLike) for text in listed):
        return None, ["--", *map(os.fspath, listed)]
    lines = [_line(position, article) for position, article in enumerate(listed)]
    return "".join(lines).encode("ascii"), ["--format=jsonl", "--", "-"]


def _line(position: int, article: Any) -> str:
    """An article as a JSON line."""
    if isinstance(article, str):
        article = {"text": article}
    if not isinstance(article, Mapping):
        raise TypeError(f"text {position} is {type(article).__name__}; texts are strings or dicts")
    record = {str(key): value for key, value in article.items() if not _missing(value)}
    record.setdefault("id", str(position))
    return json.dumps(record, ensure_ascii=True, default=_plain) + "\n"


def _missing(value: Any) -> bool:
    """None, and the values that are not equal to themselves: NaN, NaT."""
    if value is None or type(value).__name__ == "NAType":
        return True
    return isinstance(value, (float, datetime.date)) and value != value or type(value).__name__ == "NaTType"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if hasattr(value, "item"):
        return value.item()
    return str(value)
