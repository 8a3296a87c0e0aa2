"""What a stretch costs beside what stands before: `python -m benchmarks.stretches [--before …]`.

A dossier too large to be linked at once is linked a stretch of reports after the other, so that
what linking a million costs is the sum over five hundred of them. Here a linked dossier of so many
reports is laid (`benchmarks.laid`), new reports follow on its last day, and they are linked and
compared as a build does it, each size in a process of its own. There is a line for each, with
seconds of processor time by part of the work, seconds on the clock and peak memory; then the sums
up to each size, between the sizes measured by straight lines, and their exponent.
"""

from __future__ import annotations

import json
import platform
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final, NamedTuple, ParamSpec, TypeVar
from unittest.mock import patch

from benchmarks.base import annotated, arguments, put
from benchmarks.growth import exponent
from benchmarks.laid import lay
from benchmarks.permuted import permuted
from benchmarks.processes import peak_memory
from dragoman.dossier import Store, Ways
from dragoman.dossier.connect import writing
from dragoman.model import Annotated
from dragoman.run import linking
from dragoman.run.collecting import no_collecting
from dragoman.run.versions import PROGRAM

BEFORE: Final = "10000,100000,1000000"
PER_DAY: Final = 10
"""Reports a day: of a million, 274 years."""
ASKED: Final = ("before", "annotated", "settled", "linked", "put_linked")
"""What a stretch asks of the store."""
WORK: Final = ("link", "compare")
WAYS: Final = ("outside", "add")
"""What it asks of the ways in which others are mentioned."""
Row = dict[str, Any]
P = ParamSpec("P")
T = TypeVar("T")


class Seed(NamedTuple):
    """The end of every archive.

    Attributes:
        path: a dossier of one stretch of reports, linked.
        days: how many days they cover.
        new: reports of the days after, in order of days.
        row: what linking it cost, where nothing was before.
    """

    path: Path
    days: int
    new: list[Annotated]
    row: Row


def plant(corpus: Sequence[Annotated], folder: Path, stretch: int, stretches: int) -> Seed:
    """Link the reports that end every archive, and make those that come after.

    Args:
        corpus: the reports that the generated ones are made of.
        folder: where the dossier goes.
        stretch: how many reports a stretch has.
        stretches: how many stretches come after.
    """
    made = permuted(corpus, stretch * (1 + stretches), PER_DAY)
    reports = sorted(made, key=lambda one: (_day(one), one.report.id))
    seed, new = reports[:stretch], reports[stretch:]
    path = folder / "seed.duckdb"
    with Store.open(path, PROGRAM) as store:
        put(store, seed)
        row = _settled(store, stretch)
        store.publish()
    return Seed(path, _day(seed[-1]) - _day(seed[0]) + 1, new, {"before": 0} | row)


def _day(one: Annotated) -> int:
    first = one.report.published.when.first
    return first.toordinal() if first else 0


def measure(seed: Seed, before: int, stretch: int, folder: Path) -> Row:
    """What linking a stretch costs, on average over the new reports, where so many are before.

    Args:
        seed: the archive's end, and what is new.
        before: how many reports stand before, at least.
        stretch: how many are linked at a time.
        folder: where the dossier is laid; it is deleted.
    """
    path = folder / "laid.duckdb"
    began = time.perf_counter()
    held = lay(seed.path, path, before, seed.days)
    row = {"before": held, "mib": path.stat().st_size >> 20, "laid_s": _since(began)}
    try:
        with Store(writing(path), path, PROGRAM) as store:  # in place: a copy is as large again
            put(store, seed.new)
            return row | _settled(store, stretch)
    finally:
        path.unlink()


def _settled(store: Store, stretch: int) -> Row:
    """What linking all that is new costs, in stretches of so many, by part of the work.

    Returns:
        `start_s` of processor time before the first stretch, and the memory held at most up to
        then; `stretch_s` for one stretch, of which `link_s`, `compare_s` and each of `ASKED`, and
        `wall_s` on the clock; and the memory held at most.
    """
    parts: dict[str, float] = defaultdict(float)
    reports: list[int] = []
    row: Row = {}
    start, began = time.process_time(), time.perf_counter()

    def tell(done: int, _of: int) -> None:
        nonlocal start, began
        reports.append(done)
        if not done:
            row.update(start_s=round(time.process_time() - start, 2), start_mib=peak_memory())
            start, began = time.process_time(), time.perf_counter()

    with (
        patch.multiple(store, **_watched(parts, store, ASKED)),
        patch.multiple(Ways, **_watched(parts, Ways, WAYS)),
        patch.multiple(linking, AT_ONCE=0, STRETCH=stretch, **_watched(parts, linking, WORK)),
        no_collecting(),
    ):
        linking.settle(store, watch=tell)
    stretches = len(reports) - 1
    parts["stretch_s"], parts["wall_s"] = time.process_time() - start, _since(began)
    return (
        row
        | {name: round(s / stretches, 2) for name, s in parts.items()}
        | {"memory_mib": peak_memory()}
    )


def _watched(into: dict[str, float], of: object, names: Sequence[str]) -> dict[str, Any]:
    """Functions in the places of those of these names, which add to `into` what they take."""
    return {name: _timed(into, f"{name}_s", getattr(of, name)) for name in names}


def _timed(into: dict[str, float], name: str, work: Callable[P, T]) -> Callable[P, T]:
    """A function that adds to `into` the processor time that it takes."""

    def timed(*given: P.args, **named: P.kwargs) -> T:
        start = time.process_time()
        try:
            return work(*given, **named)
        finally:
            into[name] += time.process_time() - start

    return timed


def _since(began: float) -> float:
    return round(time.perf_counter() - began, 2)


def summed(rows: Sequence[Row], stretch: int) -> list[Row]:
    """What linking as many reports as stand before each of some stretches costs, added up.

    A stretch between two that were measured costs what lies on the straight line between them.

    Args:
        rows: those of `measure`, by size; the first with nothing before.
        stretch: how many reports a stretch has.
    """
    sums: list[Row] = []
    total, done = 0.0, 0
    apart = ((low, high) for low, high in pairwise(rows) if low["before"] < high["before"])
    for low, high in apart:
        rise = (high["stretch_s"] - low["stretch_s"]) / (high["before"] - low["before"])
        while done < high["before"]:
            total += low["stretch_s"] + rise * (done - low["before"])
            done += stretch
        sums.append({"reports": done, "link_s": round(total, 1)})
    return sums


def main() -> None:
    """Measures a stretch at each size and prints a line for it, then the sums."""
    parser = arguments(__doc__, BEFORE, "--before")
    parser.add_argument("--stretch", type=int, default=linking.STRETCH, help="reports at a time")
    parser.add_argument("--stretches", type=int, default=1, help="measured at each size")
    given = parser.parse_args()
    corpus = annotated(given.base, given.data)
    with tempfile.TemporaryDirectory(prefix="dragoman-bench-") as name:
        folder = Path(name)
        seed = _apart(plant, corpus, folder, given.stretch, given.stretches)
        rows = [seed.row]
        print(json.dumps(rows[-1]), flush=True)
        for size in given.before:
            rows.append(_apart(measure, seed, size, given.stretch, folder))
            print(json.dumps(rows[-1]), flush=True)
    sums = summed(rows, given.stretch)
    for row in sums:
        print(json.dumps(row))
    if len(sums) > 1:
        print(json.dumps({"exponent": round(exponent(sums), 3), "machine": platform.processor()}))


def _apart(work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """What a function returns that is called in a process of its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(work, *given, **named).result()


if __name__ == "__main__":
    main()
