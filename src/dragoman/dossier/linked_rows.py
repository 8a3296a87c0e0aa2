"""The rows of what holds between reports: entities, events, links and comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import pyarrow as pa

from dragoman.dossier.diff import as_table
from dragoman.dossier.spans import Quotes, Row, SpanError, said
from dragoman.model import Comparison, Entity, Event, Link, Linked, Problem, Side
from dragoman.problems import problem

# The tables that hold a Linked; a build replaces them whole, row by row where they differ.
LINKED_TABLES = ("entity", "event", "link", "comparison")

_AT_A_TIME = 4096  # rows


def linked_rows(
    linked: Linked, texts: Mapping[str, str]
) -> tuple[dict[str, pa.Table], list[Problem]]:
    """Rows of the tables of LINKED_TABLES.

    Args:
        linked: what link and compare found.
        texts: the text of every report, by id.

    Returns:
        Rows by table, and a problem S001 for each comparison whose words are not in its report.
    """
    refused: list[Problem] = []
    comparisons = _comparison_rows(linked.comparisons, texts, refused)
    rows = {
        "entity": as_table("entity", [_entity_row(entity) for entity in linked.entities]),
        "event": as_table("event", [_event_row(event) for event in linked.events]),
        "link": _table("link", map(_link_row, linked.links)),
        "comparison": _table("comparison", comparisons),
    }
    return rows, refused


def _table(name: str, rows: Iterator[Row]) -> pa.Table:
    """Rows as a table, of which so many at a time are values of Python, ten times as large."""
    tables = [as_table(name, [])]
    while some := list(islice(rows, _AT_A_TIME)):
        tables.append(as_table(name, some))
    return pa.concat_tables(tables)


def _comparison_rows(
    comparisons: Iterable[Comparison], texts: Mapping[str, str], refused: list[Problem]
) -> Iterator[Row]:
    """The rows of comparisons; of those whose words are not in their reports, the problems."""
    quotes = {report: Quotes(text) for report, text in texts.items()}
    for comparison in comparisons:
        try:
            yield _comparison_row(comparison, quotes)
        except SpanError as error:
            refused.append(problem("S001", comparison.id, detail=str(error)))


def _entity_row(entity: Entity) -> Row:
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "names": list(entity.names),
        "country": entity.country,
        "lat": entity.lat,
        "lon": entity.lon,
    }


def _event_row(event: Event) -> Row:
    return {"id": event.id, "type": event.type}


def _link_row(link: Link) -> Row:
    return {
        "kind": link.kind,
        "left_id": link.left,
        "right_id": link.right,
        "judgement": link.judgement,
        "score": link.score,
        "why": said(link.why),
        "decided_by": link.decided_by,
        "role": link.role,
    }


def _comparison_row(comparison: Comparison, quotes: Mapping[str, Quotes]) -> Row:
    return {
        "id": comparison.id,
        "event": comparison.event,
        "field": comparison.field,
        "verdict": comparison.verdict,
        "rule": comparison.rule,
        "score": comparison.score,
        "shared_origin": comparison.shared_origin,
        **_side_columns("left", comparison.left, quotes[comparison.left.report]),
        **_side_columns("right", comparison.right, quotes[comparison.right.report]),
    }


def _side_columns(prefix: str, side: Side, quotes: Quotes) -> Row:
    return {
        f"{prefix}_claim": side.claim,
        f"{prefix}_report": side.report,
        **quotes.bounds(prefix, side.span),
        f"{prefix}_exact": quotes.exact(side.span),
        f"{prefix}_value": side.value,
    }
