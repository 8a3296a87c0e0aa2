"""How words look beside their neighbours: the parser's convolutions, read by numpy alone.

Each of the four layers sees a word with the one before and the one after, takes the largest of
three sums for each number, brings a word's numbers to mean 0 and variance 1, and adds them to what
came in (spaCy's `MaxoutWindowEncoder`). thinc keeps for training what reading never asks for; here
a block of words goes through a layer while it stays in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model

Floats = NDArray[np.float32]

LAYER = ("expand_window", "maxout", "layernorm", "dropout")
BLOCK = 1024
"""Words that go through a layer at a time: some megabytes."""
TINY = 1e-8
"""Added to a variance that is divided by, as thinc does."""


def read_windows(model: Model[Any, Any]) -> None:
    """Lets convolutions within a model be read by numpy; those built otherwise stay."""
    for node in list(model.walk()):
        if node.name.startswith("with_array(residual(") and len(node.layers) == 1:
            layers = [Layer.of(residual) for residual in node.layers[0].layers]
            found = [layer for layer in layers if layer is not None]
            if found and len(found) == len(layers):
                node.layers[0] = Model("dragoman_windows", Windows(found), layers=[node.layers[0]])


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """The weights of one layer over windows of three words of so many numbers.

    Attributes:
        weights: (3 × numbers, pieces × numbers), the pieces of all numbers one after another.
        bias: (pieces × numbers).
        pieces: how many sums a number is the largest of.
        scale, shift: (numbers), what comes after bringing to mean 0 and variance 1.
    """

    weights: Floats
    bias: Floats
    pieces: int
    scale: Floats
    shift: Floats

    @classmethod
    def of(cls, residual: Model[Any, Any]) -> Layer | None:
        """The layer within a residual one, or None where it is built otherwise."""
        parts = [part for part in residual.walk(order="dfs_pre") if not part.layers]
        if residual.name.partition("(")[0] != "residual" or tuple(p.name for p in parts) != LAYER:
            return None
        window, maxout, norm, _ = parts
        given: list[Any] = [maxout.get_param(n) for n in "Wb"] + [norm.get_param(n) for n in "Gb"]
        if window.attrs["window_size"] != 1:
            return None
        weights, bias, scale, shift = given
        numbers, pieces, seen = weights.shape
        return cls(
            weights=np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(-1, seen).T),
            bias=np.ascontiguousarray(bias.T).reshape(numbers * pieces),
            pieces=pieces,
            scale=scale,
            shift=shift,
        )

    def added(self, words: Floats) -> Floats:
        """The words (words, numbers) with what the layer makes of each."""
        out = np.empty_like(words)
        for block, seen in windows(words):
            sums = seen @ self.weights
            sums += self.bias
            found = np.maximum.reduce(np.split(sums, self.pieces, axis=1))
            normalise(found)
            found *= self.scale
            found += self.shift
            np.add(words[block], found, out=out[block])
        return out


class Windows:
    """The layers of one convolution, one after another."""

    def __init__(self, layers: list[Layer]) -> None:
        self._layers = layers

    def __call__(self, _: Model[Any, Any], words: Floats, is_train: bool) -> tuple[Floats, None]:
        """What the layers make of words (words, numbers), a row of zeros between two texts.

        (thinc's forward pass; nothing is trained here.)
        """
        assert not is_train, "the parser is not trained here"
        for layer in self._layers:
            words = layer.added(words)
        return words, None


def windows(words: Floats) -> Iterator[tuple[slice, Floats]]:
    """Blocks of words, each word with its neighbours: (words, 3 × numbers); zeros where none is."""
    count, numbers = words.shape
    beside = np.zeros((count + 2, numbers), np.float32)
    beside[1:-1] = words
    for start in range(0, count, BLOCK):
        end = min(start + BLOCK, count)
        seen = [beside[start + step : end + step] for step in range(3)]
        yield slice(start, end), np.concatenate(seen, axis=1)


def normalise(rows: Floats) -> None:
    """Brings each row to mean 0 and variance 1, in place."""
    rows -= rows.mean(axis=1, keepdims=True)
    variance = np.square(rows).mean(axis=1, keepdims=True) + np.float32(TINY)
    rows *= variance ** np.float32(-0.5)
