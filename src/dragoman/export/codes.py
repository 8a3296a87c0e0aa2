"""The codes that event-data formats ask for, read from data files."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

QUADS = {
    "verbal cooperation": 1,
    "material cooperation": 2,
    "verbal conflict": 3,
    "material conflict": 4,
}
"""PLOVER's and GDELT's number of each quad class."""


@dataclass(frozen=True, slots=True)
class Cameo:
    """What a CAMEO code carries: PLOVER contexts, and its Goldstein score (-10 to 10)."""

    contexts: tuple[str, ...] = ()
    goldstein: float | None = None


@dataclass(frozen=True, slots=True)
class Country:
    """A country's codes; an empty one has none."""

    iso3: str = ""
    fips: str = ""


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files(__package__).joinpath("data", name).read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    yield from csv.DictReader(lines, delimiter="\t")


@cache
def cameo() -> dict[str, Cameo]:
    """CAMEO codes."""
    return {
        row["code"]: Cameo(
            tuple(row["contexts"].split()),
            float(row["goldstein"]) if row["goldstein"] else None,
        )
        for row in _rows("cameo.tsv")
    }


@cache
def countries() -> dict[str, Country]:
    """Countries by their ISO 3166-1 alpha-2 code."""
    return {row["iso2"]: Country(row["iso3"], row["fips"]) for row in _rows("countries.tsv")}


def country(iso2: str | None) -> Country:
    """A country's codes; empty ones where it is not known."""
    return countries().get(iso2 or "", Country())


@cache
def columns(name: str) -> tuple[str, ...]:
    """The columns of a format: gdelt_events, gdelt_mentions or polecat."""
    text = files(__package__).joinpath("data", "columns.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)[name])


@cache
def _scores() -> dict[str, dict[str, float]]:
    text = files(__package__).joinpath("data", "intensity.toml").read_text("utf-8")
    return tomllib.loads(text)


def intensity(kind: str, mode: str | None) -> float:
    """The PLOVER score of a type and mode, from -10 (most conflictual) to 10."""
    scores = _scores()[kind]
    return scores.get(mode or "any", scores["any"])
