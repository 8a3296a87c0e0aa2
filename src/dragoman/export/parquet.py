"""Parquet: a file a table and view, for R, Python, DuckDB, Spark."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pyarrow as pa
from pyarrow import parquet

from dragoman.dossier import Dossier
from dragoman.export.tables import data_package, rows, tables


def parquet_files(dossier: Dossier) -> Mapping[str, bytes]:
    """A folder: NAME.parquet for each table and view, and datapackage.json, which describes them.

    The description of a column stands in its field's metadata too, under "comment".
    """
    described = tables(dossier)
    files = {f"/{table.name}.parquet": _bytes(rows(dossier, table)) for table in described}
    package = json.dumps(data_package(described, "parquet"), indent=2)
    return {**files, "/datapackage.json": package.encode()}


def _bytes(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    parquet.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())
