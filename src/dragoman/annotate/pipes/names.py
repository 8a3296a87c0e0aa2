"""Names as the parser's recognizer marks them, decided for whole batches at once.

The recognizer is a greedy transition system over BILUO moves (Lample et al. 2016; spaCy's
`EntityRecognizer`): each word is scored with the word alone where no name is open, else with the
name's first word and the word before. So the move at a word with no name open hangs on nothing
that was decided before it, and is computed for all words in one go; what follows a beginning is
computed for all beginnings side by side; and only which beginnings are reached is left to a walk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from dragoman.annotate.pipes.batches import batched

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]
Flags = NDArray[np.bool_]

CONTEXT = 3
"""Words that a move looks at: the word, the open name's first one, and the one before."""


class Edges(NamedTuple):
    """What the words of a batch allow, each (words): a name may start here, may go on after it."""

    spaces: Flags
    goes_on: Flags


class Names:
    """Stands for an entity recognizer of spaCy's.

    Args:
        recognizer: whose weights are used.
    """

    def __init__(self, recognizer: EntityRecognizer) -> None:
        self._words = recognizer.model.get_ref("tok2vec")
        self._lower = recognizer.model.get_ref("lower")
        upper = recognizer.model.get_ref("upper")
        self._weights: Floats = upper.get_param("W")
        self._bias: Floats = upper.get_param("b")
        moves = [recognizer.moves.get_class_name(n) for n in range(recognizer.moves.n_moves)]
        self._number = {move: number for number, move in enumerate(moves)}
        self._labels = recognizer.labels
        self._closed = np.array([n for n, m in enumerate(moves) if m[:1] in "BUO" and m != "U-"])
        self._begins = np.array([moves[n].startswith("B-") for n in self._closed])
        self._units = np.array([moves[n].startswith("U-") for n in self._closed])
        self._label = [moves[n][2:] for n in self._closed]
        self._within = self._of_each_closed("I-")
        self._last = self._of_each_closed("L-")

    def _of_each_closed(self, kind: str) -> Rows:
        """For each move that opens a name the number of the move of another kind with its label."""
        return np.array([self._number.get(f"{kind}{label}", -1) for label in self._label])

    @staticmethod
    def can_stand_for(recognizer: object) -> bool:
        """Whether it is greedy, with a hidden layer over the three words that are looked at."""
        if not isinstance(recognizer, EntityRecognizer):
            return False
        model = recognizer.model
        plain = recognizer.cfg.get("beam_width") == 1 and not model.attrs.get("unseen_classes")
        if not plain or not model.attrs.get("has_upper"):
            return False
        lower = model.get_ref("lower")
        return bool(lower.get_dim("nF") == CONTEXT and lower.get_dim("nP") > 1)

    def __call__(self, doc: Doc) -> Doc:
        """Marks the names of one document."""
        self._mark([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """Marks the names of documents, in their order."""
        for batch in batched(docs, batch_size):
            self._mark(batch)
            yield from batch

    def _mark(self, docs: Sequence[Doc]) -> None:
        docs = [doc for doc in docs if len(doc)]
        if not docs:
            return
        hidden: Floats = self._lower.predict(self._words.predict(docs))
        edges = edges_of(docs)
        closed = self._closed_moves(hidden, edges)
        opened = np.flatnonzero(self._begins[closed])
        last = np.arange(len(closed))
        last[opened] = self._lasts(hidden, edges, opened, closed[opened])
        named = np.flatnonzero(self._begins[closed] | self._units[closed])
        spans = zip(named.tolist(), last[named].tolist(), closed[named].tolist(), strict=True)
        set_names(docs, ((first, end, self._label[move]) for first, end, move in spans))

    def _closed_moves(self, hidden: Floats, edges: Edges) -> Rows:
        """The best move at each word if no name is open there, (words); a place in `_closed`."""
        nobody = hidden[0]
        looks = hidden[1:, 0] + nobody[1] + nobody[2] + self._lower.get_param("b")
        scores = largest_piece(looks) @ self._weights[self._closed].T
        scores += self._bias[self._closed]
        barred = self._begins & ~edges.goes_on[:, None]
        barred |= (self._begins | self._units) & edges.spaces[:, None]
        scores[barred] = -np.inf
        found: Rows = scores.argmax(1)
        return found

    def _lasts(self, hidden: Floats, edges: Edges, firsts: Rows, moves: Rows) -> Rows:
        """The last word of each name that begins at `firsts` with a move."""
        lasts = firsts + 1
        open_ = np.arange(len(firsts))
        while len(open_):
            word, first = lasts[open_], firsts[open_]
            looks = hidden[word + 1, 0] + hidden[first + 1, 1] + hidden[word, 2]
            found = largest_piece(looks + self._lower.get_param("b"))
            on = self._score(found, self._within[moves[open_]])
            end = self._score(found, self._last[moves[open_]])
            open_ = open_[edges.goes_on[word] & (on >= end)]
            lasts[open_] += 1
        return lasts

    def _score(self, hidden: Floats, moves: Rows) -> Floats:
        """The score of one move for each row of hidden values."""
        scores: Floats = (hidden * self._weights[moves]).sum(1) + self._bias[moves]
        return scores


def largest_piece(pieces: Floats) -> Floats:
    """The largest of the few numbers of the last axis; `max` itself is slow on short ones."""
    return reduce(np.maximum, np.moveaxis(pieces, -1, 0))


def edges_of(docs: Sequence[Doc]) -> Edges:
    """Which words are spaces, and behind which a sentence goes on."""
    flags = np.concatenate([doc.to_array(["IS_SPACE", "SENT_START"]) for doc in docs])
    starts = flags[:, 1] == 1
    starts[np.cumsum([len(doc) for doc in docs[:-1]], dtype=np.int64)] = True
    return Edges(flags[:, 0] == 1, ~np.append(starts[1:], True))


def set_names(docs: Sequence[Doc], spans: Iterable[tuple[int, int, str]]) -> None:
    """Sets the names of documents that stand one after another.

    Args:
        docs: the documents.
        spans: first and last word and label of each name, in order; one that begins inside an
            earlier one is none.
    """
    found: list[list[Span]] = [[] for _ in docs]
    starts = np.cumsum([0, *map(len, docs)])
    free = number = 0
    for first, last, label in spans:
        if first < free:
            continue
        while first >= starts[number + 1]:
            number += 1
        start = int(starts[number])
        found[number].append(Span(docs[number], first - start, last + 1 - start, label=label))
        free = last + 1
    for doc, names in zip(docs, found, strict=True):
        doc.set_ents(names, default="outside")
