"""The Spark jobs of a build, and the folder through which they and the driver hand work over.

The folder lies beside the dossier, where the driver and all executors must find it under the same
path. It goes when the build ends.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import pyarrow as pa
from pyarrow import parquet

from dragoman.dossier.batches import batch_schema
from dragoman.model import Problem, Report
from dragoman.read import Found
from dragoman.run.spark.executors import FILES, ITEMS, Job, unpacked
from dragoman.run.spark.session import SparkFailedError, first_line

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

PART = 500
"""Reports and problems in a file that the reading job writes: what a task annotates at least."""
_ROUND = 1000  # reports a core that are annotated before they are stored: a minute's work or so
_FILES_A_TASK = 500  # at most, of small files; few enough that tasks are many
_TASKS_A_CORE = 4  # so that cores which have done with short reports take from those that have not
_STORED_AT_ONCE = 1000  # reports; some 30 MB
_PART_NAME = re.compile(r"part-(\d+)-.*?(?:-c(\d+))?\.(?:\w+\.)*parquet")

Key = tuple[str, str]
"""Id and path of a report."""


class Engine:
    """Reads and annotates on a Spark cluster.

    Args:
        spark: the session.
        folder: where work is handed over; whatever lies there is deleted, now and at the end.
    """

    def __init__(self, spark: SparkSession, folder: Path) -> None:
        self._spark = spark
        self._folder = folder.resolve()
        self.cores: int = spark.sparkContext.defaultParallelism

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

    def read(self, files: Sequence[Found], job: Job) -> list[Path]:
        """Has files read.

        Args:
            files: in the order of the corpus.
            job: `executors.reading`.

        Returns:
            Files of ITEMS, in the same order.

        Raises:
            SparkFailedError: Spark gave up.
        """
        if not files:
            return []
        tasks = max(_TASKS_A_CORE * self.cores, len(files) // _FILES_A_TASK)
        rows = [(os.fsencode(each.file.absolute()), each.name, each.shown) for each in files]
        data = self._spark.sparkContext.parallelize(rows, min(tasks, len(files)))
        with _gives_up(self._spark):
            frame = self._spark.createDataFrame(data, _columns(FILES))
            items = frame.mapInArrow(job, _columns(ITEMS))
            return self._written(items, "read", PART)

    def rounds(self, parts: Sequence[Path]) -> Iterator[list[Path]]:
        """The files of items, some at a time: as many as keep every core busy for a while."""
        size = max(1, _ROUND * self.cores // PART)
        for start in range(0, len(parts), size):
            yield list(parts[start : start + size])

    def annotate(
        self, parts: Sequence[Path], wanted: Collection[Key], job: Job
    ) -> Iterator[pa.RecordBatch]:
        """Has reports annotated.

        Args:
            parts: files of ITEMS.
            wanted: the reports among them.
            job: `executors.annotating`.

        Yields:
            Batches of `dossier.batches`, each report once, in no order.

        Raises:
            SparkFailedError: Spark gave up.
        """
        with _gives_up(self._spark):
            keys = self._spark.createDataFrame(list(wanted), ["report", "path"])
            items = (
                self._spark.read.schema(_columns(ITEMS))
                .parquet(*map(str, parts))
                .join(keys, ["report", "path"], "left_semi")
                .dropDuplicates(["report", "path"])
                .repartition(min(_TASKS_A_CORE * self.cores, len(wanted)))
            )
            done = self._written(items.mapInArrow(job, _columns(batch_schema())), "annotated")
        for file in done:
            yield from parquet.ParquetFile(file).iter_batches(batch_size=_STORED_AT_ONCE)

    def _written(self, frame: DataFrame, name: str, rows: int = 0) -> list[Path]:
        """The files that a frame was written to, in the order of its rows; `rows` in each."""
        folder = self._folder / name
        writer = frame.write.mode("overwrite").option("maxRecordsPerFile", rows)
        writer.parquet(str(folder))
        return sorted(folder.glob("*.parquet"), key=_place)


def items_of(parts: Sequence[Path]) -> Iterator[Report | Problem]:
    """What was read, from files of ITEMS, in their order."""
    for part in parts:
        for batch in parquet.ParquetFile(part).iter_batches(batch_size=64, columns=["item"]):
            yield from map(unpacked, batch.column("item").to_pylist())


def _place(part: Path) -> tuple[int, int]:
    """The place of a file among those that Spark wrote: its task, and which one of the task's."""
    match = _PART_NAME.fullmatch(part.name)
    assert match is not None, part.name
    return int(match[1]), int(match[2] or 0)


def _columns(schema: pa.Schema) -> object:
    """The columns as Spark writes them."""
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415 -- an extra

    return from_arrow_schema(schema)


@contextmanager
def _gives_up(spark: SparkSession) -> Iterator[None]:
    """Turns what Spark says where it gives up into a coded error."""
    from py4j.protocol import Py4JError  # noqa: PLC0415 -- comes with PySpark
    from pyspark.errors import PySparkException  # noqa: PLC0415

    try:
        yield
    except (PySparkException, Py4JError) as error:
        raise SparkFailedError("U024", spark.sparkContext.master, first_line(error)) from error
