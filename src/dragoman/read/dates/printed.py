"""Dates as printed on pages: "Sunday, June 10th, 2018", "8 сентября 2018", "13:05 02/07/2019"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Literal, get_args

from dragoman.model import Interval, Span
from dragoman.read.rules import rules

Label = Literal["original", "published", "none", "updated"]
"""What the words before a date call it; `original`: of first publication, here or elsewhere."""
RANKS: dict[Label, int] = {"original": 0, "published": 1, "none": 2, "updated": 3}
"""Labels by how likely a date so called is that of publication; the lower the likelier."""
Order = Literal["day", "month"]
"""Which of the two stands first in a date in figures."""

_FIGURES = re.compile(r"(?<![\w./-])(\d{1,2})([-/])(\d{1,2})\2[12]\d{3}(?![\w/-])")
_MONTHS = 12
_YEAR = re.compile(r"[12]\d{3}")
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2})[:.](\d{2})(?::\d{2})?(?![\d.:])")
_NOON = re.compile(r"\b[ap]\.?m\b", re.IGNORECASE)
_MOST_LABELLED_WORDS = 14
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A full date in a line.

    Attributes:
        span: where it stands in the text.
        readings: the day it may be; where day and month cannot be told apart, the day by which
            the day stands first, then that by which the month does.
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

    def in_order(self, first: Order) -> date:
        """The reading with day or month first, where that is in doubt; else the only one."""
        return self.readings[0 if first == "day" else -1]


@cache
def _numbers(table: str) -> dict[str, int]:
    return {name: int(n) for n, names in rules("dates")[table].items() for name in names}


def month_number(written: str) -> int | None:
    """The month that figures or a name mean, in [1, 12] where it is one; None for another word."""
    return int(written) if written.isdigit() else _numbers("months").get(written.casefold())


@cache
def _formats() -> tuple[re.Pattern[str], ...]:
    month = "|".join(sorted(map(re.escape, _numbers("months")), key=len, reverse=True))
    day, year = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|ª)?", r"(?P<y>[12]\d{3})"
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
    if not _YEAR.search(line):
        return found
    for pattern in _formats():
        for match in pattern.finditer(line):
            where = Span(span.start + match.start(), span.start + match.end())
            if any(where.touches(other.span) for other in found):
                continue
            readings, why = _read(match, line, country)
            if readings:
                found.append(PrintedDate(where, readings, _label(line[: match.start()]), why))
    return _paired(text, sorted(found, key=lambda f: f.span))


def _paired(text: str, dates: list[PrintedDate]) -> list[PrintedDate]:
    """The dates; one without a label that an update's follows is that of publication.

    "May 7, 2019. Updated: May 9, 2019"
    """
    published = {
        date.span
        for date, later in pairwise(dates)
        if (date.label, later.label) == ("none", "updated")
        and date.readings != later.readings
        and _only_update().fullmatch(text[date.span.end : later.span.start])
    }
    return [replace(d, label="published") if d.span in published else d for d in dates]


@cache
def _only_update() -> re.Pattern[str]:
    """What parts two dates, the second of which is an update's."""
    names = "|".join(map(re.escape, rules("dates")["labels"]["updated"]))
    return re.compile(rf"\W*(?:{names})(?:\s+on)?\W*", re.IGNORECASE)


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
        first = order_of(country)
        return both[:1] if first == "day" else both[
            1:
        ], f"{first} first, as in the outlet's country"
    return both, "day and month cannot be told apart; both readings are covered"


def order_of(country: str) -> Order:
    """Which of day and month stands first in the figures of a country (ISO code)."""
    return "month" if country in rules("dates")["order"]["month_first_countries"] else "day"


def order_in(text: str) -> Order | None:
    """Which stands first in all dates in figures of a text that can be read in one order only."""
    firsts: set[Order] = set()
    for match in _FIGURES.finditer(text):
        one, other = int(match[1]), int(match[3])
        if one <= _MONTHS < other:
            firsts.add("month")
        elif other <= _MONTHS < one:
            firsts.add("day")
    return firsts.pop() if len(firsts) == 1 else None


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
            for match in _wording(label).finditer(before):
                if label != "on" or not _WORD.search(before[: match.start()]):
                    best = max(best, (label != "on", match.end(), kind), key=lambda b: b[:2])
    return best[2]


@cache
def _wording(label: str) -> re.Pattern[str]:
    """A label as a word, or fused to the one before, as in "Mara QuillUpdated"."""
    start = r"(?:(?<!\w)|(?-i:(?<=[a-z\d])(?=[A-Z])))"
    return re.compile(rf"{start}{re.escape(label)}(?!\w)", re.IGNORECASE)
