"""When: the dates and times of day of one slot against each other."""

from __future__ import annotations

from datetime import timedelta

from dragoman.compare.verdicts import Verdict, load, verdict
from dragoman.likeness.clock import Moment, clock_relation
from dragoman.likeness.days import relation
from dragoman.model import Interval


def judge(left: Moment, right: Moment, left_out: Interval, right_out: Interval) -> Verdict:
    """The same moment, one vaguer, excluding each other, or not to be told.

    Args:
        left: the one moment.
        right: the other.
        left_out: when the report of the one was published.
        right_out: when that of the other was.
    """
    clock = clock_relation(left, right)
    if left.day_said and right.day_said:
        days = relation(left.days, right.days)
        if days in {"apart", "near"} and _same_weekday(left, right):
            return verdict("date.same-pattern")
        if days in {"apart", "near"}:
            return verdict(
                "date.apart" if _firm(left, right, left_out, right_out) else "date.rests"
            )
        if clock in {"unknown", "same"}:
            return _days(days, left, right, clocked=clock == "same")
    if clock == "unknown":
        vaguer = {left.day_said, right.day_said} == {True, False}
        return verdict("date.unknown" if vaguer else "date.within")
    if clock == "same":
        both = left.day_said == right.day_said and left.minute is not None
        return verdict("date.same-hour" if both else "date.within")
    return verdict(
        {"within": "date.within", "near": "date.near-hour"}.get(clock, "date.hour-apart")
    )


def _same_weekday(left: Moment, right: Moment) -> bool:
    """Whether both name one weekday, and only reckoning from publication makes them two."""
    return bool(left.weekday) and left.weekday == right.weekday


def _days(days: str, left: Moment, right: Moment, *, clocked: bool) -> Verdict:
    if days == "same" and not clocked and (left.minute is None) != (right.minute is None):
        return verdict("date.within")
    if days == "fits" and not left.days.known and not right.days.known:
        return verdict("date.same-pattern")
    return verdict(f"date.{days}")


def _firm(left: Moment, right: Moment, left_out: Interval, right_out: Interval) -> bool:
    """Whether days that exclude each other do so by themselves.

    "On Monday" in reports of two weeks is two Mondays by their dates of publication alone, and
    those may be the days on which pages were saved.
    """
    if "narrative" in {left.anchor, right.anchor}:
        return False
    if "published" not in {left.anchor, right.anchor}:
        return True
    slack = timedelta(days=load("thresholds.toml")["date"]["published_within_days"])
    if left_out.first is None or left_out.last is None or not right_out.known:
        return False
    return not Interval(left_out.first - slack, left_out.last + slack).disjoint(right_out)
