"""The scene of a report: on which day, in which towns and among whom its news takes place.

Every report has one, whether or not it tells of an event in so many words: the day its lead names,
the towns and the people it mentions. It proves nothing by itself, but holds a report against an
event that others tell of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from dragoman.knowledge import World
from dragoman.likeness.days import Days, pattern_of
from dragoman.likeness.wordings import news_spans
from dragoman.link.entities import Cast
from dragoman.link.rules import rules
from dragoman.model import UNDATED, Actor, Annotated, Claim, Interval, Span, Time

FIRST_TIME = re.compile(r"\bfor the first time on\b")
"""The time before all others, dated apart from the news."""
CAPITAL = re.compile(r"\b([A-Z]\w+) capital\b")
DAYS_AFTER = re.compile(r"\b(?:day|week|month|year|night)s? after(?: \w+){0,2} $")
SETTLEMENTS = {"city", "capital", "venue"}


UNTOLD = Days()


@dataclass(frozen=True, slots=True)
class Scene:
    """Day, towns (ids), countries (codes) and persons (ids) of a report's news.

    `opening` ends where its first paragraph ends; `days` says nothing where the lead names no day.
    `homes` are the countries of those persons who act in an event,
    `chief` is that of the person named most often. `earlier` are the claims of events told
    as earlier ones ("had met", "last met in August"), `other_day` those of the news that were days
    before ("a day after they met").
    """

    days: Days = UNTOLD
    towns: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    homes: frozenset[str] = frozenset()
    chief: str | None = None
    opening: int = 0
    earlier: frozenset[str] = frozenset()
    other_day: frozenset[str] = frozenset()

    def recalls(self, claim: Claim) -> bool:
        """Whether a claim tells of something as earlier than the report's news."""
        return claim.id in self.earlier


NO_SCENE = Scene()


def scene_of(annotated: Annotated, cast: Cast, world: World) -> Scene:
    """The scene of one report."""
    report = annotated.report
    body = report.spans("body")
    named = [m for m in annotated.mentions if m.form == "name" or m.country]
    news = news_spans(annotated)
    towns = [m for m in named if m.feature in SETTLEMENTS and any(s.holds(m.span) for s in news)]
    persons = {
        cast.of_mention.get((report.id, m.entity_id), m.entity_id)
        for m in annotated.mentions
        if m.kind == "person" and m.form == "name"
    }
    return Scene(
        days=_news_days(annotated),
        towns=frozenset(m.entity_id for m in towns)
        | frozenset(c for span in news for c in _capitals(span.of(report.text), world)),
        countries=frozenset(m.country for m in named if m.country) | _of_actors(annotated),
        persons=frozenset(persons),
        homes=frozenset(a.country for a in _acting(annotated) if a.kind == "person" and a.country),
        chief=_chief(annotated),
        opening=body[0].end if body else 0,
        other_day=frozenset(c.id for c in annotated.claims if _is_of_another_day(report.text, c)),
        earlier=frozenset(c.id for c in annotated.claims if _is_earlier(report.text, c)),
    )


def _chief(annotated: Annotated) -> str | None:
    """The country of the one person whom a report names most often; None where two share that."""
    named = Counter(
        (m.entity_id, m.country) for m in annotated.mentions if m.kind == "person" and m.country
    )
    most = [key for key, count in named.items() if count == max(named.values())]
    return most[0][1] if len(most) == 1 else None


def _of_actors(annotated: Annotated) -> frozenset[str]:
    """The countries of those who speak or act, also where they are only described."""
    speaking = [a for claim in annotated.claims for a in claim.speaker]
    return frozenset(a.country for a in (*speaking, *_acting(annotated)) if a.country)


def _acting(annotated: Annotated) -> Iterator[Actor]:
    """Those who act, or are acted upon, in an event."""
    codes = (claim.event for claim in annotated.claims if claim.event)
    return (actor for code in codes for actor in (*code.actors, *code.recipients))


def _capitals(text: str, world: World) -> Iterator[str]:
    """Ids of capitals that are only described: "the Iranian capital"."""
    for adjective in CAPITAL.findall(text):
        state = world.demonym(adjective)
        town = world.capital(state.id) if state is not None else None
        if town is not None:
            yield town.id


def _is_earlier(text: str, claim: Claim) -> bool:
    """Whether a word right before the event puts it back: "had", "last", "previously"."""
    if claim.event is None:
        return False
    trigger = claim.event.trigger
    before = text[claim.context.start : trigger.start].lower().split()
    if FIRST_TIME.search(text, trigger.end, claim.context.end):
        return True
    marks = set(before[-rules("events")["earlier_within"] :]) & set(rules("events")["earlier"])
    if claim.kind != "narrated":
        marks -= {"had"}  # "said they had met": a past seen from the past
    return bool(marks)


def _is_of_another_day(text: str, claim: Claim) -> bool:
    """Whether an event is told as so long before the news: "a day after they met"."""
    if claim.event is None:
        return False
    before = text[claim.context.start : claim.event.trigger.start]
    return DAYS_AFTER.search(before) is not None


def _news_days(annotated: Annotated) -> Days:
    """The first day that the report's lead names, if it can be that of its news."""
    quoted = [s for c in annotated.claims if c.kind == "direct" for s in c.content]
    published = annotated.report.published.when
    for line in _lead(annotated):
        for time in annotated.times:
            if not line.holds(time.span) or any(q.holds(time.span) for q in quoted):
                continue
            days = _days(time)
            if not days.silent and _is_news(days.interval, published):
                return days
    return Days()


def _lead(annotated: Annotated) -> Iterator[Span]:
    """The first lines of the body."""
    yield from islice(annotated.report.spans("body"), rules("events")["lead_lines"])


def _days(time: Time) -> Days:
    """A single day, a short stretch of days, or a weekday or date that no year fixes."""
    if time.kind not in {"date", "time"}:
        return Days()
    if time.when != UNDATED:
        length = time.when.days()
        return Days(time.when) if length and length <= rules("events")["stretch_days"] else Days()
    found = pattern_of(time)
    return found if found is not None and (found.weekday or found.day) else Days()


def _is_news(when: Interval, published: Interval) -> bool:
    """Whether days lie in the week before publication; what nothing dates may."""
    if when.first is None or when.last is None or published.first is None or published.last is None:
        return True
    week = timedelta(days=rules("events")["fresh_days"])
    return published.first - week <= when.last and when.first <= published.last


def missing(countries: Iterable[str], scene: Scene) -> frozenset[str]:
    """Which of some parties a report names nowhere."""
    return frozenset(countries) - scene.countries - scene.persons
