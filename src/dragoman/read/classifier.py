"""How likely each line of a text is the article's, by two trained models over all its lines.

A linear-chain field knows that an article begins once and ends once; a convolutional network knows
what kind of page a line stands on. They err on different pages, so both are asked: their geometric
mean, which is the mean of what they say in log-odds (Hinton 2002).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dragoman.models import load, load_convolution
from dragoman.read.features import line_features, line_measures, own
from dragoman.read.rows import Row

FIELD, NETWORK = "lines-field", "lines-network"
LABELS = ("head", "body", "gap", "tail")
"""Before the article, of it, inside but not of it, after it."""
_LITTLE = 1e-4  # no model may rule a label out alone


def classify(rows: Sequence[Row]) -> list[float]:
    """The probability of each row of one text to be the article's, in [0, 1]."""
    if not rows:
        return []
    features, field = line_features([rows]), load(FIELD)
    by_field = field.marginals(field.scores(features), [len(rows)])
    by_network = load_convolution(NETWORK).probabilities(own(features), line_measures(rows))
    both = np.sqrt(np.maximum(by_field, _LITTLE) * np.maximum(by_network, _LITTLE))
    shares = both[:, LABELS.index("body")] / both.sum(axis=1)
    return [float(share) for share in shares]
