"""When a report was published, how that is known, and what on the page says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.model import Interval, Line, Published, PublishedHow, Span
from dragoman.read.datelines import Dateline
from dragoman.read.page import PageDates
from dragoman.read.printed import Label, PrintedDate, find_dates, month_number

_IN_URL = re.compile(
    r"[/_-](?P<y>(?:19|20)\d{2})(?P<s>[/_-]?)(?P<m>\d{2})(?P=s)(?P<d>\d{2})(?![0-9])"
)
_NAMED_IN_URL = re.compile(
    r"/(?P<y>(?:19|20)\d{2})[/-](?P<m>[^\W\d_]{3,})[/-](?P<d>\d{1,2})(?![0-9])"
)
_MONTH_IN_URL = re.compile(r"/(?P<y>(?:19|20)\d{2})/(?P<m>\d{1,2})/")
_LABEL_RANK: dict[Label, int] = {"original": 0, "published": 1, "none": 2, "updated": 3}
_CALLED: dict[Label, str] = {
    "original": "the original's, ",
    "published": "labelled so, ",
    "none": "",
    "updated": "the last update, ",
}
_MOST_WORDS = 14  # of a line above the article that is searched for a date, though it holds more


@dataclass(frozen=True, slots=True)
class Dating:
    """One way in which a report can be dated; `original`: by where it was published first."""

    when: Interval
    how: PublishedHow
    why: str
    evidence: tuple[Span, ...] = ()
    original: bool = False


def find_published(
    text: str,
    lines: Sequence[Line],
    head: Dateline | None,
    *,
    stated: Interval | None = None,
    page: PageDates | None = None,
    url: str | None = None,
    country: str | None = None,
) -> Published:
    """The publication date by the first way that gives one.

    In this order: stated by the user; the original's, where the page says when that was published;
    shown beside the headline; the page's structured data; its address; an update shown beside the
    headline; its markup (htmldate); printed on the page; the dateline; a month in the address; no
    later than the last change. What readers are shown goes before what machines are told, since
    templates write the day of the last change, or of the import, into their metadata.

    A reprint's own words ("yesterday") are those of the original, so the original's day goes before
    that of the page it is printed on, which `why` names.

    Dates of other stories, of comments and in the article's prose are never looked at. Where ways
    disagree, the first is taken and `why` says what the others would have given.

    Args:
        text: the report's text.
        lines: its lines with their roles.
        head: the article's dateline.
        stated: what the user states.
        page: the days that an HTML page gives for itself; None for other texts.
        url: the page's address, stated or found.
        country: ISO code of the outlet's country, for the order of day and month.
    """
    page = page or PageDates()
    printed = list(_printed(text, lines, country))
    ways = [
        *([Dating(stated, "given", "stated from outside the text")] if stated else []),
        *(way for way in printed if way.original),
        *_shown_on(page, update=False),
        *_told(page.stated, f"in the page's metadata ({page.stated_by})"),
        *_in_url(url),
        *_shown_on(page, update=True),
        *_told(page.marked, "in the page's markup, by htmldate", page.modified),
        *(way for way in printed if not way.original),
        *_in_dateline(text, head, country),
        *_month_in_url(url),
        *_before_change(page),
    ]
    if not ways:
        return Published(why="no date is stated, in the metadata, the address or on the page")
    first, *others = ways
    differing = [
        f"{way.how}: {_shown(way.when)}" for way in others if way.when.disjoint(first.when)
    ]
    relation = "printed again, " if first.original else "differs from "
    note = f"; {relation}{', '.join(differing)}" if differing else ""
    return Published(first.when, first.how, first.evidence, first.why + note)


def _shown_on(page: PageDates, *, update: bool) -> Iterator[Dating]:
    """The day beside the headline, where it is, or is not, that of an update."""
    if page.shown and _is_own(page) and (page.shown.label == "updated") is update:
        kind = "the last update, " if update else ""
        why = f"shown beside the headline ({kind}“{page.shown.line}”)"
        yield Dating(_day(page.shown.day), "printed", why)


def _is_own(page: PageDates) -> bool:
    """Whether the day beside the headline is the article's, as far as the metadata can tell.

    Not where they have the same day with day and month the other way round; and an unlabelled day
    that is later than the stated one, and not that of the last change, is another story's.
    """
    shown, stated = page.shown, page.stated
    if shown is None or stated is None or shown.day == stated:
        return True
    if (shown.day.year, shown.day.month, shown.day.day) == (stated.year, stated.day, stated.month):
        return False
    return shown.label != "none" or shown.day < stated or shown.day == page.modified


def _told(day: date | None, why: str, changed: date | None = None) -> Iterator[Dating]:
    """A day that the page gives to machines, unless it is that of the last change."""
    if day and day != changed:
        yield Dating(_day(day), "metadata", why)


def _before_change(page: PageDates) -> Iterator[Dating]:
    """All that is known where the metadata have nothing but the day of the last change."""
    if page.modified:
        why = "in the page's metadata: changed on that day, so published no later"
        yield Dating(Interval(None, page.modified), "metadata", why)


def _printed(text: str, lines: Sequence[Line], country: str | None) -> Iterator[Dating]:
    """Dates printed beside the article, the likeliest first: labelled, above it, near the title."""
    article = [i for i, line in enumerate(lines) if line.role == "body"]
    if not article:
        return
    title = next((i for i, line in enumerate(lines) if line.role == "title"), article[0])
    ranked: list[tuple[tuple[int, bool, int, int], PrintedDate]] = []
    for i, line in enumerate(lines):
        for found in _dates_of(text, line, country, above=i < article[0]):
            rank = (_LABEL_RANK[found.label], i > article[-1], abs(i - title), found.span.start)
            ranked.append((rank, found))
    for _, found in sorted(ranked, key=lambda pair: pair[0]):
        why = f"printed on the page ({_CALLED[found.label]}{found.why})"
        yield Dating(found.when, "printed", why, (found.span,), found.label == "original")


def _dates_of(text: str, line: Line, country: str | None, *, above: bool) -> list[PrintedDate]:
    """The dates of a line that may tell when the page was published."""
    if line.role == "date":
        return find_dates(text, line.span, country=country)
    if line.role not in ("furniture", "byline", "credit") or line.why.startswith("in a block"):
        return []
    dates = find_dates(text, line.span, country=country)
    if above and len(line.span.of(text).split()) <= _MOST_WORDS:
        return dates
    return [found for found in dates if found.label in ("original", "published")]


def _in_dateline(text: str, head: Dateline | None, country: str | None) -> Iterator[Dating]:
    """A dateline's date, where it has a year; without one it dates nothing alone."""
    if head and head.date:
        for found in find_dates(text, head.date, country=country):
            yield Dating(found.when, "dateline", "in the dateline", (found.span,))


def _in_url(url: str | None) -> Iterator[Dating]:
    """The first day of an address, its month in figures or named: /2019/may/07/."""
    match = _IN_URL.search(url or "") or _NAMED_IN_URL.search(url or "")
    month = month_number(match["m"]) if match else None
    if match and month and (day := _date(int(match["y"]), month, int(match["d"]))):
        yield Dating(_day(day), "url", "in the page's address")


def _month_in_url(url: str | None) -> Iterator[Dating]:
    """An address with year and month alone gives the whole month."""
    match = _MONTH_IN_URL.search(url or "")
    if match and (first := _date(int(match["y"]), int(match["m"]), 1)):
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        yield Dating(Interval(first, last), "url", "the page's address has the month")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(day: date) -> Interval:
    return Interval(day, day)


def _shown(when: Interval) -> str:
    """An interval as a user writes it: one day, or two with a slash."""
    return str(when.first) if when.first == when.last else f"{when.first or ''}/{when.last or ''}"
