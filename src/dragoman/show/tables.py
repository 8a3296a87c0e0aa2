"""Rows of a dossier as rich tables; where the terminal is narrow, as a block of lines a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.show.columns import COLUMNS, Column, Row
from dragoman.show.safe import inert, shorten

NARROW = 100  # columns of a terminal under which cells would break every other word
_PAGE = 200  # rows laid out at once, so that a long listing begins to show at once
_FEW = 3  # columns that fit any terminal
_LONGEST = 320  # characters of a cell; the whole of it is in the other formats


def listing(kind: str, rows: Sequence[Row], width: int) -> Iterator[RenderableType]:
    """Rows of one of the dossier's listings, page after page.

    Args:
        kind: events, claims, conflicts, sources, copies, actors or relations.
        rows: as the dossier gives them.
        width: of the page, in terminal columns.
    """
    return _pages(COLUMNS[kind], rows, width)


def grid(names: Sequence[str], rows: Sequence[Row], width: int) -> Iterator[RenderableType]:
    """Rows of any query, a column a name; what is not known stays blank."""
    return _pages([Column(name, partial(_plain, name)) for name in names], rows, width)


def _plain(name: str, row: Row) -> str:
    return "" if row[name] is None else str(row[name])


def _pages(columns: Sequence[Column], rows: Sequence[Row], width: int) -> Iterator[RenderableType]:
    for first in range(0, len(rows), _PAGE):
        page = rows[first : first + _PAGE]
        cells = [[shorten(inert(column.cell(row)), _LONGEST) for column in columns] for row in page]
        if width < NARROW and len(columns) > _FEW:
            yield from (_block(columns, row) for row in cells)
        else:
            yield _table(columns, cells)


def _table(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(Text(inert(column.title)), style=column.style, overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    return table


def _block(columns: Sequence[Column], row: Sequence[str]) -> RenderableType:
    """The first cell as a heading, the others that are not blank below it, a line or more each."""
    lines: list[RenderableType] = [Text(row[0], style="bold")]
    for column, cell in zip(columns[1:], row[1:], strict=True):
        if cell:
            line = Text.assemble((f"{inert(column.title)}: ", "dim"), (cell, column.style))
            lines.append(Padding.indent(line, 2))
    return Group(*lines, Text())
