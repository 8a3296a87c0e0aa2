"""Build the table of leaders that the hand-made one lacks, from Archigos (1990 to 2015).

    python tools/knowledge/leaders.py --archigos arch_annual.txt --out leaders-archigos.tsv

Kept are leaders whose full name Archigos gives (by its link to DBpedia) and whose time in office
no head of state or government of offices.tsv covers. Archigos lists *effective* leaders; their
title follows from the state's constitution where effective-titles.tsv says so, else it is
"effective leader". Every row is marked as not certain.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from tsv import read_tsv

from dragoman.knowledge.entries import Holding
from dragoman.knowledge.naming import normalise
from dragoman.knowledge.people import read_holdings
from dragoman.model import Interval

HERE = Path(__file__).parent
SINCE = "1990-01-01"
UNKNOWN_TITLE = "effective leader"
LEADING = {"head of state", "head of government", "supreme leader"}
HEADER = """\
# source: archigos
# Leaders of states from 1990 to 2015 that offices.tsv does not cover. Built by
# tools/knowledge/leaders.py; do not edit. ~: the title is inferred, so the row is not certain.
body\ttitle\tperson\tfirst\tlast
"""


class Spell(NamedTuple):
    """One time in office of one leader; `state` is a Correlates of War code, the days are ISO."""

    state: str
    name: str
    first: str
    last: str


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--archigos", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    _, listed = read_holdings(("offices.tsv",))
    rows = sorted(set(missing(args.archigos, listed)), key=lambda row: (row[0], row[3]))
    lines = ("\t".join(row) for row in rows)
    args.out.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")


def missing(archigos: Path, listed: list[Holding]) -> Iterator[tuple[str, ...]]:
    """The rows to write: body, title, person, first, last."""
    codes = {row["cow"]: row["iso"] for row in read_tsv(HERE / "cow-codes.tsv")}
    titles = {
        code: row["title"]
        for row in read_tsv(HERE / "effective-titles.tsv")
        for code in row["states"].split()
    }
    for spell in spells(archigos):
        code = codes.get(spell.state)
        if code and spell.last >= SINCE and spell.name and not covered(listed, code, spell):
            title = titles.get(code, UNKNOWN_TITLE)
            yield code, title, spell.name, f"~{spell.first}", f"~{spell.last}"


def spells(archigos: Path) -> Iterator[Spell]:
    """Every leader's time in office; Archigos has a row a year, and its name in some of them."""
    years: dict[str, list[dict[str, str]]] = {}
    for row in read_tsv(archigos, "latin-1"):
        years.setdefault(row["obsid"], []).append(row)
    for rows in years.values():
        yield Spell(
            state=rows[0]["idacr"],
            name=max(map(full_name, rows), key=len),
            first=min(row["startdate"] for row in rows),
            last=max(row["enddate"] for row in rows),
        )


def full_name(row: dict[str, str]) -> str:
    """The full name in a row's link to DBpedia, or ""."""
    linked = unquote(row["dbpedia.uri"].rpartition("/resource/")[2]).replace("_", " ")
    name = re.sub(r"\s*\(.*\)", "", linked).strip()
    return name if " " in name else ""


def covered(listed: list[Holding], code: str, spell: Spell) -> bool:
    """Whether offices.tsv names this leader, or anyone who led the state during the spell."""
    when = Interval(date.fromisoformat(spell.first), date.fromisoformat(spell.last))
    name = normalise(spell.name)
    return any(
        name in map(normalise, held.person.names) or overlap(held.span, when)
        for held in listed
        if held.body == code and held.office in LEADING
    )


def overlap(one: Interval, other: Interval) -> bool:
    """Whether two spells share more than the day of a change."""
    return not one.disjoint(other) and one.first != other.last and one.last != other.first


if __name__ == "__main__":
    main()
