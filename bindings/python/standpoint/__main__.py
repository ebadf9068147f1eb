"""``python -m standpoint``: the program."""

import subprocess
import sys

from ._binary import binary


def main() -> int:
    """Runs the program with the arguments of this process, and gives its exit code."""
    try:
        return subprocess.call([binary(), *sys.argv[1:]])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
