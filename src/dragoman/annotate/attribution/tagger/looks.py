"""What a look sees: the labels of both looks, and what the first one makes of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dragoman.annotate.attribution.tagger.features import global_features
from dragoman.annotate.attribution.tagger.frames import Cue, Frames, frame_features
from dragoman.annotate.attribution.tagger.tokens import Tokens
from dragoman.models import ChainField

LOOK = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
FRAME = ("O", "B-source", "I-source", "B-content", "I-content")
CANDIDATE = 0.05
"""Probability from which the words of a possible cue are looked at a second time."""
OPENING = 0.5
"""Probability from which a word opens a cue of its own right after another one."""

Stretch = tuple[int, int]
"""First and last token of a stretch, both inclusive, counted within the paragraph."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What the first look makes of each row: its label, and the probability of every label."""

    labels: NDArray[np.int8]
    shares: NDArray[np.float32]

    @property
    def cue(self) -> NDArray[np.float32]:
        """The probability of each row to be part of a cue."""
        begin, inside = LOOK.index("B-cue"), LOOK.index("I-cue")
        shares: NDArray[np.float32] = self.shares[:, begin] + self.shares[:, inside]
        return shares


def first_look(model: ChainField, tokens: Tokens) -> Look:
    """Labels and their probabilities for every row of a batch."""
    scores = model.scores(global_features(tokens, model.buckets))
    return Look(model.decode(scores, tokens.lengths), model.marginals(scores, tokens.lengths))


def second_look_features(frames: Frames, look: Look, buckets: int) -> NDArray[np.int32]:
    """The features of some frames after a first look."""
    sure = look.shares.max(axis=1)
    return frame_features(frames, look.labels[frames.rows], sure[frames.rows], buckets)


def candidates(tokens: Tokens, look: Look) -> list[Cue]:
    """Stretches of a paragraph that may be a cue: likely words in a row.

    A word that more likely opens a cue than goes on with one starts a stretch of its own.
    """
    begin, inside = look.shares[:, LOOK.index("B-cue")], look.shares[:, LOOK.index("I-cue")]
    opens = (begin > inside) & (begin > OPENING)
    paragraph = np.repeat(np.arange(len(tokens.lengths)), tokens.lengths)
    rows = np.nonzero(look.cue > CANDIDATE)[0].tolist()
    found: list[Cue] = []
    first = rows[0] if rows else 0
    for row, after in pairwise([*rows, -1]):
        together = after == row + 1 and paragraph[after] == paragraph[row] and not opens[after]
        if not together:
            found.append(Cue(int(paragraph[row]), first, row))
            first = after
    return found


def stretches(labels: NDArray[np.int8], begin: int, ahead: int = 0) -> tuple[Stretch, ...]:
    """The stretches of one kind: its first label is `begin`, its other `begin + 1`.

    Args:
        labels: the labels of tokens in a row.
        begin: the kind's first label.
        ahead: how many tokens the paragraph has before these.
    """
    found: list[Stretch] = []
    for place in np.nonzero((labels == begin) | (labels == begin + 1))[0].tolist():
        token = place + ahead
        if labels[place] == begin + 1 and found and found[-1][1] == token - 1:
            found[-1] = (found[-1][0], token)
        else:
            found.append((token, token))
    return tuple(found)
