"""Readings of one field, and which of them are held against each other.

A report that says the same thing five times is one voice: each report gives one reading for each
value it asserts (the first), and only readings of different reports meet.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

from dragoman.compare.told import Telling
from dragoman.compare.verdicts import Verdict, load
from dragoman.model import Side, Span

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Reading(Generic[Value]):
    """What one claim gives for a field: the value, as shown, and the words that carry it."""

    telling: Telling
    field: str
    span: Span
    shown: str
    value: Value

    def side(self) -> Side:
        """The reading as one side of a comparison."""
        return Side(self.telling.claim.id, self.telling.report, self.span, self.shown)


@dataclass(frozen=True, slots=True)
class Held:
    """Two sides held against each other in one field; `event` is None outside events."""

    event: str | None
    field: str
    left: Side
    right: Side
    verdict: Verdict
    score: float = 1.0


def hold(
    event: str,
    readings: Iterable[Reading[Value]],
    judge: Callable[[Reading[Value], Reading[Value]], Verdict],
    settled: Collection[str] = (),
) -> Iterator[Held]:
    """Compares the readings of one field of one event across reports, but for two settled ones."""
    voices = _voices(sorted(readings, key=lambda r: (r.telling.order, r.span)))
    if len({v.telling.report for v in voices}) > load("thresholds.toml")["pairs_up_to_reports"]:
        voices = _one_a_value(voices)
    for left, right in combinations(voices, 2):
        reports = {left.telling.report, right.telling.report}
        if len(reports) > 1 and not all(report in settled for report in reports):
            yield Held(event, left.field, left.side(), right.side(), judge(left, right))


def _voices(readings: Iterable[Reading[Value]]) -> list[Reading[Value]]:
    """The first reading of each value in each report."""
    first: dict[tuple[str, str], Reading[Value]] = {}
    for reading in readings:
        first.setdefault((reading.telling.report, reading.shown), reading)
    return list(first.values())


def _one_a_value(voices: Sequence[Reading[Value]]) -> list[Reading[Value]]:
    """The first reading of each value over all reports, and the second, which agrees with it."""
    found: dict[str, list[Reading[Value]]] = {}
    for voice in voices:
        found.setdefault(voice.shown, []).append(voice)
    return [voice for same in found.values() for voice in same[:2]]
