"""Places on a map: a plate carrée of the world, cropped to where the events are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt
from typing import Any, Final

Row = Mapping[str, Any]

SCALE: Final = 10  # units of the drawing a degree; world.svg is drawn to it
_MARGIN: Final = 0.25  # of the cropped part's width, left around its places
_LEAST: Final = 240.0  # units that a crop is wide at least
_NAMED: Final = 40  # places whose names are written
_RATIO: Final = 2.0  # width to height of the drawing
# How far, in kilometres, an event may be from the point of a place of this sort: the radius of a
# circle of the median size of such places, rounded. Ours; a point would claim too much.
_REACH_KM: Final = {"country": 350.0, "region": 90.0, "water": 250.0, "island": 40.0}
_KM_A_DEGREE: Final = 111.2


@dataclass(frozen=True, slots=True)
class Disc:
    """A place: its middle and radius in units of the drawing; `area` where it is no point."""

    place: Row
    x: float
    y: float
    rx: float
    ry: float
    area: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The cropped part of the world (left, top, width, height) and the places in it."""

    box: tuple[float, float, float, float]
    discs: Sequence[Disc]

    @property
    def named(self) -> Sequence[Disc]:
        """The places whose names there is room for: the busiest."""
        busiest = sorted(self.discs, key=lambda disc: -disc.place["events"])
        return busiest[:_NAMED]

    @property
    def unit(self) -> float:
        """A thousandth of the width: what lines and letters are measured in."""
        return self.box[2] / 1000


def drawn(places: Sequence[Row]) -> Drawing:
    """The drawing of places that have coordinates; larger ones lie below smaller ones.

    Args:
        places: `lat`, `lon` in degrees, `feature`, `events`.
    """
    known = [row for row in places if row["lat"] is not None and row["lon"] is not None]
    box = _box([((row["lon"] + 180) * SCALE, (90 - row["lat"]) * SCALE) for row in known])
    discs = [_disc(row, box[2] / 1000) for row in known]
    return Drawing(box, sorted(discs, key=lambda disc: -disc.rx))


def _disc(row: Row, unit: float) -> Disc:
    x, y = (row["lon"] + 180) * SCALE, (90 - row["lat"]) * SCALE
    reach = _REACH_KM.get(row["feature"] or "", 0.0)
    if not reach:
        radius = unit * min(26.0, 5 + 2.2 * sqrt(row["events"]))
        return Disc(row, x, y, radius, radius, area=False)
    ry = reach / _KM_A_DEGREE * SCALE
    rx = ry / max(0.2, cos(radians(row["lat"])))  # a degree of longitude shrinks towards the poles
    return Disc(row, x, y, rx, ry, area=True)


def _box(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """The part of the world that holds the points with a margin; all of it where there are none."""
    if not points:
        return (0, 0, 360 * SCALE, 180 * SCALE)
    xs, ys = zip(*points, strict=True)
    width = max(_LEAST, (max(xs) - min(xs)) * (1 + 2 * _MARGIN))
    width = max(width, (max(ys) - min(ys)) * (1 + 2 * _MARGIN) * _RATIO)
    width = min(width, 360.0 * SCALE)
    height = width / _RATIO
    left = min(max(0.0, (max(xs) + min(xs) - width) / 2), 360 * SCALE - width)
    top = min(max(0.0, (max(ys) + min(ys) - height) / 2), 180 * SCALE - height)
    return (round(left, 1), round(top, 1), round(width, 1), round(height, 1))
