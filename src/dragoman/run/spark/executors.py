"""What the executors do, batch by batch of Arrow rows: files to reports, reports to rows.

Both are the stages of a run on one machine: `read_found` reads, `annotate` annotates. A report
goes from the one to the other pickled, as Spark's own rows of Python values do.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import pyarrow as pa

from dragoman.dossier.batches import to_batch
from dragoman.knowledge import OWN_FILE, load, use
from dragoman.model import Problem, Report
from dragoman.read import Found, Reading, Stated, read_found
from dragoman.run.pool import Annotate, Pool

Batches = Iterable[pa.RecordBatch]
Job = Callable[[Batches], Iterator[pa.RecordBatch]]
"""A function for Spark's `mapInArrow`."""

FILES: Final = pa.schema([("file", pa.binary()), ("name", pa.string()), ("shown", pa.string())])
"""A file to read a row: where it is, its name in the corpus, its path as the user gave it."""
ITEMS: Final = pa.schema([("report", pa.string()), ("path", pa.string()), ("item", pa.binary())])
"""A report or problem a row: the report's id, NULL for a problem; the path; the thing, pickled."""

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
        files = (row for batch in batches for row in batch.to_pylist())
        yield from _packed(
            item
            for row in files
            for item in read_found(
                Found(Path(os.fsdecode(row["file"])), row["name"], row["shown"]), stated, how
            )
        )

    return read


def annotating(annotate: Annotate, version: str, own: str | None) -> Job:
    """The job that annotates reports: rows of ITEMS to rows of `dossier.batches`.

    A task that is tried again annotates in a process of its own, since its worker may have died of
    a report: that one is then kept as it was read, with a problem A003.

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
        items = (item for batch in batches for item in batch.column("item").to_pylist())
        reports = (unpacked(item) for item in items)
        with Pool(annotate, 1, apart=again) as pool:
            for done in pool.annotated(_batched(reports)):
                yield to_batch(done, version)

    return run


def unpacked(item: bytes) -> Report:
    """The report, or problem, of a row of ITEMS."""
    thing: Report = pickle.loads(item)  # noqa: S301 -- written by `reading` of this very run
    return thing


def _know(own: str | None) -> None:
    """Have this process know the user's facts, and those of no other run that it worked for."""
    if os.environ.get(OWN_FILE) != own:
        os.environ.pop(OWN_FILE, None)
        load.cache_clear()
        if own is not None:
            use(Path(own))


def _packed(items: Iterable[Report | Problem]) -> Iterator[pa.RecordBatch]:
    """The items as rows, in batches of bounded size."""
    rows: list[tuple[str | None, str, bytes]] = []
    size = 0
    for item in items:
        rows.append((item.id if isinstance(item, Report) else None, item.path, pickle.dumps(item)))
        size += len(rows[-1][2])
        if len(rows) >= _BATCH_ROWS or size >= _BATCH_BYTES:
            yield _rows(rows)
            rows, size = [], 0
    if rows:
        yield _rows(rows)


def _rows(rows: list[tuple[str | None, str, bytes]]) -> pa.RecordBatch:
    columns = [list(column) for column in zip(*rows, strict=True)]
    arrays = [pa.array(c, field.type) for c, field in zip(columns, ITEMS, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=ITEMS)


def _batched(reports: Iterable[Report]) -> Iterator[list[Report]]:
    source = iter(reports)
    while batch := list(islice(source, _AT_ONCE)):
        yield batch
