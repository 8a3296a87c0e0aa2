"""The start page, the list of events, and one event with its reports side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from fastapi import APIRouter, Request, Response

from dragoman.dossier.shelf import Page, Shelf
from dragoman.dossier.shelf import claims as claims_of
from dragoman.dossier.shelf import events as events_of
from dragoman.dossier.shelf import reports as reports_of
from dragoman.dossier.shelf.events import EventFilter
from dragoman.show.event_view import EventView, event_view
from dragoman.web import records
from dragoman.web.answer import View, answer, missing, paged, shelf_of
from dragoman.web.shapes import answers
from dragoman.web.views.asked import Chosen, PageNumber

router = APIRouter()
Row = Mapping[str, Any]
Order = Literal["reports", "date", "conflicts"]

_SHOWN = 12  # events on the start page
_SIDE_BY_SIDE = 6  # reports of an event on one page; more cannot be compared by eye


@router.get("/", response_model=answers.Dossier)
def start(request: Request) -> Response:
    """What the dossier holds, what is contradicted most, what is reported most."""
    shelf = shelf_of(request)
    numbers = reports_of.numbers(shelf)
    everything = EventFilter()
    conflicts = events_of.conflicts(shelf)
    about = events_of.named(shelf, [row["event"] for row in conflicts if row["event"]])
    reported = events_of.events(shelf, EventFilter(least=2), size=_SHOWN).rows
    reported = reported or events_of.events(shelf, everything, size=_SHOWN).rows
    record = {
        "type": "dossier",
        "counts": numbers,
        "conflicts": [records.comparison(row) for row in conflicts],
        "events": [records.event(event) for event in reported],
    }
    rows = [{"what": name, "value": value} for name, value in numbers.items()]
    context = {"numbers": numbers, "conflicts": conflicts, "about": about, "reported": reported}
    return answer(request, View("start.html", "Overview", record, rows, context))


@router.get("/events", response_model=answers.Events)
def listing(
    request: Request, chosen: Chosen, order: Order = "reports", number: PageNumber = 1
) -> Response:
    """Events, narrowed and sorted."""
    shelf = shelf_of(request)
    page = events_of.events(shelf, chosen, order=order, number=number)
    counts = {
        name: events_of.counted(shelf, chosen, name) for name in ("type", "status", "country")
    }
    rows = [records.event(event) for event in page.rows]
    record = {"events": rows, "facets": counts, **paged(page)}
    context = {"page": page, "counts": counts, "order": order, "chosen": chosen.given()}
    return answer(request, View("events.html", "Events", record, rows, context))


@router.get("/event/{id}", response_model=answers.EventPage)
def one(request: Request, id: str, number: PageNumber = 1) -> Response:  # noqa: A002
    """One event: what its reports agree on and where they differ, and their texts."""
    shelf = shelf_of(request)
    event = events_of.event(shelf, id)
    if event is None:
        raise missing("event")
    page = _columns(shelf, event, number)
    view = _view(shelf, event, [row["id"] for row in page.rows])
    record = records.event_page(view) | paged(page)
    context = {"view": view, "page": page}
    found = View("event_page.html", event["title"], record, records.table(view), context)
    return answer(request, found)


def _columns(shelf: Shelf, event: Row, number: int) -> Page:
    """The reports of an event that share a page: those that contradict one another first."""
    disputing = set(events_of.in_conflict(shelf, event["id"])) if event["conflicts"] else set()
    order = sorted(event["reports"], key=lambda row: row["id"] not in disputing)
    first = (number - 1) * _SIDE_BY_SIDE
    return Page(order[first : first + _SIDE_BY_SIDE], number, _SIDE_BY_SIDE, len(order))


def _view(shelf: Shelf, event: Row, shown: Sequence[str]) -> EventView:
    texts = reports_of.texts(shelf, shown)
    told = [row["claim"] for row in events_of.told(shelf, event["id"]) if row["report"] in texts]
    comparisons = events_of.comparisons(shelf, event["id"], shown)
    compared = {row[f"{side}_claim"] for row in comparisons for side in ("left", "right")}
    found = claims_of.claims(shelf, [*told, *compared])
    here = {claim: row for claim, row in found.items() if row["report"] in texts}
    silent = events_of.silent(shelf, event["id"])
    columns = [texts[report] for report in shown if report in texts]
    return event_view(event, columns, here, comparisons, silent)
