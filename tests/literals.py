"""Annotated reports written by hand: a text, and what an annotator would find in it.

    report("a.txt", "Ann Lee met Bo Sand in Oslo.", meeting("met", LEE, SAND, place="Oslo"))

Every part of a claim is given by its words, so spans are always those of the text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from dragoman.model import (
    Actor,
    Annotated,
    Claim,
    EventCode,
    Hop,
    Interval,
    Line,
    Mention,
    Named,
    Published,
    Quantity,
    Report,
    Span,
    Time,
    When,
    content_id,
)

Making = Callable[[str, str], Claim | Mention | Time]

LEE = Actor("Ann Lee", "person:ann-lee", "person", "NO", "head of government")
SAND = Actor("Bo Sand", "person:bo-sand", "person", "SE", "head of government")
BERG = Actor("Carl Berg", "person:carl-berg", "person", "DK", "head of government")


def day(iso: str) -> date:
    return date.fromisoformat(iso)


def interval(iso: str | None) -> Interval:
    """ "2018-06-09", "2018-06-09/2018-06-11" or None."""
    if iso is None:
        return Interval(None, None)
    first, _, last = iso.partition("/")
    return Interval(day(first), day(last or first))


def spot(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def sentence(text: str, span: Span) -> Span:
    start = max(text.rfind("\n", 0, span.start), text.rfind(". ", 0, span.start) + 1) + 1
    stop = min(
        i for i in (text.find(". ", span.end), text.find("\n", span.end), len(text)) if i >= 0
    )
    return Span(min(start, span.start), max(stop, span.end))


def meeting(
    trigger: str,
    *actors: Actor,
    place: str | None = None,
    country: str | None = None,
    when: tuple[str, str | None] | None = None,
    type: str = "CONSULT",  # noqa: A002
    recipients: tuple[Actor, ...] = (),
    **more: object,
) -> Making:
    """An event in the outlet's own voice; `when` is (words, ISO interval or None)."""

    def make(report_id: str, text: str) -> Claim:
        span = spot(text, trigger)
        time = None
        if when:
            anchor = "explicit" if when[1] else "unknown"
            time = When(interval(when[1]), when[0], anchor, spot(text, when[0]))
        code = EventCode(
            type, None, None, span, actors, recipients, place=place, country=country, when=time
        )
        context = sentence(text, span)
        claim = Claim(content_id("c", report_id, span), "narrated", (context,), context, event=code)
        return replace(claim, **more)

    return make


def said(speaker: Actor, words: str, **more: object) -> Making:
    """A statement, a quotation unless `kind` says otherwise."""

    def make(report_id: str, text: str) -> Claim:
        span = spot(text, words)
        claim = Claim(
            content_id("c", report_id, span),
            "direct",
            (span,),
            sentence(text, span),
            speaker=(speaker,),
        )
        return replace(claim, **more)

    return make


def figure(
    field: str, low: float | None, high: float | None, words: str, unit: str = "people"
) -> Callable[[str], Quantity]:
    """A figure at its words, for `counted`."""
    return lambda text: Quantity(field, low, high, unit, spot(text, words))


def counted(claim: Making, *figures: Callable[[str], Quantity]) -> Making:
    """A claim with figures."""

    def make(report_id: str, text: str) -> Claim:
        made = claim(report_id, text)
        assert isinstance(made, Claim)
        return replace(made, quantities=tuple(f(text) for f in figures))

    return make


def weekday(words: str, iso_day: int) -> Making:
    """A weekday that nothing anchors: a constraint, not a date."""
    return lambda _, text: Time(
        spot(text, words), "date", f"XXXX-WXX-{iso_day}", Interval(None, None), "unknown"
    )


def mention(
    words: str,
    kind: str,
    entity: str,
    id_: str | None = None,
    country: str | None = None,
    form: str = "name",
) -> Making:
    """A name and what it names; without an id, one made of the name as `annotate` does."""

    def make(report_id: str, text: str) -> Mention:
        span = spot(text, words)
        made = content_id("m", report_id, span.start, span.end, kind)
        identity = id_ or content_id("e", kind, entity)
        return Mention(made, span, kind, entity, identity, country, form=form)

    return make


def hop(name: str, role: str = "agency") -> Hop:
    return Hop(name, role)


def report(
    name: str,
    text: str,
    *parts: Making,
    published: str | None = None,
    outlet: str | None = None,
    credit: str | None = None,
) -> Annotated:
    """A report whose every line is body, with the given claims, mentions and times."""
    id_ = content_id("r", name, text)
    lines = []
    position = 0
    for line in text.split("\n"):
        if line:
            lines.append(Line(Span(position, position + len(line)), "body", "by hand"))
        position += len(line) + 1
    made = [part(id_, text) for part in parts]
    claims = [m for m in made if isinstance(m, Claim)]
    return Annotated(
        Report(
            id=id_,
            name=name,
            path=name,
            text=text,
            sha256="",
            outlet=Named(outlet) if outlet else None,
            credits=(Named(credit),) if credit else (),
            published=Published(interval(published)),
            lines=tuple(lines),
        ),
        mentions=tuple(m for m in made if isinstance(m, Mention)),
        times=tuple(m for m in made if isinstance(m, Time)),
        claims=tuple(sorted(claims, key=lambda c: (c.context, c.id))),
    )
