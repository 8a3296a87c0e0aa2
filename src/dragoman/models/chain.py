"""A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001), for reading.

Training is in the repository's `training` folder; a user's machine only ever sums weights,
decodes (Viterbi) and asks for marginals (forward-backward), many sequences in one go.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FORBIDDEN = np.float32(-1e4)
"""A score that no path survives, and that is far from overflow."""
LANES = 8
"""Weights that are looked up as one number: eight bytes, one a label."""
RUNS = 256
"""Features that sixteen bits of a sum have room for, a weight taking up to 255."""


@dataclass(frozen=True, slots=True, eq=False)
class ChainField:
    """Labels for the rows of sequences, from hashed features and the label before.

    Attributes:
        labels: the labels' names; a label is its index.
        weights: (buckets, labels), whole numbers in [-127, 127].
        scale: (labels), what a weight of 1 is worth.
        transitions: (labels, labels), the score of column after row; FORBIDDEN where none is.
        start: (labels), the score of a label in the first row.
        about: what training wrote down (pipeline, templates, measures).
        packed: for every eight labels (buckets), their weights and 128 more as bytes of one
            number, so that one look finds them all.
    """

    labels: tuple[str, ...]
    weights: NDArray[np.int8]
    scale: Floats
    transitions: Floats
    start: Floats
    about: dict[str, Any] = field(default_factory=dict)
    packed: tuple[NDArray[np.uint64], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Packs the weights for looking up."""
        object.__setattr__(self, "packed", pack(self.weights))

    @property
    def buckets(self) -> int:
        """How many buckets features are hashed into."""
        return len(self.weights)

    def scores(self, features: NDArray[np.int32]) -> Floats:
        """The score of each label in each row, before its neighbours are asked.

        Args:
            features: (rows, features) buckets.

        Returns:
            (rows, labels).
        """
        summed = [sums(features, lanes) for lanes in self.packed]
        return np.concatenate(summed, axis=1)[:, : len(self.labels)] * self.scale

    def decode(self, scores: Floats, lengths: Sequence[int]) -> NDArray[np.int8]:
        """The best sequence of labels for each sequence of rows (Viterbi).

        Args:
            scores: (rows, labels), the sequences one after another.
            lengths: rows of each sequence.

        Returns:
            (rows) labels.
        """
        abreast = Abreast.of(lengths)
        found = np.empty(len(scores), np.int8)
        found[abreast.rows] = viterbi(scores, abreast, self.transitions, self.start)
        return found

    def marginals(self, scores: Floats, lengths: Sequence[int]) -> Floats:
        """The probability of each label in each row, its whole sequence considered.

        Args and shapes as for `decode`; returns (rows, labels), each row summing to 1.
        """
        abreast = Abreast.of(lengths)
        found = np.empty_like(scores)
        found[abreast.rows] = posterior(scores, abreast, self.transitions, self.start).T
        return found


