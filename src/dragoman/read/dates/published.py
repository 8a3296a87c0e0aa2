"""When a report was published, how that is known, and what on the page says otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from math import comb

from dragoman.model import Interval, Published, PublishedHow, Span
from dragoman.read.dates.datings import Clues, Dating, datings
from dragoman.read.rules import rules

_DOUBT = 0.05  # the usual level of such tests


def find_published(clues: Clues) -> Published:
    """The publication date by the first way (`datings`) whose kind of reason is believed.

    Where none is, all that is known is that a page was published no later than it was changed.
    Where ways disagree, `why` says what the others would have given.
    """
    ways = datings(clues)
    believed = [way for way in ways if _is_believed(way)]
    candidates = [*believed, *_no_later(ways, clues.page.modified)]
    if not candidates:
        return Published(why="no date is stated, in the metadata, the address or on the page")
    first, *others = candidates
    return Published(first.when, first.how, first.evidence, first.why + _note(first, others))


def is_reliable(right: int, of: int) -> bool:
    """Whether a kind of reason that was right on so many pages may be right as often as not.

    A one-sided sign test: it is refused where as few right pages, or fewer, would come of a fair
    coin in less than one case of twenty.
    """
    chance = sum(comb(of, k) for k in range(right + 1)) / float(2**of)
    return chance >= _DOUBT


def _is_believed(way: Dating) -> bool:
    """Whether the kind of reason is reliable; one that was never measured is believed."""
    measured = rules("reasons")["measured"].get(way.reason)
    return measured is None or is_reliable(measured["right"], measured["of"])


def _no_later(ways: Sequence[Dating], modified: date | None) -> list[Dating]:
    """What the days of changes say that are not believed to be that of publication, as well."""
    told: list[tuple[date, PublishedHow, str, tuple[Span, ...]]] = [
        (way.when.last, way.how, way.why, way.evidence)
        for way in ways
        if way.update and way.when.last and not _is_believed(way)
    ]
    if modified:
        told.append((modified, "metadata", "in the page's metadata", ()))
    return [
        Dating(
            Interval(None, day),
            how,
            f"{why}: changed on that day, so published no later",
            "change",
            evidence,
        )
        for day, how, why, evidence in sorted(told, key=lambda each: each[0])
    ]


def _note(first: Dating, others: Sequence[Dating]) -> str:
    """What the other ways would have given, where it is another day."""
    differing = ", ".join(_differing(first, others))
    relation = "printed again, " if first.original else "differs from "
    return f"; {relation}{differing}" if differing else ""


def _differing(first: Dating, others: Sequence[Dating]) -> Iterator[str]:
    for way in others:
        if way.when.disjoint(first.when):
            yield f"{way.how}: {_written(way.when)}"


def _written(when: Interval) -> str:
    """An interval as a user writes it: one day, or two with a slash."""
    return str(when.first) if when.first == when.last else f"{when.first or ''}/{when.last or ''}"
