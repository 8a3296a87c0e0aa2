"""What GDELT made of the reports of a dossier: its events held against ours, one by one.

GDELT gives an event a number for every page it sees it on, codes what was only planned or denied
as done, and takes the first country it meets for the actor. Each of its events that stems from an
address in the dossier is held against the events which the dossier found in the same report.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dragoman.dossier import Dossier
from dragoman.export.codes import QUADS, columns, country
from dragoman.export.material import Told, told_events
from dragoman.model import Problem
from dragoman.problems import problem

Row = dict[str, Any]

NEAR = timedelta(days=1)  # GDELT dates an event by the day before or after as often as by the day
FINDINGS = {
    "agrees": "the dossier has it, with the same countries",
    "doubled": "GDELT counts one event more than once",
    "not-happened": "the reports tell it as planned, denied or cancelled",
    "other-actors": "the countries that GDELT names do not take part",
    "not-found": "the dossier has no such event in this report",
}
"""What can be found of an event of GDELT's, with what it means."""


@dataclass(frozen=True, slots=True)
class Coded:
    """An event as GDELT codes it; `actors` are two ISO alpha-3 codes, "" where there is none."""

    number: str
    day: date | None
    root: str
    quad: str
    actors: tuple[str, str]
    url: str


def read_gdelt(file: str | Path) -> tuple[list[Coded], list[Problem]]:
    """The events of a GDELT 2.0 file `*.export.CSV`, and a problem for each line that is none.

    Raises:
        OSError: the file cannot be read.
    """
    names = columns("gdelt_events")
    events: list[Coded] = []
    problems: list[Problem] = []
    with Path(file).open(encoding="utf-8", errors="replace", newline="") as stream:
        rows = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)  # as GDELT writes them
        for number, fields in enumerate(rows, 1):
            if len(fields) != len(names):
                problems.append(problem("E006", str(file), detail=f"{number}"))
                continue
            events.append(_coded(dict(zip(names, fields, strict=True))))
    return events, problems


def check(dossier: Dossier, events: Iterable[Coded]) -> list[Row]:
    """What the dossier says to each event of GDELT's whose report it holds, in GDELT's order.

    Each row has GDELT's number, `finding` (a key of `FINDINGS`), what GDELT codes, and, where the
    dossier has the event, its id, title, status and evidence. Neither side is thereby right.
    """
    told = _by_address(dossier)
    ours = ((each, _address(each.url)) for each in events)
    matched = [(each, _match(each, told[address])) for each, address in ours if address in told]
    times = Counter(_same(each, one) for each, one in matched if one)
    return [_row(each, one, times[_same(each, one)] if one else 0) for each, one in matched]


def _coded(row: dict[str, str]) -> Coded:
    return Coded(
        number=row["GLOBALEVENTID"],
        day=_day(row["SQLDATE"]),
        root=row["EventRootCode"],
        quad=row["QuadClass"],
        actors=(row["Actor1CountryCode"], row["Actor2CountryCode"]),
        url=row["SOURCEURL"],
    )


def _day(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return None


def _by_address(dossier: Dossier) -> dict[str, list[Told]]:
    """Events of the dossier by the addresses of the reports that tell of them."""
    rows = dossier.sql("SELECT url FROM report WHERE url IS NOT NULL").to_pylist()
    found: dict[str, list[Told]] = {_address(row["url"]): [] for row in rows}
    for told in told_events(dossier):
        for url in dict.fromkeys(claim["url"] for claim in told.claims if claim["url"]):
            found[_address(url)].append(told)
    return found


def _address(url: str) -> str:
    """An address without what does not change the page: scheme, www., fragment, last slash."""
    bare = url.strip().partition("#")[0].partition("://")[2] or url
    return bare.removeprefix("www.").rstrip("/").casefold()


def _match(coded: Coded, ours: list[Told]) -> Told | None:
    """The event of the same report that is most like GDELT's; None where none is of its kind."""
    alike = [(likeness, told) for told in ours if (likeness := _likeness(coded, told))]
    return max(alike, key=lambda pair: pair[0])[1] if alike else None


def _likeness(coded: Coded, told: Told) -> int:
    """How alike they are: 0 where neither CAMEO root nor quad class and a country are the same."""
    root, quad = coded.root == told.cameo[:2], coded.quad == str(QUADS[told.quad])
    shared = bool(_named(coded) & _countries(told))
    if not root and not (quad and shared):
        return 0
    return 4 * root + 2 * shared + _dated_alike(coded, told)


def _dated_alike(coded: Coded, told: Told) -> bool:
    if coded.day is None or told.first is None or told.last is None:
        return False
    return told.first - NEAR <= coded.day <= told.last + NEAR


def _named(coded: Coded) -> set[str]:
    return {code for code in coded.actors if code}


def _countries(told: Told) -> set[str]:
    return {country(party.country).iso3 for party in (*told.actors, *told.recipients)} - {""}


def _same(coded: Coded, told: Told) -> tuple[str, str, tuple[str, ...]]:
    """What makes two events of GDELT's the same: our event, their kind, and the pair either way."""
    return told.id, coded.root, tuple(sorted(coded.actors))


def _finding(coded: Coded, told: Told | None, times: int) -> str:
    if told is None:
        return "not-found"
    if told.row["status"] != "happened":
        return "not-happened"
    if _named(coded) - _countries(told) and _countries(told):
        return "other-actors"
    return "doubled" if times > 1 else "agrees"


def _row(coded: Coded, told: Told | None, times: int) -> Row:
    finding = _finding(coded, told, times)
    found: Row = {
        "type": "gdelt",
        "id": coded.number,
        "finding": finding,
        "why": FINDINGS[finding],
        "url": coded.url,
        "day": str(coded.day) if coded.day else None,
        "root": coded.root,
        "countries": [code for code in coded.actors if code],
        "times": times,
    }
    if told is None:
        return {**found, "event": None, "title": None, "status": None, "ours": [], "evidence": []}
    return {
        **found,
        "event": told.id,
        "title": told.row["title"],
        "status": told.row["status"],
        "ours": sorted(_countries(told)),
        "evidence": list(_shown(told, _address(coded.url))),
    }


def _shown(told: Told, address: str) -> Iterator[Row]:
    """Where the report at the address tells of an event."""
    for claim in told.claims:
        if claim["url"] and _address(claim["url"]) == address:
            span = [claim["context_start"], claim["context_end"]]
            yield {"path": claim["path"], "span": span, "quote": claim["sentence"]}


def summary(rows: Iterable[Row]) -> dict[str, int]:
    """How many events of GDELT's there are of each finding, and how many distinct ones of ours."""
    counts: dict[str, int] = defaultdict(int)
    events = set()
    for row in rows:
        counts[row["finding"]] += 1
        events.add(row["event"])
    return {**{name: counts[name] for name in FINDINGS}, "events": len(events - {None})}
