"""Putting reports in the place of what is stored under their ids, or taking them out."""

# ruff: noqa: S608 -- conditions and names in the SQL are ours; what users give is a parameter

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import duckdb
import pyarrow as pa

from dragoman.dossier.diff import add, sync
from dragoman.dossier.forgetting import forget, held_in
from dragoman.dossier.neighbours import bound
from dragoman.dossier.spans import Row

TableRows = Mapping[str, Sequence[Row] | pa.Table]
THESE = "IN (SELECT unnest(?::VARCHAR[]))"
# Which rows of a table belong to reports given by id. Children come before the claims they hang
# on, since it is through the claims that they are found.
_SCOPES = {
    **dict.fromkeys(
        ("claim_span", "participant", "attribution", "quantity"),
        f"claim IN (SELECT id FROM claim WHERE report {THESE})",
    ),
    **dict.fromkeys(("credit", "report_evidence", "line", "mention", "claim"), f"report {THESE}"),
    "report": f"id {THESE}",
}


def replace(
    connection: duckdb.DuckDBPyConnection,
    reports: Sequence[str],
    rows: TableRows,
    problems: str,
) -> int:
    """Make the rows of some reports equal to `rows`; what rested on what is gone goes too.

    Reports of which none is stored are added without a look at those that are.

    Args:
        connection: a writable dossier, in a transaction.
        reports: ids of the reports.
        rows: their rows, by table; tables left out have none.
        problems: SQL condition on the problems of the reports that are replaced.

    Returns:
        How many rows were taken out or put in.
    """
    stored = f"SELECT 1 FROM report WHERE id {THESE} LIMIT 1"
    if connection.execute(stored, [reports]).fetchall():
        written = _replaced(connection, reports, rows)
    else:
        written = sum(add(connection, table, rows.get(table, [])) for table in _SCOPES)
    for table, scope in (("problem", problems), ("made", "stage = 'annotate'")):
        mine = f"report {THESE} AND {scope}"
        written += sync(connection, table, rows.get(table, []), mine, [reports])
    return written


def _replaced(
    connection: duckdb.DuckDBPyConnection, reports: Sequence[str], rows: TableRows
) -> int:
    held = held_in(connection, reports)
    hanging = bound(connection, reports) if held.things else set()
    written = sum(
        sync(connection, table, rows.get(table, []), scope, [reports])
        for table, scope in _SCOPES.items()
    )
    if written:  # what was linked with these reports in view is linked anew
        hanging |= set(forget(connection, held, reports))
        written += outdate(connection, hanging.difference(reports))
        linked = f"stage = 'link' AND report {THESE}"
        written += sync(connection, "made", [], linked, [reports])
    return written


def outdate(connection: duckdb.DuckDBPyConnection, reports: Iterable[str]) -> int:
    """Have reports linked anew; what holds between them stays until they are.

    Returns:
        How many of them were up to date.
    """
    scope = f"stage = 'link' AND version > '' AND report {THESE}"
    query = f"UPDATE made SET version = '' WHERE {scope}"
    ((changed,),) = connection.execute(query, [sorted(reports)]).fetchall()
    return int(changed)
