"""The verdict: whether a cue with what was found for it is an attribution at all.

The second look always finds the likeliest source and content of a cue, as if it were one. What it
found, how sure both looks were, and what other cues of the paragraph claim, tell whether it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import starmap

import numpy as np
from numpy.typing import NDArray

from dragoman.annotate.attribution.tagger.frames import Frames
from dragoman.annotate.attribution.tagger.looks import LOOK, Look
from dragoman.models import bucket
from dragoman.models.hashing import Column, Places

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]

CUE = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
MEAN = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
LEAST = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
AGREED = (0.01, 0.2, 0.5, 0.8, 0.99)
OTHER = (0.01, 0.2, 0.5, 0.8)
QUOTED = (0.01, 0.5, 0.95)
LENGTH = (1, 2, 3, 5, 8, 12, 20, 40)
"""Where probabilities, shares of words and numbers of words are cut into bins."""


@dataclass(frozen=True, slots=True, eq=False)
class Claimed:
    """What the second look found, by row of the frames, and what can be asked of it by frame.

    Attributes:
        frames: the frames.
        content, source: which rows it labelled so.
        sure: the probability of each row's label.
        cue: for each frame the first look's probability of its cue.
    """

    frames: Frames
    content: Mask
    source: Mask
    sure: Floats
    cue: Floats

    @property
    def starts(self) -> Places:
        """The first row of each frame."""
        return self.frames.tokens.starts

    def count(self, rows: Mask) -> NDArray[np.int64]:
        """How many of a frame's rows are so."""
        return np.add.reduceat(rows.astype(np.int64), self.starts)

    def share(self, rows: Mask, among: Mask) -> Floats:
        """The share of the rows in `among` that are so, by frame; -1 where there are none."""
        count = self.count(among)
        found = self.count(rows & among) / np.maximum(count, 1)
        return np.where(count > 0, found, -1).astype(np.float32)

    def most(self, values: Floats, among: Mask) -> Floats:
        """The greatest value of the rows in `among`, by frame; -1 where there are none."""
        return np.maximum.reduceat(np.where(among, values, np.float32(-1)), self.starts)

    def first(self, among: Mask) -> Places:
        """The first row in `among` of each frame, or nobody."""
        nobody = self.frames.tokens.nobody
        return np.minimum.reduceat(np.where(among, self.frames.row[:-1], nobody), self.starts)

    def last(self, among: Mask) -> Places:
        """The last row in `among` of each frame, or nobody."""
        found = np.maximum.reduceat(np.where(among, self.frames.row[:-1], -1), self.starts)
        return np.where(found < 0, self.frames.tokens.nobody, found)


def verdict_features(claimed: Claimed, look: Look, buckets: int) -> NDArray[np.int32]:
    """The features of each frame, (frames, templates).

    Args:
        claimed: what the second look found.
        look: the first look at the batch.
        buckets: features are hashed into so many.
    """
    templates = [*of_cue(claimed), *of_content(claimed), *of_looks(claimed, look)]
    templates += of_rivals(claimed)
    templates = [(np.zeros(len(claimed.cue), np.uint64),), *templates]
    return bucket(list(starmap(columns, templates)), buckets)


def columns(*values: Column | NDArray[np.int64]) -> tuple[Column, ...]:
    """Whole numbers as columns."""
    return tuple(value.astype(np.uint64) for value in values)


