"""The tokens of many paragraphs as columns: what the features of the tagger look at.

Everything is numbers in arrays, so that a report's features cost a few hundred array operations
and no loop over its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from spacy.strings import hash_string  # type: ignore[attr-defined]  # the stubs lack it
from spacy.symbols import IDS
from spacy.tokens import Doc

from dragoman.annotate.attribution.quotes import find_quotes
from dragoman.annotate.parse import text_of
from dragoman.models import Columns
from dragoman.models.hashing import Column, Places

ATTRIBUTES: list[int | str] = [
    "LEMMA",
    "POS",
    "TAG",
    "DEP",
    "LOWER",
    "SHAPE",
    "SUFFIX",
    "HEAD",
    "SENT_START",
]
CLIMB = 14
"""Steps up the parse after which no cue is looked for any more."""
LONG_QUOTE = 6
"""Tokens; longer quotations are rarely scare quotes."""
FAR = 7


class Tokens:
    """All tokens of some parsed paragraphs, one row each, and one last row for nobody.

    Attributes:
        lengths: tokens of each paragraph.
        starts: the row of each paragraph's first token.
        nobody: the last row.
        lemma, pos, tag, dep, lower, shape, suffix: spaCy's attributes, hashed.
        head: row of the syntactic head; a root is its own, nobody's is nobody.
        opens: whether the token is the first of a sentence.
        sentence: number of the sentence, counted over all paragraphs.
        kind: class of the word in the lexicon of cues, 0 for most words.
        quote: how the token stands to quotation marks (see `quoting`).
    """

    def __init__(self, lengths: Sequence[int], table: NDArray[np.uint64]) -> None:
        """Columns from numbers.

        Args:
            lengths: tokens of each paragraph.
            table: (tokens, ATTRIBUTES and then `quote`); heads are relative.
        """
        self.lengths, self.table = list(lengths), table
        self.columns = Columns(self.lengths)
        self.nobody = rows = self.columns.rows
        self.starts: Places = np.cumsum(self.lengths) - np.asarray(self.lengths, np.int64)
        named = dict(zip(ATTRIBUTES, table.T, strict=False))
        self.lemma = self.columns.column(named["LEMMA"])
        self.pos = self.columns.column(named["POS"])
        self.tag = self.columns.column(named["TAG"])
        self.dep = self.columns.column(named["DEP"])
        self.lower = self.columns.column(named["LOWER"])
        self.shape = self.columns.column(named["SHAPE"])
        self.suffix = self.columns.column(named["SUFFIX"])
        self.head: Places = np.append(self._heads(named["HEAD"].astype(np.int64)), rows)
        self.opens = self.columns.column(named["SENT_START"] == 1)
        self.sentence = np.cumsum(self.opens)
        self.kind = self.columns.column(kinds(named["LEMMA"], named["POS"]))
        self.quote = self.columns.column(table[:, -1])

    @classmethod
    def of(cls, docs: Sequence[Doc]) -> Tokens:
        """The columns of some parses; empty ones are allowed."""
        parts = [as_array(doc) for doc in docs]
        empty = np.zeros((0, len(ATTRIBUTES) + 1), np.uint64)
        return cls([len(doc) for doc in docs], np.concatenate([*parts, empty]))

    def _heads(self, distance: Places) -> Places:
        """The row of each row's head; what hangs on a word that was cut off is a root."""
        row = np.arange(self.nobody)
        head = row + distance
        cut_off = (head < self.columns.start) | (head >= self.columns.end)
        return np.where(cut_off, row, head)

    def cut(self, rows: Places, lengths: Sequence[int]) -> Tokens:
        """The same columns over some rows, which make stretches of so many rows each."""
        return Tokens(lengths, self.table[rows])

    def first_child(self, *deps: str) -> Places:
        """For each row its first dependent of one of these kinds, else nobody."""
        found = np.full(self.nobody + 1, self.nobody)
        wanted = np.isin(self.dep[:-1], [symbol(dep) for dep in deps])
        rows = np.nonzero(wanted)[0][::-1]
        found[self.head[rows]] = rows
        return found

    def above(self, marked: NDArray[np.bool_]) -> tuple[Places, Column, Column]:
        """The nearest marked ancestor of each row, and the way there.

        Args:
            marked: (rows + 1), which rows are looked for; a row is not its own ancestor.

        Returns:
            The ancestor or nobody; the dependency by which its branch hangs on it; the steps up.
        """
        at, branch = self.head.copy(), self.dep.copy()
        steps = np.ones(self.nobody + 1, np.uint64)
        rows = np.arange(self.nobody + 1)
        done = (at == rows) | marked[at]
        for _ in range(CLIMB):
            onward = np.where(done, at, self.head[at])
            done |= onward == at
            branch = np.where(done, branch, self.dep[at])
            steps += ~done
            at = onward
            done |= marked[at]
        found = np.where(marked[at] & (at != rows), at, self.nobody)
        return found, np.where(found < self.nobody, branch, 0), steps

    def distance(self, marked: NDArray[np.bool_], *, ahead: bool) -> Column:
        """How far the nearest marked row of the same sentence is, 0 for itself, FAR for none.

        Args:
            marked: (rows + 1), which rows are looked for.
            ahead: whether to look towards the end of the sentence, or towards its beginning.
        """
        rows = np.arange(self.nobody + 1)
        if ahead:
            near = np.minimum.accumulate(np.where(marked, rows, self.nobody)[::-1])[::-1]
        else:
            near = np.maximum.accumulate(np.where(marked, rows, -1))
        safe = np.where(near >= 0, near, self.nobody)
        same = (safe < self.nobody) & (self.sentence[safe] == self.sentence)
        far = np.minimum(np.abs(rows - safe), FAR - 1)
        return np.where(same, far, FAR).astype(np.uint64)


