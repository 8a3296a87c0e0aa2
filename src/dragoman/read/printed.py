"""Dates as printed on pages: "Sunday, June 10th, 2018", "8 сентября 2018", "13:05 02/07/2019"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, get_args

from dragoman.model import Interval, Span
from dragoman.read.rules import rules

Label = Literal["original", "published", "updated", "none"]
"""What the words before a date call it; `original`: of first publication, here or elsewhere."""

_CLOCK = re.compile(r"(?<![\d:])(\d{1,2})[:.](\d{2})(?::\d{2})?(?![\d.:])")
_NOON = re.compile(r"\b[ap]\.?m\b", re.IGNORECASE)
_MOST_LABELLED_WORDS = 14
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = r"(?P<y>[12]\d{3})"
_SOME_YEAR = re.compile(_YEAR)  # every format has one: few lines have


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A full date in a line.

    Attributes:
        span: where it stands in the text.
        readings: the day it may be; two of them where day and month cannot be told apart.
        label: what the words before it call it.
        why: what the reading rests on.
    """

    span: Span
    readings: tuple[date, ...]
    label: Label
    why: str

    @property
    def when(self) -> Interval:
        """The days between the readings; one day where there is no doubt."""
        return Interval(min(self.readings), max(self.readings))


@cache
def _numbers(table: str) -> dict[str, int]:
    return {name: int(n) for n, names in rules("dates")[table].items() for name in names}


def month_number(written: str) -> int | None:
    """The month that figures or a name mean, in [1, 12] where it is one; None for another word."""
    return int(written) if written.isdigit() else _numbers("months").get(written.casefold())


@cache
def _formats() -> tuple[re.Pattern[str], ...]:
    month = "|".join(sorted(map(re.escape, _numbers("months")), key=len, reverse=True))
    day, year = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|ª)?", _YEAR
    edge, end = r"(?<![\w./:-])", r"(?:(?![\w/-])|(?-i:(?=[A-Z][A-Za-z])))"
    # Pages that part their words by layout alone give "Mara QuillMay 7, 2019Updated".
    fused = rf"(?:{edge}|(?-i:(?<=[a-z])(?=[A-Z\d])|(?<=[12]\d\d\d)(?=[A-Z])))"
    of = r"(?:\s+(?:de|of)\s+|[\s,.\-–/]+)"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"{fused}{day}{of}(?P<name>{month})\b\.?{of}{year}{end}",
            rf"{fused}(?P<name>{month})\b\.?\s*{day}(?:\s*,\s*|\s+){year}{end}",
            rf"{edge}{year}(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}})(?!\d|[/-])",
            rf"{edge}(?P<a>\d{{1,2}})(?P<sep>[-/.])(?P<b>\d{{1,2}})(?P=sep){year}{end}",
            rf"(?<!\d){year}年\s*(?P<m>\d{{1,2}})月\s*(?P<d>\d{{1,2}})日",
        )
    )


def find_dates(text: str, span: Span, *, country: str | None = None) -> list[PrintedDate]:
    """Every full date (day, month, year) printed in `span` of `text`, in order.

    Two-digit years and dates without a year are not read: they would be guesses.

    Args:
        text: the report's text.
        span: one line of it.
        country: ISO code of the outlet's country, which may settle the order of day and month.
    """
    line = span.of(text)
    found: list[PrintedDate] = []
    for pattern in _formats() if _SOME_YEAR.search(line) else ():
        for match in pattern.finditer(line):
            where = Span(span.start + match.start(), span.start + match.end())
            if any(where.touches(other.span) for other in found):
                continue
            readings, why = _read(match, line, country)
            if readings:
                found.append(PrintedDate(where, readings, _label(line[: match.start()]), why))
    return sorted(found, key=lambda f: f.span)


@cache
def _label_words() -> frozenset[str]:
    """The labels that may head a whole line; a bare "on" begins sentences."""
    labels = rules("dates")["labels"]
    return frozenset(name for names in labels.values() for name in names) - {"on"}


