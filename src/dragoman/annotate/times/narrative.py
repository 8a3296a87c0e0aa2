"""Times counted from the time the story is at: "a day later", "the following week"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.annotate.times import periods
from dragoman.annotate.times.durations import singular
from dragoman.annotate.times.lexicon import lookup, number
from dragoman.annotate.times.reading import Context, Parts, Reading, dated
from dragoman.model import UNDATED, Interval


def story_offset(parts: Parts, context: Context) -> Reading | None:
    """So many units before or after the story's time; an interval is moved as a whole."""
    count = number(parts.get("number") or "one")
    unit = singular(parts["unit"])
    sign = 1 if (parts["direction"] or "").lower() in {"later", "after"} else -1
    if count is None:
        return Reading("date", "FUTURE_REF" if sign > 0 else "PAST_REF", UNDATED, "unknown")
    if unit not in periods.DAYS_IN and unit not in periods.MONTHS_IN:
        return dated("day", context.story_in("day"), context.story_anchor)
    return _moved(context, unit, sign * count)


def _moved(context: Context, unit: str, count: float) -> Reading:
    """The story's time moved; named as exactly as the coarser of the two allows.

    A year after a quarter is a quarter, a day after a day is a day, a week after "late July" is
    whatever month holds it: the interval says more than the name.
    """
    story = context.story
    if story is None:
        return dated(unit, _before_publication(context, unit, count), "published")
    ends = [periods.shift(end, unit, count) for end in story.when if end]
    if not ends or None in ends:
        return dated(unit, None, "unknown")
    when = Interval(*ends)
    if when.first == when.last:
        return dated("day", when.first, "narrative")
    if story.unit in periods.MONTHS_IN and unit in periods.MONTHS_IN:
        finer = min(story.unit, unit, key=periods.MONTHS_IN.__getitem__)
        return replace(dated(finer, when.first, "narrative"), when=when)
    return Reading("date", periods.smallest_name(when), when, "narrative", unit)


def story_unit(parts: Parts, context: Context) -> Reading | None:
    """A period beside the story's: "the following day", "that year", "the next morning"."""
    steps = lookup(parts.get("narrative") or parts.get("next") or "", "narrative") or 0
    unit = (parts.get("unit") or "day").lower()
    if unit not in periods.DAYS_IN and unit not in periods.MONTHS_IN:
        return None
    if context.story is None:
        day = _before_publication(context, unit, steps)
    else:
        base = context.story_in(unit)
        day = periods.shift(base, unit, steps) if base else None
    found = dated(unit, day, context.story_anchor)
    if not parts.get("part"):
        return found
    code = lookup(parts["part"] or "", "part")
    return replace(found, kind="time", value=f"{found.value}T{code}")


def _before_publication(context: Context, unit: str, count: float) -> date | None:
    """Where the story has named no date, what came earlier is counted from publication.

    What came later is not: the report cannot tell of the day after its own.
    """
    if context.today is None or count > 0:
        return None
    return periods.shift(context.today, unit, count)


def story_time(_: Parts, context: Context) -> Reading | None:
    """The story's time itself, whatever it is: "at the time"."""
    story = context.story
    if story is None or not story.when.known:
        return Reading("date", "PAST_REF", UNDATED, "unknown")
    return Reading("date", "PAST_REF", story.when, "narrative", story.unit)
