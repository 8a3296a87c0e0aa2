"""Whether it happened at all: done, planned, called off, denied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from dragoman.compare.pairs import Reading
from dragoman.compare.told import Telling
from dragoman.compare.verdicts import Verdict, verdict
from dragoman.likeness.parties import is_mutual
from dragoman.likeness.words import terms
from dragoman.model import Claim, EventCode

Outcome = Literal["happened", "planned", "cancelled", "denied"]

OPEN: frozenset[str] = frozenset({"planned"})
"""What a later report can overtake without contradicting it."""


def outcome(claim: Claim) -> Outcome | None:
    """What a claim says became of its event; None for the merely possible or hypothetical."""
    negated = claim.polarity == "negated"
    if claim.modality == "actual":
        return "denied" if negated else "happened"
    if claim.modality == "planned":
        return "cancelled" if negated else "planned"
    return None


def read(coded: Iterable[tuple[Telling, EventCode]]) -> Iterator[Reading[Outcome]]:
    """What claims of an event say became of it."""
    for telling, code in coded:
        found = outcome(telling.claim)
        if found:
            yield Reading(telling, "outcome", code.trigger, found, found)


def judge(left: Reading[Outcome], right: Reading[Outcome]) -> Verdict:
    """The same, an update, or opposed."""
    if left.value == right.value:
        return verdict("outcome.same")
    if {left.value, right.value} == {"cancelled", "denied"}:
        return verdict("outcome.same")
    for earlier, later in ((left, right), (right, left)):
        if earlier.value in OPEN:
            return _overtaken(earlier, later)
    return verdict("outcome.opposed" if _one_act(left, right) else "outcome.other-act")


def _one_act(left: Reading[Outcome], right: Reading[Outcome]) -> bool:
    """Whether both tell of the very act: a meeting, or one in the same word.

    Nobody is "not injured" by an attack that "killed" others.
    """
    codes = [r.telling.claim.event for r in (left, right)]
    if any(code is None or is_mutual(code.type) for code in codes):
        return True
    one, other = (r.telling.quote(r.span).lower() for r in (left, right))
    return set(terms(one)) == set(terms(other))


def _overtaken(earlier: Reading[Outcome], later: Reading[Outcome]) -> Verdict:
    """A plan, and what another report says became of it: an update if it was written later."""
    planned = earlier.telling.source.report.published.when
    became = later.telling.source.report.published.when
    if planned.last is None or became.first is None:
        return verdict("outcome.unordered")
    if planned.last <= became.first:
        return verdict("outcome.update")
    return verdict("outcome.opposed" if later.value != "happened" else "outcome.unordered")
