"""The map: where events were, as surely as the reports say."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from dragoman.dossier.shelf import events as events_of
from dragoman.dossier.shelf import spots as spots_of
from dragoman.web import atlas
from dragoman.web.answer import View, answer, paged, shelf_of
from dragoman.web.shapes import answers
from dragoman.web.views.asked import Chosen, PageNumber

router = APIRouter()


@router.get("/map", response_model=answers.Places)
def places(request: Request, chosen: Chosen, number: PageNumber = 1) -> Response:
    """Places with the number of events at each; events without a place are listed."""
    shelf = shelf_of(request)
    found = spots_of.spots(shelf, chosen)
    unplaced = spots_of.unplaced(shelf, chosen, number=number)
    told = events_of.named(shelf, [row["id"] for row in unplaced.rows])
    drawn = atlas.drawn(found)
    record = {"places": found, "unplaced": [row["id"] for row in unplaced.rows], **paged(unplaced)}
    context = {
        "drawn": drawn,
        "places": found,
        "page": unplaced,
        "unplaced": [told[row["id"]] for row in unplaced.rows],
        "chosen": chosen.given(),
    }
    return answer(request, View("map.html", "Map", record, found, context))
