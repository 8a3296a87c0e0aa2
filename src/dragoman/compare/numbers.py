"""How many, how much, how far: the ranges of two figures of one slot against each other."""

from __future__ import annotations

from math import inf

from dragoman.compare.moves import Move
from dragoman.compare.verdicts import Verdict, load, verdict
from dragoman.model import Interval, Quantity

SLIVER = 1e-3
"""Ranges this near touch: "more than $284 billion" does not contradict "$284 billion", while of
people "more than 30" is 31 at least."""

Range = tuple[float, float]


def judge(left: Quantity, right: Quantity, left_out: Interval, right_out: Interval) -> Verdict:
    """Same range, overlapping ranges, or ranges without a figure in common.

    Args:
        left: the one figure.
        right: the other, of the same unit.
        left_out: when the report of the one was published.
        right_out: when that of the other was; a toll may have risen in between.
    """
    one, other = _bounds(left), _bounds(right)
    if one == other:
        return verdict("number.same")
    if one[0] <= other[1] + SLIVER and other[0] <= one[1] + SLIVER:
        return verdict("number.overlap")
    if left.field in load("thresholds.toml")["number"]["measures"] and _rounded(one, other):
        return verdict("number.rounded")
    if _risen(one, other, left_out, right_out) or _risen(other, one, right_out, left_out):
        return verdict("number.risen")
    return verdict("number.apart")


def judge_moves(left: Quantity, right: Quantity, moved: Move, other: Move) -> Verdict:
    """Rises and falls: the way they point counts, and each may be of its own hour.

    Args:
        left: by how much, in percent.
        right: the same of the other.
        moved: which way the one points, and of what.
        other: of the other.
    """
    turned = moved.sign != other.sign
    one, another = _bounds(left), _bounds(right)
    if one == another and not turned:
        return verdict("number.same")
    if not moved.one_hour(other):
        return verdict("number.other-hour")
    if turned:
        return verdict("number.turned")
    overlap = one[0] <= another[1] + SLIVER and another[0] <= one[1] + SLIVER
    return verdict("number.overlap" if overlap else "number.apart")


def _bounds(figure: Quantity) -> Range:
    low = -inf if figure.low is None else figure.low
    return low, inf if figure.high is None else figure.high


def _rounded(one: Range, other: Range) -> bool:
    """Whether two measures are as near as a conversion from miles or pounds leaves them."""
    gap = max(one[0] - other[1], other[0] - one[1])
    return bool(
        gap <= load("thresholds.toml")["number"]["conversion"] * max(abs(one[0]), abs(other[0]))
    )


def _risen(less: Range, more: Range, less_out: Interval, more_out: Interval) -> bool:
    """Whether the greater figure stands in the report that certainly came out on a later day."""
    later = less_out.last and more_out.first and less_out.last < more_out.first
    return bool(later) and less[1] < more[0]
