"""Reading ahead of annotating: the first batch comes soon, copies of a text come together."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from dragoman.model import Problem, Report

BATCH: Final = 32
"""Reports annotated and stored at a time: what an interruption can cost."""
LEAST: Final = 8
"""Reports of a batch at the end, where batches become small; to begin one costs something too."""
SHARES: Final = 4
"""Batches that the last reports make at least, so that workers end at much the same time."""
STRETCH: Final = 2 * BATCH
"""Reports read for each batch that is annotated: so what is read ahead grows, and work begins."""
MOST_REPORTS: Final = 1000
MOST_TEXT: Final = 16 << 20
"""Characters; the most that is read ahead, so that an archive of any size fits in memory."""
TELLING_LINE: Final = 120
"""Characters of a line by which a copy of a text is known: a sentence or two, not a phrase."""


class Window(NamedTuple):
    """A stretch of what was read, and whether nothing comes after it."""

    items: list[Report | Problem]
    last: bool


def windows(items: Iterable[Report | Problem], most: int = MOST_REPORTS) -> Iterator[Window]:
    """The items in stretches that fit in memory; a report and the problems about it stay together.

    There is one window at least, if an empty one.

    Args:
        items: what was read.
        most: reports of a window.
    """
    window: list[Report | Problem] = []
    reports = text = 0
    for item in items:
        if isinstance(item, Report):
            if reports >= most or text >= MOST_TEXT:
                yield Window(window, last=False)
                window, reports, text = [], 0, 0
            reports, text = reports + 1, text + len(item.text)
        window.append(item)
    yield Window(window, last=True)


def in_batches(stretches: Iterable[Iterable[Report]]) -> Iterator[list[Report]]:
    """The reports of all stretches in batches, copies of one text behind each other.

    Lines that the reports of a batch share are parsed once, so syndicated text has to be in one.
    A batch is given for each stretch, so that as stretches are longer more and more is read ahead,
    up to the most that may be. The last batches become smaller and smaller.
    """
    ahead = Ahead()
    for stretch in stretches:
        for report in stretch:
            ahead.add(report)
        if len(ahead) >= BATCH:
            yield ahead.take()
        while ahead.is_full():
            yield ahead.take()
    while ahead:
        yield ahead.take(min(BATCH, max(LEAST, len(ahead) // SHARES)))


class Group:
    """Copies of one text that wait, and the lines by which another would be known."""

    def __init__(self) -> None:
        self.reports: deque[Report] = deque()
        self.lines: list[str] = []


class Ahead:
    """Reports that were read and wait to be annotated, in their order but copies together."""

    def __init__(self) -> None:
        self._groups: dict[str, Group] = {}  # by the id of its first report
        self._group_of: dict[str, str] = {}  # the same id, by each telling line of its reports
        self._reports = self._text = 0

    def __len__(self) -> int:
        return self._reports

    def is_full(self) -> bool:
        """Whether no more should be read before a batch is taken."""
        return self._reports >= MOST_REPORTS or self._text >= MOST_TEXT

    def add(self, report: Report) -> None:
        """Puts a report behind its copies, or else behind all that wait."""
        lines = _telling(report)
        first = next((self._group_of[line] for line in lines if line in self._group_of), report.id)
        group = self._groups.setdefault(first, Group())
        group.reports.append(report)
        for line in lines:
            if self._group_of.setdefault(line, first) == first:
                group.lines.append(line)
        self._reports += 1
        self._text += len(report.text)

    def take(self, most: int | None = None) -> list[Report]:
        """The next batch, of so many reports at most; None for as many as batches have."""
        batch: list[Report] = []
        while self._groups and len(batch) < (most or BATCH):
            first, group = next(iter(self._groups.items()))
            batch.append(group.reports.popleft())
            if not group.reports:
                self._forget(first)
        self._reports -= len(batch)
        self._text -= sum(len(report.text) for report in batch)
        return batch

    def _forget(self, first: str) -> None:
        for line in self._groups.pop(first).lines:
            self._group_of.pop(line, None)


def _telling(report: Report) -> Sequence[str]:
    """The lines by which a copy of a report's text is known."""
    spans = (line.span for line in report.lines if line.role == "body")
    return [span.of(report.text) for span in spans if span.end - span.start >= TELLING_LINE]
