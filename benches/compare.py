#!/usr/bin/env python3
"""Runs standpoint, `wc -w` and Python peers in turn and prints medians of wall time, user time and peak memory.

What is run in each round, one after the other, so that a change of the machine's load meets all of them:

- on a corpus of each size, made by grow_corpus.py: `wc -w`; `analyze`, with all tables and with `--evidence none`;
  `stance` and `terms`, `terms --names`, on one thread; `topics --k 20`; python_stack.py --topics 20;
- on the 2,225 BBC articles: `topics`, the number of topics chosen; on 20 Newsgroups: `topics --k 20`;
- vader_mentions.py and `evaluate mentions` on the same mentions, if --mentions names them.
"""
import argparse, csv, gzip, os, pathlib, resource, statistics, subprocess, sys, tempfile, time

csv.field_size_limit(1 << 30)
HERE = pathlib.Path(__file__).resolve().parent


def run(command, out=None):
    """Wall seconds, user seconds and peak memory in MB; none where it fails."""
    start = time.perf_counter()
    with open(out or os.devnull, "wb") as stdout, open(os.devnull, "wb") as stderr:
        child = subprocess.Popen(command, stdout=stdout, stderr=stderr)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if child.returncode not in (0, 3):
        return None
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def unpacked(source, into):
    """The same table with a column `id`, unpacked."""
    target = into / source.name.removesuffix(".gz")
    with gzip.open(source, "rt", encoding="utf-8", newline="") as rows, open(target, "w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(["id", "text"])
        table.writerows((f"{number:06}", row["text"]) for number, row in enumerate(csv.DictReader(rows)))
    return target


def aliases(binary, into):
    """The countries that standpoint knows, as python_stack.py reads them: one alternation of all 18,500 names, as a regular
    expression of Python, takes minutes for a megabyte."""
    listed = subprocess.run([binary, "actors", "list"], check=True, capture_output=True, text=True).stdout.splitlines()
    target = into / "aliases.csv"
    with open(target, "w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(["actor_id", "alias"])
        named = (row for row in csv.DictReader(listed, delimiter="\t") if row["kind"] == "country" and row["alias_kind"] == "name")
        table.writerows((row["actor_id"], row["alias"]) for row in named)
    return target


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--binary", required=True)
    arguments.add_argument("--articles", type=pathlib.Path)
    arguments.add_argument("--peers", type=pathlib.Path)
    arguments.add_argument("--mentions", type=pathlib.Path)
    arguments.add_argument("--sizes", default="1000,10000,100000")
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--python", default=sys.executable, help="the Python that runs the peers")
    arguments.add_argument("--baseline", help="another standpoint, timed in the same rounds")
    arguments = arguments.parse_args()
    if not arguments.articles:
        print("compare: skipped: --articles names no folder with bbc.csv.gz and ng20.csv.gz", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        compare(arguments, place)


def compare(arguments, place):
    binary = arguments.binary
    sources = [arguments.articles / "bbc.csv.gz", arguments.articles / "ng20.csv.gz"]
    bbc, ng20 = (unpacked(source, place) for source in sources)
    names = aliases(binary, place)
    out = place / "out"
    table = ["--text-column", "text", "--id-column", "id"]
    tasks = []
    for size in (int(size) for size in arguments.sizes.split(",") if size):
        corpus = place / f"{size}.csv"
        made = [sys.executable, HERE / "grow_corpus.py", str(size), corpus, *sources]
        print(subprocess.run(made, check=True, capture_output=True, text=True).stdout.strip(), file=sys.stderr)
        analyze = ["analyze", corpus, *table, "-o", out, "--force", "-q", "--k", "20"]
        tasks += [
            (size, corpus, "wc -w", ["wc", "-w", corpus]),
            (size, corpus, "analyze", [binary, *analyze]),
            (size, corpus, "analyze, one thread", [binary, *analyze, "--threads", "1"]),
            (size, corpus, "analyze --evidence none", [binary, *analyze, "--evidence", "none"]),
            (size, corpus, "stance, one thread", [binary, "stance", corpus, *table, "-q", "--threads", "1"]),
            (size, corpus, "terms, one thread", [binary, "terms", corpus, *table, "-q", "--threads", "1"]),
            (size, corpus, "terms --names, one thread", [binary, "terms", corpus, *table, "-q", "--names", "--threads", "1"]),
        ]
        if arguments.baseline:
            tasks.append((size, corpus, "analyze of the baseline", [arguments.baseline, *analyze]))
        if arguments.peers:
            stack = [arguments.python, arguments.peers / "python_stack.py", corpus, names, out / "python", "--topics", "20"]
            tasks.append((size, corpus, "python_stack.py", stack))
    tasks += [
        ("bbc", bbc, "topics, k chosen", [binary, "topics", bbc, *table, "-q"]),
        ("ng20", ng20, "topics --k 20", [binary, "topics", ng20, *table, "-q", "--k", "20"]),
    ]
    if arguments.peers:
        for number, corpus in (("bbc", bbc), ("ng20", ng20)):
            stack = [arguments.python, arguments.peers / "python_stack.py", corpus, names, out / "python", "--topics", "20"]
            tasks.append((number, corpus, "python_stack.py", stack))
    if arguments.mentions:
        tasks.append(("mentions", arguments.mentions, "evaluate mentions", [binary, "evaluate", "mentions", arguments.mentions]))
        if arguments.peers:
            vader = [arguments.python, arguments.peers / "vader_mentions.py", arguments.mentions, place / "vader.csv"]
            tasks.append(("mentions", arguments.mentions, "vader_mentions.py", vader))
    times = {}
    for number in range(arguments.rounds):
        for corpus, _, what, command in tasks:
            times.setdefault((corpus, what), []).append(run([str(part) for part in command]))
        print(f"round {number + 1} of {arguments.rounds}", file=sys.stderr)
    print(f"{'corpus':>9}  {'run':<28}{'wall s':>9}{'user s':>9}{'MB/s':>8}{'peak MB':>9}")
    for corpus, path, what, _ in tasks:
        got = times[(corpus, what)]
        if None in got:
            print(f"{corpus:>9}  {what:<28}  failed")
            continue
        wall, user, peak = (statistics.median(column) for column in zip(*got))
        print(f"{corpus:>9}  {what:<28}{wall:>9.2f}{user:>9.2f}{path.stat().st_size / 1e6 / wall:>8.1f}{peak:>9.0f}")


if __name__ == "__main__":
    main()
