"""The run on one machine: read, annotate in batches, store, link, compare, publish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from dragoman.annotate import annotate
from dragoman.dossier import Dossier, ReportNotFoundError, Store, interruptible
from dragoman.model import Annotated, Problem, Report
from dragoman.read import Reading, Stated
from dragoman.run.ahead import BATCH
from dragoman.run.building import Build
from dragoman.run.linking import settle
from dragoman.run.result import INTERRUPTED, BuildResult, Progress, Removed, Watcher
from dragoman.run.versions import PROGRAM
from dragoman.run.web import Web, read_all


def annotate_paths(
    paths: Iterable[str | Path],
    stated: Stated | None = None,
    how: Reading | None = None,
    web: Web | None = None,
) -> Iterator[Annotated | Problem]:
    """Annotate what lies at `paths` and store nothing; in the order read.

    Args:
        paths: files, folders, patterns, addresses, and "-" for standard input.
        stated: what holds for all of them and they do not say themselves.
        how: how the inputs are read: a mapping of columns, roles for texts that are all article.
        web: how addresses are read.

    Yields:
        Each report with what was found in it, and each problem of reading where it came up.
    """
    waiting: list[Report | Problem] = []
    for item in read_all(paths, stated, how, web):
        waiting.append(item)
        if len(waiting) >= BATCH:
            yield from _annotated(waiting)
            waiting = []
    yield from _annotated(waiting)


def build(
    paths: Iterable[str | Path],
    into: str | Path,
    stated: Stated | None = None,
    how: Reading | None = None,
    web: Web | None = None,
    *,
    force: bool = False,
    workers: int | None = 1,
    progress: Watcher | None = None,
) -> BuildResult:
    """Read, annotate, link and compare what lies at `paths` into the dossier at `into`.

    Reports that are stored already are not annotated again, and a dossier that nothing changes is
    not touched. A file whose text changed replaces what was stored of it. An interrupted build
    keeps every finished batch, and the next one goes on from there; until then readers see the
    dossier as it was.

    Args:
        paths: files, folders, patterns, addresses, and "-" for standard input.
        into: the dossier; it is made if there is none.
        stated: what holds for all reports and they do not say themselves.
        how: how the inputs are read: a mapping of columns, roles for texts that are all article.
        web: how addresses are read.
        force: annotate again what is stored already.
        workers: how many processes annotate; None for as many as suit the job and the machine.
        progress: called with how far the run is.

    Raises:
        DossierError: the dossier cannot be opened or written.
    """
    work = Build(Path(into), force=force, progress=progress or _unwatched, workers=workers)
    try:
        with interruptible():
            return work.run(read_all(paths, stated, how, web, Path(into)))
    except KeyboardInterrupt:
        return BuildResult(work.path, work.counts, tuple(work.problems), INTERRUPTED)


def in_memory(
    paths: Iterable[str | Path],
    stated: Stated | None = None,
    how: Reading | None = None,
    web: Web | None = None,
) -> Dossier:
    """A dossier of what lies at `paths` that goes away when it is closed.

    The arguments are those of `annotate_paths`.
    """
    folder = TemporaryDirectory(prefix="dragoman-")
    try:
        path = Path(folder.name) / "try.duckdb"
        Build(path, force=False, progress=_unwatched).run(read_all(paths, stated, how, web))
        return Dossier.open(path, on_close=folder.cleanup)
    except BaseException:
        folder.cleanup()
        raise


def remove(into: str | Path, report: str) -> Removed:
    """Take a report and all that rests on it out of a dossier, and link what is left anew.

    Args:
        into: the dossier.
        report: id, name or path of the report; all that go by it are taken out.

    Raises:
        DossierError: the dossier cannot be opened or written.
        ReportNotFoundError: it holds no such report.
    """
    path, began = Path(into), datetime.now(UTC)
    with Dossier.open(path) as dossier:
        before = dossier.counts()
    with Store.open(path, PROGRAM) as store:
        gone = [row for row in store.reports() if report in row.values()]
        if not gone:
            raise ReportNotFoundError(path, report)
        store.drop(row["id"] for row in gone)
        for row in gone:
            store.put_problems(row["path"], [])
        settle(store)
        store.log("remove", {"report": report}, {"reports": len(gone)}, began)
        store.publish()
    with Dossier.open(path) as dossier:
        counts = {what: before[what] - number for what, number in dossier.counts().items()}
    return Removed(tuple(row["path"] for row in gone), counts)


def _annotated(items: Sequence[Report | Problem]) -> Iterator[Annotated | Problem]:
    """The items with every report annotated, in their order."""
    done = annotate(item for item in items if isinstance(item, Report))
    for item in items:
        yield next(done) if isinstance(item, Report) else item


def _unwatched(_: Progress) -> None:
    """Watches nothing."""
