"""The program: where it is, and one run of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import warnings
from functools import lru_cache
from pathlib import Path
from typing import Iterator, Sequence

from ._errors import StandpointError, StandpointWarning

#: Names the program where it is not the one of this package.
VARIABLE = "STANDPOINT_BIN"
#: Exit code of a run that is done but has skipped inputs.
SOME_SKIPPED = 3


def _candidates() -> Iterator[Path]:
    name = "standpoint" + (sysconfig.get_config_var("EXE") or "")
    yield Path(sysconfig.get_path("scripts")) / name
    user = "nt_user" if os.name == "nt" else "posix_user"
    yield Path(sysconfig.get_path("scripts", scheme=user)) / name
    yield Path(sys.executable).parent / name
    # `pip install --target DIR`
    yield Path(__file__).resolve().parent.parent / "bin" / name
    found = shutil.which(name)
    if found:
        yield Path(found)


def binary() -> str:
    """The path of the program: that of this package, or the one that ``STANDPOINT_BIN`` names.

    Raises ``FileNotFoundError`` if there is none.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return named
    for candidate in _candidates():
        if candidate.is_file():
            return str(candidate)
    raise FileNotFoundError(f"the program 'standpoint' is not where this package put it; {VARIABLE} can name it")


@lru_cache(maxsize=None)
def version() -> str:
    """The version of the program, such as ``0.1.0``."""
    return run(["--version"])[0].decode().split()[-1]


def run(arguments: Sequence[str], given: bytes | None = None) -> tuple[bytes, str]:
    """Runs the program with ``given`` on its stdin: what it printed, and what it said.

    Raises ``StandpointError`` if it fails; warns if it left out inputs.
    """
    # Without input it must not wait for that of this process.
    command = [binary(), "--color", "never", *arguments]
    done = subprocess.run(command, input=given or b"", capture_output=True, check=False)
    said = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode not in (0, SOME_SKIPPED):
        raise StandpointError(_message(said, done.returncode), done.returncode, said)
    if done.returncode == SOME_SKIPPED:
        warnings.warn(said or "some inputs were skipped", StandpointWarning, stacklevel=4)
    return done.stdout, said


def _message(said: str, code: int) -> str:
    """What comes after ``error: `` in what the program said, to the end of the paragraph."""
    _, mark, rest = ("\n" + said).partition("\nerror: ")
    message = rest.partition("\n\nUsage:")[0] if mark else said
    return message.strip() or f"the program ended with code {code}"
