"""What a dossier holds, as values equal to those that were stored."""

# ruff: noqa: S608 -- conditions and names in the SQL are ours; what users give is a parameter

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import duckdb

from dragoman.dossier.values import to_annotated, to_comparison, to_link
from dragoman.model import Annotated, Entity, Event, Link, Linked

Row = dict[str, Any]
Grouped = dict[Any, list[Row]]

_OF_REPORTS = ("credit", "report_evidence", "line", "mention", "claim", "problem")
_OF_CLAIMS = ("claim_span", "participant", "attribution", "quantity")
_ORDER = {
    "report_evidence": "ordinal, piece",
    "attribution": "hop",
}


def fetch(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    values: Sequence[Any] | Mapping[str, Any] = (),
) -> list[Row]:
    """The rows of a query as dicts, with plain Python values.

    Args:
        connection: an open dossier.
        query: SQL with `?` for each of `values`, or `$name` where they are named.
        values: what stands for each.
    """
    done = connection.execute(query, values)
    names = [column[0] for column in done.description]
    return [dict(zip(names, row, strict=True)) for row in done.fetchall()]


def load(
    connection: duckdb.DuckDBPyConnection,
    reports: Iterable[str] | None = None,
    *,
    by_place: bool = False,
) -> list[Annotated]:
    """The stored reports with everything found in them, by name, then id.

    Args:
        connection: an open dossier.
        reports: ids of the reports wanted; None for all. Ids that are not stored are passed over.
        by_place: whether the dossier has tables, not views over files, so that a row has a place.
            Then other rows are read in one column only, which in a large dossier is a tenth of
            the work.
    """
    values = [] if reports is None else [sorted(set(reports))]
    chosen = "" if reports is None else " IN (SELECT unnest(?::VARCHAR[]))"

    def those(table: str, where: str) -> str:
        if not chosen:
            return "true"
        return f"rowid IN (SELECT rowid FROM {table} WHERE {where})" if by_place else where

    def grouped(table: str, key: str, where: str) -> Grouped:
        return _grouped(connection, table, key, those(table, where), values)

    of_claims = f"claim IN (SELECT id FROM claim WHERE report{chosen})"
    parts = {
        **{table: grouped(table, "report", f"report{chosen}") for table in _OF_REPORTS},
        **{table: grouped(table, "claim", of_claims) for table in _OF_CLAIMS},
    }
    where = those("report", f"id{chosen}")
    found = fetch(connection, f"FROM report WHERE {where} ORDER BY name, id", values)
    return [to_annotated(row, parts) for row in found]


def load_linked(connection: duckdb.DuckDBPyConnection) -> Linked:
    """What the dossier holds between reports, without aliases, in the order of ids."""
    return Linked(
        entities=tuple(
            Entity(**{**row, "names": tuple(row["names"])})
            for row in fetch(connection, "FROM entity ORDER BY id")
        ),
        events=tuple(Event(**row) for row in fetch(connection, "FROM event ORDER BY id")),
        links=tuple(
            to_link(row) for row in fetch(connection, "FROM link ORDER BY kind, left_id, right_id")
        ),
        comparisons=tuple(
            to_comparison(row) for row in fetch(connection, "FROM comparison ORDER BY id")
        ),
    )


def load_settled(connection: duckdb.DuckDBPyConnection, reports: Collection[str]) -> list[Link]:
    """The links of some reports, their claims and their mentions, but for utterances."""
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE asked AS
        WITH given AS (SELECT unnest(?::VARCHAR[]) AS report)
        SELECT report AS id FROM given
        UNION ALL SELECT id FROM claim
            WHERE rowid IN (SELECT rowid FROM claim SEMI JOIN given USING (report))
        UNION ALL SELECT id FROM mention
            WHERE rowid IN (SELECT rowid FROM mention SEMI JOIN given USING (report))
        """,
        [sorted(reports)],
    )
    rows = fetch(
        connection,
        """
        FROM link
        WHERE kind <> 'utterance'
            AND rowid IN (SELECT rowid FROM link SEMI JOIN asked ON left_id = asked.id)
        ORDER BY kind, left_id, right_id
        """,
    )
    return [to_link(row) for row in rows]


def _grouped(
    connection: duckdb.DuckDBPyConnection, table: str, key: str, where: str, values: list[Any]
) -> Grouped:
    order = _ORDER.get(table, "ordinal")
    groups: Grouped = {}
    query = f"SELECT * FROM {table} WHERE {where} ORDER BY {order}"
    for row in fetch(connection, query, values):
        groups.setdefault(row[key], []).append(row)
    return groups
