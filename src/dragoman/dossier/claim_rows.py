"""The rows of one claim: its own, and those of its spans, participants, chain and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.dossier.spans import Quotes, Row, TableRow
from dragoman.model import Actor, Claim, EventCode, hull


def claim_rows(report: str, ordinal: int, claim: Claim, quotes: Quotes) -> list[TableRow]:
    """All rows of a claim with their tables, the claim's own first.

    Raises:
        SpanError: one of its spans does not hold its words; then none of its rows may be kept.
    """
    return [
        ("claim", _claim_row(report, ordinal, claim, quotes)),
        *_pieces(claim, quotes),
        *_participants(claim, quotes),
        *_chain(claim, quotes),
        *_quantities(claim, quotes),
    ]


def _claim_row(report: str, ordinal: int, claim: Claim, quotes: Quotes) -> Row:
    quotes.exact(claim.context)
    return {
        "id": claim.id,
        "report": report,
        "ordinal": ordinal,
        "kind": claim.kind,
        "speech": claim.speech,
        "deed": claim.deed,
        "stance": claim.stance,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "lead": claim.lead,
        **quotes.columns(hull(claim.content or (claim.context,))),
        **quotes.bounds("context", claim.context),
        **(_event_columns(claim.event, quotes) if claim.event else {}),
        "score": claim.score,
    }


def _event_columns(event: EventCode, quotes: Quotes) -> Row:
    when = event.when
    time: Row = {}
    if when is not None:
        time = {
            "when_from": when.when.first,
            "when_to": when.when.last,
            "when_text": when.text,
            "when_anchor": when.anchor,
            **quotes.bounds("when", when.span, when.text),
        }
    return {
        "event_type": event.type,
        "mode": event.mode,
        "cameo": event.cameo,
        **quotes.bounds("trigger", event.trigger),
        "place": event.place,
        "place_id": event.place_id,
        **quotes.bounds("place", event.place_span),
        "venue": event.venue,
        "country": event.country,
        **time,
    }


def _pieces(claim: Claim, quotes: Quotes) -> Iterator[TableRow]:
    for part, spans in (("content", claim.content), ("cue", claim.cue), ("source", claim.source)):
        for n, span in enumerate(spans):
            key = {"claim": claim.id, "part": part, "ordinal": n}
            yield "claim_span", {**key, **quotes.columns(span)}


def _participants(claim: Claim, quotes: Quotes) -> Iterator[TableRow]:
    parts: tuple[tuple[str, Iterable[Actor]], ...] = (
        ("actor", claim.event.actors if claim.event else ()),
        ("recipient", claim.event.recipients if claim.event else ()),
        ("speaker", claim.speaker),
        ("addressee", (claim.to,) if claim.to else ()),
    )
    for part, actors in parts:
        for n, actor in enumerate(actors):
            row = {
                "claim": claim.id,
                "part": part,
                "ordinal": n,
                "entity": actor.id,
                "name": actor.name,
                "kind": actor.kind,
                "country": actor.country,
                "role": actor.role,
                **quotes.optional(actor.span),
            }
            yield "participant", row


def _chain(claim: Claim, quotes: Quotes) -> Iterator[TableRow]:
    for n, hop in enumerate(claim.via):
        row = {
            "claim": claim.id,
            "hop": n,
            "entity": hop.id,
            "name": hop.name,
            "role": hop.role,
            **quotes.optional(hop.span),
        }
        yield "attribution", row


def _quantities(claim: Claim, quotes: Quotes) -> Iterator[TableRow]:
    for n, quantity in enumerate(claim.quantities):
        row = {
            "claim": claim.id,
            "ordinal": n,
            "field": quantity.field,
            "low": quantity.low,
            "high": quantity.high,
            "unit": quantity.unit,
            **quotes.columns(quantity.span),
        }
        yield "quantity", row
