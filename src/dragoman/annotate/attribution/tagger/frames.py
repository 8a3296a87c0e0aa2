"""Frames: one cue with the words around it, every token seen from the cue.

The second look of the tagger asks, for one cue at a time, which words are its source and which its
content, as semantic role labelling does for a predicate (Gildea and Jurafsky 2002). So two cues can
share a source, a content can come in pieces, and nothing has to be linked afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.annotate.attribution.tagger.features import CLAUSES, SUBJECTS, Templates
from dragoman.annotate.attribution.tagger.tokens import CLIMB, Tokens
from dragoman.models.hashing import Column, Places

DISTANCES = np.array([-40, -20, -12, -8, -5, -3, -2, -1, 0, 1, 2, 3, 5, 8, 12, 20, 40])
"""Tokens; distances from the cue fall between these."""
SURENESS = np.array([0.5, 0.7, 0.85, 0.95, 0.99])
"""Probabilities; how sure the first look was of its label falls between these."""
REACH = 200
"""Tokens of a paragraph before and after a cue that belong to its frame. Few paragraphs have so
many; without an end the frames of a long one would grow with the square of its length."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A candidate: tokens `first` to `last` (inclusive rows of the batch) of a paragraph."""

    paragraph: int
    first: int
    last: int


class Frames:
    """A batch of frames, one after another: each a cue's paragraph, as far as its REACH.

    Attributes:
        tokens: the frames' columns, a stretch of a paragraph as often as it has cues.
        begins: (frames) the row in the batch at which each begins.
        rows: for each row of the frames its row in the batch the cues were found in.
        inside: whether a row is part of its frame's cue.
        first, last, head: for each row the rows of its cue's first, last and head token.
    """

    def __init__(self, batch: Tokens, cues: Sequence[Cue]) -> None:
        """The frames of some cues of a batch, in the order given."""
        first = np.array([cue.first for cue in cues], np.int64)
        last = np.array([cue.last for cue in cues], np.int64)
        self.begins: Places = np.maximum(first - REACH, batch.columns.start[first])
        lengths = np.minimum(last + 1 + REACH, batch.columns.end[first]) - self.begins
        shift = np.cumsum(lengths) - lengths - self.begins
        self.rows: Places = np.arange(lengths.sum()) - np.repeat(shift, lengths)
        self.tokens = batch.cut(self.rows, lengths.tolist())
        first, last, nobody = first + shift, last + shift, self.tokens.nobody
        self.first: Places = np.append(np.repeat(first, lengths), nobody)
        self.last: Places = np.append(np.repeat(last, lengths), nobody)
        self.row = np.arange(nobody + 1)
        self.inside = (self.row >= self.first) & (self.row <= self.last) & (self.row < nobody)
        self.head: Places = np.append(np.repeat(self.heads(first, last), lengths), nobody)

    def heads(self, first: Places, last: Places) -> Places:
        """The head of each cue: its first token that hangs on something outside it."""
        above = self.tokens.head
        free = self.inside & (~self.inside[above] | (above == self.row))
        after = np.minimum.accumulate(np.where(free, self.row, self.tokens.nobody)[::-1])[::-1]
        return np.where(after[first] <= last, after[first], first)

    @property
    def offset(self) -> Places:
        """How many tokens before (negative) or after its cue a row stands; 0 inside."""
        before, after = self.row - self.first, self.row - self.last
        return np.where(before < 0, before, np.where(after > 0, after, 0))


@dataclass(frozen=True, slots=True)
class Way:
    """The way in the parse from each row to its cue: up to a meeting point, then down.

    Attributes:
        down: steps from the meeting point to the cue, 1 more; 0 where they do not meet.
        branch: dependency by which the row's branch hangs on the meeting point.
        turn: dependency by which the cue's branch hangs on it; 0 where the cue is that point.
        up: steps from the row to the meeting point.
    """

    down: Column
    branch: Column
    turn: Column
    up: Column


def way_to_cue(frames: Frames) -> Way:
    """How each row stands to its cue in the parse."""
    t = frames.tokens
    level = np.zeros(t.nobody + 1, np.uint64)
    turn = np.zeros(t.nobody + 1, np.uint64)
    at = np.unique(frames.head[:-1])
    below = np.zeros(len(at), np.uint64)
    for step in range(1, CLIMB):
        level[at], turn[at] = step, below
        over = t.head[at]
        climbing = over != at
        below, at = t.dep[at][climbing], over[climbing]
    passed = level > 0
    meeting, branch, up = t.above(passed)
    meeting = np.where(passed, frames.row, meeting)
    return Way(
        down=level[meeting],
        branch=np.where(passed, np.uint64(1), branch),
        turn=turn[meeting],
        up=np.where(passed, np.uint64(0), up),
    )


def frame_features(
    frames: Frames, guess: NDArray[np.int8], sure: NDArray[np.float32], buckets: int
) -> NDArray[np.int32]:
    """Features of each row of some frames, (rows, templates).

    Args:
        frames: the frames.
        guess: (rows), the label of the first look.
        sure: (rows), its probability.
        buckets: features are hashed into so many.
    """
    t, found = frames.tokens, Templates(frames.tokens)
    label = t.columns.column(guess.astype(np.int64) + 1)
    doubt = t.columns.column(np.searchsorted(SURENESS, sure) + 10 * guess.astype(np.int64))
    side = np.sign(frames.offset).astype(np.int64).astype(np.uint64)
    way = way_to_cue(frames)
    place(frames, found, side)
    parse(frames, found, side, way)
    words(frames, found, side, way)
    first_look(frames, found, side, way, label, doubt)
    quotations(frames, found, side, label)
    return found.buckets(buckets)


