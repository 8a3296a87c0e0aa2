"""Fits a linear-chain conditional random field over hashed features, on one processor.

Maximum likelihood by AdaGrad (Duchi et al. 2011) over small batches, weights averaged over the
last epochs, then rounded to eight bits a weight with one scale a label. Deterministic: the same
examples and settings give the same weights on the same machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dragoman.models.chain import FORBIDDEN, ChainField, Floats
from training.logs import backward, forward, softmax


@dataclass(frozen=True, slots=True)
class Example:
    """One sequence: (rows, features) buckets and (rows) labels."""

    features: NDArray[np.int32]
    labels: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train.

    Attributes:
        buckets: features are hashed into so many.
        epochs: passes over the examples.
        averaged: the last epochs whose weights are averaged.
        rate: AdaGrad's step.
        decay: pull of each weight in a batch towards 0 (L2).
        dropped: share of the features that a step does not see, at random.
        batch: rows a step looks at, whole sequences.
        seed: of the order of the batches.
        silent: a bucket whose weights stay 0, for features that shall not count; None: no such.
    """

    buckets: int
    epochs: int = 8
    averaged: int = 3
    rate: float = 0.1
    decay: float = 1e-6
    dropped: float = 0.0
    batch: int = 1200
    seed: int = 1
    silent: int | None = None


class Trainer:
    """Weights on their way: `fit` makes one, and asks it for a model at the end."""

    def __init__(self, labels: Sequence[str], forbidden: NDArray[np.bool_], how: Settings) -> None:
        """A trainer that knows nothing yet.

        Args:
            labels: names of the labels.
            forbidden: (labels, labels), true where the column's label may not follow the row's.
            how: the settings.
        """
        count = len(labels)
        self.labels, self.how = tuple(labels), how
        self.random = np.random.default_rng(how.seed)
        self.barred = np.where(forbidden, FORBIDDEN, np.float32(0)).astype(np.float32)
        self.weights = np.zeros((how.buckets, count), np.float32)
        self.transitions = np.zeros((count, count), np.float32)
        self.start = np.zeros(count, np.float32)
        self.seen = [np.full_like(p, 1e-2) for p in self.parameters()]

    def parameters(self) -> tuple[Floats, Floats, Floats]:
        """Everything that is learned, in place."""
        return self.weights, self.transitions, self.start

    def step(self, batch: Sequence[Example]) -> float:
        """One step over some sequences; returns the mean log loss of a row."""
        lengths = np.array([len(e.labels) for e in batch])
        rows = np.concatenate([e.features for e in batch])
        gold = np.concatenate([e.labels for e in batch])
        used, place = np.unique(rows, return_inverse=True)
        width = rows.shape[1]
        design = csr_matrix(
            (
                self.kept(rows.size),
                place.ravel(),
                np.arange(0, rows.size + 1, width),
            ),
            shape=(len(rows), len(used)),
        )
        scores = design @ self.weights[used]
        excess, moves, starts, loss = self.excess(scores, gold, lengths)
        slope = design.T @ excess + self.how.decay * self.weights[used]
        if self.how.silent is not None:
            slope[used == self.how.silent] = 0
        self.move(0, slope, used)
        self.move(1, moves, slice(None))
        self.move(2, starts, slice(None))
        return loss / len(rows)

    def kept(self, size: int) -> Floats:
        """What each feature counts in a step: the seen ones stand in for the dropped ones."""
        if not self.how.dropped:
            return np.ones(size, np.float32)
        seen = self.random.random(size, np.float32) >= self.how.dropped
        return seen.astype(np.float32) / np.float32(1 - self.how.dropped)

    def move(self, which: int, slope: Floats, at: NDArray[np.int64] | slice) -> None:
        """AdaGrad: down the slope, each weight by how far it was pushed before."""
        seen = self.seen[which]
        seen[at] += slope * slope
        self.parameters()[which][at] -= self.how.rate * slope / np.sqrt(seen[at])

    def excess(
        self, scores: Floats, gold: NDArray[np.int8], lengths: NDArray[np.int64]
    ) -> tuple[Floats, Floats, Floats, float]:
        """Expected minus true counts of labels, transitions and starts, and the log loss."""
        count, longest = len(lengths), int(lengths.max())
        within = np.arange(longest) < lengths[:, None]
        padded = np.zeros((count, longest, scores.shape[1]), np.float32)
        padded[within] = scores
        true = np.zeros((count, longest), np.int64)
        true[within] = gold
        steps = self.transitions + self.barred
        ahead = forward(padded, within, steps, self.start)
        behind = backward(padded, within, steps)
        shares = softmax(ahead + behind)
        last = ahead[:, -1]
        total = last.max(1) + np.log(np.exp(last - last.max(1, keepdims=True)).sum(1))
        every, one = np.arange(count), np.eye(scores.shape[1], dtype=np.float32)
        starts = shares[:, 0].sum(0) - one[true[:, 0]].sum(0)
        moves = np.zeros_like(self.transitions)
        score = self.start[true[:, 0]].sum() + padded[within][np.arange(len(gold)), gold].sum()
        for step in range(1, longest):
            real = within[:, step]
            onward = (padded[real, step] + behind[real, step])[:, None, :]
            ways = ahead[real, step - 1][:, :, None] + steps + onward - total[real, None, None]
            moves += np.exp(ways).sum(0)
            before, after = true[every[real], step - 1], true[every[real], step]
            np.subtract.at(moves, (before, after), 1)
            score += steps[before, after].sum()
        excess = shares[within] - one[gold]
        return excess, moves, starts, float(total.sum() - score)

    def model(self, parameters: Sequence[Floats], about: dict[str, Any]) -> ChainField:
        """The model of some parameters, its weights rounded to eight bits."""
        weights, transitions, start = parameters
        scale = np.maximum(np.abs(weights).max(0), 1e-6).astype(np.float32) / np.float32(127)
        rounded = np.clip(np.rint(weights / scale), -127, 127).astype(np.int8)
        return ChainField(self.labels, rounded, scale, transitions + self.barred, start, about)


