#!/usr/bin/env bash
# Times standpoint beside `wc -w` and the Python programs that analysts use instead, and its scaling with the number of
# documents. benches/compare.py says what is run; docs/performance.md has the figures.
#
#   benches/compare.sh --articles DIR [--peers DIR] [--sizes 1000,10000,100000] [--rounds 5]
#
# DIR of --articles holds bbc.csv.gz and ng20.csv.gz (columns text and label). DIR of --peers holds python_stack.py and
# vader_mentions.py; what they need must be installed for the python3 that is found first.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v python3 >/dev/null; then
    echo "compare.sh: skipped: there is no python3, which takes the times" >&2
    exit 0
fi
cargo build --release --locked
exec python3 benches/compare.py --binary target/release/standpoint "$@"
