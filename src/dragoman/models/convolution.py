"""A small convolutional network over the rows of a sequence, read with numpy alone.

What is seen of a row becomes a vector; dilated convolutions (Yu and Koltun 2016) let it see the
rows around, in steps that double; then every row sees the mean and the maximum of them all, so that
what is said of it may depend on what kind of sequence it stands in. Training is in the repository's
`training` folder.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
BEFORE, AFTER = (1, 2, 4, 8), (1, 2, 4)
"""How far each convolution looks to both sides, before and after the whole sequence is seen."""
_LITTLE = np.float32(1e-5)  # keeps the norm of a constant vector finite


@dataclass(frozen=True, slots=True, eq=False)
class Convolution:
    """Labels for the rows of a sequence, from hashed features and measures.

    Attributes:
        labels: the labels' names; a label is its index.
        vocabulary: the buckets of features it knows, ascending.
        weights: matrices and biases by name, as `shapes` says; "table" has a row of zeros for
            unknown features, then one for each known.
        about: what training wrote down.
    """

    labels: tuple[str, ...]
    vocabulary: NDArray[np.int32]
    weights: Mapping[str, Floats]
    about: Mapping[str, Any] = field(default_factory=dict)

    def probabilities(self, features: NDArray[np.int32], measures: Floats) -> Floats:
        """The probability of each label in each row of one sequence.

        Args:
            features: (rows, features) buckets, at least one row.
            measures: (rows, measures), what is counted of it, of sizes about 1.

        Returns:
            (rows, labels), each row summing to 1.
        """
        own = self.weights
        state = own["table"][known(self.vocabulary, features)].sum(axis=1)
        state = _relu(_norm(state + measures @ own["measures"] + own["measures.bias"]))
        for number, distance in enumerate(BEFORE):
            state = state + self._around(f"before.{number}", _norm(state), distance)
        whole = np.concatenate([state.mean(axis=0), state.max(axis=0)])
        state = state + _relu(state @ own["own"] + whole @ own["whole"] + own["whole.bias"])
        for number, distance in enumerate(AFTER):
            state = state + self._around(f"after.{number}", _norm(state), distance)
        scores = _norm(state) @ own["out"] + own["out.bias"]
        grown = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares: Floats = grown / grown.sum(axis=1, keepdims=True)
        return shares

    def _around(self, name: str, state: Floats, distance: int) -> Floats:
        """A convolution of each row with those at a distance; nothing stands beyond the ends."""
        wide = np.pad(state, ((distance, distance), (0, 0)))
        beside = np.concatenate([wide[: len(state)], state, wide[2 * distance :]], axis=1)
        return _relu(beside @ self.weights[name] + self.weights[f"{name}.bias"])


def shapes(known: int, measures: int, width: int, labels: int) -> dict[str, tuple[int, ...]]:
    """The weights of a network that knows so many features, by name."""
    found: dict[str, tuple[int, ...]] = {
        "table": (known + 1, width),
        "measures": (measures, width),
        "own": (width, width),
        "whole": (2 * width, width),
        "out": (width, labels),
    }
    found |= {f"before.{number}": (3 * width, width) for number in range(len(BEFORE))}
    found |= {f"after.{number}": (3 * width, width) for number in range(len(AFTER))}
    biased = [name for name in found if name not in ("table", "own")]
    return found | {f"{name}.bias": found[name][-1:] for name in biased}


def known(vocabulary: NDArray[np.int32], features: NDArray[np.int32]) -> NDArray[np.int64]:
    """Each feature's row in the table: one more than its place in the vocabulary, else 0."""
    place = np.searchsorted(vocabulary, features).clip(max=len(vocabulary) - 1)
    return np.where(vocabulary[place] == features, place + 1, 0)


def _norm(state: Floats) -> Floats:
    """Each row to mean 0 and variance 1 (Ba, Kiros and Hinton 2016, without gain)."""
    centred = state - state.mean(axis=1, keepdims=True)
    normed: Floats = centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + _LITTLE)
    return normed


def _relu(state: Floats) -> Floats:
    return np.maximum(state, 0)


@cache
def load_convolution(name: str) -> Convolution:
    """A model that ships with the package, read once a process.

    Raises:
        FileNotFoundError: the package has no such model.
    """
    with files(__package__).joinpath(f"{name}.npz").open("rb") as source:
        arrays = dict(np.load(source))
    about = json.loads(bytes(arrays.pop("about")).decode())
    labels, vocabulary = tuple(about.pop("labels")), arrays.pop("vocabulary")
    arrays["table"] = arrays["table"] * arrays.pop("scale")
    weights = {key: value.astype(np.float32) for key, value in arrays.items()}
    return Convolution(labels, vocabulary, weights, about)


def save_convolution(
    labels: Sequence[str],
    vocabulary: NDArray[np.int32],
    weights: Mapping[str, Floats],
    about: Mapping[str, Any],
    path: Path,
) -> None:
    """Writes a model where `load_convolution` finds it, rounded.

    The table, which is most of it, has eight bits a weight with one scale a column; the rest
    sixteen.
    """
    table = weights["table"]
    scale = np.maximum(np.abs(table).max(axis=0), 1e-6).astype(np.float32) / np.float32(127)
    rest = {name: value.astype(np.float16) for name, value in weights.items() if name != "table"}
    said = json.dumps({"labels": list(labels), **about}, sort_keys=True).encode()
    np.savez_compressed(
        path,
        allow_pickle=False,
        vocabulary=vocabulary,
        table=np.rint(table / scale).astype(np.int8),
        scale=scale,
        about=np.frombuffer(said, np.uint8),
        **rest,
    )
