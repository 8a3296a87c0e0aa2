"""Who: the participants of an event against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.compare.pairs import Reading
from dragoman.compare.told import Corpus, Telling
from dragoman.compare.verdicts import Verdict, verdict
from dragoman.likeness.parties import Participants, is_mutual, participants_of, relation
from dragoman.model import EventCode, Span, hull


def read(
    coded: Iterable[tuple[Telling, EventCode]], corpus: Corpus
) -> Iterator[Reading[Participants]]:
    """Whom each report names: of its claims, the one that names most."""
    best: dict[str, tuple[Telling, EventCode]] = {}
    for telling, code in coded:
        known = best.get(telling.report)
        if known is None or _count(code) > _count(known[1]):
            best[telling.report] = (telling, code)
    for telling, code in best.values():
        if _count(code):
            parties = participants_of(code, corpus.identify(telling), mutual=is_mutual(code.type))
            yield Reading(telling, "actor", _span(telling, code), _shown(code), parties)


def _count(code: EventCode) -> int:
    return len(code.actors) + len(code.recipients)


def _span(telling: Telling, code: EventCode) -> Span:
    """The stretch over the names within the claim's sentence, else the trigger."""
    spans = [a.span for a in (*code.actors, *code.recipients) if a.span]
    return hull([s for s in spans if telling.claim.context.holds(s)] or [code.trigger])


def _shown(code: EventCode) -> str:
    if is_mutual(code.type):
        return ", ".join(sorted({a.name for a in (*code.actors, *code.recipients)}))
    sides = (", ".join(sorted({a.name for a in side})) for side in (code.actors, code.recipients))
    return " → ".join(side or "?" for side in sides)


def judge(left: Reading[Participants], right: Reading[Participants]) -> Verdict:
    """Same parties, some of them, other ones, or nobody named."""
    code = left.telling.claim.event
    mutual = code is not None and is_mutual(code.type)
    return verdict(f"actor.{relation(left.value, right.value, mutual=mutual)}")
