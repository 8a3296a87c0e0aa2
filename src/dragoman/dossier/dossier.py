"""A dossier as a reader sees it: opened read-only, and the questions it answers."""

# ruff: noqa: A002 S608 -- `filter`, `all` and `id` are the interface's; our own names in SQL

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa

from dragoman.dossier import queries
from dragoman.dossier.connect import questions_only, reading
from dragoman.dossier.errors import QueryError, QueryTimeoutError
from dragoman.dossier.failing import raise_damaged
from dragoman.dossier.filters import Field, Filter
from dragoman.dossier.hashing import logical_hash
from dragoman.dossier.listing import Listing
from dragoman.dossier.load import fetch, load, load_linked
from dragoman.model import Annotated, Linked

Row = dict[str, Any]

_COUNTED = ("report", "claim", "event", "entity", "comparison", "problem")
_WRONG_SPANS = """
    SELECT evidence.* FROM evidence JOIN report ON report.id = evidence.report
    WHERE substring(text, span_start + 1, span_end - span_start) IS DISTINCT FROM quote
    ORDER BY ALL
"""


class Dossier:
    """A published dossier, open for reading.

    Every listing is a list of dicts in the shapes of the interface, in a fixed order, and each row
    carries its evidence: `path`, `span` in code points, `quote`. Listings are narrowed by a
    `Filter` or by its fields: `dossier.claims(speaker="Vladimir Putin")`.

    Args:
        connection: a connection of `connect.reading`.
        path: where it lies, a file or a folder of Parquet files.
        on_close: called once the file is let go.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        path: Path,
        on_close: Callable[[], None] | None = None,
    ) -> None:
        self.path = path
        self._connection = connection
        self._on_close = on_close

    @classmethod
    def open(cls, path: str | Path, on_close: Callable[[], None] | None = None) -> Dossier:
        """Open the dossier at `path`, read-only.

        Raises:
            DossierMissingError: there is nothing at the path.
            NotADossierError: what is there is no dossier.
            SchemaVersionError: it was written under another version of the schema.
        """
        return cls(reading(Path(path)), Path(path), on_close)

    def close(self) -> None:
        """Let the file go; a second time does nothing."""
        self._connection.close()
        if self._on_close is not None:
            self._on_close()
            self._on_close = None

    def __enter__(self) -> Dossier:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
        raise_damaged(self.path, error)

    def events(self, filter: Filter | None = None, **fields: Field) -> Listing:
        """Events by date, then id: what, when, where, who, its status and who reports it."""
        return Listing("events", queries.events(self._connection, Filter.of(filter, **fields)))

    def claims(self, filter: Filter | None = None, **fields: Field) -> Listing:
        """Claims by report and place in it: who said what, and what outlets tell themselves."""
        return Listing("claims", queries.claims(self._connection, Filter.of(filter, **fields)))

    def conflicts(
        self,
        filter: Filter | None = None,
        *,
        all: bool = False,
        **fields: Field,
    ) -> Listing:
        """Comparisons that ended in conflict; with `all`, those of every verdict."""
        found = queries.conflicts(self._connection, Filter.of(filter, **fields), every=all)
        return Listing("conflicts", found)

    def sources(
        self,
        filter: Filter | None = None,
        *,
        copies: bool = False,
        **fields: Field,
    ) -> Listing:
        """Outlets, agencies and other relayers; with `copies`, groups of near-copies instead."""
        chosen = Filter.of(filter, **fields)
        if copies:
            return Listing("copies", queries.copies(self._connection, chosen))
        return Listing("sources", queries.sources(self._connection, chosen))

    def actors(self, filter: Filter | None = None, **fields: Field) -> Listing:
        """Who acts, speaks or is spoken to, under every name, those with most claims first."""
        return Listing("actors", queries.actors(self._connection, Filter.of(filter, **fields)))

    def relations(self, filter: Filter | None = None, **fields: Field) -> Listing:
        """Pairs of actors by month: how often they cooperated or clashed, in word and deed."""
        return Listing(
            "relations", queries.relations(self._connection, Filter.of(filter, **fields))
        )

    def reports(self, filter: Filter | None = None, **fields: Field) -> Listing:
        """Reports by name, without their text."""
        return Listing("reports", queries.reports(self._connection, Filter.of(filter, **fields)))

    def problems(self) -> list[Row]:
        """What could not be read, decided or stored, by path."""
        return queries.problems(self._connection)

    def judgements(self) -> list[Row]:
        """What people decided, in the order in which they did, and what came of it."""
        return queries.judgements(self._connection)

    def annotated(self) -> list[Annotated]:
        """Every report with what was found in it, as values, by name."""
        return load(self._connection)

    def linked(self) -> Linked:
        """What holds between reports, as values."""
        return load_linked(self._connection)

    def resolve(self, id: str) -> str:
        """The id that stands today for one shown earlier; itself where it never changed."""
        found = fetch(self._connection, "SELECT new_id FROM alias WHERE old_id = ?", [id])
        return str(found[0]["new_id"]) if found else id

    def counts(self) -> dict[str, int]:
        """How many reports, claims, events, entities, comparisons and problems it holds."""
        return {
            _plural(table): fetch(self._connection, f"SELECT count(*) AS n FROM {table}")[0]["n"]
            for table in _COUNTED
        }

    def schema_version(self) -> str:
        """The version of the schema the file was written under."""
        query = "SELECT value FROM meta WHERE key = 'schema_version'"
        return str(fetch(self._connection, query)[0]["value"])

    def logical_hash(self) -> str:
        """A hash over what the dossier says: equal for equal rows, whatever the file's bytes."""
        return logical_hash(self._connection)

    def verify(self) -> list[Row]:
        """Rows of the view `evidence` whose span does not hold their words; none in a whole one."""
        return fetch(self._connection, _WRONG_SPANS)

    def sql(self, query: str, *, timeout: float | None = None) -> pa.Table:
        """The answer to a query over the tables and views.

        Nothing in the dossier can be changed this way, and no other file be read or written.

        Args:
            query: DuckDB SQL.
            timeout: seconds after which the query is stopped; None lets it run.

        Raises:
            QueryError: the query is wrong, or would change something.
            QueryTimeoutError: it took longer than `timeout`.
        """
        alarm = Timer(timeout or 0, self._connection.interrupt)
        if timeout is not None:
            alarm.start()
        try:
            if self.path.is_dir():
                questions_only(query)
            answer = self._connection.sql(query)
            return pa.table({}) if answer is None else answer.to_arrow_table()
        except duckdb.InterruptException as error:
            raise QueryTimeoutError(self.path, timeout or 0) from error
        except duckdb.Error as error:
            raise QueryError(self.path, str(error).splitlines()[0]) from error
        finally:
            alarm.cancel()


def _plural(table: str) -> str:
    return table[:-1] + "ies" if table.endswith("y") else table + "s"
