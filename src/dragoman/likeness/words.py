"""Wordings as weighted terms: which content words two texts share, and how rare those are."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from math import log, sqrt
from typing import Any, NamedTuple

from dragoman.model import Span

WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*")
CHUNK = re.compile(r"\S+")
# Both begin with the mark, which is found at once; what stands before it is looked at after that.
JOINED = re.compile(r"[-‐‑](?<=\w[-‐‑])(?=\w)")
ACRONYM_DOT = re.compile(r"\.(?<=\b[A-Za-z]\.)(?=[A-Za-z]\b)")

REMEMBERED = 1 << 16
"""Words, and sets of them, whose terms and weights are kept at hand."""


@cache
def _lexicon() -> tuple[frozenset[str], tuple[str, ...], int, int]:
    """Stop words, endings, letters kept of a stem, and the shortest stem."""
    source = resources.files(__package__).joinpath("words.toml").read_text("utf-8")
    data: dict[str, Any] = tomllib.loads(source)
    stop = frozenset(data["function_words"].split() + data["reporting_words"].split())
    return stop, tuple(data["endings"]), data["kept_letters"], data["shortest_stem"]


@cache
def stem(word: str) -> str:
    """The first letters of a lower-case word without its inflection ("talks" → "talk")."""
    _, endings, kept, shortest = _lexicon()
    if word[0].isdigit():
        return word
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            word = word[: -len(ending)]
            break
    return word[:kept]


def tokens(text: str) -> list[str]:
    """Every word and number of `text` in lower case, in order; "co-operate" is one word."""
    plain = ACRONYM_DOT.sub("", JOINED.sub("", text))
    return [word.lower().replace(",", "") for word in WORD.findall(plain)]


def content_words(text: str) -> list[str]:
    """The words of `text` that carry content, in lower case, in order, with repetitions."""
    stop = _lexicon()[0]
    return [word for word in tokens(text) if word not in stop]


def terms(text: str) -> list[str]:
    """Stems of the content words of `text`, in order, with repetitions."""
    return [stem(word) for word in content_words(text)]


def located_terms(text: str, span: Span) -> Iterator[tuple[int, str]]:
    """The terms of a stretch of `text`, each with the offset of the word that carries it."""
    for chunk in CHUNK.finditer(text, span.start, span.end):
        for term in _terms_of_chunk(chunk[0]):
            yield chunk.start(), term


@lru_cache(maxsize=REMEMBERED)
def _terms_of_chunk(chunk: str) -> tuple[str, ...]:
    return tuple(terms(chunk))


class Vector(NamedTuple):
    """Terms with their tf-idf, in the order of terms, and the sum of their squares."""

    weights: Mapping[str, float]
    squares: float

    def cosine(self, other: Vector) -> float:
        """Cosine of two vectors, in [0, 1]; 0 where one is empty."""
        there = other.weights
        dot = sum(value * there[term] for term, value in self.weights.items() if term in there)
        norm = sqrt(self.squares * other.squares)
        return dot / norm if norm else 0.0


class _Rarity(dict[str, float]):
    """Term → its weight, worked out when it is first asked for."""

    def __init__(self, frequency: Mapping[str, int], documents: int) -> None:
        super().__init__()
        self._frequency, self._documents = frequency, documents

    def __missing__(self, term: str) -> float:
        weight = log(1 + max(self._documents, 1) / max(self._frequency.get(term, 1), 1))
        self[term] = weight
        return weight


@dataclass(frozen=True, slots=True)
class Weights:
    """How much it means that two texts share a term: rare terms weigh more.

    Inverse document frequency (Spärck Jones 1972), `log(1 + N / df)`, so that a term of every
    text still weighs something (log 2). Terms never seen weigh as those seen once.
    """

    frequency: Mapping[str, int]
    documents: int
    _weight: _Rarity = field(init=False, repr=False, compare=False)
    _total: dict[frozenset[str], float] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Weighs a term once it is asked for."""
        object.__setattr__(self, "_weight", _Rarity(self.frequency, self.documents))

    @classmethod
    def of(cls, documents: Iterable[Collection[str]]) -> Weights:
        """Counts in how many of `documents` (each a collection of terms) a term occurs."""
        frequency: Counter[str] = Counter()
        count = 0
        for document in documents:
            frequency.update(set(document))
            count += 1
        return cls(frequency, count)

    def __getitem__(self, term: str) -> float:
        return self._weight[term]

    def total(self, texts: Iterable[str]) -> float:
        """The weight of a set of terms; that of a frozen one is worked out once."""
        if not isinstance(texts, frozenset):
            return self._sum(set(texts))
        total = self._total.get(texts)
        if total is None:
            if len(self._total) >= REMEMBERED:
                self._total.clear()
            total = self._total[texts] = self._sum(texts)
        return total

    def _sum(self, terms_: Collection[str]) -> float:
        """The weight of distinct terms, always added up in one order."""
        return sum(map(self._weight.__getitem__, sorted(terms_)))

    def cosine(self, left: Collection[str], right: Collection[str]) -> float:
        """Cosine of the two texts' tf-idf vectors, with tf = 1 + log count; in [0, 1]."""
        return self.vector(left).cosine(self.vector(right))

    def overlap(self, left: Collection[str], right: Collection[str]) -> float:
        """Weight shared by the two sets, relative to the lighter one; in [0, 1]."""
        smaller = min(self.total(left), self.total(right))
        return self._sum(_shared(left, right)) / smaller if smaller else 0.0

    def dice(self, left: Collection[str], right: Collection[str]) -> float:
        """Weight shared by the two sets, relative to their mean; in [0, 1] (Dice 1945)."""
        both = self.total(left) + self.total(right)
        return 2 * self._sum(_shared(left, right)) / both if both else 0.0

    def vector(self, text: Collection[str]) -> Vector:
        """The tf-idf vector of a text, for many comparisons of it."""
        found = {t: (1 + log(n)) * self[t] for t, n in sorted(Counter(text).items())}
        return Vector(found, sum(v * v for v in found.values()))


def _shared(left: Collection[str], right: Collection[str]) -> frozenset[str]:
    """The terms that stand in both; nothing is copied where both are frozen sets already."""
    return frozenset(left) & frozenset(right)
