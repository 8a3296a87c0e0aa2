"""The run on one machine: read, annotate in batches, store, link, compare, publish."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from dragoman.annotate import annotate
from dragoman.compare import compare
from dragoman.dossier import Dossier, ReportNotFoundError, Store, interruptible
from dragoman.link import link
from dragoman.model import Annotated, Problem, Report
from dragoman.problems import problem
from dragoman.read import Stated, read_inputs
from dragoman.run.result import (
    DONE,
    INTERRUPTED,
    SOME_FAILED,
    BuildResult,
    Progress,
    Removed,
    Watcher,
    failed,
)
from dragoman.run.versions import PROGRAM, stage_version

BATCH = 32
"""Reports annotated and stored at a time: what an interruption can cost."""

_STDIN = "-"


def annotate_paths(
    paths: Iterable[str | Path], stated: Stated | None = None, *, roles: bool = False
) -> Iterator[Annotated | Problem]:
    """Annotate what lies at `paths` and store nothing; in the order read.

    Args:
        paths: files, folders and "-" for standard input.
        stated: what holds for all of them and they do not say themselves.
        roles: whether the lines of JSON-lines reports are sorted into body and furniture.

    Yields:
        Each report with what was found in it, and each problem of reading where it came up.
    """
    waiting: list[Report | Problem] = []
    for item in read_inputs(paths, stated, roles=roles):
        waiting.append(item)
        if len(waiting) >= BATCH:
            yield from _annotated(waiting)
            waiting = []
    yield from _annotated(waiting)


def build(
    paths: Iterable[str | Path],
    into: str | Path,
    stated: Stated | None = None,
    *,
    roles: bool = False,
    force: bool = False,
    progress: Watcher | None = None,
) -> BuildResult:
    """Read, annotate, link and compare what lies at `paths` into the dossier at `into`.

    Reports that are stored already are not annotated again, and a dossier that nothing changes is
    not touched. A file whose text changed replaces what was stored of it. An interrupted build
    keeps every finished batch, and the next one goes on from there; until then readers see the
    dossier as it was.

    Args:
        paths: files, folders and "-" for standard input.
        into: the dossier; it is made if there is none.
        stated: what holds for all reports and they do not say themselves.
        roles: whether the lines of JSON-lines reports are sorted into body and furniture.
        force: annotate again what is stored already.
        progress: called with how far the run is.

    Raises:
        DossierError: the dossier cannot be opened or written.
    """
    work = _Build(Path(into), force, progress or _unwatched)
    try:
        with interruptible():
            return work.run(read_inputs(paths, stated, roles=roles))
    except KeyboardInterrupt:
        return BuildResult(work.path, work.counts, tuple(work.problems), INTERRUPTED)


def in_memory(
    paths: Iterable[str | Path], stated: Stated | None = None, *, roles: bool = False
) -> Dossier:
    """A dossier of what lies at `paths` that goes away when it is closed.

    The arguments are those of `annotate_paths`.
    """
    folder = TemporaryDirectory(prefix="dragoman-")
    try:
        path = Path(folder.name) / "try.duckdb"
        _Build(path, force=False, progress=_unwatched).run(read_inputs(paths, stated, roles=roles))
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
        _relink(store)
        store.log("remove", {"report": report}, {"reports": len(gone)}, began)
        store.publish()
    with Dossier.open(path) as dossier:
        counts = {what: before[what] - number for what, number in dossier.counts().items()}
    return Removed(tuple(row["path"] for row in gone), counts)


class _Build:
    """One build: what it counted and met so far, which outlives an interruption."""

    def __init__(self, path: Path, force: bool, progress: Watcher) -> None:
        self.path = path
        self.counts = {"read": 0, "annotated": 0, "unchanged": 0, "replaced": 0}
        self.problems: list[Problem] = []
        self._force = force
        self._progress = progress

    def run(self, items: Iterator[Report | Problem]) -> BuildResult:
        began = datetime.now(UTC)
        with Store.open(self.path, PROGRAM) as store:
            reports = self._read(items, store)
            self._annotate(reports, store)
            self._replace(reports, store)
            self._link(reports, store)
            self.problems += store.problems_of(report.id for report in reports)
            if store.written:
                store.log("build", {"force": self._force}, self.counts, began)
            self._progress(Progress("publish", len(reports), len(reports)))
            store.publish()
        with Dossier.open(self.path) as dossier:
            counts = {**self.counts, **dossier.counts()}
        code = SOME_FAILED if failed(self.problems) else DONE
        return BuildResult(self.path, counts, tuple(self.problems), code)

    def _read(self, items: Iterator[Report | Problem], store: Store) -> list[Report]:
        """All reports; what reading met is stored under its path, in the place of earlier news."""
        reports: list[Report] = []
        met: dict[str, list[tuple[Problem, str | None]]] = defaultdict(list)
        for item in items:
            if isinstance(item, Report):
                reports.append(item)
                met.setdefault(item.path, [])
                self.counts["read"] += 1
                self._progress(Progress("read", len(reports)))
                continue
            self.problems.append(item)
            about = reports[-1].id if reports and reports[-1].path == item.path else None
            met[item.path].append((item, about))
        for path, problems in met.items():
            store.put_problems(path, problems)
        return reports

    def _annotate(self, reports: Sequence[Report], store: Store) -> None:
        version = stage_version("annotate")
        made = {} if self._force else store.made("annotate")
        fresh = [report for report in reports if made.get(report.id) != version]
        self.counts["unchanged"] = len(reports) - len(fresh)
        for start in range(0, len(fresh), BATCH):
            self._progress(Progress("annotate", start, len(fresh)))
            batch = list(annotate(fresh[start : start + BATCH]))
            store.put(batch, version)
            self.counts["annotated"] += len(batch)
        self._progress(Progress("annotate", len(fresh), len(fresh)))

    def _replace(self, reports: Sequence[Report], store: Store) -> None:
        """Take out what was stored of a path whose text is another now.

        Standard input is no place, so what comes from there replaces nothing.
        """
        now: dict[str, list[Report]] = defaultdict(list)
        for report in reports:
            now[report.path].append(report)
        stored: dict[str, set[str]] = defaultdict(set)
        for row in store.reports():
            stored[row["path"]].add(row["id"])
        for path, current in now.items():
            earlier = stored[path] - {report.id for report in current}
            if earlier and path != _STDIN:
                store.drop(earlier)
                store.add_problem(problem("S002", path, detail=current[0].name), current[0].id)
                self.counts["replaced"] += len(earlier)

    def _link(self, reports: Sequence[Report], store: Store) -> None:
        self._progress(Progress("link", 0, len(reports)))
        if store.made("link").get("all") != stage_version("link"):
            self.problems += _relink(store)
        self._progress(Progress("link", len(reports), len(reports)))


def _relink(store: Store) -> list[Problem]:
    """Link and compare all that is stored; the problems of storing it."""
    annotated = store.annotated()
    linked = link(annotated)
    comparisons = tuple(compare(annotated, linked))
    return store.put_linked(replace(linked, comparisons=comparisons), stage_version("link"))


def _annotated(items: Sequence[Report | Problem]) -> Iterator[Annotated | Problem]:
    """The items with every report annotated, in their order."""
    done = annotate(item for item in items if isinstance(item, Report))
    for item in items:
        yield next(done) if isinstance(item, Report) else item


def _unwatched(_: Progress) -> None:
    """Watches nothing."""
