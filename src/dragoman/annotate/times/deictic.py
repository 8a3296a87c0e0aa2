"""Times counted from the day of publication: "Sunday", "yesterday", "last month", "a year ago"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dragoman.annotate.times import periods
from dragoman.annotate.times.dates import WEEKDAYS
from dragoman.annotate.times.durations import singular
from dragoman.annotate.times.lexicon import lookup, number
from dragoman.annotate.times.reading import Context, Parts, Reading, dated
from dragoman.model import UNDATED

SATURDAY = 6


def weekday(parts: Parts, context: Context) -> Reading | None:
    """A day of the week: the last one, the next one, or the one a caption fixes.

    Bare, it is the day on or before publication where the verb looks back, on or after where it
    looks ahead; "this" looks ahead from a present too. "Last" and "next" exclude the day itself.
    """
    iso = lookup(parts["weekday"] or "", *WEEKDAYS)
    steps = lookup(parts.get("relative") or "", "relative")
    story_steps = lookup(parts.get("narrative") or "", "narrative")
    bare = steps is None and story_steps is None
    if bare and iso in context.fixed and context.tense != "future":
        return dated("day", context.fixed[iso], "narrative")
    if story_steps is not None and (day := context.story_in("day")):
        return dated("day", _step_to(iso, day, story_steps), context.story_anchor)
    if context.today and story_steps is None:
        if steps is None or steps == 0:
            ahead = context.tense == "future" or (steps == 0 and context.tense == "present")
            return dated("day", _nearest(iso, context.today, ahead=ahead), "published")
        return dated("day", _step_to(iso, context.today, steps), "published")
    return Reading("date", f"XXXX-WXX-{iso}", UNDATED, "unknown", "day")


def _nearest(iso: int, day: date, *, ahead: bool) -> date:
    """The first such weekday on or after a day, or the last on or before it."""
    away = (iso - day.isoweekday()) % 7 if ahead else -((day.isoweekday() - iso) % 7)
    return day + timedelta(days=away)


def _step_to(iso: int, day: date, steps: int) -> date:
    """The weekday strictly before (-1) or after (1) a day; on or before it for 0."""
    if steps == 0:
        return _nearest(iso, day, ahead=False)
    return _nearest(iso, day + timedelta(days=steps), ahead=steps > 0)


def deictic_day(parts: Parts, context: Context) -> Reading | None:
    """The words "today", "yesterday" and their like."""
    steps = lookup(parts["deictic_day"] or "", "deictic_day")
    day = periods.shift(context.today, "day", steps) if context.today else None
    return dated("day", day, "published")


def deictic_part(parts: Parts, context: Context) -> Reading | None:
    """A part of today or yesterday: "tonight", "this morning", "last night"."""
    back = (parts.get("which") or "").lower() == "last"
    day = periods.shift(context.today, "day", -back) if context.today else None
    code = "NI" if parts.get("tonight") else lookup(parts["part"] or "", "part")
    found = dated("day", day, "published")
    return replace(found, kind="time", value=f"{found.value}T{code}")


def relative_unit(parts: Parts, context: Context) -> Reading | None:
    """A period beside this one: "last month", "the end of the week", "year-end"."""
    unit = (parts["unit"] or "").lower()
    steps = lookup(parts.get("relative") or "", "relative") or 0
    if unit == "weekend" and context.today and not parts.get("relative"):
        steps = _weekend_step(context.today, context)
    day = periods.shift(context.today, unit, steps) if context.today else None
    ending = {**parts, "stretch": "end of"} if parts.get("end") else parts
    return dated(unit, day, "published", ending)


def _weekend_step(today: date, context: Context) -> int:
    """The weekend just named is the one just over, or running, unless the verb looks ahead."""
    return 0 if context.tense == "future" or today.isoweekday() >= SATURDAY else -1


def latest_quarter(_: Parts, context: Context) -> Reading | None:
    """The last quarter over on the day of publication, which is what figures are told of."""
    day = periods.shift(context.today, "quarter", -1) if context.today else None
    return dated("quarter", day, "published")


def ago(parts: Parts, context: Context) -> Reading | None:
    """So many units before publication, as exact as the unit; a vague count dates nothing."""
    return _counted(parts, context, -1)


def from_now(parts: Parts, context: Context) -> Reading | None:
    """So many units after publication."""
    return _counted(parts, context, 1)


def _counted(parts: Parts, context: Context, sign: int) -> Reading | None:
    count, unit = number(parts.get("number") or ""), singular(parts["unit"])
    if count is None:
        vague = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return Reading("date", vague, UNDATED, "unknown")
    if unit not in periods.DAYS_IN and unit not in periods.MONTHS_IN:
        return dated("day", context.today, "published")
    if context.story and context.story.unit == "quarter" and unit == "year":
        return _quarter_years_off(context.story, sign * count)
    day = periods.shift(context.today, unit, sign * count) if context.today else None
    return dated("week" if unit == "fortnight" else unit, day, "published")


def _quarter_years_off(story: Reading, years: float) -> Reading:
    """Figures of a quarter are held against the same quarter of another year."""
    day = periods.shift(story.when.first, "year", years) if story.when.first else None
    return dated("quarter", day, story.anchor)


def year_ago(parts: Parts, context: Context) -> Reading | None:
    """A year before the period the story is at: "year-earlier", "the year-ago quarter"."""
    stated = (parts.get("unit") or "period").lower()
    unit = (context.story and context.story.unit) if stated == "period" else stated
    unit = unit if unit in periods.MONTHS_IN else "year"
    day = context.story_in(unit)
    return dated(unit, periods.shift(day, "year", -1) if day else None, context.story_anchor)
