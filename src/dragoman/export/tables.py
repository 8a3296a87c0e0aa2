"""The dossier's tables and views as any export of tables needs them: columns, meaning, rows.

What is said of them is what the dossier says itself: the comments of schema.sql and views.sql.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import pyarrow as pa

from dragoman.dossier import Dossier, primary_keys

_TABLES = """
    SELECT table_name AS name, comment FROM duckdb_tables()
    WHERE NOT internal AND database_name = current_database()
    UNION ALL
    SELECT view_name, comment FROM duckdb_views()
    WHERE NOT internal AND database_name = current_database()
"""
_COLUMNS = """
    SELECT table_name, column_name AS name, data_type AS type, comment FROM duckdb_columns()
    WHERE NOT internal AND database_name = current_database()
    ORDER BY table_name, column_index
"""
# The type of Table Schema for each type of DuckDB that the schema has.
_FRICTIONLESS = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "HUGEINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, DuckDB's type of it, and what it holds."""

    name: str
    type: str
    comment: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table or view of the dossier; `key` are the columns of its primary key, () for none."""

    name: str
    comment: str
    is_view: bool
    columns: tuple[Column, ...]
    key: tuple[str, ...]


def tables(dossier: Dossier) -> list[Table]:
    """All tables by name, then all views by name.

    In a dossier that is a folder of Parquet files, views stand in the tables' places.
    """
    columns: dict[str, list[Column]] = defaultdict(list)
    for row in dossier.sql(_COLUMNS).to_pylist():
        columns[row["table_name"]].append(Column(row["name"], row["type"], row["comment"] or ""))
    keys = primary_keys()
    found = [
        Table(
            row["name"],
            row["comment"] or "",
            row["name"] not in keys,
            tuple(columns[row["name"]]),
            keys.get(row["name"], ()),
        )
        for row in dossier.sql(_TABLES).to_pylist()
    ]
    return sorted(found, key=lambda table: (table.is_view, table.name))


def rows(dossier: Dossier, table: Table) -> pa.Table:
    """The rows of a table in a fixed order, with the comments as metadata of its fields."""
    found = dossier.sql(f"FROM {table.name} ORDER BY ALL")
    fields = [_arrow(found.schema.field(column.name), column) for column in table.columns]
    return found.cast(pa.schema(fields, metadata={"comment": table.comment}))


def _arrow(field: pa.Field, column: Column) -> pa.Field:
    """A column as a field of Arrow. DuckDB counts in HUGEINT, which is a decimal to others."""
    counted = field.with_type(pa.int64()) if column.type == "HUGEINT" else field
    return counted.with_metadata({"comment": column.comment})


def data_package(described: list[Table], ending: str) -> dict[str, Any]:
    """A descriptor of the files as a Data Package 1.0 (specs.frictionlessdata.io).

    Args:
        described: the tables, each in a file of its name.
        ending: of the files, e.g. "csv".
    """
    return {
        "name": "dossier",
        "title": "A dossier of news reports",
        "description": "Spans are [start, end) in Unicode code points of report.text.",
        "created_by": f"dragoman {version('dragoman')}",
        "resources": [_resource(table, ending) for table in described],
    }


def _resource(table: Table, ending: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    return {
        "name": table.name.replace("_", "-"),  # the standard allows no underscore
        "path": f"{table.name}.{ending}",
        "format": ending,
        "encoding": "utf-8",
        "description": table.comment,
        "schema": schema,
    }


def _field(column: Column) -> dict[str, str]:
    kind = "array" if column.type.endswith("[]") else _FRICTIONLESS[column.type]
    return {"name": column.name, "type": kind, "description": column.comment}
