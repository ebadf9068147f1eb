"""What the program says goes wrong, as exceptions and warnings."""

from __future__ import annotations


class StandpointError(RuntimeError):
    """The program failed; the text is its message.

    ``code`` is its exit code: 1 no usable result, 2 wrong usage, 130 interrupted; ``said`` all that it said.
    """

    def __init__(self, message: str, code: int, said: str) -> None:
        super().__init__(message)
        self.code = code
        self.said = said

    def __reduce__(self) -> tuple[type[StandpointError], tuple[str, int, str]]:
        return (type(self), (str(self), self.code, self.said))


class StandpointWarning(UserWarning):
    """Something was left out of a result; the text is what the program said of it."""
