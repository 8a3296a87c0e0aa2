"""The two shapes of a fact: what something is and is called, and who held an office when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.model import Interval

Kind = Literal["person", "group", "state", "organisation", "outlet", "place"]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with a name: a person, state, organisation, outlet, place.

    Attributes:
        id: `state:IR`, `gov:IR`, `person:vladimir-putin`, `group:islamic-state`, `org:un`,
            `outlet:reuters`, `place:geonames-112931`, `place:golan-heights`.
        name: the canonical name.
        names: every surface form, the canonical one first.
        country: ISO 3166 alpha-2 (XK for Kosovo), or None where none applies.
        role: outlets: agency, broadcaster, newspaper, site, institution; groups: armed group,
            party, movement, army; organisations: government, ministry and so on; persons without
            a listed office: what they are known as.
        source: a key of `data/sources.toml`.
        ambiguous: those of `names` that are also common words or other names ("Time"); a matcher
            should ask for more than the bare word before it believes them.
        domains: an outlet's domains, without "www.".
        state_owned: whether an outlet belongs to a state or is run by one; None where not known.
        feature: places: city, capital, country, region, district, disputed area, water, venue.
        lat: degrees north, places only.
        lon: degrees east, places only.
        population: places only; None where not known.
        parent: id of the place that a venue stands in.
        known: places: whether news of anywhere may name it without saying where it is; a village
            or a county is looked for only where a place is expected.
    """

    id: str
    kind: Kind
    name: str
    names: tuple[str, ...]
    country: str | None
    role: str | None
    source: str
    ambiguous: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    state_owned: bool | None = None
    feature: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int | None = None
    parent: str | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class Holding:
    """Who held an office from when to when.

    Attributes:
        person: the holder.
        office: what the title amounts to: "head of state", "head of government",
            "foreign minister", "supreme leader", "spokesman" and so on (`data/titles.toml`).
        title: the title as printed, in lower case: "king", "chancellor", "acting president".
        body: a state's code ("IR") or an organisation's id ("org:nato").
        first: first day in office; None where not known.
        last: last day in office, on which the successor may have begun; None while in office.
        source: a key of `data/sources.toml`.
        certain: False where a day (or the title) is not certain.
    """

    person: Entry
    office: str
    title: str
    body: str
    first: date | None
    last: date | None
    source: str
    certain: bool = True

    @property
    def span(self) -> Interval:
        """The days in office; an end that is None is open."""
        return Interval(self.first, self.last)
