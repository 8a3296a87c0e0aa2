"""The reference of exports: what each writes, and the columns it promises."""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Mapping, Sequence
from importlib.metadata import entry_points
from importlib.resources import files

from dragoman.export import EXPORTERS
from dragoman.export.flat import COLUMNS
from dragoman.export.registry import GROUP
from manual.markdown import code, prose


def columns() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Of formats with columns of their own: file ending to its columns, in order."""
    text = files("dragoman.export").joinpath("data", "columns.toml").read_text(encoding="utf-8")
    held = tomllib.loads(text)
    return {
        "csv": {"": COLUMNS},
        "polecat": {"": held["polecat"]},
        "gdelt": {".export.CSV": held["gdelt_events"], ".mentions.CSV": held["gdelt_mentions"]},
    }


def ours() -> list[str]:
    """Names of the exports that come with the package, in alphabetical order."""
    points = entry_points(group=GROUP)
    return sorted({point.name for point in points if point.value.startswith("dragoman.")})


def page() -> str:
    """A section an export."""
    head = (
        "# Formats of export\n\n"
        "`dragoman export X.duckdb --to FORMAT`. [Taking a dossier elsewhere](../exporting.md) "
        "has a worked example of each. The tables of `parquet`, `tables` and `datasette` are the "
        "dossier's own ([Tables and columns](tables.md)).\n"
    )
    return "\n".join((head, *(_section(name) for name in ours())))


def _section(name: str) -> str:
    parts = [f"## {name}\n", prose(inspect.getdoc(EXPORTERS[name])) + "\n"]
    for ending, held in columns().get(name, {}).items():
        about = f"Columns of `NAME{ending}`" if ending else "Columns"
        parts.append(f"{about}, in their order: {', '.join(map(code, held))}.\n")
    parts.append(f"[A worked example](../exporting.md#{name}).\n")
    return "\n".join(parts)
