"""The card index: rows that pages look up by a key, kept whole so that each is one short read.

DuckDB narrows, sorts and counts; planning a question costs it a millisecond or two, and a row with
lists in it is put together anew each time. A page looks up some hundred rows by id, so these lie
here, once more, as JSON in a private SQLite database: in memory while it is small, in a temporary
file of SQLite's own beyond that, gone when the shelf is closed.
"""

# ruff: noqa: S608 -- tables, columns and conditions are ours; what users give is a parameter

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

import duckdb

Row = dict[str, Any]
Value = str | int | float | None


class Drawer(NamedTuple):
    """A table of the shelf that is looked up: by which columns, and what may narrow it besides."""

    keys: tuple[str, ...]
    besides: tuple[str, ...] = ()
    whole: bool = True  # a row is a card; else it is only its columns


DRAWERS: Final = {
    "report_card": Drawer(("id", "place")),
    "claim_card": Drawer(("id", "report")),
    "event_card": Drawer(("id",), ("when_from",)),
    "actor_card": Drawer(("id",)),
    "comparison_card": Drawer(
        ("event", "left_claim", "right_claim"), ("left_report", "right_report", "verdict")
    ),
    "told": Drawer(("event", "claim")),
    "part": Drawer(("event", "entity"), whole=False),
    "covers": Drawer(("event", "source"), whole=False),
}
_BATCH = 5_000  # rows carried over at once
_MOST_VALUES = 10_000  # of one question; SQLite takes three times as many
_MEMORY_KIB = 64_000  # beyond that SQLite keeps the cards in a temporary file


class Cards:
    """The cards of a shelf; safe to read from several threads at once.

    Args:
        connection: a connection whose search path finds the tables of `DRAWERS`.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        # an empty name is a private database; SQLite itself takes its questions in turn
        self._index = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        self._index.execute(f"PRAGMA cache_size = -{_MEMORY_KIB}")
        self._index.execute("PRAGMA journal_mode = OFF")
        self._dates = {
            table: _fill(self._index, connection, table, drawer)
            for table, drawer in DRAWERS.items()
        }

    def close(self) -> None:
        """Let the cards go."""
        self._index.close()

    def these(self, table: str, column: str, values: Sequence[Value]) -> list[Row]:
        """The cards of a table whose `column` is one of `values`, in no order."""
        return [
            row
            for first in range(0, len(values), _MOST_VALUES)
            for row in self._among(table, column, values[first : first + _MOST_VALUES])
        ]

    def where(self, table: str, condition: str, values: Sequence[Value]) -> list[Row]:
        """The cards of a table that meet an SQL condition of ours on its drawer's columns."""
        found = self.rows(f"SELECT card FROM {table} WHERE {condition}", values)
        return [_card(text, self._dates[table]) for (text,) in found]

    def rows(self, query: str, values: Sequence[Value]) -> list[tuple[Any, ...]]:
        """The rows of a query of ours over the drawers, with `?` for each of `values`."""
        return self._index.execute(query, values).fetchall()

    def _among(self, table: str, column: str, values: Sequence[Value]) -> list[Row]:
        return self.where(table, f"{column} IN ({marks(values)})", values)


def marks(values: Sequence[object]) -> str:
    """A question mark for each of `values`."""
    return ", ".join("?" * len(values))


def _fill(
    index: sqlite3.Connection, source: duckdb.DuckDBPyConnection, table: str, drawer: Drawer
) -> tuple[str, ...]:
    """Copy a table into its drawer; the names of its columns that hold days."""
    columns = [*drawer.keys, *drawer.besides]
    asked = ", ".join(columns)
    index.execute(f"CREATE TABLE {table} ({', '.join([*columns, 'card'])})")
    index.execute("BEGIN")
    index.executemany(
        f"INSERT INTO {table} VALUES ({marks([*columns, 'card'])})",
        _carried(source, f"SELECT {asked}, {_json(table, drawer)} FROM shelf.{table}"),
    )
    index.execute("COMMIT")
    for key in drawer.keys:
        index.execute(f"CREATE INDEX {table}_{key} ON {table} ({key})")
    described = source.execute(f"DESCRIBE shelf.{table}").fetchall()
    return tuple(name for name, kind, *_ in described if kind == "DATE")


def _json(table: str, drawer: Drawer) -> str:
    return f"to_json({table})::VARCHAR" if drawer.whole else "NULL"


def _carried(source: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple[Any, ...]]:
    found = source.execute(query)
    while batch := found.fetchmany(_BATCH):
        for row in batch:
            yield tuple(v.isoformat() if isinstance(v, date) else v for v in row)


def _card(text: str, dates: tuple[str, ...]) -> Row:
    row: Row = json.loads(text)
    for name in dates:
        if row[name] is not None:
            row[name] = date.fromisoformat(row[name])
    return row
