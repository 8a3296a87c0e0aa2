"""From the ids that people give to references that outlive a rebuild, and back to today's ids."""

# ruff: noqa: S608 -- conditions and names in the SQL are ours; what users give is a parameter

from __future__ import annotations

import re
from typing import Any, NamedTuple

import duckdb

from dragoman.dossier.judgements import Reference, Subject
from dragoman.dossier.load import fetch
from dragoman.model import Span, content_id

_LINE = re.compile(r"(?P<report>.+):(?P<start>\d+)-(?P<end>\d+)")
_REPORT = "report.name, report.sha256"
_WORDS = "span_start, span_end, exact"
# What two readings of one claim must at least share of their characters to be that claim.
_LEAST_OVERLAP = 0.5


class Place(NamedTuple):
    """Something of a report that may be what a reference means."""

    id: str
    span: Span


def refer(connection: duckdb.DuckDBPyConnection, given: str) -> Reference | None:
    """What an id of a dossier stands for, or None where nothing has it.

    Args:
        connection: an open dossier.
        given: the id of a claim, event, entity, mention or report, one of earlier days too; the
            name or path of a report; or a stretch of one, `REPORT:START-END`, for its line. An
            event goes by the claim that founded it.
    """
    known = fetch(connection, "SELECT new_id FROM alias WHERE old_id = ?", [given])
    now = known[0]["new_id"] if known else given
    return (
        _thing(connection, "claim", now)
        or _thing(connection, "mention", now)
        or _founding(connection, now)
        or _entity(connection, now)
        or _report(connection, given)
        or _line(connection, given)
    )


def find(connection: duckdb.DuckDBPyConnection, wanted: Reference) -> str | None:
    """Today's id of what a reference means, or None where the dossier does not hold it.

    A report is found by its id, else by its text, else by its name. In a report with the same
    text a claim or mention is found by its place, in another text by its words.
    """
    report = find_report(connection, wanted)
    if wanted.kind in {"report", "line"}:
        return report
    if wanted.kind == "entity":
        table = "FROM (SELECT id FROM entity UNION ALL SELECT entity FROM mention) WHERE id = ?"
        if found := fetch(connection, f"{table} LIMIT 1", [wanted.id]):
            return str(found[0]["id"])
    table = "claim" if wanted.kind == "claim" else "mention"
    if fetch(connection, f"SELECT id FROM {table} WHERE id = ?", [wanted.id]):
        return wanted.id
    if report is None or (span := where(connection, report, wanted)) is None:
        return None
    named = "entity" if wanted.kind == "entity" else "id"
    query = (
        f"SELECT {named} AS id, span_start, span_end FROM {table} WHERE report = ? ORDER BY ordinal"
    )
    rows = fetch(connection, query, [report])
    return nearest(span, [Place(r["id"], Span(r["span_start"], r["span_end"])) for r in rows])


def find_report(connection: duckdb.DuckDBPyConnection, wanted: Reference) -> str | None:
    """Today's id of the report of a reference: that of its id, its text, or its name."""
    query = """
        SELECT id FROM report WHERE id = $id OR sha256 = $sha256 OR name = $report
        ORDER BY id = $id DESC, (sha256 = $sha256) DESC, (name = $report) DESC, id LIMIT 1
    """
    values = {"id": wanted.id, "sha256": wanted.sha256, "report": wanted.report}
    found = fetch(connection, query, values)
    return str(found[0]["id"]) if found else None


def where(connection: duckdb.DuckDBPyConnection, report: str, wanted: Reference) -> Span | None:
    """Where the words of a reference stand in a report, None where they do not, or stand twice."""
    if wanted.span is None:
        return None
    (held,) = fetch(connection, "SELECT text, sha256 FROM report WHERE id = ?", [report])
    return place_in(held["text"], wanted, same=held["sha256"] == wanted.sha256)


def place_in(text: str, wanted: Reference, *, same: bool) -> Span | None:
    """The span of a reference in a text; `same` says that it is the text it was made in."""
    if same or wanted.span is None or not wanted.exact:
        return wanted.span
    start = text.find(wanted.exact)
    if start < 0 or text.find(wanted.exact, start + 1) >= 0:
        return None
    return Span(start, start + len(wanted.exact))


def nearest(span: Span, places: list[Place]) -> str | None:
    """The id of the place that shares most with a span, at least half of both together."""
    best, most = None, 0.0
    for place in places:
        shared = min(span.end, place.span.end) - max(span.start, place.span.start)
        whole = max(span.end, place.span.end) - min(span.start, place.span.start)
        if shared / whole >= _LEAST_OVERLAP and shared / whole > most:
            best, most = place.id, shared / whole
    return best


def _thing(connection: duckdb.DuckDBPyConnection, kind: Subject, given: str) -> Reference | None:
    query = f"""
        SELECT {kind}.id, {_REPORT}, {_WORDS} FROM {kind} JOIN report ON report.id = report
        WHERE {kind}.id = ?
    """
    rows = fetch(connection, query, [given])
    return _reference(kind, rows[0]["id"], rows[0]) if rows else None


def _founding(connection: duckdb.DuckDBPyConnection, given: str) -> Reference | None:
    """The claim that an event has its id from."""
    query = "SELECT left_id FROM link WHERE kind = 'event' AND right_id = ? ORDER BY 1"
    claims = [row["left_id"] for row in fetch(connection, query, [given])]
    founding = next((claim for claim in claims if content_id("v", claim) == given), None)
    return _thing(connection, "claim", founding or claims[0]) if claims else None


def _entity(connection: duckdb.DuckDBPyConnection, given: str) -> Reference | None:
    """An entity, with its first mention as the place to find it by."""
    query = f"""
        SELECT {_REPORT}, {_WORDS} FROM mention JOIN report ON report.id = report
        LEFT JOIN link ON link.kind = 'entity' AND link.left_id = mention.id
        WHERE coalesce(link.right_id, entity) = ? ORDER BY report.name, mention.ordinal LIMIT 1
    """
    rows = fetch(connection, query, [given])
    return _reference("entity", given, rows[0]) if rows else None


def _report(connection: duckdb.DuckDBPyConnection, given: str) -> Reference | None:
    query = "SELECT id, name, sha256 FROM report WHERE id = $g OR name = $g OR path = $g ORDER BY 1"
    rows = fetch(connection, query, {"g": given})
    return Reference("report", rows[0]["id"], rows[0]["name"], rows[0]["sha256"]) if rows else None


def _line(connection: duckdb.DuckDBPyConnection, given: str) -> Reference | None:
    """The line that holds a stretch of a report."""
    stretch = _LINE.fullmatch(given)
    report = _report(connection, stretch["report"]) if stretch else None
    if report is None or stretch is None:
        return None
    query = f"""
        SELECT {_REPORT}, span_start, span_end,
            substring(text, span_start + 1, span_end - span_start) AS exact
        FROM line JOIN report ON report.id = report
        WHERE report = ? AND span_start <= ? AND ? <= span_end
    """
    rows = fetch(connection, query, [report.id, int(stretch["start"]), int(stretch["end"])])
    return _reference("line", report.id, rows[0]) if rows else None


def _reference(kind: Subject, id_: str, row: dict[str, Any]) -> Reference:
    span = Span(row["span_start"], row["span_end"])
    return Reference(kind, id_, row["name"], row["sha256"], span, row["exact"])
