"""What two reports tell alike: sentences of one affair that assert the same thing in other words.

Figures and dates are held together by themselves; this is for what has neither: who claimed it,
what was found, who was spared. Only pairs that are each other's closest are shown, since two
reports of one event share words everywhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from dragoman.compare.pairs import Held
from dragoman.compare.statements import denies, side
from dragoman.compare.told import Corpus, Telling
from dragoman.compare.verdicts import Verdict, load, verdict
from dragoman.likeness.wordings import concepts
from dragoman.likeness.words import Weights
from dragoman.model import Annotated


@dataclass(frozen=True, slots=True)
class Assertion:
    """A claim and the terms of its words."""

    telling: Telling
    terms: frozenset[str]


class Told:
    """What a report asserts, and term → which of its assertions hold it, by number, in order."""

    def __init__(self, assertions: Sequence[Assertion]) -> None:
        self.assertions = assertions
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, assertion in enumerate(assertions):
            for term in assertion.terms:
                self._holders[term].append(number)

    def sharing(self, terms: Iterable[str], least: int) -> list[int]:
        """The assertions that share so many of the terms at least, in order."""
        shared = Counter(chain.from_iterable(self._holders.get(term, ()) for term in terms))
        return sorted(number for number, count in shared.items() if count >= least)


def compare_tellings(
    members: Sequence[Annotated],
    pairs: Iterable[tuple[Annotated, Annotated]],
    corpus: Corpus,
    linked: Collection[frozenset[str]],
) -> Iterator[Held]:
    """What the reports of one affair tell alike.

    Args:
        members: the reports of the affair.
        pairs: those of them that are held against each other.
        corpus: all claims.
        linked: pairs of claims that are the same utterance, which are compared as such.
    """
    told = {one.report.id: Told(list(_assertions(one, corpus))) for one in members}
    weights = Weights.of(a.terms for one in members for a in told[one.report.id].assertions)
    for one, other in pairs:
        for left, right, score in closest(told[one.report.id], told[other.report.id], weights):
            both = sorted((left.telling, right.telling), key=lambda t: t.order)
            if frozenset(t.claim.id for t in both) not in linked:
                yield _held(both[0], both[1], score, corpus)


def _assertions(one: Annotated, corpus: Corpus) -> Iterator[Assertion]:
    """The claims that assert something, each stretch of words once."""
    seen: set[object] = set()
    least = load("thresholds.toml")["told"]["least_terms"]
    for claim in one.claims:
        if claim.deed or not claim.content or claim.content in seen:
            continue
        seen.add(claim.content)
        found = frozenset(concepts(one, claim.content))
        if len(found) >= least:
            yield Assertion(corpus.tellings[claim.id], found)


def closest(
    left: Told, right: Told, weights: Weights
) -> Iterator[tuple[Assertion, Assertion, float]]:
    """Pairs that are each other's closest by weighted Dice, and close enough."""
    limits = load("thresholds.toml")["told"]
    scores = {
        (i, j): weights.dice(assertion.terms, right.assertions[j].terms)
        for i, assertion in enumerate(left.assertions)
        for j in right.sharing(assertion.terms, limits["least_shared_terms"])
    }
    best: dict[tuple[str, int], float] = defaultdict(float)
    for (i, j), score in scores.items():
        best["left", i] = max(best["left", i], score)
        best["right", j] = max(best["right", j], score)
    for (i, j), score in scores.items():
        mutual = score == best["left", i] == best["right", j]
        if score >= limits["least_dice"] and mutual:
            yield left.assertions[i], right.assertions[j], score


def _held(left: Telling, right: Telling, score: float, corpus: Corpus) -> Held:
    hosts = [corpus.hosts.get(t.claim.id, frozenset()) for t in (left, right)]
    event = min(hosts[0] & hosts[1], default=None)
    return Held(event, "told", side(left), side(right), judge(left, right, score), score)


def judge(left: Telling, right: Telling, score: float) -> Verdict:
    """The same in mostly the same words, to the same effect, or the one denying the other."""
    limits = load("thresholds.toml")["told"]
    if denies(left) != denies(right):
        return verdict("told.opposed" if score >= limits["opposed_least"] else "told.turned")
    return verdict("told.alike" if score >= limits["alike"] else "told.nearly")
