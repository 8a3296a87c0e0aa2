"""CSV: a file a table and view, with a Data Package that says what every column is."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from dragoman.dossier import Dossier
from dragoman.export.tables import Table, data_package, rows, tables


def sheet_files(dossier: Dossier) -> Mapping[str, bytes]:
    """A folder: NAME.csv for each table and view, and datapackage.json, which describes them.

    UTF-8 by RFC 4180, with a header. What is not known is an empty field, a list is JSON.
    """
    described = tables(dossier)
    files = {f"/{table.name}.csv": _sheet(dossier, table) for table in described}
    package = json.dumps(data_package(described, "csv"), indent=2)
    return {**files, "/datapackage.json": package.encode()}


def _sheet(dossier: Dossier, table: Table) -> bytes:
    page = io.StringIO(newline="")
    sheet = csv.writer(page)
    sheet.writerow([column.name for column in table.columns])
    for row in rows(dossier, table).to_pylist():
        sheet.writerow([_cell(row[column.name]) for column in table.columns])
    return page.getvalue().encode()


def _cell(value: Any) -> Any:  # noqa: ANN401 -- whatever a column holds
    """A value as a field of CSV; the others are as `csv` writes them."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else value
