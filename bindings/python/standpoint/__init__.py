"""The stance of news text toward named actors, with the words behind every number.

    >>> import standpoint
    >>> standpoint.stance("Parliament condemned Russia but praised Kazakhstan.")
    >>> tables = standpoint.analyze(articles, k=6)      # texts, records or a data frame; or Path("folder")
    >>> tables["actors"]

A thin layer over the program that this package holds: texts are handed to it on its standard input, its tables come
back as pandas data frames, or as lists of dicts where pandas is not installed. The program itself is on the path too:
``standpoint analyze folder -o results``, or ``python -m standpoint``.
"""

from ._binary import binary, version
from ._commands import analyze, stance, terms, topics
from ._errors import StandpointError, StandpointWarning
from ._tables import Table, Tables, read_tables

__all__ = [
    "StandpointError",
    "StandpointWarning",
    "Table",
    "Tables",
    "analyze",
    "binary",
    "read_tables",
    "stance",
    "terms",
    "topics",
    "version",
]
