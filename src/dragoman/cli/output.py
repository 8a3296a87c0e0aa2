"""Rows to standard output or a file, as a table, CSV, JSON lines or Parquet."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console, RenderableType

from dragoman.cli.errors import Refused
from dragoman.show.spreadsheet import csv_text

Row = dict[str, Any]

_WIDTH_OF_A_FILE = 120  # columns of a table that no terminal measures


class Format(StrEnum):
    """How rows leave a command."""

    TABLE = "table"
    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


def write(
    rows: Sequence[Row],
    form: Format,
    output: Path | None,
    *,
    table: Callable[[int], Iterable[RenderableType]],
    summary: Row | None = None,
) -> None:
    """Writes `rows` in `form` to `output`, or to standard output where it is None.

    Args:
        rows: what a query gave; values may be nested.
        form: the format asked for.
        output: a file, overwritten.
        table: makes the pages of a table for a width in columns; called for `Format.TABLE` only.
        summary: the closing line of JSON lines; None for none.

    Raises:
        Refused: the file cannot be written, or Parquet would go to a terminal.
    """
    if form is Format.TABLE:
        _write_table(table, output)
        return
    if form is Format.PARQUET and output is None and sys.stdout.isatty():
        raise Refused("U003", "--format parquet")
    with _sink(output) as sink:
        if form is Format.JSONL:
            closing = [] if summary is None else [{"type": "summary", **summary}]
            for row in (*rows, *closing):
                sink.write(json_line(row))
        elif form is Format.CSV:
            sink.write(csv_text(rows).encode())
        else:
            sink.write(_parquet(rows))


def write_text(text: str, output: Path | None) -> None:
    """Writes UTF-8 text to `output`, or to standard output where it is None.

    Raises:
        Refused: the file cannot be written.
    """
    with _sink(output) as sink:
        sink.write(text.encode("utf-8", "backslashreplace"))


def write_lines(rows: Iterable[Row]) -> None:
    """Writes rows as JSON lines to standard output, each as soon as it is there."""
    with _sink(None) as sink:
        for row in rows:
            sink.write(json_line(row))
            sink.flush()


def json_line(row: Row) -> bytes:
    """One JSON line in UTF-8; half a surrogate pair, which UTF-8 has no bytes for, is escaped."""
    line = json.dumps(row, ensure_ascii=False, default=str)
    try:
        return line.encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(row, default=str).encode() + b"\n"


class _Screen(Console):
    """A console that leaves a closed pipe to `Commands`, as the other forms do."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def screen() -> Console:
    """The console for tables on standard output; where it is no terminal, as wide as a file."""
    measured = sys.stdout.isatty() or "COLUMNS" in os.environ
    width = None if measured else _WIDTH_OF_A_FILE
    return _Screen(width=width, markup=False, emoji=False, highlight=False)


@contextmanager
def _sink(output: Path | None) -> Iterator[BinaryIO]:
    if output is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if is_database(output):
        raise Refused("U008", str(output))
    try:
        stream = output.open("wb")
    except OSError as error:
        raise Refused("U004", str(output), error.strerror or str(error)) from error
    with stream:
        yield stream


def is_database(path: Path) -> bool:
    """Whether a DuckDB file lies there, which a slip of the hand must not overwrite."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(12)[8:] == b"DUCK"  # https://duckdb.org/docs/stable/internals/storage


def _write_table(table: Callable[[int], Iterable[RenderableType]], output: Path | None) -> None:
    if output is None:
        _print_pages(table, screen())
        return
    paper = io.StringIO()
    _print_pages(table, Console(file=paper, width=_WIDTH_OF_A_FILE, markup=False, emoji=False))
    write_text(paper.getvalue(), output)


def _print_pages(table: Callable[[int], Iterable[RenderableType]], console: Console) -> None:
    for page in table(console.width):
        console.print(page)


def _parquet(rows: Sequence[Row]) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows)), sink, compression="zstd")
    return sink.getvalue()
