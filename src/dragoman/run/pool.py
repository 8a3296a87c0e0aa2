"""Worker processes: batches of reports annotated side by side, and what else can be shared out.

Whatever is done in them is given back in its order.

A worker that dies (of memory, of a kill) takes no more with it than the report it died of: the
batches that were under way are tried again, then their reports one by one, and a report that kills
its worker alone is stored as it was read, with a coded problem.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from signal import SIG_IGN, SIGINT, signal
from traceback import extract_tb
from types import TracebackType
from typing import NamedTuple, ParamSpec, TypeVar

from dragoman.knowledge import OWN_FILE, use
from dragoman.model import Annotated, Report
from dragoman.problems import problem
from dragoman.processes import begin_loading, workers_of
from dragoman.run.collecting import no_collecting

Annotate = Callable[[Iterable[Report]], Iterator[Annotated]]
Given = TypeVar("Given")
Made = TypeVar("Made")
P = ParamSpec("P")


class Done(NamedTuple):
    """A batch annotated, and the seconds of processor time that took."""

    reports: list[Annotated]
    seconds: float


Waiting = deque[tuple[Sequence[Report], Future[Done]]]

_FEW = 128  # reports that one process has done by the time two have loaded their parsers
_MEANWHILE = 4  # batches read while the workers' server loads: nothing can be given to it till then
_AHEAD = 2  # batches waiting for each worker, so that none is idle while results are stored
_WORKER_MEMORY = 1200 << 20  # bytes; what a worker may come to hold (docs/scaling.md)


class Pool:
    """Annotates batches in this process or, with more than one worker, in processes of their own.

    Workers are started when batches are asked for, each with its own parser, and stopped when the
    `with` block ends.

    Args:
        annotate: annotates reports, in order; with several workers, a function of a module.
        workers: how many processes; with one, it is this process. None is one for a few batches,
            since a worker takes seconds to load the parser, and else as many as the machine has
            processors, as far as its free memory carries them.
        apart: whether a single worker is a process of its own too, which may die for this one.
        preload: a module whose import loads what annotating needs, while the first batches are
            read. Where workers are forked from a server, that imports it once for all of them, and
            they share the memory.

    Attributes:
        seconds: of processor time that annotating has taken so far, in whatever process, and what
            else the workers did.
    """

    def __init__(
        self,
        annotate: Annotate,
        workers: int | None = None,
        *,
        apart: bool = False,
        preload: str = __name__,
    ) -> None:
        self._annotate = annotate
        self._workers = workers
        self._apart = apart
        self._preload = preload
        self._processes: ProcessPoolExecutor | None = None
        self.seconds = 0.0

    def annotated(self, batches: Iterable[Sequence[Report]]) -> Iterator[list[Annotated]]:
        """Each batch annotated, in the order of the batches; a few are taken ahead."""
        rest = iter(batches)
        head = _first_of(rest) if self._workers is None else []
        many = sum(map(len, head)) >= _FEW
        self._workers = workers = self._workers or (fitting() if many else 1)
        if workers == 1 and not self._apart:
            yield from (self._take(_timed(self._annotate, batch)) for batch in chain(head, rest))
            return
        self._begin_loading(workers)
        head += islice(rest, _MEANWHILE)
        waiting: Waiting = deque()
        for batch in chain(head, rest):
            waiting.append((batch, self._submit(workers, _timed, self._annotate, batch)))
            if len(waiting) > workers * _AHEAD:
                yield self._take(self._next(waiting))
        while waiting:
            yield self._take(self._next(waiting))

    def each(self, function: Callable[[Given], Made], things: Iterable[Given], /) -> Iterator[Made]:
        """What a function makes of each thing, in order, as `map` does; a few are taken ahead.

        With more than one worker the function is called there, so it is one of a module, and begins
        at once. A thing that a worker dies of is done by this process, and so are all after it.
        """
        rest = iter(things)
        workers = self._workers or 1
        if workers == 1:
            return map(function, rest)
        begun = ((thing, self._submit(workers, _clocked, function, thing)) for thing in rest)
        return self._finished(function, rest, begun, deque(islice(begun, workers * _AHEAD)))

    def _finished(
        self,
        function: Callable[[Given], Made],
        rest: Iterator[Given],
        begun: Iterator[tuple[Given, Future[tuple[Made, float]]]],
        waiting: deque[tuple[Given, Future[tuple[Made, float]]]],
    ) -> Iterator[Made]:
        """The results of what waits and of what is begun as room comes; `rest` is not begun yet."""
        while waiting:
            try:
                made = self._first(waiting)
            except BrokenProcessPool:
                self._stop()
                break
            waiting.extend(islice(begun, 1))
            yield made
        yield from map(function, chain((thing for thing, _ in waiting), rest))

    def _first(self, waiting: deque[tuple[Given, Future[tuple[Made, float]]]]) -> Made:
        """The result of what waits first, which waits no more."""
        made, seconds = waiting[0][1].result()
        waiting.popleft()
        self.seconds += seconds
        return made

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def _begin_loading(self, workers: int) -> None:
        """Has what annotating needs loaded: by the workers' server, if they have one."""
        if not begin_loading(self._preload):
            for _ in range(workers):
                self._submit(workers, _load, self._preload)

    def _take(self, done: Done) -> list[Annotated]:
        self.seconds += done.seconds
        return done.reports

    def _next(self, waiting: Waiting) -> Done:
        """The result of the first batch; where a worker died, of all that wait, one at a time."""
        batch, future = waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self._stop()
            suspects = [batch, *(later for later, _ in waiting)]
            first, *others = [self._survivors(suspect) for suspect in suspects]
            self._stop()
            waiting.clear()
            waiting.extend(map(_done, suspects[1:], others))
            return first

    def _survivors(self, batch: Sequence[Report]) -> Done:
        """The batch annotated by a single worker, and if that dies of it, report by report."""
        try:
            return self._submit(1, _timed, self._annotate, batch).result()
        except BrokenProcessPool:
            self._stop()
        if len(batch) > 1:
            alone = [self._survivors([report]) for report in batch]
            return Done([one for done in alone for one in done.reports], sum(d[1] for d in alone))
        (report,) = batch
        return Done([Annotated(report, problems=(problem("A003", report.path),))], 0.0)

    def _submit(
        self, workers: int, function: Callable[P, Made], *given: P.args, **named: P.kwargs
    ) -> Future[Made]:
        """A call given to a worker; workers that died of another are started anew."""
        try:
            return self._running(workers).submit(function, *given, **named)
        except BrokenProcessPool:
            self._stop()
            return self._running(workers).submit(function, *given, **named)

    def _running(self, workers: int) -> ProcessPoolExecutor:
        if self._processes is None:
            own = os.environ.get(OWN_FILE)
            self._processes = ProcessPoolExecutor(
                workers, workers_of(self._preload), _begin, (own,)
            )
        return self._processes

    def _stop(self) -> None:
        """Stops the workers; what they are at is given up."""
        processes, self._processes = self._processes, None
        if processes is not None:
            running = list((processes._processes or {}).values())  # noqa: SLF001 -- 3.11 has no public way
            processes.shutdown(wait=False, cancel_futures=True)
            for process in running:
                process.terminate()
            for process in running:
                process.join()


