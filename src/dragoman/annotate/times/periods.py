"""Periods of the calendar, named by TIMEX3 values, and the days they cover.

A value names a day ("2018-06-09"), a week ("2018-W23"), a month, quarter, half, season, year,
decade ("199") or century ("19"); a time of day ("T10:30", "TMO") leaves the day as it is.
Weeks follow ISO 8601, seasons the northern hemisphere.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, date, timedelta

from dragoman.annotate.times.lexicon import words
from dragoman.model import UNDATED, Interval

MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS_IN = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none (31 June)."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12):
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def shift(day: date, unit: str, count: float) -> date | None:
    """`day` moved by `count` units; a month's missing days clamp to its last.

    None where the result lies outside the years 1-9999, or the unit is shorter than a day.
    """
    try:
        if unit in DAYS_IN:
            return day + timedelta(days=round(count * DAYS_IN[unit]))
        if unit not in MONTHS_IN:
            return None
        year, month = divmod(day.year * 12 + day.month - 1 + round(count * MONTHS_IN[unit]), 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None


def shifted_form(value: str, days: int) -> str | None:
    """A day of no known year or week ("XXXX-05-17", "XXXX-WXX-5") moved by some days.

    None where the form names no day, or where the result depends on the year (28 February + 1).
    """
    if shape := re.fullmatch(r"XXXX-WXX-([1-7])", value):
        return f"XXXX-WXX-{(int(shape[1]) - 1 + days) % 7 + 1}"
    shape = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", value)
    if shape is None:
        return None
    starts = [make_day(year, int(shape[1]), int(shape[2])) for year in (2000, 2001)]  # leap, common
    moved = {
        f"XXXX-{day:%m-%d}" for start in starts if start and (day := shift(start, "day", days))
    }
    return moved.pop() if len(moved) == 1 else None


def name(unit: str, day: date) -> str:
    """The value of the period of `unit` that holds `day`."""
    iso = day.isocalendar()
    return {
        "day": day.isoformat(),
        "week": f"{iso.year:04}-W{iso.week:02}",
        "weekend": f"{iso.year:04}-W{iso.week:02}-WE",
        "month": f"{day.year:04}-{day.month:02}",
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "half": f"{day.year:04}-H{(day.month + 5) // 6}",
        "year": f"{day.year:04}",
        "decade": f"{day.year // 10:03}",
        "century": f"{day.year // 100:02}",
    }.get(unit, day.isoformat())


def unnamed(unit: str) -> str:
    """The value of a period of `unit` when nothing says which one it is."""
    return {
        "day": "XXXX-XX-XX",
        "week": "XXXX-WXX",
        "weekend": "XXXX-WXX-WE",
        "month": "XXXX-XX",
        "quarter": "XXXX-QX",
        "half": "XXXX-HX",
        "decade": "XXX",
        "century": "XX",
    }.get(unit, "XXXX")


def days_of(value: str) -> Interval:
    """The days a value covers; UNDATED for one that names no fixed period ("XXXX-06", "P2D")."""
    value = value.partition("T")[0]
    if "/" in value:
        first, _, last = value.partition("/")
        return Interval(days_of(first).first, days_of(last).last)
    for pattern, read in _SHAPES:
        if shape := pattern.fullmatch(value):
            return read(*shape.groups())
    return UNDATED


def narrowed(interval: Interval, stretch: tuple[float, float]) -> Interval:
    """The part of an interval between two fractions of its length, at least one day."""
    if interval.first is None or interval.last is None:
        return interval
    length = (interval.last - interval.first).days + 1
    first = interval.first + timedelta(days=int(length * stretch[0]))
    return Interval(first, interval.first + timedelta(days=max(1, round(length * stretch[1])) - 1))


def smallest_name(interval: Interval) -> str:
    """The value of the smallest day, month or year that holds an interval."""
    first, last = interval
    if first is None or last is None:
        return unnamed("day")
    for unit in ("day", "month", "year"):
        if name(unit, first) == name(unit, last):
            return name(unit, first)
    return unnamed("year")


def _months(year: int, first: int, last: int) -> Interval:
    start, end = make_day(year, first, 1), make_day(year, last, 1)
    if start is None or end is None:
        return UNDATED
    return Interval(start, end.replace(day=monthrange(year, last)[1]))


def _years(first: int, last: int) -> Interval:
    return Interval(_months(max(first, MINYEAR), 1, 12).first, _months(last, 1, 12).last)


def _day(year: str, month: str, day: str) -> Interval:
    found = make_day(int(year), int(month), int(day))
    return Interval(found, found)


def _week(year: str, week: str, weekend: str | None) -> Interval:
    try:
        first = date.fromisocalendar(int(year), int(week), 6 if weekend else 1)
        return Interval(first, date.fromisocalendar(int(year), int(week), 7))
    except ValueError:
        return UNDATED


def _season(year: str, code: str) -> Interval:
    ends = [make_day(int(year) + offset, m, d) for offset, m, d in words("season_days")[code]]
    return Interval(*ends)


_SHAPES: list[tuple[re.Pattern[str], Callable[..., Interval]]] = [
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)"), _day),
    (re.compile(r"(\d{4})-W(\d\d)(-WE)?"), _week),
    (re.compile(r"(\d{4})-Q([1-4])"), lambda y, q: _months(int(y), int(q) * 3 - 2, int(q) * 3)),
    (re.compile(r"(\d{4})-H([12])"), lambda y, h: _months(int(y), int(h) * 6 - 5, int(h) * 6)),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)"), _season),
    (re.compile(r"(\d{4})-(\d\d)"), lambda y, m: _months(int(y), int(m), int(m))),
    (re.compile(r"(\d{4})"), lambda y: _years(int(y), int(y))),
    (re.compile(r"(\d{3})"), lambda d: _years(int(d) * 10, int(d) * 10 + 9)),
    (re.compile(r"(\d{2})"), lambda c: _years(int(c) * 100, int(c) * 100 + 99)),
]
