"""The schema as DuckDB sees it: tables and views from their SQL files, comments and all."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final

import duckdb

SCHEMA_VERSION: Final = "2"

# Rows of these tables tell how the dossier came about, not what it says: they are left out of
# its logical hash.
HISTORY: Final = frozenset({"meta", "made", "run", "alias", "told_term"})

_OPENING = re.compile(r"CREATE (TABLE|VIEW) (\w+) \($")
_COLUMN = re.compile(r"    (\w+)\b.*?,? -- (.+)$")


def create(connection: duckdb.DuckDBPyConnection, program: str) -> None:
    """Make an empty dossier in the connected database.

    Args:
        connection: a writable database without tables.
        program: name and version of the program, kept in `meta`.
    """
    connection.begin()  # one commit for hundreds of statements
    for name in ("schema.sql", "views.sql"):
        sql = _read(name)
        connection.execute(sql)
        connection.execute(";\n".join(comments(sql)))
    connection.executemany(
        "INSERT INTO event_type VALUES (?, ?, ?)",
        [(name, kind["quad_class"], kind["mutual"]) for name, kind in event_types().items()],
    )
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        [("schema_version", SCHEMA_VERSION), ("program", program)],
    )
    connection.commit()


def comments(sql: str) -> Iterator[str]:
    """The COMMENT ON statements for the words beside the tables, views and columns of `sql`."""
    above: list[str] = []
    table = ""
    for line in sql.splitlines():
        if line.startswith("--"):
            above.append(line.removeprefix("--").strip())
            continue
        if opening := _OPENING.match(line):
            kind, table = opening.groups()
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


def tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Names of the dossier's tables, sorted; views are not among them."""
    found = connection.execute(
        "SELECT table_name FROM duckdb_tables() "
        "WHERE NOT internal AND NOT temporary AND database_name = current_database() ORDER BY 1"
    )
    return [name for (name,) in found.fetchall()]


def _literal(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _read(name: str) -> str:
    return files("dragoman.dossier").joinpath(name).read_text(encoding="utf-8")
