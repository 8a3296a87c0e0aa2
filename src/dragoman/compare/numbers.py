"""How many: figures of the same field and unit against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import inf

from dragoman.compare.pairs import Reading
from dragoman.compare.told import Telling
from dragoman.compare.verdicts import Verdict, verdict
from dragoman.model import Quantity

Kind = tuple[str, str]


def read(tellings: Iterable[Telling]) -> dict[Kind, list[Reading[Quantity]]]:
    """All figures that claims of an event give, by field and unit."""
    found: dict[Kind, list[Reading[Quantity]]] = defaultdict(list)
    for telling in tellings:
        for figure in telling.claim.quantities:
            field = f"number:{figure.field}"
            found[(figure.field, figure.unit)].append(
                Reading(telling, field, figure.span, shown(figure), figure)
            )
    return found


def shown(figure: Quantity) -> str:
    """The range as read: "7", "≥7", "≤7", "7–9", with its unit."""
    low, high = (None if n is None else f"{n:g}" for n in (figure.low, figure.high))
    if low == high:
        return f"{low} {figure.unit}".strip()
    words = f"≥{low}" if high is None else f"≤{high}" if low is None else f"{low}–{high}"
    return f"{words} {figure.unit}".strip()


def judge(left: Reading[Quantity], right: Reading[Quantity]) -> Verdict:
    """Same range, overlapping ranges, or ranges without a figure in common."""
    one, other = _bounds(left.value), _bounds(right.value)
    if one == other:
        return verdict("number.same")
    overlap = one[0] <= other[1] and other[0] <= one[1]
    return verdict("number.overlap" if overlap else "number.apart")


def _bounds(figure: Quantity) -> tuple[float, float]:
    low = -inf if figure.low is None else figure.low
    return low, inf if figure.high is None else figure.high
