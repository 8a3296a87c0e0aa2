"""The tagger: cues at a first look, their sources and contents at a second, then a verdict.

All three are linear fields over hashed features. The first labels every token of a paragraph;
wherever a cue is likely enough, the second looks at the paragraph again from there; the third
weighs what they found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from dragoman.annotate.attribution.tagger.frames import REACH, Cue, Frames
from dragoman.annotate.attribution.tagger.looks import (
    FRAME,
    Look,
    Stretch,
    candidates,
    first_look,
    second_look_features,
    stretches,
)
from dragoman.annotate.attribution.tagger.tokens import Tokens
from dragoman.annotate.attribution.tagger.verdict import Claimed, verdict_features
from dragoman.models import ChainField, load

ROWS = 1 << 16
"""Rows of frames worked on at a time, or those of one paragraph; a row takes some kilobytes."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution as the tagger sees it.

    Attributes:
        cue: the cue's tokens.
        source: the source's, in pieces; empty where none is worded.
        content: the content's, in pieces, never empty.
        score: the probability that it is one and its content is right, in [0, 1].
    """

    cue: Stretch
    source: tuple[Stretch, ...]
    content: tuple[Stretch, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Tagger:
    """The three models."""

    look: ChainField
    frame: ChainField
    verdict: ChainField

    def tag(self, docs: Sequence[Doc]) -> list[list[Tagged]]:
        """The possible attributions of each of some paragraphs, in the order of their cues.

        All that have a content are given, whatever their score.
        """
        found: list[list[Tagged]] = [[] for _ in docs]
        tokens = Tokens.of(docs)
        look = first_look(self.look, tokens)
        for cues in _parts(tokens, candidates(tokens, look)):
            for cue, tagged in zip(cues, self._tagged(tokens, look, cues), strict=True):
                if tagged.content:
                    found[cue.paragraph].append(tagged)
        return found

    def _tagged(self, tokens: Tokens, look: Look, cues: Sequence[Cue]) -> Iterator[Tagged]:
        """What a second look and the verdict make of each of some cues."""
        claimed, labels = second_look(self.frame, tokens, look, cues)
        scores = self.verdict.scores(verdict_features(claimed, look, self.verdict.buckets))
        right = self.verdict.marginals(scores, [1] * len(cues))[:, 1].tolist()
        starts = tokens.starts[[cue.paragraph for cue in cues]]
        frames = zip(np.split(labels, claimed.starts[1:]), claimed.frames.begins, strict=True)
        for cue, start, (own, begin), score in zip(cues, starts, frames, right, strict=True):
            place = (cue.first - int(start), cue.last - int(start))
            source = stretches(own, FRAME.index("B-source"), int(begin - start))
            content = stretches(own, FRAME.index("B-content"), int(begin - start))
            yield Tagged(place, source, content, score)


@cache
def tagger() -> Tagger:
    """The tagger that ships with the package, read once a process."""
    return Tagger(*(load(f"attribution-{part}") for part in ("look", "frame", "verdict")))


def second_look(
    model: ChainField, tokens: Tokens, look: Look, cues: Sequence[Cue]
) -> tuple[Claimed, NDArray[np.int8]]:
    """What the second look finds for each cue, and its label of each row of the frames."""
    frames = Frames(tokens, cues)
    lengths = frames.tokens.lengths
    scores = model.scores(second_look_features(frames, look, model.buckets))
    labels = model.decode(scores, lengths)
    sure = model.marginals(scores, lengths)[np.arange(len(labels)), labels]
    content = labels >= FRAME.index("B-content")
    likely = look.cue
    cue = np.array([likely[c.first : c.last + 1].max() for c in cues], np.float32)
    return Claimed(frames, content, (labels > 0) & ~content, sure, cue), labels


def _parts(tokens: Tokens, cues: Sequence[Cue]) -> Iterator[list[Cue]]:
    """The cues in their order, so many at a time that their frames have some ROWS rows.

    Those of a paragraph stay together: the verdict weighs them against each other.
    """
    part: list[Cue] = []
    rows = 0
    for paragraph, group in groupby(cues, attrgetter("paragraph")):
        own = list(group)
        size = len(own) * min(tokens.lengths[paragraph], 2 * REACH + 1)
        if part and rows + size > ROWS:
            yield part
            part, rows = [], 0
        part += own
        rows += size
    if part:
        yield part