def as_array(doc: Doc) -> NDArray[np.uint64]:
    """A parse as (tokens, ATTRIBUTES and `quote`) numbers."""
    if not len(doc):
        return np.zeros((0, len(ATTRIBUTES) + 1), np.uint64)
    return np.column_stack([doc.to_array(ATTRIBUTES), quoting(doc)])


def quoting(doc: Doc) -> NDArray[np.uint64]:
    """How each token stands to quotation marks.

    0 outside, 1 inside a few quoted words, 2 inside a longer quotation, 3 inside one that is not
    closed, and 4 more for the first token inside.
    """
    state = np.zeros(len(doc), np.uint64)
    quotes = find_quotes(text_of(doc))
    if not quotes:
        return state
    starts = doc.to_array("IDX").astype(np.int64)
    for quote in quotes:
        first, end = np.searchsorted(starts, [quote.inner.start, quote.inner.end])
        if first < end:
            state[first:end] = 3 if not quote.closed else 1 + (end - first > LONG_QUOTE)
            state[first] += 4
    return state


@cache
def symbol(name: str) -> int:
    """The number that spaCy gives a label, the same in every process."""
    return int(IDS.get(name) or hash_string(name))


@cache
def lexical(part: str) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The word classes of verbs or nouns as sorted hashes, with the class of each.

    They are the lexicon of cues as it was when the tagger was trained (words.tsv): what a feature
    means may not change under the weights.
    """
    table = files(__package__).joinpath("words.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in table if not line.startswith("#")]
    found = {hash_string(lemma): hash_string(word) for lemma, of, word in rows if of == part}
    keys = sorted(found)
    return np.array(keys, np.uint64), np.array([found[key] for key in keys], np.uint64)


def kinds(lemma: NDArray[np.uint64], pos: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The lexicon's class of each word as what it is here, verb or noun; 0 for other words."""
    found = np.zeros(len(lemma), np.uint64)
    for part, parts in (("verb", ("VERB", "AUX")), ("noun", ("NOUN",))):
        keys, classes = lexical(part)
        place = np.minimum(np.searchsorted(keys, lemma), len(keys) - 1)
        here = (keys[place] == lemma) & np.isin(pos, [symbol(p) for p in parts])
        found = np.where(here, classes[place], found)
    return found
