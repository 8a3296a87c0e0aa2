"""Whether a build's memory is flat: `python -m benchmarks.memory [--reports N] [--processes P]`.

`dragoman build` reads, annotates and stores generated reports (`eval.generated`). Now and then a
line tells how far it is, and what each of its processes holds in memory. It is stopped where
linking begins, which `benchmarks.growth` measures. Linux only.
"""

from __future__ import annotations

import argparse
import json
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.processes import resident
from eval.generated import generate, originals
from eval.harness import shared

_DONE = re.compile(r"annotate: (\d+)")
Row = dict[str, float]


def watched(command: list[str], every: int) -> Iterator[Row]:
    """What the processes of a build hold each time so many more reports are annotated, in MiB.

    Args:
        command: a build that tells on standard error how far it is.
        every: reports from one line to the next, at least.
    """
    told = 0
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None, "it was asked for"
        for line in process.stderr:
            found = _DONE.match(line)
            if line.startswith("link"):
                process.send_signal(signal.SIGINT)
            if found and int(found[1]) >= told + every:
                told = int(found[1])
                yield row(told, resident(process.pid).values())


def row(reports: int, held: Iterable[int]) -> Row:
    """How many reports are annotated, what the largest process holds and what all do, in MiB."""
    sizes = list(held)
    return {"reports": reports, "largest_mib": max(sizes, default=0), "all_mib": sum(sizes)}


def main() -> None:
    """Writes the reports, builds, and prints a line now and then."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=shared(), help="the folder of the data sets")
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--every", type=int, default=500, help="reports from line to line")
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dragoman-bench-") as folder:
        rows, into = Path(folder) / "rows.jsonl", Path(folder) / "x.duckdb"
        with rows.open("w", encoding="utf-8") as file:
            for one in generate(originals(given.data), given.reports):
                file.write(json.dumps(one) + "\n")
        build = ["build", str(rows), "-o", str(into), "--workers", str(given.processes)]
        for found in watched([sys.executable, "-m", "dragoman", *build], given.every):
            print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
