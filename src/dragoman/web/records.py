"""The rows of the shelf as JSON: the shapes of the interface where it has one for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.show.event_view import EventView

Row = Mapping[str, Any]
Record = dict[str, Any]

_REPORT = (
    "id",
    "path",
    "url",
    "title",
    "outlet",
    "byline",
    "language",
    "credits",
    "claims",
    "events",
    "copy_group",
    "copy_origin",
)
_CLAIM = ("id", "report", "kind", "speech", "stance", "polarity", "modality", "outlet", "path")


def event(row: Row) -> Record:
    """An event as `dragoman events` has it, without its claims."""
    sides = {
        part: [who["name"] for who in row["who"] if who["part"] == part]
        for part in ("actor", "recipient")
    }
    return {
        "type": "event",
        "id": row["id"],
        "event_type": row["type"],
        "title": row["title"],
        "actors": sides["actor"],
        "recipients": sides["recipient"],
        **{name: row[name] for name in ("mode", "place", "venue", "country", "when", "status")},
        "reports": row["reports"],
        "independent_sources": row["independent_sources"],
        "conflicts": row["conflicts"],
        "agreements": row["agreed"],
    }


def report(row: Row) -> Record:
    """A report without its text."""
    return {
        "type": "report",
        **{name: row[name] for name in _REPORT},
        "published": {
            "from": row["published_from"],
            "to": row["published_to"],
            "how": row["published_how"],
            "why": row["published_why"],
        },
    }


def claim(row: Row) -> Record:
    """A claim with its words, its voices and its place."""
    return {
        "type": "claim",
        **{name: row[name] for name in _CLAIM},
        "span": [row["span_start"], row["span_end"]],
        "quote": row["exact"],
        "content": spans(row, "content"),
        "cue": spans(row, "cue"),
        "source": spans(row, "source"),
        "speaker": [who["name"] for who in row["speakers"]],
        "to": next((who["name"] for who in row["addressees"]), None),
        "via": [{"name": hop["name"], "role": hop["role"]} for hop in row["via"]],
        "event_type": row["event_type"],
        "events": row["events"],
        "score": row["score"],
    }


def comparison(row: Row) -> Record:
    """A comparison with both sides."""
    return {
        "type": "comparison",
        **{name: row[name] for name in ("id", "event", "field", "verdict", "rule")},
        "shared_origin": row["shared_origin"],
        **{
            side: {
                "claim": row[f"{side}_claim"],
                "report": row[f"{side}_report"],
                "span": [row[f"{side}_start"], row[f"{side}_end"]],
                "quote": row[f"{side}_exact"],
                "value": row[f"{side}_value"],
            }
            for side in ("left", "right")
        },
    }


def event_page(view: EventView) -> Record:
    """The page of an event: the event, its reports, claims and comparisons, who is silent."""
    return {
        **event(view.event),
        "columns": [report(row) for row in view.columns],
        "table": table(view),
        "claims": [claim(row) for row in view.claims.values()],
        "comparisons": [comparison(c) for row in view.rows for c in row.comparisons],
        "only_one_says": [said.claim["id"] for said in view.alone],
        "silent": list(view.silent),
    }


def table(view: EventView) -> list[Record]:
    """The disagreement table, a row a value."""
    outlets = {row["id"]: row for row in view.columns}
    return [
        {
            "field": row.name,
            "verdict": row.verdict,
            "rules": row.rules,
            "shared_origin": row.shared_origin,
            "outlet": outlets[value.report]["outlet"],
            "path": outlets[value.report]["path"],
            "value": value.value,
            "disputed": value.disputed,
            "via": [hop.name for hop in view.chain_of(value)],
            "claim": value.claim,
            "span": list(value.span),
            "quote": value.exact,
        }
        for row in view.rows
        for cell in row.cells.values()
        for value in cell
        if value.report in outlets
    ]


def spans(claim: Row, part: str) -> list[list[int]]:
    """The spans of a part of a claim."""
    pieces: Sequence[Row] = claim["pieces"]
    return [[piece["start"], piece["end"]] for piece in pieces if piece["part"] == part]
