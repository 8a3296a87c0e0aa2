"""Rows that hold a report each: JSON lines, JSON, CSV and Parquet, with a column mapping."""

from __future__ import annotations

import csv
import io
import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import BinaryIO

import pyarrow as pa
from pyarrow import parquet

from dragoman.model import Problem
from dragoman.problems import problem
from dragoman.read.decode import binary_kind, decode
from dragoman.read.inputs.bodies import read_stated
from dragoman.read.inputs.shared import (
    HEAD,
    Items,
    Reading,
    Unreadable,
    delimiter_of,
    part_of,
    whole,
)
from dragoman.read.report import Source
from dragoman.read.stated import STATED, from_mapping

Row = Mapping[str, object]

ROW_FIELDS = ("id", "text", *STATED)
"""What a row can hold, and a mapping name a column for."""
_LONGEST = 16 << 20  # characters of a line
_LONGEST_RECORD = 1 << 20  # characters that are looked through for a closing quotation mark
_BATCH = 64  # rows of a Parquet file decoded at a time


def read_json_lines(stream: BinaryIO, source: Source, how: Reading) -> Items:
    """A report a line; its path is `FILE#ID`, by the line's number where it has no id."""
    problems: dict[str, Problem] = {}
    for number, line in _lines(stream, source.path, problems):
        if not line.strip():
            continue
        row = _object(line)
        if row is None or not _has_text(row, how):
            yield problem("R009", source.path, detail=str(number))
        else:
            yield from _read_row(row, number, source, how)
    yield from problems.values()


def read_json(stream: BinaryIO, source: Source, how: Reading) -> Items:
    """A list of objects, an object that holds one, or one report as an object."""
    decoded = decode(whole(stream), source.path)
    yield from decoded.problems
    try:
        held = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        raise Unreadable("R024", str(error)[:200] or "it nests too deep") from error
    rows = held
    if isinstance(held, dict) and not _has_text(held, how):
        rows = next((value for value in held.values() if isinstance(value, list)), held)
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
        if isinstance(row, dict) and _has_text(row, how):
            yield from _read_row(row, number, source, how)
        else:
            yield problem("R025", source.path, detail=str(number))


def read_csv(stream: BinaryIO, source: Source, how: Reading) -> Items:
    """A report a row under a header; commas, semicolons, tabs or bars part the fields.

    A row with more or fewer fields than the header is a problem (R025), since nobody can say
    which of its fields is which. Rows are counted by the line they begin on.
    """
    problems: dict[str, Problem] = {}
    lines = _lines(stream, source.path, problems)
    _, first = next(lines, (0, ""))
    delimiter = delimiter_of(first)
    header = _fields_of([first], delimiter) or []
    _check(header, how)
    for number, values in _records(lines, delimiter, len(header)):
        row = dict(zip(header, values or (), strict=False))
        if values and len(values) == len(header) and _has_text(row, how):
            yield from _read_row(row, number, source, how)
        else:
            yield problem("R025", source.path, detail=str(number))
    yield from problems.values()


def _records(
    lines: Iterator[tuple[int, str]], delimiter: str, width: int
) -> Iterator[tuple[int, list[str] | None]]:
    """The fields of each record, which goes on over lines while a quotation mark is open.

    Where that gives no `width` fields, the mark was one that nobody closes: the line stands alone,
    and those after it begin anew.
    """
    waiting: deque[tuple[int, str]] = deque()
    while (line := waiting.popleft() if waiting else next(lines, None)) is not None:
        number, first = line
        if not first.strip():
            continue
        taken = [(number, first)]
        marks, size = first.count('"'), len(first)
        while marks % 2 and size < _LONGEST_RECORD:
            more = waiting.popleft() if waiting else next(lines, None)
            if more is None:
                break
            taken.append(more)
            marks, size = marks + more[1].count('"'), size + len(more[1])
        values = _fields_of([text for _, text in taken], delimiter)
        if len(taken) > 1 and (values is None or len(values) != width):
            values = _fields_of([first], delimiter)
            waiting.extendleft(reversed(taken[1:]))
        yield number, values


