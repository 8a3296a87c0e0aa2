"""Persons and the offices they held, read from the tables of offices."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dragoman.knowledge.entries import Entry, Holding
from dragoman.knowledge.naming import common_words, person_names, slug
from dragoman.knowledge.tables import Table, listed, read_table
from dragoman.knowledge.titles import office_of, plain

# In order of trust: where two tables tell of the same office, the build of the later ones
# (tools/knowledge/leaders.py) has left out what the first one covers.
OFFICE_TABLES = ("offices.tsv", "organisations-offices.tsv", "leaders-archigos.tsv")
_UNSURE = "~"
_STILL = "-"


@dataclass(frozen=True, slots=True)
class _Day:
    """One end of a time in office; `day` None is open or not known."""

    day: date | None
    certain: bool


def _day(cell: str, *, last: bool) -> _Day:
    """Read `2018-06-09`, `~2018-06-09`, `2018-06` or `2018`; a part of a date is not certain.

    Args:
        cell: the cell; "" gives an open end.
        last: whether a month or a year stands for its last day rather than its first.

    Raises:
        ValueError: the cell is none of these.
    """
    if not cell:
        return _Day(None, certain=True)
    numbers = [int(part) for part in cell.removeprefix(_UNSURE).split("-")]
    whole = len(numbers) == 3
    year, month, *rest = [*numbers, 12 if last else 1] if len(numbers) == 1 else numbers
    day = rest[0] if rest else (calendar.monthrange(year, month)[1] if last else 1)
    return _Day(date(year, month, day), certain=whole and not cell.startswith(_UNSURE))


def _ends(rows: Iterable[dict[str, str]]) -> Iterator[tuple[dict[str, str], _Day, _Day]]:
    """Each row with its first and last day, the latest first.

    An empty last day means: until the next holder of the same title in the same body, or, where
    there is none, still in office.
    """
    following: dict[tuple[str, str], _Day] = {}
    for row in sorted(rows, key=lambda row: row["first"].removeprefix(_UNSURE), reverse=True):
        held = row["body"], plain(row["title"])
        first = _day(row["first"], last=False)
        yield row, first, _last(row["last"], following.get(held))
        following[held] = first


def _last(cell: str, successor: _Day | None) -> _Day:
    """The last day in office, which an empty cell leaves to the successor."""
    if cell == _STILL or not (cell or successor):
        return _Day(None, certain=True)
    return _day(cell, last=True) if cell else successor or _Day(None, certain=True)


def _person(name: str, country: str | None, source: str, row: dict[str, str] | None) -> Entry:
    """The entry of a person; `row` is the one of persons.tsv, None where that has none."""
    row = row or {}
    country = row.get("country") or country
    names = person_names(
        name, listed(row.get("others", "")), listed(row.get("surnames", "")), country
    )
    return Entry(
        id=f"person:{slug(name)}",
        kind="person",
        name=name,
        names=names,
        country=country,
        role=row.get("role") or None,
        source=source,
        ambiguous=common_words(names),
    )


def read_people() -> tuple[dict[str, Entry], list[Holding]]:
    """Every person by id, and every holding, table by table."""
    people, holdings = read_holdings(OFFICE_TABLES)
    known = read_table("persons.tsv")
    for row in known.rows:
        identity = f"person:{slug(row['name'])}"
        if identity not in people:
            people[identity] = _person(row["name"], None, known.source, row)
    return people, holdings


def read_holdings(files: Iterable[str]) -> tuple[dict[str, Entry], list[Holding]]:
    """The holdings of some tables, and their persons by id."""
    described = {row["name"]: row for row in read_table("persons.tsv").rows}
    people: dict[str, Entry] = {}
    return people, [h for file in files for h in _holdings(read_table(file), described, people)]


def _holdings(
    table: Table, described: dict[str, dict[str, str]], people: dict[str, Entry]
) -> Iterator[Holding]:
    """The holdings of one table; persons met for the first time are added to `people`."""
    for row, first, last in _ends(table.rows):
        name, body = row["person"], row["body"]
        identity = f"person:{slug(name)}"
        if identity not in people:
            country = body if ":" not in body else None
            people[identity] = _person(name, country, table.source, described.get(name))
        yield Holding(
            person=people[identity],
            office=office_of(row["title"]),
            title=row["title"],
            body=body,
            first=first.day,
            last=last.day,
            source=table.source,
            certain=first.certain and last.certain,
        )
