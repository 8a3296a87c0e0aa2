"""Who took part, so that two accounts can be held against each other.

A leader, his government and his state stand for one another ("Russia and Iran agreed", "Putin told
Rouhani"), so participants are keyed by country, with the persons named under each key. Armed
groups and bodies without a country are keys of their own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Literal

from dragoman.model import Actor, EventCode

PartyRelation = Literal["same", "part", "apart", "unknown"]
Parties = Mapping[str, frozenset[str]]
Identify = Callable[[Actor], str]


@cache
def _settings() -> tuple[frozenset[str], int]:
    """Types of mutual events, and how many parties make a crowd."""
    source = resources.files(__package__).joinpath("parties.toml").read_text("utf-8")
    data: dict[str, Any] = tomllib.loads(source)
    return frozenset(data["mutual"]), data["crowd"]


def is_mutual(event_type: str) -> bool:
    """Whether events of a type have no doer and no target."""
    return event_type in _settings()[0]


@dataclass(frozen=True, slots=True)
class Participants:
    """Parties of an event: key (country or identity) → persons named; who did, and to whom.

    Where the type of event is mutual (a meeting) everybody is in `doers`.
    """

    doers: Parties = field(default_factory=dict)
    targets: Parties = field(default_factory=dict)

    def keys(self) -> frozenset[str]:
        """All keys of both sides."""
        return frozenset(self.doers) | frozenset(self.targets)

    def persons(self) -> frozenset[str]:
        """All persons named on either side."""
        groups = (*self.doers.values(), *self.targets.values())
        return frozenset().union(*groups)


def participants_of(code: EventCode, identify: Identify, *, mutual: bool) -> Participants:
    """The participants of an event; `identify` gives the identity of an actor across reports.

    Those that are only described ("at least 84 people", "opposition groups") are left out: two
    reports describe the same ones in other words.
    """
    if mutual:
        return Participants(_parties((*code.actors, *code.recipients), identify))
    return Participants(_parties(code.actors, identify), _parties(code.recipients, identify))


def _parties(actors: Iterable[Actor], identify: Identify) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for actor in actors:
        if not actor.country and (actor.id is None or _bare(actor)):
            continue
        identity = identify(actor)
        of_state = actor.country and actor.kind != "group"
        key = actor.country if of_state and actor.country else identity
        person = frozenset({identity}) if actor.kind == "person" and actor.id else frozenset[str]()
        found[key] = found.get(key, frozenset()) | person
    return found


def _bare(actor: Actor) -> bool:
    """Whether somebody is known by a surname only, which many bear."""
    unknown = actor.id is not None and not actor.id.startswith("person:")
    return actor.kind == "person" and unknown and " " not in actor.name


def merge(left: Participants, right: Participants) -> Participants:
    """Everybody of either side."""
    return Participants(_merge(left.doers, right.doers), _merge(left.targets, right.targets))


def _merge(left: Parties, right: Parties) -> dict[str, frozenset[str]]:
    keys = sorted({*left, *right})
    return {key: left.get(key, frozenset()) | right.get(key, frozenset()) for key in keys}


def relation(left: Participants, right: Participants, *, mutual: bool) -> PartyRelation:
    """Whether two accounts can tell of the same people.

    `apart` where one side names another person for the same party, or, at a meeting, other
    parties: two presidents are not the same two with a third. `part` where one side names only
    some of the other's. `unknown` where a side names nobody.
    """
    if mutual:
        return _meeting(left.doers, right.doers)
    sides = {_side(left.doers, right.doers), _side(left.targets, right.targets)}
    if "apart" in sides:
        return "apart"
    known = sides - {"unknown"}
    return "unknown" if not known else "same" if known == {"same"} == sides else "part"


def _meeting(left: Parties, right: Parties) -> PartyRelation:
    if not left or not right:
        return "unknown"
    if _other_person(left, right) or not left.keys() & right.keys():
        return "apart"
    if left.keys() == right.keys():
        return "same"
    fewer, more = sorted((set(left), set(right)), key=len)
    if len(fewer) == 1:
        return "part" if fewer <= more else "apart"
    crowd = len(more) >= _settings()[1] and 2 * len(fewer & more) > len(more)
    return "part" if crowd else "apart"


def _side(left: Parties, right: Parties) -> PartyRelation:
    if not left or not right:
        return "unknown"
    if _other_person(left, right) or not left.keys() & right.keys():
        return "apart"
    return "same" if left.keys() == right.keys() else "part"


def _other_person(left: Parties, right: Parties) -> bool:
    """Whether for some party both sides name persons, and none in common."""
    shared = left.keys() & right.keys()
    return any(left[k] and right[k] and not left[k] & right[k] for k in shared)
