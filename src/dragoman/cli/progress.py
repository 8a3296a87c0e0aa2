"""How far a build is, on standard error: a bar in a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars
from rich.text import Text

from dragoman.cli.errors import talk

if TYPE_CHECKING:  # a run loads the parser, which a listing can spare
    from dragoman.run import Progress

Watcher = Callable[["Progress"], None]

_HEARTBEAT = 10.0  # seconds between two lines in a log


@contextmanager
def watched() -> Iterator[Watcher]:
    """Gives the callback that shows a run's progress until the block ends."""
    if sys.stderr.isatty():
        with _bars() as bars:
            yield _on_bars(bars)
    else:
        yield Heartbeat()


class Heartbeat:
    """Plain lines for logs: one when a stage begins, then one every ten seconds.

    Stages may go on by turns, as reading does while reports are annotated; one that counts from
    the start again has begun again.

    Args:
        say: takes a line; standard error by default.
        clock: seconds, only ever rising.
    """

    def __init__(
        self,
        say: Callable[[str], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._say = say or talk().print
        self._clock = clock
        self._began: dict[str, float] = {}  # by stage
        self._done: dict[str, int] = {}  # the same
        self._spoke = 0.0

    def __call__(self, progress: Progress) -> None:
        """Says how far the run is, if it is time to."""
        now = self._clock()
        begins = progress.done < self._done.get(progress.stage, sys.maxsize)
        self._done[progress.stage] = progress.done
        if begins:
            self._began[progress.stage] = now
        elif now - self._spoke < _HEARTBEAT:
            return
        self._spoke = now
        self._say(_line(progress, now - self._began[progress.stage]))


def _line(progress: Progress, seconds: float) -> str:
    """`annotate: 32 of 120 reports, 4.1 a second, 21 s left`; what is not known is not said."""
    total = "" if progress.total is None else f" of {progress.total}"
    line = f"{progress.stage}: {progress.done}{total} reports"
    if not progress.done or seconds <= 0:
        return line
    rate = progress.done / seconds
    line += f", {rate:.1f} a second"
    if progress.total is not None and progress.total > progress.done:
        line += f", {(progress.total - progress.done) / rate:.0f} s left"
    return line


class _Rate(ProgressColumn):
    """Reports a second, measured over the last moments."""

    def render(self, task: Task) -> Text:
        """The rate of `task`, or nothing before one is known."""
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:.1f}/s", style="progress.data.speed")


def _bars() -> Bars:
    return Bars(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        console=talk(),
    )


def _on_bars(bars: Bars) -> Watcher:
    """A bar a stage, made when the stage is first heard of."""
    tasks: dict[str, int] = {}

    def show(progress: Progress) -> None:
        if progress.stage not in tasks:
            for task in bars.tasks:  # the stages before it have ended, whatever their total was
                bars.update(task.id, total=task.completed)
            tasks[progress.stage] = bars.add_task(progress.stage, total=progress.total)
        bars.update(tasks[progress.stage], completed=progress.done, total=progress.total)  # type: ignore[arg-type]

    return show
