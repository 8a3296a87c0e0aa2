"""The ways in which a report can be dated, each with its day and the kind of reason it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from dragoman.model import Interval, Line, PublishedHow, Span
from dragoman.read.datelines import Dateline
from dragoman.read.dates.of_page import MARKED_UP, PageDates, is_swapped, revised_on, updated_on
from dragoman.read.dates.printed import RANKS, Label, PrintedDate, find_dates, month_number

_IN_URL = re.compile(
    r"[/_-](?P<y>(?:19|20)\d{2})(?P<s>[/_-]?)(?P<m>\d{2})(?P=s)(?P<d>\d{2})(?![0-9])"
)
_NAMED_IN_URL = re.compile(
    r"/(?P<y>(?:19|20)\d{2})[/-](?P<m>[^\W\d_]{3,})[/-](?P<d>\d{1,2})(?![0-9])"
)
_MONTH_IN_URL = re.compile(r"/(?P<y>(?:19|20)\d{2})/(?P<m>\d{1,2})/")
_CALLED: dict[Label, str] = {
    "original": "the original's, ",
    "published": "labelled so, ",
    "none": "",
    "updated": "the last update, ",
}
_MOST_WORDS = 14  # of a line above the article that is searched for a date, though it holds more


@dataclass(frozen=True, slots=True)
class Dating:
    """One way in which a report can be dated.

    Attributes:
        when: the days it gives.
        how: the kind of place it was found in.
        why: place and wording, for people.
        reason: the kind of reason, whose reliability is measured (`data/reasons.toml`).
        evidence: the spans of the text it rests on.
        original: whether it is by where the report was published first.
        update: whether it is the day of a change, not of publication.
    """

    when: Interval
    how: PublishedHow
    why: str
    reason: str
    evidence: tuple[Span, ...] = ()
    original: bool = False
    update: bool = False


@dataclass(frozen=True, slots=True)
class Clues:
    """What a report's date of publication is sought in.

    Attributes:
        text: the report's text.
        lines: its lines with their roles.
        head: the article's dateline.
        stated: what the user states.
        page: the days that an HTML page gives for itself.
        url: the page's address, stated or found.
        country: ISO code of the outlet's country, for the order of day and month.
    """

    text: str
    lines: Sequence[Line]
    head: Dateline | None = None
    stated: Interval | None = None
    page: PageDates = field(default_factory=PageDates)
    url: str | None = None
    country: str | None = None


def datings(clues: Clues) -> list[Dating]:
    """Every way that gives a date, the best first.

    In this order: stated by the user; the original's, where the page says when that was published;
    shown beside the headline; the page's structured data; its address; an update shown beside the
    headline; its markup (htmldate); printed on the page; the dateline; a month in the address. What
    readers are shown goes before what machines are told, since templates write the day of the last
    change, or of the import, into their metadata.

    A reprint's own words ("yesterday") are those of the original, so the original's day goes before
    that of the page it is printed on.

    Dates of other stories, of comments and in the article's prose are never looked at.
    """
    page, stated = clues.page, clues.stated
    printed = list(_printed(clues))
    addressed = [*_in_url(clues.url), *_month_in_url(clues.url)]
    return [
        *([Dating(stated, "given", "stated from outside the text", "stated")] if stated else []),
        *(way for way in printed if way.original),
        *_shown_on(page, update=False),
        *_structured(page, [way.when for way in addressed]),
        *_in_url(clues.url),
        *_shown_on(page, update=True),
        *_marked(page),
        *(way for way in printed if not way.original),
        *_in_dateline(clues.text, clues.head, clues.country),
        *_month_in_url(clues.url),
    ]


def _shown_on(page: PageDates, *, update: bool) -> Iterator[Dating]:
    """The day beside the headline, where it is, or is not, that of an update."""
    shown = page.shown
    if shown and not is_swapped(page) and (updated_on(page) is not None) is update:
        why = f"shown beside the headline ({_CALLED[shown.label]}“{shown.line}”)"
        original = shown.label == "original"
        reason = _reason(shown.label, "shown")
        yield Dating(_day(shown.day), "printed", why, reason, original=original, update=update)


def _reason(label: Label, where: str) -> str:
    """The kind of reason that a date with this label is."""
    return where if label == "none" else f"{where}, {label}"


def _structured(page: PageDates, addressed: Sequence[Interval]) -> Iterator[Dating]:
    """The day of the structured data; not of a `time` element that has the day of a change.

    Where the page shows that it was changed later, and neither its pictures nor the days of its
    address (`addressed`) bear the stated day out, some mean by the day of publication the one and
    some the other: it is any day between.
    """
    marked_up = page.stated_by == MARKED_UP
    if not page.stated or not page.stated_by or (marked_up and page.stated == updated_on(page)):
        return
    why = f"in the page's metadata ({page.stated_by})"
    kind = "JSON-LD" if page.stated_by.startswith("JSON-LD") else "meta tag"
    reason = MARKED_UP if marked_up else kind
    stated = _day(page.stated)
    changed = revised_on(page)
    if changed is None or not all(stated.disjoint(when) for when in addressed):
        yield Dating(stated, "metadata", why, reason)
        return
    between = Interval(page.stated, changed)
    why = f"{why}, or when it was changed: it shows {changed}, and nothing tells which is meant"
    yield Dating(between, "metadata", why, f"{reason}, revised")


def _marked(page: PageDates) -> Iterator[Dating]:
    """The day that htmldate finds, unless it is that of a change."""
    if page.marked and page.marked not in (page.modified, updated_on(page)):
        why = "in the page's markup, by htmldate"
        yield Dating(_day(page.marked), "metadata", why, "htmldate")


def _printed(clues: Clues) -> Iterator[Dating]:
    """Dates printed beside the article, the likeliest first: labelled, above it, near the title."""
    lines = clues.lines
    article = [i for i, line in enumerate(lines) if line.role == "body"]
    if not article:
        return
    title = next((i for i, line in enumerate(lines) if line.role == "title"), article[0])
    ranked: list[tuple[tuple[int, bool, int, int], PrintedDate]] = []
    for i, line in enumerate(lines):
        for found in _dates_of(clues.text, line, clues.country, above=i < article[0]):
            rank = (RANKS[found.label], i > article[-1], abs(i - title), found.span.start)
            ranked.append((rank, found))
    for _, found in sorted(ranked, key=lambda pair: pair[0]):
        yield Dating(
            found.when,
            "printed",
            f"printed on the page ({_CALLED[found.label]}{found.why})",
            _reason(found.label, "printed"),
            (found.span,),
            original=found.label == "original",
            update=found.label == "updated",
        )


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
            yield Dating(found.when, "dateline", "in the dateline", "dateline", (found.span,))


def _in_url(url: str | None) -> Iterator[Dating]:
    """The first day of an address, its month in figures or named: /2019/may/07/."""
    match = _IN_URL.search(url or "") or _NAMED_IN_URL.search(url or "")
    month = month_number(match["m"]) if match else None
    if match and month and (day := _date(int(match["y"]), month, int(match["d"]))):
        yield Dating(_day(day), "url", "in the page's address", "address")


def _month_in_url(url: str | None) -> Iterator[Dating]:
    """An address with year and month alone gives the whole month."""
    match = _MONTH_IN_URL.search(url or "")
    if match and (first := _date(int(match["y"]), int(match["m"]), 1)):
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        why = "the page's address has the month"
        yield Dating(Interval(first, last), "url", why, "month in the address")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(day: date) -> Interval:
    return Interval(day, day)
