"""What a report is about, as a few dozen weighted terms: its title and the head of its body.

News tell the new first and the known later, so only the first terms of a body count, and those of
the title count more; of them the heaviest are kept, which is what makes an index of many reports
small. Weights are those of news at large (`likeness.background`) and never change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt

from dragoman.likeness.background import background
from dragoman.likeness.words import content_words, stem
from dragoman.link.rules import rules
from dragoman.link.shingles import body
from dragoman.model import Interval, Report

Vector = Mapping[str, float]
"""Term → weight, the heaviest first, of length 1; empty for a report without words."""


@dataclass(frozen=True)
class Gist:
    """A report's terms, and when it was published."""

    report: Report

    @cached_property
    def vector(self) -> Vector:
        """The heaviest terms with their weights, `(1 + log tf) · idf`, of length 1."""
        settings, weights = rules("stories"), background()
        title = set(map(stem, content_words(self.report.title or "")))
        counts = Counter(map(stem, self._words))
        raw = {
            term: (1 + log(count)) * weights[term] * (settings["title"] if term in title else 1)
            for term, count in counts.items()
        }
        kept = sorted(raw.items(), key=lambda item: (-item[1], item[0]))[: settings["terms"]]
        length = sqrt(sum(weight * weight for _, weight in kept))
        return {term: weight / length for term, weight in kept}

    @property
    def published(self) -> Interval:
        """The days it may have been published on."""
        return self.report.published.when

    @cached_property
    def spelled(self) -> Mapping[str, str]:
        """Term → the word it stands for in this report."""
        found: dict[str, str] = {}
        for word in self._words:
            found.setdefault(stem(word), word)
        return found

    @property
    def _words(self) -> list[str]:
        """Content words of the title and the head of the body; a title met twice counts once."""
        head = content_words(body(self.report))[: rules("stories")["head_terms"]]
        new = set(content_words(self.report.title or "")).difference(head)
        return [*sorted(new), *head]


def cosine(left: Vector, right: Vector) -> float:
    """Cosine of two vectors of length 1, in [0, 1]."""
    fewer, more = sorted((left, right), key=len)
    return sum(weight * more[term] for term, weight in fewer.items() if term in more)
