"""Boosted decision trees, read with numpy alone: how likely a row of numbers is a "yes"."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Boosted:
    """Trees of one width, padded; the sum of their leaves is the log-odds of "yes".

    Attributes:
        features: names of the columns, in their order.
        column: (trees, nodes), the column that a node looks at; -1 for a leaf.
        threshold: (trees, nodes), up to which one goes left.
        children: (trees, nodes, 2), the numbers of the nodes to the left and right.
        value: (trees, nodes), log-odds that a leaf adds.
        base: log-odds before the first tree.
        about: how it was trained, as its card says.
    """

    features: tuple[str, ...]
    column: NDArray[np.int16]
    threshold: NDArray[np.float32]
    children: NDArray[np.int16]
    value: NDArray[np.float32]
    base: float
    about: Mapping[str, Any] = field(default_factory=dict)

    def probabilities(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """The probability of "yes" for each row.

        Args:
            rows: shape (rows, features).
        """
        odds = np.full(len(rows), self.base)
        every = np.arange(len(rows))
        for tree in range(len(self.column)):
            column, threshold = self.column[tree], self.threshold[tree]
            node = np.zeros(len(rows), np.intp)
            while (inner := column[node] >= 0).any():
                right = rows[every, column[node]] > threshold[node]
                node = np.where(inner, self.children[tree][node, right.astype(np.intp)], node)
            odds += self.value[tree][node]
        return np.asarray(1 / (1 + np.exp(-odds)))


@cache
def load_boosted(name: str) -> Boosted:
    """A model that ships with the package, read once a process.

    Raises:
        FileNotFoundError: the package has no such model.
    """
    with files(__package__).joinpath(f"{name}.npz").open("rb") as source:
        arrays = np.load(source)
        about = json.loads(bytes(arrays["about"]).decode())
        return Boosted(
            tuple(about.pop("features")),
            arrays["column"],
            arrays["threshold"],
            arrays["children"],
            arrays["value"],
            float(about.pop("base")),
            about,
        )


def save_boosted(model: Boosted, path: Path) -> None:
    """Writes a model where `load_boosted` finds it."""
    said = {"features": model.features, "base": model.base, **model.about}
    np.savez_compressed(
        path,
        column=model.column,
        threshold=model.threshold,
        children=model.children,
        value=model.value,
        about=np.frombuffer(json.dumps(said, sort_keys=True).encode(), np.uint8),
    )