def fit(
    examples: Sequence[Example],
    labels: Sequence[str],
    how: Settings,
    forbidden: NDArray[np.bool_] | None = None,
    about: dict[str, Any] | None = None,
    log: Callable[[str], None] = lambda _: None,
) -> ChainField:
    """A model trained on labelled sequences.

    Args:
        examples: the sequences; empty ones are left out.
        labels: names of the labels.
        how: the settings.
        forbidden: (labels, labels), true where the column's label may not follow the row's.
        about: what the model should say of itself.
        log: told the loss after each epoch.
    """
    if forbidden is None:
        forbidden = np.zeros((len(labels), len(labels)), np.bool_)
    trainer = Trainer(labels, forbidden, how)
    kept = [e for e in examples if len(e.labels)]
    random = np.random.default_rng(how.seed)
    means = [np.zeros_like(p) for p in trainer.parameters()]
    for epoch in range(how.epochs):
        losses = [trainer.step(batch) for batch in shuffled(kept, how.batch, random)]
        log(f"epoch {epoch + 1}/{how.epochs}: loss {np.mean(losses):.4f}")
        if epoch >= how.epochs - how.averaged:
            share = 1 / min(how.averaged, how.epochs)
            means = [m + p * share for m, p in zip(means, trainer.parameters(), strict=True)]
    return trainer.model(means, about or {})


def shuffled(
    examples: Sequence[Example], rows: int, random: np.random.Generator
) -> Iterator[list[Example]]:
    """Batches of sequences of like length, in random order."""
    jitter = random.random(len(examples))
    order = sorted(
        range(len(examples)), key=lambda i: len(examples[i].labels) // 8 + float(jitter[i])
    )
    batches: list[list[Example]] = [[]]
    held = 0
    for index in order:
        if held >= rows:
            batches.append([])
            held = 0
        batches[-1].append(examples[index])
        held += len(examples[index].labels)
    for index in random.permutation(len(batches)):
        yield batches[int(index)]
