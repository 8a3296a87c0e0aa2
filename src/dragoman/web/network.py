"""The network around an actor, laid out on rings: those with whom most happened stand nearest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt
from typing import Any, Final

Row = Mapping[str, Any]

_RINGS: Final = ((10, 150.0), (18, 245.0), (32, 335.0))  # how many stand on each, and how far out
_WIDEST: Final = 7.0  # of a line
_BESIDE: Final = 500.0  # units from the middle to the side: the widest ring and a name
_ABOVE: Final = 24.0
_LONGEST: Final = 22  # letters of a name on the page


@dataclass(frozen=True, slots=True)
class Node:
    """An actor on the page: where it stands, and on which side its name goes."""

    id: str
    name: str
    x: float
    y: float
    radius: float
    leftwards: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """What passed between two: a line as wide as it is much, and the share that is conflict."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    conflict: float
    events: int


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes, the first of them the actor; edges to it, and edges among the others."""

    nodes: Sequence[Node]
    edges: Sequence[Edge]
    among: Sequence[Edge]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The part of the plane that holds it: left, top, width, height."""
        height = max(abs(node.y) for node in self.nodes) + _ABOVE
        return (-_BESIDE, -height, 2 * _BESIDE, 2 * height)


def network(ego: Row, around: Sequence[Row], among: Sequence[Row]) -> Network:
    """The network of `ego`, at most 60 nodes with it.

    Args:
        ego: `id` and `name`.
        around: its neighbours, the busiest first: `id`, `name`, `events`, `conflict`.
        among: what passed among them: `one`, `other`, `events`, `conflict`.
    """
    placed = {ego["id"]: Node(ego["id"], _cut(ego["name"]), 0, 0, 9, leftwards=False)}
    for row, (x, y) in zip(around, _places(len(around)), strict=False):
        radius = min(8.0, 3 + sqrt(row["events"]))
        placed[row["id"]] = Node(row["id"], _cut(row["name"]), x, y, radius, leftwards=x < 0)
    busiest = max((row["events"] for row in (*around, *among)), default=1)
    edges = [_edge(placed, ego["id"], row["id"], row, busiest) for row in around]
    others = [
        _edge(placed, row["one"], row["other"], row, busiest)
        for row in among
        if row["one"] in placed and row["other"] in placed
    ]
    return Network(list(placed.values()), edges, others)


def _places(number: int) -> list[tuple[float, float]]:
    """Places on the rings, those of a ring evenly apart, each ring turned by half a step."""
    found: list[tuple[float, float]] = []
    for ring, (room, distance) in enumerate(_RINGS):
        here = min(room, number - len(found))
        turn = pi / room * ring
        for step in range(here):
            angle = 2 * pi * step / here + turn - pi / 2
            found.append((round(distance * cos(angle), 1), round(distance * 0.8 * sin(angle), 1)))
    return found


def _edge(placed: Mapping[str, Node], one: str, other: str, row: Row, busiest: int) -> Edge:
    start, end = placed[one], placed[other]
    width = round(max(0.6, _WIDEST * sqrt(row["events"] / busiest)), 1)
    share = row["conflict"] / row["events"] if row["events"] else 0.0
    return Edge(start.x, start.y, end.x, end.y, width, share, row["events"])


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
