"""A Spark session, and what is said where there can be none."""

from __future__ import annotations

import os
import re
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dragoman.dossier import DossierError, LibraryMissingError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_LOCAL = re.compile(r"local(?:\[(?P<workers>\*|\d+)\])?")
_TRACE = "Traceback (most recent call last):"
_RAISED = re.compile(r"^[A-Za-z_][\w.]*(?:: .*)?$", re.MULTILINE)  # "KeyError: 'x'", "SystemExit"
_CALL = re.compile("An error occurred while calling")  # of a method of Java; why comes next
_WORDS = 300  # characters of what Spark says, which can be pages
_ATTEMPTS = 4  # of a task, as on clusters: a report that kills its worker is found at the second
Settings = dict[str, bool | float | int | str | None]
_SETTINGS: Final = {"spark.sql.parquet.compression.codec": "zstd"}
_ON_THIS_MACHINE: Final[Settings] = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.log.level": "OFF",  # what goes wrong is told once, as a problem
}
# Python does the work here. What the JVM is spared of compiling is seconds of a small job.
_LIGHT_JVM = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


class SparkFailedError(DossierError):
    """Spark cannot be started, or gave a job up.

    Args:
        code: U022 where Java is missing, U023 where no session comes up, U025 where a job failed.
        master: where Spark runs, or was to run.
        detail: what Spark says.
    """

    def __init__(self, code: str, master: str | None, detail: str = "") -> None:
        super().__init__(code, master or "spark", detail)


@contextmanager
def session(master: str | None) -> Iterator[SparkSession]:
    """A Spark session for the `with` block; one that is running already is used, and left running.

    Args:
        master: where Spark runs: `local[4]` for four processes here, `spark://host:7077`, `yarn`,
            `k8s://…`. None is what spark-submit or its configuration says, else this machine.

    Raises:
        LibraryMissingError: PySpark or pandas is not installed.
        SparkFailedError: there is no Java, or no session comes up.
    """
    if not (find_spec("pyspark") and find_spec("pandas")):
        raise LibraryMissingError("--engine spark", "spark")
    from pyspark.sql import SparkSession  # noqa: PLC0415 -- an extra

    running = SparkSession.getActiveSession()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # about pandas, which is not used here
        spark = running or _started(master)
        for name, value in _SETTINGS.items():
            spark.conf.set(name, value)
        try:
            yield spark
        finally:
            if running is None:
                spark.stop()


def master_of(stated: str | None) -> str | None:
    """The master with tasks tried again, as clusters do: alone, `local[2]` tries a task once."""
    match = _LOCAL.fullmatch(stated or "")
    return f"local[{match['workers'] or 1},{_ATTEMPTS}]" if match else stated


def _started(stated: str | None) -> SparkSession:
    if not (
        shutil.which("java") or (Path(os.environ.get("JAVA_HOME", "/-")) / "bin/java").exists()
    ):
        raise SparkFailedError("U022", stated)
    from pyspark.errors import PySparkException  # noqa: PLC0415
    from pyspark.sql import SparkSession  # noqa: PLC0415

    master = master_of(stated)
    builder = SparkSession.builder.appName("dragoman")
    builder = builder.config("spark.ui.showConsoleProgress", "false")  # dragoman shows its own
    if master is not None:
        builder = builder.master(master)
    with as_file(files("dragoman.run.spark").joinpath("log4j2.properties")) as quiet:
        if master is not None and master.startswith("local"):
            options = f"-Dlog4j2.configurationFile=file:{quiet} {_LIGHT_JVM}"
            builder = builder.config("spark.driver.extraJavaOptions", options)
            builder = builder.config(map=_ON_THIS_MACHINE)
            # the setting of that name is read by spark-submit alone
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        try:
            return builder.getOrCreate()
        except (PySparkException, OSError, RuntimeError) as error:
            raise SparkFailedError("U023", stated, words_of(error)) from error


def words_of(error: Exception) -> str:
    """What an error says, without traces: the error in Python that Spark reports, if it is one."""
    said = str(error)
    if _TRACE in said and (raised := _RAISED.findall(said)):
        return str(raised[0])[:_WORDS]
    lines = [line for line in said.splitlines() if line.strip() and not _CALL.match(line)]
    return lines[0].rpartition("Exception: ")[2][:_WORDS] if lines else type(error).__name__
