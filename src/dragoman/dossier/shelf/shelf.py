"""The shelf: a dossier opened for browsing, joined once so that every page is a few look-ups."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple

import duckdb
from numpy.typing import NDArray

from dragoman.dossier.connect import reading
from dragoman.dossier.load import fetch
from dragoman.dossier.shelf.cards import DRAWERS, Cards, marks

Row = dict[str, Any]

# Views of the dossier that the shelf keeps as tables of the same name, each before those that read
# it: worked out once, in this order, instead of at every question.
KEPT_VIEWS = (
    "event_claim",
    "event_telling",
    "copy_group",
    "event_origin",
    "claim_actor",
    "event_actor",
    "event_field",
    "event_summary",
    "relation_month",
    "source",
)
_MOST_ANSWERS = 1000  # counts and facets, a few hundred bytes each
_SEARCH_PATH = "SET search_path = 'memory.shelf,dossier.main'"
_DEFINITION = re.compile(r"\s*CREATE VIEW ", re.IGNORECASE)


class Page(NamedTuple):
    """A page of a listing: its rows, its number from 1, rows a page, rows in all."""

    rows: list[Row]
    number: int
    size: int
    total: int

    @property
    def last(self) -> int:
        """Number of the last page; 1 for an empty listing."""
        return max(1, -(-self.total // self.size))


class Shelf:
    """A published dossier, laid out for browsing; safe to use from several threads at once.

    Opening takes about a second for a thousand reports, and memory of half the file's size.

    Args:
        connection: a connection of `connect.reading` that was prepared by `lay_out`.
        path: where the file lies.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self.path = path
        self.index = Cards(connection)
        self._connection = connection
        self._answers: dict[tuple[Any, ...], list[Row]] = {}
        self._totals: dict[tuple[Any, ...], int] = {}
        self._columns: dict[str, NDArray[Any]] = {}
        self._idle: SimpleQueue[duckdb.DuckDBPyConnection] = SimpleQueue()

    @classmethod
    def open(cls, path: str | Path) -> Shelf:
        """Open the dossier at `path`.

        Raises:
            DossierMissingError: there is no such file.
            NotADossierError: the file is no dossier.
            SchemaVersionError: it was written under another version of the schema.
        """
        return cls(reading(Path(path), lay_out), Path(path))

    def close(self) -> None:
        """Let the file go, once the questions that are being asked are answered."""
        while not self._idle.empty():
            self._idle.get().close()
        self._connection.close()
        self.index.close()

    def rows(self, query: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        """The rows of a query over the shelf and the dossier, as dicts.

        Args:
            query: SQL of ours, with `?` or `$name` for what a user gave.
            values: what stands for each.
        """
        cursor = self._cursor()
        try:
            return fetch(cursor, query, values)
        finally:
            self._idle.put(cursor)

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor for one question at a time; making one costs more than most questions."""
        try:
            return self._idle.get_nowait()
        except Empty:
            cursor = self._connection.cursor()
            cursor.execute(_SEARCH_PATH)
            return cursor

    def kept(self, query: str, values: Mapping[str, Any]) -> list[Row]:
        """The rows of a query that many pages ask alike: asked once, kept for the next."""
        key = (query, tuple(values.items()))
        if key not in self._answers:
            if len(self._answers) >= _MOST_ANSWERS:
                self._answers.clear()
            self._answers[key] = self.rows(query, values)
        return self._answers[key]

    def row(self, query: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Row | None:
        """The first row of a query, or None."""
        found = self.rows(query, values)
        return found[0] if found else None

    def arrays(self, query: str, values: Sequence[Any] = ()) -> dict[str, NDArray[Any]]:
        """The columns of a query as arrays."""
        cursor = self._cursor()
        try:
            found: dict[str, NDArray[Any]] = cursor.execute(query, values).fetchnumpy()
            return found
        finally:
            self._idle.put(cursor)

    def column(self, name: str, query: str) -> NDArray[Any]:
        """The only column of a query without parameters, asked once and then kept under `name`."""
        if name not in self._columns:
            (self._columns[name],) = self.arrays(query).values()
        return self._columns[name]

    def these(self, table: str, column: str, ids: Sequence[Any]) -> list[Row]:
        """The rows of a shelf's table whose `column` is one of `ids`, in no order."""
        if table in DRAWERS:
            return self.index.these(table, column, ids)
        return self.rows(f"FROM shelf.{table} WHERE {column} IN ({marks(ids)})", list(ids))

    def this(self, table: str, id: str) -> Row | None:  # noqa: A002 -- the column's name
        """The row of a shelf's table with this `id`, or None."""
        found = self.these(table, "id", [id])
        return found[0] if found else None

    def cards(
        self,
        table: str,
        where: str,
        values: Mapping[str, Any],
        *,
        number: int,
        size: int,
        order: str,
    ) -> Page:
        """One page of a table of cards: their ids are sorted, then only those shown are read.

        Args:
            table: one of the shelf's, with a column `id`.
            where: an SQL condition of ours with `$name` parameters.
            values: what stands for each.
            number: which page, from 1.
            size: rows a page.
            order: the column that numbers the rows from 1 as they are sorted.
        """
        if where == "true":  # all of them: what sorts them counts them too
            first = (number - 1) * size
            total = self.kept(f"SELECT count(*) AS n FROM shelf.{table}", {})[0]["n"]  # noqa: S608
            query = f"SELECT id FROM shelf.{table} WHERE {order} BETWEEN ? AND ? ORDER BY {order}"  # noqa: S608
            page = Page(self.rows(query, [first + 1, first + size]), number, size, total)
        else:
            query = f"SELECT id, {order} AS rank FROM shelf.{table} WHERE {where}"  # noqa: S608
            page = self.page(query, values, number=number, size=size, order="rank")
        ids = [row["id"] for row in page.rows]
        found = {row["id"]: row for row in self.these(table, "id", ids)}
        return page._replace(rows=[found[id_] for id_ in ids])

    def page(
        self,
        query: str,
        values: Mapping[str, Any],
        *,
        number: int,
        size: int,
        order: str,
    ) -> Page:
        """One page of a query.

        Args:
            query: SQL of ours with `$name` parameters, without ORDER BY.
            values: what stands for each.
            number: which page, from 1; past the end there are no rows.
            size: rows a page.
            order: what it is sorted by, in SQL, no two rows alike.
        """
        first = (number - 1) * size
        key = (query, tuple(values.items()))
        if key in self._totals:
            rows = self.rows(f"{query} {_cut(order, size, first)}", dict(values))
            return Page(rows, number, size, self._totals[key])
        rows = self.rows(
            f"SELECT *, count(*) OVER () AS of_all FROM ({query}) {_cut(order, size, first)}",  # noqa: S608
            dict(values),
        )
        totals = [row.pop("of_all") for row in rows]
        if not totals:  # past the end, or nothing at all
            totals = [self.rows(f"SELECT count(*) AS n FROM ({query})", values)[0]["n"]]  # noqa: S608
        if len(self._totals) >= _MOST_ANSWERS:
            self._totals.clear()
        self._totals[key] = totals[0]
        return Page(rows, number, size, totals[0])


def _cut(order: str, size: int, first: int) -> str:
    return f"ORDER BY {order} LIMIT {int(size)} OFFSET {int(first)}"


def lay_out(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the shelf from the dossier that `connection` reads; nothing is written to its file."""
    connection.execute("CREATE SCHEMA memory.shelf")
    connection.execute(_SEARCH_PATH)
    found = connection.execute(
        "SELECT view_name, sql FROM duckdb_views() WHERE database_name = 'dossier'"
    ).fetchall()
    definitions = dict(found)
    for view in KEPT_VIEWS:
        table = _DEFINITION.sub("CREATE TABLE memory.shelf.", definitions[view], count=1)
        connection.execute(table)
    sql = files("dragoman.dossier.shelf").joinpath("shelf.sql").read_text(encoding="utf-8")
    connection.execute(sql)
    connection.execute("SET threads = 1")  # a page's question is small; many are asked at once
