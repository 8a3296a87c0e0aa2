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
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks.base import annotated, arguments, put
from benchmarks.permuted import permuted
from dragoman.annotate import annotate
from dragoman.dossier import Store
from dragoman.model import Annotated
from dragoman.run.linking import settle
from dragoman.run.versions import PROGRAM

SIZES = "1000,10000"
SAMPLE = 64  # reports annotated to measure the rate
ADDED = 20


def measure(corpus: Sequence[Annotated], size: int) -> dict[str, float]:
    """Seconds to build a dossier of so many reports and to add one to it, and their ratio.

    What is added is the next reports of the corpus, one by one: half of them cost `add_one_s` at
    most, none more than `add_most_s`.
    """
    list(annotate(one.report for one in corpus[:4]))  # the parser is loaded
    sample = corpus[:SAMPLE]
    rate = _timed(lambda: list(annotate(one.report for one in sample))) / len(sample)
    reports = permuted(corpus, size + ADDED)
    with tempfile.TemporaryDirectory(prefix="dragoman-bench-") as folder:
        path = Path(folder) / "x.duckdb"
        linking = _timed(lambda: _add(path, islice(reports, size)))
        adding = [_timed(lambda each=each: _add(path, [each])) for each in reports]  # type: ignore[misc]
    building = rate * size + linking
    return {
        "reports": size,
        "annotate_s": round(rate * size, 1),
        "store_and_link_s": round(linking, 1),
        "add_one_s": round(rate + median(adding), 2),
        "add_most_s": round(rate + max(adding), 2),
        "ratio": round((rate + median(adding)) / building, 4),
        "ratio_most": round((rate + max(adding)) / building, 4),
    }


def _add(path: Path, reports: Iterable[Annotated]) -> None:
    with Store.open(path, PROGRAM) as store:
        put(store, reports)
        settle(store)
        store.publish()


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Measures each size and prints a line for it."""
    given = arguments(__doc__, SIZES).parse_args()
    corpus = annotated(given.base, given.data)
    for size in given.sizes:
        print(json.dumps(measure(corpus, size)), flush=True)


if __name__ == "__main__":
    main()
