"""Row diffs: only rows that differ are written, so an unchanged build writes nothing."""

# ruff: noqa: S608 -- conditions and names in the SQL are ours; what users give is a parameter

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa

from dragoman.dossier.schema import shapes
from dragoman.dossier.spans import Row

# Floats are stored to this many decimals. What two machines compute differs in the last bits,
# and such a difference is no change.
DECIMALS = 6
EVERYTHING = "true"
NOTHING = "false"


def sync(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    rows: Sequence[Row] | pa.Table,
    scope: str = "true",
    values: Sequence[Any] = (),
) -> int:
    """Make the rows of `table` within `scope` equal to `rows`.

    Args:
        connection: a writable dossier.
        table: name of a table of the schema.
        rows: the rows wanted; a column that a row leaves out is NULL. A table has all columns, and
            its rows are plain.
        scope: SQL condition on the table; rows outside it stay as they are, and only those within
            it are looked at. "false": the rows are added to the table, but for those it holds.
        values: what stands for each `?` of the scope.

    Returns:
        How many rows were taken out or put in; 0 where nothing differed.
    """
    wanted = as_table(table, rows)
    if not wanted.num_rows:
        return _count(connection.execute(f"DELETE FROM {table} WHERE {scope}", list(values)))
    equal = " AND ".join(
        f"{table}.{column} IS NOT DISTINCT FROM wanted.{column}" for column in wanted.column_names
    )
    with _registered(connection, wanted):
        held = f"(SELECT *, rowid AS lies FROM {table}) AS {table}"
        if scope not in (EVERYTHING, NOTHING):
            if not _noted(connection, table, scope, values):
                return _count(connection.execute(f"INSERT INTO {table} FROM wanted"))
            held = f"(SELECT *, rowid AS lies FROM {table} WHERE rowid IN (FROM within)) AS {table}"
        gone = 0
        if scope != NOTHING:
            others = f"SELECT {table}.lies FROM {held} ANTI JOIN wanted ON {equal}"
            gone = _count(connection.execute(f"DELETE FROM {table} WHERE rowid IN ({others})"))
        come = f"INSERT INTO {table} SELECT wanted.* FROM wanted ANTI JOIN {held} ON {equal}"
        return gone + _count(connection.execute(come))


def _noted(
    connection: duckdb.DuckDBPyConnection, table: str, scope: str, values: Sequence[Any]
) -> bool:
    """Notes where the rows within a scope lie, in the temporary table `within`.

    So the scope is looked at once, and in its own columns only: asked beside others, it would have
    DuckDB read every column of the whole table.

    Returns:
        Whether there are any.
    """
    query = f"CREATE OR REPLACE TEMP TABLE within AS SELECT rowid FROM {table} WHERE {scope}"
    return _count(connection.execute(query, list(values))) > 0


def add(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row] | pa.Table) -> int:
    """Put rows into `table` of which it is known that it has none: `sync` without its comparing.

    Comparing would read the whole table, more for every report that is there.

    Returns:
        How many rows were put in.
    """
    if not len(rows):
        return 0
    with _registered(connection, as_table(table, rows)):
        return _count(connection.execute(f"INSERT INTO {table} FROM wanted"))


def as_table(table: str, rows: Sequence[Row] | pa.Table) -> pa.Table:
    """Rows as the columns of `table`, their numbers to six decimals; a table is given back."""
    if isinstance(rows, pa.Table):
        return rows
    shape = shapes()[table]
    columns = []
    for field in shape:
        values = [row.get(field.name) for row in rows]
        if pa.types.is_floating(field.type):
            values = [round(v, DECIMALS) if isinstance(v, float) else v for v in values]
        columns.append(pa.array(values, field.type))
    return pa.table(columns, schema=shape)


@contextmanager
def _registered(connection: duckdb.DuckDBPyConnection, rows: pa.Table) -> Iterator[None]:
    """Has queries call the rows `wanted` until the block ends."""
    connection.register("wanted", rows)
    try:
        yield
    finally:
        connection.unregister("wanted")


def _count(done: duckdb.DuckDBPyConnection) -> int:
    """How many rows a statement took out or put in."""
    ((number,),) = done.fetchall()
    return int(number)


def plain(row: Row) -> Row:
    """A row as it is stored, its numbers to six decimals."""
    return {
        name: round(value, DECIMALS) if isinstance(value, float) else value
        for name, value in row.items()
    }
