"""What speaks for a reading of a place's name: numbers for each candidate, in arrays.

Three kinds: what is known of the place itself (once for the whole gazetteer), how it fits the name
and where that stands, and what the readings of the report's other names say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.knowledge.gazetteer import Gazetteer

Floats = NDArray[np.float64]
Numbers = NDArray[np.integer[Any]]

OF_PLACE = ("population", "known", "capital", "country", "region", "district")
OF_NAME = ("own_name", "inside_next", "outlets_country")
OF_OTHERS = ("their_country", "their_region", "their_district", "near_them", "among_seats")

NEAR_KM = 200.0  # places of one report support each other mostly within this distance
EARTH_RADIUS_KM = 6371.0
LISTED_AS = 1_000_000  # places without inhabitants count as a city of so many, if well known
FEW = 300  # numbers below this (countries) are counted as they are, others made small first


@dataclass(slots=True)
class Question:
    """The distinct names of one report that have candidates, which stand name after name.

    Attributes:
        lengths: how many candidates each name has, at least one.
        rows: the candidates, as rows of the gazetteer.
        fit: (candidates, `OF_NAME`).
        starts: where each name's candidates begin.
        name: the number of the name that each candidate belongs to.
    """

    lengths: Numbers
    rows: Numbers
    fit: Floats
    starts: Numbers = field(init=False)
    name: Numbers = field(init=False)

    def __post_init__(self) -> None:
        self.starts = self.lengths.cumsum() - self.lengths
        self.name = np.arange(len(self.lengths)).repeat(self.lengths)

    def shares(self, scores: Floats) -> Floats:
        """Scores as probabilities among the candidates of each name."""
        raised = np.exp(scores - np.maximum.reduceat(scores, self.starts)[self.name])
        probabilities: Floats = raised / np.add.reduceat(raised, self.starts)[self.name]
        return probabilities

    def best(self, scores: Floats) -> Numbers:
        """The position of each name's candidate with the highest score, the first of equals."""
        top = (scores == np.maximum.reduceat(scores, self.starts)[self.name]).nonzero()[0]
        name = self.name[top]
        first = np.ones(len(top), bool)
        first[1:] = name[1:] != name[:-1]
        positions: Numbers = top[first]
        return positions


class Geography:
    """The gazetteer's columns as the ranker needs them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        feature = {name: gazetteer.feature == n for n, name in enumerate(gazetteer.features)}
        rows = np.arange(len(gazetteer), dtype=np.int32)
        self.whole_country = feature["country"]
        self.seat = feature["capital"] | feature["country"]
        self.country: Numbers = gazetteer.country.astype(np.int32)
        self.region: Numbers = np.where(feature["region"], rows, gazetteer.region)
        self.district: Numbers = np.where(feature["district"], rows, gazetteer.district)
        lat, lon = np.radians(gazetteer.lat), np.radians(gazetteer.lon)
        parts = (np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat))
        self.unit: Floats = np.stack(parts, axis=1).astype(np.float64)
        kinds = [feature[name] for name in OF_PLACE[2:]]
        listed = gazetteer.known & (gazetteer.population == 0)  # by hand: seas, areas, venues
        population = np.log10(1.0 + np.where(listed, LISTED_AS, gazetteer.population))
        self.of_place: Floats = np.stack([population, gazetteer.known, *kinds], axis=1)

    def inside(self, inner: Numbers, outer: Numbers) -> NDArray[np.bool_]:
        """Which of some places lie in one of the others."""
        whole = self.whole_country
        parent = (self.region[inner][:, None] == outer) | (self.district[inner][:, None] == outer)
        country = self.country[inner][:, None] == np.where(whole[outer], self.country[outer], -2)
        within = (parent | (country & ~whole[inner][:, None])) & (inner[:, None] != outer)
        found: NDArray[np.bool_] = within.any(axis=1)
        return found

    def of_others(self, question: Question, shares: Floats) -> Floats:
        """What the other names say of each candidate, each reading as far as it is believed.

        Returns:
            (candidates, `OF_OTHERS`): the share of the other names that lie in its country; the
            logarithm of how many lie in its region, in its district, and near it; for a capital
            or country, of how many are capitals or countries elsewhere, as where governments meet.
        """
        found = np.empty((len(question.rows), len(OF_OTHERS)))
        others = max(len(question.starts) - 1, 1)
        rows = question.rows
        for column, area in enumerate((self.country, self.region, self.district)):
            found[:, column] = _votes(question, area[rows], shares)
        found[:, 3] = self._near(question, shares)
        found[:, 0] /= others
        np.log1p(found[:, 1:4], out=found[:, 1:4])
        found[:, 4] = self.seat[rows] * np.log1p(self._seats(question, shares))
        return found

    def _seats(self, question: Question, shares: Floats) -> Floats:
        """The other names that mean a capital or a whole country, and of another country."""
        rows = question.rows
        seats = shares * self.seat[rows]
        own = np.bincount(question.name, seats)[question.name]
        at_home = _votes(question, self.country[rows], seats)
        elsewhere: Floats = np.maximum(seats.sum() - own - at_home, 0.0)
        return elsewhere

    def _near(self, question: Question, shares: Floats) -> Floats:
        """The other names whose likeliest place is near, a country's middle not counted."""
        best = question.best(shares)
        best = best[~self.whole_country[question.rows[best]]]
        cosines = self.unit[question.rows] @ self.unit[question.rows[best]].T
        km = EARTH_RADIUS_KM * np.arccos(np.minimum(cosines, 1.0))  # beyond 1 by rounding only
        weight = shares[best] * (question.name[:, None] != question.name[best])
        near: Floats = (weight * np.exp(-km / NEAR_KM)).sum(axis=1)
        return near


def _votes(question: Question, area: Numbers, shares: Floats) -> Floats:
    """For each candidate the summed shares of the other names' candidates in its area."""
    groups = int(area.max()) + 2
    if groups <= FEW:
        group = area + 1
    else:
        _, group = np.unique(area, return_inverse=True)
        groups = int(group.max()) + 1
    cell = question.name * groups + group
    by_name = np.bincount(cell, shares)
    total = np.bincount(group, shares)
    votes: Floats = (total[group] - by_name[cell]) * (area >= 0)
    return votes
