"""The record: one annotated report as JSON, and one problem; the interface's own shapes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from dragoman.model import (
    Actor,
    Annotated,
    Claim,
    EventCode,
    Interval,
    Mention,
    Named,
    Problem,
    Report,
    Span,
    Time,
)

Json = dict[str, Any]


def to_record(annotated: Annotated, *, text: bool = True) -> Json:
    """One report with everything found in it, ready for `json.dumps`.

    Args:
        annotated: the report.
        text: whether the record holds the report's text; its spans point into it all the same.
    """
    report = annotated.report
    return {
        **report_record(report),
        **({"text": report.text} if text else {}),
        "body": spans(report.spans("body", "caption")),
        "lines": [
            {"span": list(line.span), "role": line.role, "why": line.why} for line in report.lines
        ],
        "mentions": [
            *map(_mention, annotated.mentions),
            *map(_time, annotated.times),
        ],
        "claims": [claim_record(claim) for claim in annotated.claims],
    }


def report_record(report: Report) -> Json:
    """What is known about a report itself, without its text and what is found in it."""
    return {
        "id": report.id,
        "name": report.name,
        "path": report.path,
        "url": report.url,
        "sha256": report.sha256,
        "language": report.language,
        "outlet": _named(report.outlet),
        "republished_by": _named(report.republished_by),
        "credits": [_named(credit) for credit in report.credits],
        "title": report.title,
        "byline": report.byline,
        "section": report.section,
        "published": {
            **interval(report.published.when),
            "how": report.published.how,
            "evidence": spans(report.published.evidence),
            "why": report.published.why,
        },
    }


def claim_record(claim: Claim) -> Json:
    """One claim of a record."""
    return {
        "id": claim.id,
        "content": spans(claim.content),
        "kind": claim.kind,
        "speech": claim.speech,
        "deed": claim.deed,
        "cue": spans(claim.cue),
        "source": spans(claim.source),
        "speaker": [actor.name for actor in claim.speaker],
        "to": claim.to.name if claim.to else None,
        "via": [{"span": _span(hop.span), "name": hop.name, "role": hop.role} for hop in claim.via],
        "stance": claim.stance,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "event": _event(claim.event) if claim.event else None,
        "quantities": [
            {"field": q.field, "low": q.low, "high": q.high, "unit": q.unit, "span": list(q.span)}
            for q in claim.quantities
        ],
        "lead": claim.lead,
        "score": round(claim.score, 6),
    }


def problem_record(problem: Problem) -> Json:
    """One problem, as a line of its own in every jsonl."""
    return {
        "type": "problem",
        "path": problem.path,
        "code": problem.code,
        "stage": problem.stage,
        "span": _span(problem.span),
        "what": problem.what,
        "remedy": problem.remedy,
    }


def interval(when: Interval) -> Json:
    """An interval of days as ISO dates; an end that is not known is None."""
    return {"from": _iso(when.first), "to": _iso(when.last)}


def spans(found: Iterable[Span]) -> list[list[int]]:
    """Spans as pairs `[start, end]`."""
    return [list(span) for span in found]


def _named(named: Named | None) -> Json | None:
    return {"name": named.name, "evidence": spans(named.evidence)} if named else None


def _mention(mention: Mention) -> Json:
    record: Json = {
        "span": list(mention.span),
        "kind": mention.kind,
        "entity": mention.entity,
        "id": mention.entity_id,
    }
    if mention.kind == "place":
        record |= {
            "country": mention.country,
            "lat": mention.lat,
            "lon": mention.lon,
            "feature": mention.feature,
        }
    return record


def _time(time: Time) -> Json:
    return {
        "span": list(time.span),
        "kind": "time",
        "type": time.kind,
        "value": time.value,
        **interval(time.when),
        "anchor": time.anchor,
    }


def _event(event: EventCode) -> Json:
    when = event.when
    return {
        "type": event.type,
        "mode": event.mode,
        "cameo": event.cameo,
        "trigger": list(event.trigger),
        "actors": [_actor(actor) for actor in event.actors],
        "recipients": [_actor(actor) for actor in event.recipients],
        "place": event.place,
        "venue": event.venue,
        "country": event.country,
        "when": {**interval(when.when), "text": when.text, "anchor": when.anchor} if when else None,
    }


def _actor(actor: Actor) -> Json:
    return {
        "name": actor.name,
        "id": actor.id,
        "kind": actor.kind,
        "country": actor.country,
        "role": actor.role,
        "span": _span(actor.span),
    }


def _span(span: Span | None) -> list[int] | None:
    return list(span) if span else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
