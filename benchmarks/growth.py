"""How linking and comparing grow: `python -m benchmarks.growth [--base X.duckdb] [--sizes …]`.

With `--stretch N` they are linked so many at a time, as a dossier is that is too large to be linked
at once, however few they are, and there is a line for each stretch, with what all up to it took;
`--per-day` says how many reports a day the corpus has.

Reports made of real ones without a parse (`benchmarks.permuted`) are stored, then linked and
compared as a build does it, each size in a process of its own. Prints processor time, time on the
clock and peak memory, and the exponent of the processor time, which is the slope between the last
lines (sizes, or stretches of the largest size) on logarithmic scales.
"""

from __future__ import annotations

import json
import math
import platform
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.base import annotated, arguments, put
from benchmarks.permuted import PER_DAY, permuted
from benchmarks.processes import peak_memory
from dragoman.dossier import Dossier, Store
from dragoman.model import Annotated
from dragoman.run import linking
from dragoman.run.collecting import no_collecting
from dragoman.run.versions import PROGRAM

SIZES = "1000,3000,10000"
Row = dict[str, float]


def measure(corpus: Sequence[Annotated], size: int, per_day: int, stretch: int | None) -> list[Row]:
    """Seconds of processor time and MiB of memory (peak) for so many reports.

    The time of linking has that of comparing and of writing what comes of both in it.

    Args:
        corpus: the reports that the generated ones are made of.
        size: how many are generated.
        per_day: how many a day.
        stretch: how many are linked at a time; None: as a build would.

    Returns:
        A row for all, after one for each stretch but the last where they are linked by stretches.
    """
    if stretch is not None:
        vars(linking).update(AT_ONCE=0, STRETCH=stretch)
    rows: list[Row] = []

    def tell(done: int, _of: int) -> None:
        if done:
            rows.append(_row(done, start, began))
            print(json.dumps(rows[-1]), flush=True)

    with tempfile.TemporaryDirectory(prefix="dragoman-bench-") as folder:
        path = Path(folder) / "x.duckdb"
        with Store.open(path, PROGRAM) as store:
            put(store, permuted(corpus, size, per_day))
            start, began = time.process_time(), time.perf_counter()
            with no_collecting():
                linking.settle(store, watch=tell)
            last = _row(size, start, began)
            store.publish()
        with Dossier.open(path) as dossier:
            last["comparisons"] = dossier.counts()["comparisons"]
    return [*rows[:-1], last]


def _row(reports: int, start: float, began: float) -> Row:
    """What so many reports took since `start` of processor time and `began` on the clock."""
    return {
        "reports": reports,
        "link_s": round(time.process_time() - start, 2),
        "wall_s": round(time.perf_counter() - began, 2),
        "memory_mib": peak_memory(),
    }


def exponent(rows: Sequence[Row]) -> float:
    """The slope of time over reports on logarithmic scales, by least squares."""
    points = [(math.log(r["reports"]), math.log(r["link_s"])) for r in rows]
    mean_x, mean_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    above: float = sum((x - mean_x) * (y - mean_y) for x, y in points)
    below: float = sum((x - mean_x) ** 2 for x, _ in points)
    return above / below


def main() -> None:
    """Measures each size and prints a line for it, then the exponent."""
    parser = arguments(__doc__, SIZES)
    parser.add_argument("--per-day", type=int, default=PER_DAY, help="reports a day")
    parser.add_argument("--stretch", type=int, help="reports linked at a time; default: as a build")
    given = parser.parse_args()
    corpus = annotated(given.base, given.data)
    rows: list[Row] = []
    for size in given.sizes:
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            asked = (corpus, size, given.per_day, given.stretch)
            found = pool.submit(measure, *asked).result()
        print(json.dumps(found[-1]), flush=True)
        rows = found if len(found) > 1 else [*rows, *found]
    if len(rows) > 1:
        print(json.dumps({"exponent": round(exponent(rows), 3), "machine": platform.processor()}))


if __name__ == "__main__":
    main()
