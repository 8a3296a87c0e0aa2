"""Datasette: a SQLite file of all tables and views, searchable, and metadata.json beside it.

`datasette NAME/dossier.db --metadata NAME/metadata.json` shows it in a browser. SQLite counts
characters in code points as the dossier does, so `substr(text, span_start + 1, span_end -
span_start)` gives the words of a span. Views are stored as tables, since their SQL is DuckDB's.
"""

# ruff: noqa: S608 -- the names in the SQL are the schema's own

from __future__ import annotations

import json
import sqlite3
import tomllib
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from importlib.resources import files
from typing import Any

from dragoman.dossier import Dossier
from dragoman.export.tables import Column, Table, rows, tables

DATABASE = "dossier"
"""Datasette finds what is said of a database by its file's name."""

_AFFINITY = {
    **dict.fromkeys(("INTEGER", "BIGINT", "HUGEINT", "BOOLEAN"), "INTEGER"),
    "DOUBLE": "REAL",
}
_SEARCHED = {"report": ("title", "text"), "claim": ("exact",)}
# What a column of this name points at, in whatever table it stands.
_POINTS = {
    "report": "report",
    "claim": "claim",
    "event": "event",
    "left_claim": "claim",
    "right_claim": "claim",
    "left_report": "report",
    "right_report": "report",
}
_FREE = {"made"}  # `report` is 'all' there


def datasette_files(dossier: Dossier) -> Mapping[str, bytes]:
    """A folder: dossier.db (SQLite with full-text search) and metadata.json for Datasette."""
    described = tables(dossier)
    with closing(sqlite3.connect(":memory:")) as database:
        for table in described:
            database.execute(_creation(table))
            blanks = ", ".join("?" * len(table.columns))
            database.executemany(
                f'INSERT INTO "{table.name}" VALUES ({blanks})',
                ([_value(v) for v in row.values()] for row in rows(dossier, table).to_pylist()),
            )
        for name, columns in _SEARCHED.items():
            _make_searchable(database, name, columns)
        database.commit()
        content = database.serialize()
    described_by = json.dumps(metadata(described), indent=2, ensure_ascii=False)
    return {f"/{DATABASE}.db": content, "/metadata.json": described_by.encode()}


def metadata(described: list[Table]) -> dict[str, Any]:
    """What Datasette shows of the tables: their descriptions, and queries to start with."""
    chosen = tomllib.loads(files(__package__).joinpath("data", "datasette.toml").read_text("utf-8"))
    return {
        "title": chosen["title"],
        "description": chosen["description"],
        "databases": {
            DATABASE: {
                "tables": {
                    table.name: {
                        "description": table.comment,
                        "columns": {column.name: column.comment for column in table.columns},
                        **chosen["tables"].get(table.name, {}),
                    }
                    for table in described
                },
                "queries": chosen["queries"],
            }
        },
    }


def _creation(table: Table) -> str:
    parts = [_column(table, column) for column in table.columns]
    if table.key:
        parts.append(f"PRIMARY KEY ({', '.join(table.key)})")
    return f'CREATE TABLE "{table.name}" ({", ".join(parts)})'


def _column(table: Table, column: Column) -> str:
    points = None if table.name in _FREE else _POINTS.get(column.name)
    reference = f' REFERENCES "{points}" (id)' if points else ""
    return f'"{column.name}" {_AFFINITY.get(column.type, "TEXT")}{reference}'


def _make_searchable(database: sqlite3.Connection, name: str, columns: tuple[str, ...]) -> None:
    listed = ", ".join(columns)
    index = f"{name}_fts"
    database.execute(f'CREATE VIRTUAL TABLE {index} USING fts5 ({listed}, content="{name}")')
    database.execute(f"INSERT INTO {index} (rowid, {listed}) SELECT rowid, {listed} FROM {name}")


def _value(value: Any) -> Any:  # noqa: ANN401 -- whatever a column holds
    """A value as SQLite holds it: lists as JSON, days as ISO dates."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else value
