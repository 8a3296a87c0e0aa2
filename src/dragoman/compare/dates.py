"""When: intervals of days against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.compare.pairs import Reading
from dragoman.compare.told import Telling
from dragoman.compare.verdicts import Verdict, verdict
from dragoman.likeness.days import Days, days_of, relation
from dragoman.model import EventCode, Interval


def read(coded: Iterable[tuple[Telling, EventCode]]) -> Iterator[Reading[Days]]:
    """The times that claims give for an event; those that give none are left out."""
    for telling, code in coded:
        if code.when is None or (code.when.span is None and not code.when.when.known):
            continue
        days = days_of(code.when, telling.source.times)
        span = code.when.span or code.trigger
        yield Reading(telling, "date", span, shown(days, code.when.text or ""), days)


def shown(days: Days, words: str) -> str:
    """ISO days where they are known ("2018-06-09", "2018-06-09/2018-06-11"), else the words."""
    if not days.known:
        return words
    interval: Interval = days.interval
    first, last = (day.isoformat() if day else ".." for day in interval)
    return first if first == last else f"{first}/{last}"


def judge(left: Reading[Days], right: Reading[Days]) -> Verdict:
    """Same, sharing days, excluding each other, or not to be placed."""
    found = relation(left.value, right.value)
    if found == "fits" and not left.value.known and not right.value.known:
        return verdict("date.same-pattern")
    return verdict("date.apart" if found == "near" else f"date.{found}")
