"""One build: reads, annotates and stores window by window, then links and compares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from dragoman.annotate import annotate
from dragoman.compare import Each
from dragoman.dossier import Dossier, Store
from dragoman.model import Annotated, Problem, Report
from dragoman.problems import problem
from dragoman.processes import READY
from dragoman.run.ahead import STRETCH, Window, in_batches, windows
from dragoman.run.collecting import no_collecting
from dragoman.run.costs import Costs
from dragoman.run.linking import settle
from dragoman.run.pool import Pool
from dragoman.run.result import DONE, SOME_FAILED, BuildResult, Progress, Watcher, failed
from dragoman.run.versions import PROGRAM, plain, stage_version

_STDIN = "-"

UNFINISHED = " unfinished"
"""Ends the version of a report that has to be annotated again."""

Met = tuple[Problem, str | None]
"""A problem of reading, and the id of the report it is about, if any."""


class Build:
    """One build: what it counted and met so far, which outlives an interruption.

    Args:
        path: the dossier.
        force: whether what is stored already is annotated again.
        progress: told how far the build is.
        workers: how many processes annotate and compare; None for as many as suit the job and the
            machine.
    """

    def __init__(
        self, path: Path, *, force: bool, progress: Watcher, workers: int | None = 1
    ) -> None:
        self.path = path
        self.counts = {
            "read": 0,
            "annotated": 0,
            "unchanged": 0,
            "replaced": 0,
            "other-language": 0,
        }
        self.problems: list[Problem] = []
        self._force = force
        self._progress = progress
        self._costs = Costs()
        self._seen = 0  # reports read so far
        self._fresh = 0  # reports to annotate, so far
        self._total: int | None = None  # the same, once all is read
        self._ids: dict[str, str] = {}  # of each report read, with its path
        self._met: dict[str, list[Met]] = defaultdict(list)  # by path, where anything was met
        self._pool = Pool(annotate, workers, preload=READY)

    def run(self, items: Iterable[Report | Problem]) -> BuildResult:
        """Builds from what was read; what is held in memory of it is bounded."""
        met = self.watched(self._costs.each("read", items))
        return self.run_with(lambda store: self._annotate(windows(met, STRETCH), store))

    def run_with(self, fill: Callable[[Store], None], each: Each | None = None) -> BuildResult:
        """Builds from what `fill` reads, annotates and puts into the store it is given.

        Args:
            fill: called once.
            each: shares out what can be of linking and comparing; None for the processes that
                annotate.
        """
        began = datetime.now(UTC)
        with Store.open(self.path, PROGRAM) as store, self._pool:
            fill(store)
            with self._costs.of("store"):
                self._replace(store)
            with self._costs.of("link"):
                self._link(store, each or self._pool.each)
            self.problems += store.problems_of(self._ids)
            if store.changed:
                store.log("build", {"force": self._force}, self.counts, began, self.stats())
            self._progress(Progress("publish", len(self._ids), len(self._ids)))
            store.publish()
        with Dossier.open(self.path) as dossier:
            counts = {**self.counts, **dossier.counts()}
        code = SOME_FAILED if failed(self.problems) else DONE
        return BuildResult(self.path, counts, tuple(self.problems), code)

    def stats(self) -> dict[str, float]:
        """Seconds of processor time by stage: read, annotate, store, link (with comparing)."""
        return {stage: round(seconds, 3) for stage, seconds in self._costs.seconds.items()}

    def _annotate(self, windows: Iterable[Window], store: Store) -> None:
        """Stores what was read and, batch by batch, what is found in it."""
        version = stage_version("annotate")
        made = self.made(store)
        for batch in self._pool.annotated(self._batches(windows, store, made)):
            with self._costs.of("store"):
                store.put([one for one in batch if not died(one)], version)
                store.put([one for one in batch if died(one)], version + UNFINISHED)
            self.annotated(len(batch))
        self._costs.add("annotate", self._pool.seconds)

    def _batches(
        self, windows: Iterable[Window], store: Store, made: Mapping[str, str]
    ) -> Iterator[Sequence[Report]]:
        """Batches of the reports that are not annotated yet."""
        return in_batches(self.fresh(window, store, made) for window in windows)

    def made(self, store: Store) -> dict[str, str]:
        """Which version of the stage annotated what is stored and need not be annotated again."""
        return {} if self._force else store.made("annotate")

    def annotated(self, reports: int) -> None:
        """Takes note of so many reports that were annotated and stored."""
        self.counts["annotated"] += reports
        self._progress(Progress("annotate", self.counts["annotated"], self._total))

    def fresh(self, window: Window, store: Store, made: Mapping[str, str]) -> list[Report]:
        """The reports of a window that are not annotated yet; what reading met is stored."""
        version = stage_version("annotate")
        reports = self._take(window.items, store)
        fresh = [report for report in reports if plain(made.get(report.id, "")) != version]
        self.counts["unchanged"] += len(reports) - len(fresh)
        self._fresh += len(fresh)
        self._total = self._fresh if window.last else None
        self.annotated(0)
        return fresh

    def _take(self, window: Sequence[Report | Problem], store: Store) -> list[Report]:
        """A window's reports; what reading met replaces what it met at the same path before."""
        reports: list[Report] = []
        for item in window:
            if isinstance(item, Report):
                reports.append(item)
                continue
            self.problems.append(item)
            about = reports[-1].id if reports and reports[-1].path == item.path else None
            self._met[item.path].append((item, about))
        with self._costs.of("store"):
            store.put_all_problems({item.path: self._met.get(item.path, []) for item in window})
        self._ids |= {report.id: report.path for report in reports}
        self.counts["read"] += len(reports)
        self.counts["other-language"] += sum(r.language not in (None, "en") for r in reports)
        return reports

    def _replace(self, store: Store) -> None:
        """Take out what was stored of a path whose text is another now.

        Standard input is no place, so what comes from there replaces nothing.
        """
        now: dict[str, list[str]] = defaultdict(list)
        for report, path in self._ids.items():
            now[path].append(report)
        earlier: dict[str, list[str]] = defaultdict(list)
        names: dict[str, str] = {}
        for row in store.reports():
            names[row["id"]] = row["name"]
            if row["path"] in now and row["id"] not in self._ids and row["path"] != _STDIN:
                earlier[row["path"]].append(row["id"])
        for path, gone in earlier.items():
            store.drop(gone)
            store.add_problem(problem("S002", path, detail=names[now[path][0]]), now[path][0])
            self.counts["replaced"] += len(gone)

    def _link(self, store: Store, each: Each) -> None:
        self._linked(0, len(self._ids))
        elsewhere = self._pool.seconds
        with no_collecting():
            self.problems += settle(store, each, self._linked)
        self._costs.add("link", self._pool.seconds - elsewhere)
        self._linked(len(self._ids), len(self._ids))

    def _linked(self, done: int, of: int) -> None:
        self._progress(Progress("link", done, of))

    def watched(self, items: Iterable[Report | Problem]) -> Iterator[Report | Problem]:
        """The items, telling how many reports there were so far."""
        for item in items:
            if isinstance(item, Report):
                self._seen += 1
                self._progress(Progress("read", self._seen))
            yield item


def died(one: Annotated) -> bool:
    """Whether its worker died of a report, perhaps for want of memory: it is tried again later."""
    return any(trouble.code == "A003" for trouble in one.problems)
