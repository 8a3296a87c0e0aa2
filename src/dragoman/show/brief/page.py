"""The brief as one HTML file: nothing in it points outside, and it prints as it reads."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from dragoman.dossier.shelf import Shelf
from dragoman.dossier.shelf import claims as claims_of
from dragoman.dossier.shelf import events as events_of
from dragoman.dossier.shelf import reports as reports_of
from dragoman.dossier.shelf.events import EventFilter
from dragoman.show.compared import FieldRow
from dragoman.show.event_view import EventView, event_view
from dragoman.show.pages import environment, stylesheet
from dragoman.show.sheets import Sheet, claim_marks, sheet, value_marks

Row = Mapping[str, Any]

_BATCH = 100  # events and reports looked up at once


@dataclass(slots=True)
class _Kept:
    """What the events' tables point at, by report: the lines of the tables."""

    rows: dict[str, list[FieldRow]] = field(default_factory=dict)

    def add(self, view: EventView) -> EventView:
        for report in view.columns:
            self.rows.setdefault(report["id"], []).extend(view.rows)
        return view


def brief_page(shelf: Shelf) -> str:
    """The dossier as a page of its own.

    Events that several reports tell of come with their table and what only one says; the others in
    a list; at the end every report with its words marked, which the tables lead to. The file asks
    for nothing, and its policy forbids whatever else it might hold to run.
    """
    style = stylesheet()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    kept = _Kept()
    template = environment().get_template("brief.html")
    return template.render(
        style=Markup(style),  # noqa: S704 -- ours, and a policy names its hash
        digest=digest,
        numbers=reports_of.numbers(shelf),
        conflicts=events_of.conflicts(shelf, 100),
        views=[kept.add(_view(shelf, event)) for event in _events(shelf, EventFilter(least=2))],
        others=[event for event in _events(shelf, EventFilter()) if event["main"] < 2],
        sheets=list(_sheets(shelf, kept)),
        problems=reports_of.problems(shelf, size=1000).rows,
    )


def _events(shelf: Shelf, chosen: EventFilter) -> Iterator[Row]:
    number = 1
    while rows := events_of.events(shelf, chosen, number=number, size=_BATCH).rows:
        yield from rows
        number += 1


def _view(shelf: Shelf, event: Row) -> EventView:
    """The view of an event over all its reports, whose texts come once, at the end."""
    reports = reports_of.cards(shelf, [row["id"] for row in event["reports"]])
    told = [row["claim"] for row in events_of.told(shelf, event["id"])]
    comparisons = events_of.comparisons(shelf, event["id"], list(reports))
    compared = [row[f"{side}_claim"] for row in comparisons for side in ("left", "right")]
    claims = claims_of.claims(shelf, [*told, *compared])
    bare = [{**report, "text": "", "lines": []} for report in reports.values()]
    return event_view(event, bare, claims, comparisons)


def _sheets(shelf: Shelf, kept: _Kept) -> Iterator[Sheet]:
    number = 1
    while rows := reports_of.reports(shelf, number=number, size=_BATCH).rows:
        texts = reports_of.texts(shelf, [row["id"] for row in rows])
        for report in texts.values():
            claims = claims_of.claims_in(shelf, report["id"])
            values = value_marks(kept.rows.get(report["id"], ()), report["id"])
            yield sheet(report, [*claim_marks(claims), *values])
        number += 1
