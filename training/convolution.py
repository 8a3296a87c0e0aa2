"""Fits a small convolutional network over the rows of sequences (`dragoman.models.convolution`).

Cross-entropy of the rows by AdamW (Loshchilov and Hutter 2019) with one cycle of the rate (Smith
2018), in PyTorch on one thread: the same examples and settings give the same weights on the same
machine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from dragoman.models.convolution import AFTER, BEFORE, Floats, shapes

Weights = Mapping[str, torch.Tensor]
"""Tensors, by the names of `shapes`."""
_NOBODY = -100  # the label of padding, which PyTorch leaves out of the loss


@dataclass(frozen=True, slots=True)
class Labelled:
    """One sequence: rows of the table (rows, features), measures and labels."""

    features: NDArray[np.int64]
    measures: Floats
    labels: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train.

    Attributes:
        width: numbers in the vector of a row.
        epochs: passes over the examples.
        rate: the highest step.
        decay: pull of each weight towards 0.
        unseen: share of the features that a step does not see, at random.
        dropped: share of the numbers between the layers that a step does not see.
        flat: share of the sequences whose layout a step does not see.
        layout: how many measures, the last, are of layout.
        batch: rows of a step, padding counted.
        seed: of everything random.
    """

    layout: int
    width: int = 48
    epochs: int = 6
    rate: float = 3e-3
    decay: float = 1e-2
    unseen: float = 0.15
    dropped: float = 0.3
    flat: float = 0.3
    batch: int = 4000
    seed: int = 1


def fit(
    examples: Sequence[Labelled],
    known: int,
    labels: int,
    how: Settings,
    log: Callable[[str], None] = lambda _: None,
) -> dict[str, Floats]:
    """The weights of a network trained on labelled sequences.

    Args:
        examples: the sequences.
        known: how many features have a row in the table, beside the row of unknown ones.
        labels: how many labels there are.
        how: the settings.
        log: told the loss after each epoch.
    """
    torch.set_num_threads(1)
    torch.manual_seed(how.seed)
    random = np.random.default_rng(how.seed)
    weights = _first(shapes(known, examples[0].measures.shape[1], how.width, labels))
    plan = [
        batches([len(e.labels) for e in examples], how.batch, random) for _ in range(how.epochs)
    ]
    optimizer = torch.optim.AdamW(weights.values(), lr=how.rate, weight_decay=how.decay)
    steps = sum(map(len, plan))
    cycle = torch.optim.lr_scheduler.OneCycleLR(optimizer, how.rate, steps, pct_start=0.15)
    typical = float(np.mean([len(e.labels) for e in examples]))
    for number, epoch in enumerate(plan):
        losses = []
        for batch in epoch:
            loss = _loss(weights, [examples[i] for i in batch], how, random, typical)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights.values(), 1.0)
            optimizer.step()
            cycle.step()
            losses.append(float(loss.detach()))
        log(f"epoch {number + 1}/{how.epochs}: loss {np.mean(losses):.4f}")
    found = {name: weight.detach().numpy() for name, weight in weights.items()}
    found["table"][0] = 0
    return found


def _first(wanted: Mapping[str, tuple[int, ...]]) -> dict[str, torch.Tensor]:
    """Weights to begin with: small in the table, else by the sum's length (LeCun et al. 1998)."""
    found = {}
    for name, shape in wanted.items():
        spread = (
            0.0 if name.endswith(".bias") else 0.1 if name == "table" else (1 / shape[0]) ** 0.5
        )
        found[name] = (torch.randn(shape) * spread).requires_grad_()
    return found


def batches(lengths: Sequence[int], rows: int, random: np.random.Generator) -> list[list[int]]:
    """Numbers of sequences of like length, so many that they fill `rows` with padding."""
    order = np.argsort(4 * np.log(lengths) + 2 * random.random(len(lengths)))
    found: list[list[int]] = [[]]
    longest = 0
    for number in map(int, order):
        longest = max(longest, lengths[number])
        if found[-1] and longest * (len(found[-1]) + 1) > rows:
            found.append([])
            longest = lengths[number]
        found[-1].append(number)
    return [found[i] for i in random.permutation(len(found))]


def _loss(
    weights: Weights,
    batch: Sequence[Labelled],
    how: Settings,
    random: np.random.Generator,
    typical: float,
) -> torch.Tensor:
    """The mean loss of the rows, long sequences' counting less, by the root of their length."""
    longest = max(len(e.labels) for e in batch)
    features = np.zeros((len(batch), longest, batch[0].features.shape[1]), np.int64)
    measures = np.zeros((len(batch), longest, batch[0].measures.shape[1]), np.float32)
    gold = np.full((len(batch), longest), _NOBODY, np.int64)
    counts = np.zeros((len(batch), longest), np.float32)
    for i, example in enumerate(batch):
        rows = slice(len(example.labels))
        features[i, rows], measures[i, rows] = example.features, example.measures
        gold[i, rows] = example.labels
        counts[i, rows] = (typical / len(example.labels)) ** 0.5
        if random.random() < how.flat:
            measures[i, :, -how.layout :] = 0
    within = torch.from_numpy((gold != _NOBODY).astype(np.float32))[..., None]
    scores = _scores(weights, torch.from_numpy(features), torch.from_numpy(measures), within, how)
    each = functional.cross_entropy(
        scores.flatten(0, 1), torch.from_numpy(gold).flatten(), reduction="none",
        ignore_index=_NOBODY,
    )  # fmt: skip
    share = torch.from_numpy(counts).flatten()
    return (each * share).sum() / share.sum()


def _scores(
    own: Weights,
    features: torch.Tensor,
    measures: torch.Tensor,
    within: torch.Tensor,
    how: Settings,
) -> torch.Tensor:
    """As `Convolution.probabilities` before the last step, with what a step does not see."""
    count, longest, _ = features.shape
    seen = features * (torch.rand(features.shape) >= how.unseen)
    state = functional.embedding_bag(seen.flatten(0, 1), own["table"], mode="sum", padding_idx=0)
    state = state.view(count, longest, -1) + measures @ own["measures"] + own["measures.bias"]
    state = functional.dropout(functional.relu(_norm(state)), how.dropped) * within
    state = _stack(own, "before", BEFORE, state, within, how)
    mean = state.sum(1) / within.sum(1)
    highest = (state - 1e4 * (1 - within)).amax(1)
    whole = torch.cat([mean, highest], -1) @ own["whole"] + own["whole.bias"]
    state = (
        state
        + functional.dropout(functional.relu(state @ own["own"] + whole[:, None]), how.dropped)
        * within
    )
    state = _stack(own, "after", AFTER, state, within, how)
    return _norm(state) @ own["out"] + own["out.bias"]


def _stack(
    own: Weights,
    name: str,
    distances: Sequence[int],
    state: torch.Tensor,
    within: torch.Tensor,
    how: Settings,
) -> torch.Tensor:
    """The convolutions of one name, one after another."""
    for number, distance in enumerate(distances):
        wide = functional.pad(_norm(state) * within, (0, 0, distance, distance))
        longest = state.shape[1]
        beside = torch.cat(
            [wide[:, :longest], wide[:, distance:-distance], wide[:, 2 * distance :]], -1
        )
        found = functional.relu(beside @ own[f"{name}.{number}"] + own[f"{name}.{number}.bias"])
        state = state + functional.dropout(found, how.dropped) * within
    return state


def _norm(state: torch.Tensor) -> torch.Tensor:
    return functional.layer_norm(state, state.shape[-1:])
