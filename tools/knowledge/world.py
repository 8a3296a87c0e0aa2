"""The base map of the web page: land and borders of Natural Earth, as one small SVG image.

A plate carrée, ten units a degree, coordinates rounded to a unit; colours that do on a light and on
a dark page. Natural Earth is in the public domain.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from natural_earth import features

SCALE = 10  # units a degree, as in dragoman.web.atlas
SMALLEST = 3  # units an outline measures at least, from side to side
Ring = list[list[float]]


def main() -> None:
    """Write the image."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--natural-earth", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    land = paths(asked.natural_earth / "ne_110m_land.json")
    countries = paths(asked.natural_earth / "ne_110m_admin_0_countries.json")
    lakes = paths(asked.natural_earth / "ne_50m_lakes.json", most=2)
    asked.out.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3600 1800">\n'
        "<!-- Natural Earth, public domain; built by tools/knowledge/world.py. -->\n"
        f'<path fill="#8c8778" fill-opacity=".22" d="{land}"/>\n'
        f'<path fill="none" stroke="#8c8778" stroke-opacity=".75" stroke-width=".8" '
        f'vector-effect="non-scaling-stroke" d="{countries}"/>\n'
        f'<path fill="#8c8778" fill-opacity=".3" d="{lakes}"/>\n</svg>\n',
        encoding="utf-8",
    )


def paths(file: Path, most: int | None = None) -> str:
    """The outlines of a file's features as SVG path data; with `most`, up to that scale rank."""
    found = []
    for feature in features(file):
        if most is not None and feature["properties"]["scalerank"] > most:
            continue
        found += [path for ring in rings(feature["geometry"]) if (path := outline(ring))]
    return "".join(found)


def rings(geometry: dict[str, Any]) -> list[Ring]:
    """Every ring of a polygon or of several, outer and inner."""
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return [ring for polygon in polygons for ring in polygon]


def outline(ring: Ring) -> str:
    """A ring as path data in steps of whole units; "" where nothing of it would be seen."""
    points = [(round((lon + 180) * SCALE), round((90 - lat) * SCALE)) for lon, lat, *_ in ring]
    kept = [point for n, point in enumerate(points) if n == 0 or point != points[n - 1]]
    xs, ys = zip(*kept, strict=True)
    if max(max(xs) - min(xs), max(ys) - min(ys)) < SMALLEST:
        return ""
    (x0, y0), *rest = kept
    steps, (x, y) = [], (x0, y0)
    for to_x, to_y in rest:
        steps.append(f"{to_x - x} {to_y - y}")
        x, y = to_x, to_y
    return f"M{x0} {y0}l{' '.join(steps)}z"


if __name__ == "__main__":
    main()
