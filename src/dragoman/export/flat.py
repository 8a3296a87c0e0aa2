"""Plain CSV: an event a line, with its status and one place that shows it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from dragoman.dossier import Dossier
from dragoman.export.codes import QUADS, intensity
from dragoman.export.material import Told, told_events

COLUMNS = (
    "id",
    "type",
    "mode",
    "cameo",
    "quad_class",
    "intensity",
    "status",
    "date_from",
    "date_to",
    "date_how",
    "actors",
    "actor_countries",
    "recipients",
    "recipient_countries",
    "place",
    "venue",
    "country",
    "lat",
    "lon",
    "reports",
    "outlets",
    "independent_sources",
    "evidence_path",
    "evidence_start",
    "evidence_end",
    "evidence",
)


def csv_files(dossier: Dossier) -> Mapping[str, bytes]:
    """One file, UTF-8 with a header; several values of a field are joined by "; "."""
    return {"": table(COLUMNS, map(_row, told_events(dossier)), ",").encode()}


def table(
    header: Sequence[str], rows: Iterable[Sequence[Any]], delimiter: str, *, head: bool = True
) -> str:
    """Rows as delimited text, a line feed after each; None is an empty field."""
    page = _Page()
    sheet = csv.writer(page, delimiter=delimiter, lineterminator=_Page.ENDING)
    if head:
        sheet.writerow(header)
    sheet.writerows(["" if value is None else value for value in row] for row in rows)
    return "".join(page.lines)


class _Page:
    """Takes the rows that `csv` writes, which come one at a time.

    `csv` quotes a field for the characters of its line ending only, and a reader takes a bare
    carriage return for the end of a row: so both are its ending, of which one is kept.
    """

    ENDING: Final = "\r\n"

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, row: str) -> None:
        self.lines.append(f"{row.removesuffix(self.ENDING)}\n")


def _row(told: Told) -> tuple[Any, ...]:
    row, place = told.row, told.place or {}
    evidence = told.claims[0] if told.claims else {}
    outlets = sorted({claim["outlet"] for claim in told.claims if claim["outlet"]})
    return (
        told.id,
        row["event_type"],
        row["mode"],
        told.cameo,
        QUADS[told.quad],
        intensity(row["event_type"], row["mode"]),
        row["status"],
        told.first,
        told.last,
        (row["when"] or {}).get("how"),
        _names(party.name for party in told.actors),
        _names(party.country or "" for party in told.actors),
        _names(party.name for party in told.recipients),
        _names(party.country or "" for party in told.recipients),
        row["place"],
        row["venue"],
        row["country"],
        place.get("lat"),
        place.get("lon"),
        len({claim["report"] for claim in told.claims}),
        _names(outlets),
        row["independent_sources"],
        evidence.get("path"),
        evidence.get("trigger_start"),
        evidence.get("trigger_end"),
        evidence.get("sentence"),
    )


def _names(names: Iterable[str]) -> str:
    return "; ".join(names)