def _first_of(batches: Iterator[Sequence[Report]]) -> list[Sequence[Report]]:
    """Batches until they are more than a few reports, or all."""
    head: list[Sequence[Report]] = []
    reports = 0
    while reports < _FEW and (batch := next(batches, None)) is not None:
        head.append(batch)
        reports += len(batch)
    return head


def _done(batch: Sequence[Report], result: Done) -> tuple[Sequence[Report], Future[Done]]:
    future: Future[Done] = Future()
    future.set_result(result)
    return batch, future


def fitting() -> int:
    """How many workers suit this machine: one a processor, as far as the free memory goes."""
    usable = getattr(os, "sched_getaffinity", None)  # a container may have fewer than the machine
    processors = len(usable(0)) if usable else os.cpu_count() or 1
    return max(1, min(processors, _free_memory() // _WORKER_MEMORY))


def _free_memory() -> int:
    """Bytes of memory that nobody uses; plenty where the system does not tell."""
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError, AttributeError):
        return 1 << 40


def _begin(own: str | None) -> None:
    """Gives a new worker the user's facts, and leaves Ctrl-C to the process that started it."""
    signal(SIGINT, SIG_IGN)
    if own is not None:
        use(Path(own))


def _load(module: str) -> None:
    import_module(module)


def _timed(annotate: Annotate, batch: Sequence[Report]) -> Done:
    began = time.process_time()
    return Done(_carefully(annotate, batch), time.process_time() - began)


def _clocked(function: Callable[[Given], Made], thing: Given) -> tuple[Made, float]:
    """What a function makes of a thing, and the seconds of processor time that took."""
    began = time.process_time()
    with no_collecting():
        return function(thing), time.process_time() - began


def _carefully(annotate: Annotate, batch: Sequence[Report]) -> list[Annotated]:
    """The batch annotated; a report that annotation fails on is kept, with the failure's place."""
    try:
        return list(annotate(batch))
    except Exception as error:  # noqa: BLE001 -- one report must not cost the others
        if len(batch) > 1:
            return [one for report in batch for one in _carefully(annotate, [report])]
        (report,) = batch
        return [Annotated(report, problems=(problem("A001", report.path, detail=_place(error)),))]


def _place(error: BaseException) -> str:
    """What went wrong, and in which line of which file."""
    *_, last = extract_tb(error.__traceback__)
    return f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"
