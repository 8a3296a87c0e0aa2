"""Templates: what the tagger looks at for each token.

`global_features` serve the first look at a paragraph (which words are cues, sources, contents);
`frame_features` serve the second, which knows one cue and asks what belongs to it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dragoman.annotate.attribution.tagger.tokens import Tokens
from dragoman.models import bucket
from dragoman.models.hashing import Column

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
CLAUSES = ("ccomp", "xcomp", "csubj")


class Templates:
    """Collects templates over the rows of one batch."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.templates: list[tuple[Column, ...]] = []

    def add(self, *columns: Column) -> None:
        """One feature: the values of some columns together."""
        self.templates.append(tuple(column[:-1] for column in columns))

    def buckets(self, count: int) -> NDArray[np.int32]:
        """The features' buckets, (rows, templates)."""
        return bucket(self.templates, count)


def global_features(tokens: Tokens, buckets: int) -> NDArray[np.int32]:
    """Features of each token for labels of its whole paragraph, (rows, templates)."""
    t, found = tokens, Templates(tokens)
    words_around(t, found)
    tree(t, found)
    cues_around(t, found)
    quotations(t, found)
    return found.buckets(buckets)


def words_around(t: Tokens, found: Templates) -> None:
    """The word itself and its neighbours."""
    beside = {k: t.columns.beside(k) for k in range(-3, 4)}
    one = np.ones(t.nobody + 1, np.uint64)
    found.add(one)
    found.add(t.lower)
    found.add(t.shape, t.tag)
    found.add(t.suffix, t.pos)
    for k in range(-3, 4):
        found.add(t.lemma[beside[k]])
        found.add(t.kind[beside[k]], t.pos[beside[k]])
        if abs(k) <= 2:
            found.add(t.tag[beside[k]], t.dep[beside[k]])
    for k in (-1, 0):
        a, b = beside[k], beside[k + 1]
        found.add(t.lemma[a], t.lemma[b])
        found.add(t.tag[a], t.tag[b])
        found.add(t.lemma[a], t.tag[b])
        found.add(t.tag[a], t.lemma[b])
    found.add(t.tag[beside[-1]], t.tag, t.tag[beside[1]])
    found.add(t.opens, t.tag)
    found.add(t.opens[beside[-1]], t.tag[beside[-1]], t.tag)


def tree(t: Tokens, found: Templates) -> None:
    """The word's head, its head's head, and its dependents."""
    head, over = t.head, t.head[t.head]
    found.add(t.lemma[head], t.dep)
    found.add(t.pos[head], t.dep, t.pos)
    found.add(t.kind[head], t.dep, t.tag)
    found.add(t.lemma[over], t.dep[head], t.dep)
    found.add(t.lemma[head], t.lemma)
    subject, clause = t.first_child(*SUBJECTS), t.first_child(*CLAUSES)
    thing, mark = t.first_child("dobj", "dative", "agent"), t.first_child("mark", "aux", "auxpass")
    prep = t.first_child("prep")
    for child in (subject, clause, thing, mark, prep):
        found.add(t.kind, t.lemma[child], t.pos)
    found.add(t.lemma, t.tag[subject], t.tag[clause], t.tag[thing])
    found.add(t.kind, t.tag[subject], t.dep[clause], t.dep[thing])
    found.add(t.pos, t.tag[subject], t.lemma[t.first_child("mark")[clause]])
    found.add(t.dep, t.lemma, t.lemma[thing])
    found.add(t.kind[head], t.dep, t.tag[clause[head]], t.tag[subject[head]])
    found.add(t.lemma[head], t.dep, t.dep[clause[head]])


def cues_around(t: Tokens, found: Templates) -> None:
    """Where the nearest word of saying is: above in the parse, before, and after."""
    cue = t.kind > 0
    above, branch, steps = t.above(cue)
    side = (np.arange(t.nobody + 1) > above).astype(np.uint64)
    quoted = (t.quote[above] > 0).astype(np.uint64)
    found.add(t.lemma[above], branch, side)
    found.add(t.kind[above], branch, side)
    found.add(t.kind[above], branch, side, t.dep, t.tag)
    found.add(t.lemma[above], t.kind)
    found.add(t.kind[above], branch, steps, side)
    found.add(t.kind[above], branch, side, t.lemma)
    found.add(t.kind[above], branch, t.quote, side, quoted)
    before, after = t.distance(cue, ahead=False), t.distance(cue, ahead=True)
    found.add(before, after, t.kind)
    found.add(before, t.quote)
    found.add(after, t.quote)
    found.add(before, after, t.dep)
    below = t.columns.column(np.isin(np.arange(t.nobody), t.head[:-1][t.kind[:-1] > 0]))
    found.add(below, t.dep, t.kind, t.lemma)
    found.add(below, t.kind, t.quote, t.dep)


def quotations(t: Tokens, found: Templates) -> None:
    """Whether the word is quoted, and what stands at the marks."""
    left, right = t.quote[t.columns.beside(-1)], t.quote[t.columns.beside(1)]
    found.add(t.quote, left, right)
    found.add(t.quote, t.lemma)
    found.add(t.quote, t.kind, t.dep)
    found.add(t.quote, left, t.tag)
    quoted = t.quote > 0
    found.add(t.distance(quoted, ahead=False), t.distance(quoted, ahead=True), t.kind)
    found.add(t.distance(quoted, ahead=False), t.distance(quoted, ahead=True), t.tag)
