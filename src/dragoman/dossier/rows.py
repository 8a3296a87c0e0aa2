"""From values to rows: what one annotated report looks like in the tables of the schema.

A row whose span does not hold its words is refused, and a problem says so; so is the second of
two rows with one id. A claim stands or falls whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from dragoman.dossier.claim_rows import claim_rows
from dragoman.dossier.spans import Quotes, Row, SpanError, TableRow, said
from dragoman.model import (
    Annotated,
    Line,
    Mention,
    Named,
    Problem,
    Report,
    Span,
    Time,
    content_id,
)
from dragoman.problems import problem

Rows = dict[str, list[Row]]


class Evidence(NamedTuple):
    """One stretch of a report that shows a field of it; `ordinal` counts credits."""

    field: str
    ordinal: int
    piece: int
    span: Span


def report_rows(annotated: Annotated) -> tuple[Rows, list[Problem]]:
    """Rows of everything one report says, and what had to be refused.

    Args:
        annotated: the report and what was found in it.

    Returns:
        Rows by table (`problem` is not among them), and a problem for each row refused: S001 where
        a span does not hold its words, S003 where an id comes twice.
    """
    report = annotated.report
    quotes = Quotes(report.text)
    rows: Rows = {"report": [_report_row(report)], "credit": _credit_rows(report)}
    refused: list[Problem] = []
    seen: set[object] = set()
    makers: tuple[tuple[Callable[..., list[TableRow]], Sequence[Any]], ...] = (
        (_evidence_row, list(_evidence(report))),
        (_line_row, report.lines),
        (_mention_row, annotated.mentions),
        (_time_row, annotated.times),
        (claim_rows, annotated.claims),
    )
    for make, things in makers:
        for ordinal, thing in enumerate(things):
            try:
                made = make(report.id, ordinal, thing, quotes)
            except SpanError as error:
                refused.append(problem("S001", report.path, detail=str(error)))
                continue
            key = made[0][1].get("id")
            if key is not None and key in seen:
                refused.append(problem("S003", report.path, detail=str(key)))
                continue
            seen.add(key)
            for table, row in made:
                rows.setdefault(table, []).append(row)
    return rows, refused


def problem_row(trouble: Problem, ordinal: int, report: str | None = None) -> Row:
    """The row of a problem; `report` is the id of the report it is about, if there is one."""
    return {
        "ordinal": ordinal,
        "path": trouble.path,
        "report": report,
        "code": trouble.code,
        "stage": trouble.stage,
        "span_start": trouble.span.start if trouble.span else None,
        "span_end": trouble.span.end if trouble.span else None,
        "what": trouble.what,
        "remedy": trouble.remedy,
    }


def _report_row(report: Report) -> Row:
    outlet, reprint = report.outlet, report.republished_by
    return {
        "id": report.id,
        "name": report.name,
        "path": report.path,
        "url": report.url,
        "source": outlet.id if outlet else None,
        "outlet_name": outlet.name if outlet else None,
        "republished_by": reprint.name if reprint else None,
        "republished_by_id": reprint.id if reprint else None,
        "title": report.title,
        "byline": report.byline,
        "section": report.section,
        "published_from": report.published.when.first,
        "published_to": report.published.when.last,
        "published_how": report.published.how,
        "published_why": said(report.published.why),
        "language": report.language,
        "text": report.text,
        "sha256": report.sha256,
    }


def _credit_rows(report: Report) -> list[Row]:
    return [
        {"report": report.id, "ordinal": n, "source": credit.id, "name": credit.name}
        for n, credit in enumerate(report.credits)
    ]


def _evidence(report: Report) -> Iterator[Evidence]:
    def of(field: str, named: Named | None, ordinal: int = 0) -> Iterator[Evidence]:
        for piece, span in enumerate(named.evidence if named else ()):
            yield Evidence(field, ordinal, piece, span)

    if report.title_span is not None:
        yield Evidence("title", 0, 0, report.title_span)
    yield from of("outlet", report.outlet)
    yield from of("republished_by", report.republished_by)
    for ordinal, credit in enumerate(report.credits):
        yield from of("credit", credit, ordinal)
    for piece, span in enumerate(report.published.evidence):
        yield Evidence("published", 0, piece, span)


def _evidence_row(report: str, _: int, shown: Evidence, quotes: Quotes) -> list[TableRow]:
    where = {"field": shown.field, "ordinal": shown.ordinal, "piece": shown.piece}
    return [("report_evidence", {"report": report, **where, **quotes.columns(shown.span)})]


def _line_row(report: str, ordinal: int, line: Line, quotes: Quotes) -> list[TableRow]:
    row = {
        "report": report,
        "ordinal": ordinal,
        **quotes.bounds("span", line.span),
        "role": line.role,
        "why": said(line.why),
    }
    return [("line", row)]


def _mention_row(report: str, ordinal: int, mention: Mention, quotes: Quotes) -> list[TableRow]:
    row = {
        "id": mention.id,
        "report": report,
        "ordinal": ordinal,
        **quotes.columns(mention.span),
        "kind": mention.kind,
        "entity": mention.entity_id,
        "name": mention.entity,
        "country": mention.country,
        "lat": mention.lat,
        "lon": mention.lon,
        "feature": mention.feature,
        "form": mention.form,
    }
    return [("mention", row)]


def _time_row(report: str, ordinal: int, time: Time, quotes: Quotes) -> list[TableRow]:
    row = {
        "id": content_id("t", report, *time.span, time.kind, time.value),
        "report": report,
        "ordinal": ordinal,
        **quotes.columns(time.span),
        "kind": "time",
        "time_kind": time.kind,
        "value": time.value,
        "time_from": time.when.first,
        "time_to": time.when.last,
        "anchor": time.anchor,
    }
    return [("mention", row)]
