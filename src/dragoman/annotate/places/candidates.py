"""The places that a name may mean: those of the gazetteer that bear it, however it is written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.knowledge import World
from dragoman.knowledge.gazetteer import Gazetteer
from dragoman.knowledge.naming import normalise

MOST = 40
"""Candidates of one name; the gazetteer has the likelier first, and few names have more."""

AROUND_DEGREES = 1.2
"""A region whose middle is within about a hundred kilometres of its namesake lies around it."""


class Candidates(NamedTuple):
    """Rows of the gazetteer, and for each whether the name is its first name."""

    rows: NDArray[np.int32]
    own: NDArray[np.bool_]


class Finder:
    """Finds candidates; remembers those it has found."""

    def __init__(self, gazetteer: Gazetteer, world: World) -> None:
        self._gazetteer = gazetteer
        self._world = world
        self._found: dict[str, Candidates] = {}
        self._towns = [gazetteer.features.index(name) for name in ("city", "capital")]
        self._areas = [gazetteer.features.index(name) for name in ("region", "district")]
        whole = np.flatnonzero(gazetteer.feature == gazetteer.features.index("country"))
        codes = gazetteer.country[whole].tolist()
        self._countries = {
            gazetteer.countries[c]: int(r) for c, r in zip(codes, whole, strict=True)
        }

    def __call__(self, surface: str) -> Candidates:
        """The candidates of a surface, the likelier first; none where it is not known."""
        if surface not in self._found:
            self._found[surface] = self._find(surface)
        return self._found[surface]

    def _find(self, surface: str) -> Candidates:
        country = self._people(surface)
        if country is not None:
            return Candidates(np.array([country], np.int32), np.ones(1, bool))
        rows, own = self._gazetteer.bearers(normalise(surface))
        for other in variants(surface):
            if len(rows):
                break
            rows, own = self._gazetteer.bearers(other)
        kept = ~self._around_towns(rows)
        return Candidates(rows[kept][:MOST], own[kept][:MOST])

    def _around_towns(self, rows: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Which of the places of one name are regions around a town of that name.

        The bare name then means the town: Kyiv, Idlib. Not so New York, whose state reaches far,
        nor what was listed by hand, Gaza.
        """
        gazetteer = self._gazetteer
        town = rows[np.isin(gazetteer.feature[rows], self._towns)]
        north = np.abs(gazetteer.lat[rows][:, None] - gazetteer.lat[town]) < AROUND_DEGREES
        east = np.abs(gazetteer.lon[rows][:, None] - gazetteer.lon[town]) < AROUND_DEGREES
        same = gazetteer.country[rows][:, None] == gazetteer.country[town]
        area = np.isin(gazetteer.feature[rows], self._areas) & ~gazetteer.known[rows]
        around: NDArray[np.bool_] = area & (north & east & same).any(axis=1)
        return around

    def _people(self, surface: str) -> int | None:
        """The country of "Iranian" or "Iranians", which is nowhere a town's name."""
        state = self._world.demonym(surface)
        return self._countries.get(state.country or "") if state is not None else None


@cache
def _spellings() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("surfaces.toml").read_text("utf-8"))


def variants(surface: str) -> Iterator[str]:
    """Other keys for a surface: shortened words in full, words for its kind left out."""
    rules = _spellings()
    words = normalise(surface).casefold().split()
    if len(words) < 2:
        return
    first, last = words[0], words[-1]
    if first in rules["opening"]:
        yield " ".join([rules["opening"][first], *words[1:]])
    if last in rules["closing"]:
        yield " ".join([*words[:-1], rules["closing"][last]])
    if last in rules["kinds"]["after"]:
        yield " ".join(words[:-1])
    key = " ".join(words)
    for kind in rules["kinds"]["before"]:
        if key.startswith(kind + " "):
            yield key.removeprefix(kind + " ")