def _fields_of(lines: list[str], delimiter: str) -> list[str] | None:
    """The fields of one record; None where it is none, or more than one."""
    csv.field_size_limit(_LONGEST_RECORD)
    try:
        found = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:  # a field too long
        return None
    return found[0] if len(found) == 1 else None


def read_parquet(stream: BinaryIO, source: Source, how: Reading) -> Items:
    """A report a row, a few rows at a time; only the columns that hold a field are read."""
    held = stream if stream.seekable() else io.BytesIO(whole(stream))
    try:
        table = parquet.ParquetFile(held)
        _check(table.schema_arrow.names, how)
        columns = list(_columns(table.schema_arrow.names, how).values())
        number = 0
        for batch in table.iter_batches(batch_size=_BATCH, columns=columns):
            for row in batch.to_pylist():
                number += 1
                if _has_text(row, how):
                    yield from _read_row(row, number, source, how)
                else:
                    yield problem("R025", source.path, detail=str(number))
    except (pa.ArrowException, OSError) as error:
        raise Unreadable("R024", str(error).splitlines()[0][:200]) from error


def _read_row(row: Row, number: int, source: Source, how: Reading) -> Items:
    fields = _fields(row, how)
    identity = fields.get("id")
    named = str(identity) if isinstance(identity, str | int) and identity != "" else str(number)
    one = part_of(source, named)
    own, problems = from_mapping(fields, one.path)
    yield from read_stated(str(fields["text"]), part_of(source, named, own), how)
    yield from problems


def _fields(row: Row, how: Reading) -> dict[str, object]:
    """The row by field; days and times as ISO strings."""
    held = {name: row[column] for name, column in _columns(row, how).items()}
    # A datetime is a date too.
    return {n: v.isoformat() if isinstance(v, date) else v for n, v in held.items()}


def _columns(header: Iterable[str], how: Reading) -> dict[str, str]:
    """Which column holds each field: the one the mapping names, else the one called after it.

    One mapping goes for all inputs of a run, so those without a column that it names are read by
    their own names.
    """
    names = list(header)
    found = {field: column for field, column in how.columns.items() if column in names}
    for column in names:
        field = column.strip().casefold()
        if field in ROW_FIELDS and column not in found.values():
            found.setdefault(field, column)
    return found


def _has_text(row: Row, how: Reading) -> bool:
    text = _fields(row, how).get("text")
    return isinstance(text, str) and bool(text.strip())


def _check(header: Iterable[str], how: Reading) -> None:
    """Refuses a table none of whose columns holds the text."""
    names = list(header)
    if "text" not in _columns(names, how):
        raise Unreadable("R029", ", ".join(names)[:200])


def _object(line: str) -> Row | None:
    try:
        held = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return held if isinstance(held, dict) else None


def _lines(stream: BinaryIO, path: str, problems: dict[str, Problem]) -> Iterator[tuple[int, str]]:
    """The lines with their numbers and line breaks, decoded; one line at a time is in memory.

    What the encoding gives cause to say is put into `problems`, by code: once a file, not a line.
    """
    head = stream.peek(HEAD)[:HEAD] if isinstance(stream, io.BufferedReader) else b""
    if b"\0" in head:  # UTF-16 or -32, whose line breaks are no single bytes
        if binary := binary_kind(head):
            raise Unreadable("R002", binary)
        decoded = decode(whole(stream), path)
        problems.update({each.code: each for each in decoded.problems})
        stream = io.BytesIO(decoded.text.encode("utf-8", "surrogatepass"))
    number = 0
    while line := stream.readline(_LONGEST):
        number += 1
        if len(line) == _LONGEST and not line.endswith(b"\n"):
            problems.setdefault(
                "R016", problem("R016", path, detail=f"{_LONGEST >> 20} MiB a line")
            )
            while (rest := stream.readline(_LONGEST)) and not rest.endswith(b"\n"):
                pass
            continue
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            decoded = decode(line, path)
            text = decoded.text
            problems.update({each.code: each for each in decoded.problems})
        yield number, text
