"""Two expressions that bound one stretch of time: "between 1998 and 2000", "May 5 to June 9".

TIMEX3 keeps such bounds apart, each with a value of its own. What happened in the stretch happened
in neither of them alone, so that whoever dates an event asks here for the whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dragoman.model import Interval, Span, Time, hull

JOINS = re.compile(r"\s*(?:(?:up )?to|until|till|through|[-–—])\s*", re.IGNORECASE)
"""What joins two bounds by itself; "and" does so only after "between"."""
AND = re.compile(r"\s+and\s+", re.IGNORECASE)
BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)


def joined(before: str, between: str) -> bool:
    """Whether two expressions bound one stretch.

    Args:
        before: the words up to the first of them.
        between: the words from the first to the second.
    """
    if AND.fullmatch(between):
        return BETWEEN.search(before) is not None
    return JOINS.fullmatch(between) is not None


def stretch_of(
    time: Time, times: Sequence[Time], text: str, offset: int = 0
) -> tuple[Span, Interval]:
    """The stretch that a time bounds, its words and its days; the time's own where it bounds none.

    Args:
        time: one of `times`.
        times: the report's times, in order.
        text: the words around them.
        offset: where `text` begins, counted in the text that the spans point into.
    """
    place = times.index(time)
    for first, last in pairwise(times[max(0, place - 1) : place + 2]):
        start, end = first.span.start - offset, first.span.end - offset
        if start < 0:
            continue
        days = Interval(first.when.first, last.when.last)
        forward = days.first and days.last and days.first <= days.last
        if forward and joined(text[:start], text[end : last.span.start - offset]):
            return hull((first.span, last.span)), days
    return time.span, time.when
