"""Forward-backward in logarithms: what training needs of a chain, and reading does not.

Shapes are those of `dragoman.models.chain`: padded scores (sequences, steps, labels), and which
steps are real (sequences, steps).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dragoman.models.chain import Floats


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
