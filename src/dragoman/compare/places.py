"""Where: places against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.compare.pairs import Reading
from dragoman.compare.told import Telling
from dragoman.compare.verdicts import Verdict, verdict
from dragoman.knowledge import World
from dragoman.likeness.places import Place, place_of, relation
from dragoman.model import EventCode, Span


def read(coded: Iterable[tuple[Telling, EventCode]], world: World) -> Iterator[Reading[Place]]:
    """The places that claims name for an event; a mere country code is no place named."""
    for telling, code in coded:
        name = code.place or code.venue
        if name:
            yield Reading(telling, "place", _span(telling, code), name, place_of(code, world))


def _span(telling: Telling, code: EventCode) -> Span:
    """The mention that names the place: in the claim's sentence if it is there, else the first."""
    names = {name.casefold() for name in (code.place, code.venue) if name}
    mentions = [
        m.span
        for m in telling.source.mentions
        if m.kind == "place" and (m.entity_id == code.place_id or m.entity.casefold() in names)
    ]
    near = [span for span in mentions if telling.claim.context.holds(span)]
    return min(near or mentions, default=code.trigger)


def judge(left: Reading[Place], right: Reading[Place]) -> Verdict:
    """Same, one in the other, apart, or not known well enough."""
    return verdict(f"place.{relation(left.value, right.value)}")
