"""What the executors do: files to reports, reports to rows, affairs to what differs in them.

All are the stages of a run on one machine: `read_found` reads, `annotate` annotates, `compare`
holds against each other. What is not rows yet goes from one to the other pickled, as Spark's own
rows of Python values do.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
from pyarrow import parquet

from dragoman.dossier.batches import to_batch
from dragoman.knowledge import OWN_FILE, load, use
from dragoman.model import Problem, Report
from dragoman.read import Found, Reading, Stated, read_found
from dragoman.run.building import UNFINISHED, died
from dragoman.run.pool import Annotate, Pool

Batches = Iterable[pa.RecordBatch]
Job = Callable[[Batches], Iterator[pa.RecordBatch]]
"""Rows in, rows out; what Spark's `mapInArrow` takes."""

FILES: Final = pa.schema([("file", pa.binary()), ("name", pa.string()), ("shown", pa.string())])
"""A file to read a row: where it is, its name in the corpus, its path as the user gave it."""
ITEMS: Final = pa.schema([("item", pa.binary())])
"""A report, a problem, or a call and its result a row, pickled."""

_AT_ONCE = 32  # reports annotated together, as in run/local
_BATCH_ROWS, _BATCH_BYTES = 64, 4 << 20  # of items that go back to Spark together


def reading(stated: Stated, how: Reading, own: str | None) -> Job:
    """The job that reads files: rows of FILES to rows of ITEMS, in their order.

    Args:
        stated: what holds for all reports.
        how: how the files are read.
        own: the user's file of facts, where executors find it; None for none.
    """

    def read(batches: Batches) -> Iterator[pa.RecordBatch]:
        _know(own)
        rows = (row for batch in batches for row in batch.to_pylist())
        files = (Found(Path(os.fsdecode(r["file"])), r["name"], r["shown"]) for r in rows)
        items = (item for found in files for item in read_found(found, stated, how))
        yield from map(packed, _parcels(items))

    return read


def annotating(annotate: Annotate, version: str, own: str | None) -> Job:
    """The job that annotates reports: rows of ITEMS to rows of `dossier.batches`.

    A task that is tried again annotates in a process of its own, since its worker may have died of
    a report: that one is then kept as it was read, with a problem A003, and tried again by the next
    build.

    Args:
        annotate: annotates reports; a function of a module that executors have.
        version: the version of the stage that the rows are stored under.
        own: as for `reading`.
    """

    def run(batches: Batches) -> Iterator[pa.RecordBatch]:
        from pyspark import TaskContext  # noqa: PLC0415 -- an extra

        _know(own)
        task = TaskContext.get()
        again = task is not None and task.attemptNumber() > 0
        reports = (item for item in unpacked(batches) if isinstance(item, Report))
        with Pool(annotate, 1, apart=again) as pool:
            for done in pool.annotated(_batched(reports)):
                yield to_batch([one for one in done if not died(one)], version)
                yield to_batch([one for one in done if died(one)], version + UNFINISHED)

    return run


def calling(own: str | None) -> Job:
    """The job that calls functions: rows of ITEMS, each a `Call`, to their results, in their order.

    Args:
        own: as for `reading`.
    """

    def call(batches: Batches) -> Iterator[pa.RecordBatch]:
        _know(own)
        for function, thing in unpacked(batches):
            yield packed([function(thing)])

    return call


def on_groups(file: Path, job: Job, tasks: int) -> Job:
    """A job on the rows of a Parquet file, shared out among tasks by its row groups.

    Args:
        file: where all executors find it.
        job: what is done with its rows.
        tasks: how many there are. The rows that the job is given are `id`, numbers of tasks.
    """

    def run(batches: Batches) -> Iterator[pa.RecordBatch]:
        for number in (n for batch in batches for n in batch.column("id").to_pylist()):
            with parquet.ParquetFile(file) as held:
                groups = held.num_row_groups
                own = range(number * groups // tasks, (number + 1) * groups // tasks)
                yield from job(held.iter_batches(_BATCH_ROWS, row_groups=list(own)))

    return run


def packed(items: Sequence[object]) -> pa.RecordBatch:
    """Rows of ITEMS."""
    return pa.RecordBatch.from_pydict({"item": [pickle.dumps(i) for i in items]}, schema=ITEMS)


def unpacked(batches: Batches) -> Iterator[Any]:
    """What rows of ITEMS hold."""
    for batch in batches:
        for item in batch.column("item").to_pylist():
            yield pickle.loads(item)  # noqa: S301 -- written by this very run


def _know(own: str | None) -> None:
    """Have this process know the user's facts, and those of no other run that it worked for."""
    if os.environ.get(OWN_FILE) != own:
        os.environ.pop(OWN_FILE, None)
        load.cache_clear()
        if own is not None:
            use(Path(own))


def _parcels(items: Iterable[Report | Problem]) -> Iterator[list[Report | Problem]]:
    """The items, so many at a time as go through Spark together."""
    parcel: list[Report | Problem] = []
    size = 0
    for item in items:
        parcel.append(item)
        size += len(item.text) if isinstance(item, Report) else 0
        if len(parcel) >= _BATCH_ROWS or size >= _BATCH_BYTES:
            yield parcel
            parcel, size = [], 0
    if parcel:
        yield parcel


def _batched(reports: Iterable[Report]) -> Iterator[list[Report]]:
    source = iter(reports)
    while batch := list(islice(source, _AT_ONCE)):
        yield batch
