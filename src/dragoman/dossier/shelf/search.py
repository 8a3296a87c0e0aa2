"""Search: reports by their words, ranked; narrowed by facets.

Ranked by BM25 (Robertson and Zaragoza 2009), without its regard to length since news reports are
of a kind, and with words of a headline counted three times. All words must occur.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dragoman.dossier.shelf.shelf import Page, Row, Shelf

Array = NDArray[Any]

FACETS: Final = ("outlet", "month", "language")
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 12
_LONGEST = 40  # characters of a word; no word of a language is longer
_SATURATION = 1.2  # BM25's k1: how soon more of the same word counts no more
_HEADLINE = 2  # how often a word counts besides, where it is in the headline


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for: words that must all occur, and a value for any of `FACETS`.

    `words` are folded: lower case, without accents. An empty value of a facet asks for reports
    that have none.
    """

    words: tuple[str, ...]
    facets: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, text: str, **facets: str | None) -> Query:
        """The query for what a user typed; no more than twelve words of it."""
        found = [word[:_LONGEST] for word in _WORD.findall(folded(text))]
        chosen = [(name, value) for name, value in facets.items() if value is not None]
        return cls(tuple(dict.fromkeys(found))[:_MOST_WORDS], tuple(chosen))


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the reports that match, each with its `score`, and how many more match by facet.

    `facets` count for each facet all values under what else was chosen, so that one can change it.
    """

    page: Page
    facets: Mapping[str, list[Row]]


def folded(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():  # nearly every word, at a fifth of the cost
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in plain if not unicodedata.combining(c))


def search(shelf: Shelf, query: Query, *, number: int = 1, size: int = 20) -> Found:
    """The reports that have all the words, best first; those that score alike by date."""
    places, scores = _ranked(shelf, query.words)
    columns = {name: shelf.column(f"search_{name}", _COLUMNS[name])[places] for name in FACETS}
    holds = {name: columns[name] == value for name, value in query.facets}
    kept = np.logical_and.reduce([np.ones(len(places), bool), *holds.values()])
    order = np.lexsort((places[kept], -scores[kept]))[(number - 1) * size : number * size]
    best = dict(zip(places[kept][order].tolist(), scores[kept][order].tolist(), strict=True))
    cards = {row["place"]: row for row in shelf.these("report_card", "place", list(best))}
    rows = [{**cards[place], "score": score} for place, score in best.items()]
    facets = {
        name: _counted(columns[name], [held for other, held in holds.items() if other != name])
        for name in FACETS
    }
    return Found(Page(rows, number, size, int(kept.sum())), facets)


# A value a report, by its place; the first place is 1.
_COLUMNS: Final = {
    "outlet": "SELECT '' UNION ALL (SELECT coalesce(outlet, '') FROM shelf.report_card "
    "ORDER BY place)",
    "month": "SELECT '' UNION ALL (SELECT coalesce(strftime(published_from, '%Y-%m'), '') "
    "FROM shelf.report_card ORDER BY place)",
    "language": "SELECT '' UNION ALL (SELECT coalesce(language, '') FROM shelf.report_card "
    "ORDER BY place)",
}


def _ranked(shelf: Shelf, words: tuple[str, ...]) -> tuple[Array, Array]:
    """The places of the reports that have all `words`, and their scores."""
    reports = len(shelf.column("search_language", _COLUMNS["language"])) - 1
    places: Array = np.array([], np.int64)
    scores: Array = np.array([], np.float64)
    for n, word in enumerate(words):
        here, times = _postings(shelf, word)
        rarity = np.log1p((reports - len(here) + 0.5) / (len(here) + 0.5))
        found = rarity * times * (1 + _SATURATION) / (times + _SATURATION)
        if n == 0:
            places, scores = here, found
            continue
        places, one, other = np.intersect1d(places, here, assume_unique=True, return_indices=True)
        scores = scores[one] + found[other]
    return places, scores


def _postings(shelf: Shelf, word: str) -> tuple[Array, Array]:
    rows = shelf.arrays("SELECT place, times, title FROM shelf.word WHERE word = ?", [word])
    return rows["place"], rows["times"] + _HEADLINE * rows["title"].astype(np.float64)


def _counted(values: Array, holds: list[Array], most: int = 12) -> list[Row]:
    """How often each value occurs where all of `holds` do; the most frequent first."""
    kept = np.logical_and.reduce([np.ones(len(values), bool), *holds])
    found, numbers = np.unique(values[kept], return_counts=True)
    counts = sorted(zip(found.tolist(), numbers.tolist(), strict=True), key=lambda c: (-c[1], c[0]))
    return [{"value": value, "n": n} for value, n in counts[:most]]
