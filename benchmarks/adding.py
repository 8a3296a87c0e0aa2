"""What adding one report costs: `python -m benchmarks.adding [--base X.duckdb] [--sizes …]`.

A dossier of so many reports made of real ones (`benchmarks.permuted`) is stored and linked, then a
few reports are added one by one. The time to build it is that of annotating so many reports, by the
rate measured on real ones in the same run, and of storing and linking them. All times are the
processor's, so what else the machine does matters little.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from benchmarks.base import annotated, arguments
from benchmarks.permuted import permuted
from dragoman.annotate import annotate
from dragoman.dossier import Store
from dragoman.model import Annotated
from dragoman.run.linking import settle
from dragoman.run.versions import PROGRAM

SIZES = "1000,10000"
SAMPLE = 64  # reports annotated to measure the rate
ADDED = 5
BATCH = 200


def measure(corpus: Sequence[Annotated], size: int) -> dict[str, float]:
    """Seconds to build a dossier of so many reports, to add one, and their ratio."""
    list(annotate(one.report for one in corpus[:4]))  # the parser is loaded
    sample = corpus[:SAMPLE]
    rate = _timed(lambda: list(annotate(one.report for one in sample))) / len(sample)
    *reports, last = _parts(list(permuted(corpus, size + ADDED)))
    with tempfile.TemporaryDirectory(prefix="dragoman-bench-") as folder:
        path = Path(folder) / "x.duckdb"
        linking = _timed(lambda: _add(path, [one for part in reports for one in part]))
        adding = median(_timed(lambda each=each: _add(path, [each])) for each in last)  # type: ignore[misc]
    building = rate * size + linking
    return {
        "reports": size,
        "annotate_s": round(rate * size, 1),
        "store_and_link_s": round(linking, 1),
        "add_one_s": round(rate + adding, 2),
        "ratio": round((rate + adding) / building, 4),
    }


def _parts(reports: list[Annotated]) -> list[list[Annotated]]:
    return [reports[:-ADDED], reports[-ADDED:]]


def _add(path: Path, reports: Sequence[Annotated]) -> None:
    with Store.open(path, PROGRAM) as store:
        for start in range(0, len(reports), BATCH):
            store.put(reports[start : start + BATCH], "benchmark")
        settle(store)
        store.publish()


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Measures each size and prints a line for it."""
    given = arguments(__doc__, SIZES)
    corpus = annotated(given.base, given.data)
    for size in given.sizes:
        print(json.dumps(measure(corpus, size)), flush=True)


if __name__ == "__main__":
    main()
