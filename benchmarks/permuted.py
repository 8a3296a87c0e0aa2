"""Annotated reports by the hundred thousand, made from some hundred real ones without a parse.

Each variant of a corpus has other people, other places, other days and other words: names change
places with names, content words with content words of the same length (so that every span stays
true), ids with ids of their kind, and all dates move by the same number of weeks. Reports of one
variant are changed alike, so that what they have to do with each other stays; two variants have no
more to do with each other than two affairs of one kind. A corpus twice as large covers twice the
time: so many reports a day, as in an archive.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from dragoman.model import (
    Actor,
    Annotated,
    Claim,
    EventCode,
    Hop,
    Interval,
    Mention,
    Published,
    Report,
    Time,
    When,
    content_id,
)

PER_DAY = 100
"""Reports a day that a large press review holds."""
SEED = 1597
_FIRST_DAY = date(2001, 1, 1)  # a Monday
_WORD = re.compile(r"[^\W\d_]{3,}")
_MOST_COMMON = 150  # words that make the grammar of a text stay
_BAND = 4.0  # words change places with words up to four times as common


class Vocabulary:
    """The words and ids of a corpus, in classes within which they may change places."""

    def __init__(self, corpus: Sequence[Annotated]) -> None:
        """Collects what occurs in some reports."""
        words = Counter(w.lower() for one in corpus for w in _WORD.findall(one.report.text))
        kept = {word for word, _ in words.most_common(_MOST_COMMON)}
        self._words: dict[object, list[str]] = defaultdict(list)
        for word, count in sorted(words.items()):
            if word not in kept and len(word.upper()) == len(word) == len(word.capitalize()):
                self._words[len(word), int(count**0.5 / _BAND)].append(word)
        self._ids: dict[object, set[str]] = defaultdict(set)
        self._named: dict[str, tuple[str, str]] = {}
        for one in corpus:
            for mention in one.mentions:
                if _private(mention.entity_id):
                    self._named[mention.entity_id] = (mention.kind, mention.entity)
                else:
                    self._ids[mention.kind, mention.feature].add(mention.entity_id)
                if mention.country:
                    self._ids["country"].add(mention.country)

    def variant(self, number: int) -> Variant:
        """The variant of this number, always the same one; number 0 changes nothing but ids."""
        dice = random.Random(f"{SEED}/{number}")  # noqa: S311  a benchmark, no secret
        words = dict(pair for pool in self._words.values() for pair in _moved(pool, dice))
        countries = dict(_moved(sorted(self._ids["country"]), dice))
        ids: dict[str, str] = {}
        for kind, pool in self._ids.items():
            if kind != "country":
                ids |= dict(_moved(sorted(pool), dice))
        ids |= {old: _of_state(old, countries) for old in ids if _of_state(old, countries)}
        return Variant(number, words, ids, countries, self._named)


def _moved(pool: Sequence[str], dice: random.Random) -> list[tuple[str, str]]:
    others = list(pool)
    dice.shuffle(others)
    return list(zip(pool, others, strict=True))


def _of_state(identity: str, countries: Mapping[str, str]) -> str:
    """A state's and its government's id, whose country is part of it; "" for others."""
    kind, _, code = identity.partition(":")
    return f"{kind}:{countries[code]}" if code in countries else ""


def _private(identity: str) -> bool:
    return ":" not in identity


class Variant:
    """One way of changing all reports of a corpus."""

    def __init__(
        self,
        number: int,
        words: Mapping[str, str],
        ids: Mapping[str, str],
        countries: Mapping[str, str],
        named: Mapping[str, tuple[str, str]],
    ) -> None:
        self._number = number
        self._words = words
        self._ids = ids
        self._countries = countries
        self._named = named

    def of(self, one: Annotated, moved: timedelta) -> Annotated:
        """A report changed this way, and moved in time."""
        return Annotated(
            report=self._report(one.report, moved),
            mentions=tuple(self._mention(m) for m in one.mentions),
            times=tuple(self._time(t, moved) for t in one.times),
            claims=tuple(self._claim(c, moved) for c in one.claims),
        )

    def entity(self, identity: str) -> str:
        """The id of whom or what this variant has in the place of another's."""
        return self._id(identity) or identity

    def name(self, name: str) -> str:
        """What they are called."""
        return self._text(name)

    def _new(self, identity: str) -> str:
        return content_id(identity[0], self._number, identity)

    def _text(self, text: str) -> str:
        return _WORD.sub(self._word, text)

    def _word(self, match: re.Match[str]) -> str:
        word = match[0]
        other = self._words.get(word.lower())
        if other is None:
            return word
        return (
            other.upper() if word.isupper() else other.capitalize() if word[0].isupper() else other
        )

    def _id(self, identity: str | None) -> str | None:
        if identity is None:
            return None
        if not _private(identity):
            return self._ids.get(identity, identity)
        if identity not in self._named:
            return self._new(identity)
        kind, name = self._named[identity]
        return content_id("e", kind, self._text(name))  # as annotate makes it

    def _country(self, code: str | None) -> str | None:
        return None if code is None else self._countries.get(code, code)

    def _report(self, report: Report, moved: timedelta) -> Report:
        name = f"{self._number:05}/{report.name}"
        return replace(
            report,
            id=self._new(report.id),
            name=name,
            path=name,
            text=self._text(report.text),
            sha256=content_id("", self._number, report.sha256),
            title=None if report.title is None else self._text(report.title),
            published=replace(report.published, when=_shifted(report.published.when, moved))
            if report.published.how != "sibling"
            else Published(),
        )

    def _mention(self, mention: Mention) -> Mention:
        return replace(
            mention,
            id=self._new(mention.id),
            entity=self._text(mention.entity),
            entity_id=self._id(mention.entity_id) or "",
            country=self._country(mention.country),
        )

    def _time(self, time: Time, moved: timedelta) -> Time:
        return replace(time, when=_shifted(time.when, moved))

    def _actor(self, actor: Actor) -> Actor:
        return replace(
            actor,
            name=self._text(actor.name),
            id=self._id(actor.id),
            country=self._country(actor.country),
        )

    def _hop(self, hop: Hop) -> Hop:
        return replace(hop, name=self._text(hop.name), id=self._id(hop.id))

    def _claim(self, claim: Claim, moved: timedelta) -> Claim:
        return replace(
            claim,
            id=self._new(claim.id),
            speaker=tuple(map(self._actor, claim.speaker)),
            to=claim.to and self._actor(claim.to),
            via=tuple(map(self._hop, claim.via)),
            event=claim.event and self._event(claim.event, moved),
        )

    def _event(self, code: EventCode, moved: timedelta) -> EventCode:
        return replace(
            code,
            actors=tuple(map(self._actor, code.actors)),
            recipients=tuple(map(self._actor, code.recipients)),
            place=None if code.place is None else self._text(code.place),
            place_id=self._id(code.place_id),
            country=self._country(code.country),
            when=code.when and self._when(code.when, moved),
        )

    def _when(self, when: When, moved: timedelta) -> When:
        # The words stay: a stored claim holds those that stand in its report.
        text = None if when.text is None else self._text(when.text)
        return replace(when, text=text, when=_shifted(when.when, moved))


