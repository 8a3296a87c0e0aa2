"""The reference of the dossier's tables and views, from the comments in the database itself."""

from __future__ import annotations

import re
from typing import NamedTuple

import duckdb

from dragoman.dossier.schema import create
from manual.markdown import code, prose, table


class Column(NamedTuple):
    """A column as DuckDB tells of it; `comment` is None where schema.sql says nothing."""

    table: str
    name: str
    type: str
    required: bool
    comment: str | None


class Table(NamedTuple):
    """A table or a view with its columns."""

    name: str
    view: bool
    comment: str | None
    columns: list[Column]


def tables() -> list[Table]:
    """Every table and view of an empty dossier, in alphabetical order."""
    with duckdb.connect() as connection:
        create(connection, "manual")
        rows = connection.execute(
            "SELECT table_name, column_name, data_type, NOT is_nullable, comment "
            "FROM duckdb_columns() WHERE NOT internal ORDER BY table_name, column_index"
        ).fetchall()
        named = connection.execute(
            "SELECT table_name, false, comment FROM duckdb_tables() WHERE NOT internal UNION ALL "
            "SELECT view_name, true, comment FROM duckdb_views() WHERE NOT internal ORDER BY 1"
        ).fetchall()
    columns = [Column(*row) for row in rows]
    return [
        Table(name, view, comment, [column for column in columns if column.table == name])
        for name, view, comment in named
    ]


def page() -> str:
    """A section a table, views after tables."""
    head = (
        "# Tables and columns\n\n"
        "Written from the comments that every dossier carries. Spans are `[start, end)` in Unicode "
        "code points of the report's text; what is not known is NULL. "
        "[The data model](../data-model.md) says how the tables hang together.\n"
    )
    found = tables()
    parts = [head, "## Tables\n", *(_section(one) for one in found if not one.view)]
    parts += [
        "## Views\n",
        "Worked out from the tables whenever they are asked.\n",
        *(_section(one) for one in found if one.view),
    ]
    return "\n".join(parts)


def _section(one: Table) -> str:
    always = [] if one.view else ["always there"]
    header = ("column", "type", *always, "holds")
    rows = [_row(column, with_required=not one.view) for column in one.columns]
    return f"### {one.name}\n\n{prose(one.comment)}\n\n{table(header, rows)}"


def _row(column: Column, *, with_required: bool) -> tuple[str, ...]:
    required = ("yes" if column.required else "",) if with_required else ()
    # room for a line break between the values a column may have
    holds = re.sub(r"(?<=\S)\|(?=\S)", " | ", column.comment or "")
    return code(column.name), code(column.type), *required, prose(holds)
