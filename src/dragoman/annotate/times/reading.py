"""What a temporal expression is read as, and what the reading may rest on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dragoman.annotate.times import periods
from dragoman.annotate.times.lexicon import lookup
from dragoman.model import UNDATED, Anchor, Interval, TimeKind

Tense = Literal["past", "present", "future"]
Parts = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """One normalised expression; `unit` is the period it names, None for what is no date."""

    kind: TimeKind
    value: str
    when: Interval
    anchor: Anchor
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What is known where an expression stands.

    `today` is the day of publication (None: not known), `story` the last date the report named
    before (perhaps one that nothing resolved), `tense` that of the governing verb. `fixed` maps
    ISO weekdays to the days that dated captions of an undated report give them.
    """

    today: date | None = None
    story: Reading | None = None
    tense: Tense = "past"
    fixed: Mapping[int, date] = field(default_factory=dict)

    def story_in(self, unit: str) -> date | None:
        """A day of the period of `unit` the story is at, None where that is not one period.

        "In 2015 … the following day" has no day to count from. Where no date was named before,
        the story is at the day of publication.
        """
        if self.story is None:
            return self.today
        first, last = self.story.when
        if first is None or last is None or periods.name(unit, first) != periods.name(unit, last):
            return None
        return first

    @property
    def story_anchor(self) -> Anchor:
        """What a reading against the story's time rests on."""
        return "published" if self.story is None else "narrative"


Resolver = Callable[[Parts, Context], Reading | None]
"""Reads the parts of a matched form; None where they name nothing (31 June)."""


def dated(unit: str, day: date | None, anchor: Anchor, parts: Parts | None = None) -> Reading:
    """The period of `unit` that holds `day`, narrowed by a word such as "late" in `parts`.

    Without a day the reading has only its form: nothing is invented.
    """
    if day is None:
        return Reading("date", periods.unnamed(unit), UNDATED, "unknown", unit)
    return valued(periods.name(unit, day), anchor, unit, parts)


def valued(value: str, anchor: Anchor, unit: str, parts: Parts | None = None) -> Reading:
    """The reading of a value that names a fixed period (or, with X in it, none)."""
    when = periods.days_of(value)
    stretch = lookup((parts or {}).get("stretch") or "", "stretch")
    if stretch:
        when = periods.narrowed(when, stretch)
    return Reading("date", value, when, anchor if when.known else "unknown", unit)


def whole(text: str | None) -> int:
    """The number in digits with or without an ending ("9th"), as the grammar guarantees them."""
    return int("".join(filter(str.isdigit, text or "")))
