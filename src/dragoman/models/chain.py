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
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FORBIDDEN = np.float32(-1e4)
"""A score that no path survives, and that is far from overflow."""
SEQUENCES = 256
"""Sequences that are decoded side by side; more would cost memory for padding."""
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
        found = np.zeros(len(scores), np.int8)
        for places, padded, within in batches(scores, lengths):
            found[places[within]] = viterbi(padded, within, self.transitions, self.start)[within]
        return found

    def marginals(self, scores: Floats, lengths: Sequence[int]) -> Floats:
        """The probability of each label in each row, its whole sequence considered.

        Args and shapes as for `decode`; returns (rows, labels), each row summing to 1.
        """
        found = np.zeros_like(scores)
        for places, padded, within in batches(scores, lengths):
            found[places[within]] = posterior(padded, within, self.transitions, self.start)[within]
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


def batches(
    scores: Floats, lengths: Sequence[int]
) -> Iterator[tuple[NDArray[np.int64], Floats, NDArray[np.bool_]]]:
    """Sequences of like length side by side.

    Yields:
        (sequences, longest) row numbers, their padded scores, and which of them are real.
    """
    sizes = np.asarray(lengths, np.int64)
    starts = np.cumsum(sizes) - sizes
    order = np.argsort(sizes, kind="stable")
    order = order[sizes[order] > 0]
    for first in range(0, len(order), SEQUENCES):
        chosen = order[first : first + SEQUENCES]
        steps = np.arange(sizes[chosen].max())
        within = steps < sizes[chosen][:, None]
        places = np.where(within, starts[chosen][:, None] + steps, 0)
        yield places, scores[places], within


def viterbi(
    scores: Floats, within: NDArray[np.bool_], transitions: Floats, start: Floats
) -> NDArray[np.int8]:
    """Best labels (sequences, steps) of padded scores (sequences, steps, labels)."""
    ahead, real = _step_by_step(scores), within.T
    ahead[0] += start[:, None]
    for step in range(1, len(ahead)):
        before = ahead[step - 1]
        reached = (before[:, None] + transitions[:, :, None]).max(axis=0)
        ahead[step] = np.where(real[step], reached + ahead[step], before)
    found = np.empty(real.shape, np.int8)
    found[-1] = ahead[-1].argmax(axis=0)
    for step in range(len(ahead) - 1, 0, -1):
        before = (ahead[step - 1] + transitions[:, found[step]]).argmax(axis=0)
        found[step - 1] = np.where(real[step], before, found[step])
    return found.T


def posterior(
    scores: Floats, within: NDArray[np.bool_], transitions: Floats, start: Floats
) -> Floats:
    """Marginals (sequences, steps, labels) of padded scores of the same shape.

    Forward-backward on probabilities, each step scaled to a sum of 1 (Rabiner 1989): the factors
    are those of a whole sequence and step, so they cancel.
    """
    own = _step_by_step(scores)
    grown = np.exp(own - own.max(axis=1, keepdims=True), dtype=np.float64)
    ways, real = np.exp(transitions.astype(np.float64)), within.T
    ahead, behind = np.empty_like(grown), np.ones_like(grown)
    ahead[0] = grown[0] * np.exp(start.astype(np.float64))[:, None]
    for step in range(1, len(grown)):
        reached = (ways.T @ ahead[step - 1]) * grown[step]
        ahead[step] = reached / reached.sum(axis=0)
    for step in range(len(grown) - 2, -1, -1):
        left = ways @ (grown[step + 1] * behind[step + 1])
        behind[step] = np.where(real[step + 1], left / left.sum(axis=0), 1)
    both = ahead * behind
    both /= both.sum(axis=1, keepdims=True)
    shares: Floats = both.transpose(2, 0, 1).astype(np.float32)
    return shares


def _step_by_step(scores: Floats) -> Floats:
    """A copy as (steps, labels, sequences): numpy is fast along the last axis, if that is long."""
    return scores.transpose(1, 2, 0).copy()


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
