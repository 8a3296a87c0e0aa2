"""Durations, sets, times of the day, and words that are vague about time."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.annotate.times import periods
from dragoman.annotate.times.lexicon import lookup, number, words
from dragoman.annotate.times.reading import Context, Parts, Reading, dated
from dragoman.model import UNDATED, Interval

HALF = 0.5
LAST_HOUR = 23
BACK = {"past", "last", "recent", "latest"}
AHEAD = {"next", "coming"}
CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*(?:([ap])\.?\s?m)?", re.IGNORECASE)


def singular(unit: str | None) -> str:
    """A unit of the lexicon from the word in the text: "centuries" → "century"."""
    word = (unit or "").lower()
    return "century" if word.startswith("centur") else word.rstrip("s")


def length(count: float | None, unit: str) -> str:
    """The TIMEX3 value of so many units ("P2D", "PT30M"); None counts as vague ("PXY")."""
    times, code = words("duration")[unit]
    clock, code = ("T", code[1:]) if code[0] == "T" else ("", code)
    if count is None:
        return f"P{clock}X{code}"
    units, rest = divmod(count * times, 1)
    if rest == HALF and unit in words("half"):
        ending = words("half")[unit]
        return f"P{clock}{units:.0f}{code}{ending.removeprefix(clock)}" if units else f"P{ending}"
    return f"P{clock}{count * times:g}{code}"


def duration(parts: Parts, _: Context) -> Reading | None:
    """A length of time that nothing places: its value, and no days."""
    count = _count(parts)
    if parts.get("and_half"):
        count = (count or 0) + HALF
    if parts.get("upper") and number(parts["upper"] or "") != count:
        count = None
    return Reading("duration", length(count, singular(parts["unit"])), UNDATED, "unknown")


def _count(parts: Parts) -> float | None:
    """The number of units; one for a bare singular ("day-long"), None where it is vague."""
    text = (parts.get("number") or "").lower()
    if text.startswith("half"):
        return HALF
    if text:
        return number(text)
    plural = (parts["unit"] or "").lower() != singular(parts["unit"])
    return None if plural else 1.0


def near_duration(parts: Parts, context: Context) -> Reading | None:
    """A length of time that ends or begins at publication: "the past five years"."""
    side, unit, count = (parts["side"] or "").lower(), singular(parts["unit"]), _count(parts)
    value = length(count, unit)
    direction = -1 if side in BACK else 1 if side in AHEAD else 0
    if not (direction and count and context.today):
        return Reading("duration", value, UNDATED, "unknown")
    other = periods.shift(context.today, unit, direction * count)
    if other is None:
        return Reading("duration", value, UNDATED, "unknown")
    when = Interval(min(other, context.today), max(other, context.today))
    return Reading("duration", value, when, "published")


def every_unit(parts: Parts, _: Context) -> Reading | None:
    """A recurring length: "every day", "every two weeks", "every other month"."""
    count = 2.0 if parts.get("other") else number(parts.get("number") or "one")
    return Reading("set", length(count, singular(parts["unit"])), UNDATED, "unknown")


def every_day(parts: Parts, _: Context) -> Reading | None:
    """A recurring named period: "every Friday", "each July", "Tuesday nights"."""
    if parts.get("weekday"):
        value = f"XXXX-WXX-{lookup(parts['weekday'] or '', 'weekday', 'weekday_short')}"
    elif parts.get("month"):
        value = f"XXXX-{lookup(parts['month'] or '', 'month', 'month_short'):02}"
    else:
        value = f"XXXX-{lookup(parts['season'] or '', 'season')}"
    if parts.get("part"):
        value += f"T{lookup(parts['part'] or '', 'part')}"
    return Reading("set", value, UNDATED, "unknown")


def frequency(parts: Parts, _: Context) -> Reading | None:
    """An adverb of frequency: "daily", "annually"."""
    value = words("frequency")[(parts["frequency"] or "").lower()]
    return Reading("set", value, UNDATED, "unknown")


def vague(parts: Parts, _: Context) -> Reading | None:
    """One of TIMEX3's references, which date nothing: "now", "recently", "the future"."""
    return Reading("date", lookup(parts["reference"] or "", "reference"), UNDATED, "unknown")


def clock(parts: Parts, context: Context) -> Reading | None:
    """A time of day on the day the story is at; on an unknown day where it is at none."""
    found = dated("day", context.story_in("day"), context.story_anchor)
    return at_time(found, parts) if time_code(parts) else None


def at_time(day: Reading, parts: Parts) -> Reading:
    """A day made a time of that day by the words around it ("10 p.m.", "evening")."""
    code = time_code(parts)
    if not code or day.unit != "day" or day.kind != "date":
        return day
    return replace(day, kind="time", value=f"{day.value}T{code}")


def time_code(parts: Parts) -> str | None:
    """The TIMEX3 time of day that a form's parts name, None for none or an impossible one."""
    if parts.get("clock"):
        return _clock_code(parts["clock"] or "")
    named = (parts.get(key) for key in ("part", "part_before", "part_after"))
    word = next((word for word in named if word), "")
    code: str | None = lookup(word, "part")
    return code.removeprefix("T") if code else None


def _clock_code(text: str) -> str | None:
    named = lookup(text, "part")
    if named:
        return str(named).removeprefix("T")
    shape = CLOCK.match(text)
    if shape is None:
        return None
    hour, minute, half = int(shape[1]), int(shape[2] or 0), (shape[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour <= LAST_HOUR else None
