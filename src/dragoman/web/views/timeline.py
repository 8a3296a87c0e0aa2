"""The timeline: when events were, and when they were reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request, Response

from dragoman.dossier.shelf import Shelf
from dragoman.dossier.shelf import events as events_of
from dragoman.dossier.shelf import reports as reports_of
from dragoman.web import charts
from dragoman.web.answer import View, answer, paged, shelf_of
from dragoman.web.shapes import answers
from dragoman.web.views.asked import Chosen, PageNumber

router = APIRouter()
Row = Mapping[str, Any]
_SIZE = 30  # events that a chart can name legibly
_MOST_REPORTS = 12  # reports drawn of one event


@router.get("/timeline", response_model=answers.Timeline)
def timeline(request: Request, chosen: Chosen, number: PageNumber = 1) -> Response:
    """Events by date with the reports of each, and how precisely either is dated."""
    shelf = shelf_of(request)
    page = events_of.events(shelf, chosen, order="date", number=number, size=_SIZE)
    rows = _dated(shelf, page.rows)
    record = {"events": rows, **paged(page)}
    flat = [{name: row[name] for name in row if name != "published"} for row in rows]
    context = {"page": page, "rows": rows, "chosen": chosen.given()}
    view = View("timeline.html", "Timeline", record, flat, context, lambda: charts.timeline(rows))
    return answer(request, view)


def _dated(shelf: Shelf, events: Sequence[Row]) -> list[dict[str, Any]]:
    """Events with the days of their reports, as the chart and the list need them."""
    told = {event["id"]: [r["id"] for r in event["reports"]][:_MOST_REPORTS] for event in events}
    cards = reports_of.cards(shelf, [report for ids in told.values() for report in ids])
    return [
        {
            "id": event["id"],
            "title": event["title"],
            "first": event["when_from"],
            "last": event["when_to"],
            "how": event["when_how"],
            "status": event["status"],
            "quad_class": event["quad_class"],
            "url": f"/event/{event['id']}",
            "published": [
                {
                    "outlet": cards[report]["outlet"],
                    "first": cards[report]["published_from"],
                    "last": cards[report]["published_to"],
                    "how": cards[report]["published_how"],
                }
                for report in told[event["id"]]
            ],
        }
        for event in events
    ]
