"""North and south: which of two states "the South" or "the northern chairman" means in a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.annotate.actors.names import Name
from dragoman.knowledge import Entry, World

SIDES = {"North": ("north", "northern"), "South": ("south", "southern")}


def compass(names: Sequence[Name], world: World) -> dict[str, Entry]:
    """Word of direction, in lower case → the state it means; empty unless one pair is spoken of.

    The pair is that of "North Korea" and "South Korea", or of "the two Koreas".
    """
    lands = {n.name.partition(" ")[2] for n in names if n.kind == "state" and " " in n.name}
    lands |= {n.name[:-1] for n in names if n.kind == "place" and n.name.endswith("s")}
    pairs = [pair for land in sorted(lands) if len(pair := halves(land, world)) == len(SIDES)]
    if len(pairs) != 1:
        return {}
    return {word: pairs[0][side] for side, words in SIDES.items() for word in words}


def halves(land: str, world: World) -> dict[str, Entry]:
    """The states called the north and the south of a land."""
    found = {side: world.lookup(f"{side} {land}", "state") for side in SIDES}
    return {side: states[0] for side, states in found.items() if states}


def as_state(name: Name, directions: Mapping[str, Entry]) -> Name:
    """A name as it is, but "the South" under the name of its state."""
    state = directions.get(name.name.lower()) if name.name in SIDES else None
    if state is None:
        return name
    return replace(name, kind="state", name=state.name, id=state.id, country=state.country)
