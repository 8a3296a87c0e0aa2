"""How the reports that are linked call everybody, counted once for linking by stretches.

To gather it anew for each stretch would read every mention of a dossier five hundred times in a
million reports. It is a temporary table, so it is there for one linking and in no file.
"""

# ruff: noqa: S608 -- the names in the SQL are ours

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from typing import Any, Final

import duckdb
import pyarrow as pa

from dragoman.dossier.load import fetch

PORTION: Final = 4_000_000
"""Mentions that are counted at a time: what a database may hold in memory is a gibibyte."""
_KEYS = "entity, kind, name, form, country, lat, lon, exact, resolved, called, last_word"
# Mentions are read by where they lie, which skips all others; asked whose they are and what else
# they must be at once, DuckDB is misled about how few remain, and hashes all that the dossier has.
_THEIRS = """
    CREATE OR REPLACE TEMP TABLE mention_now AS
    SELECT rowid FROM mention SEMI JOIN given USING (report)
"""
_LINKED = """
    CREATE OR REPLACE TEMP TABLE linked_before AS
    SELECT report FROM made WHERE stage = 'link' AND version <> ''
"""
# What was added since the table was made is counted together with it once it is as much again, so
# that all this counting costs what a few times the last does.
_FOLD = f"""
    CREATE OR REPLACE TEMP TABLE way AS
    SELECT {_KEYS}, sum(mentions)::BIGINT AS mentions, min(id) AS id FROM way GROUP BY {_KEYS}
"""


class Ways:
    """The ways in which linked reports mention somebody."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, fresh: Iterable[str]) -> None:
        """Counts those of all linked reports.

        Args:
            connection: a dossier that may be written to.
            fresh: reports that are to be linked anew, and count once they are.
        """
        self._connection = connection
        connection.execute(_LINKED)
        self._note(fresh, "DELETE FROM linked_before WHERE report IN (FROM given)")
        self._folded = 0
        into = "CREATE OR REPLACE TEMP TABLE way AS"
        ((rows,),) = connection.execute("SELECT coalesce(max(rowid), 0) FROM mention").fetchall()
        for first in range(0, rows + 1, PORTION):
            those = f"mention.rowid >= {first} AND mention.rowid < {first + PORTION}"
            self._count(f"SEMI JOIN linked_before USING (report) WHERE {those}", into)
            into = "INSERT INTO way"

    def add(self, reports: Iterable[str]) -> None:
        """Counts reports that were linked just now."""
        self._note(reports, _THEIRS)
        self._count("WHERE rowid IN (FROM mention_now)", "INSERT INTO way")

    def _count(self, those: str, into: str) -> None:
        """Counts those mentions with what is counted already."""
        self._connection.execute(f"CREATE OR REPLACE TEMP VIEW counted AS FROM mention {those}")
        self._connection.execute(f"{into}\n{_sql('ways.sql')}")
        if self._folded and self._held() > 2 * self._folded:
            self._connection.execute(_FOLD)
            self._folded = 0
        self._folded = self._folded or self._held()

    def outside(
        self, reports: Iterable[str], named: Iterable[str], most: int
    ) -> list[dict[str, Any]]:
        """How they mention those whom some others mention; see `neighbours.outside`."""
        self._note(reports, _THEIRS)
        values = {"named": sorted(named), "most": most}
        return fetch(self._connection, _sql("namesakes.sql"), values)

    def _note(self, reports: Iterable[str], statement: str) -> None:
        """Executes a statement in which the table `given` has the ids of some reports."""
        given = pa.table({"report": pa.array(sorted(reports), pa.string())})
        self._connection.register("given", given)
        try:
            self._connection.execute(statement)
        finally:
            self._connection.unregister("given")

    def _held(self) -> int:
        ((rows,),) = self._connection.execute("SELECT count(*) FROM way").fetchall()
        return int(rows)


def _sql(name: str) -> str:
    return files("dragoman.dossier").joinpath(name).read_text(encoding="utf-8")
