"""What a value is about: the terms of its sentence, weighted by how near they stand to it.

"Qualcomm shares fell 4.3 percent after Broadcom raised its bid": the fall is of the shares, less so
of the bid. Two values of two reports fill one slot where what stands beside them is alike.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.likeness.wordings import located_concepts
from dragoman.likeness.words import WORD, Weights
from dragoman.model import Annotated, Span

Closeness = Mapping[str, float]
"""Term → how near it stands, in (0, 1]."""

_BREAK = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n+")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|St|Lt|Col|Capt|Jan|Feb|Aug|Sept|Oct|Nov|Dec|No"
    r"|Inc|Corp|Ltd|vs|[ap]\.m))\.$"
)
BESIDE = 2.0
"""Words within this distance count in full; beyond, a term counts half at twice the halving."""
HALVING = 6.0


def sentence_around(text: str, span: Span, within: Span) -> Span:
    """The sentence that holds `span`, no wider than `within`; by its closing marks and lines."""
    start, end = within
    for found in _BREAK.finditer(text, within.start, within.end):
        if _ABBREVIATED.search(text, max(within.start, found.start() - 8), found.start()):
            continue
        if found.end() <= span.start:
            start = found.end()
        elif found.start() >= span.end:
            end = found.start()
            break
    return Span(start, end)


def closeness(one: Annotated, sentence: Span, spans: Sequence[Span]) -> dict[str, float]:
    """The terms of a sentence outside `spans`, by how near they stand to the nearest of them.

    Args:
        one: the report.
        sentence: the stretch whose terms count.
        spans: where the value stands; its own words are left out.
    """
    starts = [m.start() for m in WORD.finditer(one.report.text, sentence.start, sentence.end)]
    found: dict[str, float] = {}
    for offset, term in located_concepts(one, [sentence]):
        if any(span.start <= offset < span.end for span in spans):
            continue
        away = min(_words_between(starts, offset, span) for span in spans)
        near = 1.0 if away <= BESIDE else HALVING / (HALVING + away - BESIDE)
        found[term] = max(found.get(term, 0.0), near)
    return found


def _words_between(starts: Sequence[int], offset: int, span: Span) -> int:
    low, high = (span.end, offset) if offset >= span.end else (offset, span.start)
    return bisect_left(starts, high) - bisect_left(starts, low)


@dataclass(frozen=True, slots=True)
class Contexts:
    """Likeness of contexts, by weights that hold for the sentences of one story."""

    weights: Weights
    _totals: dict[int, tuple[Closeness, float]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def alike(self, left: Closeness, right: Closeness) -> float:
        """Dice of the two contexts, each term by its rarity and nearness; in [0, 1]."""
        shared = sum(
            self.weights[t] * min(near, right[t]) for t, near in left.items() if t in right
        )
        if not shared:
            return 0.0
        both = self._total(left) + self._total(right)
        return 2 * shared / both if both else 0.0

    def _total(self, context: Closeness) -> float:
        """The weight of a context, worked out once; it is kept, so that its id stays its own."""
        found = self._totals.get(id(context))
        if found is None:
            total = sum(self.weights[t] * near for t, near in context.items())
            found = self._totals[id(context)] = (context, total)
        return found[1]
