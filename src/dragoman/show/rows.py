"""Values of the model as the rows that the shelf gives, so that one template draws both."""

from __future__ import annotations

from typing import Any

from dragoman.model import Actor, Annotated, Claim, Hop, Report, Span, hull

Row = dict[str, Any]


def report_row(report: Report) -> Row:
    """A report with its text and lines, as `shelf.reports.report` gives it."""
    return {
        "id": report.id,
        "path": report.path,
        "url": report.url,
        "title": report.title,
        "byline": report.byline,
        "outlet": report.outlet.name if report.outlet else None,
        "credits": [credit.name for credit in report.credits],
        "published_from": report.published.when.first,
        "published_to": report.published.when.last,
        "published_how": report.published.how,
        "published_why": report.published.why,
        "text": report.text,
        "lines": [
            {"start": line.span.start, "end": line.span.end, "role": line.role, "why": line.why}
            for line in report.lines
        ],
    }


def claim_row(claim: Claim, report: Report) -> Row:
    """A claim of a report, as `shelf.claims.claims` gives it."""
    whole = hull(claim.content or (claim.context,))
    parts = {"content": claim.content, "cue": claim.cue, "source": claim.source}
    return {
        "id": claim.id,
        "report": report.id,
        "kind": claim.kind,
        "speech": claim.speech,
        "deed": claim.deed,
        "stance": claim.stance,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "score": claim.score,
        "span_start": whole.start,
        "span_end": whole.end,
        "exact": whole.of(report.text),
        "pieces": [_piece(part, span) for part, spans in parts.items() for span in spans],
        "speakers": [_voice(actor) for actor in claim.speaker],
        "via": [_voice(hop) for hop in claim.via],
        "outlet": report.outlet.name if report.outlet else None,
    }


def claim_rows(annotated: Annotated) -> list[Row]:
    """The claims of a report, in order."""
    return [claim_row(claim, annotated.report) for claim in annotated.claims]


def _piece(part: str, span: Span) -> Row:
    return {"part": part, "start": span.start, "end": span.end}


def _voice(voice: Actor | Hop) -> Row:
    return {"entity": voice.id, "name": voice.name, "role": voice.role}
