"""Pieces of reports that exports of annotations share: whose words, through whom, where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from dragoman.model import Annotated, Claim, Span

PREFIX = 32
"""Characters of context beside a quote, as many as annotation clients keep by custom."""


class Passage(NamedTuple):
    """A stretch of a report with what it is: the thing it belongs to, its part, which piece."""

    id: str
    part: str
    piece: int
    span: Span

    @property
    def name(self) -> str:
        """A name for the passage that is its own within the dossier."""
        return f"{self.id}.{self.part}.{self.piece}"


def passages(annotated: Annotated) -> Iterator[Passage]:
    """Every stretch of a report that something was found in: mentions, times, parts of claims."""
    for mention in annotated.mentions:
        yield Passage(mention.id, mention.kind, 0, mention.span)
    for number, time in enumerate(annotated.times):
        yield Passage(annotated.report.id, "time", number, time.span)
    for claim in annotated.claims:
        yield from parts(claim)


def parts(claim: Claim) -> Iterator[Passage]:
    """The stretches of a claim: content, cue, source, hops, trigger, numbers."""
    found: dict[str, list[Span | None]] = {
        "content": [*claim.content],
        "cue": [*claim.cue],
        "source": [*claim.source],
        "via": [hop.span for hop in claim.via],
        "trigger": [claim.event.trigger] if claim.event else [],
        "quantity": [quantity.span for quantity in claim.quantities],
    }
    for part, spans in found.items():
        for piece, span in enumerate(spans):
            if span is not None:
                yield Passage(claim.id, part, piece, span)


def iri(id_: str) -> str:
    """An id of a dossier as an IRI, for formats whose ids are IRIs."""
    return f"urn:dragoman:{quote(id_, safe=':')}"


def speakers(claim: Claim) -> list[str]:
    """Who says it, innermost; none where the outlet tells it in its own voice."""
    return [actor.name for actor in claim.speaker]


def chain(claim: Claim) -> list[str]:
    """Who passed it on, from the speaker outwards, without the outlet."""
    return [hop.name for hop in claim.via]


def told_by(claim: Claim, outlet: str | None) -> str:
    """Whose words a claim is, in words: "Ann Lee, via Lake Agency, in The Harbour"."""
    who = " and ".join(speakers(claim)) or ("the outlet" if claim.kind == "narrated" else "unknown")
    through = "".join(f", via {name}" for name in chain(claim))
    return who + through + (f", in {outlet}" if outlet else "")
