"""Disputes within an affair: two voices on the matter that its reports are about.

Where reports tell of one affair, the parties need not be named again: "all staff were unharmed" and
"dozens of invaders are dead" are of the same attack. So it is enough here that the statements stand
in like sentences, for the oppositions that are about a matter rather than about two parties
(`within_affair` in `opposites.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from dragoman.compare.pairs import Held
from dragoman.compare.positions import OTHER, Stance, negated, stances, voice_of
from dragoman.compare.statements import side
from dragoman.compare.told import Corpus, Telling
from dragoman.compare.verdicts import load, verdict
from dragoman.likeness.wordings import concepts
from dragoman.likeness.words import Weights
from dragoman.model import Annotated


@dataclass(frozen=True, slots=True)
class View:
    """A statement's side in one opposition, and the terms of the sentences it stands in."""

    telling: Telling
    opposition: str
    stance: Stance
    terms: frozenset[str]


def compare_views(members: Sequence[Annotated], corpus: Corpus) -> Iterator[Held]:
    """For each two reports of an affair and each opposition, the two views that meet most.

    Args:
        members: the reports of the affair.
        corpus: all claims.
    """
    views = [view for one in members for view in _views(one, corpus)]
    weights = Weights.of(view.terms for view in views)
    best: dict[tuple[str, ...], tuple[float, View, View]] = {}
    for left, right in _opposed(views):
        score = weights.dice(left.terms, right.terms)
        key = (left.opposition, *sorted((left.telling.report, right.telling.report)))
        least = load("thresholds.toml")["position"]["least_topic"]
        if score >= least and (key not in best or score > best[key][0]):
            best[key] = (score, left, right)
    for _, (score, left, right) in sorted(best.items()):
        one, other = sorted((left.telling, right.telling), key=lambda t: t.order)
        hosts = [corpus.hosts.get(t.claim.id, frozenset()) for t in (one, other)]
        event = min(hosts[0] & hosts[1], default=None)
        rule = verdict(f"position.{left.opposition}")
        yield Held(event, "position", side(one), side(other), rule, score)


def _views(one: Annotated, corpus: Corpus) -> Iterator[View]:
    chosen = {o["id"] for o in load("opposites.toml")["opposition"] if o.get("within_affair")}
    for claim in one.claims:
        if claim.kind == "narrated" or claim.deed or not claim.content:
            continue
        telling = corpus.tellings[claim.id]
        if telling.words.of(one.report.text).rstrip("\"'”’ ").endswith("?"):
            continue  # who asks holds nothing
        taken = stances(telling.words.of(one.report.text))
        for opposition in sorted(taken.keys() & chosen):
            stance = taken[opposition][0]
            denied = claim.stance == "denied" and not negated(telling.words.of(one.report.text))
            turned = OTHER[stance] if denied else stance
            terms = frozenset(concepts(one, [claim.context]))
            yield View(telling, opposition, turned, terms)


def _opposed(views: Sequence[View]) -> Iterator[tuple[View, View]]:
    """Views of different reports and voices on different sides of one opposition."""
    for opposition in sorted({view.opposition for view in views}):
        here = [view for view in views if view.opposition == opposition]
        sides = [[v for v in here if v.stance == stance] for stance in ("left", "right")]
        for left, right in product(*sides):
            apart = left.telling.report != right.telling.report
            if apart and not voice_of(left.telling) & voice_of(right.telling):
                yield left, right
