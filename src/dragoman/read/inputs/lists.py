"""Lists of addresses to be read: GDELT's events and mentions, Zotero's and other CSV, plain lines.

A list holds no reports, only where they were published and perhaps what is known of them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dragoman.read.decode import decode
from dragoman.read.inputs.shared import Unreadable, delimiter_of
from dragoman.read.stated import Stated, parse_published

# GDELT's files have no header; they are told by how many fields a line has.
_GDELT_EVENTS, _SOURCE_URL = 61, 60
_GDELT_MENTIONS, _MENTION_TYPE, _MENTION_IDENTIFIER = 16, 3, 5
_WEB = "1"  # the MentionType of what stands on the open web
_ADDRESSES = ("url", "link", "address", "uri", "permalink")
_FIELDS = {
    "title": ("title", "headline"),
    "outlet": ("publication title", "outlet", "publisher", "source", "website title"),
    "published": ("date", "published", "publication date", "pubdate"),
    "byline": ("author", "byline"),
}
"""Columns by what they hold, as Zotero and others call them; the first that is filled counts."""
_LONGEST = 1 << 20  # characters of a line


class Listed(NamedTuple):
    """An address of a list, with what the list says of the report there."""

    url: str
    stated: Stated


def read_list(content: bytes, path: str) -> list[Listed]:
    """The addresses of a list in its order, each once.

    Raises:
        Unreadable: there is none in it, or it is a broken table.
    """
    lines = [line for line in decode(content, path).text.splitlines() if line.strip()]
    found: dict[str, Listed] = {}
    try:
        for listed in _listed(lines):
            if listed.url.startswith(("http://", "https://")):
                found.setdefault(listed.url, listed)
    except csv.Error as error:
        raise Unreadable("R024", str(error)) from error
    if not found:
        raise Unreadable("R033", f"{len(lines)} lines")
    return list(found.values())


def _listed(lines: list[str]) -> Iterator[Listed]:
    first = lines[0] if lines else ""
    width = first.count("\t") + 1
    header = [name.strip().casefold() for name in first.split(delimiter_of(first))]
    if width == _GDELT_EVENTS:
        yield from _of_gdelt(lines, _SOURCE_URL)
    elif width == _GDELT_MENTIONS:
        web = (line for line in lines if _field(line, _MENTION_TYPE) == _WEB)
        yield from _of_gdelt(web, _MENTION_IDENTIFIER)
    elif any(name.strip('"\ufeff') in _ADDRESSES for name in header):
        yield from _of_table(lines)
    else:
        yield from (Listed(line.strip(), Stated()) for line in lines)


def _of_gdelt(lines: Iterable[str], column: int) -> Iterator[Listed]:
    """GDELT dates the event and the hour it saw the page, neither of which is the publication."""
    return (Listed(_field(line, column), Stated()) for line in lines)


def _field(line: str, column: int) -> str:
    """A field of a tab-separated line, "" where there is none."""
    return (*line.split("\t", column + 1), *[""] * (column + 1))[column].strip()


def _of_table(lines: list[str]) -> Iterator[Listed]:
    csv.field_size_limit(_LONGEST)
    rows = csv.DictReader(lines, delimiter=delimiter_of(lines[0]))
    rows.fieldnames = [name.strip("\ufeff ").casefold() for name in rows.fieldnames or ()]
    for row in rows:
        url = _first(row, _ADDRESSES)
        if url:
            yield Listed(url, _stated(row))


def _stated(row: Mapping[str, str]) -> Stated:
    """What a row says of its report; a date that is not a day is left out."""
    said = {name: _first(row, columns) for name, columns in _FIELDS.items()}
    try:
        published = parse_published(said["published"]) if said["published"] else None
    except ValueError:
        published = None
    return Stated(
        outlet=said["outlet"], published=published, title=said["title"], byline=said["byline"]
    )


def _first(row: Mapping[str, str], columns: Iterable[str]) -> str | None:
    return next((value for name in columns if (value := (row.get(name) or "").strip())), None)
