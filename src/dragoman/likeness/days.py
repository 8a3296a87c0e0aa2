"""When two accounts say something happened: intervals of days, or only their pattern.

An undated report may still say "on Tuesday" or "on June 9": that is a pattern, not a day. It
fixes nothing, but it can fit a date, or rule it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from dragoman.model import UNDATED, Interval, Time, When

DayRelation = Literal["same", "within", "fits", "near", "apart", "unknown"]

PATTERN = re.compile(
    r"XXXX-(?:W(?:XX|\d\d)-(?P<weekday>[1-7])|(?P<month>\d\d)(?:-(?P<day>\d\d))?)(?:T.*)?$"
)
WEEK = 7


@dataclass(frozen=True, slots=True)
class Days:
    """The days an account allows: an interval, an ISO weekday (1 = Monday), a month and day."""

    interval: Interval = UNDATED
    weekday: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def known(self) -> bool:
        """Whether at least one end of the interval is known."""
        return self.interval != UNDATED

    @property
    def single(self) -> bool:
        """Whether it is one certain day."""
        return self.interval.known and self.interval.first == self.interval.last

    @property
    def dated(self) -> bool:
        """Whether it is a day of a month, of no known year."""
        return self.month is not None and self.day is not None

    @property
    def silent(self) -> bool:
        """Whether nothing at all is said."""
        return self == Days()


def days_of(when: When | None, times: Iterable[Time] = ()) -> Days:
    """The days of an event's time; its pattern is read from the report's time expressions."""
    if when is None:
        return Days()
    if when.when != UNDATED or when.span is None:
        return Days(when.when)
    for time in times:
        found = pattern_of(time) if time.span.touches(when.span) else None
        if found:
            return found
    return Days()


def pattern_of(time: Time) -> Days | None:
    """The weekday, or the month and day, of a time whose year is not known; None for any other."""
    found = PATTERN.match(time.value)
    if found is None:
        return None
    parts = {name: int(value) for name, value in found.groupdict().items() if value}
    return Days(weekday=parts.get("weekday"), month=parts.get("month"), day=parts.get("day"))


def relation(left: Days, right: Days) -> DayRelation:
    """How two times stand to each other.

    `same`: one and the same interval. `within`: they share days. `fits`: a pattern allows the
    other's days. `near`: off by a single day (a slip, a time zone, a late edition). `apart`: they
    exclude each other. `unknown`: one side says nothing that could be held against the other.
    """
    if left.known and right.known:
        return _intervals(left.interval, right.interval)
    if left.weekday and right.weekday:
        return _weekdays(left.weekday, right.weekday)
    if left.month and right.month:
        same = left.month == right.month and (left.day or right.day) == (right.day or left.day)
        return "fits" if same else "apart"
    pattern, dated = (left, right) if right.known else (right, left)
    return _pattern(pattern, dated.interval) if dated.interval.known else "unknown"


def _intervals(left: Interval, right: Interval) -> DayRelation:
    if not left.disjoint(right):
        return "same" if left == right and left.known else "within"
    earlier, later = sorted((left, right), key=lambda i: (i.last is None, i.last or i.first))
    one_day = earlier.last and later.first and later.first - earlier.last <= timedelta(days=1)
    return "near" if one_day else "apart"


def _weekdays(left: int, right: int) -> DayRelation:
    if left == right:
        return "fits"
    return "near" if (left - right) % WEEK in (1, WEEK - 1) else "apart"


def _pattern(pattern: Days, interval: Interval) -> DayRelation:
    """Holds a weekday or a month and day against known days; long intervals prove nothing."""
    if pattern.silent or interval.first is None or (interval.days() or WEEK) >= WEEK:
        return "unknown"
    days = [interval.first + timedelta(days=n) for n in range(interval.days() or 0)]
    if pattern.weekday:
        found = {_weekdays(pattern.weekday, day.isoweekday()) for day in days}
        return "fits" if "fits" in found else "near" if "near" in found else "apart"
    if any(d.month == pattern.month and d.day == (pattern.day or d.day) for d in days):
        return "fits"
    ends = (days[0] - timedelta(days=1), days[-1] + timedelta(days=1))
    slip = any((d.month, d.day) == (pattern.month, pattern.day) for d in ends)
    return "near" if slip else "apart"
