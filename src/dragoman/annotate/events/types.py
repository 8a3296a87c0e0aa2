"""Which PLOVER type a deed has: a linear model over the features of its trigger and participants.

The model knows fifteen classes and NONE. Its YIELD is what PLOVER has since parted into CONCEDE
(words) and RETREAT (deeds): its training data are older. Weights and their card lie in
`dragoman.models` (events.npz, events.md); training: `python -m training.events`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dragoman.annotate.events.features import buckets
from dragoman.models import ChainField, load

NONE = "NONE"
YIELD = "YIELD"


@dataclass(frozen=True, slots=True, eq=False)
class TypeModel:
    """Margins of each label, from features; above 0 speaks for it, below 0 against."""

    field: ChainField

    @property
    def labels(self) -> tuple[str, ...]:
        """The fifteen types and NONE, in the order of the columns."""
        return self.field.labels

    def margins(self, found: Sequence[set[str]]) -> NDArray[np.float32]:
        """The margins of each row of features, (rows, labels)."""
        if not found:
            return np.zeros((0, len(self.labels)), np.float32)
        places = buckets(found, self.field.buckets - 1)
        margins: NDArray[np.float32] = self.field.scores(places) + self.field.start
        return margins

    def types(self, found: Sequence[set[str]]) -> list[str]:
        """The likeliest type of each row, given that it is an event."""
        margins = self.margins(found)
        margins[:, self.labels.index(NONE)] = -np.inf
        return [self.labels[i] for i in margins.argmax(axis=1)]


@cache
def type_model() -> TypeModel:
    """The trained model, read once a process."""
    return TypeModel(load("events"))
