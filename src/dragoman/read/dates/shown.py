"""The date that a page shows beside its headline."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from dragoman.model import Span
from dragoman.read.dates.printed import (
    RANKS,
    Label,
    PrintedDate,
    find_dates,
    is_date_line,
    order_in,
    order_of,
)
from dragoman.read.lines import split
from dragoman.read.rules import rules


@dataclass(frozen=True, slots=True)
class ShownDate:
    """The day that a page shows beside its headline, what it is called there, and the line."""

    day: date
    label: Label
    line: str


@dataclass(frozen=True, slots=True)
class _Found:
    """A date on a short line.

    Attributes:
        date: the date.
        line: the line's text.
        below: how many lines it stands below the headline; negative above it.
        alone: whether the line holds little else.
    """

    date: PrintedDate
    line: str
    below: int
    alone: bool


def shown_date(
    text: str,
    titles: Iterable[str | None],
    *,
    marked: Collection[date] = (),
    country: str | None = None,
) -> ShownDate | None:
    """The date beside the headline of a page; None where it shows none, or several.

    The best labelled counts; where those of one label differ, only those below the headline do, and
    none where these differ as well, since some of them are other stories'. A day that may be
    read in two ways is none either.

    Args:
        text: as `visible_text` gives it.
        titles: what the headline may be, the likeliest first.
        marked: the days of the page's `time` elements, which may settle the order of day and month.
        country: ISO code of the country in the page's language ("en-US"), which may too.
    """
    found = _beside(text, [_folded(title) for title in titles if title])
    best = min((RANKS[each.date.label] for each in found), default=None)
    equals = [each for each in found if RANKS[each.date.label] == best]
    for chosen in (equals, [each for each in equals if each.below > 0]):
        days = {day for each in chosen for day in _readings(each.date, text, marked, country)}
        if len(days) == 1:
            return ShownDate(days.pop(), chosen[0].date.label, chosen[0].line)
    return None


def _beside(text: str, titles: Sequence[str]) -> list[_Found]:
    """The dates of the likeliest place around the headline that has any.

    Any short line below it that tells of the first publication; else short lines between a little
    above it and the first long paragraph; else lines of their own before the second, as the first
    may be a standfirst; else lines of their own further below that tell of the publication.
    """
    spans = list(split(text))
    folded = [_folded(span.of(text)) for span in spans]
    at = _headline(folded, titles)
    if at is None:
        return []
    first, second = _prose(folded, at)
    found = list(_dates(text, spans, at))
    places = (
        [each for each in found if each.below > 0 and each.date.label == "original"],
        [each for each in found if each.below <= first],
        [each for each in found if each.below < second and each.alone],
        [each for each in found if each.date.label == "published" and each.alone],
    )
    return next((place for place in places if place), [])


def _headline(folded: Sequence[str], titles: Sequence[str]) -> int | None:
    """The line that is the headline."""
    shortest: int = rules("dates")["beside_title"]["shortest_title"]
    long = [title for title in titles if len(title) >= shortest]
    return next((i for title in long for i, line in enumerate(folded) if line == title), None)


def _prose(folded: Sequence[str], at: int) -> tuple[int, int]:
    """How many lines below the headline the first two long paragraphs stand, or the head's end."""
    bounds = rules("dates")["beside_title"]
    below = folded[at : at + bounds["lines_after"]]
    long = (i for i, line in enumerate(below) if i and len(line.split()) >= bounds["prose_words"])
    return next(long, len(below)), next(long, len(below))


def _dates(text: str, spans: Sequence[Span], at: int) -> Iterator[_Found]:
    """The dates on the short lines from a little above the headline to the page's end.

    Not those of another work's first publication, such as a book's.
    """
    bounds = rules("dates")["beside_title"]
    top = max(0, at - bounds["lines_before"])
    for i, span in enumerate(spans[top:], start=top):
        if span.end - span.start <= bounds["longest_line"]:
            dates = find_dates(text, span)
            alone = is_date_line(text, span, dates)
            for each in dates:
                if each.label != "original" or _itself().search(span.of(text)):
                    yield _Found(each, span.of(text), i - at, alone)


@cache
def _itself() -> re.Pattern[str]:
    """Lines that begin "Originally published", or say it of "this article"."""
    subjects = "|".join(map(re.escape, rules("dates")["beside_title"]["subjects"]))
    labels = "|".join(map(re.escape, rules("dates")["labels"]["original"]))
    return re.compile(rf"(?:^\W*|\b(?:{subjects})\s+(?:was\s+)?)(?:{labels})\b", re.IGNORECASE)


def _readings(
    found: PrintedDate, text: str, marked: Collection[date], country: str | None
) -> Sequence[date]:
    """The days that a printed date may be.

    Of two, the one that a `time` element has; else the one in the order of the page's other dates,
    else of the country's.
    """
    if len(found.readings) == 1:
        return found.readings
    settled = [day for day in found.readings if day in marked]
    if len(settled) == 1:
        return settled
    order = order_in(text) or (order_of(country) if country else None)
    return found.readings if order is None else [found.in_order(order)]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