def _shifted(interval: Interval, moved: timedelta) -> Interval:
    first, last = (day and day + moved for day in interval)
    return Interval(first, last)


def permuted(
    corpus: Sequence[Annotated], count: int, per_day: int = PER_DAY
) -> Iterator[Annotated]:
    """So many reports made from real ones, variant by variant.

    Args:
        corpus: real reports, annotated.
        count: how many are wanted; the last variant may be cut short.
        per_day: how many there are a day on average: decides how long a time they cover.
    """
    vocabulary = Vocabulary(corpus)
    weeks = max(1, count // per_day // 7)
    affairs = _affairs(corpus)
    number = made = 0
    while made < count:
        variant = vocabulary.variant(number)
        dice = random.Random(f"{SEED}/days/{number}")  # noqa: S311  a benchmark, no secret
        for affair in affairs:
            first = min(_day(one) for one in affair)
            monday = _FIRST_DAY + timedelta(weeks=dice.randrange(weeks))
            moved = monday - first + (first - _FIRST_DAY) % timedelta(weeks=1)
            yield from map(partial(variant.of, moved=moved), affair[: count - made])
            made += len(affair[: count - made])
        number += 1


def _affairs(corpus: Iterable[Annotated]) -> list[list[Annotated]]:
    """The reports in stretches of days without a gap: what is of one time stays of one time."""
    ordered = sorted(corpus, key=lambda one: (_day(one), one.report.id))
    found: list[list[Annotated]] = []
    for one in ordered:
        if found and _day(one) - _day(found[-1][-1]) <= timedelta(days=1):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _day(one: Annotated) -> date:
    return one.report.published.when.first or _FIRST_DAY