def pack(weights: NDArray[np.int8]) -> tuple[NDArray[np.uint64], ...]:
    """Weights (buckets, labels) as one number a bucket for every eight labels (see `packed`)."""
    buckets, labels = weights.shape
    padded = np.zeros((buckets, -(-labels // LANES) * LANES), np.int16)
    padded[:, :labels] = weights
    raised = (padded + 128).astype(np.uint8)
    groups = np.split(raised, padded.shape[1] // LANES, axis=1)
    return tuple(np.ascontiguousarray(group).view("<u8")[:, 0] for group in groups)


def sums(features: NDArray[np.int32], packed: NDArray[np.uint64]) -> NDArray[np.int32]:
    """The summed weights of each row's features for eight labels, (rows, 8).

    Eight additions in two: every other byte is widened to sixteen bits, which hold many bytes' sum.
    """
    rows, count = features.shape
    every_other = np.uint64(0x00FF00FF00FF00FF)
    total = np.full((rows, LANES), -128 * count, np.int32)
    for first in range(0, count, RUNS):
        even, odd = np.zeros(rows, "<u8"), np.zeros(rows, "<u8")
        for column in features.T[first : first + RUNS]:
            found = packed.take(column)
            even += found & every_other
            found >>= np.uint64(8)
            found &= every_other
            odd += found
        total[:, 0::2] += even.view("<u2").reshape(rows, LANES // 2)
        total[:, 1::2] += odd.view("<u2").reshape(rows, LANES // 2)
    return total


class Abreast(NamedTuple):
    """Sequences side by side: all their first rows, then the second rows of those that have one.

    The longest come first, so that whichever go on from a step to the next are the first of it:
    no row is padding, and one operation a step serves all sequences.

    Attributes:
        rows: (rows) which row stands at each place.
        ends: (steps) the place behind the last one of each step.
    """

    rows: NDArray[np.int64]
    ends: list[int]

    @property
    def first(self) -> int:
        """How many places the first step has."""
        return self.ends[0] if self.ends else 0

    @classmethod
    def of(cls, lengths: Sequence[int]) -> Abreast:
        """Sequences that stand one after another, each of so many rows."""
        sizes = np.asarray(lengths, np.int64)
        step = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        rows = np.lexsort((np.repeat(-sizes, sizes), step))
        return cls(rows, np.cumsum(np.bincount(step)).tolist())

    def moves(self) -> Iterator[tuple[slice, slice]]:
        """From each step to the next: the places that go on, and where they go."""
        for start, end, far in zip([0, *self.ends], self.ends, self.ends[1:], strict=False):
            yield slice(start, start + far - end), slice(end, far)


def viterbi(
    scores: Floats, abreast: Abreast, transitions: Floats, start: Floats
) -> NDArray[np.intp]:
    """The best label of each place, for scores (rows, labels)."""
    best = scores[abreast.rows].T.copy()  # numpy is fast along the last axis, if that is long
    best[:, : abreast.first] += start[:, None]
    moves = list(abreast.moves())
    for before, after in moves:
        best[:, after] += (best[:, before][:, None] + transitions[:, :, None]).max(axis=0)
    found: NDArray[np.intp] = best.argmax(axis=0)
    for before, after in reversed(moves):
        found[before] = (best[:, before] + transitions[:, found[after]]).argmax(axis=0)
    return found


def posterior(scores: Floats, abreast: Abreast, transitions: Floats, start: Floats) -> Floats:
    """The marginals (labels, places) for scores (rows, labels).

    Forward-backward on probabilities, each step scaled to a sum of 1 (Rabiner 1989): the factors
    are those of a whole sequence and step, so they cancel.
    """
    own = scores[abreast.rows].T.copy()
    grown = np.exp(own - own.max(axis=0), dtype=np.float64)
    ways, moves = np.exp(transitions.astype(np.float64)), list(abreast.moves())
    ahead, behind = grown.copy(), np.ones_like(grown)
    ahead[:, : abreast.first] *= np.exp(start.astype(np.float64))[:, None]
    for before, after in moves:
        reached = (ways.T @ ahead[:, before]) * grown[:, after]
        ahead[:, after] = reached / reached.sum(axis=0)
    for before, after in reversed(moves):
        left = ways @ (grown[:, after] * behind[:, after])
        behind[:, before] = left / left.sum(axis=0)
    both = ahead * behind
    both /= both.sum(axis=0)
    shares: Floats = both.astype(np.float32)
    return shares


@cache
def load(name: str) -> ChainField:
    """A model that ships with the package, read once a process.

    Raises:
        FileNotFoundError: the package has no such model.
    """
    with files(__package__).joinpath(f"{name}.npz").open("rb") as source:
        arrays = np.load(source)
        about = json.loads(bytes(arrays["about"]).decode())
        return ChainField(
            labels=tuple(about.pop("labels")),
            weights=arrays["weights"],
            scale=arrays["scale"],
            transitions=arrays["transitions"],
            start=arrays["start"],
            about=about,
        )


def save(model: ChainField, path: Path) -> None:
    """Writes a model where `load` finds it; the same model always gives the same arrays."""
    about = json.dumps({"labels": model.labels, **model.about}, sort_keys=True).encode()
    np.savez_compressed(
        path,
        weights=model.weights,
        scale=model.scale,
        transitions=model.transitions,
        start=model.start,
        about=np.frombuffer(about, np.uint8),
    )
