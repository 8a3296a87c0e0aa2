"""The Spark engine with one worker and two, beside one machine: `python -m benchmarks.spark`.

`dragoman build` makes the same dossier of the same reports with each engine and number of workers,
every time from nothing, so that starting Java and Spark counts. Prints a line a build, then how
much faster two workers are than one, and how Spark's whole job stands to run/local's. The reports
are real ones with other names and days (`eval.generated`).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.processes import Cost, cost
from benchmarks.throughput import write_corpus
from dragoman.dossier import Dossier
from eval.harness import shared

Row = dict[str, float | str]


def measure(rows: Path, engine: str, workers: int) -> Row:
    """One build and what it cost, all its processes together."""
    into = rows.with_name(f"{engine}-{workers}.duckdb")
    how = {
        "spark": ("--engine", "spark", "--master", f"local[{workers}]"),
        "local": ("--workers", str(workers)),
    }
    spent: Cost = cost("-m", "dragoman", "build", rows, "-o", into, *how[engine], ok=(0, 3))
    with Dossier.open(into) as dossier:
        reports, same = dossier.counts()["reports"], dossier.logical_hash()
    return {
        "engine": engine,
        "workers": workers,
        "reports": reports,
        "wall_s": round(spent.wall, 1),
        "cpu_s": round(spent.cpu, 1),
        "docs_per_s": round(reports / spent.wall, 2),
        "largest_mib": max(spent.peaks.values()),
        "logical_hash": same,
    }


def compared(found: Sequence[Row]) -> Row:
    """Two workers against one, and Spark against one machine, by what all took on the wall."""
    wall = {(row["engine"], row["workers"]): float(row["wall_s"]) for row in found}
    workers = [row["workers"] for row in found]
    first, last = workers[0], workers[-1]
    return {
        "spark_speed_up": round(wall["spark", first] / wall["spark", last], 2),
        "local_speed_up": round(wall["local", first] / wall["local", last], 2),
        "spark_to_local": round(wall["local", last] / wall["spark", last], 2),
        "same_rows": str(len({row["logical_hash"] for row in found}) == 1),
    }


def main() -> None:
    """Builds with each engine and number of workers and prints what each cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=shared(), help="the folder of the data sets")
    parser.add_argument("--reports", type=int, default=960)
    parser.add_argument("--workers", default="1,2", help="how many, with commas between")
    given = parser.parse_args()
    found = []
    with tempfile.TemporaryDirectory(prefix="dragoman-bench-") as folder:
        rows, _ = write_corpus(given.data, Path(folder), given.reports, 1)
        for workers in map(int, given.workers.split(",")):
            for engine in ("local", "spark"):
                found.append(measure(rows, engine, workers))
                print(json.dumps(found[-1]), flush=True)
    print(json.dumps(compared(found)))


if __name__ == "__main__":
    main()
