"""Which place each name of a report means, by a linear score over its candidates.

A conditional logit with fourteen weights (`weights.toml`), read twice: first without the other
names, then with what their likeliest readings say. Names are resolved together, and a name has one
sense in a report (Gale, Church and Yarowsky 1992; Leidner 2007 for places).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from dragoman.annotate.places.candidates import Candidates, Finder
from dragoman.annotate.places.features import (
    OF_NAME,
    OF_OTHERS,
    OF_PLACE,
    Floats,
    Geography,
    Question,
)
from dragoman.knowledge import Entry, World, load
from dragoman.knowledge.gazetteer import Gazetteer, load_gazetteer
from dragoman.knowledge.naming import normalise
from dragoman.model import Span

WITHIN = re.compile(r"\s*[,(]\s*|,? in (?:the (?:\w+ )?)?")
"""Between a place and the one it lies in: "Paris, Texas", "Paris (Texas)", "Paris in Texas"."""
HOLDING = re.compile(r"['’]s ")
"""Between a place and one that lies in it: "Syria's Idlib"."""


LONGEST_GAP = 24  # characters; no need to look at longer ones


@dataclass(frozen=True, slots=True)
class Toponym:
    """The name of a place in a text; `span` is where it stands there."""

    name: str
    span: Span


class Resolver:
    """Resolves the places of one report at a time; get it from `resolver()`."""

    def __init__(self, gazetteer: Gazetteer, world: World, weights: dict[str, float]) -> None:
        self.gazetteer = gazetteer
        self.geography = Geography(gazetteer)
        self.candidates = Finder(gazetteer, world)
        self._codes = {code: number for number, code in enumerate(gazetteer.countries)}
        self.weigh(weights)

    def weigh(self, weights: dict[str, float]) -> None:
        """Score by these weights from now on; training tries several."""
        self._of_name = np.array([weights[name] for name in OF_NAME])
        self._of_others = np.array([weights[name] for name in OF_OTHERS])
        self._prior: Floats = self.geography.of_place @ [weights[name] for name in OF_PLACE]

    def resolve(
        self, text: str, toponyms: Sequence[Toponym], country: str | None = None
    ) -> list[Entry | None]:
        """The place that each name means, in the order given.

        Args:
            text: what the spans of the names count in; the words between two names tell of one
                lying in the other.
            toponyms: names of places, and adjectives and peoples that stand for countries.
            country: where the report's outlet is at home (ISO 3166 alpha-2), None if not known.

        Returns:
            For each name its place, or None where the gazetteer has nothing called so.
        """
        keys = [normalise(toponym.name) for toponym in toponyms]
        asked = self.ask(text, toponyms, keys, country)
        if asked is None:
            return [None] * len(toponyms)
        names, question = asked
        scores = self.scores(question)
        rows = question.rows[question.best(scores)].tolist()
        chosen = {key: self.gazetteer.at(row) for key, row in zip(names, rows, strict=True)}
        return [chosen.get(key) for key in keys]

    def ask(
        self, text: str, toponyms: Sequence[Toponym], keys: Sequence[str], country: str | None
    ) -> tuple[list[str], Question] | None:
        """The report's distinct names that have candidates, and these as a question."""
        found: dict[str, Candidates] = {}
        for toponym, key in zip(toponyms, keys, strict=True):
            if key not in found:
                found[key] = self.candidates(toponym.name)
        found = {key: candidates for key, candidates in found.items() if len(candidates.rows)}
        if not found:
            return None
        rows = np.concatenate([c.rows for c in found.values()])
        question = Question(
            np.array([len(c.rows) for c in found.values()]),
            rows,
            np.zeros((len(rows), len(OF_NAME))),
        )
        question.fit[:, 0] = np.concatenate([c.own for c in found.values()])
        number = {key: number for number, key in enumerate(found)}
        for inner, outer in _nested(text, toponyms, keys):
            if inner in found and outer in found and inner != outer:
                inside = self.geography.inside(found[inner].rows, found[outer].rows)
                start = question.starts[number[inner]]
                question.fit[start : start + len(inside), 1] += inside
        if country in self._codes:
            question.fit[:, 2] = self.geography.country[rows] == self._codes[country]
        return list(found), question

    def alone(self, question: Question) -> Floats:
        """The score of each candidate by itself, without the report's other names."""
        scores: Floats = self._prior[question.rows] + question.fit @ self._of_name
        return scores

    def scores(self, question: Question) -> Floats:
        """The score of each candidate; only its difference to others of the name says something."""
        alone = self.alone(question)
        others = self.geography.of_others(question, question.shares(alone))
        together: Floats = alone + others @ self._of_others
        return together


def _nested(text: str, toponyms: Sequence[Toponym], keys: Sequence[str]) -> set[tuple[str, str]]:
    """Pairs (inner, outer) of names that the words between them put into one another."""
    pairs: set[tuple[str, str]] = set()
    for left, right, first, second in zip(toponyms, toponyms[1:], keys, keys[1:], strict=False):
        gap = text[left.span.end : right.span.start]
        if len(gap) > LONGEST_GAP:
            continue
        if WITHIN.fullmatch(gap):
            pairs.add((first, second))
        elif HOLDING.fullmatch(gap):
            pairs.add((second, first))
    return pairs


def read_weights() -> dict[str, float]:
    """The weights of weights.toml, by feature."""
    card = tomllib.loads(files(__package__).joinpath("weights.toml").read_text("utf-8"))
    weights: dict[str, float] = card["weights"]
    return weights


@cache
def resolver() -> Resolver:
    """The one resolver, made on first use (about a second, most of it reading the gazetteer)."""
    return Resolver(load_gazetteer(), load(), read_weights())
