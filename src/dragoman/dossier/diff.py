"""Row diffs: only rows that differ are written, so an unchanged build writes nothing."""

# ruff: noqa: S608 -- conditions and names in the SQL are ours; what users give is a parameter

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa

from dragoman.dossier.spans import Row

# Floats are stored to this many decimals. What two machines compute differs in the last bits,
# and such a difference is no change.
DECIMALS = 6
NOTHING = "false"
_WITHIN = "(SELECT * FROM {0} WHERE {1}) AS {0}"


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
    wanted = _wanted(connection, table, rows)
    equal = " AND ".join(
        f"{table}.{column} IS NOT DISTINCT FROM wanted.{column}" for column in wanted.column_names
    )
    connection.register("wanted", wanted)
    try:
        gone = connection.execute(
            f"DELETE FROM {table} WHERE ({scope}) AND NOT EXISTS (FROM wanted WHERE {equal})",
            list(values),
        ).fetchall()
        held, asked = (table, []) if scope == NOTHING else (_WITHIN.format(table, scope), values)
        come = connection.execute(
            f"INSERT INTO {table} SELECT wanted.* FROM wanted ANTI JOIN {held} ON {equal}",
            list(asked),
        ).fetchall()
    finally:
        connection.unregister("wanted")
    return int(gone[0][0]) + int(come[0][0])


def append(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row] | pa.Table
) -> int:
    """Add rows of which the table holds none, without looking at those it holds.

    Returns:
        How many rows were put in.
    """
    if not len(rows):
        return 0
    connection.register("wanted", _wanted(connection, table, rows))
    try:
        connection.execute(f"INSERT INTO {table} FROM wanted")
    finally:
        connection.unregister("wanted")
    return len(rows)


def _wanted(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row] | pa.Table
) -> pa.Table:
    if isinstance(rows, pa.Table):
        return rows
    schema = connection.sql(f"FROM {table} LIMIT 0").to_arrow_table().schema
    return pa.Table.from_pylist([plain(row) for row in rows], schema=schema)


def plain(row: Row) -> Row:
    """A row as it is stored, its numbers to six decimals."""
    return {
        name: round(value, DECIMALS) if isinstance(value, float) else value
        for name, value in row.items()
    }
