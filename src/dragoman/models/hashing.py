"""Hashed features: columns of numbers mixed into buckets, whole batches at a time.

The hashing trick (Weinberger et al. 2009) without signs: a feature is a template number and the
values it looks at, and its weight stands in the bucket that their hash names. Nothing is stored
but the buckets, so the features of a million words cost a few array operations.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.uint64]
Places = NDArray[np.int64]

OFFSET = np.uint64(14695981039346656037)
PRIME = np.uint64(1099511628211)
FOLD = np.uint64(29)
BLOCK = 1 << 13
"""Rows hashed at a time: as many as stay in a processor's cache from one step to the next."""


def mix(*columns: Column) -> Column:
    """One hash for each row of some columns (FNV-1a over whole numbers, folded after each)."""
    mixed = np.full(columns[0].shape, OFFSET)
    for column in columns:
        stir(mixed, column)
    return mixed


def stir(mixed: Column, column: Column | np.uint64) -> None:
    """Mixes one more column, or one number for all rows, into hashes, in place."""
    np.bitwise_xor(mixed, column, out=mixed)
    np.multiply(mixed, PRIME, out=mixed)
    np.bitwise_xor(mixed, mixed >> FOLD, out=mixed)


def bucket(templates: Sequence[Sequence[Column]], buckets: int) -> NDArray[np.int32]:
    """The buckets of each row's features, shape (rows, templates), each in [0, buckets).

    Args:
        templates: for each feature the columns it looks at; its place is part of its hash, so
            that two templates over the same columns are two features.
        buckets: how many there are, a power of two.

    Raises:
        ValueError: another number of buckets.
    """
    if buckets & (buckets - 1):
        raise ValueError(f"{buckets} is no power of two")
    rows = len(templates[0][0])
    found = np.empty((len(templates), rows), np.int32)
    for first in range(0, rows, BLOCK):
        block = slice(first, min(first + BLOCK, rows))
        for number, columns in enumerate(templates):
            mixed = np.full(block.stop - first, OFFSET)
            stir(mixed, np.uint64(number + 1))
            for column in columns:
                stir(mixed, column[block])
            found[number, block] = mixed & np.uint64(buckets - 1)
    return found.T


class Columns:
    """What is known of a batch's rows, and a way to look at other rows from each.

    A column has one number more than there are rows: the last stands for "nobody there", which
    is what a look over the end of a sequence finds.
    """

    def __init__(self, lengths: Sequence[int]) -> None:
        """Rows of sequences that stand one after another.

        Args:
            lengths: how many rows each sequence has.
        """
        self.rows = int(sum(lengths))
        ends = np.cumsum(np.asarray(lengths, np.int64))
        starts = ends - np.asarray(lengths, np.int64)
        self.start: Places = np.repeat(starts, lengths)
        self.end: Places = np.repeat(ends, lengths)

    def column(self, values: NDArray[np.generic] | Sequence[int]) -> Column:
        """A column from one number for each row; nobody has the number 0."""
        column = np.zeros(self.rows + 1, np.uint64)
        column[:-1] = np.asarray(values).astype(np.uint64)
        return column

    def beside(self, distance: int) -> Places:
        """For each row (and nobody) where the row `distance` further stands in its sequence."""
        there = np.arange(self.rows) + distance
        inside = (there >= self.start) & (there < self.end)
        return np.append(np.where(inside, there, self.rows), self.rows)
