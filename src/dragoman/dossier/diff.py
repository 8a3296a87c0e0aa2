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
        scope: SQL condition on the table; rows outside it stay as they are.
        values: what stands for each `?` of the scope.

    Returns:
        How many rows were taken out or put in; 0 where nothing differed.
    """
    schema = connection.sql(f"FROM {table} LIMIT 0").to_arrow_table().schema
    wanted = (
        rows
        if isinstance(rows, pa.Table)
        else pa.Table.from_pylist([plain(row) for row in rows], schema=schema)
    )
    equal = " AND ".join(
        f"{table}.{column} IS NOT DISTINCT FROM wanted.{column}" for column in schema.names
    )
    connection.register("wanted", wanted)
    try:
        gone = connection.execute(
            f"DELETE FROM {table} WHERE ({scope}) AND rowid IN "
            f"(SELECT {table}.rowid FROM {table} ANTI JOIN wanted ON {equal})",
            list(values),
        ).fetchall()
        come = connection.execute(
            f"INSERT INTO {table} SELECT wanted.* FROM wanted ANTI JOIN {table} ON {equal}"
        ).fetchall()
    finally:
        connection.unregister("wanted")
    return int(gone[0][0]) + int(come[0][0])


def plain(row: Row) -> Row:
    """A row as it is stored, its numbers to six decimals."""
    return {
        name: round(value, DECIMALS) if isinstance(value, float) else value
        for name, value in row.items()
    }
