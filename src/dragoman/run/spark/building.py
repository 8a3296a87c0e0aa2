"""The build of run/local with Spark in the place of its reader and its pool."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from dragoman.annotate import annotate
from dragoman.dossier import Store, interruptible
from dragoman.fetch import is_own
from dragoman.knowledge import OWN_FILE
from dragoman.model import Problem
from dragoman.read import Found, Reading, Stated, list_inputs, without_doubles
from dragoman.run.ahead import windows
from dragoman.run.building import Build
from dragoman.run.pool import Annotate, Given, Made
from dragoman.run.result import INTERRUPTED, BuildResult, Progress, Watcher
from dragoman.run.spark.engine import Engine
from dragoman.run.spark.executors import annotating, calling, reading
from dragoman.run.spark.session import SparkFailedError, session
from dragoman.run.versions import stage_version
from dragoman.run.web import evidence_of, is_address


def build(
    paths: Iterable[str | Path],
    into: str | Path,
    stated: Stated | None = None,
    how: Reading | None = None,
    *,
    master: str | None = None,
    force: bool = False,
    progress: Watcher | None = None,
    annotate: Annotate = annotate,
) -> BuildResult:
    """Read, annotate and compare on a Spark cluster, link here, into the dossier at `into`.

    The dossier has the same rows as one that `run.build` makes of the same inputs. Driver and
    executors must find the inputs, and the folder in which `into` lies, under the same paths, and
    executors have Dragoman and what it needs installed.

    Args:
        paths: files, folders and patterns.
        into: the dossier, a file or a folder; it is made if there is none.
        stated: what holds for all reports and they do not say themselves.
        how: how the inputs are read.
        master: where Spark runs, as for `session`.
        force: annotate again what is stored already.
        progress: called with how far the run is.
        annotate: annotates reports; a function of a module that executors have.

    Raises:
        DossierError: the dossier cannot be opened or written.
        LibraryMissingError: PySpark is not installed.
        SparkFailedError: an input is an address or standard input, or Spark cannot be started, or
            gave up; what was annotated and stored before is kept, and the next build goes on.
    """
    given = list(paths)
    for path in given:
        if is_address(path) or str(path) == "-":
            raise SparkFailedError("U025", str(path))
    work = SparkBuild(Path(into), force=force, progress=progress or _unwatched)
    try:
        with interruptible(), session(master) as spark:
            handed = Path(into).with_name(f".{Path(into).name}.spark")
            return work.run_on(Engine(spark, handed), given, Work(stated, how, annotate))
    except KeyboardInterrupt:
        return BuildResult(work.path, work.counts, tuple(work.problems), INTERRUPTED)


class Work:
    """What executors do: the three jobs."""

    def __init__(self, stated: Stated | None, how: Reading | None, annotate: Annotate) -> None:
        own = os.environ.get(OWN_FILE)
        self.reading = reading(stated or Stated(), how or Reading(), own)
        self.annotating = annotating(annotate, stage_version("annotate"), own)
        self.calling = calling(own)


class SparkBuild(Build):
    """A build whose reports are read, annotated and compared by an engine."""

    def run_on(self, engine: Engine, paths: Sequence[str | Path], work: Work) -> BuildResult:
        """Builds from what lies at `paths`."""

        def each(function: Callable[[Given], Made], things: Iterable[Given], /) -> Iterator[Made]:
            with engine:
                yield from engine.each(work.calling, function, things)

        return self.run_with(lambda store: self._fill(store, engine, paths, work), each)

    def _fill(self, store: Store, engine: Engine, paths: Sequence[str | Path], work: Work) -> None:
        """Stores what was read and, round by round, what is found in it."""
        made = self.made(store)
        files, unread = self._listed(paths)
        with engine:  # only now that no other build can be at work
            met = without_doubles(chain(unread, engine.read(files, work.reading)), {})
            fresh = (
                report
                for window in windows(self.watched(met))
                for report in self.fresh(window, store, made)
            )
            for batch in engine.annotate(fresh, work.annotating):
                store.put_batch(batch)
                self.annotated(batch.num_rows)

    def _listed(self, paths: Sequence[str | Path]) -> tuple[list[Found], list[Problem]]:
        """The files to read, and what cannot be listed."""
        evidence = evidence_of(self.path)
        own = [evidence] if is_own(evidence) else []
        listed = list(list_inputs(paths, own))
        files = [each for each in listed if isinstance(each, Found)]
        return files, [each for each in listed if isinstance(each, Problem)]


def _unwatched(_: Progress) -> None:
    """Watches nothing."""