def sentences_away(frames: Frames) -> Column:
    """How many sentences before or after its cue's a row stands, two at most."""
    sentence = frames.tokens.sentence.astype(np.int64)
    away: Column = np.clip(sentence - sentence[frames.head], -2, 2).astype(np.uint64)
    return away


def place(frames: Frames, found: Templates, side: Column) -> None:
    """Where a row stands in the line of words."""
    t, away = frames.tokens, sentences_away(frames)
    bin_ = np.searchsorted(DISTANCES, frames.offset).astype(np.uint64)
    found.add(side, away)
    found.add(bin_, away)
    found.add(bin_, t.pos)
    found.add(bin_, t.tag, t.dep)
    found.add(frames.offset.astype(np.uint64), t.tag)
    found.add(t.lemma[frames.head], bin_)
    found.add(t.opens, bin_, t.tag)
    found.add(frames.inside.astype(np.uint64))


def parse(frames: Frames, found: Templates, side: Column, way: Way) -> None:
    """Where a row stands in the parse."""
    t, cue, away = frames.tokens, frames.head, sentences_away(frames)
    lemma, kind, quoted = t.lemma[cue], t.kind[cue], t.quote[cue]
    found.add(lemma, way.down, way.branch, side)
    found.add(kind, way.down, way.branch, side)
    found.add(way.down, way.branch, way.up, side)
    found.add(way.down, way.branch, way.turn, side, t.dep[cue])
    found.add(lemma, way.down, way.branch, side, t.dep)
    found.add(kind, t.tag[cue], way.down, way.branch, side, t.tag)
    found.add(way.down, way.branch, side, t.lemma)
    found.add(way.down, way.branch, way.up, t.tag, t.dep)
    found.add(kind, way.down, way.branch, side, t.quote, quoted)
    found.add(way.down, way.branch, side, away, t.quote)
    subject, clause = t.first_child(*SUBJECTS), t.first_child(*CLAUSES)
    below = (cue == t.head).astype(np.uint64)
    found.add(t.lemma[t.head], t.dep, side)
    found.add(t.lemma[subject], way.down, way.branch, t.dep)
    found.add(t.tag[subject[cue]], t.dep[clause[cue]], way.down, way.branch, side)
    found.add(below, t.dep, t.lemma)
    found.add((subject[cue] == frames.row).astype(np.uint64), t.tag)
    found.add(lemma, t.lemma, below)


def words(frames: Frames, found: Templates, side: Column, way: Way) -> None:
    """The word, its neighbours, and the word after the cue."""
    t = frames.tokens
    beside = {k: t.columns.beside(k) for k in range(-3, 4)}
    for k, there in beside.items():
        found.add(t.lemma[there], side)
        found.add(t.tag[there], t.dep[there], side)
        if abs(k) <= 2:
            found.add(way.down[there], way.branch[there], t.tag[there], side)
    for a, b in ((beside[-1], beside[0]), (beside[0], beside[1])):
        found.add(t.lemma[a], t.lemma[b])
        found.add(t.tag[a], t.tag[b], side)
        found.add(way.down[a], way.branch[a], way.down[b], way.branch[b], side)
        found.add(t.lemma[a], t.tag[b], side)
    after = t.lower[np.minimum(frames.last + 1, t.nobody)]
    found.add(after, way.down, way.branch, side)
    found.add(t.lemma[frames.head], after, side)
    found.add(t.shape, side)
    found.add(t.suffix, way.down, way.branch)


def first_look(
    frames: Frames, found: Templates, side: Column, way: Way, label: Column, doubt: Column
) -> None:
    """What the first look made of a row, of its neighbours and of the rows up to the cue."""
    t, cue = frames.tokens, frames.head
    bin_ = np.searchsorted(DISTANCES, frames.offset).astype(np.uint64)
    for k in range(-3, 4):
        there = t.columns.beside(k)
        found.add(label[there], side)
        if abs(k) <= 2:
            found.add(doubt[there], side, way.down)
    for k in (-1, 0):
        a, b = t.columns.beside(k), t.columns.beside(k + 1)
        found.add(label[a], label[b], way.down, side)
    found.add(label, way.down, way.branch, side)
    found.add(label, bin_)
    found.add(label, t.kind[cue], t.lemma[cue])
    found.add(label, t.quote, side, sentences_away(frames), t.quote[cue])
    found.add(doubt, way.down, way.branch, side)
    found.add(doubt, bin_)
    for opening in (1, 3, 5):
        between = opened_between(frames, label == opening + 1)
        found.add(between, side, label)
        found.add(between, side, way.down, way.branch)


def opened_between(frames: Frames, opening: NDArray[np.bool_]) -> Column:
    """How many spans open between a row and its cue, three at most, -1 for the cue's own."""
    count = np.cumsum(opening).astype(np.int64)
    after = count - count[frames.last]
    before = count[frames.first] - count
    between = np.where(frames.row > frames.head, after, before)
    return np.clip(between, -1, 3).astype(np.uint64)


def quotations(frames: Frames, found: Templates, side: Column, label: Column) -> None:
    """Which quotation a row stands in, counted from the cue."""
    t = frames.tokens
    number = np.cumsum(t.quote >= 4).astype(np.int64)
    away = np.clip(number - number[frames.head], -3, 3).astype(np.uint64)
    found.add(away, t.quote, side, sentences_away(frames))
    found.add(away, t.quote, t.kind[frames.head], side)
    found.add(away, t.quote, label)
