"""Disputes within an affair: two voices on the matter that its reports are about.

Where reports tell of one affair, the parties need not be named again: "all staff were unharmed" and
"dozens of invaders are dead" are of the same attack. So it is enough here that the statements stand
in like sentences, for the oppositions that are about a matter rather than about two parties
(`within_affair` in `opposites.toml`).
"""

from __future__ import annotations

import re
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

OPEN = re.compile(
    r"\b(?:not (?:yet |immediately )?(?:known|clear)|unclear|unknown|whether)\b", re.IGNORECASE
)
"""What leaves a matter open: "it was not yet known how many were hurt"."""


@dataclass(frozen=True, slots=True)
class View:
    """A statement's side in one opposition, and the terms of the sentences it stands in."""

    telling: Telling
    opposition: str
    stance: Stance
    terms: frozenset[str]

    @property
    def length(self) -> int:
        """Characters of the statement: of two in one sentence the shorter says it more plainly."""
        return self.telling.words.end - self.telling.words.start


def compare_views(members: Sequence[Annotated], corpus: Corpus) -> Iterator[Held]:
    """For each two voices in two reports and each opposition, the two views that meet most.

    Args:
        members: the reports of the affair.
        corpus: all claims.
    """
    views = [view for one in members for view in _views(one, corpus)]
    weights = Weights.of(view.terms for view in views)
    best: dict[tuple[str, ...], tuple[tuple[float, int], View, View]] = {}
    for left, right in _opposed(views, corpus):
        score = weights.dice(left.terms, right.terms)
        rank = (score, -left.length - right.length)
        key = (left.opposition, *sorted((_who(left), _who(right))))
        if score >= _least_topic(left.opposition) and (key not in best or rank > best[key][0]):
            best[key] = (rank, left, right)
    for _, ((score, _), left, right) in sorted(best.items()):
        one, other = sorted((left.telling, right.telling), key=lambda t: t.order)
        hosts = [corpus.hosts.get(t.claim.id, frozenset()) for t in (one, other)]
        event = min(hosts[0] & hosts[1], default=None)
        rule = verdict(f"position.{left.opposition}")
        yield Held(event, "position", side(one), side(other), rule, score)


def _least_topic(opposition: str) -> float:
    """How alike the sentences must be; for what an affair has but one of they need not be."""
    entry = next(o for o in load("opposites.toml")["opposition"] if o["id"] == opposition)
    return float(entry.get("least_topic", load("thresholds.toml")["position"]["least_topic"]))


def _who(view: View) -> str:
    """A voice in its report."""
    return " ".join((view.telling.report, *sorted(voice_of(view.telling))))


def _views(one: Annotated, corpus: Corpus) -> Iterator[View]:
    oppositions = {o["id"]: o for o in load("opposites.toml")["opposition"]}
    for claim in one.claims:
        words = corpus.tellings[claim.id].words.of(one.report.text)
        if not claim.content or not _asserts(words):
            continue
        for opposition, (stance, _) in sorted(stances(words).items()):
            about = oppositions[opposition]
            own = claim.kind == "narrated"
            if not about.get("within_affair") or (own and not about.get("own_voice")):
                continue
            denied = claim.stance == "denied" and not negated(words)
            turned = OTHER[stance] if denied else stance
            terms = frozenset(concepts(one, [claim.context]))
            yield View(corpus.tellings[claim.id], opposition, turned, terms)


def _asserts(words: str) -> bool:
    """Whether words hold anything to be true: not who asks, and not what is "not yet known"."""
    asked = words.rstrip("\"'”’ ").endswith("?")
    return not asked and not OPEN.search(words)


def _opposed(views: Sequence[View], corpus: Corpus) -> Iterator[tuple[View, View]]:
    """Views of different reports and voices on different sides of one opposition."""
    for opposition in sorted({view.opposition for view in views}):
        here = [view for view in views if view.opposition == opposition]
        sides = [[v for v in here if v.stance == stance] for stance in ("left", "right")]
        for left, right in product(*sides):
            sources = left.telling.source, right.telling.source
            apart = left.telling.report != right.telling.report and corpus.new(*sources)
            if apart and not voice_of(left.telling) & voice_of(right.telling):
                yield left, right
