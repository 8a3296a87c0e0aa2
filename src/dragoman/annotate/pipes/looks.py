"""How words look to the parser's networks, worked out once a word.

The networks see a word by its form, prefix, suffix and shape, embedded and mixed into 96 numbers
before the words around it come in (spaCy's `MultiHashEmbed`). So those numbers hang on the word
alone, and a page has few words that no page before it had.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model

from dragoman.models import mix

Floats = NDArray[np.float32]

EMBED = "embed"
BEGINS = ("extract_features", "list2ragged")
ENDS = "ragged2list"
WINDOW = "expand_window"
ROOM = 100_000
"""Words that are remembered, 40 MB; then the table starts anew."""


def remember_looks(model: Model[Any, Any]) -> None:
    """Lets every embedding within a model remember its words; those built otherwise stay."""
    for node in list(model.walk()):
        if node.has_ref(EMBED) and node.layers and node.layers[0] is node.get_ref(EMBED):
            layers = [layer.name for layer in node.layers[0].layers]
            alone = not any(WINDOW in part.name for part in node.layers[0].walk())
            if tuple(layers[:2]) == BEGINS and layers[-1] == ENDS and alone:
                node.layers[0] = remembering(node.layers[0])


def remembering(embed: Model[Any, Any]) -> Model[Any, Any]:
    """An embedding that gives what `embed` gives, and asks it only about words it has not seen."""
    return Model("dragoman_looks", Looks(embed), layers=[embed])


class Looks:
    """The rows of words seen so far.

    Args:
        embed: the embedding, a chain that first extracts the features of words.
    """

    def __init__(self, embed: Model[Any, Any]) -> None:
        self._extract, self._steps = embed.layers[0], embed.layers[1:]
        self._rows: Floats | None = None  # (words, numbers)
        self._place: dict[int, int] = {}  # of a word's features, hashed

    def __call__(
        self, _: Model[Any, Any], docs: Sequence[Doc], is_train: bool
    ) -> tuple[list[Floats], None]:
        """The rows of each document's words (thinc's forward pass; nothing is trained here)."""
        assert not is_train, "the parser is not trained here"
        features = np.concatenate(self._extract.predict(docs))
        keys = mix(*features.T)
        words, first, place = np.unique(keys, return_index=True, return_inverse=True)
        rows = self._of(words.tolist(), features[first])[place]
        ends = accumulate((len(doc) for doc in docs), initial=0)
        return [rows[start:end] for start, end in pairwise(ends)], None

    def _of(self, words: list[int], features: NDArray[np.uint64]) -> Floats:
        """The rows of distinct words, (words, numbers)."""
        if self._rows is None or len(self._rows) + len(words) > ROOM:
            self._rows, self._place = self._embedded(features[:0]), {}
        new = [number for number, word in enumerate(words) if word not in self._place]
        if new:
            self._place |= {words[n]: len(self._rows) + i for i, n in enumerate(new)}
            self._rows = np.concatenate([self._rows, self._embedded(features[new])])
        return self._rows[[self._place[word] for word in words]]

    def _embedded(self, features: NDArray[np.uint64]) -> Floats:
        found: Any = [features]
        for step in self._steps:
            found = step.predict(found)
        rows: Floats = found[0]
        return rows
