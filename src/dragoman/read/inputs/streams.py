"""The reports in a stream of bytes, whatever kind of file it is and however it is packed."""

from __future__ import annotations

import io
from pathlib import PurePath
from typing import BinaryIO, cast

from dragoman.model import Problem
from dragoman.problems import problem
from dragoman.read.inputs.archives import read_warc
from dragoman.read.inputs.bodies import limit_of, read_body, said_of
from dragoman.read.inputs.feeds import read_entries
from dragoman.read.inputs.kinds import Kind, kind_of
from dragoman.read.inputs.mail import read_mail, read_mailbox
from dragoman.read.inputs.packed import SUFFIXES, first_of, packing_of, unpacked
from dragoman.read.inputs.rows import read_csv, read_json, read_json_lines, read_parquet
from dragoman.read.inputs.shared import HEAD, Items, Reader, Reading, Unreadable, whole
from dragoman.read.inputs.zipped import inside, members
from dragoman.read.report import Source

_READERS: dict[Kind, Reader] = {
    "json lines": read_json_lines,
    "json": read_json,
    "csv": read_csv,
    "parquet": read_parquet,
    "warc": read_warc,
    "feed": read_entries,
    "mail": read_mail,
    "mailbox": read_mailbox,
}
_DEEPEST = 2  # archives in one another: a press database's export, zipped again by a colleague


def read_stream(raw: BinaryIO, source: Source, how: Reading, name: str, depth: int = 0) -> Items:
    """The reports in a stream of any kind; whatever goes wrong on the way is a problem.

    Args:
        raw: unbuffered, at its beginning; whose it is closes it.
        source: names it and says what is known of it.
        how: how to read it.
        name: of the file in lower case, whose suffix may tell its kind; "" for none.
        depth: in how many ZIP archives it lies.
    """
    stream: io.BufferedReader = io.BufferedReader(cast("io.RawIOBase", raw), HEAD)
    try:
        yield from _read_kind(stream, source, how, name, depth)
    except Unreadable as error:
        yield said_of(error, source.path)
    except (OSError, EOFError) as error:
        yield problem("R020", source.path, detail=str(error))
    finally:
        stream.detach()


def _read_kind(
    stream: io.BufferedReader, source: Source, how: Reading, name: str, depth: int
) -> Items:
    """The reports in a stream, by its kind and without its compression."""
    head = stream.peek(HEAD)[:HEAD]
    packing = packing_of(head)
    if packing:
        name = name.removesuffix(next((s for s in SUFFIXES if name.endswith(s)), ""))
        head = first_of(head, packing)
    kind = kind_of(PurePath(name).suffix, head)
    if packing and kind != "warc":  # an archive is compressed record by record
        stream = unpacked(stream, packing)
    if kind == "unknown":
        raise Unreadable("R014", PurePath(name).suffix)
    if kind == "zip":
        yield from _read_members(stream, source, how, depth)
    elif kind in _READERS:
        yield from _READERS[kind](stream, source, how)
    else:
        yield from read_body(whole(stream, limit_of(kind)), kind, source, how)


def _read_members(stream: BinaryIO, source: Source, how: Reading, depth: int) -> Items:
    """The reports in the files of a ZIP archive; the path of each begins `FILE!/MEMBER`."""
    if depth == _DEEPEST:
        raise Unreadable("R035", "it is an archive in an archive in an archive")
    for member in members(stream, source.path):
        if isinstance(member, Problem):
            yield member
            continue
        one = Source(
            inside(source.name, member.name),
            inside(source.path, member.name),
            member.stated.over(source.stated),
            source.roles,
        )
        yield from read_stream(member.stream, one, how, member.name.lower(), depth + 1)
        yield from member.problems
