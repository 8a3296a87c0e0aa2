"""Natural Earth's seas, lakes and islands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from math import asin, degrees, radians, sin
from pathlib import Path
from typing import Any

from geonames import Point, Row, place

from dragoman.knowledge.naming import normalise, slug

WATERS = {"ne_10m_geography_marine_polys.json": 6, "ne_50m_lakes.json": 2}  # file → least rank
POINTS = "ne_10m_geography_regions_points.json"
CODES = ("ISO_A2_EH", "iso_a2_eh", "ISO_A2", "iso_a2")
Shape = list[Any]  # points [lon, lat], or lists of lists of them


def centres_of_countries(folder: Path) -> dict[str, tuple[float, float]]:
    """Country code and the centroid of its largest part, for all but the smallest countries."""
    centres = {}
    for feature in features(folder / "ne_110m_admin_0_countries.json"):
        shape = feature["geometry"]
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        code = next(feature["properties"][k] for k in CODES if k in feature["properties"])
        _, *centre = max(centroid(part[0]) for part in parts)
        centres[code] = (centre[0], centre[1])
    return centres


def centroid(ring: Shape) -> tuple[float, float, float]:
    """The area of a ring and its centroid (lat, lon), in Lambert's equal-area projection."""
    points = [(radians(lon), sin(radians(lat))) for lon, lat, *_ in ring]
    double = x = y = 0.0
    for (x0, y0), (x1, y1) in pairwise(points):
        cross = x0 * y1 - x1 * y0
        double, x, y = double + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return abs(double) / 2, degrees(asin(y / 3 / double)), degrees(x / 3 / double)


def waters(folder: Path) -> Iterator[Row]:
    """Seas, gulfs, straits and great lakes, at the middle of their outline."""
    seen: set[str] = set()
    for file, least in WATERS.items():
        for feature in features(folder / file):
            p = feature["properties"]
            name = " ".join((p["name"] or "").replace("L. ", "Lake ").split()).title()
            if not name or p["scalerank"] > least or normalise(name) in seen:
                continue
            seen.add(normalise(name))
            lat, lon = middle(feature["geometry"]["coordinates"])
            yield place(
                "water",
                name.replace(" Of ", " of ").replace(" The ", " the "),
                (name, *([p["namealt"].title()] if p.get("namealt") else [])),
                id=f"place:{slug(name)}",
                lat=lat,
                lon=lon,
                source="natural-earth",
            )


def islands(folder: Path) -> Iterator[Row]:
    """Islands and groups of them; their countries are not given."""
    for feature in features(folder / POINTS):
        p = feature["properties"]
        if p["featurecla"] not in {"island", "island group"}:
            continue
        name = p["name"].replace(" I.", " Island").replace(" Is.", " Islands")
        yield place(
            "region",
            name,
            [p["name_alt"]] if p.get("name_alt") else [],
            id=f"place:{slug(name)}",
            lat=p["lat_y"],
            lon=p["long_x"],
            source="natural-earth",
            known=False,
        )


def middle(coordinates: Shape) -> Point:
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


def features(path: Path) -> list[dict[str, Any]]:
    """The features of a GeoJSON file."""
    collection: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return list(collection["features"])