def is_date_line(text: str, span: Span, dates: list[PrintedDate]) -> bool:
    """Whether a line holds a date and little else than clocks, labels and counters."""
    if not dates:
        return False
    rest = span.of(text)
    # "Posted June 9, 2018 by Jane Doe in World"
    before = rest[: dates[0].span.start - span.start].strip(" :|")
    if dates[0].label != "none" and before.casefold() in _label_words():
        return len(rest.split()) <= _MOST_LABELLED_WORDS
    for found in reversed(dates):
        rest = rest[: found.span.start - span.start] + " " + rest[found.span.end - span.start :]
    labels = rules("dates")["labels"]
    known = {
        word
        for names in (*labels.values(), rules("dates")["line"]["words"])
        for n in names
        for word in n.split()
    }
    known |= _numbers("weekdays").keys()
    return sum(word.casefold() not in known for word in _WORD.findall(rest)) <= 1


def _read(match: re.Match[str], line: str, country: str | None) -> tuple[tuple[date, ...], str]:
    """The possible days of a match and the reason for the choice; no days for a bad date."""
    part = match.groupdict()
    year = int(part["y"])
    if name := part.get("name"):
        return _days((year, _numbers("months")[name.casefold()], int(part["d"]))), "month named"
    if part.get("m"):
        return _days((year, int(part["m"]), int(part["d"]))), "year first"
    a, b = int(part["a"]), int(part["b"])
    both = _days((year, b, a), (year, a, b))
    if len(both) < 2:
        return both, "only one order gives a date"
    return _ordered((both[0], both[1]), part["sep"] or "", line, country)


def _ordered(
    both: tuple[date, date], separator: str, line: str, country: str | None
) -> tuple[tuple[date, ...], str]:
    """Day first or month first; both where nothing on the line or about the outlet says which."""
    order = rules("dates")["order"]
    words = {word.casefold() for word in _WORD.findall(line)}
    weekday = {n for word in words if (n := _numbers("weekdays").get(word)) is not None}
    fitting = tuple(day for day in both if day.weekday() in weekday)
    if len(fitting) == 1:
        return fitting, "the weekday fits one order of day and month"
    if separator in order["day_first_separators"]:
        return both[:1], "day first, as dates with dots are"
    if words & set(order["month_first_zones"]):
        return both[1:], "month first, by the American time zone"
    clock = _CLOCK.search(line)
    if clock and not _NOON.search(line) and (int(clock[1]) > 12 or len(clock[1]) == 2):
        return both[:1], "day first, as beside a 24-hour clock"
    if country:
        first = country not in order["month_first_countries"]
        side = "day" if first else "month"
        return (both[:1] if first else both[1:]), f"{side} first, as in the outlet's country"
    return both, "day and month cannot be told apart; both readings are covered"


def _days(*candidates: tuple[int, int, int]) -> tuple[date, ...]:
    """The candidates (year, month, day) that are dates in a plausible year, without doubles."""
    order = rules("dates")["order"]
    days: dict[date, None] = {}
    for year, month, day in candidates:
        if not order["first_year"] <= year <= order["last_year"]:
            continue
        try:
            days[date(year, month, day)] = None
        except ValueError:
            continue
    return tuple(days)


def _label(before: str) -> Label:
    """What the words before a date call it: the label that stands nearest.

    "on" is a label only where there is no other, and heads the line: "Updated on" is an update, and
    "Recorded on" neither.
    """
    best: tuple[bool, int, Label] = (False, -1, "none")
    for kind in get_args(Label):
        for label in rules("dates")["labels"].get(kind, ()):
            for match in re.finditer(rf"(?<!\w){re.escape(label)}(?!\w)", before, re.IGNORECASE):
                if label != "on" or not _WORD.search(before[: match.start()]):
                    best = max(best, (label != "on", match.end(), kind), key=lambda b: b[:2])
    return best[2]
