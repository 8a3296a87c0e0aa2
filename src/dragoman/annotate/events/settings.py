"""The setting of the meeting a report is about: its day and place, where its own clause is silent.

"The presidents agreed on Tuesday … said Putin in Sochi after the talks": news states the day once,
in its lead, and the place where somebody speaks. Both hold for the meeting that those people hold,
unless its own clause says otherwise. An earlier or coming meeting has no share in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from spacy.tokens import Token

from dragoman.annotate.actors import Cast
from dragoman.annotate.events.encounters import words
from dragoman.annotate.events.lexicon import lexicon
from dragoman.annotate.events.places import (
    Place,
    after_place_word,
    is_country,
    located,
    most_specific,
)
from dragoman.annotate.events.roles import key
from dragoman.annotate.parse import Paragraph, text_of
from dragoman.annotate.times import stretch_of
from dragoman.annotate.times.tense import tense_at
from dragoman.model import Claim, EventCode, Interval, Span, Time, When

LEAD_PARAGRAPHS = 2
NEWS_DAYS = 7
"""A report's news is at most a week old; an older day in its lead is background."""
BARE_DAY = re.compile(r"XXXX-(W(XX|\d\d)-[1-7]|\d\d-\d\d)")
"""A weekday, or a day of a month, without its year."""
NIGHT = "TNI"
"""TIMEX3's ending of a night."""
LONGEST = 3
"""Days that a stretch may have to be the day of one meeting: a weekend, a three-day summit."""


def settle(claims: list[Claim], cast: Cast, times: Sequence[Time]) -> list[Claim]:
    """Gives the report's own meeting the day of its lead and the place its participants spoke at.

    A statement's place is where its speaker was; it is used only for meetings of the same report
    that he took part in, and only if all such places agree.
    """
    spoken: dict[str, set[Place]] = {}
    for claim in claims:
        place = spoken_place(claim, cast)
        if place is None:
            continue
        for speaker in claim.speaker:
            spoken.setdefault(key(speaker), set()).add(place)
    day, town = news_day(claims, cast, times), title_place(cast)
    return [placed(dated(claim, day, cast), spoken, cast, town, day) for claim in claims]


def title_place(cast: Cast) -> Place | None:
    """The one town that the title sets a meeting in: "Oslo summit ends", "no deal in Oslo"."""
    found: dict[str | None, Place] = {}
    for index, paragraph in enumerate(cast.paragraphs):
        for name in cast.names_of(index) if paragraph.role == "title" else ():
            head = paragraph.doc[name.first : name.last].root
            entry = cast.world.entry(name.id)
            capital = entry is not None and entry.feature == "capital"  # else its topic, perhaps
            compound = capital and head.dep_ == "compound"
            of_meeting = compound and head.head.lemma_.lower() in meeting_nouns()
            if name.kind == "place" and (of_meeting or after_place_word(cast, index, name)):
                place = most_specific([name], cast)
                if place is not None and not is_country(cast.world.entry(place.id or "")):
                    found[place.id] = place
    return next(iter(found.values())) if len(found) == 1 else None


def meeting_nouns() -> frozenset[str]:
    """Nouns that tell of a meeting."""
    senses = lexicon().nouns.items()
    return frozenset(noun for noun, found in senses if any(s.mode == "meet" for s in found))


def news_day(claims: Sequence[Claim], cast: Cast, times: Sequence[Time]) -> When | None:
    """The first day of the lead that can be that of the report's news; None where none is named.

    Not a day in a quotation or one that lies ahead, and none longer before publication than news
    stays news. In an undated report it is a weekday or a day without a year.
    """
    quoted = [span for claim in claims if claim.kind == "direct" for span in claim.content]
    published = cast.offices.published
    for paragraph in lead(cast.paragraphs):
        for time in times:
            if not paragraph.span.holds(time.span) or any(q.holds(time.span) for q in quoted):
                continue
            if is_ahead(paragraph, time) or not is_news(time, published):
                continue
            start = paragraph.span.start
            span, days = stretch_of(time, times, text_of(paragraph.doc), start)
            said = text_of(paragraph.doc)[span.start - start : span.end - start]
            return When(days, said, time.anchor, span)
    return None


