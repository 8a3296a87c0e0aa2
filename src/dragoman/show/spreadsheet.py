"""Rows as CSV, for the command line and for pages."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

# A cell that starts so is a formula to a spreadsheet (OWASP, "CSV Injection").
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_text(rows: Sequence[Mapping[str, Any]], *, guarded: bool = False) -> str:
    """A header and a line a row; what is nested inside lists stays JSON.

    Args:
        rows: dicts, which may be nested.
        guarded: whether text that a spreadsheet would take for a formula gets an apostrophe.
    """
    flat = [dict(_flat(row)) for row in rows]
    header = list(dict.fromkeys(name for row in flat for name in row))
    page = io.StringIO(newline="")
    sheet = csv.DictWriter(page, header, restval="", lineterminator="\r\n")
    sheet.writeheader()
    sheet.writerows({k: _guarded(v) for k, v in row.items()} if guarded else row for row in flat)
    return page.getvalue()


def _flat(row: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}_")
        elif isinstance(value, list) and all(isinstance(part, str) for part in value):
            yield prefix + name, "; ".join(value)
        elif isinstance(value, list):
            yield prefix + name, json.dumps(value, ensure_ascii=False, default=str)
        else:
            yield prefix + name, value


def _guarded(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
