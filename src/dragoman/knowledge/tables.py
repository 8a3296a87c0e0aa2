"""Reading the data files: TSV with a declared source, cells by column name."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

_DATA = files("dragoman.knowledge") / "data"
_SOURCE = "# source:"


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file; `source` is the key of `sources.toml` that its header names."""

    source: str
    rows: tuple[dict[str, str], ...]


def read_table(name: str) -> Table:
    """Read `data/NAME`: `#` lines are comments, the first other line names the columns.

    Cells at the end of a row may be left out and are then "".

    Raises:
        ValueError: no `# source:` line, or a row with more cells than columns; says which line.
    """
    source = ""
    columns: list[str] = []
    rows: list[dict[str, str]] = []
    for number, line in enumerate(_DATA.joinpath(name).read_text("utf-8").splitlines(), 1):
        if line.startswith("#") or not line.strip():
            source = line.removeprefix(_SOURCE).strip() if line.startswith(_SOURCE) else source
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not columns:
            columns = cells
            continue
        if len(cells) > len(columns):
            raise ValueError(f"{name}:{number}: {len(cells)} cells for {len(columns)} columns")
        cells += [""] * (len(columns) - len(cells))
        rows.append(dict(zip(columns, cells, strict=True)))
    if not source:
        raise ValueError(f"{name}: no line '{_SOURCE} KEY'")
    return Table(source, tuple(rows))


def read_toml(name: str) -> dict[str, Any]:
    """Read `data/NAME` as TOML."""
    return tomllib.loads(_DATA.joinpath(name).read_text("utf-8"))


def read_bytes(name: str) -> bytes:
    """Read `data/NAME` as it is."""
    return _DATA.joinpath(name).read_bytes()


def listed(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list, `a|b|c`; an empty cell holds none."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())
