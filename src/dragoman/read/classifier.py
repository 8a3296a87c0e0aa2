"""How likely each line of a text is the article's, by a trained field over all its lines."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.models import load
from dragoman.read.features import line_features
from dragoman.read.rows import Row

MODEL = "lines"
LABELS = ("head", "body", "gap", "tail")
"""Before the article, of it, inside but not of it, after it."""


def classify(rows: Sequence[Row]) -> list[float]:
    """The probability of each row of one text to be the article's, in [0, 1]."""
    if not rows:
        return []
    model = load(MODEL)
    shares = model.marginals(model.scores(line_features([rows])), [len(rows)])
    return [float(share) for share in shares[:, LABELS.index("body")]]
