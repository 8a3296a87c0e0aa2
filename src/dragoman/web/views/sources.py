"""Sources: what each outlet covers and leaves out, whom it copies, how it names things."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from dragoman.dossier.shelf import events as events_of
from dragoman.dossier.shelf import outlets as outlets_of
from dragoman.dossier.shelf import reports as reports_of
from dragoman.dossier.shelf.events import EventFilter
from dragoman.web import charts, records
from dragoman.web.answer import View, answer, missing, paged, shelf_of
from dragoman.web.shapes import answers
from dragoman.web.views.asked import PageNumber, Words

router = APIRouter()
_EVENTS = 15


@router.get("/sources", response_model=answers.Sources)
def listing(request: Request, number: PageNumber = 1) -> Response:
    """Outlets, agencies and other relayers: how much each wrote, reprinted, relayed, copied."""
    page = outlets_of.outlets(shelf_of(request), number=number)
    record = {"sources": page.rows, **paged(page)}
    view = View(
        "sources.html",
        "Sources",
        record,
        page.rows,
        {"page": page},
        lambda: charts.coverage([row for row in page.rows if row["events"]]),
    )
    return answer(request, view)


@router.get("/source", response_model=answers.SourcePage)
def one(request: Request, id: Words = None, number: PageNumber = 1) -> Response:  # noqa: A002
    """One outlet: its events, what it leaves to others, its copies, its names for things."""
    shelf = shelf_of(request)
    outlet = outlets_of.outlet(shelf, id or "")
    if outlet is None:
        raise missing("source")
    covered = events_of.events(shelf, EventFilter(outlet=outlet["id"]), number=number, size=_EVENTS)
    omitted = outlets_of.omitted(shelf, outlet["id"], size=_EVENTS)
    named = events_of.named(shelf, [row["id"] for row in omitted.rows])
    left_out = [named[row["id"]] for row in omitted.rows]
    reports = reports_of.reports(shelf, outlet=outlet["id"], size=_EVENTS)
    context = {
        "outlet": outlet,
        "covered": covered,
        "omitted": left_out,
        "omitted_total": omitted.total,
        "reports": reports,
        "copied": outlets_of.copied(shelf, outlet["id"]),
        "namings": outlets_of.namings(shelf, outlet["id"]),
    }
    rows = [records.event(event) for event in covered.rows]
    record = {
        "source": outlet,
        "covers": rows,
        "omits": [records.event(event) for event in left_out],
        "copies": context["copied"],
        "namings": context["namings"],
        **paged(covered),
    }
    return answer(request, View("source.html", outlet["name"], record, rows, context))
