"""A moment as a report gives it: days, and the time of day, each as far as the words say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from dragoman.likeness.days import Days, days_of
from dragoman.model import Anchor, Annotated, Time, When

MomentRelation = Literal["same", "within", "near", "apart", "unknown"]

_CLOCK = re.compile(r"T(\d\d):(\d\d)")
_PART = re.compile(r"T(MO|MI|AF|EV|NI)$")
_DAY_SAID = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec)\w*\b|yesterday|today|tonight|tomorrow|last night|\d{4}|week|month|year|ago|later",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE)
_LOOSELY = re.compile(
    r"\b(?:about|around|roughly|approximately|shortly|just|nearly|almost|some|before|after|circa)\b",
    re.IGNORECASE,
)
DAY = 24 * 60
PARTS = {
    "MO": (0, 720),
    "MI": (660, 840),
    "AF": (720, 1110),
    "EV": (1020, 1440),
    "NI": (1080, 1800),
}
"""Minutes of the day that a part of it may cover in the language of news; nights run over."""
SLACK = 30
"""Minutes by which loosely given times of day may differ and mean one, told to the half hour."""
STEPS = ((30, SLACK), (15, 10), (5, 5))
"""Who says "around 12:20" means some minutes, who says "around noon" half an hour: the step that a
time is told by, and what it leaves open."""
ROUND_SLACK = 10
"""Minutes by which a time told to the half hour may be rounded."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Days and minutes of the day, `None` where the words do not say; `loose` for "around".

    `weekday` is the day of the week where nothing but that is named.
    """

    days: Days
    day_said: bool
    minute: int | None
    part: str | None
    loose: bool
    anchor: Anchor
    value: str
    weekday: str | None = None


def moment_of(time: Time, one: Annotated) -> Moment | None:
    """The moment of a time expression; None for durations, repetitions, and mere "now"."""
    if time.kind not in {"date", "time"} or time.value.endswith("_REF"):
        return None
    words = time.span.of(one.report.text)
    days = days_of(When(time.when, words, time.anchor, time.span), one.times)
    clock, part = _CLOCK.search(time.value), _PART.search(time.value)
    minute = int(clock[1]) * 60 + int(clock[2]) if clock else None
    said = bool(_DAY_SAID.search(words)) or not (clock or part)
    if not (said and (days.known or not days.silent)) and minute is None:
        return None
    before = one.report.text[max(0, time.span.start - 12) : time.span.start]
    loose = bool(_LOOSELY.search(words) or re.search(r"(?:about|around|roughly) $", before))
    named = _WEEKDAY.search(words) if not re.search(r"\d|last|next", words) else None
    return Moment(
        days,
        said,
        minute,
        part[1] if part else None,
        loose,
        time.anchor,
        time.value,
        named[1].lower() if named else None,
    )


def clock_relation(left: Moment, right: Moment) -> MomentRelation:
    """How two times of the day stand to each other; `unknown` where one says none.

    `near`: they differ by less than "around" allows.
    """
    if left.minute is not None and right.minute is not None:
        away = abs(left.minute - right.minute)
        away = min(away, DAY - away)
        if away == 0:
            return "same"
        loose = away <= max(_slack(left), _slack(right))
        return "near" if loose or (away <= ROUND_SLACK and _round(left, right)) else "apart"
    if left.part and right.part:
        return "same" if left.part == right.part else _parts(PARTS[left.part], PARTS[right.part])
    for clock, part in ((left, right), (right, left)):
        if clock.minute is not None and part.part:
            minute = clock.minute
            first, last = PARTS[part.part]
            inside = first <= minute <= last or first <= minute + DAY <= last
            return "within" if inside else "apart"
    return "unknown"


def _slack(moment: Moment) -> int:
    """Minutes that a loosely given time of the day leaves open; 0 where it is not loose."""
    if not moment.loose or moment.minute is None:
        return 0
    return next((slack for step, slack in STEPS if moment.minute % step == 0), 1)


def _round(left: Moment, right: Moment) -> bool:
    """Whether just one of the two is told to the half hour: "6 a.m." for two minutes to six."""
    return [(m.minute or 0) % SLACK == 0 for m in (left, right)].count(True) == 1


def _parts(left: tuple[int, int], right: tuple[int, int]) -> MomentRelation:
    return "within" if left[0] < right[1] and right[0] < left[1] else "apart"
