"""Times counted from the time the story is at: "a day later", "the following week"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

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
        return _moved_form(story, unit, count)
    when = Interval(*ends)
    if when.first == when.last:
        return dated("day", when.first, "narrative")
    if story.unit in periods.MONTHS_IN and unit in periods.MONTHS_IN:
        finer = min(story.unit, unit, key=periods.MONTHS_IN.__getitem__)
        return replace(dated(finer, when.first, "narrative"), when=when)
    return Reading("date", _name_of(when, unit), when, "narrative", unit)


def _name_of(when: Interval, unit: str) -> str:
    """The name of a moved stretch: the period of `unit` at its middle, if two long at most."""
    length = when.days() or 0
    if when.first and length <= 2 * periods.DAYS_IN.get(unit, 0):
        return periods.name(unit, when.first + timedelta(days=length // 2))
    return periods.smallest_name(when)


def _moved_form(story: Reading, unit: str, count: float) -> Reading:
    """An unresolved day moved: a day after "May 17" of no known year is 18 May of that year."""
    if unit in periods.DAYS_IN:
        value = periods.shifted_form(story.value, round(count * periods.DAYS_IN[unit]))
        if value:
            return Reading("date", value, UNDATED, "unknown", "day")
    return dated(unit, None, "unknown")


def story_unit(parts: Parts, context: Context) -> Reading | None:
    """A period beside the story's: "the following day", "that year", "the next morning"."""
    steps = lookup(parts.get("narrative") or parts.get("next") or "", "narrative") or 0
    unit = (parts.get("unit") or "day").lower()
    if unit not in periods.DAYS_IN and unit not in periods.MONTHS_IN:
        return None
    base = context.story_in(unit)
    if context.story is None:
        found = dated(unit, _before_publication(context, unit, steps), "published")
    elif base is None and unit == "day":
        found = _moved_form(context.story, unit, steps)
    else:
        found = dated(unit, periods.shift(base, unit, steps) if base else None, "narrative")
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
    if story is None:
        return Reading("date", "PAST_REF", UNDATED, "unknown")
    return replace(story, anchor="narrative" if story.when.known else "unknown")
