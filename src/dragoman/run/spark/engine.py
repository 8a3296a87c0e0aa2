"""The Spark jobs of a build, and the folder through which they and the driver hand work over.

The folder lies beside the dossier, where the driver and all executors must find it under the same
path. Spark gives out the tasks, tries again those that fail, and keeps what a task wrote only if it
came to its end; the texts themselves go from file to Python and never through the JVM's memory. The
folder goes when the build ends.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

import pyarrow as pa
from pyarrow import parquet

from dragoman.dossier.batches import batch_schema
from dragoman.model import Problem, Report
from dragoman.read import Found
from dragoman.run.spark.executors import FILES, ITEMS, Job, on_groups, packed, unpacked
from dragoman.run.spark.session import SparkFailedError, words_of

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_TASKS_A_CORE = 4  # so that cores which are done with short reports take from those that are not
_FILES_A_TASK = 500  # at most; a large file is a task by itself
_A_ROUND, _LARGEST_ROUND = 1000, 200_000  # reports a core, and in all, that a job annotates
_A_GROUP = 8  # reports in a row group, of which a task takes some
_CALLS = 16  # a task, of half a second each
_STORED_AT_ONCE = 1000  # reports; some 30 MB
Given = TypeVar("Given")
Made = TypeVar("Made")
_PART_NAME = re.compile(r"part-(\d+)-.*\.parquet")


class Engine:
    """Reads, annotates and compares on a Spark cluster.

    Args:
        spark: the session.
        folder: where work is handed over; whatever lies there is deleted, now and at the end.
    """

    def __init__(self, spark: SparkSession, folder: Path) -> None:
        self._spark = spark
        self._folder = folder.resolve()
        self._tasks: int = _TASKS_A_CORE * spark.sparkContext.defaultParallelism

    def __enter__(self) -> Engine:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def read(self, files: Sequence[Found], job: Job) -> Iterator[Report | Problem]:
        """The reports of files, in their order, each followed by the problems about it.

        Args:
            files: in the order of the corpus.
            job: `executors.reading`.

        Raises:
            SparkFailedError: Spark gave up.
        """
        if not files:
            return
        tasks = min(len(files), max(self._tasks, len(files) // _FILES_A_TASK))
        rows = {
            "file": [os.fsencode(each.file.absolute()) for each in files],
            "name": [each.name for each in files],
            "shown": [each.shown for each in files],
        }
        listed = self._folder / "files.parquet"
        parquet.write_table(pa.table(rows, FILES), listed, row_group_size=len(files) // tasks)
        for part in self._done("read", listed, job, tasks, ITEMS):
            yield from unpacked(part.iter_batches(batch_size=_A_GROUP))

    def annotate(self, reports: Iterable[Report], job: Job) -> Iterator[pa.RecordBatch]:
        """What is found in reports, a round of them after the other.

        Args:
            reports: taken a round at a time, and none of it held in memory.
            job: `executors.annotating`.

        Yields:
            Batches of `dossier.batches`: every report once, those of a round in no order.

        Raises:
            SparkFailedError: Spark gave up.
        """
        source = iter(reports)
        size = min(_LARGEST_ROUND, _A_ROUND * self._tasks // _TASKS_A_CORE)
        waiting = self._folder / "reports.parquet"
        while groups := _write(waiting, islice(source, size), _A_GROUP):
            tasks = min(groups, self._tasks)
            for part in self._done("annotated", waiting, job, tasks, batch_schema()):
                yield from part.iter_batches(batch_size=_STORED_AT_ONCE)

    def each(
        self, job: Job, function: Callable[[Given], Made], things: Iterable[Given], /
    ) -> Iterator[Made]:
        """What a function makes of each thing, in order, a round of them after the other.

        Args:
            job: `executors.calling`.
            function: one of a module that executors have.
            things: what it is called on; they and the results can be pickled.

        Raises:
            SparkFailedError: Spark gave up.
        """
        calls = ((function, thing) for thing in things)
        waiting = self._folder / "calls.parquet"
        while groups := _write(waiting, islice(calls, _CALLS * self._tasks), 1):
            tasks = min(groups, self._tasks)
            for part in self._done("called", waiting, job, tasks, ITEMS):
                yield from unpacked(part.iter_batches(batch_size=1))

    def _done(
        self, name: str, file: Path, job: Job, tasks: int, columns: pa.Schema
    ) -> Iterator[parquet.ParquetFile]:
        """What a job makes of the rows of a file: a file a task, in the order of the tasks."""
        from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415 -- an extra

        folder = self._folder / name
        with _gives_up(self._spark):
            numbers = self._spark.range(0, tasks, 1, tasks)
            made = numbers.mapInArrow(on_groups(file, job, tasks), from_arrow_schema(columns))
            made.write.mode("overwrite").parquet(str(folder))
        for part in sorted(folder.glob("*.parquet"), key=_task):
            with parquet.ParquetFile(part) as held:
                yield held


def _write(file: Path, items: Iterator[object], a_group: int) -> int:
    """Write ITEMS, so many a row group; how many groups there are."""
    groups = 0
    with parquet.ParquetWriter(file, ITEMS, compression="zstd") as writer:
        while some := list(islice(items, a_group)):
            writer.write_batch(packed(some))
            groups += 1
    return groups


def _task(part: Path) -> int:
    """Which task wrote a file."""
    match = _PART_NAME.fullmatch(part.name)
    assert match is not None, part.name
    return int(match[1])


@contextmanager
def _gives_up(spark: SparkSession) -> Iterator[None]:
    """Turns what Spark says where it gives up into a coded error."""
    from py4j.protocol import Py4JError  # noqa: PLC0415 -- comes with PySpark
    from pyspark.errors import PySparkException  # noqa: PLC0415

    try:
        yield
    except (PySparkException, Py4JError) as error:
        raise SparkFailedError("U024", spark.sparkContext.master, words_of(error)) from error
