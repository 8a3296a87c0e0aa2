"""Where two accounts say something happened: same place, one inside the other, or apart."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from dragoman.knowledge import Entry, World
from dragoman.model import EventCode

PlaceRelation = Literal["same", "inside", "apart", "unknown"]

EARTH_RADIUS_KM = 6371.0
SAME_TOWN_KM = 25.0
"""A venue or suburb lies at most this far from the point gazetteers give its city; the centres of
two cities that host separate events are nearly always farther apart."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as far as it is known; `wide` is true for countries, regions and waters."""

    name: str | None = None
    id: str | None = None
    country: str | None = None
    parent: str | None = None
    lat: float | None = None
    lon: float | None = None
    wide: bool = False
    whole_country: bool = False
    venue: str | None = None

    @property
    def known(self) -> bool:
        """Whether anything is known at all."""
        return bool(self.name or self.country)


def place_of(code: EventCode, world: World) -> Place:
    """Where an event is said to have happened; a venue alone stands for the town it lies in."""
    entry = _entry(code.place, code.place_id, code.country, world)
    if entry is None and code.venue:
        venue = _entry(code.venue, None, code.country, world)
        entry = world.entry(venue.parent) if venue and venue.parent else venue
    if entry is None:
        whole = code.place is None
        return Place(
            code.place,
            code.place_id,
            code.country,
            wide=whole,
            venue=code.venue,
            whole_country=whole,
        )
    if entry.feature == "venue" and entry.parent:
        entry = world.entry(entry.parent) or entry
    whole = entry.kind == "state" or entry.feature == "country"
    return Place(
        name=entry.name,
        id=entry.id,
        country=entry.country or code.country,
        parent=entry.parent,
        lat=entry.lat,
        lon=entry.lon,
        wide=whole or entry.feature not in {"city", "capital", "venue"},
        whole_country=whole,
        venue=code.venue,
    )


def _entry(name: str | None, id_: str | None, country: str | None, world: World) -> Entry | None:
    """The gazetteer's entry by id, else the best known one of that name in that country."""
    found = world.entry(id_) if id_ else None
    if found or not name:
        return found
    candidates = world.places(name)
    return next((e for e in candidates if not country or e.country == country), None)


def relation(left: Place, right: Place) -> PlaceRelation:
    """How two places stand to each other; `unknown` where one side says too little.

    Two towns are apart when their centres are more than `SAME_TOWN_KM` apart; a state contains
    its towns; a region and a town of the same state may be anything.
    """
    if not left.known or not right.known:
        return "unknown"
    if _identical(left, right):
        return "same"
    if (left.parent and left.parent == right.id) or (right.parent and right.parent == left.id):
        return "inside"
    if left.country and right.country and left.country != right.country:
        return "apart" if not _within(left, right, SAME_TOWN_KM) else "inside"
    if left.whole_country or right.whole_country:
        return "inside" if left.country and left.country == right.country else "unknown"
    if left.wide or right.wide:
        return "unknown"
    if None in (left.lat, right.lat):
        return "unknown"
    return "inside" if _within(left, right, SAME_TOWN_KM) else "apart"


def _identical(left: Place, right: Place) -> bool:
    if left.id and right.id:
        return left.id == right.id
    if left.name and right.name:
        return left.name.casefold() == right.name.casefold()
    return bool(not left.name and not right.name and left.country == right.country)


def _within(left: Place, right: Place, limit: float) -> bool:
    distance = distance_km(left, right)
    return distance is not None and distance <= limit and not (left.wide or right.wide)


def distance_km(left: Place, right: Place) -> float | None:
    """Great-circle distance (haversine) in kilometres, None where a coordinate is missing."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    one, other = radians(left.lat), radians(right.lat)
    half = sin((other - one) / 2) ** 2
    half += cos(one) * cos(other) * sin(radians(right.lon - left.lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half))
