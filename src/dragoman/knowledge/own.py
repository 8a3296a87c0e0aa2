"""A user's own facts: a `knowledge.toml` that adds to what is shipped, and overrules it.

    [[holder]]
    body = "IR"                      # a state's code or an organisation's id
    title = "president"              # as titles.toml lists it
    person = "Hassan Rouhani"
    first = 2013-08-03
    last = 2021-08-03                # left out: still in office

    [[name]]
    kind = "group"                   # person, group, organisation, outlet or place
    name = "Example Front"
    others = ["EF"]                  # country, role, domains as well; lat, lon, feature of a place

The file is taken whole or not at all.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

from dragoman.knowledge.entries import Entry, Holding, Kind
from dragoman.knowledge.naming import slug
from dragoman.knowledge.titles import office_of

SOURCE = "own"
PREFIXES = {"organisation": "org"}
REQUIRED = {"holder": ("body", "title", "person", "first"), "name": ("kind", "name")}
OPTIONAL = {
    "holder": ("last",),
    "name": ("others", "country", "role", "domains", "lat", "lon", "feature"),
}
TEXTS = {"body", "title", "person", "kind", "name", "country", "role", "feature"}


class OwnFileError(ValueError):
    """The user's file is wrong somewhere; `line` counts from 1, 0 where no line can be told."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}" if line else reason)
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Own:
    """What a user's file says: entries by name, and who held what."""

    entries: tuple[Entry, ...] = ()
    holdings: tuple[Holding, ...] = ()


def read_own(path: Path) -> Own:
    """Reads a user's file.

    Raises:
        OwnFileError: the file cannot be read, is not TOML, or one of its tables is wrong.
    """
    try:
        text = path.read_text("utf-8")
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+)", str(error))
        raise OwnFileError(int(place[1]) if place else 0, str(error)) from error
    except UnicodeDecodeError as error:
        raise OwnFileError(0, f"not UTF-8 text ({error.reason})") from error
    lines = {kind: _headers(text, kind) for kind in REQUIRED}
    for kind in tables:
        if kind not in REQUIRED or not isinstance(tables[kind], list):
            raise OwnFileError(_first_line(text, kind), f"no table [[{kind}]]; there are "
                               + ", ".join(f"[[{known}]]" for known in REQUIRED))  # fmt: skip
    entries = tuple(_checked(tables.get("name", []), "name", lines["name"], _entry))
    holdings = tuple(_checked(tables.get("holder", []), "holder", lines["holder"], _holding))
    return Own(entries, holdings)


def _headers(text: str, kind: str) -> list[int]:
    """The lines of the headers `[[kind]]`, in order."""
    header = re.compile(rf"\s*\[\[\s*{kind}\s*\]\]")
    return [n for n, line in enumerate(text.splitlines(), 1) if header.match(line)]


def _first_line(text: str, word: str) -> int:
    """The first line that holds a word, else 0."""
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if word in line), 0)


def _checked(rows: list[Any], kind: str, lines: list[int], make: Any) -> Iterator[Any]:  # noqa: ANN401 -- a maker of entries or of holdings
    """What `make` makes of each table, its errors told with their line."""
    for number, row in enumerate(rows):
        line = lines[number] if number < len(lines) else 0
        try:
            _check_fields(row, kind)
            yield make(row)
        except (ValueError, KeyError) as error:
            reason = f"no such title: {error}" if isinstance(error, KeyError) else str(error)
            raise OwnFileError(line, reason) from error


def _check_fields(row: dict[str, Any], kind: str) -> None:
    """That a table has its fields, each of its type, and no others."""
    missing = [name for name in REQUIRED[kind] if name not in row]
    unknown = [name for name in row if name not in (*REQUIRED[kind], *OPTIONAL[kind])]
    wrong = [name for name in row if name in TEXTS and not _is_text(row[name])]
    for what, names in (("missing", missing), ("not known here", unknown), ("not text", wrong)):
        if names:
            raise ValueError(f"{', '.join(names)}: {what}")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _entry(row: dict[str, Any]) -> Entry:
    kind: Kind = row["kind"]
    if kind not in get_args(Kind) or kind == "state":
        raise ValueError(f"{kind}: no kind of name")
    if kind == "place" and not {"lat", "lon"} <= row.keys():
        raise ValueError("a place needs lat and lon")
    for name, most in (("lat", 90), ("lon", 180)):
        if not -most <= float(row.get(name, 0)) <= most:
            raise ValueError(f"{name} is not within {most} degrees")
    for name in ("others", "domains"):
        if not all(map(_is_text, row.get(name, []))) or isinstance(row.get(name), str):
            raise ValueError(f"{name}: not a list of texts")
    return Entry(
        id=f"{PREFIXES.get(kind, kind)}:{slug(row['name'])}",
        kind=kind,
        name=row["name"],
        names=tuple(dict.fromkeys((row["name"], *row.get("others", ())))),
        country=row.get("country"),
        role=row.get("role"),
        source=SOURCE,
        domains=tuple(row.get("domains", ())),
        feature=row.get("feature", "venue") if kind == "place" else None,
        lat=row.get("lat"),
        lon=row.get("lon"),
    )


def _holding(row: dict[str, Any]) -> Holding:
    first, last = row["first"], row.get("last")
    for day in (first, last):
        if day is not None and (not isinstance(day, date) or isinstance(day, datetime)):
            raise ValueError(f"{day} is no day; write 2018-06-09, without quotation marks")
    if last is not None and last < first:
        raise ValueError(f"the last day, {last}, lies before the first, {first}")
    name = row["person"]
    person = Entry(f"person:{slug(name)}", "person", name, (name,), None, None, SOURCE)
    office = office_of(row["title"])
    return Holding(person, office, row["title"], row["body"], first, last, SOURCE)


def overruled(shipped: Sequence[Holding], own: Sequence[Holding]) -> list[Holding]:
    """The shipped holdings, cut back to the days on which the user names nobody, and the user's."""
    kept: list[Holding] = list(shipped)
    for mine in own:
        kept = [rest for held in kept for rest in _outside(held, mine)]
    return [*own, *kept]


def _outside(held: Holding, mine: Holding) -> Iterator[Holding]:
    """What is left of a holding beside another of the same office."""
    same = (held.body, held.title) == (mine.body, mine.title)
    if not same or held.span.disjoint(mine.span):
        yield held
        return
    if mine.first and (held.first is None or held.first < mine.first):
        yield replace(held, last=mine.first)
    if mine.last and (held.last is None or held.last > mine.last):
        yield replace(held, first=mine.last)
