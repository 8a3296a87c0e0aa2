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
SEQUENCES = 64
"""Sequences that are decoded side by side; more would cost memory for padding."""


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
    """

    labels: tuple[str, ...]
    weights: NDArray[np.int8]
    scale: Floats
    transitions: Floats
    start: Floats
    about: dict[str, Any] = field(default_factory=dict)

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
        summed = np.zeros((len(features), len(self.labels)), np.int32)
        for column in features.T:
            summed += self.weights[column]
        return summed * self.scale

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
    count, steps, labels = scores.shape
    back = np.tile(np.arange(labels, dtype=np.int8), (steps, count, 1))
    best = scores[:, 0] + start
    for step in range(1, steps):
        ways = best[:, :, None] + transitions
        reached = ways.max(axis=1) + scores[:, step]
        real = within[:, step][:, None]
        back[step] = np.where(real, ways.argmax(axis=1), back[step])
        best = np.where(real, reached, best)
    found = np.zeros((count, steps), np.int8)
    found[:, -1] = best.argmax(axis=1)
    every = np.arange(count)
    for step in range(steps - 1, 0, -1):
        found[:, step - 1] = back[step, every, found[:, step]]
    return found


def posterior(
    scores: Floats, within: NDArray[np.bool_], transitions: Floats, start: Floats
) -> Floats:
    """Marginals (sequences, steps, labels) of padded scores of the same shape."""
    ahead = forward(scores, within, transitions, start)
    behind = backward(scores, within, transitions)
    return softmax(ahead + behind)


def forward(
    scores: Floats, within: NDArray[np.bool_], transitions: Floats, start: Floats
) -> Floats:
    """Log weight of all beginnings that end in each label; padding repeats the last real step."""
    ahead = np.empty_like(scores)
    ahead[:, 0] = scores[:, 0] + start
    for step in range(1, scores.shape[1]):
        reached = logsumexp(ahead[:, step - 1, :, None] + transitions) + scores[:, step]
        ahead[:, step] = np.where(within[:, step, None], reached, ahead[:, step - 1])
    return ahead


def backward(scores: Floats, within: NDArray[np.bool_], transitions: Floats) -> Floats:
    """Log weight of all endings after each label; 0 at and after the last real step."""
    behind = np.zeros_like(scores)
    for step in range(scores.shape[1] - 2, -1, -1):
        onward = (scores[:, step + 1] + behind[:, step + 1])[:, :, None]
        left = logsumexp(onward + transitions.T)
        behind[:, step] = np.where(within[:, step + 1, None], left, 0)
    return behind


def logsumexp(values: Floats) -> Floats:
    """Log of the sum of exponentials over the middle axis of (sequences, from, to)."""
    top = values.max(axis=1)
    summed: Floats = top + np.log(np.exp(values - top[:, None, :]).sum(axis=1))
    return summed


def softmax(values: Floats) -> Floats:
    """Probabilities over the last axis."""
    grown = np.exp(values - values.max(axis=-1, keepdims=True))
    shares: Floats = grown / grown.sum(axis=-1, keepdims=True)
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
