"""When an undated report can have been written: while those it names held their offices.

"President Hassan Rouhani" bounds a report to Rouhani's years in office. Where only one person held
another office in all the time that is left, that office's holder is known without any date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.knowledge import World
from dragoman.model import UNDATED, Actor, Interval


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days a report can be of, as intervals apart, and what they rest on.

    `within` is empty where the offices contradict each other; `why` is empty where nothing bounds.
    """

    within: tuple[Interval, ...] = (UNDATED,)
    why: str = ""


def bounds(named: Iterable[Actor], world: World) -> Bounds:
    """The days on which everybody named held the office that the report gives him."""
    within: list[Interval] = [UNDATED]
    reasons: dict[str, None] = {}
    for actor in dict.fromkeys(named):
        if actor.role is None or actor.id is None:
            continue
        held = [h.span for h in world.holders(actor.role, actor.country) if h.person.id == actor.id]
        if held:
            within = [both for a in within for b in held if (both := shared(a, b)) is not None]
            reasons[f"{actor.name} is {actor.role}"] = None
    return Bounds(tuple(within), ", ".join(reasons))


def shared(one: Interval, other: Interval) -> Interval | None:
    """The days that two intervals share; None where there are none."""
    if one.disjoint(other):
        return None
    firsts = [day for day in (one.first, other.first) if day is not None]
    lasts = [day for day in (one.last, other.last) if day is not None]
    return Interval(max(firsts, default=None), min(lasts, default=None))
