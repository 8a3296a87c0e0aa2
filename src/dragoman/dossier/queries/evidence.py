"""Evidence as every row of a listing carries it: where, and the very words."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import duckdb

from dragoman.dossier.load import fetch
from dragoman.model import Report, Span

Row = dict[str, Any]
Connection = duckdb.DuckDBPyConnection


def shown(path: str, start: int, end: int, quote: str) -> Row:
    """A place and its words: path, span in code points, quote."""
    return {"path": path, "span": [start, end], "quote": quote}


def quoted(report: Report, span: Span) -> Row:
    """The same for a span of a report at hand."""
    return shown(report.path, *span, span.of(report.text))


def grouped(connection: Connection, key: str, query: str) -> dict[str, list[Row]]:
    """The rows of a query by the value of a column, in the query's order."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in fetch(connection, query):
        rows[row[key]].append(row)
    return rows
