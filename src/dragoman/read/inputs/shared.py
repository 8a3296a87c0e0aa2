"""What the readers of all formats share: how to read, the way to give up, and the limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from dragoman.model import Problem, Report
from dragoman.read.report import Source
from dragoman.read.stated import Stated

LARGEST_FILE = 256 << 20
"""Bytes of a file that must be held in memory as a whole; a page has 1 MB."""
LARGEST_PAGE = 16 << 20
"""Bytes of one HTML page, mail or document: a parsed page takes some twenty times its size."""
HEAD = 1 << 16
"""Bytes that tell of what kind a file is."""

Items = Iterator[Report | Problem]


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are read.

    Attributes:
        roles: whether texts that are stated to be all article (JSON lines, tables, press
            databases) are sorted into body and furniture too.
        columns: which column of a table, or key of a JSON object, holds which field: field name →
            column name. A field that is not named here has the column of its own name.
    """

    roles: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)


Reader = Callable[[BinaryIO, Source, Reading], Items]
"""Reads the reports in a stream; what it yields is a report, then the problems about it."""


class Unreadable(Exception):  # noqa: N818 -- no error of the program, but a row of the dossier
    """An input cannot be read, or no further.

    Args:
        code: a key of `problems.CATALOGUE`.
        detail: fills `{detail}` in the catalogue's words.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        self.code, self.detail = code, detail
        super().__init__(f"{code} {detail}")


def whole(stream: BinaryIO, limit: int = LARGEST_FILE) -> bytes:
    """All that a stream holds.

    Raises:
        Unreadable: it holds more than `limit` bytes (R016).
    """
    raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise Unreadable("R016", f"{limit >> 20} MiB")
    return raw


def delimiter_of(line: str) -> str:
    """What parts the fields of a table, by its first line: the likeliest that stands there most."""
    return max(",;\t|", key=line.count)


def part_of(source: Source, identity: str, own: Stated | None = None) -> Source:
    """The source of one report among several in a file: `FILE#IDENTITY`.

    Args:
        source: the file.
        identity: tells the report from the others in it.
        own: what the file states of this report; it goes before what is stated of the file.
    """
    return replace(
        source,
        name=f"{source.name}#{identity}",
        path=f"{source.path}#{identity}",
        stated=own.over(source.stated) if own else source.stated,
    )
