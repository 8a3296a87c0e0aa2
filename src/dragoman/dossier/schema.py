"""The schema as DuckDB sees it: tables and views from their SQL files, comments and all."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final

import duckdb
import pyarrow as pa

SCHEMA_VERSION: Final = "3"

# Rows of these tables tell how the dossier came about, not what it says: they are left out of
# its logical hash.
HISTORY: Final = frozenset({"meta", "made", "run", "alias", "told_term"})

_TABLES, _VIEWS = "schema.sql", "views.sql"
_ALONE = re.compile(r"\bPRIMARY KEY(?= *,)")  # the key is this column
_TOGETHER = re.compile(r"^ *PRIMARY KEY \(.*\)\n", re.MULTILINE)  # the key is these columns
_OPENING = re.compile(r"CREATE (TABLE|VIEW) (\w+) \($")
_COLUMN = re.compile(r"    (\w+)\b.*?,? -- (.+)$")


def create(connection: duckdb.DuckDBPyConnection, program: str) -> None:
    """Make an empty dossier in the connected database.

    Args:
        connection: a writable database without tables.
        program: name and version of the program, kept in `meta`.
    """
    connection.begin()  # one commit for hundreds of statements
    connection.execute(_without_indexes(_read(_TABLES)))
    create_views(connection)
    comment(connection)
    connection.executemany(
        "INSERT INTO event_type VALUES (?, ?, ?)",
        [(name, kind["quad_class"], kind["mutual"]) for name, kind in event_types().items()],
    )
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        [("schema_version", SCHEMA_VERSION), ("program", program)],
    )
    connection.commit()


def _without_indexes(sql: str) -> str:
    """The tables without an index on their keys, which would be two thirds of the file.

    The store writes differences only, so no key comes twice, and nothing asks for rows by an index.
    """
    bare = _TOGETHER.sub("", _ALONE.sub("NOT NULL", sql))
    keys = (
        f"ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL;"
        for table, key in primary_keys().items()
        for column in key
    )
    return "\n".join((bare, *keys))


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the dossier's views over tables that are there."""
    connection.execute(_read(_VIEWS))


def comment(connection: duckdb.DuckDBPyConnection, tables_are: str = "TABLE") -> None:
    """Say of every table, view and column what it holds.

    Args:
        connection: a dossier.
        tables_are: TABLE, or VIEW where views stand in the tables' places.
    """
    connection.execute(
        ";\n".join((*comments(_read(_TABLES), tables_are), *comments(_read(_VIEWS))))
    )


@cache
def columns() -> dict[str, tuple[str, ...]]:
    """The columns of every table of the schema, in order, by the table's name in order of names."""
    return {name: tuple(shape.names) for name, shape in shapes().items()}


@cache
def shapes() -> dict[str, pa.Schema]:
    """What rows of every table are in Arrow, by the table's name in order of names."""
    with duckdb.connect(":memory:") as empty:
        empty.execute(_read(_TABLES))
        return {
            name: empty.sql(f"FROM {name} LIMIT 0").to_arrow_table().schema
            for (name,) in empty.sql("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
        }


@cache
def primary_keys() -> dict[str, tuple[str, ...]]:
    """The columns of every table's primary key, by the table's name."""
    query = """
        SELECT table_name, constraint_column_names FROM duckdb_constraints()
        WHERE constraint_type = 'PRIMARY KEY'
    """
    with duckdb.connect(":memory:") as empty:
        empty.execute(_read(_TABLES))
        held = {name: tuple(key) for name, key in empty.sql(query).fetchall()}
    return {name: held.get(name, ()) for name in columns()}


def comments(sql: str, tables_are: str = "TABLE") -> Iterator[str]:
    """The COMMENT ON statements for the words beside the tables, views and columns of `sql`."""
    above: list[str] = []
    table = ""
    for line in sql.splitlines():
        if line.startswith("--"):
            above.append(line.removeprefix("--").strip())
            continue
        if opening := _OPENING.match(line):
            kind, table = opening.groups()
            kind = tables_are if kind == "TABLE" else kind
            yield f"COMMENT ON {kind} {table} IS {_literal(' '.join(above))}"
        elif line.startswith(")"):
            table = ""
        elif table and (column := _COLUMN.match(line)):
            yield f"COMMENT ON COLUMN {table}.{column[1]} IS {_literal(column[2])}"
        above = []


@cache
def event_types() -> dict[str, dict[str, Any]]:
    """PLOVER's event types with quad class, direction and title phrases (event_types.toml)."""
    return tomllib.loads(_read("event_types.toml"))


def _literal(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _read(name: str) -> str:
    return files("dragoman.dossier").joinpath(name).read_text(encoding="utf-8")