def lead(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The first lines of the body."""
    body = [paragraph for paragraph in paragraphs if paragraph.role == "body"]
    yield from body[:LEAD_PARAGRAPHS]


def is_ahead(paragraph: Paragraph, time: Time) -> bool:
    """Whether the clause of a time looks ahead: "will visit on Monday"."""
    start = paragraph.span.start
    said = paragraph.doc.char_span(
        time.span.start - start, time.span.end - start, alignment_mode="expand"
    )
    return said is not None and tense_at(said) == "future"


def is_news(time: Time, published: Interval) -> bool:
    """Whether a time is a day or a short stretch of them, and recent."""
    if time.kind not in {"date", "time"}:
        return False
    if time.value.endswith(NIGHT):
        return False  # who "returned overnight" had met the day before
    first, last = time.when
    if first is None or last is None:
        return not published.known and bool(BARE_DAY.match(time.value))
    if (last - first).days >= LONGEST:
        return False
    if published.first is None or published.last is None:
        return True
    return published.first - timedelta(days=NEWS_DAYS) <= last and first <= published.last


def dated(claim: Claim, day: When | None, cast: Cast) -> Claim:
    """A claim of the report's own meeting with the day of its lead, where it has none."""
    event = claim.event
    if event is None or day is None or event.when is not None or not is_own(claim, event, cast):
        return claim
    return replace(claim, event=replace(event, when=day))


def placed(
    claim: Claim,
    spoken: dict[str, set[Place]],
    cast: Cast,
    town: Place | None,
    day: When | None,
) -> Claim:
    """A meeting's claim with the one place its participants spoke at, where it has none.

    Where they are not said to have spoken anywhere, with the town of the title.
    """
    event = claim.event
    if event is None or event.place is not None or not is_own(claim, event, cast):
        return claim
    places = {p for actor in event.actors for p in spoken.get(key(actor), ())}
    of_the_day = claim.lead or (day is not None and event.when == day)
    if not places and town is not None and of_the_day:
        places = {town}
    if len({p.name for p in places}) != 1:
        return claim
    place = min(places, key=lambda p: p.span)
    code = replace(
        event,
        place=place.name,
        place_id=place.id,
        place_span=place.span,
        venue=place.venue,
        country=place.country,
    )
    return replace(claim, event=code)


def is_own(claim: Claim, event: EventCode, cast: Cast) -> bool:
    """Whether a claim tells of the meeting that the report is about, and as held.

    It is told in the lead, or is between those whom the report is about.
    """
    if event.type != "CONSULT" or event.mode == "phone":
        return False
    if claim.modality != "actual" or claim.polarity == "negated":
        return False
    trigger = token_at(cast, event.trigger)
    if trigger is None or is_recalled(trigger) or is_days_before(trigger):
        return False
    sides = {actor.country for actor in (*event.actors, *event.recipients)}
    about = cast.referents.company or cast.referents.principals(0, trigger)
    return claim.lead or (bool(about) and sides == {actor.country for actor in about})


def is_recalled(trigger: Token) -> bool:
    """Whether a meeting is told as an earlier one: "had met", "last met", "their first meeting"."""
    marks = {t.lower_ for t in trigger.children if t.dep_ in {"aux", "advmod", "amod", "npadvmod"}}
    verb = trigger.head if trigger.pos_ == "NOUN" else None
    if verb is not None and trigger.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        marks |= {t.lower_ for t in verb.children if t.dep_ in {"aux", "advmod"}}
    if trigger.dep_ == "ccomp":
        marks -= {"had"}  # "said they had discussed it": a past seen from the past
    return bool(marks & words()["recalled"])


def is_days_before(trigger: Token) -> bool:
    """Whether a meeting was days before what its sentence tells: "a day after they met"."""
    mark = next((t for t in trigger.children if t.lower_ == "after" and t.dep_ == "mark"), None)
    before = trigger.doc[max(0, mark.i - 1) : mark.i] if mark is not None else ()
    return any(t.lemma_.lower() in words()["lapses"] for t in before)


def token_at(cast: Cast, span: Span) -> Token | None:
    """The token that starts where a span does."""
    for paragraph in cast.paragraphs:
        if paragraph.span.holds(span):
            offset = span.start - paragraph.span.start
            words = paragraph.doc.char_span(offset, offset + 1, alignment_mode="expand")
            return words[0] if words is not None and words.start_char == offset else None
    return None


def spoken_place(claim: Claim, cast: Cast) -> Place | None:
    """Where a statement was made, if its cue says so."""
    if not claim.cue or not claim.speaker:
        return None
    for index, paragraph in enumerate(cast.paragraphs):
        if paragraph.span.holds(claim.cue[0]):
            token = token_at(cast, claim.cue[0])
            return located(token, cast, index, claim.content) if token is not None else None
    return None
