"""A page as a reader sees it: its text block by block, and the date beside its headline."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from lxml import etree

from dragoman.model import Span
from dragoman.read.lines import split
from dragoman.read.printed import (
    RANKS,
    Label,
    PrintedDate,
    find_dates,
    is_date_line,
    order_in,
    order_of,
)
from dragoman.read.rules import rules


@dataclass(frozen=True, slots=True)
class ShownDate:
    """The day that a page shows beside its headline, what it is called there, and the line."""

    day: date
    label: Label
    line: str


def visible_text(tree: Any) -> str:  # noqa: ANN401  an lxml element, which has no types
    """The text of a page, every block a paragraph."""
    lines = "".join(_pieces(tree)).split("\n")
    return "\n\n".join(kept for line in lines if (kept := " ".join(line.split())))


def _pieces(root: Any) -> Iterator[str]:  # noqa: ANN401
    """The text of a tree in order, a line break where a block begins or ends."""
    hidden, hides, blocks = 0, *_elements()
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        hidden += event == "start" and node.tag in hides
        if event == "start":
            yield _broken(node.text, node.tag in blocks, hidden)
            continue
        hidden -= event == "end" and node.tag in hides
        yield _broken(None if node is root else node.tail, node.tag in blocks, hidden)


@cache
def _elements() -> tuple[frozenset[str], frozenset[str]]:
    """Elements that show nothing, and those that begin a new line."""
    return frozenset(rules("elements")["hidden"]), frozenset(rules("elements")["blocks"])


def _broken(text: str | None, block: bool, hidden: int) -> str:
    shown = "" if hidden or not text else text.replace("\n", " ").replace("\r", " ")
    return "\n" + shown if block else shown


def shown_date(
    text: str,
    titles: Iterable[str | None],
    *,
    marked: Collection[date] = (),
    country: str | None = None,
) -> ShownDate | None:
    """The date beside the headline of a page.

    It stands on a short line between a little above the headline and the first long paragraph; if
    none does there, on a line of its own below that paragraph, which may be a standfirst; if none
    does there either, on a line of its own further below that calls it the day of publication. The
    best labelled counts; where those of one label differ, none does, since some of them are
    other stories'. A day that may be read in two ways is none either.

    Where a line anywhere below the headline says when the article was first published, that counts.

    Args:
        text: as `visible_text` gives it.
        titles: what the headline may be, the likeliest first.
        marked: the days of the page's `time` elements, which may settle the order of day and month.
        country: ISO code of the country in the page's language ("en-US"), which may too.
    """
    spans = list(split(text))
    head, below = _head(text, spans, [_folded(title) for title in titles if title])
    rest = spans[head.start :] if head else []
    first = [pair for pair in _dates(text, rest) if pair[0].label == "original"]
    found = (
        first
        or list(_dates(text, spans[head.start : head.stop]))
        or list(_dates(text, spans[below.start : below.stop], alone=True))
        or [pair for pair in _dates(text, rest, alone=True) if pair[0].label == "published"]
    )
    if not found:
        return None
    best = min(RANKS[each.label] for each, _ in found)
    chosen = [(each, line) for each, line in found if RANKS[each.label] == best]
    days = {day for each, _ in chosen for day in _readings(each, text, marked, country)}
    if len(days) > 1:
        return None
    return ShownDate(days.pop(), chosen[0][0].label, chosen[0][1])


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


def _dates(
    text: str, spans: Sequence[Span], *, alone: bool = False
) -> Iterator[tuple[PrintedDate, str]]:
    """The dates of short lines, and the lines; `alone`: of those that hold little else."""
    longest: int = rules("dates")["beside_title"]["longest_line"]
    for span in spans:
        line = span.of(text)
        dates = find_dates(text, span) if len(line) <= longest else []
        if not alone or is_date_line(text, span, dates):
            yield from ((each, line) for each in dates)


def _head(text: str, spans: Sequence[Span], titles: Sequence[str]) -> tuple[range, range]:
    """The lines around the headline, and those from the first long paragraph to the second."""
    bounds = rules("dates")["beside_title"]
    folded = [_folded(span.of(text)) for span in spans]
    long = [title for title in titles if len(title) >= bounds["shortest_title"]]
    at = next((i for title in long for i, line in enumerate(folded) if line == title), None)
    if at is None:
        return range(0), range(0)
    last = min(len(spans), at + bounds["lines_after"])
    prose = (i for i in range(at + 1, last) if len(folded[i].split()) >= bounds["prose_words"])
    first, second = next(prose, last), next(prose, last)
    return range(max(0, at - bounds["lines_before"]), first + 1), range(first + 1, second)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
