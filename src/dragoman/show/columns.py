"""What each listing shows of its rows: a column a question a reader has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.show.phrases import (
    UNNAMED,
    address,
    by_whom,
    counted,
    listed,
    marks,
    period,
    place_of,
    words_of,
)
from dragoman.show.safe import inert, shorten

Row = Mapping[str, Any]

_LONGEST_QUOTE = 70  # characters, so that a cell has room for the evidence of two sides


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, the cell of a row, its style in a terminal."""

    title: str
    cell: Callable[[Row], str]
    style: str = ""


def evidence(row: Row) -> str:
    """The first place that shows what a row says, and how many more there are."""
    places = row["evidence"]
    if not places:
        return ""
    more = f" (+{len(places) - 1})" if len(places) > 1 else ""
    return f"{spot(places[0])}{more}"


def spot(place: Row) -> str:
    """One place and its words: `a.txt:12-40 “the very words”`."""
    words = shorten(inert(place["quote"]), _LONGEST_QUOTE)
    return f"{address(place['path'], place['span'])} “{words}”"


def told_by(event: Row) -> str:
    """`3 reports, 2 outlets, 1 independent origin`."""
    reports = event["reports"]
    outlets = {report["outlet"] for report in reports if report["outlet"]}
    return ", ".join(
        (
            counted(len(reports), "report"),
            counted(len(outlets), "outlet"),
            counted(event["independent_sources"], "independent origin"),
        )
    )


def _side(side: Row) -> str:
    return f"{side['value']} ({by_whom(side['speaker'], side['via'], _outlet(side))})"


def _who(claim: Row) -> str:
    return by_whom(claim["speaker"], claim["via"], _outlet(claim))


def _outlet(row: Row) -> str:
    return str(row["outlet"] or UNNAMED)


def _number(number: int, noun: str) -> str:
    return counted(number, noun) if number else ""


def _others(names: Sequence[str], name: str) -> str:
    return ", ".join(other for other in names if other != name)


def _said(claim: Row) -> str:
    """The claim's words, marked where they are no plain affirmation."""
    notes = f" [{', '.join(marks(claim))}]" if marks(claim) else ""
    return f"{words_of(claim)}{notes}"


COLUMNS: dict[str, tuple[Column, ...]] = {
    "events": (
        Column("event", lambda row: row["title"], "bold"),
        Column("when", lambda row: period(row["when"]), "cyan"),
        Column("status", lambda row: row["status"]),
        Column("where", place_of),
        Column("told by", told_by),
        Column("evidence", evidence, "dim"),
    ),
    "claims": (
        Column("who", _who, "bold"),
        Column("claim", _said),
        Column("kind", lambda row: row["kind"]),
        Column("evidence", lambda row: address(row["path"], row["span"]), "dim"),
    ),
    "conflicts": (
        Column("field", lambda row: row["field"], "bold"),
        Column("verdict", lambda row: row["verdict"]),
        Column("one says", lambda row: _side(row["left"])),
        Column("another says", lambda row: _side(row["right"])),
        Column("rule", lambda row: row["rule"]),
        Column("evidence", lambda row: f"{spot(row['left'])} / {spot(row['right'])}", "dim"),
    ),
    "sources": (
        Column("source", lambda row: row["name"], "bold"),
        Column("kind", lambda row: row["kind"]),
        Column("country", lambda row: row["country"] or ""),
        Column("wrote", lambda row: _number(row["reports"], "report")),
        Column("reprinted", lambda row: _number(row["reprints"], "report")),
        Column("credited", lambda row: _number(row["credits"], "time")),
        Column("relayed", lambda row: _number(row["relayed"], "claim")),
        Column("evidence", evidence, "dim"),
    ),
    "actors": (
        Column("actor", lambda row: row["name"], "bold"),
        Column("kind", lambda row: row["kind"]),
        Column("country", lambda row: row["country"] or ""),
        Column("also called", lambda row: _others(row["names"], row["name"])),
        Column("roles", lambda row: listed(row["roles"])),
        Column("reports", lambda row: str(row["reports"])),
        Column("acts", lambda row: str(row["acts"])),
        Column("speaks", lambda row: str(row["speaks"])),
        Column("evidence", evidence, "dim"),
    ),
    "relations": (
        Column("pair", lambda row: f"{row['actor_name']} → {row['recipient_name']}", "bold"),
        Column("month", lambda row: row["month"] or "undated", "cyan"),
        Column("kind", lambda row: row["quad_class"]),
        Column("events", lambda row: str(row["events"])),
        Column("evidence", evidence, "dim"),
    ),
    "reports": (
        Column("report", lambda row: row["name"], "bold"),
        Column("outlet", lambda row: row["outlet"]["name"] if row["outlet"] else ""),
        Column("title", lambda row: row["title"] or ""),
        Column("published", lambda row: row["published"]["from"] or "undated", "cyan"),
        Column("claims", lambda row: str(row["claims"])),
    ),
    "copies": (
        Column("origin", lambda row: row["origin"]["path"], "bold"),
        Column("why", lambda row: row["origin"]["why"]),
        Column("copies", lambda row: listed(row["reports"])),
        Column("alike", lambda row: f"{row['similarity']:.0%}"),
    ),
}