def bins(values: NDArray[np.generic], edges: Sequence[float]) -> Column:
    """The number of the bin each value falls into."""
    return np.searchsorted(np.asarray(edges), values).astype(np.uint64)


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What the templates share, by frame."""

    head: Places
    share: Column
    quoted: Column
    side: Column
    sources: Column
    lexical: Column

    @classmethod
    def of(cls, claimed: Claimed) -> Seen:
        """The shared columns."""
        frames, t = claimed.frames, claimed.frames.tokens
        head = frames.head[:-1][claimed.starts]
        first, last = claimed.first(claimed.content), claimed.last(claimed.content)
        side = (first > frames.last[claimed.starts]) + 2 * (last < frames.first[claimed.starts])
        return cls(
            head=head,
            share=bins(claimed.cue, CUE),
            quoted=bins(claimed.share(t.quote[:-1] > 0, claimed.content), QUOTED),
            side=side.astype(np.uint64),
            sources=np.minimum(claimed.count(claimed.source), 4).astype(np.uint64),
            lexical=(t.kind[head] > 0).astype(np.uint64),
        )


Template = tuple[Column, ...]


def of_cue(claimed: Claimed) -> list[Template]:
    """The cue itself."""
    frames, t, seen = claimed.frames, claimed.frames.tokens, Seen.of(claimed)
    head = seen.head
    first, last = frames.first[claimed.starts], frames.last[claimed.starts]
    lemma, kind = t.lemma[head], t.kind[head]
    return [
        (seen.share,),
        (lemma, t.pos[head]),
        (lemma, seen.share // np.uint64(3)),
        (t.tag[head], t.dep[head]),
        (kind, seen.share),
        (kind, seen.quoted, seen.side),
        (lemma, seen.quoted),
        (lemma, seen.side),
        ((last - first).astype(np.uint64), t.tag[head]),
        (t.lower[first], t.lower[last]),
        (t.dep[head], seen.side, seen.quoted),
        (t.quote[head], seen.quoted, seen.share),
        (t.lemma[t.head[head]], t.dep[head]),
    ]


def of_content(claimed: Claimed) -> list[Template]:
    """What the second look found for it."""
    t, seen = claimed.frames.tokens, Seen.of(claimed)
    head, first = seen.head, claimed.first(claimed.content)
    before = t.columns.beside(-1)[first]
    source = claimed.last(claimed.source)
    length = bins(claimed.count(claimed.content), LENGTH)
    return [
        (t.lemma[head], t.dep[first]),
        (t.lemma[first],),
        (t.lemma[first], seen.lexical),
        (t.tag[first], t.dep[first], t.tag[head]),
        (t.lemma[before], seen.lexical),
        (length, seen.quoted),
        (length, seen.lexical),
        (t.tag[source], seen.lexical),
        (t.lemma[source],),
        (seen.sources, seen.side, seen.quoted),
    ]


def of_looks(claimed: Claimed, look: Look) -> list[Template]:
    """How sure both looks were, and whether they agree."""
    seen, content = Seen.of(claimed), claimed.content
    label = look.labels[claimed.frames.rows]
    total = np.add.reduceat(np.where(content, claimed.sure, 0), claimed.starts)
    mean = bins(total / np.maximum(claimed.count(content), 1), MEAN)
    least = bins(1 - claimed.most(1 - claimed.sure, content), LEAST)
    content_too = claimed.share(label >= LOOK.index("B-content"), content)
    agreed = bins(content_too, AGREED)
    own = (label > 0) & (label < LOOK.index("B-cue"))
    source_too = bins(claimed.share(own, claimed.source), (-0.5, 0.01, 0.6))
    return [
        (seen.share, mean),
        (seen.share, least),
        (mean, least),
        (agreed, seen.share),
        (agreed, source_too, mean),
        (source_too, seen.sources, seen.share),
        (look.labels[claimed.frames.rows][seen.head].astype(np.uint64), seen.share),
        (agreed, seen.quoted, seen.lexical, (seen.sources > 0).astype(np.uint64)),
    ]


def of_rivals(claimed: Claimed) -> list[Template]:
    """What other cues claim of the same words: gold attributions hardly ever overlap."""
    frames, seen, content = claimed.frames, Seen.of(claimed), claimed.content
    rows = int(frames.rows.max()) + 1
    strongest, claims, begins = (
        np.zeros(rows, np.float32),
        np.zeros(rows, np.int64),
        np.zeros(rows, np.float32),
    )
    share = np.repeat(claimed.cue, frames.tokens.lengths)
    np.maximum.at(strongest, frames.rows[content], share[content])
    np.add.at(claims, frames.rows[content], 1)
    opening = frames.row[:-1] == frames.first[:-1]
    begins[frames.rows[opening]] = share[opening]
    inside = bins(strongest[frames.rows[opening]], OTHER)
    held = bins(claimed.most(begins[frames.rows], content), OTHER)
    above = claimed.most(strongest[frames.rows], content) - claimed.cue
    ahead = bins(above, (-0.5, 0.01, 0.2, 0.5))
    crowd = (
        np.minimum(claimed.most(claims[frames.rows].astype(np.float32), content), 4)
        .astype(np.int64)
        .astype(np.uint64)
    )
    return [
        (inside, seen.share),
        (inside, seen.quoted, seen.lexical),
        (ahead, crowd, seen.share),
        (held, seen.share),
        (held, ahead, inside),
    ]
